"""The vocabularies of a snapshot as figures need them: labels, order and hierarchy of codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from lastseen.domain.derive.variables import Variable
from lastseen.domain.errors import Refusal
from lastseen.figures.definitions import BadDefinition, Definition
from lastseen.figures.encoding import label_in
from lastseen.figures.pairing import is_paired, parts, shown, vocabularies
from lastseen.figures.variables import CODED, variable_of
from lastseen.snapshot import Snapshot

_OWN = "figure-row"
"""The vocabulary of rows that are no answers, such as ``unknown``, and of codes that derivations make."""

_LAST = 1_000_000


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
        if variable.shape not in CODED:
            return self._found("", code) or _interval(code)
        labels = self.part_labels(variable, code)
        named = zip(labels, vocabularies(variable), strict=False)
        languages = set.intersection(*(set(part) for part, vocabulary in named if vocabulary or len(labels) == 1))
        return {
            language: shown(variable.name, tuple(label_in(language, part) for part in labels))
            for language in sorted(languages)
        }

    def part_labels(self, variable: Variable, code: str) -> tuple[Mapping[str, str], ...]:
        """The labels of each part of a code made of several; of one that is not, its own."""
        named = zip(parts(variable.name, code), vocabularies(variable), strict=False)
        return tuple(self._found(vocabulary, part) or {"en": part} for part, vocabulary in named)

    def place(self, variable: Variable, code: str) -> tuple[int, ...]:
        """Where a code comes among others: by its vocabulary, numbers by size, all else last."""
        named = zip(parts(variable.name, code), vocabularies(variable), strict=False)
        return tuple(self._order(vocabulary, part) for part, vocabulary in named)

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
        if variable.shape not in CODED:
            return
        for vocabulary in filter(None, vocabularies(variable)):
            if vocabulary not in self.above:
                raise NoVocabulary(figure=definition.id, vocabulary=vocabulary)
        if is_paired(variable.name) or not variable.vocabulary:
            return
        for code in codes:
            if code not in self.above[variable.vocabulary] and code not in self.above.get(_OWN, {}):
                raise BadDefinition(figure=definition.id, why=f"{code!r} is not in {variable.vocabulary}")

    def _found(self, vocabulary: str, code: str) -> Mapping[str, str] | None:
        own = self.labels.get(_OWN, {}).get(code)
        return self.labels.get(vocabulary, {}).get(code, own)

    def _order(self, vocabulary: str, code: str) -> int:
        if code.lstrip("-").isdigit():
            return int(code)
        known = self.above.get(vocabulary, {})
        return list(known).index(code) if code in known else _LAST


def _interval(code: str) -> Mapping[str, str]:
    """A number or year shows itself; several years are written as each language writes a span."""
    first, _, last = code.partition("-")
    return {"en": f"{first}–{last}", "ko": f"{first}~{last}년"} if first.isdigit() and last.isdigit() else {"en": code}


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
