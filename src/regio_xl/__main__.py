"""``python -m regio_xl``."""

from regio_xl.cli import main

main()
