"""An interview as its page shows it: the transcript with its passages, and what was coded, case by case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lastseen.domain.accounts import Name
from lastseen.domain.answers import values
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.pages import AccountTold, SourcePage
from lastseen.web.sources.telling import Speech, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """One person in one case: what is said of them, the stages there, and all else that is told of them."""

    person: Told
    stages: tuple[Told, ...]
    rest: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShown:
    """A case, None for what is told outside any, and the people told of in it."""

    case: Told | None
    people: tuple[PersonShown, ...]


def speech(page: SourcePage, language: str, vocabularies: Mapping[str, Vocabulary]) -> Speech:
    """How the accounts of a page are told: people by the names this source gives them."""
    names = {}
    for person in _people(page):
        told = [name.text for name in values(person.said("names")) if isinstance(name, Name)]
        names[person.code] = told[0] if told else ""
    return Speech(language=language, vocabularies=vocabularies, names=names)


def _people(page: SourcePage) -> Iterator[AccountTold]:
    return (taken.person for together in page.told for taken in together.people)


def cases(page: SourcePage, speaking: Speech) -> tuple[CaseShown, ...]:
    """Everything told of people, case by case."""
    return tuple(
        CaseShown(
            case=None if together.case is None else speaking.told(together.case),
            people=tuple(
                PersonShown(
                    person=speaking.told(taken.person),
                    stages=tuple(speaking.told(stage, without=("person", "case", "order")) for stage in taken.stages),
                    rest=tuple(speaking.told(one, without=_said_by_place(one)) for one in taken.rest),
                )
                for taken in together.people
            ),
        )
        for together in page.told
    )


def _said_by_place(account: AccountTold) -> tuple[str, ...]:
    return () if account.kind == "relation" else ("person",)
