"""The variables a figure can count, and the answers each reading of a disappearance gives for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lastseen.domain.accounts import AccountId, PersonAccount
from lastseen.domain.answers import Absence, Code, Said, absence, first, values
from lastseen.domain.dates import IntervalDate, full_years
from lastseen.domain.derive import custody
from lastseen.domain.derive.answers import NOT_ASKED, Possible, either, one, several, span
from lastseen.domain.derive.elements import elements
from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.people import (
    age_at_disappearance,
    closest_relation,
    current_fate,
    leadership_period,
    on_whose_account,
)
from lastseen.domain.derive.tellings import Telling


class Shape(StrEnum):
    """What answers a variable takes."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable: its shape, the vocabulary of its codes, and the account fields it is read from."""

    name: str
    shape: Shape
    vocabulary: str
    fields: tuple[str, ...]


BIRTH = "birth"
AGE_TOLD = "age_told"
UNNAMED_PART = Code("part-unknown")


VARIABLES: tuple[Variable, ...] = (
    Variable("sex", Shape.SINGLE, "sex", ("person.sex",)),
    Variable("occupation", Shape.MULTIPLE, "occupation", ("person.occupation",)),
    Variable(BIRTH, Shape.DATE, "", ("person.birth",)),
    Variable(AGE_TOLD, Shape.NUMBER, "", ("person.age",)),
    Variable("disappeared", Shape.DATE, "", ("stage.start",)),
    Variable("age", Shape.NUMBER, "", ("person.age", "person.birth", "stage.start")),
    Variable("period", Shape.SINGLE, "leadership-period", ("stage.start",)),
    Variable("place_of_arrest", Shape.SINGLE, "place", ("stage.place", "stage.place_from")),
    Variable("country_of_arrest", Shape.SINGLE, "place", ("stage.place", "stage.place_from")),
    Variable("province_of_arrest", Shape.SINGLE, "place", ("stage.place", "stage.place_from")),
    Variable("authority_first", Shape.SINGLE, "authority", ("stage.authorities",)),
    Variable("authority_last", Shape.SINGLE, "authority", ("stage.authorities",)),
    Variable("authority_sole", Shape.SINGLE, "authority", ("stage.authorities",)),
    Variable("authority_handed_over_to", Shape.SINGLE, "authority", ("stage.authorities",)),
    Variable("authorities_ever", Shape.MULTIPLE, "authority", ("stage.authorities",)),
    Variable("hand_overs", Shape.MULTIPLE, "authority", ("stage.authorities",)),
    Variable("grounds", Shape.MULTIPLE, "grounds", ("stage.grounds",)),
    Variable("ground", Shape.SINGLE, "grounds", ("stage.grounds",)),
    Variable("on_account_of", Shape.MULTIPLE, "on-account-of", ("stage.on_account_of",)),
    Variable("days_in_custody", Shape.NUMBER, "", ("stage.start",)),
    Variable("stages_told", Shape.MULTIPLE, "stage-kind", ("stage.stage",)),
    Variable("stage_moves", Shape.MULTIPLE, "stage-kind", ("stage.stage", "stage.order", "stage.basis")),
    Variable("return_legs", Shape.MULTIPLE, "place", ("stage.place_from", "stage.place", "stage.stage")),
    Variable("elements", Shape.MULTIPLE, "element", ("stage.stage", "response.response", "fate.status")),
    Variable("fate", Shape.SINGLE, "fate-status", ("fate.status", "fate.basis")),
    Variable("fate_as_of", Shape.DATE, "", ("fate.as_of",)),
    Variable("sign_of_life", Shape.DATE, "", ("fate.as_of",)),
    Variable("fate_told", Shape.MULTIPLE, "fate-told", ("fate.status", "fate.basis")),
    Variable("responses", Shape.MULTIPLE, "response-kind", ("response.response",)),
    Variable("relation", Shape.SINGLE, "relation", ("person.relation_to_interviewee",)),
    Variable("independent_sources", Shape.NUMBER, "", ()),
    Variable("inconsistencies", Shape.MULTIPLE, "inconsistency", ("stage.start", "stage.end", "person.birth")),
)

SHAPES: Mapping[str, Shape] = {variable.name: variable.shape for variable in VARIABLES}

