"""Documents made from figures and records. They accept released content and nothing else."""

from lastseen.reports.figures_page import figures_page, languages

__all__ = ["figures_page", "languages"]
