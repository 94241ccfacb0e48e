"""The test bench of the method: balance, coverage, reachability and simulations. Only ``methode
--controle``, ``--dekking`` and ``--proef`` load it."""
