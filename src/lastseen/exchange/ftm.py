"""FollowTheMoney entities as lines of JSON, out and in: what Aleph and OpenSanctions read.

An account becomes an entity, as one source tells it; accounts held to be of one person are joined by ``Similar``. A
stage, a fate and an answer become an ``Event``, a tie a ``Family``, a source a ``Document``, an authority a
``PublicBody``, a place an ``Address``. See :data:`LOSSES` for what does not come back.
"""

import json
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.exchange.bundles.contents import Contents, SentAccount, SentSource, SentVerdict
from lastseen.exchange.grid import HEAD, CannotRead, Loss, Taken, Trouble, Wording

LOSSES = (
    Loss(what="absence", why="unknown, refused and not asked are no values of an entity"),
    Loss(what="quotes", why="an entity has no passages"),
    Loss(what="consents", why="an entity says nothing of what its source allows"),
    Loss(what="case", why="no schema is one operation in which several people were taken"),
    Loss(what="effort", why="no schema is what a family did to find somebody"),
    Loss(what="person.age", why="a person has a day of birth, and no age"),
    Loss(what="person.birth", why="a day of birth is one day, month or year; a span becomes its common beginning"),
    Loss(what="person.names", why="a name keeps neither its script nor how it was romanised"),
    Loss(what="person.role", why="a person has no role in a case"),
    Loss(what="person.residence", why="an address is told, and not whether somebody lived there"),
    Loss(what="person.relation_to_interviewee", why="whoever told it is no entity"),
    Loss(what="stage.case", why="cases are left out"),
    Loss(what="stage.authorities", why="an organiser has no role; each comes back as depriving"),
    Loss(what="stage.place_from", why="an event has one place"),
    Loss(what="stage.facility", why="a kind of place is no place"),
    Loss(what="stage.start", why="the words a date was told in are left out"),
    Loss(what="stage.end", why="the words a date was told in are left out"),
    Loss(what="stage.grounds", why="an event has no reason"),
    Loss(what="stage.on_account_of", why="an event has no reason"),
    Loss(what="stage.health", why="an event says nothing of anybody's health"),
    Loss(what="stage.basis", why="how a source knows is not said"),
    Loss(what="fate.basis", why="how a source knows is not said"),
    Loss(what="fate.as_of", why="the words a date was told in are left out"),
    Loss(what="response.basis", why="how a source knows is not said"),
    Loss(what="response.start", why="the words a date was told in are left out"),
    Loss(what="relation.basis", why="how a source knows is not said"),
)

_DATASET = "lastseen"
_EVENTS = {"stage": "stage", "fate": "status", "response": "response"}
"""By kind of account that becomes an event the field that says what happened."""
_WHEN = {"stage": ("start", "end"), "fate": ("as_of",), "response": ("start",)}
_VOCABULARY = {"stage": "stage-kind", "fate": "fate-status", "response": "response-kind"}
_GENDERS = ("female", "male", "other")

Entity = dict[str, Any]


