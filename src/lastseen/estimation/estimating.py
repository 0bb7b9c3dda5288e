"""Several methods over several strata, side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from numpy.random import default_rng

from lastseen.domain.errors import Refusal
from lastseen.estimation.captures import Captures
from lastseen.estimation.estimate import Diagnostic, Estimate
from lastseen.estimation.methods import CLASSES, estimator
from lastseen.estimation.wording import empty_pairs, refused_sentence, sentence

ALL = "all"
"""The stratum of everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one method said of one stratum: an estimate, or why there is none."""

    method: str
    stratum: str
    observed: int
    given: Estimate | Refusal

    def told(self, language: str = "en") -> dict[str, object]:
        """The answer as a record for programs; where refused, point and interval are empty and the code is given."""
        return {
            "method": self.method,
            "stratum": self.stratum,
            "observed": self.observed,
            **self._numbers(),
            "diagnostics": dict(self._diagnostics()),
            "sentence": self.sentence(language),
        }

    def sentence(self, language: str = "en") -> str:
        """What may be said of it."""
        if isinstance(self.given, Refusal):
            return refused_sentence(self.method, self.given, language)
        return sentence(self.given, language)

    def _numbers(self) -> dict[str, float | None]:
        given = self.given
        if isinstance(given, Refusal):
            return {"point": None, "low": None, "high": None, "level": None}
        return {"point": given.point, "low": given.low, "high": given.high, "level": given.level}

    def _diagnostics(self) -> Mapping[str, Diagnostic]:
        given = self.given
        return {"refused": given.code} if isinstance(given, Refusal) else given.diagnostics


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """By which methods, where chance starts, and how many latent classes there may be."""

    methods: tuple[str, ...]
    seed: int = 1
    classes: int = CLASSES


def estimate_all(strata: Mapping[str, Captures], how: How) -> tuple[Answer, ...]:
    """Every method for every stratum, each with chance of its own, so that adding a method changes no other.

    What one method refuses, others may answer.
    """
    return tuple(_answers(strata, how))


def given(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The same answers; where all of them are refusals, the first of these is raised."""
    refused = [answer.given for answer in answers if isinstance(answer.given, Refusal)]
    if refused and len(refused) == len(answers):
        raise refused[0]
    return answers


def _answers(strata: Mapping[str, Captures], how: How) -> Iterator[Answer]:
    for stratum, captures in strata.items():
        for method in how.methods:
            chosen = estimator(method, default_rng(how.seed), how.classes)
            try:
                fitted = chosen.fit(captures)
                given: Estimate | Refusal = replace(fitted, warnings={**fitted.warnings, **empty_pairs(captures)})
            except Refusal as refusal:
                given = refusal
            yield Answer(method=method, stratum=stratum, observed=captures.observed, given=given)


def variations(captures: Captures) -> dict[str, Captures]:
    """The captures, each list left out once, and each two lists made one once."""
    varied = {ALL: captures}
    for name in captures.lists:
        varied[f"without {name}"] = captures.without(name)
    for left, right in combinations(captures.lists, 2):
        varied[f"{left}+{right} as one"] = captures.merged((left, right))
    return varied
