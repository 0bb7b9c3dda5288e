"""The salted digests by which the ledger holds rows it does not contain, and what of a row they cover."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey

from lastseen.storage.models import Entry
from lastseen.storage.rows import Recorded


def commitment(values: object, salt: bytes) -> str:
    """The salted digest of values: who does not hold them cannot find them out by trying."""
    return hashlib.sha256(salt + canonical(values)).hexdigest()


def canonical(values: object) -> bytes:
    """The same bytes for the same values, whatever the order of keys; ids and days as text."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def line(table: type[Recorded], held: str, values: Mapping[str, object]) -> str:
    """What an entry's digest covers of a row: its commitment, and beside it what must outlive an erasure."""
    if not table.erasable:
        return held
    kept = {name: value for name, value in values.items() if name not in table.erasable}
    return f"{held} {canonical(kept).decode()}"


def recorded_tables() -> list[type[Recorded]]:
    """Every table whose rows the ledger covers."""
    return [model for model in apps.get_app_config("storage").get_models() if issubclass(model, Recorded)]


@cache
def content(table: type[Recorded]) -> tuple[str, ...]:
    """The columns that a row's commitment covers."""
    fields = table._meta.concrete_fields  # noqa: SLF001  # Django's documented way to a model's fields
    return tuple(field.attname for field in fields if field.name not in table.bookkeeping)


def marks(table: type[Recorded]) -> list[str]:
    """What can become of a row later: every field beside ``entry`` that names an entry."""
    fields = table._meta.concrete_fields  # noqa: SLF001  # Django's documented way to a model's fields
    named = [f.name for f in fields if isinstance(f, ForeignKey) and f.related_model is Entry]
    return [name for name in named if name != "entry"]


def mark(how: str, row: UUID) -> str:
    """What the ledger holds of a row taken back, replaced or erased."""
    return f"{how} {row}"
