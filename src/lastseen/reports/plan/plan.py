"""The plan of a report: its parts, and its prose in every language it is written in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lastseen.domain.release import Profile
from lastseen.figures import DefinitionSet
from lastseen.reports.plan.parts import Part, is_inside
from lastseen.reports.plan.prose import Prose
from lastseen.reports.plan.refusals import NotWritten


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A report as its author plans it. ``definitions`` are its own figures; None where it takes those of the registry.

    Every part stands exactly once in the prose of every language. ``organisation`` names the publisher by language, and
    may be empty. In public, fewer people than ``threshold`` are never shown as a row.
    """

    id: str
    version: str
    threshold: int
    organisation: Mapping[str, str]
    definitions: DefinitionSet | None
    parts: Mapping[str, Part]
    prose: Mapping[str, Prose]

    def in_language(self, language: str) -> Prose:
        """The prose in a language. Raises :class:`NotWritten`."""
        if language not in self.prose:
            raise NotWritten(id=self.id, language=language, known=", ".join(self.prose))
        return self.prose[language]

    def for_profile(self, profile: Profile) -> "Plan":
        """The plan for these readers: for the public without what is about single people, captions and all."""
        if profile is Profile.INTERNAL:
            return self
        dropped = frozenset(id_ for id_, part in self.parts.items() if is_inside(part))
        prose = {language: text.public(dropped) for language, text in self.prose.items()}
        placed = {place.part for text in prose.values() for place in text.places}
        return replace(self, parts={id_: part for id_, part in self.parts.items() if id_ in placed}, prose=prose)
