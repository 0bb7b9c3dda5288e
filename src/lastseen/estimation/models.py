"""Hierarchical log-linear models of capture histories: which there are, their design, their names."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Term = int
"""A set of lists as bits, the first list the highest bit."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Family:
    """A family of hierarchical models over one set of terms, all with every main effect.

    ``terms`` come by size, the intercept first; ``members`` has a row for each model and says which terms are in it.
    """

    lists: int
    terms: tuple[Term, ...]
    members: Flags

    def design(self) -> Floats:
        """A row for each of the 2^lists patterns, 0 first; a column for each term, 1 where the pattern has it."""
        patterns = np.arange(2**self.lists)[:, None]
        terms = np.array(self.terms)[None, :]
        return np.asarray((patterns & terms) == terms, dtype=np.float64)

    def without(self, sets: Collection[Term]) -> "Family":
        """The models that have no term with one of these sets of lists in it."""
        gone = np.array([any(term & some == some for some in sets) for term in self.terms], dtype=np.bool_)
        return replace(self, members=self.members[~self.members[:, gone].any(axis=1)])

    def name(self, model: Flags) -> str:
        """The largest terms of a model, as in [12,13,4]; from ten lists on with full stops: [1.10,2]."""
        present = [term for term, is_in in zip(self.terms, model, strict=True) if is_in and term]
        largest = [t for t in present if not any(t != other and t & other == t for other in present)]
        return f"[{','.join(sorted((self._lists_of(t) for t in largest), key=_natural))}]"

    def _lists_of(self, term: Term) -> str:
        places = [str(j + 1) for j in range(self.lists) if term & (1 << (self.lists - 1 - j))]
        return ("" if self.lists < 10 else ".").join(places)


def _natural(name: str) -> list[int]:
    return [int(part) for part in (name.split(".") if "." in name else name)]


def main_effects(lists: int) -> tuple[Term, ...]:
    """The intercept and one term for each list."""
    return (0, *(1 << (lists - 1 - j) for j in range(lists)))


def pairs(lists: int) -> tuple[Term, ...]:
    """The terms of two lists, [12] first."""
    return tuple(left | right for left, right in combinations(main_effects(lists)[1:], 2))


def up_to_pairs(lists: int) -> Family:
    """Every model with terms of at most two lists: 2^(pairs) of them."""
    two = pairs(lists)
    chosen = (np.arange(2 ** len(two))[:, None] >> np.arange(len(two))) & 1
    mains = np.ones((len(chosen), lists + 1), dtype=np.bool_)
    return Family(lists=lists, terms=main_effects(lists) + two, members=np.hstack([mains, chosen.astype(np.bool_)]))


def all_hierarchical(lists: int) -> Family:
    """Every hierarchical model but the one with the term of all lists, which leaves nothing to estimate from."""
    terms = tuple(sorted(range(2**lists - 1), key=lambda term: (term.bit_count(), -term)))
    higher = [term for term in terms if term.bit_count() >= 2]
    base = frozenset(main_effects(lists))
    members = [[term in model for term in terms] for model in _grown(base, higher)]
    return Family(lists=lists, terms=terms, members=np.array(members, dtype=np.bool_))


def _grown(model: frozenset[Term], higher: list[Term]) -> Iterator[frozenset[Term]]:
    """A model, and every one that adds terms of a list sorted by size whose parts are all in it."""
    yield model
    for place, term in enumerate(higher):
        if all(term & ~bit in model for bit in _bits(term)):
            yield from _grown(model | {term}, higher[place + 1 :])


def _bits(term: Term) -> Iterator[int]:
    while term:
        bit = term & -term
        yield bit
        term ^= bit
