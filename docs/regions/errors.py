"""Every refusal: its code, when it is given, what it says, and what mends it."""

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import groupby
from string import Formatter

import lastseen
from lastseen.domain.errors import Refusal
from regions.markdown import first_paragraph


def refusals() -> list[type[Refusal]]:
    """All refusals there are, in the order of their codes."""
    for module in pkgutil.walk_packages(lastseen.__path__, "lastseen."):
        importlib.import_module(module.name)  # noqa: TID251  # every module there is
    return sorted(_below(Refusal), key=lambda refusal: refusal.code)


def fields(refusal: type[Refusal]) -> set[str]:
    """The values a refusal's sentence and hint ask for."""
    return {name for text in (refusal.sentence, refusal.hint) for _, name, _, _ in Formatter().parse(text) if name}


def errors() -> str:
    """Every refusal by area, each with an anchor of its own."""
    areas = groupby(refusals(), key=lambda refusal: refusal.code.partition(".")[0])
    return "\n\n".join(f"## {area}\n\n" + "\n\n".join(_entry(refusal) for refusal in of_it) for area, of_it in areas)


def _entry(refusal: type[Refusal]) -> str:
    anchor = f"(error-{refusal.code.replace('.', '-')})="
    lines = [anchor, f"### `{refusal.code}`", "", first_paragraph(refusal.__doc__), "", f"> {_shown(refusal.sentence)}"]
    return "\n".join(lines if not refusal.hint else [*lines, "", f"To mend it: {_shown(refusal.hint)}"])


def _shown(text: str) -> str:
    """A sentence with the names of its values set apart."""
    return "".join(literal + (f"*‹{name}›*" if name else "") for literal, name, _, _ in Formatter().parse(text))


def _below(parent: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in parent.__subclasses__():
        yield child
        yield from _below(child)
