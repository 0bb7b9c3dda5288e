"""The page of a case as it is shown: who was taken, in short, and which events led to which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lastseen.domain.accounts import AccountId
from lastseen.operations.pages import CasePage
from lastseen.operations.pages.cases import TakenInCase
from lastseen.operations.pages.parts import PersonShort
from lastseen.web.people.pictures import Shown, custody
from lastseen.web.people.showing import CONSTITUTIVE
from lastseen.web.speech import Speech

_IN_SHORT = ("sex", "age", "disappeared", "place_of_arrest", "fate")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenShown:
    """Somebody taken in the case: the answers in short, the finding, and the chains of custody drawn.

    ``elements`` are the sources that support each of Art. 2, empty for one that none does.
    """

    person: PersonShort
    answers: tuple[str, ...]
    finding: str
    elements: tuple[str, ...]
    chains: tuple[tuple[str, str], ...]
    drawing: Shown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowingShown:
    """One case that followed from another, as a source tells it."""

    earlier: str
    later: str
    kind: str
    source: str


def people_taken(speech: Speech, page: CasePage) -> tuple[TakenShown, ...]:
    """Everybody on this page of the case."""
    kinds = {source.name: source.kind for source in page.sources}
    return tuple(_taken(speech, one, kinds, page.told_by) for one in page.people.items)


def answer_heads(speech: Speech) -> tuple[str, ...]:
    """What the answers in short are about."""
    return tuple(speech.words["variable"][name] for name in _IN_SHORT)


def _taken(speech: Speech, one: TakenInCase, kinds: dict[str, str], named: Mapping[AccountId, str]) -> TakenShown:
    taking = one.taking
    if taking is None:
        return TakenShown(
            person=one.person, answers=("",) * len(_IN_SHORT), finding="", elements=(), chains=(), drawing=None
        )
    supported = {one.element: one.accounts for one in taking.elements}
    outcomes = [speech.label("finding-outcome", code) for code in taking.outcomes]
    return TakenShown(
        person=one.person,
        answers=tuple(speech.answer(name, taking.answers[name].open) for name in _IN_SHORT),
        finding=speech.wording.either(outcomes) if outcomes else "",
        elements=tuple(_sources(supported.get(element, ()), named) for element in CONSTITUTIVE),
        chains=tuple(
            (telling.source, " → ".join(filter(None, (speech.text(stage, "stage") for stage in telling.chain))))
            for telling in taking.tellings
            if telling.chain
        ),
        drawing=custody(speech, taking.tellings, kinds),
    )


def _sources(accounts: Iterable[AccountId], named: Mapping[AccountId, str]) -> str:
    """The names of the sources that give these accounts."""
    return ", ".join(sorted({named[account] for account in accounts if account in named}))


def chain_of_events(speech: Speech, page: CasePage) -> tuple[FollowingShown, ...]:
    """Which case followed from which, each with the source that says so."""
    return tuple(
        FollowingShown(
            earlier=one.earlier,
            later=one.later,
            kind=speech.label("chain-kind", one.chain_kind) if one.chain_kind else "",
            source=one.account.source,
        )
        for one in page.chain
    )
