"""The tables of a snapshot, column by column.

The analysis part holds codes and coarse fields only: no names, no free text, no passages. The identity part holds
those, sealed with the keys of the sources they tell of. Words of passages are there only from texts that were read
through for third persons, and with a bar in place of these: ``held`` says why there are none, ``text_state`` with which
markings the text was read through. Every id is a UUID in text; ``person``, ``case`` and ``stage`` are the ids of the
oldest account of their cluster.
"""

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl
from polars.datatypes import DataType

from lastseen.domain.derive.variables import VARIABLES, Shape

FORMAT = 4
"""Raised whenever a table gains, loses or redefines a column."""

Schema = Mapping[str, DataType]

_TEXT = pl.String()
_TEXTS = pl.List(pl.String())
_DAY = pl.Date()
_WHOLE = pl.Int64()
_DEGREES = pl.Float64()
_YES_NO = pl.Boolean()


def _reading_columns() -> dict[str, DataType]:
    """Columns of the answers: codes as a list, dates and numbers as two ends; each with the reason for its absence."""
    columns: dict[str, DataType] = {}
    for variable in VARIABLES:
        match variable.shape:
            case Shape.SINGLE | Shape.MULTIPLE:
                columns[variable.name] = _TEXTS
            case Shape.DATE:
                columns |= {f"{variable.name}_low": _DAY, f"{variable.name}_high": _DAY}
            case Shape.NUMBER:
                columns |= {f"{variable.name}_low": _WHOLE, f"{variable.name}_high": _WHOLE}
        columns[f"{variable.name}_absence"] = _TEXT
    return columns


ANALYSIS: Mapping[str, Schema] = MappingProxyType(
    {
        "sources": {
            "source": _TEXT,
            "kind": _TEXT,
            "interviewee": _TEXT,
            "day": _DAY,
            "language": _TEXT,
            "compartment": _TEXT,
            "origin": _TEXT,
        },
        "accounts": {
            "account": _TEXT,
            "kind": _TEXT,
            "source": _TEXT,
            "person": _TEXT,
            "case": _TEXT,
            "stage": _TEXT,
        },
        "said": {
            "account": _TEXT,
            "field": _TEXT,
            "position": _WHOLE,
            "code": _TEXT,
            "low": _DAY,
            "high": _DAY,
            "number_low": _WHOLE,
            "number_high": _WHOLE,
            "other": _TEXT,
            "role": _TEXT,
            "absence": _TEXT,
        },
        "persons": {
            "person": _TEXT,
            "code": _TEXT,
            "doubt": _TEXT,
            "leads": _YES_NO,
            "family": _TEXT,
        },
        "cases": {"case": _TEXT, "code": _TEXT, "doubt": _TEXT, "leads": _YES_NO},
        "disappearances": {
            "disappearance": _TEXT,
            "person": _TEXT,
            "case": _TEXT,
            "sequence": _WHOLE,
            "outcome": _TEXTS,
            "standard": _TEXTS,
            "source_kinds": _TEXTS,
        },
        "readings": {"disappearance": _TEXT, "reading": _WHOLE, "source": _TEXT, **_reading_columns()},
        "pairs": {
            "interviewee": _TEXT,
            "person": _TEXT,
            "source": _TEXT,
            "relation": _TEXTS,
            "relation_absence": _TEXT,
        },
        "stages": {
            "stage": _TEXT,
            "account": _TEXT,
            "disappearance": _TEXT,
            "source": _TEXT,
            "position": _WHOLE,
            "stage_kind": _TEXTS,
            "stage_kind_absence": _TEXT,
            "holder": _TEXTS,
            "holder_absence": _TEXT,
            "basis": _TEXTS,
            "basis_absence": _TEXT,
            "start_low": _DAY,
            "start_high": _DAY,
            "start_absence": _TEXT,
            "days_to_next_low": _WHOLE,
            "days_to_next_high": _WHOLE,
            "days_to_next_absence": _TEXT,
        },
        "relations": {"person": _TEXT, "other": _TEXT, "relation": _TEXT, "source": _TEXT},
        "mass_events": {
            "event": _TEXT,
            "account": _TEXT,
            "source": _TEXT,
            "origin": _TEXT,
            "lowest": _WHOLE,
            "highest": _WHOLE,
            "start_low": _DAY,
            "start_high": _DAY,
            "identified": _TEXTS,
        },
        "inconsistencies": {"person": _TEXT, "rule": _TEXT, "accounts": _TEXTS},
        "verdicts": {"kind": _TEXT, "left": _TEXT, "right": _TEXT, "answer": _TEXT},
        "terms": {
            "vocabulary": _TEXT,
            "code": _TEXT,
            "parent": _TEXT,
            "rank": _WHOLE,
            "position": _WHOLE,
            "latitude": _DEGREES,
            "longitude": _DEGREES,
        },
        "labels": {"vocabulary": _TEXT, "code": _TEXT, "language": _TEXT, "label": _TEXT},
    }
)

IDENTITY: Mapping[str, Schema] = MappingProxyType(
    {
        "titles": {"source": _TEXT, "external_id": _TEXT, "title": _TEXT},
        "names": {"account": _TEXT, "text": _TEXT, "script": _TEXT, "system": _TEXT, "kind": _TEXT},
        "texts": {"account": _TEXT, "field": _TEXT, "text": _TEXT},
        "evidence": {
            "account": _TEXT,
            "field": _TEXT,
            "passage": _TEXT,
            "source": _TEXT,
            "locator": _TEXT,
            "start": _WHOLE,
            "end": _WHOLE,
            "quote": _TEXT,
            "text_state": _TEXT,
            "held": _TEXT,
        },
        "reasons": {
            "about": _TEXT,
            "variable": _TEXT,
            "value": _TEXT,
            "reason": _TEXT,
            "cases": _TEXTS,
            "sources": _TEXTS,
        },
    }
)
