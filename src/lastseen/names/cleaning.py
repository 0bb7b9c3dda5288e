"""A name as it comes, made ready to be read: one form of each character, and nothing that is not part of the name."""

import re
import unicodedata
from typing import Final

from lastseen.names.remembering import Remembered

_MOST_CHARACTERS: Final = 1 << 16
_APOSTROPHES: Final = "’‘`´ʼʻʹ′＇ʾʿ"
_HYPHENS: Final = "‐‑‒–—―−－・·ㆍ"
_SEPARATE = frozenset("ŏŭčšžçöäü")
"""Letters with marks that tell something; marks on any other letter are taken off."""
_ASPIRATED = re.compile(r"(ch|c|k|t|p)'")
_BREVE = re.compile(r"([ou])'")
_BREVE_BEFORE = re.compile(r"y'([ou])")


def cleaned(text: str) -> str:
    """The text in lower case, NFKC, without invisible characters; apostrophes, hyphens and spaces of one kind each."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_OF_ONE_KIND).lower().split())


def lettered(word: str) -> str:
    """A word in Latin letters in which an apostrophe stands for aspiration alone, and only marks that tell remain.

    In lists of the United Nations and of sanctions an apostrophe after o or u stands for a breve.
    """
    if "'" in word:
        word = _ASPIRATED.sub(r"\1ʰ", word)
        word = _BREVE_BEFORE.sub(lambda found: "y" + _breve(found[1]), word)
        word = _BREVE.sub(lambda found: _breve(found[1]), word)
    return word.translate(_BARE).replace("ʰ", "'")


def _of_one_kind(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char in _HYPHENS:
        return "-"
    category = unicodedata.category(char)
    return " " if category in ("Zs", "Cc") else "" if category == "Cf" else char


def _breve(letter: str) -> str:
    return "ŏ" if letter == "o" else "ŭ"


def _bare(char: str) -> str:
    if char in _SEPARATE or char == "ʰ":
        return char
    if char in "ǒô":
        return "ŏ"
    if char in "ǔû":
        return "ŭ"
    kept = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    return kept if kept.isalpha() else ""


_OF_ONE_KIND: Final[Remembered[int, str]] = Remembered(lambda code: _of_one_kind(chr(code)), _MOST_CHARACTERS)
_BARE: Final[Remembered[int, str]] = Remembered(lambda code: _bare(chr(code)), _MOST_CHARACTERS)
"""What stands for each character, by its number; for :meth:`str.translate`."""
