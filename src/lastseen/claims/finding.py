"""Finds the number phrases of a text: where each stands, what it comes to, how it is bounded and what it counts.

Every pattern passes over the text once, so that the time it takes grows as the text does.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from lastseen.claims.claim import Kind, Modality, Quantity
from lastseen.claims.lexicon import Lexicon, lexicon
from lastseen.claims.numerals import number
from lastseen.claims.tables import Tables

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0xA0: 0x20, 0x2009: 0x20, 0x202F: 0x20, 0x3000: 0x20}
_BESIDE = 40
"""How far beside a number, in characters, the words that bound it and what it counts are looked for."""
_UNIT_WORDS = 6


def flat(content: str) -> str:
    """A text with full-width signs and odd spaces made plain, as long as it was."""
    return content.translate(_WIDE)


def find(content: str, language: str, tables: Tables | None = None) -> tuple[Quantity, ...]:
    """The number phrases of a text in order; none overlaps another. ``tables`` are those of the text."""
    words, plain = lexicon(language), flat(content)
    tables = tables or Tables(plain)
    taken = _Taken()
    found: list[Quantity] = []
    for one in _special(plain, words):
        if taken.free(one.start, one.end):
            taken.take(one.start, one.end)
            found.append(one)
    for masked in words.masks.finditer(plain):
        taken.take(masked.start(), masked.end())
    for year in words.years.finditer(plain):
        if not _counts(year, plain, words):
            taken.take(year.start(), year.end())
    for one in (*_ranges(plain, words), *_fractions(plain, words), *_numbers(plain, words)):
        if taken.free(one.start, one.end):
            taken.take(one.start, one.end)
            found.append(one)
    whole = (_whole(one, plain, words) for one in sorted(found, key=lambda one: one.start))
    return tuple(one for one in whole if _tabled(one, plain, tables) or _said(one, plain, words))


class _Taken:
    """The stretches of a text that are read already, kept as one byte for each character that was asked about."""

    def __init__(self) -> None:
        self._at: set[int] = set()

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch is read."""
        return self._at.isdisjoint(range(start, end))

    def take(self, start: int, end: int) -> None:
        """Mark a stretch as read."""
        self._at.update(range(start, end))


def _counts(year: re.Match[str], plain: str, words: Lexicon) -> bool:
    """Whether what looks like a year is followed by what it counts: 2000 people."""
    units = (pattern for pattern, unit in words.units if unit in {"person", "victim", "case"})
    return any(pattern.match(plain, year.end() + space) for pattern in units for space in (0, 1))


def _special(plain: str, words: Lexicon) -> Iterator[Quantity]:
    """Lowest ages, periods, and proportions such as one in two: found first, as they hold what is masked elsewhere."""
    for kind in (Kind.YOUNGEST, Kind.PERIOD):
        for pattern in words.phrases[kind]:
            for match in pattern.finditer(plain):
                yield _special_of(match, kind, words)
    for pattern in words.phrases["ratio"]:
        for match in pattern.finditer(plain):
            part, _ = number(match["a"], words)
            whole, _ = number(match["b"], words)
            if 0 < part <= whole and whole > 1 and (whole <= words.greatest_ratio or whole == 100 or "분" in match[0]):
                share = 100 * part / whole
                yield _quantity(match.start(), match.end(), share, worded=True, is_share=True)


def _special_of(match: re.Match[str], kind: Kind, words: Lexicon) -> Quantity:
    named = match.groupdict()
    word = named.get("word")
    value = words.period_words[word.lower()] if word else number(match["a"], words)[0]
    value += 0.5 if named.get("half") else 0
    decimals = 0 if value == int(value) else 1
    return replace(_quantity(match.start(), match.end(), value), kind=kind, unit="years", decimals=decimals)


def _quantity(start: int, end: int, value: float, *, worded: bool = False, is_share: bool = False) -> Quantity:
    return Quantity(start=start, end=end, value=value, top=value, worded=worded, is_share=is_share)


def _ranges(plain: str, words: Lexicon) -> Iterator[Quantity]:
    for pattern in words.phrases["range"]:
        for match in pattern.finditer(plain):
            (low, some), (high, more) = number(match["a"], words), number(match["b"], words)
            if low < high:
                end = match.end()
                yield Quantity(
                    start=match.start(), end=end, value=low, top=high, is_share=False, decimals=max(some, more),
                    modality=Modality.RANGE,
                )  # fmt: skip


def _fractions(plain: str, words: Lexicon) -> Iterator[Quantity]:
    for pattern, share in words.fractions:
        for match in pattern.finditer(plain):
            yield _quantity(match.start(), match.end(), share, worded=True, is_share=True)
    for pattern, share in words.more_than:
        for match in pattern.finditer(plain):
            yield replace(
                _quantity(match.start(), match.end(), share, worded=True, is_share=True), modality=Modality.OVER
            )
    for vague, (low, high) in words.vague:
        for match in vague.finditer(plain):
            yield Quantity(
                start=match.start(), end=match.end(), value=low, top=high, is_share=False, modality=Modality.RANGE,
                worded=True,
            )  # fmt: skip


