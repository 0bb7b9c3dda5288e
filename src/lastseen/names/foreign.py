"""Names of other languages compared, behind the same kind of result: word by word, by what rigour knows of names.

Words that are forms of one name in whatever script (Mohamed, محمد) are paired by rigour's tables of names, others by
how much has to be changed to make one of the other. What a paired word counts follows from how alike the two are; a
word that only one of two names has counts a little against, words on both sides that do not agree much.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rigour.names import CompareConfig, Name, NamePart, NameTypeTag, analyze_names, compare_parts, pair_symbols
from rigour.text.translit import ascii_text

ALIKE: Final = 5.0
"""What a word counts that both names have: as a name that one in 150 bears."""
_APART = -6.0
_ONLY_ONE = -1.0
_LEAST_ALIKE = 0.5
"""How alike two words have to be, from nought to one, to speak for one name at all."""
_CONFIG = CompareConfig()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Words of two names that belong together, either of which may be missing, and what they say as a log factor."""

    left: str
    right: str
    log_bayes_factor: float


def compare_words(left: str, right: str) -> tuple[Word, ...]:
    """What two names in any language say word by word; nothing where either has no word.

    Both are also compared in plain Latin letters, and what speaks more for one name is taken.
    """
    as_written = _compared(_analysed(left), _analysed(right))
    if left.isascii() and right.isascii():
        return as_written
    in_latin = _compared(_analysed(ascii_text(left)), _analysed(ascii_text(right)))
    return max(as_written, in_latin, key=lambda words: sum(word.log_bayes_factor for word in words))


def _compared(ours: Name | None, theirs: Name | None) -> tuple[Word, ...]:
    if ours is None or theirs is None:
        return ()
    paired = max(pair_symbols(ours, theirs), key=len, default=())
    found = [Word(left=_form(one.qps), right=_form(one.rps), log_bayes_factor=ALIKE) for one in paired]
    ours_left = _unpaired(ours.parts, (one.qps for one in paired))
    theirs_left = _unpaired(theirs.parts, (one.rps for one in paired))
    return (*found, *_by_letters(ours_left, theirs_left))


def _by_letters(ours: Sequence[NamePart], theirs: Sequence[NamePart]) -> Iterator[Word]:
    alignments = compare_parts(list(ours), list(theirs), _CONFIG)
    apart = [one for one in alignments if one.score < _LEAST_ALIKE]
    both_differ = any(one.qps for one in apart) and any(one.rps for one in apart)
    against = _APART / len(apart) if both_differ else _ONLY_ONE
    for one in alignments:
        weight = ALIKE * one.score if one.score >= _LEAST_ALIKE else against
        yield Word(left=_form(one.qps), right=_form(one.rps), log_bayes_factor=weight)


def _unpaired(parts: Sequence[NamePart], paired: Iterable[Sequence[NamePart]]) -> list[NamePart]:
    taken = {part.index for group in paired for part in group}
    return [part for part in parts if part.index not in taken]


def _form(parts: Iterable[NamePart]) -> str:
    return " ".join(part.form for part in parts)


@lru_cache(maxsize=100_000)
def _analysed(name: str) -> Name | None:
    return next(iter(analyze_names(NameTypeTag.PER, [name], infer_initials=True)), None)
