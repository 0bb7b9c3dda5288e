"""Published figures as questions: each gives every person one answer, and not every two answers go together.

Who is in the year 1996 is in the period 1995–1999; who is among the boys is among the males. Figures that ask after the
same thing, in finer and coarser rows or of a part of the people, can be held against each other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lastseen.domain.derive.variables import UNNAMED_PART, Shape
from lastseen.figures.checking import OTHER, span
from lastseen.figures.definitions import Definition, Each
from lastseen.figures.disclosure import WITHHELD
from lastseen.figures.figure import Figure
from lastseen.figures.rows import UNDETERMINED, UNKNOWN
from lastseen.figures.variables import variable_of

OUTSIDE = "outside"
"""The answer of those whom a figure with conditions does not count."""

_AXES = {"country_of_arrest": "place", "province_of_arrest": "place", "ground": "ground", "grounds": "ground"}
"""Variables that are read from the same thing; any other stands for itself."""

Lineage = Callable[[str, str], Sequence[str]]
"""A code of a vocabulary and all above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What was published of a figure: N, the n of each row, and which rows were taken out."""

    figure: str
    N: int
    rows: Mapping[str, int]
    withheld: frozenset[str] = frozenset()
    rounded_to: int = 1

    def without(self, row: str) -> "Shown":
        """The same with a row more put together with the small ones."""
        rows = {code: n for code, n in self.rows.items() if code not in {row, WITHHELD}}
        together = {WITHHELD: self.rows.get(WITHHELD, 0) + self.rows[row]}
        return Shown(figure=self.figure, N=self.N, rows=rows | together, withheld=self.withheld | {row})


def shown(figure: Figure, withheld: Sequence[str] = ()) -> Shown:
    """A published figure without what only people read."""
    return Shown(
        figure=figure.id,
        N=figure.N,
        rows={row.code: row.n for row in figure.rows},
        withheld=frozenset(withheld),
        rounded_to=figure.rounded_to,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A figure with the answers it has in any release, and what each stands for: codes, or days or numbers from to.

    ``above`` has each of its codes with all codes above it, those of its conditions too.
    """

    definition: Definition
    answers: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    above: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def axes(self) -> frozenset[str]:
        """All that it asks after."""
        return frozenset(_axis(name) for name in (self.definition.variable, *self.definition.where) if name)


def question(definition: Definition, releases: Sequence[Shown], lineage: Lineage) -> Question:
    """A figure as what anybody can have answered to it, from all that was ever published of it."""
    aside = [UNKNOWN, UNDETERMINED]
    named = [row.code for row in definition.rows]
    told = sorted({code for one in releases for code in (*one.rows, *one.withheld)} - {*named, *aside, WITHHELD})
    rows = [*named, *told]
    values = {row.code: row.values for row in definition.rows}
    spans = {row.code: span(row) for row in definition.rows if (row.low, row.high) != (None, None)}
    spans |= {code: ends for code in told if (ends := _span(definition, code)) is not None}
    codes = {code: values.get(code) or (code,) for code in rows if code not in spans and code != OTHER}
    by_variable = [(definition.variable, [code for own in codes.values() for code in own]), *definition.where.items()]
    return Question(
        definition=definition,
        answers=(*rows, *aside, *([OUTSIDE] if definition.where else [])),
        codes=codes,
        spans=spans,
        above={
            code: lineage(variable_of(definition, name).vocabulary, code) for name, own in by_variable for code in own
        },
    )


def _span(definition: Definition, code: str) -> tuple[int, int] | None:
    first, _, last = code.partition("-")
    match definition.each:
        case Each.YEAR | Each.FIVE_YEARS if code != OTHER:
            epoch = date(1970, 1, 1).toordinal()
            days = date(int(first), 1, 1), date(int(last or first), 12, 31)
            return days[0].toordinal() - epoch, days[1].toordinal() - epoch
        case Each.NUMBER if code != OTHER:
            return int(code), int(code)
    return None


