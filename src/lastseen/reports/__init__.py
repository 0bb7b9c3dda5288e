"""Documents made from figures and records. They accept released content and nothing else."""

from lastseen.reports.figures_page import FiguresPage, figures_page

__all__ = ["FiguresPage", "figures_page"]
