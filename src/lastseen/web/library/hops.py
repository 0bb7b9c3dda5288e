"""The form that asks step by step: who took, who held last, where, when, who tells of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lastseen.domain.derive.lines import ABSENT
from lastseen.operations.library_choosing import FacetCount
from lastseen.operations.library_query import FACETS
from lastseen.web.library.asking import Asking
from lastseen.web.library.labels import Labels

STEPS = ("first", "last", "ever", "province", "relation")
"""The facets that are asked for, in the order in which the form names them."""
SPANS = ("since", "until", "youngest", "oldest", "told_by", "said")
ALL = (*STEPS, *SPANS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One code to choose, its label set in as far as it lies below others."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One facet to choose from; with several codes chosen it takes several."""

    name: str
    label: str
    options: tuple[Option, ...]
    is_many: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hops:
    """The form: its steps, whether it is open, and what else the page asks for, to be kept."""

    steps: tuple[Step, ...]
    is_open: bool
    kept: tuple[tuple[str, str], ...]


def hops(labels: Labels, counted: Iterable[FacetCount], asking: Asking) -> Hops:
    """The form as it stands for what is asked now."""
    by_name = {one.name: one for one in counted}
    query = asking.query
    return Hops(
        steps=tuple(_step(labels, by_name[name], query.chosen.get(name, ())) for name in STEPS),
        is_open=any(pair[0] in SPANS for pair in query.to_params()),
        kept=asking.without(*ALL, "page", "show"),
    )


def _step(labels: Labels, counted: FacetCount, chosen: tuple[str, ...]) -> Step:
    codes = dict.fromkeys((*_in_order(labels, counted), *chosen))
    return Step(
        name=counted.name,
        label=labels.words["hops"][counted.name],
        options=tuple(
            Option(code=code, label=_indented(labels, counted.name, code), chosen=code in chosen) for code in codes
        ),
        is_many=len(chosen) > 1,
    )


def _in_order(labels: Labels, counted: FacetCount) -> Iterator[str]:
    """The codes told, with all that are above them, in the order of their vocabulary; then those that are in none."""
    vocabulary = labels.vocabularies.get(FACETS[counted.name].vocabulary)
    told = [code for code in counted.counts if not code.startswith(ABSENT)]
    if vocabulary is not None:
        known = {above for code in told if code in vocabulary for above in (code, *vocabulary.ancestors(code))}
        yield from (term.code for term in vocabulary.terms if term.code in known)
    yield from told


def _indented(labels: Labels, facet: str, code: str) -> str:
    vocabulary = labels.vocabularies.get(FACETS[facet].vocabulary)
    depth = len(vocabulary.ancestors(code)) if vocabulary is not None and code in vocabulary else 0
    return "\u2003" * depth + labels.of(facet, code)
