"""Which figures a plan shows or quotes."""

from collections.abc import Iterator

from lastseen.reports.plan.parts import ChartPart, MapPart, NumbersPart, Part, PyramidPart
from lastseen.reports.plan.plan import Plan
from lastseen.reports.plan.prose import Inline, Listing, Place, Prose, Quote, Saying, Section


def figures_of(plan: Plan) -> frozenset[str]:
    """The ids that parts and prose may mean, in any language; of ``grounds/escape`` that figure and ``grounds``."""
    named = (figures_in(part) for part in plan.parts.values())
    quoted = (_ids(quote.what) for prose in plan.prose.values() for quote in _quotes(prose))
    return frozenset[str]().union(*named, *quoted)


def figures_in(part: Part) -> frozenset[str]:
    """The ids that a part may mean; a row that it names is read as :func:`figures_of` reads it."""
    return frozenset(id_ for what in _named(part) for id_ in _ids(what))


def _ids(what: str) -> Iterator[str]:
    words = what.split("/")
    return ("/".join(words[:place]) for place in range(1, len(words) + 1))


def _named(part: Part) -> tuple[str, ...]:
    match part:
        case NumbersPart(figures=figures):
            return figures
        case ChartPart(figure=figure):
            return (figure,)
        case PyramidPart(left=left, right=right):
            return (left, right)
        case MapPart(arrests=arrests, legs=legs):
            return (arrests, legs)
        case _:
            return ()


def _quotes(prose: Prose) -> Iterator[Quote]:
    lines: list[Inline] = [prose.title, prose.subtitle]
    for passage in prose.passages:
        match passage:
            case Section(text=text) | Saying(text=text) | Place(caption=text):
                lines.append(text)
            case Listing(items=items):
                lines += items
    return (piece for line in lines for piece in line if isinstance(piece, Quote))
