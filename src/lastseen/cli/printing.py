"""How answers are printed: tables and sentences for people, JSON for programs."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

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
