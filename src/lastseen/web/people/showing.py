"""The page of a person as it is shown: for each taking the conclusion first, then who says what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lastseen.domain.accounts import AccountId
from lastseen.domain.derive.elements import Element
from lastseen.domain.derive.variables import VARIABLES
from lastseen.operations.pages import AccountTold, PersonPage
from lastseen.operations.pages.parts import Answer, DecisionSeen, SourceTelling, TakingSeen
from lastseen.web.people.beside import Beside, fate_rows, person_rows, taking_rows
from lastseen.web.people.decided import Decided, decided
from lastseen.web.people.pictures import Shown, custody
from lastseen.web.speech import Speech, Value

ANSWERED = (
    *("sex", "birth", "age", "occupation", "disappeared", "place_of_arrest", "authority_first", "authority_last"),
    *("grounds", "ground", "fate", "fate_as_of", "sign_of_life", "relation"),
)
"""The variables whose answers a page gives, and on which one may conclude; others only once somebody has."""
OF_PERSON = frozenset(v.name for v in VARIABLES if v.fields and all(f.startswith("person.") for f in v.fields))
"""The variables that are of the person, whatever the case."""
CONSTITUTIVE = (Element.DEPRIVATION, Element.STATE, Element.REFUSAL, Element.CONCEALMENT, Element.OUTSIDE_LAW)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShown:
    """What is known of a variable: what is left open, what each source's telling leaves open, what was concluded."""

    variable: str
    head: str
    text: str
    is_said: bool
    differs: bool
    readings: tuple[tuple[str, str], ...]
    concluded: Decided | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageShown:
    """One stage of custody in words; ``other`` is the source that tells it where that is not the one shown."""

    what: tuple[Value, ...]
    when: tuple[Value, ...]
    until: tuple[Value, ...]
    where_from: tuple[Value, ...]
    where: tuple[Value, ...]
    facility: tuple[Value, ...]
    by_whom: tuple[Value, ...]
    grounds: tuple[Value, ...]
    whose: tuple[Value, ...]
    basis: tuple[Value, ...]
    health: tuple[Value, ...]
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainShown:
    """The stages that one source tells, in order."""

    source: str
    stages: tuple[StageShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementShown:
    """An element of Art. 2, and what supports it: the sources, each with the accounts it gives."""

    head: str
    support: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingShown:
    """One taking. ``case`` is the code of the case, empty where it is told outside any."""

    case: str
    findings: tuple[Decided, ...]
    answers: tuple[AnswerShown, ...]
    drawing: Shown | None
    chains: tuple[ChainShown, ...]
    repeating: str
    elements: tuple[ElementShown, ...]
    implausible: tuple[tuple[str, str], ...]


def takings(speech: Speech, page: PersonPage) -> tuple[TakingShown, ...]:
    """Each time the person was taken, as it is shown."""
    named = {account.id: account for account in (*page.accounts, *page.cases)}
    return tuple(_taking(speech, page, taking, named) for taking in page.takings)


def _taking(speech: Speech, page: PersonPage, taking: TakingSeen, named: dict[AccountId, AccountTold]) -> TakingShown:
    concluded = {made.subject: made for made in page.conclusions if holds_for(made, taking)}
    told = [telling for telling in taking.tellings if telling.chain]
    variables = dict.fromkeys((*ANSWERED, *concluded))
    drawn = {stage.source for telling in told for stage in telling.chain} | {telling.source for telling in told}
    copied = {stage.source for stage in page.of("stage") if _case(stage) == (taking.case or "")} - drawn
    supported = {one.element: one.accounts for one in taking.elements}
    return TakingShown(
        case=taking.case or "",
        findings=tuple(decided(speech, made) for made in page.findings if holds_for(made, taking)),
        answers=tuple(_answer(speech, name, taking.answers[name], concluded.get(name)) for name in variables),
        drawing=custody(speech, told, {source.name: source.kind for source in page.sources}),
        chains=tuple(_chain(speech, one) for one in sorted(told, key=lambda one: one.source)),
        repeating=", ".join(sorted(copied)),
        elements=tuple(_element(speech, e, supported.get(e, ()), named) for e in CONSTITUTIVE),
        implausible=tuple(
            (speech.label("inconsistency", one.rule), _accounts(speech, one.accounts, named))
            for one in taking.implausible
        ),
    )


def holds_for(made: DecisionSeen, taking: TakingSeen) -> bool:
    """Whether a decision on the person holds for a taking: it names no case, or this one."""
    return not made.cases or taking.case in made.cases


def _case(stage: AccountTold) -> str:
    return next((getattr(coded.value, "code", "") for coded in stage.said("case")), "")


def _answer(speech: Speech, name: str, answer: Answer, made: DecisionSeen | None) -> AnswerShown:
    said = [(source, possible) for source, possible in answer.readings if possible.is_said]
    return AnswerShown(
        variable=name,
        head=speech.words["variable"][name],
        text=speech.answer(name, answer.open),
        is_said=answer.open.is_said,
        differs=not answer.concluded and len({possible for _, possible in said}) > 1,
        readings=tuple((source, speech.answer(name, possible)) for source, possible in said),
        concluded=None if made is None else decided(speech, made),
    )


def _chain(speech: Speech, telling: SourceTelling) -> ChainShown:
    return ChainShown(source=telling.source, stages=tuple(_stage(speech, s, telling.source) for s in telling.chain))


def _stage(speech: Speech, stage: AccountTold, source: str) -> StageShown:
    return StageShown(
        what=speech.values(stage, "stage"),
        when=speech.values(stage, "start"),
        until=speech.values(stage, "end"),
        where_from=speech.values(stage, "place_from"),
        where=speech.values(stage, "place"),
        facility=speech.values(stage, "facility"),
        by_whom=speech.values(stage, "authorities"),
        grounds=speech.values(stage, "grounds"),
        whose=speech.values(stage, "on_account_of"),
        basis=speech.values(stage, "basis"),
        health=speech.values(stage, "health"),
        other=stage.source if stage.source != source else "",
    )


def _element(
    speech: Speech, element: Element, accounts: Iterable[AccountId], named: dict[AccountId, AccountTold]
) -> ElementShown:
    support: dict[str, dict[str, None]] = {}
    for account in (named[id_] for id_ in accounts if id_ in named):
        support.setdefault(account.source, {})[_called(speech, account)] = None
    return ElementShown(
        head=speech.label("element", element),
        support=tuple((source, "; ".join(filter(None, words))) for source, words in sorted(support.items())),
    )


_CALLED = {"person": "birth", "stage": "stage", "fate": "status", "response": "response"}
"""The field by which an account is called where it supports something, or contradicts it."""


def _called(speech: Speech, account: AccountTold) -> str:
    """What an account tells, in a word: its value, or why it has none."""
    return "; ".join(value.text for value in speech.values(account, _CALLED.get(account.kind, "")) or ())


def _accounts(speech: Speech, accounts: Iterable[AccountId], named: dict[AccountId, AccountTold]) -> str:
    told = (named[id_] for id_ in accounts if id_ in named)
    return ", ".join(f"{account.source} ({_called(speech, account)})" for account in told)


def beside(speech: Speech, page: PersonPage) -> Beside:
    """What each source says of the person, of how each taking began, and of the fate."""
    told = _by_source(account for account in page.accounts if account.kind in ("person", "stage", "fate"))
    rows = [*person_rows(speech, told)]
    for taking in page.takings:
        suffix = f" · {taking.case}" if taking.case and len(page.takings) > 1 else ""
        rows += taking_rows(speech, {source: _stages(own, taking.case) for source, own in told.items()}, suffix)
    return Beside(columns=tuple(told), rows=(*rows, *fate_rows(speech, told)))


def _by_source(accounts: Iterable[AccountTold]) -> dict[str, list[AccountTold]]:
    found: dict[str, list[AccountTold]] = {}
    for account in sorted(accounts, key=lambda account: account.source):
        found.setdefault(account.source, []).append(account)
    return found


def _stages(own: Iterable[AccountTold], case: str | None) -> list[AccountTold]:
    """The stages a source itself tells of one taking, in the order told."""
    stages = [account for account in own if account.kind == "stage" and _case(account) == (case or "")]
    return sorted(stages, key=_order)


def _order(stage: AccountTold) -> int:
    return next((coded.value for coded in stage.said("order") if isinstance(coded.value, int)), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TieShown:
    """What one person is to another, as a source tells it; codes are empty for whoever speaks there."""

    person: str
    relation: tuple[Value, ...]
    other: str
    source: str


def ties(speech: Speech, page: PersonPage) -> Iterator[TieShown]:
    """Every tie told: to whoever speaks in a source, and to others."""
    for account in page.of("person"):
        relation = speech.values(account, "relation_to_interviewee")
        if relation:
            yield TieShown(person=page.code, relation=relation, other="", source=account.source)
    for tie in page.ties:
        ends = (page.code, tie.other.code) if tie.to_other else (tie.other.code, page.code)
        relation = speech.values(tie.account, "relation")
        yield TieShown(person=ends[0], relation=relation, other=ends[1], source=tie.account.source)


def made_now(speech: Speech, page: PersonPage, made: str) -> Decided | None:
    """The decision just made, that can be taken back at once; None where there is none of this id."""
    every = (one for one in (*page.conclusions, *page.findings) if str(one.id) == made)
    return next((decided(speech, one) for one in every), None)
