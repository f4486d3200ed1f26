"""Vocabularies of the office as data files: letter types, urgency, security classes, instructions, classification.

The files beside this one are what Lontar ships; an office's own file in LONTAR_HOME/vocabularies/NAME.csv wins.
"""

from office.vocabularies.entry import KINDS, Entry, Kind
from office.vocabularies.shelf import Shelf
from office.vocabularies.vocabulary import Vocabulary

__all__ = ["KINDS", "Entry", "Kind", "Shelf", "Vocabulary"]