def is_single(definition: Definition) -> bool:
    """Whether everybody has one answer; figures of several answers each connect to nothing."""
    return definition.variable is not None and variable_of(definition).shape is not Shape.MULTIPLE


def components(questions: Sequence[Question]) -> tuple[tuple[Question, ...], ...]:
    """The questions in groups that ask after something in common."""
    groups: list[tuple[frozenset[str], tuple[Question, ...]]] = []
    for one in questions:
        near = [group for group in groups if group[0] & one.axes]
        groups = [group for group in groups if not group[0] & one.axes]
        axes = one.axes.union(*(group[0] for group in near))
        groups.append((axes, (*(member for group in near for member in group[1]), one)))
    return tuple(members for _, members in groups)


def cells(questions: Sequence[Question]) -> tuple[tuple[str, ...], ...]:
    """Every combination of answers that one person can have given, in the order of the questions."""
    found: list[tuple[str, ...]] = [()]
    for place, one in enumerate(questions):
        fits = [_fitting(other, one) for other in questions[:place]]
        found = [
            (*cell, answer)
            for cell in found
            for answer in one.answers
            if all((had, answer) in pairs for had, pairs in zip(cell, fits, strict=True))
        ]
    return tuple(found)


def _fitting(one: Question, other: Question) -> frozenset[tuple[str, str]]:
    return frozenset((a, b) for a in one.answers for b in other.answers if all(_agree(one, a, other, b)))


def _agree(one: Question, a: str, other: Question, b: str) -> Iterator[bool]:
    yield _within(one, a, other, b)
    yield _within(other, b, one, a)
    if OUTSIDE not in {a, b} and one.definition.variable and other.definition.variable:
        yield _meet(one, a, other, b)
        yield _meet(other, b, one, a)


def _within(part: Question, a: str, whole: Question, b: str) -> bool:
    """Whether the answer to a figure with a condition fits the answer to the figure of that condition."""
    where = part.definition.where.get(str(whole.definition.variable))
    if where is not None and b == UNNAMED_PART:
        return True
    if where is None or b not in whole.codes:
        return where is None or a == OUTSIDE or b != UNKNOWN
    above = {**part.above, **whole.above}
    if a == OUTSIDE:
        return not all(set(where) & set(above[code]) for code in whole.codes[b])
    return _is_near(whole.codes[b], where, above)


def _meet(one: Question, a: str, other: Question, b: str) -> bool:
    """Whether two answers after the same thing can be those of one person, looked at from the first."""
    mine, theirs = one.definition.variable, other.definition.variable
    if _axis(mine) != _axis(theirs):
        return True
    if {UNKNOWN, UNNAMED_PART} & {a, b}:
        return mine != theirs or a == b
    open_ = {UNDETERMINED, OTHER}
    if a in open_:
        return b in open_ or mine != theirs or not any(_covers(one, row, other, b) for row in one.answers)
    return b in open_ or _touch(one, a, other, b)


def _covers(one: Question, a: str, other: Question, b: str) -> bool:
    """Whether everybody in row b is in row a."""
    if a in one.spans and b in other.spans:
        return one.spans[a][0] <= other.spans[b][0] and other.spans[b][1] <= one.spans[a][1]
    mine = set(one.codes.get(a, ()))
    return b in other.codes and all(mine & set(other.above[code]) for code in other.codes[b])


def _touch(one: Question, a: str, other: Question, b: str) -> bool:
    if a in one.spans and b in other.spans:
        return max(one.spans[a][0], other.spans[b][0]) <= min(one.spans[a][1], other.spans[b][1])
    return _is_near(one.codes.get(a, ()), other.codes.get(b, ()), {**one.above, **other.above})


def _is_near(these: Sequence[str], those: Sequence[str], above: Mapping[str, Sequence[str]]) -> bool:
    """Whether any of these codes is at, above or below any of those."""
    return any(one in above[other] or other in above[one] for one in these for other in those)


def _axis(variable: str | None) -> str:
    return _AXES.get(str(variable), str(variable))
