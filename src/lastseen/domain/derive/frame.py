"""The frame a derivation works in: vocabularies, and which country is home."""

from collections.abc import Mapping
from dataclasses import dataclass

from lastseen.domain.answers import Code
from lastseen.domain.dates import IntervalDate
from lastseen.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Vocabularies by id, as they stood when the snapshot was taken."""

    vocabularies: Mapping[str, Vocabulary]

    def attribute(self, vocabulary: str, code: str, name: str) -> object:
        """An attribute of a term, or None."""
        return self.vocabularies[vocabulary].term(code).attributes.get(name)

    def country(self, place: str) -> Code:
        """The country a place lies in: the top of its hierarchy."""
        return Code(self.vocabularies["place"].top(place))

    def province(self, place: str) -> Code | None:
        """The part of the country a place lies in: the second level of the hierarchy; None for a whole country."""
        lineage = (*reversed(self.vocabularies["place"].ancestors(place)), place)
        return Code(lineage[1]) if len(lineage) > 1 else None

    def counted(self, authority: str) -> Code:
        """The authority an office is counted under: the institution it is part of."""
        return Code(self.vocabularies["authority"].top(authority))

    def closeness(self, relation: str) -> int:
        """How close a relation is: 1 for the closest; relations without a rank come last."""
        rank = self.vocabularies["relation"].term(relation).rank
        return 10_000 if rank is None else rank

    def is_kin(self, relation: str) -> bool:
        """Whether a relation is one of family."""
        return self.vocabularies["relation"].is_a(relation, "family")

    def is_credible(self, basis: str | None) -> bool:
        """Whether a basis of knowledge may change a status: a rumour or an inference never does."""
        return basis is None or self.attribute("basis", basis, "credible") is not False

    def stage_class(self, stage: str | None) -> str:
        """What a kind of stage does: deprivation, custody, movement, end or sighting."""
        return "" if stage is None else str(self.attribute("stage-kind", stage, "class") or "")

    def is_forced_return(self, stage: str | None) -> bool:
        """Whether a kind of stage is a forced return to the home country."""
        return stage is not None and self.vocabularies["stage-kind"].is_a(stage, "repatriation")

    def is_elsewhere(self, place: str, other: str) -> bool:
        """Whether two places lie apart: neither is the other, nor within it."""
        places = self.vocabularies["place"]
        return not places.is_a(place, other) and not places.is_a(other, place)

    def periods(self) -> tuple[tuple[Code, IntervalDate], ...]:
        """The leadership periods with their first and last day."""
        terms = self.vocabularies["leadership-period"].terms if "leadership-period" in self.vocabularies else ()
        return tuple((Code(term.code), IntervalDate(earliest=term.valid_from, latest=term.valid_to)) for term in terms)
