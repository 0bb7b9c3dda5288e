"""Two side by side, persons, cases or stages: what is told of each, and what was decided of them before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.pages import AccountTold, PersonPage, Ref
from lastseen.operations.reviewing import Pair
from lastseen.web.people.beside import Beside, Row, case_rows, fate_rows, person_rows, stage_rows, taking_rows
from lastseen.web.people.decided import Decided, judged
from lastseen.web.speech import Speech, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the head of a column: the code, where it has one, names told, and the sources that tell of it."""

    code: str
    names: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A pair as it is shown. ``whose`` is whose cases or stages these are; ``common`` are the sources of both."""

    heads: tuple[Head, ...]
    beside: Beside
    before: tuple[Decided, ...]
    whose: Head | None = None
    common: tuple[str, ...] = ()


def sides_of(speech: Speech, pair: Pair, pages: Sequence[PersonPage], together: str) -> Sides:
    """The two of a pair; ``pages`` are of both persons, or of the one whose cases or stages they are.

    ``together`` is what the row of those taken in the same case is called.
    """
    before = _histories(speech, pair, pages)
    if pair.kind is VerdictKind.PERSON:
        sources = [set(page.sources) for page in pages]
        common = sorted(source.name for source in sources[0].intersection(*sources[1:])) if len(pages) > 1 else []
        heads = tuple(_head(page) for page in pages)
        return Sides(heads=heads, beside=_persons(speech, pages), before=before, common=tuple(common))
    (page,) = pages
    whose = _head(page)
    if pair.kind is VerdictKind.STAGE:
        return Sides(heads=(), beside=_stages(speech, pair, page), before=before, whose=whose)
    heads, beside = _cases(speech, pair, page, together)
    return Sides(heads=heads, beside=beside, before=before, whose=whose)


def _head(page: PersonPage) -> Head:
    return Head(
        code=page.code,
        names=tuple(one.name.text for one in page.names),
        sources=tuple(source.name for source in page.sources),
    )


def _persons(speech: Speech, pages: Sequence[PersonPage]) -> Beside:
    """Each person in a column: all that sources say of them, and of how they were taken."""
    told = {page.code: page.accounts for page in pages}
    stages = {page.code: _first_chain(page) for page in pages}
    rows = (*person_rows(speech, told), *taking_rows(speech, stages), *fate_rows(speech, told))
    return Beside(columns=tuple(told), rows=rows)


def _first_chain(page: PersonPage) -> list[AccountTold]:
    """The stages that the first source tells of the first taking, in order."""
    return [stage for taking in page.takings[:1] for telling in taking.tellings[:1] for stage in telling.chain]


def _cases(speech: Speech, pair: Pair, page: PersonPage, together: str) -> tuple[tuple[Head, ...], Beside]:
    """Each case in a column: what is told of it, how it began and went on for the person, who was taken with them."""
    told = {code: [case for case in page.cases if case.code == code] for code in pair.codes}
    stages = {code: [stage for stage in page.of("stage") if _is_in(stage, code)] for code in pair.codes}
    heads = (Head(code=code, names=(), sources=_sources((*told[code], *stages[code]))) for code in told)
    rows = (*case_rows(speech, told), *taking_rows(speech, stages), *_together(page, pair.codes, together))
    return tuple(heads), Beside(columns=tuple(told), rows=rows)


def _together(page: PersonPage, codes: Sequence[str], head: str) -> Iterable[Row]:
    cells = tuple(tuple(_others(page, code)) for code in codes)
    if any(cells):
        yield Row(head=head, cells=cells, differs=False)


def _others(page: PersonPage, code: str) -> Iterable[Value]:
    people = {other.code for group in page.together if group.case == code for other in group.people}
    return (Value(text=other, code=other) for other in sorted(people))


def _is_in(stage: AccountTold, code: str) -> bool:
    return any(isinstance(coded.value, Ref) and coded.value.code == code for coded in stage.said("case"))


def _stages(speech: Speech, pair: Pair, page: PersonPage) -> Beside:
    """Each stage in a column, under the source that tells it."""
    found = [one for account in pair.accounts for one in page.of("stage") if one.id == account]
    told = {f"{one.source}/{one.name}": [one] for one in found}
    return Beside(columns=tuple(told), rows=tuple(stage_rows(speech, told)))


def _sources(accounts: Iterable[AccountTold]) -> tuple[str, ...]:
    return tuple(sorted({account.source for account in accounts}))


def _histories(speech: Speech, pair: Pair, pages: Sequence[PersonPage]) -> tuple[Decided, ...]:
    """The verdicts of this kind that stand on either, each once, the newest first."""
    every = {one.id: one for page in pages for one in page.verdicts if one.kind == pair.kind}.values()
    if pair.kind is VerdictKind.CASE:
        every_here = [one for one in every if {end.code for end in one.ends} & set(pair.codes)]
    elif pair.kind is VerdictKind.STAGE:
        every_here = [one for one in every if {end.id for end in one.ends} & set(pair.accounts)]
    else:
        every_here = list(every)
    newest_first = sorted(every_here, key=lambda one: one.made.number, reverse=True)
    return tuple(judged(speech, one) for one in newest_first)
