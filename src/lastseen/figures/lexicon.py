"""The vocabularies of a snapshot as figures need them: labels, order and hierarchy of codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from lastseen.domain.derive.variables import Variable
from lastseen.domain.errors import Refusal
from lastseen.figures.definitions import BadDefinition, Definition
from lastseen.figures.variables import CODED, variable_of
from lastseen.snapshot import Snapshot

_OWN = "figure-row"
"""The vocabulary of rows that are no answers, such as ``unknown``, and of codes that derivations make."""

_LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class _Pair:
    """How a variable pairs two codes: the sign between them, how it is shown, and their vocabularies."""

    sign: str
    shown: str
    vocabularies: tuple[str, str]


_PAIRS = {
    "hand_overs": _Pair(">", " → ", ("authority", "authority")),
    "fate_told": _Pair("/", " · ", ("fate-status", "basis")),
}


class NoVocabulary(Refusal):
    """The snapshot lacks a vocabulary, so the figure cannot be answered from it."""

    code = "figures.no-vocabulary"
    sentence = "Figure {figure} counts by the vocabulary {vocabulary}, which the registry of this snapshot has not."
    hint = "Give the registry the profile or the vocabulary, and take another snapshot."


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Labels by vocabulary, code and language; the code above each code, in the order of the vocabulary."""

    labels: Mapping[str, Mapping[str, Mapping[str, str]]]
    above: Mapping[str, Mapping[str, str | None]]

    def lineage(self, vocabulary: str, code: str) -> list[str]:
        """A code and those above it, the nearest first."""
        above = self.above.get(vocabulary, {})
        lineage = [code]
        while (parent := above.get(lineage[-1])) is not None:
            lineage.append(parent)
        return lineage

    def label(self, variable: Variable, code: str) -> Mapping[str, str]:
        """The labels of a code in every language it has any in: those of its vocabulary, or of rows; else itself."""
        pair = _PAIRS.get(variable.name)
        if pair is not None and pair.sign in code:
            return self._paired(pair, code)
        return self._found(variable.vocabulary, code) or {"en": code}

    def place(self, variable: Variable, code: str) -> tuple[int, ...]:
        """Where a code comes among others: by its vocabulary, numbers by size, all else last."""
        if code.lstrip("-").isdigit():
            return (int(code),)
        pair = _PAIRS.get(variable.name)
        if pair is not None:
            halves = zip(code.split(pair.sign), pair.vocabularies, strict=False)
            return tuple(self._order(vocabulary, half) for half, vocabulary in halves)
        return (self._order(variable.vocabulary, code),)

    def answers(self, definition: Definition) -> None:
        """Raise :class:`NoVocabulary` where the figure needs one that is not here, and
        :class:`~lastseen.figures.definitions.BadDefinition` for a code that no vocabulary has."""
        self._check_population(definition)
        rows = tuple(value for row in definition.rows for value in row.values)
        self._check(definition, variable_of(definition), rows)
        for name, codes in definition.where.items():
            self._check(definition, variable_of(definition, name), codes)

    def _check_population(self, definition: Definition) -> None:
        admitted = definition.population
        for vocabulary, codes in (
            ("finding-outcome", admitted.outcomes),
            ("finding-standard", admitted.standards),
            ("source-kind", admitted.source_kinds),
        ):
            known = self.above.get(vocabulary)
            for code in codes:
                if known is not None and code not in known:
                    raise BadDefinition(figure=definition.id, why=f"{code!r} of its population is not in {vocabulary}")

    def _check(self, definition: Definition, variable: Variable, codes: tuple[str, ...]) -> None:
        if variable.shape not in CODED or not variable.vocabulary or variable.name in _PAIRS:
            return
        if variable.vocabulary not in self.above:
            raise NoVocabulary(figure=definition.id, vocabulary=variable.vocabulary)
        for code in codes:
            if code not in self.above[variable.vocabulary] and code not in self.above.get(_OWN, {}):
                raise BadDefinition(figure=definition.id, why=f"{code!r} is not in {variable.vocabulary}")

    def _found(self, vocabulary: str, code: str) -> Mapping[str, str] | None:
        own = self.labels.get(_OWN, {}).get(code)
        return self.labels.get(vocabulary, {}).get(code, own)

    def _paired(self, pair: _Pair, code: str) -> Mapping[str, str]:
        halves = zip(code.split(pair.sign), pair.vocabularies, strict=False)
        left, right = (self._found(vocabulary, half) or {"en": half} for half, vocabulary in halves)
        shared = sorted(left.keys() & right.keys())
        return {language: f"{left[language]}{pair.shown}{right[language]}" for language in shared}

    def _order(self, vocabulary: str, code: str) -> int:
        known = self.above.get(vocabulary, {})
        return list(known).index(code) if code in known else _LAST


def read_lexicon(snapshot: Snapshot) -> Lexicon:
    """The vocabularies as they stood when the snapshot was taken."""
    labels: dict[str, dict[str, dict[str, str]]] = {}
    for vocabulary, code, language, label in snapshot.table("labels").iter_rows():
        labels.setdefault(vocabulary, {}).setdefault(code, {})[language] = label
    above: dict[str, dict[str, str | None]] = {}
    terms = snapshot.lazy("terms").sort("vocabulary", "position").select("vocabulary", "code", "parent").collect()
    for vocabulary, code, parent in terms.iter_rows():
        above.setdefault(vocabulary, {})[code] = parent
    return Lexicon(labels=labels, above=above)
