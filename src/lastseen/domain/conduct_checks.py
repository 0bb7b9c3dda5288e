"""What does not fit together in how an interview was held, and what it never asked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from enum import StrEnum

from lastseen.domain.answers import Absence
from lastseen.domain.conduct import Asked, CallBack, Interruption, Particular, Present, Reading, Session
from lastseen.domain.conduct_words import Agreed, Fate, Halt, Kept, Presence, Whether
from lastseen.domain.questionnaire import Questionnaire, Statement, StatementKind


class Misfit(StrEnum):
    """Something in how an interview was held that somebody has to look at."""

    KEPT_WITHOUT_CONSENT = "kept-without-consent"
    KEPT_BEFORE_CONSENT = "kept-before-consent"
    WITHOUT_SAFETY = "without-safety"
    FOREIGN_WORDS = "foreign-words"
    """A statement read in another language than the interview's, and nobody there to interpret."""
    UNSWORN = "unsworn"
    NO_WITNESS = "no-witness"
    ENDS_BEFORE_START = "ends-before-start"
    NOT_ASKED_AGAIN = "not-asked-again"
    """Whether what was said may be kept was to be asked again, and nobody is to ask."""


def misfits(held: Iterable[Particular], statements: Mapping[str, Statement], language: str) -> tuple[Misfit, ...]:
    """What does not fit together; ``language`` is that of the interview. Each is named once."""
    all_of_them = tuple(held)
    found = {*_of_consent(all_of_them, statements), *_of_people(all_of_them, language), *_of_course(all_of_them)}
    return tuple(misfit for misfit in Misfit if misfit in found)


def _of_consent(held: tuple[Particular, ...], statements: Mapping[str, Statement]) -> Iterator[Misfit]:
    agreed = [
        one
        for one in held
        if isinstance(one, Reading) and one.agreed not in (None, Agreed.DECLINED) and one.statement in statements
    ]
    consents = [one for one in agreed if statements[one.statement].kind is StatementKind.CONSENT]
    recorded = [one for one in held if isinstance(one, Session) and one.kept not in (None, Kept.NOTHING)]
    if recorded and not consents:
        yield Misfit.KEPT_WITHOUT_CONSENT
    if consents and any(all(_is_before(session, consent) for consent in consents) for session in recorded):
        yield Misfit.KEPT_BEFORE_CONSENT
    if recorded and len(consents) == len(agreed):
        yield Misfit.WITHOUT_SAFETY


def _is_before(session: Session, consent: Reading) -> bool:
    """Whether a session began to be kept before this consent. What agrees on the record itself needs the record."""
    if session.day is None or consent.day is None:
        return False
    began = session.kept_from or session.start
    if consent.agreed is Agreed.RECORDED or began is None or consent.at is None:
        return session.day < consent.day
    return _moment(session.day, began) < _moment(consent.day, consent.at)


def _moment(day: date, at: time) -> tuple[date, time]:
    return day, at


def _of_people(held: tuple[Particular, ...], language: str) -> Iterator[Misfit]:
    there = [one for one in held if isinstance(one, Present)]
    readings = [one for one in held if isinstance(one, Reading)]
    interpreters = [one for one in there if one.role is Presence.INTERPRETER]
    if not interpreters and any(one.language and language not in one.language.split() for one in readings):
        yield Misfit.FOREIGN_WORDS
    if any(one.sworn is Whether.NO for one in there) or any(one.sworn is None for one in interpreters):
        yield Misfit.UNSWORN
    if any(one.agreed is Agreed.WITNESSED and not one.witness for one in readings):
        yield Misfit.NO_WITNESS


def _of_course(held: tuple[Particular, ...]) -> Iterator[Misfit]:
    sessions = (one for one in held if isinstance(one, Session))
    if any(one.start is not None and one.end is not None and one.end < one.start for one in sessions):
        yield Misfit.ENDS_BEFORE_START
    to_ask = any(isinstance(one, Interruption) and one.fate is Fate.ASK_AGAIN for one in held)
    if to_ask and not any(isinstance(one, CallBack) for one in held):
        yield Misfit.NOT_ASKED_AGAIN


def keeps_nothing(one: Interruption) -> bool:
    """Whether the interview was stopped and nothing of it is to be kept."""
    return one.halt is not Halt.BREAK and one.fate is Fate.KEEP_NOTHING


def never_asked(asked: Asked, questionnaires: Mapping[str, Questionnaire]) -> frozenset[str]:
    """The fields that some questionnaire asks for, and this interview did not.

    Its version has no question on them, or each one that it has was left out. What nobody said of a question is no
    absence: it may have been asked. Nothing, where the questionnaire used is not known.
    """
    used = questionnaires.get(asked.questionnaire)
    if used is None:
        return frozenset()
    left_out = {code for code, one in asked.answers.items() if one.absence is Absence.NOT_ASKED}
    asked_for = (question.feeds for question in used.questions if question.code not in left_out)
    askable = frozenset[str]().union(*(one.feeds for one in questionnaires.values()))
    return askable - frozenset[str]().union(*asked_for)