Answers = dict[str, Possible]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One independent source's telling, as answers to every variable."""

    source: str
    answers: Mapping[str, Possible]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What is the same for every reading of a disappearance.

    ``victims`` are the accounts of all who were taken, for *on account of whom*; ``common`` holds the answers derived
    over all sources at once; ``concluded`` the values the organisation stands by.
    """

    victims: frozenset[AccountId]
    common: Mapping[str, Possible]
    concluded: Mapping[str, Possible]


def readings(tellings: Sequence[Telling], shared: Shared, frame: Frame) -> tuple[Reading, ...]:
    """The readings of one disappearance: every telling answered, gaps filled from the others, conclusions put in.

    What a telling does not say it takes from all that the others leave open, before anything is derived, so that an age
    told here meets a date told there. A conclusion replaces what any telling says of its variable, and what follows
    from it follows from the conclusion.
    """
    own = [_told(telling, shared.victims, frame) for telling in tellings]
    return tuple(
        Reading(source=str(telling.source), answers=_answers(place, own, shared, frame))
        for place, telling in enumerate(tellings)
    )


def _answers(place: int, own: Sequence[Answers], shared: Shared, frame: Frame) -> Answers:
    filled = _filled(own[place], [*own[:place], *own[place + 1 :]])
    filled |= {name: answer for name, answer in shared.concluded.items() if name in filled}
    return {**filled, **_derived(filled, frame), **shared.common, **shared.concluded}


def _filled(mine: Answers, others: Sequence[Answers]) -> Answers:
    if not others:
        return dict(mine)
    return {
        name: answer if answer.is_said else either([answer, *(other[name] for other in others)])
        for name, answer in mine.items()
    }


def _told(telling: Telling, victims: frozenset[AccountId], frame: Frame) -> Answers:
    return _told_of_person(telling.person) | _told_of_chain(telling.chain, victims, frame)


def _told_of_person(person: PersonAccount | None) -> Answers:
    if person is None:
        return dict.fromkeys(("sex", "occupation", BIRTH, AGE_TOLD), NOT_ASKED)
    age = first(person.age)
    return {
        "sex": _codes(person.sex),
        "occupation": _codes(person.occupation),
        BIRTH: _day(first(person.birth), absence(person.birth)),
        AGE_TOLD: Possible(absence=absence(person.age)) if age is None else span(*full_years(age)),
    }


def _told_of_chain(chain: custody.Chain, victims: frozenset[AccountId], frame: Frame) -> Answers:
    taken = custody.deprivation(chain, frame)
    start: Said[IntervalDate] = () if taken is None else taken.start
    place: Said[Code] = () if taken is None else taken.place if values(taken.place) else taken.place_from or taken.place
    why = tuple(coded for stage in chain for coded in stage.grounds)
    whose = tuple(coded for stage in chain for coded in stage.on_account_of)
    kinds = tuple(coded for stage in chain for coded in stage.stage)
    who = custody.authority_absence(chain)
    return {
        "disappeared": _day(first(start), absence(start)),
        "place_of_arrest": _codes(place),
        "authority_first": one(custody.authority_first(chain, frame), who),
        "authority_last": one(custody.authority_last(chain, frame), who),
        "authority_sole": one(custody.sole_authority(chain, frame), who),
        "authority_handed_over_to": one(custody.handed_over_to(chain, frame), who),
        "authorities_ever": several(custody.authorities_ever(chain, frame), who),
        "hand_overs": several(_hand_overs(chain, frame), who),
        "grounds": several(custody.grounds(chain), absence(why)),
        "on_account_of": several(on_whose_account(values(whose), victims), absence(whose)),
        "days_in_custody": span(*custody.days_in_known_custody(chain, frame)),
        "stages_told": _codes(kinds),
        "stage_moves": several((_joined(*move) for move in custody.moves(chain, frame)), absence(kinds)),
        "return_legs": several(_return_legs(chain, frame)),
    }


def _hand_overs(chain: custody.Chain, frame: Frame) -> tuple[str, ...]:
    """Each hand-over as ``from>to``; ``not-handed-over`` where one institution held the person throughout."""
    pairs = tuple(_joined(*pair) for pair in custody.hand_overs(chain, frame))
    return pairs or ((custody.NOT_HANDED_OVER,) if custody.holders(chain, frame) else ())


def _return_legs(chain: custody.Chain, frame: Frame) -> tuple[str, ...]:
    """Each leg as ``from>to``; a code where no forced return is told, another where it is told without places."""
    legs = custody.return_legs(chain, frame)
    if legs is None:
        return (custody.NOT_RETURNED,) if custody.known(chain, frame) else ()
    return tuple(_joined(*leg) for leg in legs) or (custody.PLACES_NOT_TOLD,)


def _joined(*parts: object) -> str:
    return ">".join(map(str, parts))


def _derived(told: Answers, frame: Frame) -> Answers:
    taken, place = told["disappeared"], told["place_of_arrest"]
    return {
        "age": age_at_disappearance(told[AGE_TOLD], told[BIRTH], taken),
        "period": leadership_period(taken, frame),
        "country_of_arrest": several((frame.country(code) for code in place.codes), place.absence or Absence.NOT_ASKED),
        "province_of_arrest": several(
            (frame.province(code) or UNNAMED_PART for code in place.codes), place.absence or Absence.NOT_ASKED
        ),
        "ground": told["grounds"],
    }


def common_answers(tellings: Sequence[Telling], relations: Said[Code], frame: Frame) -> Answers:
    """What is derived over all sources at once: fate, elements of Art. 2, answers, relation, independent sources."""
    fates = [fate for telling in tellings for fate in telling.fates]
    fate = current_fate(fates, frame)
    supported = (s.element for t in tellings for s in elements(t.chain, t.fates, t.responses, frame))
    own = len({telling.origin for telling in tellings if not telling.of_another})
    unsaid = absence(tuple(coded for told in fates for coded in told.status))
    answered = tuple(coded for t in tellings for told in t.responses for coded in told.response)
    return {
        "fate": fate.status if fate.status.is_said else Possible(absence=unsaid),
        "fate_as_of": fate.as_of,
        "sign_of_life": fate.sign_of_life,
        "fate_told": several(
            (f"{first(f.status)}/{first(f.basis) or 'basis-not-told'}" for f in fates if first(f.status)), unsaid
        ),
        "elements": several(supported),
        "responses": _codes(answered),
        "relation": one(closest_relation(values(relations), frame), absence(relations)),
        "independent_sources": span(own, own),
    }


def _codes(said: Said[Code]) -> Possible:
    return several(values(said), absence(said))


def _day(day: IntervalDate | None, why_not: Absence) -> Possible:
    if day is None:
        return Possible(absence=why_not)
    return span(
        None if day.earliest is None else day.earliest.toordinal(),
        None if day.latest is None else day.latest.toordinal(),
    )
