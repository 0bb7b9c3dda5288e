"""The words of documents in each language, from a folder of data files each, and which rows are worth showing."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from lastseen.figures import Figure, Row

_TEXTS = files("lastseen.reports") / "languages"


def languages(topic: str = "report") -> tuple[str, ...]:
    """The languages documents can be written in, by the topic they need words of: some languages have few topics."""
    return tuple(sorted(folder.name for folder in _TEXTS.iterdir() if (folder / f"{topic}.toml").is_file()))


@cache
def texts_in(language: str) -> Mapping[str, Any]:
    """The words of one of :func:`languages`, by topic: one for each file.

    ``Any`` because this is TOML: a test holds all languages to one shape.
    """
    topics = sorted((_TEXTS / language).iterdir(), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8")) for file in topics}


def shown(figure: Figure) -> list[Row]:
    """All rows but those of nobody that only say so: an empty *undetermined*, *unknown* or *other*."""
    return [row for row in figure.rows if row.high or row.code not in ("undetermined", "unknown", "other")]


def unsaid(figure: Figure, texts: Mapping[str, Any]) -> str:
    """Why nothing is known of those in the row *unknown*, in the words ``texts`` of figures; empty for none."""
    told = [texts["unsaid_parts"][why].format(n=n) for why, n in figure.unsaid.items() if n]
    said: str = texts["unsaid"]
    return said.format(parts=", ".join(told)) if told else ""
