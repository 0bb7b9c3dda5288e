"""Every table of a registry, row by row, as it is read: what a group takes with it when it takes all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, Field, IntegerField, Model

_SECRETS = {("User", "password"), ("Token", "digest")}
"""What only proves who logs in, and is of no use to anybody else but for breaking in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column: whether it holds whole numbers or a yes and no, and whether it proves who somebody is."""

    name: str
    is_number: bool
    is_truth: bool
    is_secret: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTable:
    """One table: its name, its columns, and its rows, unsealed, in the order of their ids."""

    name: str
    columns: tuple[TableColumn, ...]
    rows: Iterator[tuple[Any, ...]]


def every_table() -> Iterator[WholeTable]:
    """All of them, by name. What was erased reads as nothing."""
    models = apps.get_app_config("storage").get_models(include_auto_created=True)
    for model in sorted(models, key=lambda one: one.__name__):
        fields = model._meta.concrete_fields  # noqa: SLF001  # Django's documented way to a model's fields
        yield WholeTable(
            name=model.__name__,
            columns=tuple(_column(model, one) for one in fields),
            rows=model._default_manager.order_by("pk").values_list(*(f.attname for f in fields)).iterator(),  # noqa: SLF001  # the same
        )


def _column(model: type[Model], field: "Field[Any, Any]") -> TableColumn:
    return TableColumn(
        name=field.attname,
        is_number=isinstance(field, IntegerField),
        is_truth=isinstance(field, BooleanField),
        is_secret=(model.__name__, field.name) in _SECRETS,
    )
