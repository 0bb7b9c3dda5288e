"""The public database as a folder of pages: read without scripts, searched with them, served by nothing but files."""

from lastseen.reports.site.building import Facts, site

__all__ = ["Facts", "site"]
