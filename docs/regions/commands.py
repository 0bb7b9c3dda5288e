"""The verbs of the command line, as each explains itself."""

from collections.abc import Iterator

import click

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import lastseen as root

_WIDTH = 100


def commands() -> str:
    """Every command with its help."""
    return "\n\n".join(_section(name, command) for name, command in _walk("lastseen", root))


def _walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for verb in sorted(command.commands):
            yield from _walk(f"{name} {verb}", command.commands[verb])


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH)
    return f"## {name}\n\n```text\n{command.get_help(context)}\n```"
