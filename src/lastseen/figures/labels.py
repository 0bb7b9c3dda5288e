"""The labels of a figure's rows in every language the definition or the vocabularies have."""

from collections.abc import Iterable, Mapping

import polars as pl

from lastseen.figures.definitions import Definition
from lastseen.figures.rows import shape_of
from lastseen.snapshot import Snapshot

_PAIRS = {">": " → ", "/": " · "}
_OWN = "figure-row"


def labels_of(definition: Definition, codes: Iterable[str], snapshot: Snapshot) -> dict[str, Mapping[str, str]]:
    """Labels by code: those of the definition, else of the vocabulary, else the code itself.

    A pair such as ``border-guard>mss`` is labelled by its two parts.
    """
    _, vocabulary = shape_of(definition)
    wanted = (vocabulary, "basis", "fate-status", _OWN)
    known: dict[str, dict[str, str]] = {}
    table = snapshot.table("labels").filter(pl.col("vocabulary").is_in(wanted))
    for code, language, label in table.select("code", "language", "label").iter_rows():
        known.setdefault(code, {}).setdefault(language, label)
    defined = {row.code: row.labels for row in definition.rows}
    return {code: defined.get(code) or known.get(code) or _paired(code, known) for code in codes}


def _paired(code: str, known: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    for sign, between in _PAIRS.items():
        left, found, right = code.partition(sign)
        if found and left in known and right in known:
            shared = known[left].keys() & known[right].keys()
            return {
                language: f"{known[left][language]}{between}{known[right][language]}" for language in sorted(shared)
            }
    return {"en": code}
