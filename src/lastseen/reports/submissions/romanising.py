"""A Korean name in Latin letters, for bodies that read no other: said to be so, never taken for what was told."""

from collections.abc import Sequence

from lastseen.names import Place, Script, read
from lastseen.names.hangul import number, split

_ONSETS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
_CODAS = ("", "k", "n", "t", "l", "m", "p", "ng")


def romanised(name: str) -> str:
    """A name in Hangul as surname and given name in the Revised Romanization, syllable by syllable; empty for another.

    Source: Notification 2000-8 of the Ministry of Culture and Tourism; between syllables of a name no sound changes.
    """
    found = read(name)
    if not found or any(part.script is not Script.HANGUL for part in found[0].parts):
        return ""
    surname = [part.letters for part in found[0].parts if part.place is Place.SURNAME]
    given = [part.letters for part in found[0].parts if part.place is not Place.SURNAME]
    return " ".join("".join(map(_syllable, "".join(letters))).capitalize() for letters in (surname, given) if letters)


def in_latin(names: Sequence[str]) -> str:
    """The names in Latin letters, where none of them was told in any; else empty."""
    if any(name.isascii() for name in names):
        return ""
    return " / ".join(dict.fromkeys(filter(None, map(romanised, names))))


def _syllable(char: str) -> str:
    onset, vowel, coda = split(number(char))
    return f"{_ONSETS[onset]}{_VOWELS[vowel]}{_CODAS[coda]}"
