"""The words of documents in each language, from one data file a language, and which rows are worth showing."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from lastseen.figures import Figure, Row

_TEXTS = files("lastseen.reports") / "languages"


def languages() -> tuple[str, ...]:
    """The languages documents can be written in."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in _TEXTS.iterdir() if f.name.endswith(".toml")))


def texts_in(language: str) -> Mapping[str, Any]:
    """The words of one of :func:`languages`. ``Any`` because this is TOML: a test holds the files to one shape."""
    return tomllib.loads((_TEXTS / f"{language}.toml").read_text(encoding="utf-8"))


def shown(figure: Figure) -> list[Row]:
    """All rows but those of nobody that only say so: an empty *undetermined*, *unknown* or *other*."""
    return [row for row in figure.rows if row.high or row.code not in ("undetermined", "unknown", "other")]
