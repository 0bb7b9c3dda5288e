"""What stands where a name should: a name with a title, or no name at all, as ``영희 엄마`` or ``the child``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from rigour.text.translit import ascii_text

from lastseen.names.cleaning import cleaned

LONGEST: Final = 120
"""How many characters of a name are looked at."""

_ASIDE = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_MASKED = re.compile(r"[가-힣\u3400-\u9fff](?:[○〇●□*×某]|[ox0]+(?=[가-힣]|$))|[○〇●□*×][가-힣]")
_SOMEBODY = re.compile("[가-힣]모")
_HANGUL, _LATIN = re.compile("[가-힣]+"), re.compile("[a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    titles: frozenset[str]
    kin: frozenset[str]
    joined_titles: tuple[str, ...]
    joined_kin: tuple[str, ...]
    aliases: frozenset[str]


def named(text: str) -> str:
    """The name in a text, cleaned; empty where it names nobody: kin terms, initials, a surname alone, masked, nothing.

    Titles, what stands in brackets and what follows a word for an alias are left aside; a name half in Hangul and half
    in Latin letters is given in Latin letters; of a long text the beginning is looked at.
    """
    text = cleaned(text)
    words = [word for word in map(_untitled, _before_alias(_ASIDE.sub(" ", text) or text)) if word]
    bare = [word.strip(".,") for word in words]
    joined = "".join(bare)
    is_told = any(map(_tells, bare)) or _in_syllables(joined)
    if not is_told or any(map(_is_nobody, bare)) or _is_initialled(words) or _SOMEBODY.fullmatch(joined):
        return ""
    return _in_one_script(" ".join(words)[:LONGEST].strip())


def _before_alias(text: str) -> list[str]:
    words, aliases = text.split(), _words().aliases
    if aliases.isdisjoint(words[1:]):
        return words
    return words[: next(at for at, word in enumerate(words) if at and word in aliases)]


def _untitled(word: str) -> str:
    """A word without a title that is joined to it; nothing of a word that is one."""
    listed = _words()
    if word.strip(".") in listed.titles:
        return ""
    if word.endswith(listed.joined_titles) and _in_hangul(word):
        return word.removesuffix(next(filter(word.endswith, listed.joined_titles)))
    return word


def _is_nobody(word: str) -> bool:
    listed = _words()
    is_kin = word in listed.kin or (word.endswith(listed.joined_kin) and _in_hangul(word))
    return is_kin or _MASKED.search(word) is not None


def _is_initialled(words: list[str]) -> bool:
    """Whether all but one word are initials: a surname that many bear, and a letter."""
    initials = sum(_INITIALS.fullmatch(word) is not None for word in words if "." in word)
    return initials > 0 and len(words) - initials < 2


def _tells(word: str) -> bool:
    return len(word) > 1 and any(map(str.isalpha, word)) and _INITIALS.fullmatch(word) is None


def _in_hangul(word: str) -> bool:
    return _HANGUL.fullmatch(word) is not None


def _in_syllables(text: str) -> bool:
    """Whether every letter says a syllable, so that single ones are no initials."""
    return len(text) > 1 and all("\u3400" <= char <= "\u9fff" or "가" <= char <= "힣" for char in text)


def _in_one_script(text: str) -> str:
    if text.isascii() or _HANGUL.search(text) is None or _LATIN.search(text) is None:
        return text
    return " ".join(_HANGUL.sub(lambda found: f" {ascii_text(found[0]).lower()} ", text).split())


@cache
def _words() -> _Words:
    listed = tomllib.loads((files("lastseen") / "data" / "names" / "words.toml").read_text(encoding="utf-8"))
    return _Words(
        titles=frozenset(listed["titles"]),
        kin=frozenset(listed["kin"]),
        joined_titles=tuple(listed["joined_titles"]),
        joined_kin=tuple(listed["joined_kin"]),
        aliases=frozenset(listed["aliases"]),
    )
