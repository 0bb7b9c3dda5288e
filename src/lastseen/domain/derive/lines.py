"""One line for each taking of a person as one account tells it: what a library is searched and counted by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lastseen.domain.accounts import Account, AccountId, FateAccount, PersonAccount, ResponseAccount, StageAccount
from lastseen.domain.answers import Absence, Code, Said, absence, first, values
from lastseen.domain.derive.answers import Possible
from lastseen.domain.derive.cases import Decisions, Disappearance, disappearances
from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.tellings import Links, PersonFile

ABSENT = "?"
"""What the code of an absence begins with; alone it stands for what nobody recorded."""

CODES: Mapping[str, str] = MappingProxyType(
    {
        "sex": "sex",
        "occupation": "occupation",
        "relation": "relation",
        "place": "place_of_arrest",
        "province": "province_of_arrest",
        "country": "country_of_arrest",
        "period": "period",
        "first": "authority_first",
        "last": "authority_last",
        "ever": "authorities_ever",
        "grounds": "grounds",
        "stages": "stages_told",
        "fate": "fate",
        "elements": "elements",
        "responses": "responses",
        "inconsistencies": "inconsistencies",
    }
)
"""The columns of a line that hold codes of a variable, with the name of that variable."""

SPANS: Mapping[str, str] = MappingProxyType({"age": "age", "taken": "disappeared"})
"""The columns of a line that hold two ends, either of which may be open, with the name of their variable."""

TOLD = ("role", "places", "basis", "facility")
"""The columns of a line that hold codes as the accounts give them."""

PERSONAL = ("names", "born", "residence", "kin")
"""The columns of a line that say who the person is: by them the same person is looked for in other accounts.

``names`` are texts as told; ``born`` has two ends, as told or reckoned from the age when taken; ``residence`` is a
code; ``kin`` are the serials of the relatives this source tells of.
"""

Cell = list[str] | list[int] | list[int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One taking of one person as one account tells it, and nothing that another account says.

    Columns of codes hold every code told, or ``?unknown`` or ``?refused`` where there is none but an answer, or
    nothing at all; columns of spans hold two ends (days as ordinals), or nothing.
    """

    account: AccountId
    case: AccountId | None
    cells: Mapping[str, Cell]


_YEAR = 365.25
_UNDECIDED = Decisions(conclusions={}, findings={})


def lines(person: PersonAccount, told: Iterable[Account], frame: Frame, kin: Iterable[int] = ()) -> tuple[Line, ...]:
    """The lines of one account of a person; ``told`` are the stages, fates and responses its source tells of them.

    ``kin`` are the serials of the relatives it tells of.

    Nothing is joined by verdicts here, so that no verdict changes a line. A person of whom no taking is told has one.
    """
    held = tuple(told)
    file = PersonFile(
        person=person.id,
        accounts=(person,),
        stages=tuple(one for one in held if isinstance(one, StageAccount)),
        fates=tuple(one for one in held if isinstance(one, FateAccount)),
        responses=tuple(one for one in held if isinstance(one, ResponseAccount)),
    )
    links = Links(
        case={case: case for stage in file.stages for case in values(stage.case)},
        stage={stage.id: stage.id for stage in file.stages},
        origin={person.source: person.source},
    )
    relatives = sorted(kin)
    return tuple(
        _line(person, taken, relatives) for taken in disappearances(file, links, _UNDECIDED, frozenset(), frame)
    )


def _line(person: PersonAccount, taken: Disappearance, kin: list[int]) -> Line:
    (reading,) = taken.readings
    (telling,) = taken.tellings
    cells: dict[str, Cell] = {column: _codes(reading.answers[name]) for column, name in CODES.items()}
    cells |= {column: _span(reading.answers[name]) for column, name in SPANS.items()}
    cells["role"] = [str(first(person.role) or "victim")]
    cells["places"] = _said(telling.chain, "place_from", "place")
    cells["basis"] = _said(telling.chain, "basis")
    cells["facility"] = _said(telling.chain, "facility")
    cells["names"] = list(dict.fromkeys(name.text for name in values(person.names)))
    cells["born"] = _born(person, reading.answers["age"], reading.answers["disappeared"])
    cells["residence"] = [str(code) for code in values(person.residence)]
    cells["kin"] = kin
    return Line(account=person.id, case=taken.case, cells=cells)


def _born(person: PersonAccount, age: Possible, taken: Possible) -> Cell:
    """The first and last day of birth: as told, else as the age when taken leaves open."""
    told = first(person.birth)
    if told is not None:
        return [None if day is None else day.toordinal() for day in (told.earliest, told.latest)]
    if not age.is_said or not taken.is_said:
        return []
    low = None if taken.low is None or age.high is None else taken.low - round(_YEAR * (age.high + 1))
    high = None if taken.high is None or age.low is None else taken.high - round(_YEAR * age.low)
    return [low, high]


def _codes(answer: Possible) -> Cell:
    return list(answer.codes) if answer.absence is None else _absent(answer.absence)


def _span(answer: Possible) -> Cell:
    return [] if answer.absence is not None else [answer.low, answer.high]


def _said(chain: Iterable[StageAccount], *fields: str) -> Cell:
    told: Said[Code] = tuple(coded for stage in chain for field in fields for coded in getattr(stage, field))
    given = list(dict.fromkeys(map(str, values(told))))
    return given or _absent(absence(told))


def _absent(why: Absence) -> Cell:
    return [] if why is Absence.NOT_ASKED else [ABSENT + why.value]
