"""Regio-XL in xlwings Lite: de scripts staan in de lijst bij de groene knop, de functies beginnen
met =REGIO."""
# ruff: noqa: F401, F403

import sys

sys.path.append("/data")  # hier zet Lite de map regio_xl die je erin sleept (zie lite.md)

from regio_xl.excel.functies import *
from regio_xl.excel.scripts import bereken, controleer, netwerkbeeld, ververs_borg_en_verbind
