"""Invented testimony of which the truth is known: to try linking on, and to see how well it finds the truth again."""

from lastseen.linkage.invented.accounts import invent
from lastseen.linkage.invented.rates import SYSTEMS, People, Rates, Tellers, Told

__all__ = ["SYSTEMS", "People", "Rates", "Tellers", "Told", "invent"]
