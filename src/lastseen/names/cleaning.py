"""A name as it comes, made ready to be read: one form of each character, and nothing that is not part of the name."""

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "’‘`´ʼʻʹ′＇ʾʿ"), "'")
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−－・·ㆍ"), "-")
_SEPARATE = frozenset("ŏŭčšžçöäü")
"""Letters with marks that tell something; marks on any other letter are taken off."""
_ASPIRATED = re.compile(r"(ch|c|k|t|p)'")
_BREVE = re.compile(r"([ou])'")
_BREVE_BEFORE = re.compile(r"y'([ou])")


def cleaned(text: str) -> str:
    """The text in lower case, NFKC, without invisible characters; apostrophes, hyphens and spaces of one kind each."""
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).translate(_HYPHENS)
    text = "".join(
        " " if unicodedata.category(c) in ("Zs", "Cc") else c for c in text if unicodedata.category(c) != "Cf"
    )
    return " ".join(text.lower().split())


def lettered(word: str) -> str:
    """A word in Latin letters in which an apostrophe stands for aspiration alone, and only marks that tell remain.

    In lists of the United Nations and of sanctions an apostrophe after o or u stands for a breve.
    """
    word = _ASPIRATED.sub(r"\1ʰ", word)
    word = _BREVE_BEFORE.sub(lambda found: "y" + _breve(found[1]), word)
    word = _BREVE.sub(lambda found: _breve(found[1]), word)
    return "".join(_bare(char) for char in word).replace("ʰ", "'")


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
