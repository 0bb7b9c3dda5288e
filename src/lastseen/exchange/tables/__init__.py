"""Tables from files, CSV or workbook: sheets of rows as a person sees them in a spreadsheet."""

from lastseen.exchange.tables.opening import open_tables
from lastseen.exchange.tables.sheets import Header, Sheet

__all__ = ["Header", "Sheet", "open_tables"]
