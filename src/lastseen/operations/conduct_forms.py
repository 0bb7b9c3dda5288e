"""The questionnaires and statements a registry knows: those that come with the product, and its own, all versions."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeVar

from lastseen.domain.questionnaire import (
    MalformedQuestionnaire,
    Questionnaire,
    Statement,
    parse_questionnaire,
    parse_statement,
)
from lastseen.operations.workspace import Workspace

FormT = TypeVar("FormT", Questionnaire, Statement)

_DATA = files("lastseen") / "data"


@dataclass(frozen=True, slots=True)
class Forms:
    """Every version of every questionnaire and statement, by its key, the newest version of each first."""

    questionnaires: Mapping[str, Questionnaire]
    statements: Mapping[str, Statement]


def forms_of(workspace: Workspace) -> Forms:
    """What interviews of this registry can be held by. Its own files are in its folder, one folder for each.

    Raises :class:`~lastseen.domain.questionnaire.MalformedQuestionnaire`, naming the file.
    """
    shipped, own = _shipped(), _read(workspace.folder)
    return Forms(
        _newest_first({**shipped.questionnaires, **own.questionnaires}),
        _newest_first({**shipped.statements, **own.statements}),
    )


@cache
def _shipped() -> Forms:
    return _read(_DATA)


def _read(folder: Traversable) -> Forms:
    return Forms(
        {one.key: one for one in _parsed(folder / "questionnaires", parse_questionnaire)},
        {one.key: one for one in _parsed(folder / "statements", parse_statement)},
    )


def _parsed(folder: Traversable, parse: Callable[[Mapping[str, object]], FormT]) -> Iterator[FormT]:
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            try:
                yield parse(tomllib.loads(file.read_text(encoding="utf-8-sig")))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise MalformedQuestionnaire(where=file.name, why=str(error)) from error


def _newest_first(forms: Mapping[str, FormT]) -> Mapping[str, FormT]:
    by_version = sorted(forms.values(), key=lambda one: _numbers(one.version), reverse=True)
    return MappingProxyType({one.key: one for one in sorted(by_version, key=lambda one: one.id)})


def _numbers(version: str) -> tuple[tuple[int, str], ...]:
    """A version as it is compared: numbers as numbers, so that 10 follows 9."""
    parts = version.replace("-", ".").split(".")
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
