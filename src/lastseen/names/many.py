"""Many names compared at once: every part is weighed once, and a pair is a few look-ups.

What can be written in one place takes a few thousand forms, and more only in very many names, where most are rare. The
evidence of each of the first few thousand against each other is one matrix product, that of the others is computed for
the pairs that are asked; the score of a pair of readings is one entry for each of their parts.
Names that cannot be read as Korean ones are compared word by word, one pair after the other.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lastseen.names.beliefs import LEAST, belief, prior_of
from lastseen.names.comparing import MISSING, NOTHING, compare
from lastseen.names.parts import Part, Place, Reading
from lastseen.names.reading import read
from lastseen.names.wording import named

Scores = NDArray[np.float32]
Places = NDArray[np.signedinteger[Any]]

SLOTS: Final = (Place.SURNAME, Place.FIRST, Place.LATER, Place.LATER)
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
    there is none. ``priors`` has the shape (names, readings), minus infinity where there is no such reading;
    ``readings``, shape (names,), says how many there are, ``is_named`` whether the name names anybody. ``beliefs`` has
    for each place what is believed of its parts, so weighed that a product of two is a Bayes factor: shape (parts,
    meanings).
    """

    texts: tuple[str, ...]
    forms: NDArray[np.int32]
    priors: Scores
    readings: NDArray[np.uint8]
    is_named: NDArray[np.bool_]
    parts: dict[Place, tuple[Part, ...]]
    beliefs: dict[Place, Scores]

    def __len__(self) -> int:
        """How many names there are."""
        return len(self.priors)


def prepare(names: Iterable[str]) -> Names:
    """Read names, each once. Forms are numbered by how many readings have them, the most met first."""
    texts = tuple(names)
    rows = {name: row for row, name in enumerate(dict.fromkeys(texts))}
    known: dict[Place, dict[Part, int]] = {place: {} for place in Place}
    numbers, likely, lengths = array("i"), array("f"), array("B")
    for name in rows:
        found = read(name)
        lengths.append(len(found))
        for reading in found:
            numbers.extend(_numbered(reading, known))
            likely.append(reading.prior)
    flat, parts = _by_use(np.array(numbers, dtype=np.int32).reshape(-1, len(SLOTS)), known)
    readings = np.array(lengths, dtype=np.uint8)
    is_named = np.array([bool(there or named(name)) for name, there in zip(rows, lengths, strict=True)], dtype=bool)
    there = np.arange(max(readings.max(initial=0), 1)) < readings[:, None]
    forms, priors = np.zeros((*there.shape, len(SLOTS)), dtype=np.int32), np.full(there.shape, -np.inf, np.float32)
    forms[there], priors[there] = flat, likely
    if len(rows) < len(texts):
        each = np.array([rows[name] for name in texts])
        forms, priors, readings, is_named = forms[each], priors[each], readings[each], is_named[each]
    beliefs = {place: _beliefs(place, of_place) for place, of_place in parts.items()}
    return Names(
        texts=texts, forms=forms, priors=priors, readings=readings, is_named=is_named, parts=parts, beliefs=beliefs
    )


def _numbered(reading: Reading, known: dict[Place, dict[Part, int]]) -> list[int]:
    """The number of each part compared, among those met in its place so far; nought where there is none."""
    found = [0] * len(SLOTS)
    for slot, part in enumerate(reading.parts[: len(SLOTS)]):
        of_place = known[part.place]
        found[slot] = of_place.setdefault(part, len(of_place) + 1)
    return found


def _by_use(
    flat: NDArray[np.int32], known: dict[Place, dict[Part, int]]
) -> tuple[NDArray[np.int32], dict[Place, tuple[Part, ...]]]:
    """Readings and the parts in each place, numbered anew by how many readings have them."""
    parts: dict[Place, tuple[Part, ...]] = {}
    for place, found in known.items():
        slots = [slot for slot, of_slot in enumerate(SLOTS) if of_slot is place]
        order = np.argsort(-np.bincount(flat[:, slots].ravel(), minlength=len(found) + 1)[1:], kind="stable")
        rank = np.zeros(len(found) + 1, dtype=np.int32)
        rank[order + 1] = np.arange(1, len(found) + 1)
        flat[:, slots] = rank[flat[:, slots]]
        met = list(found)
        parts[place] = tuple(met[number] for number in order)
    return flat, parts


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
        evidence = {place: _evidence(left.beliefs[place], right.beliefs[place]) for place in Place}
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
        ours, theirs = self.left.readings[left], self.right.readings[right]
        for a in range(self.left.priors.shape[1]):
            among = np.flatnonzero(ours > a)
            for b in range(self.right.priors.shape[1]):
                among = among[theirs[among] > b]
                if len(among):
                    found = self._of_readings(left[among], a, right[among], b)
                    best[among] = np.maximum(best[among], found)
        unread = np.flatnonzero((ours == 0) | (theirs == 0))
        best[unread] = self._by_word(left[unread], right[unread])
        return best

    def _by_word(self, left: Places, right: Places) -> Scores:
        """Scores of names of which one cannot be read as a Korean one, each two of them compared once."""
        found = np.zeros(len(left), dtype=np.float32)
        both = np.flatnonzero(self.left.is_named[left] & self.right.is_named[right])
        each, of_pair = np.unique(left[both].astype(np.int64) * len(self.right) + right[both], return_inverse=True)
        texts = ((self.left.texts[one // len(self.right)], self.right.texts[one % len(self.right)]) for one in each)
        scores = [compare(one, other).log_bayes_factor for one, other in texts]
        found[both] = np.array(scores, dtype=np.float32)[of_pair]
        return found

    def _of_readings(self, left: Places, a: int, right: Places, b: int) -> Scores:
        total: Scores = self.left.priors[left, a] + self.right.priors[right, b]
        ours, theirs = self.left.forms[left, a], self.right.forms[right, b]
        for slot, place in enumerate(SLOTS):
            total += self.evidence[place].of(ours[:, slot], theirs[:, slot])
        return total


def _evidence(ours: Scores, theirs: Scores) -> _Evidence:
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
    """What is believed of each part, each meaning by the root of how usual it is."""
    root = np.sqrt(prior_of(place))
    found = np.zeros((len(parts), len(root)), dtype=np.float32)
    for row, part in enumerate(parts):
        believed = belief(part)
        if believed is not None:
            found[row] = believed / root
    return found
