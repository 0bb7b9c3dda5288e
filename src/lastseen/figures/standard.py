"""Definition sets from files: the standard ones, those of a profile, and anybody's own."""

import tomllib
from importlib.resources import files
from itertools import takewhile
from pathlib import Path

from lastseen.domain.errors import Refusal
from lastseen.figures.definitions import DefinitionSet
from lastseen.figures.parsing import parse_definitions

_DATA = files("lastseen") / "data" / "figures"
_GENERAL = "standard"


class UnreadableDefinitions(Refusal):
    """The file of definitions cannot be read."""

    code = "figures.unreadable-definitions"
    sentence = "{path} cannot be read as figure definitions: {why}."
    hint = "Name a TOML file in UTF-8; start from a copy of the standard definitions, which is such a file."


def standard_definitions(profile: str | None) -> DefinitionSet:
    """The standard figures; those of a profile, where it has any, stand after the plain counts they begin with.

    A figure of the profile with the id of a general one takes its place.
    """
    general = _shipped(_GENERAL)
    if profile is None or profile == _GENERAL or not (_DATA / f"{profile}.toml").is_file():
        return general
    own = _shipped(profile)
    named = {figure.id: figure for figure in own.figures}
    kept = tuple(named.pop(figure.id, figure) for figure in general.figures)
    counts = sum(1 for _ in takewhile(lambda figure: figure.variable is None, kept))
    version = general.version if own.version == general.version else f"{general.version}+{own.version}"
    return DefinitionSet(
        id=f"{general.id}+{own.id}", version=version, figures=(*kept[:counts], *named.values(), *kept[counts:])
    )


def read_definitions(path: Path) -> DefinitionSet:
    """The figures of one's own file.

    Raises :class:`UnreadableDefinitions`, or :class:`~lastseen.figures.definitions.BadDefinition` for one that cannot
    be counted.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDefinitions(path=path, why="it is not text in UTF-8") from error
    except OSError as error:
        raise UnreadableDefinitions(path=path, why=error.strerror or "it cannot be opened") from error
    try:
        definitions = parse_definitions(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDefinitions(path=path, why=f"it is not TOML: {error}") from error
    if not definitions.figures:
        raise UnreadableDefinitions(path=path, why="it defines no figure")
    return definitions


def _shipped(name: str) -> DefinitionSet:
    return parse_definitions(tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8")))
