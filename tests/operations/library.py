"""An invented registry to be searched: two lists and an interview, in two compartments, of people told of twice."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from lastseen.domain.accounts import (
    Account,
    CaseAccount,
    FateAccount,
    Involved,
    Name,
    PersonAccount,
    StageAccount,
)
from lastseen.domain.answers import Absence, Code, Coded
from lastseen.domain.coding import CodedSource
from lastseen.domain.dates import parse_date
from lastseen.domain.rights import Rights, Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.verdicts import decide
from tests.coded import IDS, account, hand, interview, said
from tests.conftest import NOW, Registry

OPEN, CLOSED = "open", "closed"

TELLING = {
    "I-01": (
        {"name": "염옥희", "sex": "female", "taken": "1998-03", "place": "hyesan", "by": "border-guard", "last": "mss"},
        {"name": "박철수", "sex": "male", "taken": "2003", "place": "hamhung", "by": "mss", "role": "victim"},
        {"name": "최영숙", "sex": "female", "role": "relative"},
    ),
    "I-02": ({"name": "Yeom Okhui", "taken": "1999", "place": "hamhung", "by": "moss", "tie": "sibling"},),
    "I-03": ({"name": "정은혜", "sex": "?", "taken": "2003-05-01", "place": "hyesan", "by": "mss", "fate": "dead"},),
}
"""What each source tells: I-01 and I-02 are open to all, I-03 is closed. Nobody here was ever anybody."""

TEXTS = {
    "I-01": "그 여자는 혜산시에서 체포되어 도 보위부로 이송되었다.",
    "I-02": "Ñandú said she was seen in the detention-centre of 함흥.",
    "I-03": "회령에서 보위부가 데려갔다.",
}


def fill_library(registry: Registry) -> None:
    """Hand everything in; nobody is joined to anybody yet."""
    hand(registry, *(source(name) for name in TELLING))


def source(name: str, compartment: str = "") -> CodedSource:
    """One of the sources; in a compartment of its own choice where none is given."""
    made = interview(name)
    where = compartment or (CLOSED if name == "I-03" else OPEN)
    accounts = tuple(one for place, told in enumerate(TELLING[name], start=1) for one in _person(name, place, told))
    return replace(
        made, source=replace(made.source, compartment=where), text=TEXTS[name], passages=(), accounts=accounts
    )


def _person(source: str, place: int, told: dict[str, str]) -> Iterator[Account]:
    id_, name = IDS.source(source), f"p{place}"
    person, case = account(source, "person", name), account(source, "case", name)
    sex = told.get("sex", "")
    yield PersonAccount(
        id=person,
        source=id_,
        external_id=name,
        names=said(Name(text=told["name"])),
        role=said(Code(told.get("role", "victim"))),
        sex=() if not sex else (Coded(value=Absence.UNKNOWN),) if sex == "?" else said(Code(sex)),
        relation_to_interviewee=said(Code(told["tie"])) if "tie" in told else (),
    )
    if "taken" in told:
        yield CaseAccount(id=case, source=id_, external_id=name, title=said(f"밤 {name}"))
        given = {"depriving": told["by"]} | ({"receiving": told["last"]} if "last" in told else {})
        yield StageAccount(
            id=account(source, "stage", name),
            source=id_,
            external_id=name,
            person=said(person),
            case=said(case),
            stage=said(Code("arrest")),
            authorities=tuple(
                Coded(value=Involved(authority=Code(code), role=Code(role))) for role, code in given.items()
            ),
            place=said(Code(told["place"])),
            start=said(parse_date(told["taken"])),
        )
    if "fate" in told:
        yield FateAccount(
            id=account(source, "fate", name),
            source=id_,
            external_id=name,
            person=said(person),
            status=said(Code(told["fate"])),
            basis=said(Code("saw")),
        )


def join(registry: Registry, left: str, right: str, kind: VerdictKind = VerdictKind.PERSON) -> UUID:
    """Hold the first person, or case, of two sources to be the same."""
    pair = Verdict(left=account(left, kind, "p1"), right=account(right, kind, "p1"), answer=Answer.SAME)
    return decide(kind, pair, "as told", actor=registry.owner, now=NOW)


def rights(registry: Registry, *roles: Role, compartments: tuple[str, ...] | None = None) -> Rights:
    """Somebody of these roles, or an editor, in these compartments or in all."""
    return Rights(
        user=registry.owner,
        roles=frozenset(roles or (Role.EDITOR,)),
        compartments=None if compartments is None else frozenset(compartments),
    )
