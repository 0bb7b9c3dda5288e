"""The gold set: sentences of our own in which every claim is marked with the verdict due.

Those of the folder *further* are in the manner of newspapers, and were written before the grammar was read.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER, FURTHER = (Path(__file__).parent / name for name in ("gold", "further"))
_MARKED = re.compile(r"\{(.+?)\|(.+?)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A number phrase at a place of a sentence, and the verdict due."""

    start: int
    end: int
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the gold set without its marks."""

    language: str
    content: str
    due: tuple[Due, ...]


def gold(folder: Path = FOLDER) -> tuple[Sentence, ...]:
    """All sentences of all languages."""
    return tuple(
        _read(marked, path.stem)
        for path in sorted(folder.glob("*.toml"))
        for marked in tomllib.loads(path.read_text(encoding="utf-8"))["sentences"]
    )


def _read(marked: str, language: str) -> Sentence:
    content, due, last = "", [], 0
    for found in _MARKED.finditer(marked):
        content += marked[last : found.start()]
        due.append(Due(start=len(content), end=len(content) + len(found[1]), verdict=found[2]))
        content, last = content + found[1], found.end()
    return Sentence(language=language, content=content + marked[last:], due=tuple(due))


def meets(verdict: str, due: str) -> bool:
    """Whether a verdict is the one due."""
    match due:
        case "ok":
            return verdict in {"agrees", "rounded"}
        case "?":
            return verdict in {"cannot-tell", "not-in-data", "agrees", "rounded"}
        case _:
            return verdict == due
