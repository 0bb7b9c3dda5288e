"""Corrections for a partner, as a file that somebody writes: which account, which field, what instead, and why."""

import tomllib
from pathlib import Path

from lastseen.domain.errors import Refusal
from lastseen.domain.strict import StrictTable
from lastseen.exchange.bundles.contents import Correction


class MalformedCorrections(Refusal):
    """A file of corrections cannot be read."""

    code = "corrections.malformed"
    sentence = "{where}: {why}."
    hint = "Write each as [[correction]] with account, field, value and reason, each a text."


class _Table(StrictTable):
    """A table of a file of corrections."""

    __slots__ = ()

    def malformed(self, why: str) -> MalformedCorrections:
        return MalformedCorrections(where=self.where, why=why)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections a file holds, in its order. Raises :class:`MalformedCorrections`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MalformedCorrections(where=path.name, why=str(error)) from error
    file = _Table(path.name, data)
    file.only("correction")
    return tuple(
        _correction(_Table(f"{path.name}, correction {number}", entry))
        for number, entry in enumerate(file.entries("correction"), start=1)
    )


def _correction(table: _Table) -> Correction:
    table.only(*Correction.__slots__)
    return Correction(**{name: table.required(name) for name in Correction.__slots__})
