"""FollowTheMoney entities as lines of JSON, out and in: what Aleph and OpenSanctions read.

An account becomes an entity, as one source tells it; accounts held to be of one person are joined by ``Similar``. A
stage, a fate and an answer become an ``Event``, a tie a ``Family``, a source a ``Document``, an authority a
``PublicBody``, a place an ``Address``. See :data:`LOSSES` for what does not come back.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.exchange.bundles.contents import Contents, SentAccount, SentSource, SentVerdict
from lastseen.exchange.grid import HEAD, CannotRead, Loss, Taken, Trouble, Wording

LOSSES = (
    Loss(what="absence", why="unknown, refused and not asked are no values of an entity"),
    Loss(what="quotes", why="an entity has no passages"),
    Loss(what="consents", why="an entity says nothing of what its source allows"),
    Loss(what="verdicts.stage", why="only people are held to be similar"),
    Loss(what="verdicts.case", why="only people are held to be similar"),
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
_PART_OF_A_DAY = re.compile(r"\d+(-\d+){0,2}")
_GENDERS = ("female", "male", "other")

Entity = dict[str, Any]
Given = Mapping[str, Sequence[Any]]
"""What an account says, by field, without what is absent."""


def write_ftm(contents: Contents, wording: Wording, out: Path) -> int:
    """Write records as lines of JSON, one entity to a line; gives how many."""
    count = 0
    with out.open("wb") as file:
        for entity in _Entities(contents, cache(wording.word)).all():
            file.write(orjson.dumps(entity, option=orjson.OPT_APPEND_NEWLINE))
            count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Entities:
    contents: Contents
    word: Callable[[str, str], str]
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
        given = _given(account)
        if account.kind == "person":
            return self._person(account, given)
        if account.kind in _EVENTS:
            return self._event(account, given)
        return self._family(account, given) if account.kind == "relation" else None

    def _person(self, one: SentAccount, given: Given) -> Entity:
        names = [(name[3], name[0]) for name in given.get("names", ())]
        own = [text for kind, text in names if kind == "own"]
        return _entity(
            "Person",
            one.id,
            name=own or [one.id],
            alias=[text for kind, text in names if kind != "own"],
            gender=[code for code in given.get("sex", ()) if code in _GENDERS],
            birthDate=[shared for birth in given.get("birth", ()) if (shared := _shared(*birth[:2]))],
            profession=[self.word("occupation", code) for code in given.get("occupation", ())],
            notes=given.get("remark", ()),
            proof=[one.source],
        )

    def _event(self, one: SentAccount, given: Given) -> Entity:
        what = [self.word(_VOCABULARY[one.kind], code) for code in given.get(_EVENTS[one.kind], ())]
        begun, *ended = _WHEN[one.kind]
        days = _days(given.get(begun, ()))
        return _entity(
            "Event",
            one.id,
            name=what or [one.kind],
            keywords=[one.kind],
            date=() if ended else days,
            startDate=days if ended else (),
            endDate=[day for name in ended for day in _days(given.get(name, ()))],
            involved=given.get("person", ()),
            recordId=[str(order) for order in given.get("order", ())],
            organizer=[self._thing("PublicBody", "authority", code) for code in _authorities(one.kind, given)],
            addressEntity=[self._thing("Address", "place", code) for code in given.get("place", ())],
            proof=[one.source],
        )

    def _family(self, one: SentAccount, given: Given) -> Entity:
        return _entity(
            "Family",
            one.id,
            person=given.get("person", ()),
            relative=given.get("other", ()),
            relationship=[self.word("relation", code) for code in given.get("relation", ())],
            proof=[one.source],
        )

    def _thing(self, schema: str, vocabulary: str, code: str) -> str:
        id_ = f"{vocabulary}-{code}"
        if id_ not in self.seen:
            called = "name" if schema == "PublicBody" else "full"
            self.seen[id_] = _entity(schema, id_, **{called: [self.word(vocabulary, code)]})
        return id_


def _entity(schema: str, id_: str, **properties: Sequence[str]) -> Entity:
    told = {name: values for name, values in properties.items() if values}
    return {"id": id_, "schema": schema, "properties": told, "datasets": [_DATASET]}


def _given(one: SentAccount) -> Given:
    return {name: [value["v"] for value in values if "v" in value] for name, values in one.said.items()}


def _authorities(kind: str, given: Given) -> Sequence[str]:
    if kind == "response":
        return given.get("authority", ())
    return list(dict.fromkeys(authority for authority, _ in given.get("authorities", ())))


def _days(dates: Sequence[Any]) -> list[str]:
    """The first and the last day that a date may mean, once where they are one."""
    return list(dict.fromkeys(day for said in dates for day in said[:2] if day))


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
    reader = _Reader(code=cache(wording.code))
    for id_, entity in _lines(path):
        reader.take(id_, entity)
    return reader.taken()


class _Told(NamedTuple):
    """An entity as a line tells of it: its schema, and its properties as texts."""

    schema: str
    properties: dict[str, list[str]]


def _lines(path: Path) -> Iterator[tuple[str, _Told]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRead(file=path.name, why="it is not written in UTF-8") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.isspace():
            try:
                yield _told(orjson.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise CannotRead(file=path.name, why=f"line {number} is no entity") from error


def _told(entity: Any) -> tuple[str, _Told]:
    id_, schema, properties = entity["id"], entity["schema"], entity.get("properties", {})
    told = {name: list(map(str, values)) for name, values in properties.items() if type(values) is list}
    if type(id_) is not str or type(schema) is not str or len(told) < len(properties):
        raise TypeError(entity)
    return id_, _Told(schema, told)


_NO_SOURCE = "without-a-source"
_PLAIN = ("Document", "PublicBody", "Organization", "Address", "Similar")
_NOWHERE = _Told("", {})


@dataclass(slots=True, kw_only=True)
class _Reader:
    code: Callable[[str, str], str]
    entities: dict[str, _Told] = field(default_factory=dict)
    entries: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    kept_out: int = 0

    def take(self, id_: str, entity: _Told) -> None:
        """Take an entity; of two lines of one id and schema the second adds to the first, as the format has it."""
        self.entries += 1
        first = self.entities.setdefault(id_, entity)
        if first is entity:
            return
        if first.schema != entity.schema:
            self._out(id_, "ftm.one-id-two-schemata", entity.schema)
            return
        for name, values in entity.properties.items():
            first.properties[name] = list(dict.fromkeys([*_of(first, name), *values]))

    def taken(self) -> Taken:
        accounts = tuple(self._accounts())
        there = {one.id for one in accounts}
        used = {one.source for one in accounts}
        documents = [(id_, one) for id_, one in self.entities.items() if one.schema == "Document"]
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
            read = make.get(one.schema)
            if read is None:
                if one.schema not in _PLAIN:
                    self._out(id_, "ftm.unknown-schema", one.schema)
                continue
            told = read(id_, one)
            if told is not None:
                kind, fields = told
                source = (_of(one, "proof") or [_NO_SOURCE])[0]
                said = {name: tuple([{"v": value} for value in values]) for name, values in fields.items() if values}
                yield SentAccount(id=id_, source=source, kind=kind, said=said, quotes={})

    def _out(self, place: str, code: str, value: str) -> None:
        self.kept_out += 1
        self.troubles.append(Trouble(place=place, code=code, value=value))

    def _verdicts(self, there: set[str]) -> Iterator[SentVerdict]:
        for id_, one in self.entities.items():
            if one.schema == "Similar":
                pair = [*_of(one, "candidate"), *_of(one, "match")]
                if len(pair) == 2 and set(pair) <= there:
                    yield SentVerdict(kind=VerdictKind.PERSON, left=pair[0], right=pair[1], answer=Answer.SAME)
                else:
                    self._out(id_, "ftm.points-nowhere", ", ".join(pair))

    def _person(self, id_: str, one: _Told) -> tuple[str, Given]:
        names = [[text, "", "", "own"] for text in _of(one, "name") if text != id_]
        names += [[text, "", "", "alias"] for text in _of(one, "alias")]
        return "person", {
            "names": names,
            "sex": _of(one, "gender")[:1],
            "birth": _interval(_of(one, "birthDate")[:1]),
            "occupation": [self.code("occupation", text) for text in _of(one, "profession")],
            "remark": _of(one, "notes")[:1],
        }

    def _event(self, id_: str, one: _Told) -> tuple[str, Given] | None:
        kind = (_of(one, "keywords") or ["stage"])[0]
        people = [person for person in _of(one, "involved") if self._is(person, "Person")]
        if kind not in _EVENTS or len(people) != 1:
            self._out(id_, "ftm.event-of-nobody", kind)
            return None
        begun, *ended = _WHEN[kind]
        fields: dict[str, Sequence[Any]] = {
            "person": people,
            _EVENTS[kind]: [self.code(_VOCABULARY[kind], text) for text in _of(one, "name")[:1] if text != kind],
            begun: _interval(_of(one, "startDate" if ended else "date")),
            **{name: _interval(_of(one, "endDate")) for name in ended},
        }
        bodies = [self._code("authority", id_) for id_ in _of(one, "organizer")]
        if kind == "stage":
            fields["order"] = [int(text) for text in _of(one, "recordId")[:1] if text.isdecimal()]
            fields["authorities"] = [[code, "depriving"] for code in bodies]
        if kind == "response":
            fields["authority"] = bodies[:1]
        else:
            fields["place"] = [self._code("place", id_) for id_ in _of(one, "addressEntity")[:1]]
        return kind, fields

    def _family(self, id_: str, one: _Told) -> tuple[str, Given] | None:
        ends = [*_of(one, "person")[:1], *_of(one, "relative")[:1]]
        if len(ends) != 2 or not all(self._is(end, "Person") for end in ends):
            self._out(id_, "ftm.points-nowhere", ", ".join(ends))
            return None
        relation = [self.code("relation", text) for text in _of(one, "relationship")[:1]]
        return "relation", {"person": ends[:1], "other": ends[1:], "relation": relation}

    def _is(self, id_: str, schema: str) -> bool:
        return self.entities.get(id_, _NOWHERE).schema == schema

    def _code(self, vocabulary: str, id_: str) -> str:
        """What an authority or a place is called here; its id where it is not told."""
        one = self.entities.get(id_, _NOWHERE)
        return self.code(vocabulary, (_of(one, "name") or _of(one, "full") or [id_])[0])


def _of(one: _Told, name: str) -> Sequence[str]:
    return one.properties.get(name, ())


def _interval(days: Sequence[str]) -> list[list[str]]:
    """All the days from the first to the last that is given, each as far as it is told."""
    ends = [end for day in days if (end := _whole(day))]
    return [[min(ends)[0], max(high for _, high in ends), ""]] if ends else []


@lru_cache(maxsize=2**14)
def _whole(day: str) -> tuple[str, str] | None:
    """The first and the last day of a year, a month or a day; nothing for anything else."""
    if not _PART_OF_A_DAY.fullmatch(day[:10]):
        return None
    try:
        match [int(part) for part in day[:10].split("-")]:
            case [year]:
                return date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
            case [year, month]:
                return date(year, month, 1).isoformat(), date(year, month, monthrange(year, month)[1]).isoformat()
            case parts:
                whole = date(*parts).isoformat()
                return whole, whole
    except ValueError:
        return None
