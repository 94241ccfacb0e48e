"""Regio-XL inside Excel, through xlwings: on the desktop, in xlwings Lite and on an xlwings Server.

Thin wrappers over the same core as the command line, so that both give the same numbers:

- ``xlwings_hook``: the decorators ``func`` and ``script`` and the type ``Book``, wherever we run.
- ``liveboek``: :class:`~regio_xl.excel.liveboek.ExcelWerkboek`, the port
  :class:`~regio_xl.werkboek.Werkboek` over an open workbook. It leans on ``celwaarden`` (what is
  read and written, as values), ``lezen``, ``plannen`` (what changes, and how it is taken back),
  ``schrijven`` (what may not be written, protection), ``koppelingen``, ``kopie`` and ``klant``: our
  own part of the client of Lite and Server, in JavaScript.
- ``scripts``: ``controleer``, ``bereken``, ``ververs_borg_en_verbind``, ``netwerkbeeld``; each
  takes the open workbook. ``lite`` has the same four, with a faster reading.
- ``functies``: the custom functions ``REGIO_*``; ``argumenten`` judges the ranges that they are
  given. ``functies_online`` adds their older names for Lite and Server.
- ``meldingen``: the Dutch sentences that a script shows, in an alert or else in the status bar.
- ``desktop``, ``xlsm`` and ``server``: the button of the macro workbook, that workbook itself, and
  the app of a server.

xlwings itself is BSD licensed. Its folder ``pro`` (the engines of Lite and Server) is PolyForm
Noncommercial, which permits use by a government; nothing here imports it, except through xlwings
itself when it runs there. The command line does not need this package.
"""
