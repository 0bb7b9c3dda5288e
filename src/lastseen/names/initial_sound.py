"""The initial sound rule: what Southern spelling makes of the first syllable of a Sino-Korean word.

한글 맞춤법 §10–12. Northern spelling keeps ㄹ and ㄴ. Folding is a function from North to South and has no inverse: a
Southern 이 may be 리 or 이. The etymological, Northern syllable is therefore what names are compared by.
"""

from functools import cache

from lastseen.names.hangul import COUNT, ONSETS, VOWELS, join, split

_N, _R, _NONE = ONSETS.index("ㄴ"), ONSETS.index("ㄹ"), ONSETS.index("ㅇ")
_PALATAL_AFTER_R = frozenset(VOWELS.index(vowel) for vowel in "ㅑㅕㅖㅛㅠㅣ")
_PALATAL_AFTER_N = frozenset(VOWELS.index(vowel) for vowel in "ㅕㅛㅠㅣ")


def southern(syllable: int) -> int:
    """How Southern spelling writes a syllable at the beginning of a word."""
    onset, vowel, coda = split(syllable)
    if onset == _R:
        return join(_NONE if vowel in _PALATAL_AFTER_R else _N, vowel, coda)
    if onset == _N and vowel in _PALATAL_AFTER_N:
        return join(_NONE, vowel, coda)
    return syllable


@cache
def northern() -> dict[int, tuple[int, ...]]:
    """For each syllable that Southern spelling may have folded into, every syllable it may come from, itself first."""
    found: dict[int, list[int]] = {}
    for syllable in range(COUNT):
        folded = southern(syllable)
        if folded != syllable:
            found.setdefault(folded, [folded]).append(syllable)
    return {folded: tuple(origins) for folded, origins in found.items()}
