"""What shows which accounts may be of one person, read as a table from the lines that are kept of them."""

import polars as pl

from lastseen.storage.models import SearchLine
from lastseen.storage.search.reading import tabulated

_STRINGS, _ENDS = pl.List(pl.String), pl.List(pl.Int32)
_CELLS = {
    **dict.fromkeys(("names", "sex", "residence", "place", "ever", "occupation"), _STRINGS),
    **dict.fromkeys(("born", "taken", "kin"), _ENDS),
}
_ROWS = {"account": pl.String, "serial": pl.UInt32, "source": pl.String, "cells": pl.String}


def people_held(since: int = 0) -> pl.DataFrame:
    """The accounts of people derived after this entry of the ledger, one row each, as their first taking tells of them.

    Columns: account, serial, source, and lists: names (texts), sex, residence, place (of arrest), ever (authorities),
    occupation (codes; what begins with a question mark is the absence of one), born and taken (two ends, as ordinals),
    kin (serials).
    """
    rows = SearchLine.objects.filter(position__gt=since).order_by("serial", "case_serial")
    found = tabulated(rows.values_list("account_id", "serial", "source_id", "cells"), _ROWS)
    found = found.unique("account", keep="first", maintain_order=True)
    return found.with_columns(pl.col("cells").str.json_decode(pl.Struct(_CELLS))).unnest("cells")