def write_ftm(contents: Contents, wording: Wording, out: Path) -> int:
    """Write records as lines of JSON, one entity to a line; gives how many."""
    count = 0
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for entity in _Entities(contents, wording).all():
            file.write(json.dumps(entity, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Entities:
    contents: Contents
    wording: Wording
    seen: dict[str, Entity] = field(default_factory=dict)
    """Authorities and places met so far."""

    def all(self) -> Iterator[Entity]:
        for source in self.contents.sources:
            title = [f"{source.kind} {source.id}"]
            yield _entity("Document", source.id, fileName=[source.id], title=title, keywords=[source.kind])
        for account in self.contents.accounts:
            made = self._made(account)
            if made is not None:
                yield made
        for verdict in self.contents.verdicts:
            if verdict.kind is VerdictKind.PERSON:
                id_ = f"similar-{verdict.left}-{verdict.right}"
                yield _entity("Similar", id_, candidate=[verdict.left], match=[verdict.right], criteria=["verdict"])
        yield from self.seen.values()

    def _made(self, account: SentAccount) -> Entity | None:
        if account.kind == "person":
            return self._person(account)
        if account.kind in _EVENTS:
            return self._event(account)
        return self._family(account) if account.kind == "relation" else None

    def _person(self, one: SentAccount) -> Entity:
        names = [(name[3], name[0]) for name in _given(one, "names")]
        own = [text for kind, text in names if kind == "own"]
        return _entity(
            "Person",
            one.id,
            name=own or [one.id],
            alias=[text for kind, text in names if kind != "own"],
            gender=[code for code in _given(one, "sex") if code in _GENDERS],
            birthDate=[shared for birth in _given(one, "birth") if (shared := _shared(*birth[:2]))],
            profession=[self.wording.word("occupation", code) for code in _given(one, "occupation")],
            notes=_given(one, "remark"),
            proof=[one.source],
        )

    def _event(self, one: SentAccount) -> Entity:
        what = [self.wording.word(_VOCABULARY[one.kind], code) for code in _given(one, _EVENTS[one.kind])]
        begun, *ended = _WHEN[one.kind]
        return _entity(
            "Event",
            one.id,
            name=what or [one.kind],
            keywords=[one.kind],
            date=[] if ended else _days(one, begun),
            startDate=_days(one, begun) if ended else [],
            endDate=[day for name in ended for day in _days(one, name)],
            involved=_given(one, "person"),
            recordId=[str(order) for order in _given(one, "order")],
            organizer=[self._thing("PublicBody", "authority", code) for code in _authorities(one)],
            addressEntity=[self._thing("Address", "place", code) for code in _given(one, "place")],
            proof=[one.source],
        )

    def _family(self, one: SentAccount) -> Entity:
        return _entity(
            "Family",
            one.id,
            person=_given(one, "person"),
            relative=_given(one, "other"),
            relationship=[self.wording.word("relation", code) for code in _given(one, "relation")],
            proof=[one.source],
        )

    def _thing(self, schema: str, vocabulary: str, code: str) -> str:
        id_ = f"{vocabulary}-{code}"
        word = self.wording.word(vocabulary, code)
        self.seen.setdefault(id_, _entity(schema, id_, **{"name" if schema == "PublicBody" else "full": [word]}))
        return id_


def _entity(schema: str, id_: str, **properties: list[Any]) -> Entity:
    told = {name: [str(value) for value in values] for name, values in properties.items() if values}
    return {"id": id_, "schema": schema, "properties": told, "datasets": [_DATASET]}


def _given(one: SentAccount, name: str) -> list[Any]:
    return [value["v"] for value in one.said.get(name, ()) if "v" in value]


def _authorities(one: SentAccount) -> list[str]:
    if one.kind == "response":
        return _given(one, "authority")
    return list(dict.fromkeys(authority for authority, _ in _given(one, "authorities")))


def _days(one: SentAccount, name: str) -> list[str]:
    """The first and the last day that a date may mean, once where they are one."""
    return list(dict.fromkeys(day for said in _given(one, name) for day in said[:2] if day))


def _shared(low: str | None, high: str | None) -> str:
    """The year, month or day that two days have in common; nothing where they share none."""
    if low is None or high is None:
        return ""
    if low == high:
        return low
    return next((low[:n] for n in (7, 4) if low[:n] == high[:n]), "")


def read_ftm(path: Path, wording: Wording) -> Taken:
    """What lines of entities hold. An entity of another schema is told, and kept out.

    Raises :class:`~lastseen.exchange.grid.CannotRead` for what is no such file.
    """
    reader = _Reader(wording=wording)
    for id_, entity in _lines(path):
        reader.take(id_, entity)
    return reader.taken()


def _lines(path: Path) -> Iterator[tuple[str, Entity]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRead(file=path.name, why="it is not written in UTF-8") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
            id_, _, properties = entity["id"], entity["schema"], entity.get("properties", {})
            shaped = all(isinstance(v, list) for v in properties.values())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CannotRead(file=path.name, why=f"line {number} is no entity") from error
        if not isinstance(id_, str) or not shaped:
            raise CannotRead(file=path.name, why=f"line {number} is no entity")
        yield id_, entity


_NO_SOURCE = "without-a-source"
_PLAIN = ("Document", "PublicBody", "Organization", "Address", "Similar")


@dataclass(slots=True, kw_only=True)
class _Reader:
    wording: Wording
    entities: dict[str, Entity] = field(default_factory=dict)
    entries: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    kept_out: int = 0

    def take(self, id_: str, entity: Entity) -> None:
        """Take an entity; of two lines of one id and schema the second adds to the first, as the format has it."""
        self.entries += 1
        first = self.entities.setdefault(id_, entity)
        if first is entity:
            return
        if first["schema"] != entity["schema"]:
            self._out(id_, "ftm.one-id-two-schemata", entity["schema"])
            return
        told = first.setdefault("properties", {})
        for name, values in entity.get("properties", {}).items():
            told[name] = list(dict.fromkeys([*told.get(name, ()), *values]))

    def taken(self) -> Taken:
        accounts = tuple(self._accounts())
        there = {one.id for one in accounts}
        used = {one.source for one in accounts}
        documents = [(id_, one) for id_, one in self.entities.items() if one["schema"] == "Document"]
        sources = [SentSource(id=id_, kind=(_of(one, "keywords") or ["partner-record"])[0], origin=id_)
                   for id_, one in documents]  # fmt: skip
        made = used - {one.id for one in sources}
        sources += [SentSource(id=id_, kind="partner-record", origin=id_) for id_ in sorted(made)]
        contents = Contents(
            head=HEAD,
            sources=tuple(sources),
            accounts=accounts,
            verdicts=tuple(self._verdicts(there)),
        )
        return Taken(contents=contents, entries=self.entries, kept_out=self.kept_out, troubles=tuple(self.troubles))

    def _accounts(self) -> Iterator[SentAccount]:
        make = {"Person": self._person, "Event": self._event, "Family": self._family}
        for id_, one in self.entities.items():
            read = make.get(one["schema"])
            if read is None:
                if one["schema"] not in _PLAIN:
                    self._out(id_, "ftm.unknown-schema", one["schema"])
                continue
            told = read(id_, one)
            if told is not None:
                kind, fields = told
                source = (_of(one, "proof") or [_NO_SOURCE])[0]
                said = {name: tuple(values) for name, values in fields.items() if values}
                yield SentAccount(id=id_, source=source, kind=kind, said=said, quotes={})

    def _out(self, place: str, code: str, value: str) -> None:
        self.kept_out += 1
        self.troubles.append(Trouble(place=place, code=code, value=value))

    def _verdicts(self, there: set[str]) -> Iterator[SentVerdict]:
        for id_, one in self.entities.items():
            if one["schema"] == "Similar":
                pair = [*_of(one, "candidate"), *_of(one, "match")]
                if len(pair) == 2 and set(pair) <= there:
                    yield SentVerdict(kind=VerdictKind.PERSON, left=pair[0], right=pair[1], answer=Answer.SAME)
                else:
                    self._out(id_, "ftm.points-nowhere", ", ".join(pair))

    def _person(self, id_: str, one: Entity) -> tuple[str, dict[str, list[Any]]]:
        names = [[text, "", "", "own"] for text in _of(one, "name") if text != id_]
        names += [[text, "", "", "alias"] for text in _of(one, "alias")]
        return "person", {
            "names": _said(names),
            "sex": _said(_of(one, "gender")[:1]),
            "birth": _said([whole for day in _of(one, "birthDate")[:1] if (whole := _whole(day))]),
            "occupation": _said(self.wording.code("occupation", text) for text in _of(one, "profession")),
            "remark": _said(_of(one, "notes")[:1]),
        }

    def _event(self, id_: str, one: Entity) -> tuple[str, dict[str, list[Any]]] | None:
        kind = (_of(one, "keywords") or ["stage"])[0]
        people = [person for person in _of(one, "involved") if self._is(person, "Person")]
        if kind not in _EVENTS or len(people) != 1:
            self._out(id_, "ftm.event-of-nobody", kind)
            return None
        begun, *ended = _WHEN[kind]
        given = {begun: _of(one, "startDate" if ended else "date"), **{name: _of(one, "endDate") for name in ended}}
        fields: dict[str, list[Any]] = {
            "person": _said(people),
            _EVENTS[kind]: _said(
                self.wording.code(_VOCABULARY[kind], text) for text in _of(one, "name")[:1] if text != kind
            ),
            **{name: _said(_interval(days)) for name, days in given.items()},
        }
        bodies = [self._code("authority", id_) for id_ in _of(one, "organizer")]
        if kind == "stage":
            fields["order"] = _said(int(text) for text in _of(one, "recordId")[:1] if text.isdecimal())
            fields["authorities"] = _said([code, "depriving"] for code in bodies)
        if kind == "response":
            fields["authority"] = _said(bodies[:1])
        else:
            fields["place"] = _said(self._code("place", id_) for id_ in _of(one, "addressEntity")[:1])
        return kind, fields

    def _family(self, id_: str, one: Entity) -> tuple[str, dict[str, list[Any]]] | None:
        ends = [*_of(one, "person")[:1], *_of(one, "relative")[:1]]
        if len(ends) != 2 or not all(self._is(end, "Person") for end in ends):
            self._out(id_, "ftm.points-nowhere", ", ".join(ends))
            return None
        relation = (self.wording.code("relation", text) for text in _of(one, "relationship")[:1])
        return "relation", {"person": _said(ends[:1]), "other": _said(ends[1:]), "relation": _said(relation)}

    def _is(self, id_: str, schema: str) -> bool:
        return id_ in self.entities and self.entities[id_]["schema"] == schema

    def _code(self, vocabulary: str, id_: str) -> str:
        """What an authority or a place is called here; its id where it is not told."""
        one = self.entities.get(id_, {"properties": {}})
        return self.wording.code(vocabulary, (_of(one, "name") or _of(one, "full") or [id_])[0])


def _of(one: Entity, name: str) -> list[str]:
    return [str(value) for value in one.get("properties", {}).get(name, ())]


def _said(values: Iterable[Any]) -> list[Mapping[str, Any]]:
    return [{"v": value} for value in values]


def _interval(days: list[str]) -> list[list[str]]:
    """All the days from the first to the last that is given, each as far as it is told."""
    ends = [end for day in days if (end := _whole(day))]
    return [[min(low for low, _, _ in ends), max(high for _, high, _ in ends), ""]] if ends else []


def _whole(day: str) -> list[str]:
    """The first and the last day of a year, a month or a day; nothing for anything else."""
    parts = [int(part) for part in day[:10].split("-")] if day[:10].replace("-", "").isdecimal() else []
    try:
        match parts:
            case [year]:
                return [f"{date(year, 1, 1)}", f"{date(year, 12, 31)}", ""]
            case [year, month]:
                return [f"{date(year, month, 1)}", f"{date(year, month, monthrange(year, month)[1])}", ""]
            case [year, month, of_month]:
                return [f"{date(year, month, of_month)}"] * 2 + [""]
    except ValueError:
        pass
    return []
