"""Vocabularies from files: those that come with the product, those of a profile, and a registry's own."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from lastseen.domain.errors import Refusal
from lastseen.domain.vocabulary import MalformedVocabulary, Vocabulary, extend, parse_vocabulary

_DATA = files("lastseen") / "data"
_PROFILE = "profile.toml"


class UnknownProfile(Refusal):
    """There is no such profile."""

    code = "vocabulary.unknown-profile"
    sentence = "There is no profile {profile!r}."
    hint = "The profiles are: {known}."


def available_profiles() -> tuple[str, ...]:
    """The profiles that come with the product, in alphabetical order.

    A profile holds what belongs to one setting: its authorities, places and periods, and its legal frame.
    """
    return tuple(sorted(f.name for f in (_DATA / "profiles").iterdir() if (f / _PROFILE).is_file()))


def load_vocabularies(profile: str | None, own: Path | None) -> Mapping[str, Vocabulary]:
    """All vocabularies by id: the general ones, those of a profile, extended by a registry's own.

    ``own`` is the folder of the registry's ``*.toml`` files, each one vocabulary: of an id that is there already it is
    an extension (see :func:`~lastseen.domain.vocabulary.extend`), otherwise a vocabulary of its own. A folder that does
    not exist holds nothing. Raises :class:`UnknownProfile`, and
    :class:`~lastseen.domain.vocabulary.MalformedVocabulary` naming the file, with the line where it is not TOML.
    """
    found = dict(_shipped(_DATA / "vocabularies"))
    if profile is not None:
        if profile not in available_profiles():
            raise UnknownProfile(profile=profile, known=", ".join(available_profiles()))
        found |= _shipped(_DATA / "profiles" / profile)
    if own is not None and own.is_dir():
        found |= _own(own, found)
    return MappingProxyType(found)


def _shipped(folder: Traversable) -> Iterator[tuple[str, Vocabulary]]:
    for file in _toml_files(folder):
        if file.name != _PROFILE:
            vocabulary = parse_vocabulary(_read(file))
            yield vocabulary.id, vocabulary


def _own(folder: Path, base: Mapping[str, Vocabulary]) -> dict[str, Vocabulary]:
    found: dict[str, Vocabulary] = {}
    for file in _toml_files(folder):
        data = _read(file)
        extended = base.get(str(data.get("id")))
        try:
            vocabulary = parse_vocabulary(data) if extended is None else extend(extended, data)
        except MalformedVocabulary as refusal:
            raise _malformed(file, f"{refusal.values['where']}: {refusal.values['why']}") from refusal
        if vocabulary.id in found:
            raise _malformed(file, f"another file holds {vocabulary.id} already")
        found[vocabulary.id] = vocabulary
    return found


def _toml_files(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda file: file.name)


def _read(file: Traversable) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _malformed(file, str(error)) from error


def _malformed(file: Traversable, why: str) -> MalformedVocabulary:
    return MalformedVocabulary(where=f"file {file.name}", why=why)
