"""Third persons marked by hand, as a file of their own: the words, whom they tell of, and the texts nobody has read.

Words are marked wherever they stand in the texts of a source. Loses nothing.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lastseen.domain.errors import Refusal
from lastseen.domain.strict import StrictTable


class MalformedMarkings(Refusal):
    """A file of markings cannot be read."""

    code = "markings.malformed"
    sentence = "{file}: {why}."
    hint = "A file of markings has a list `unread`, and tables [[marking]] with source, words and kind."


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingFile:
    """By source the words to be marked, each with its kind; and the sources that nobody has read through."""

    marked: Mapping[str, tuple[tuple[str, str], ...]]
    unread: frozenset[str]


class _Table(StrictTable):
    """A table of a file of markings; ``where`` names the file."""

    __slots__ = ()

    def malformed(self, why: str) -> MalformedMarkings:
        return MalformedMarkings(file=self.where, why=why)


def read_markings(path: Path) -> MarkingFile:
    """The markings a file holds. Raises :class:`MalformedMarkings`."""
    try:
        file = _Table(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise MalformedMarkings(file=path.name, why=str(error)) from error
    file.only("unread", "marking")
    marked: dict[str, tuple[tuple[str, str], ...]] = {}
    for entry in file.entries("marking"):
        table = _Table(path.name, entry)
        table.only("source", "words", "kind")
        source = table.required("source")
        marked[source] = (*marked.get(source, ()), (table.required("words"), table.required("kind")))
    unread = file.get("unread", list, "a list of sources") or []
    return MarkingFile(marked=marked, unread=frozenset(map(str, unread)))
