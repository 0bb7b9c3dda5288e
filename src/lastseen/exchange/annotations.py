"""Passages as W3C Web Annotations: which words of a source support which field of which account, out and in.

Of a passage the words leave (``TextQuoteSelector``); their place in a text too where a caller knows it
(``TextPositionSelector``, in code points, as ours are).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lastseen.exchange.bundles.contents import Contents
from lastseen.exchange.grid import CannotRead, Loss, Wording

LOSSES = (Loss(what="everything but quotes", why="an annotation says which words support a field, and not its value"),)
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of a source, the account and field they support, and where they stand if that is known."""

    source: str
    account: str
    field: str
    quote: str
    start: int | None = None
    end: int | None = None


def quoted(contents: Contents) -> Iterator[Quoted]:
    """Every quote of some records."""
    for one in contents.accounts:
        for name, quotes in one.quotes.items():
            for quote in quotes:
                yield Quoted(source=one.source, account=one.id, field=f"{one.kind}.{name}", quote=quote)


def annotation(one: Quoted) -> dict[str, Any]:
    """One passage as an annotation of its source."""
    selectors: list[dict[str, Any]] = [{"type": "TextQuoteSelector", "exact": one.quote}]
    if one.start is not None and one.end is not None:
        selectors.append({"type": "TextPositionSelector", "start": one.start, "end": one.end})
    return {
        "@context": _CONTEXT,
        "type": "Annotation",
        "motivation": "tagging",
        "body": {"type": "TextualBody", "purpose": "tagging", "value": f"{one.account} {one.field}"},
        "target": {"source": f"urn:lastseen:source:{one.source}", "selector": selectors},
    }


def write_annotations(contents: Contents, _: Wording, out: Path) -> int:
    """Write the quotes of records, one annotation to a line; gives how many."""
    told = [json.dumps(annotation(one), ensure_ascii=False) + "\n" for one in quoted(contents)]
    out.write_text("".join(told), encoding="utf-8")
    return len(told)


def read_annotations(path: Path) -> tuple[Quoted, ...]:
    """The passages that annotations name. Raises :class:`~lastseen.exchange.grid.CannotRead`."""
    try:
        return tuple(_read(json.loads(line)) for line in path.read_text(encoding="utf-8-sig").splitlines() if line)
    except (ValueError, KeyError, TypeError) as error:
        raise CannotRead(file=path.name, why="a line of it is no annotation with a quote") from error


def _read(found: dict[str, Any]) -> Quoted:
    selectors = {one["type"]: one for one in found["target"]["selector"]}
    account, field = found["body"]["value"].split(" ")
    place = selectors.get("TextPositionSelector", {})
    return Quoted(
        source=found["target"]["source"].removeprefix("urn:lastseen:source:"),
        account=account,
        field=field,
        quote=selectors["TextQuoteSelector"]["exact"],
        start=place.get("start"),
        end=place.get("end"),
    )
