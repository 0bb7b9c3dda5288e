"""Pairs compared field by field, each kind of field in its own way."""

from lastseen.linkage.comparing import names, testimony, words
from lastseen.linkage.comparing.model import UNKNOWN, Compared, Comparer, Floats, Places, Steps, comparer

__all__ = ["UNKNOWN", "Compared", "Comparer", "Floats", "Places", "Steps", "comparer", "names", "testimony", "words"]
