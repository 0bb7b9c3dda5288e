"""Records in the HURIDOCS Events Standard Formats: one line of JSON for each Person, Event and Act. Out only.

Which field is told in which stands in ``data/exchange/events-standard.toml``. A term of the Standard's lists is written
with the code it has there, any other with its label: the Standard takes local terms.
"""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.exchange.bundles.contents import Contents, SentAccount
from lastseen.exchange.grid import Loss, Wording, cell

_NOT_AMONG = ("id", "format")


@cache
def standard_fields() -> Mapping[str, Mapping[str, str]]:
    """By kind of account the field of the Standard that each of its fields is told in."""
    path = files("lastseen") / "data" / "exchange" / "events-standard.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def losses() -> tuple[Loss, ...]:
    """Every field and kind of account that the Standard has no place for."""
    known = standard_fields()
    kinds = [Loss(what=kind, why="no format of it is written") for kind in ACCOUNT_TYPES if kind not in known]
    told = [
        Loss(what=f"{kind}.{name}", why="the format has no such field")
        for kind in known
        for name in specs(ACCOUNT_TYPES[kind])
        if name not in known[kind]
    ]
    return (*kinds, *told)


def write_events(contents: Contents, wording: Wording, out: Path) -> int:
    """Write records in the Standard's formats; gives how many."""
    told = [_line(one, wording) for one in contents.accounts if one.kind in standard_fields()]
    out.write_text("".join(told), encoding="utf-8")
    return len(told)


def _line(one: SentAccount, wording: Wording) -> str:
    known = standard_fields()[one.kind]
    of = specs(ACCOUNT_TYPES[one.kind])
    fields = {
        field: _written(one, name, of[name], wording)
        for name, field in known.items()
        if name not in _NOT_AMONG and one.said.get(name)
    }
    told = {"format": known["format"], known["id"]: one.id, **fields}
    return json.dumps(told, ensure_ascii=False) + "\n"


def _written(one: SentAccount, name: str, spec: FieldSpec, wording: Wording) -> list[str]:
    """The values of a field: names without their brackets, terms with the Standard's code where they have one."""
    if spec.kind is ValueKind.NAME:
        return [value["v"][0] for value in one.said[name] if "v" in value]
    if spec.kind is ValueKind.CODE:
        return [_term(value["v"], spec.vocabulary, wording) for value in one.said[name] if "v" in value]
    return cell(one.said[name], spec, wording, {}).split("|")


def _term(code: str, vocabulary: str, wording: Wording) -> str:
    known = wording.vocabularies.get(vocabulary)
    standard = None if known is None or code not in known else known.term(code).huridocs
    return standard or wording.word(vocabulary, code)
