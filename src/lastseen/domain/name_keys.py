"""Keys under which a name is found in another spelling: for now, Hangul and its usual romanisations.

Everything that searches names asks this one function, so that a better one can take its place.
"""

import re

from lastseen.domain.searching import folded

_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu"),
    *("eu", "ui", "i"),
)
_FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng"),
    *("t", "t", "k", "t", "p", "t"),
)
_FIRST, _LAST = 0xAC00, 0xD7A3

_ALIKE = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"[^a-z]", ""),
        (r"(?<=[aeo])r(?=[kc]|$)", ""),
        (r"rh|r", "l"),
        (r"sh", "s"),
        (r"ch|j", "c"),
        (r"g", "k"),
        (r"d", "t"),
        (r"b|ph", "p"),
        (r"oo|ou|eo|eu|u", "o"),
        (r"yi|ee|oi(?=$)|oi|oe|we", "i"),
        (r"oi|ai|ae", "e"),
        (r"wo", "o"),
        (r"(.)\1+", r"\1"),
    )
)
"""What is written in more than one way, and what stands for all of them, in this order."""

_OTHERWISE = {"i": ("li",), "im": ("lim",), "yo": ("lyo",), "no": ("lo",), "na": ("la",), "yank": ("lyank",)}
"""Family names, as keys, that are said with another first sound in the north or abroad."""


def name_keys(text: str) -> tuple[str, ...]:
    """The keys of a name, in Hangul or in Latin letters; two spellings of one name share at least one of them.

    The first is of the whole name as it stands; others are of the name turned round, so that a key begins with the
    given name, or with its family name said otherwise. Spellings after the Revised Romanisation, McCune-Reischauer, and
    the simpler ones of passports and papers are told apart no further than they have to be, so different names may
    share a key, too. Names in other scripts have none.
    """
    parts = _parts(text)
    if not parts:
        return ()
    whole = "".join(parts)
    turned = "".join((parts[-1], *parts[:-1]))
    first, rest = parts[0], "".join(parts[1:])
    otherwise = [other + rest for other in _OTHERWISE.get(first, ())]
    return tuple(dict.fromkeys((whole, turned, *otherwise)))


def _parts(text: str) -> list[str]:
    """The keys of the family name and of the given name, as they stand."""
    words = [word for word in re.split(r"[\s,]+", folded(text)) if word]
    hangul = "".join(words)
    if hangul and all(_is_hangul(letter) for letter in hangul):
        family = words[0] if len(words) > 1 else hangul[0] if len(hangul) < 5 else hangul[:2]
        return [key for part in (family, hangul[len(family) :]) if (key := _key(romanised(part)))]
    return [key for word in words if (key := _key(word))]


def _is_hangul(letter: str) -> bool:
    return _FIRST <= ord(letter) <= _LAST


def romanised(hangul: str) -> str:
    """Syllables letter by letter in the Revised Romanisation, sounds not assimilated."""
    return "".join(_syllable(ord(letter) - _FIRST) for letter in hangul)


def _syllable(number: int) -> str:
    initial, rest = divmod(number, 21 * 28)
    vowel, final = divmod(rest, 28)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


def _key(word: str) -> str:
    for pattern, instead in _ALIKE:
        word = pattern.sub(instead, word)
    return word
