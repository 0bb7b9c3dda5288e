"""Many names compared at once: every part is weighed once, and a pair is a few look-ups.

What can be written in one place takes a few thousand forms, and more only in very many names, where most are rare. The
evidence of each of the first few thousand against each other is one matrix product, that of the others is computed for
the pairs that are asked; the score of a pair of readings is one entry for each of their parts.
Names that cannot be read as Korean ones are compared word by word, one pair after the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lastseen.names.beliefs import LEAST, belief, prior_of
from lastseen.names.comparing import MISSING, NOTHING, compare
from lastseen.names.parts import Part, Place
from lastseen.names.reading import read

Scores = NDArray[np.float32]
Places = NDArray[np.signedinteger[Any]]

_SLOTS: Final = (Place.SURNAME, Place.FIRST, Place.LATER, Place.LATER)
"""What stands where in a reading: longer given names count by what these hold."""
_CHUNK = 1 << 17
_TABLED: Final = 6000
"""Of so many forms the evidence is kept in a table: it grows with their square, and few others are met often."""
_ASKED: Final = 1 << 12
"""So many pairs of other forms are weighed at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names made ready to be compared, in the order they were given.

    ``forms`` has the shape (names, readings, 4): for each part its number in ``parts`` of that place, nought where
    there is none. ``priors`` has the shape (names, readings), minus infinity where there is no such reading.
    """

    texts: tuple[str, ...]
    forms: NDArray[np.int32]
    priors: Scores
    parts: dict[Place, tuple[Part, ...]]

    def __len__(self) -> int:
        """How many names there are."""
        return len(self.priors)


def prepare(names: Iterable[str]) -> Names:
    """Read names, each once."""
    known: dict[Place, dict[Part, int]] = {place: {} for place in Place}
    read_once: dict[str, tuple[list[tuple[int, ...]], list[float]]] = {}
    rows = []
    texts = tuple(names)
    for name in texts:
        if name not in read_once:
            read_once[name] = _numbered(name, known)
        rows.append(read_once[name])
    widest = max((len(priors) for _, priors in rows), default=1) or 1
    forms = np.zeros((len(rows), widest, len(_SLOTS)), dtype=np.int32)
    priors = np.full((len(rows), widest), -np.inf, dtype=np.float32)
    for row, (numbers, likely) in enumerate(rows):
        if likely:
            forms[row, : len(likely)] = numbers
            priors[row, : len(likely)] = likely
    return Names(texts=texts, forms=forms, priors=priors, parts={place: tuple(parts) for place, parts in known.items()})


def _numbered(name: str, known: dict[Place, dict[Part, int]]) -> tuple[list[tuple[int, ...]], list[float]]:
    numbers, priors = [], []
    for reading in read(name):
        found = [0] * len(_SLOTS)
        for slot, part in enumerate(reading.parts[: len(_SLOTS)]):
            of_place = known[part.place]
            found[slot] = of_place.setdefault(part, len(of_place) + 1)
        numbers.append(tuple(found))
        priors.append(reading.prior)
    return numbers, priors


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What each form of one set says of each of another: in a table for those numbered first, the rest when asked."""

    table: Scores
    left: Scores
    right: Scores

    def of(self, left: Places, right: Places) -> Scores:
        """The log Bayes factor of each pair of forms, by their numbers; nought is for what is not there."""
        rows, columns = (size - 1 for size in self.table.shape)
        found: Scores = self.table[np.minimum(left, rows), np.minimum(right, columns)]
        beyond = np.flatnonzero(((left > rows) | (right > columns)) & (left > 0) & (right > 0))
        if len(beyond):
            each, of_pair = np.unique(left[beyond].astype(np.int64) << 32 | right[beyond], return_inverse=True)
            found[beyond] = self._asked((each >> 32) - 1, (each & 0xFFFFFFFF) - 1)[of_pair]
        return found

    def _asked(self, left: Places, right: Places) -> Scores:
        found = np.empty(len(left), dtype=np.float32)
        for start in range(0, len(left), _ASKED):
            some = slice(start, start + _ASKED)
            found[some] = np.einsum("ij,ij->i", self.left[left[some]], self.right[right[some]])
        return np.log(np.maximum(found, LEAST, out=found), out=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Scores pairs of two sets of names by their places in them."""

    left: Names
    right: Names
    evidence: dict[Place, _Evidence]

    @classmethod
    def of(cls, left: Names, right: Names) -> "Scorer":
        """Weigh the parts of one set against those of the other."""
        evidence = {place: _evidence(place, left.parts[place], right.parts[place]) for place in Place}
        return cls(left=left, right=right, evidence=evidence)

    def score(self, left: Places, right: Places) -> Scores:
        """The log Bayes factor of each pair, as :func:`~lastseen.names.compare` gives it."""
        found = np.empty(len(left), dtype=np.float32)
        for start in range(0, len(left), _CHUNK):
            chunk = slice(start, start + _CHUNK)
            found[chunk] = self._score(left[chunk], right[chunk])
        return found

    def _score(self, left: Places, right: Places) -> Scores:
        best = np.full(len(left), NOTHING, dtype=np.float32)
        for a in range(self.left.priors.shape[1]):
            among = np.flatnonzero(self.left.priors[left, a] > -np.inf)
            for b in range(self.right.priors.shape[1]):
                pairs = among[self.right.priors[right[among], b] > -np.inf]
                if len(pairs):
                    best[pairs] = np.maximum(best[pairs], self._of_readings(left[pairs], a, right[pairs], b))
        unread = np.flatnonzero(np.isneginf(self.left.priors[left, 0]) | np.isneginf(self.right.priors[right, 0]))
        each, of_pair = np.unique(left[unread].astype(np.int64) * len(self.right) + right[unread], return_inverse=True)
        texts = ((self.left.texts[one // len(self.right)], self.right.texts[one % len(self.right)]) for one in each)
        by_word = [compare(ours, theirs).log_bayes_factor for ours, theirs in texts]
        best[unread] = np.array(by_word, dtype=np.float32)[of_pair]
        return best

    def _of_readings(self, left: Places, a: int, right: Places, b: int) -> Scores:
        total: Scores = self.left.priors[left, a] + self.right.priors[right, b]
        ours, theirs = self.left.forms[left, a], self.right.forms[right, b]
        for slot, place in enumerate(_SLOTS):
            total += self.evidence[place].of(ours[:, slot], theirs[:, slot])
        return total


def _evidence(place: Place, left: Sequence[Part], right: Sequence[Part]) -> _Evidence:
    ours = _beliefs(place, left)
    theirs = ours if left == right else _beliefs(place, right)
    rows, columns = ours[:_TABLED], theirs[:_TABLED]
    if theirs is ours:
        columns = rows  # of one with itself, half as much is computed
    table = np.full((len(rows) + 1, len(columns) + 1), MISSING, dtype=np.float32)
    table[0, 0] = 0.0
    product = table[1:, 1:]
    product[...] = rows @ columns.T
    np.log(np.maximum(product, LEAST, out=product), out=product)
    return _Evidence(table=table, left=ours, right=theirs)


def _beliefs(place: Place, parts: Sequence[Part]) -> Scores:
    """What is believed of each part, so weighed that a product of two is a Bayes factor; shape (parts, meanings)."""
    root = np.sqrt(prior_of(place))
    found = np.zeros((len(parts), len(root)), dtype=np.float32)
    for row, part in enumerate(parts):
        believed = belief(part)
        if believed is not None:
            found[row] = believed / root
    return found
