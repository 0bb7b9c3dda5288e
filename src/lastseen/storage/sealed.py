"""Columns that tell who a source is about: sealed with the keys of the sources they tell of, opened as they are read.

What is in the table is the sealed text alone. The ledger's commitments cover it as it lies there: they hold without any
key, also after an erasure, and confirm no guess of what was in it. What was erased reads as an empty text, or nothing.
"""

import base64
import json
import secrets
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import ExpressionWrapper, F, Field, JSONField, TextField

from lastseen.evidence import SourceKeys, Sources, seal, unseal
from lastseen.evidence.source_keys import RING

_MARK = "LSE1:"
_ID = 16


class SealedWords(str):
    """A text as it lies in the table: unreadable without the keys of the sources it names."""

    __slots__ = ()


def source_keys() -> SourceKeys:
    """The keys of the sources of the registry that is open."""
    keys: SourceKeys = connection.settings_dict[RING]
    return keys


def sealed(of: Iterable[UUID], words: str) -> SealedWords:
    """Words sealed with the keys of these sources, made where there are none yet.

    Raises :class:`~lastseen.evidence.SourceErased`.
    """
    sources: Sources = tuple(sorted(set(of)))
    if not sources:
        raise ValueError(of)
    head = bytes([len(sources)]) + b"".join(source.bytes for source in sources)
    body = seal(words.encode(), source_keys().make(sources), context=_context(head), entropy=secrets.token_bytes)
    return SealedWords(_MARK + base64.b64encode(head + body).decode())


def sealed_json(of: Iterable[UUID], value: object) -> SealedWords:
    """The same for whatever JSON can hold."""
    return sealed(of, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def opened(held: str) -> str | None:
    """The words that were sealed; None where a source they tell of was erased. What is not sealed is given as it is."""
    if not held.startswith(_MARK):
        return held
    data = base64.b64decode(held[len(_MARK) :])
    ends = 1 + data[0] * _ID
    head = data[:ends]
    key = source_keys().key(tuple(UUID(bytes=head[at : at + _ID]) for at in range(1, ends, _ID)))
    return None if key is None else unseal(data[ends:], key, context=_context(head)).decode()


def _opened_within(value: Any) -> Any:
    """The same with whatever texts in it are sealed opened; empty where they were erased."""
    match value:
        case str():
            return opened(value) or ""
        case list():
            return [_opened_within(one) for one in value]
        case dict():
            return {name: _opened_within(one) for name, one in value.items()}
        case _:
            return value


def _context(head: bytes) -> str:
    return f"column {head.hex()}"


class SealedText(TextField):  # type: ignore[type-arg]  # text in and out
    """A text column that is sealed: given to the database as :class:`SealedWords` or empty, read as what was sealed."""

    def get_prep_value(self, value: Any) -> Any:
        """What is written. Raises TypeError for words that nobody sealed: they are written nowhere, sought nowhere."""
        if value is None or value == "" or isinstance(value, SealedWords):
            return value
        raise TypeError("These words are not sealed.")

    def from_db_value(self, value: str | None, expression: object, database: object) -> str | None:
        """What is read."""
        del expression, database
        return value if value is None else opened(value) or ""

    def seal(self, of: Iterable[UUID], value: str) -> str:
        """What is to be written of a value; what is empty stays so."""
        return sealed(of, value) if value else value

    def deconstruct(self) -> Any:
        """To the tables it is a text column."""
        return (*super().deconstruct()[:1], "django.db.models.TextField", *super().deconstruct()[2:])


class SealedJSON(JSONField):
    """A JSON column that is sealed where it is given :class:`SealedWords`: then it is one text in the table.

    What is not sealed whole may have texts in it that are.
    """

    def from_db_value(self, value: Any, expression: Any, database: Any) -> Any:
        """What is read; None where it was erased."""
        held = super().from_db_value(value, expression, database)
        if isinstance(held, str):
            words = opened(held)
            return None if words is None else json.loads(words)
        return _opened_within(held) if _MARK in str(value) else held

    def seal(self, of: Iterable[UUID], value: object) -> object:
        """What is to be written of a value."""
        return value if value is None else sealed_json(of, value)

    def deconstruct(self) -> Any:
        """To the tables it is a JSON column."""
        return (*super().deconstruct()[:1], "django.db.models.JSONField", *super().deconstruct()[2:])


def sealed_fields(table: type[Any]) -> list[SealedText | SealedJSON]:
    """The columns of a table that are sealed."""
    fields = table._meta.concrete_fields  # noqa: SLF001  # Django's documented way to a model's fields
    return [field for field in fields if isinstance(field, SealedText | SealedJSON)]


def as_it_lies(table: type[Any], name: str) -> "str | ExpressionWrapper[Any]":
    """A column as it lies in the table: what is sealed is not opened."""
    field = table._meta.get_field(name)  # noqa: SLF001  # as above
    plain: Field[Any, Any]
    match field:
        case SealedText():
            plain = TextField()
        case SealedJSON():
            plain = JSONField()
        case _:
            return name
    return ExpressionWrapper(F(name), output_field=plain)
