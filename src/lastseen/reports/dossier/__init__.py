"""The dossier of a person or of a case, for those inside: every account side by side, every conclusion with its reason."""

from lastseen.reports.dossier.composing import dossier

__all__ = ["dossier"]
