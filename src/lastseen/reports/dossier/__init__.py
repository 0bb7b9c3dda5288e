"""The dossier of a person or of a case, for those inside: rival accounts side by side, conclusions with reasons."""

from lastseen.reports.dossier.composing import dossier

__all__ = ["dossier"]