def _numbers(plain: str, words: Lexicon) -> Iterator[Quantity]:
    for match in words.numeral.finditer(plain):
        if plain[match.start() - 1 : match.start()].isalnum() and match[0][0].isascii():
            continue
        value, decimals = number(match[0], words)
        yield replace(_quantity(match.start(), match.end(), value), decimals=decimals)


def _whole(one: Quantity, plain: str, words: Lexicon) -> Quantity:
    """A number with the signs, units and bounds beside it."""
    one = _after(one, plain, words)
    if one.kind is not Kind.NUMBER:
        return _before(one, plain, words)
    if percent := words.percent.match(plain, one.end):
        one = replace(one, end=percent.end(), is_share=True)
    if not one.is_share:
        one = _unit(one, plain, words)
    return _before(_after(one, plain, words), plain, words)


def _before(one: Quantity, plain: str, words: Lexicon) -> Quantity:
    head = plain[max(0, one.start - _BESIDE) : one.start]
    for pattern, modality in words.before:
        if bound := pattern.search(head):
            start = one.start - len(head) + bound.start()
            return replace(one, start=start, modality=_stronger(modality, one.modality))
    return one


def _tabled(one: Quantity, plain: str, tables: Tables) -> bool:
    """Whether a number in digits stands in a cell of a table, whose heads say what it counts."""
    return tables.at(one.start) is not None and plain[one.start].isdecimal()


def _said(one: Quantity, plain: str, words: Lexicon) -> bool:
    """Whether a number is one that is claimed: in digits, or in words with what it counts or how it is meant.

    Korean digits need their counter. A single word for one is no number. In words what is counted may be left out where
    it was said of another number before: 21 were sent back and seven caught.
    """
    if one.is_share or one.kind is not Kind.NUMBER or one.top > one.value:
        return True
    counted = bool(one.unit) or (words.language != "ko" and one.modality is not Modality.EXACT)
    if any(sign.isdecimal() for sign in plain[one.start : one.end]):
        return counted or words.language != "ko"
    counted = counted or bool(
        words.elliptic.match(plain, one.end) and words.joined.search(plain[max(0, one.start - 30) : one.start])
    )
    return counted and one.value > 1 and plain[one.start : one.start + 2].rstrip(" 명건인") not in words.alone


def _after(one: Quantity, plain: str, words: Lexicon) -> Quantity:
    for pattern, modality in words.after:
        if bound := pattern.match(plain, one.end):
            return replace(one, end=bound.end(), modality=_stronger(modality, one.modality))
    return one


def _stronger(new: Modality, old: Modality) -> Modality:
    """Of two bounds said of one number the one that is not merely vague; a range stays one."""
    return old if old not in {Modality.EXACT, Modality.ABOUT, Modality.SLIGHTLY_OVER} else new


def _unit(one: Quantity, plain: str, words: Lexicon) -> Quantity:
    """What is counted: the nearest unit within a few words after the number, of Korean the counter right behind it."""
    if words.language == "ko":
        at = one.end + plain.startswith(" ", one.end)
        for pattern, unit in words.units:
            if counter := pattern.match(plain, at):
                one = replace(one, end=counter.end(), unit=unit)
                noun = _noun(one, plain, words)
                return one if unit == "person" and noun == "case" else replace(one, unit=noun or unit)
        return one
    tail = plain[one.end : one.end + 2 * _BESIDE]
    stop = re.search(r"[.;:,()\n]|\d", tail)
    near = " ".join(tail[: stop.start() if stop else None].split(" ")[: _UNIT_WORDS + 1])
    hits = [(hit.start(), unit) for pattern, unit in words.units if (hit := pattern.search(near))]
    return replace(one, unit=min(hits)[1]) if hits else one


def _noun(one: Quantity, plain: str, words: Lexicon) -> str:
    """What Korean counts, by the noun right before the number or hanging on it: 탈북민 62명, 62명의 탈북민."""
    head, tail = plain[max(0, one.start - 16) : one.start], plain[one.end : one.end + 16]
    for pattern, unit in words.nouns:
        noun = f"(?:{pattern.pattern})"
        if re.search(rf"{noun}들?(?:은|는|이|가|을|를)? ?(?:총|모두|약|무려|전체)? ?$", head) or re.match(
            rf"(?:여 ?명)?의 ?(?:북한 )?{noun}", tail
        ):
            return unit
    return ""


def sentences(content: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text begin and end. A blank line or a line break after a full stop ends one, too."""
    ends = [match.end() for match in _END.finditer(content)] + [len(content)]
    starts = [0, *ends[:-1]]
    return tuple(
        (start + len(part) - len(part.lstrip()), end)
        for start, end in zip(starts, ends, strict=True)
        if (part := content[start:end]).strip()
    )


_END = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\b[A-Z]\.[A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bNo\.)(?<!\bp\.)(?<!\bpp\.)"
    r"(?<=[.!?。…])[\"'”’)\]]*\s+|\n\s*\n|\n(?=\s*[-•·*▲△◇◆■□●○] ?)|(?<=[다요음함])\.\s*(?=[가-힣“‘\"])"
)


def sentence_of(place: int, bounds: tuple[tuple[int, int], ...], starts: list[int]) -> int:
    """The index of the sentence a place lies in."""
    return max(0, min(bisect_right(starts, place) - 1, len(bounds) - 1))
