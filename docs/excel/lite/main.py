"""Regio-XL in xlwings Lite: de scripts staan in de lijst bij de groene knop, de functies beginnen
met =REGIO_."""
# ruff: noqa: F401, F403

import sys

sys.path.append("/data")  # hier zet Lite de map regio_xl die je erin sleept (zie lite.md)

from regio_xl.excel.functies_online import *
from regio_xl.excel.lite import bereken, controleer, netwerkbeeld, ververs_borg_en_verbind
