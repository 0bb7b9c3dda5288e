"""Kobo and ODK, out and in: a form (XLSForm), and submissions as a workbook, CSV or JSON.

One submission is one source; each kind of account is a repeat of the form. Rows find their submission by
``_parent_index``, and people in other repeats by their ``name``. See :data:`LOSSES` for what does not come back.
"""

from lastseen.exchange.kobo.reading import read_kobo
from lastseen.exchange.kobo.writing import LOSSES, write_form, write_kobo

__all__ = ["LOSSES", "read_kobo", "write_form", "write_kobo"]
