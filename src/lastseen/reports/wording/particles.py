"""Korean particles, whose shape depends on how the word before them ends when read aloud."""

import re
from enum import Enum

from lastseen.domain.errors import Refusal


class UnknownParticle(Refusal):
    """Something in the place of a Korean particle is none that has two shapes."""

    code = "reports.unknown-particle"
    sentence = "{pair} is no Korean particle with two shapes."
    hint = "Write it like 은/는; there are {known}."


class _End(Enum):
    """How a word ends: in a vowel, in the consonant ㄹ, in another one; nobody can tell of what is not read."""

    VOWEL = "vowel"
    RIEUL = "ㄹ"
    CONSONANT = "consonant"
    UNREAD = "unread"


_PAIRS = (
    "은/는",
    "이/가",
    "을/를",
    "과/와",
    "으로/로",
    "으로서/로서",
    "으로써/로써",
    "으로부터/로부터",
    "이나/나",
    "이라/라",
    "이라고/라고",
    "이란/란",
    "이며/며",
    "이고/고",
    "이었/였",
)
_SHAPES = {frozenset(pair.split("/")): tuple(pair.split("/")) for pair in _PAIRS}
_CUSTOM_WHERE_UNREAD = {"과": "와(과)"}  # the only pair whose shape after vowels is written first

_CLOSING = "\"'’”»›」』》〉】〗］]"
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]$")
_NUMBER = re.compile(r"\d[\d,]*(?P<fraction>\.\d+)?$")

_DIGITS = dict(zip("0123456789", "CRVCVVCRRV", strict=True))
_LETTERS = (
    dict.fromkeys("ABCDEFGHIJKOPQRSTUVWXYZ", _End.VOWEL) | {"L": _End.RIEUL} | dict.fromkeys("MN", _End.CONSONANT)
)
_SIGNS = {"%": _End.VOWEL, "％": _End.VOWEL}
_ENDS = {"V": _End.VOWEL, "R": _End.RIEUL, "C": _End.CONSONANT}


def is_particle(pair: str) -> bool:
    """Whether these are the two shapes of a Korean particle, in either order."""
    return frozenset(pair.split("/")) in _SHAPES


def particle(word: str, pair: str) -> str:
    """The shape of a particle that follows a word: ``particle("피해자", "은/는")`` is 는. Either shape may come first.

    What stands in round brackets after a word is passed over, as it is not read; so are closing quotes. Numbers are
    read in Sino-Korean, signs of percent as 퍼센트, capital letters by their Korean names, and other Latin words as
    Korean and Chinese names are written in Latin letters. After anything else both shapes are written, as in 은(는).

    Raises :class:`UnknownParticle`.
    """
    shapes = _SHAPES.get(frozenset(pair.split("/")))
    if shapes is None:
        raise UnknownParticle(pair=pair, known=", ".join(_PAIRS))
    after_consonant, after_vowel = shapes
    match _end(word):
        case _End.VOWEL:
            return after_vowel
        case _End.RIEUL if after_consonant.startswith("으"):
            return after_vowel
        case _End.UNREAD:
            return _both(after_consonant, after_vowel)
        case _:
            return after_consonant


def _both(after_consonant: str, after_vowel: str) -> str:
    if after_consonant.endswith(after_vowel):
        return f"({after_consonant.removesuffix(after_vowel)}){after_vowel}"
    return _CUSTOM_WHERE_UNREAD.get(after_consonant, f"{after_consonant}({after_vowel})")


def _end(word: str) -> _End:
    read = _read(word)
    if not read:
        return _End.UNREAD
    if number := _NUMBER.search(read):
        return _end_of_number(number)
    letter = read[-1]
    if "가" <= letter <= "힣":
        return _end_of_syllable(letter)
    if letter.isascii() and letter.islower():
        return _end_of_latin(read)
    return _SIGNS.get(letter) or _LETTERS.get(letter, _End.UNREAD)


def _read(word: str) -> str:
    """What of a word is read aloud last: without asides in brackets, closing quotes and spaces."""
    shorn = word.rstrip().rstrip(_CLOSING)
    without = _ASIDE.sub("", shorn)
    if without == shorn:
        return shorn
    return _read(without) if without.strip() else _read(shorn[:-1])


def _end_of_syllable(syllable: str) -> _End:
    final = (ord(syllable) - ord("가")) % 28
    return {0: _End.VOWEL, 8: _End.RIEUL}.get(final, _End.CONSONANT)


def _end_of_number(number: re.Match[str]) -> _End:
    """By the last digit; noughts read 십, 백, 천, 만 and 억, all of which end alike, but twelve to fifteen read 조."""
    digits = number.group().replace(",", "")
    noughts = len(digits) - len(digits.rstrip("0"))
    if not number["fraction"] and 12 <= noughts < 16:
        return _End.VOWEL
    return _ENDS[_DIGITS[digits[-1]]]


def _end_of_latin(word: str) -> _End:
    if word.endswith("l"):
        return _End.RIEUL
    return _End.CONSONANT if word.endswith(("m", "n", "ng", "k", "p", "t")) else _End.VOWEL


_WRITTEN = {
    "은(는)": "은/는",
    "이(가)": "이/가",
    "을(를)": "을/를",
    "와(과)": "과/와",
    "(으)로": "으로/로",
    "(이)라": "이라/라",
}
"""How a particle is written behind a value in a text to be filled in, and its two shapes."""
_BOTH_SHAPES = re.compile("|".join(map(re.escape, _WRITTEN)))


def with_particles(text: str) -> str:
    """A text in which each Korean particle fits what stands before it; in both shapes where nobody can tell."""
    return _BOTH_SHAPES.sub(lambda found: particle(text[: found.start()], _WRITTEN[found.group()]), text)
