"""Where people are named in words that no source's key seals: the organisation's own, which an erasure leaves."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import JSONField, Model, TextField

from lastseen.domain.accounts import AccountId, PersonAccount, Sensitivity, SourceId
from lastseen.domain.answers import values
from lastseen.domain.encoding import decode
from lastseen.domain.searching import Term, folded, spots, terms
from lastseen.storage.models import Revision
from lastseen.storage.rows import Recorded
from lastseen.storage.sealed import sealed_fields

_LEAST = 2
"""How many letters a name must have to be looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name somebody: in which column of which table, and the entry of the ledger that wrote them."""

    where: str
    words: str
    entry: int
    operation: str
    at: datetime
    by: str


def names_told(sources: Collection[SourceId]) -> frozenset[str]:
    """Every name that these sources give to anybody, now or in an earlier version."""
    rows = Revision.objects.filter(
        account__coding__source__in=sources, account__kind="person", sensitivity=Sensitivity.IDENTITY
    ).values_list("account_id", "account__coding__source_id", "account__external_id", "values")
    people = (
        decode("person", AccountId(id_), SourceId(of), code, [told]) for id_, of, code, told in rows if told is not None
    )
    return frozenset(
        name.text for person in people if isinstance(person, PersonAccount) for name in values(person.names)
    )


def mentions(names: Collection[str]) -> tuple[Mention, ...]:
    """All that is written in columns that are not sealed and has any of these names in it, the first written first.

    A name is found as it was told, in any case, with or without accents and hyphens; another spelling is not.
    """
    asked = [term for name in names if len(folded(name)) >= _LEAST for term in terms(f'"{name}"')]
    found = (one for table in _tables() for one in _naming(table, asked)) if asked else ()
    return tuple(sorted(found, key=lambda one: (one.entry, one.where)))


def _tables() -> Iterator[type[Recorded]]:
    for table in apps.get_app_config("storage").get_models():
        if issubclass(table, Recorded):
            yield table


def _naming(table: type[Recorded], asked: list[Term]) -> Iterator[Mention]:
    columns = open_columns(table)
    about = ("entry__number", "entry__operation", "entry__at", "entry__actor__name")
    rows = table._default_manager.values_list(*about, *columns) if columns else ()  # noqa: SLF001  # Django's documented way
    for number, operation, at, by, *held in rows:
        for column, words in zip(columns, map(_words, held), strict=True):
            if spots(words, asked):
                where = f"{table.__name__}.{column}"
                yield Mention(where=where, words=words, entry=number, operation=operation, at=at, by=by)


def open_columns(table: type[Model]) -> list[str]:
    """The columns of a table that hold words and are not sealed."""
    sealed = sealed_fields(table)
    fields = table._meta.concrete_fields  # noqa: SLF001  # as above
    return [one.attname for one in fields if isinstance(one, TextField | JSONField) and one not in sealed]


def _words(held: Any) -> str:
    """What is written in a cell; of JSON all texts in it, apart from each other."""
    match held:
        case str():
            return held
        case list():
            return " · ".join(filter(None, map(_words, held)))
        case dict():
            return _words(list(held.values()))
        case _:
            return ""
