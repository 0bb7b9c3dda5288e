"""Where each number of a text stands: its sentence, its clause, the number beside it, and what it is a share of."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lastseen.claims.claim import Kind, Quantity, Text
from lastseen.claims.finding import find, flat, sentence_of, sentences
from lastseen.claims.lexicon import Lexicon, lexicon
from lastseen.claims.tables import Cell, Tables

_LISTED = 10
"""A sentence of more numbers than this is a table, whose cells no clause explains."""
_BEFORE = 240
"""How much of what stands before a sentence is read along with it, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A quantity with what stands around it.

    ``clause`` are the words that speak of it, and of no other number, ``sentence`` the whole, and ``wider``
    the sentence before as well.
    ``pair`` is the count beside a share, or the share beside a count; ``base`` the number it is said to be taken of;
    ``is_base`` says that others are taken of it. ``cell`` is that of a table it stands in; the row is then its
    sentence. ``is_listed`` says that it stands in a row of bare numbers, as in a table or a legend whose lines were
    lost. ``company`` are all quantities of its sentence.
    """

    quantity: Quantity
    clause: str
    sentence: str
    sentence_at: int
    wider: str
    pair: Quantity | None
    base: Quantity | None
    is_base: bool
    cell: Cell | None
    is_listed: bool
    company: tuple[Quantity, ...] = field(repr=False)


def place(text: Text) -> tuple[Placed, ...]:
    """Every quantity of a text with what stands around it, in order."""
    words, plain = lexicon(text.language), flat(text.content)
    bounds, tables = sentences(plain), Tables(plain)
    starts = [start for start, _ in bounds]
    groups: dict[tuple[int, int], list[Quantity]] = {}
    for one in find(text.content, text.language, tables):
        within = _line(one.start, plain) if tables.at(one.start) else bounds[sentence_of(one.start, bounds, starts)]
        groups.setdefault(within, []).append(one)
    placed: list[Placed] = []
    for within, company in groups.items():
        before = bounds[max(0, bisect_left(starts, within[0]) - 1)][0]
        lead = plain[max(min(before, within[0]), within[0] - _BEFORE) : within[0]]
        placed.extend(
            replace(one, cell=tables.at(one.quantity.start)) for one in _placed(company, plain, within, lead, words)
        )
    return tuple(placed)


def _line(place: int, plain: str) -> tuple[int, int]:
    start, end = plain.rfind("\n", 0, place) + 1, plain.find("\n", place)
    return start, len(plain) if end < 0 else end


def _placed(
    company: Sequence[Quantity], plain: str, bounds: tuple[int, int], before: str, words: Lexicon
) -> list[Placed]:
    start, end = bounds
    sentence = plain[start:end].rstrip()
    partner = _pairs(company, plain, words)
    bases = [_is_base(one, plain, words) for one in company]
    return [
        Placed(
            quantity=one,
            clause=_clause(place, company, partner, plain, (start, end), words),
            sentence=sentence,
            sentence_at=start,
            wider=before + sentence,
            pair=None if place not in partner else company[partner[place]],
            base=_base(place, company, bases),
            is_base=bases[place],
            cell=None,
            is_listed=len(company) > _LISTED or _in_a_row(place, company, plain),
            company=tuple(company),
        )
        for place, one in enumerate(company)
    ]


def _pairs(company: Sequence[Quantity], plain: str, words: Lexicon) -> dict[int, int]:
    """Which numbers of a sentence are a count and its share, said one right after the other."""
    pairs: dict[int, int] = {}
    for place in range(len(company) - 1):
        one, other = company[place], company[place + 1]
        gap = plain[one.end : other.start]
        alike = one.is_share == other.is_share or one.kind is not Kind.NUMBER or other.kind is not Kind.NUMBER
        if not alike and place not in pairs and len(gap) <= 45 and words.pair.search(gap):
            pairs[place], pairs[place + 1] = place + 1, place
    return pairs


def _in_a_row(place: int, company: Sequence[Quantity], plain: str) -> bool:
    """Whether nothing but space stands between a number and the one before or after it."""
    return any(
        not plain[one.end : other.start].strip() for one, other in pairwise(company[max(0, place - 1) : place + 2])
    )


def _is_base(one: Quantity, plain: str, words: Lexicon) -> bool:
    """Whether others are taken of a number. One with its own share in brackets behind it is itself taken of more, but
    for one that another number is said to be of: 825 of 853 (96.7%)."""
    if one.is_share or one.kind is not Kind.NUMBER:
        return False
    head = plain[max(0, one.start - 40) : one.start]
    after = words.base_after.match(plain, one.end) if words.language == "ko" else None
    of = words.base_of.search(head)
    if of is not None and words.own_share.match(plain, one.end):
        return head[: of.start()].rstrip()[-1:].isdecimal()
    return bool(after or of)


def _base(place: int, company: Sequence[Quantity], bases: Sequence[bool]) -> Quantity | None:
    """The nearest number of the sentence that others are taken of."""
    if bases[place]:
        return None
    near = sorted((other for other in range(len(company)) if bases[other]), key=lambda other: abs(other - place))
    return company[near[0]] if near else None


def _clause(  # noqa: PLR0913, PLR0917  # all that stands around a number
    place: int,
    company: Sequence[Quantity],
    partner: dict[int, int],
    plain: str,
    bounds: tuple[int, int],
    words: Lexicon,
) -> str:
    """The words around a number and its pair up to the next separator or the next number, whichever comes first."""
    first, last = sorted((place, partner.get(place, place)))
    left = company[first - 1].end if first else bounds[0]
    right = company[last + 1].start if last + 1 < len(company) else bounds[1]
    head, tail = plain[left : company[first].start], plain[company[last].end : right]
    for separator in words.separators.finditer(head.rstrip(" (")):
        head = plain[left + separator.end() : company[first].start]
    tail = tail.lstrip(") ")
    if cut := words.separators.search(tail):
        tail = tail[: cut.start()]
    between = plain[company[first].end : company[last].start] if first != last else ""
    return f"{head} {between} {tail}"
