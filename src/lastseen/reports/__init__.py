"""Documents made from figures and records. They accept released content and nothing else."""

from lastseen.reports.figures_page import figures_page
from lastseen.reports.figures_text import figures_csv, figures_text
from lastseen.reports.texts import languages

__all__ = ["figures_csv", "figures_page", "figures_text", "languages"]
