"""The data dictionary of a snapshot."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from polars.datatypes import DataType

from lastseen.domain.derive.variables import VARIABLES, Shape
from lastseen.snapshot.schema import ANALYSIS, IDENTITY, Schema
from regions.markdown import code, table

_TYPES = {
    "String": "text",
    "List(String)": "list of texts",
    "Date": "date",
    "Int64": "whole number",
    "Boolean": "true or false",
}
_TEXTS = Path(__file__).with_name("columns.toml")


def tables() -> str:
    """Every table of both parts, column by column."""
    texts = described()
    parts = (("Analysis part", ANALYSIS), ("Identity part", IDENTITY))
    return "\n\n".join(
        f"## {title}\n\n" + "\n\n".join(_section(name, schema, texts[name]) for name, schema in part.items())
        for title, part in parts
    )


def described() -> Mapping[str, Mapping[str, str]]:
    """What every table (under ``table``) and column holds; columns of answers are described by their variable."""
    texts: dict[str, dict[str, str]] = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))
    texts["readings"] |= _answers()
    return texts


def _answers() -> dict[str, str]:
    found: dict[str, str] = {}
    for variable in VARIABLES:
        name = variable.name
        if variable.shape in (Shape.SINGLE, Shape.MULTIPLE):
            left_open = "alternatives" if variable.shape is Shape.SINGLE else "all of which hold"
            found[name] = f"codes of `{variable.vocabulary}`, {left_open}; see [variables](figures.md#variables)"
        else:
            found[f"{name}_low"] = "the lowest it can be; empty: open"
            found[f"{name}_high"] = "the highest it can be; empty: open"
        found[f"{name}_absence"] = "why nothing is said; empty where something is"
    return found


def _section(name: str, schema: Schema, texts: Mapping[str, str]) -> str:
    rows = [[code(column), _type(type_), texts[column]] for column, type_ in schema.items()]
    return f"### {name}\n\n{texts['table']}\n\n{table(['column', 'type', 'holds'], rows)}"


def _type(type_: DataType) -> str:
    return (
        str(type_).replace("List(String)", "list of text").replace("String", "text").replace("Int64", "number").lower()
    )
