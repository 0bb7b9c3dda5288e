"""How answers are printed: tables and sentences for people, JSON for programs."""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from unicodedata import east_asian_width

import click

Command = TypeVar("Command", bound=Callable[..., Any])

TEXT, JSON = "text", "json"


def with_format(command: Command) -> Command:
    """Gives a command the option ``--format``."""
    choice = click.Choice([TEXT, JSON])
    return click.option("--format", "format_", type=choice, default=TEXT, help="For people, or for programs.")(command)


def show(answer: object, format_: str, text: Callable[[], str]) -> None:
    """Print an answer: as JSON, or as the text made for people."""
    if format_ == JSON:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        click.echo(text())


def table(rows: Sequence[Sequence[str]], *, numbers: bool = True) -> str:
    """Rows as columns; with ``numbers``, all columns but the first are set to the right."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    lines = []
    for row in rows:
        cells = [_set(cell, widths[column], right=numbers and column > 0) for column, cell in enumerate(row)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def width(text: str) -> int:
    """How many columns of a terminal a text takes: Korean and Chinese letters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _set(cell: str, columns: int, *, right: bool) -> str:
    space = " " * (columns - width(cell))
    return space + cell if right else cell + space
