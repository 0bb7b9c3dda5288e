"""What codes of facets are called, also those that say that nothing is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lastseen.domain.derive.lines import ABSENT
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.library_query import FACETS
from lastseen.reports.wording import Wording, wording
from lastseen.web.words import words_in

_DERIVED = "figure-row"
"""The vocabulary of codes that derivations make."""
_PROPER = ("place", "authority", "leadership-period", "facility")
"""The vocabularies whose labels are names, and written as such within a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """How one registry's codes are called in one language."""

    language: str
    vocabularies: Mapping[str, Vocabulary]

    @property
    def words(self) -> Mapping[str, Any]:
        """The words of the library's pages."""
        words: Mapping[str, Any] = words_in(self.language)["library"]
        return words

    @property
    def wording(self) -> Wording:
        """How days and alternatives are put into words."""
        return wording(self.language)

    def of(self, facet: str, code: str) -> str:
        """What a code of a facet is called in a list."""
        if code.startswith(ABSENT):
            return str(self.words["absent"][code.removeprefix(ABSENT) or "unrecorded"])
        held = (self.vocabularies.get(name) for name in (FACETS[facet].vocabulary, _DERIVED))
        return next((one.label(code, self.language) for one in held if one is not None and code in one), code)

    def all_of(self, facet: str, codes: Iterable[str]) -> tuple[str, ...]:
        """What these codes are called."""
        return tuple(self.of(facet, code) for code in codes)

    def within(self, facet: str, code: str) -> str:
        """What a code is called within a sentence."""
        label = self.of(facet, code)
        return label if FACETS[facet].vocabulary in _PROPER else label[:1].lower() + label[1:]
