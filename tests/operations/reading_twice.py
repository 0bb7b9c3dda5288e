"""An invented interview that two people code, each in their own way, and a third who concludes."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from lastseen.domain.rights import Role
from lastseen.exchange.drafts import Cell, Draft, Entry, Span
from lastseen.operations.collecting import Collected, collect
from lastseen.operations.concluding import codings_of_two, save_choices
from lastseen.operations.double import set_double
from lastseen.operations.drafting import coding_desk, hand_in_draft, save_draft
from lastseen.operations.picking import Picked, Picks, UnitBeside
from lastseen.operations.users import add_user, rights_of
from tests.conftest import NOW, Registry

NAME = "I-01"
TEXT = "고은별이 2006년 5월에 끌려갔다. 동생 서하늘도 함께 끌려갔다."
LATER = NOW + timedelta(hours=1)


def cell(*spans: Span, **parts: str) -> tuple[Cell, ...]:
    """One value."""
    return (Cell(parts=parts, spans=spans),)


def person(name: str, text: str, sex: str, *spans: Span) -> Entry:
    """A victim."""
    fields = {"names": cell(*spans, text=text), "sex": cell(code=sex), "role": cell(code="victim")}
    return Entry(kind="person", name=name, fields=fields)


def stage(kind: str, *people: str) -> Entry:
    """An arrest, or another stage."""
    fields = {"stage": cell(Span(5, 20), code=kind), "start": cell(told="2006년 5월")}
    return Entry(kind="stage", name="s1", people=people, fields=fields)


ONE = Draft(entries=(person("p1", "고은별", "female", Span(0, 3)), stage("arrest", "p1")))
OTHER = Draft(
    entries=(
        person("p1", "서하늘", "male", Span(24, 27)),
        person("p2", "고은별", "male", Span(0, 4)),
        stage("abduction", "p2"),
    )
)


@dataclass(frozen=True, slots=True)
class Twice:
    """The registry, and everybody in it by name."""

    registry: Registry
    users: dict[str, UUID]

    def read(self, who: str, draft: Draft) -> None:
        """Hand a reading in."""
        rights, workspace = rights_of(self.users[who]), self.registry.workspace
        base = coding_desk(rights, NAME, workspace).version
        saved = save_draft(rights, NAME, draft, base, at=NOW)
        hand_in_draft(NAME, saved.version, workspace, actor=self.users[who], now=LATER)

    def units(self, who: str = "third") -> tuple[UnitBeside, ...]:
        """What a third person has before them."""
        beside = codings_of_two(rights_of(self.users[who]), NAME, self.registry.workspace).beside
        assert beside is not None
        return beside.units

    def choose(self, base: int = 0, **picked: str) -> int:
        """Settle everything: keep what only one found, and take the second's word, but for fields that are named."""
        places = {}
        for one in self.units():
            if one.is_open:
                places[one.place] = Picked(take="second" if one.unit.first is None else "first", reason="it is told")
            for field in one.fields:
                if field.is_open:
                    take = picked.get(field.compared.field, "second")
                    places[field.place] = Picked(take=take, reason="so the words", mark=field.mark)
        return save_choices(rights_of(self.users["third"]), NAME, Picks(places=places), base, at=NOW)


def twice(registry: Registry, first: str | None = "one") -> Twice:
    """An interview set to be coded by *one* and *other*."""
    collected = Collected(name=NAME, kind="interview", language="ko", compartment="border", text=TEXT)
    collect(collected, registry.workspace, actor=registry.owner, now=NOW)
    users = {
        name: add_user(
            name, [Role.EDITOR if name == "third" else Role.CODER], None, None, actor=registry.owner, now=NOW
        )
        for name in ("one", "other", "third")
    }
    made = Twice(registry, users)
    if first is None:
        made.read("one", ONE)
    set_double([NAME], first, "other", actor=users["third"], now=NOW)
    return made
