"""The test bench of the method: balance, coverage and reachability. Only ``methode --controle`` and
``--dekking`` load it."""
