"""Texts against each other and each against itself: what each says of one figure, and who seems to follow whom."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from lastseen.claims.claim import Because, Claim, Kind, Modality, Text, Verdict
from lastseen.claims.topics import topics

_SHINGLE = 6
"""How many words in a row two texts must share for it to count."""
_FOLLOWS = 0.05
"""The part of the shorter text's rows of words that makes it likely that one was written after the other."""
_CHILDREN = "age-at-disappearance/0-9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text with its claims."""

    text: Text
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What texts say of one figure: their claims by file, and whether any two of them exclude each other.

    ``first`` is the text of the earliest day, empty where only one speaks of it or the days do not tell.
    """

    figure: str
    said: Mapping[str, tuple[Claim, ...]]
    contradiction: bool
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Two texts that share so much wording that one follows the other or both a third. ``first`` is empty where no
    dates say which came first; ``shared`` is the part of the shorter one that stands in both."""

    texts: tuple[str, str]
    first: str
    shared: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Sources by figures; the origins each text names; the latest day it tells of; and who seems to follow whom."""

    lines: tuple[Line, ...]
    origins: Mapping[str, tuple[str, ...]]
    dated: Mapping[str, str]
    following: tuple[Following, ...]


def compare(readings: Sequence[Reading], days: Mapping[str, str] | None = None) -> tuple[tuple[Reading, ...], Matrix]:
    """The texts with what they say against each other added to their verdicts, and the matrix of all.

    ``days`` are those on which texts were published, as ``2024-10-31``, by file; where it is None, they are looked for
    in the texts.
    """
    origins = {one.text.file: _origins(one.text) for one in readings}
    turned = tuple(_against_all(_against_itself(one), readings, origins) for one in readings)
    keys = dict.fromkeys(key for one in turned for claim in one.claims if (key := _key(claim)))
    dated = {one.text.file: _day(one.text) if days is None else days.get(one.text.file, "") for one in readings}
    matrix = Matrix(
        lines=tuple(_line(key, turned, dated) for key in keys),
        origins=origins,
        dated=dated,
        following=tuple(_following(readings, dated)),
    )
    return turned, matrix


_PEOPLE = frozenset({"person", "victim", "defector", ""})
_COUNTED = {
    "victims/total": _PEOPLE,
    "mass-repatriation/total": _PEOPLE,
    "cases/total": frozenset({"case"}),
    "interviews/total": frozenset({"interview", "interviewee", "defector"}),
}
"""What a number must count to be one of these totals."""


def _key(claim: Claim) -> str:
    """The figure a claim was measured by; of what no figure holds, the total or topic it speaks of."""
    if claim.figure or claim.quantity.kind is not Kind.NUMBER:
        return claim.figure
    if claim.quantity.is_share:
        return claim.about[0] if len(claim.about) == 1 else ""
    return next((id_ for id_ in reversed(claim.about) if claim.quantity.unit in _COUNTED.get(id_, ())), "")


def _line(key: str, readings: Iterable[Reading], dated: Mapping[str, str]) -> Line:
    said = {one.text.file: tuple(claim for claim in one.claims if _key(claim) == key) for one in readings}
    said = {file: claims for file, claims in said.items() if claims}
    every = [claim for claims in said.values() for claim in claims]
    return Line(
        figure=key,
        said=said,
        contradiction=any(exclude(a, b) for a, b in combinations(every, 2)),
        first=_first(said, dated),
    )


def _first(files: Iterable[str], dated: Mapping[str, str]) -> str:
    """The one of several texts with the earliest day; empty for one alone, and where days are missing or the same."""
    ordered = sorted((dated[file], file) for file in files)
    return ordered[0][1] if len(ordered) > 1 and "" < ordered[0][0] < ordered[1][0] else ""


def exclude(one: Claim, other: Claim) -> bool:
    """Whether two claims of one figure cannot both be true: exact numbers that differ, or limits that leave nothing.

    Numbers far apart are about different things, and one meant as an approximation excludes nothing.
    """
    a, b = one.quantity, other.quantity
    if a.is_share != b.is_share or a.kind is not b.kind or a.worded or b.worded:
        return False
    if {a.modality, b.modality} & {Modality.ABOUT, Modality.NEARLY, Modality.SLIGHTLY_OVER, Modality.RANGE}:
        return False
    if not 0.5 <= (a.value or 1) / (b.value or 1) <= 2:
        return False
    if a.modality is b.modality is Modality.EXACT:
        return abs(a.value - b.value) > (10.0 ** -min(a.decimals, b.decimals) if a.is_share else 0)
    return _above(one, other) or _above(other, one)


def _above(one: Claim, other: Claim) -> bool:
    low, high = one.quantity.low, other.quantity.high
    if low is None or high is None:
        return False
    strict = one.quantity.modality is Modality.OVER or other.quantity.modality is Modality.UNDER
    return low >= high if strict else low > high


def _against_itself(reading: Reading) -> Reading:
    """A lowest age that the text itself contradicts, where no reference has said so."""
    younger = any(_CHILDREN in claim.about and claim.quantity.kind is Kind.NUMBER for claim in reading.claims)
    claims = tuple(
        replace(claim, verdict=Verdict.OTHER_CATEGORY, because=Because(code="text_says_younger", values={}))
        if younger and claim.verdict is Verdict.CANNOT_TELL and claim.quantity.kind is Kind.YOUNGEST
        and claim.quantity.value >= 10 and claim.is_own
        else claim
        for claim in reading.claims
    )  # fmt: skip
    return replace(reading, claims=claims)


def _against_all(reading: Reading, readings: Sequence[Reading], origins: Mapping[str, tuple[str, ...]]) -> Reading:
    """What another text with the same origin limits from the other side: of the two the lower limit says more."""
    mine = set(origins[reading.text.file])
    others = [
        (other.text.file, claim)
        for other in readings
        if other.text.file != reading.text.file and mine & set(origins[other.text.file])
        for claim in other.claims
        if _key(claim)
    ]
    return replace(reading, claims=tuple(_turned(claim, others) for claim in reading.claims))


_LOWER, _UPPER = frozenset({Modality.OVER, Modality.AT_LEAST}), frozenset({Modality.UNDER, Modality.UP_TO})


def _turned(claim: Claim, others: Sequence[tuple[str, Claim]]) -> Claim:
    one = claim.quantity
    if not claim.is_own or claim.verdict not in {Verdict.CANNOT_TELL, Verdict.NOT_IN_DATA}:
        return claim
    if one.modality not in _LOWER | _UPPER:
        return claim
    for file, other in others:
        limits = {one.modality in _LOWER, other.quantity.modality in _LOWER}
        bounded = other.quantity.modality in _LOWER | _UPPER and len(limits) == 2
        if bounded and _key(claim) == _key(other) and exclude(claim, other):
            values = {"file": file, "value": other.quantity.value}
            if one.modality in _LOWER:
                return replace(claim, verdict=Verdict.OVERSTATED, because=Because(code="limit_turned", values=values))
            return replace(claim, because=Because(code="limit_turned_there", values=values))
    return claim


def _origins(text: Text) -> tuple[str, ...]:
    named = topics(text.language).origins
    return tuple(name for name, pattern in named.items() if pattern.search(text.content))


_MONTHS = {name: month for month, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
_NAMED = re.compile(
    r"\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b|\b(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})\b"
)
_NUMBERED = re.compile(r"(20\d\d)[.년/-] ?(\d{1,2})[.월/-] ?(\d{1,2})")


def _day(text: Text) -> str:
    """The first full date in the beginning of a text, which is mostly the day it was published; empty for none."""
    head = text.content[:600]
    if found := _NUMBERED.search(head):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    for found in _NAMED.finditer(head):
        month = _MONTHS.get((found[1] or found[5]).lower())
        if month:
            return f"{found[3] or found[6]}-{month:02}-{int(found[2] or found[4]):02}"
    return ""


def _following(readings: Sequence[Reading], dated: Mapping[str, str]) -> Iterable[Following]:
    rows = {one.text.file: _shingles(one.text.content) for one in readings}
    for pair in combinations(rows, 2):
        one, other = (rows[file] for file in pair)
        part = len(one & other) / (min(len(one), len(other)) or 1)
        if part >= _FOLLOWS:
            yield Following(texts=pair, first=_first(pair, dated), shared=round(part, 3))


def _shingles(content: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", content.lower())
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
