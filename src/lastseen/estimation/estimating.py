"""Several methods over several strata, side by side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from lastseen.domain.errors import Refusal
from lastseen.estimation.captures import Captures
from lastseen.estimation.estimate import Diagnostic, Estimate
from lastseen.estimation.methods import How, estimators
from lastseen.estimation.pooling import pooled
from lastseen.estimation.wording import empty_pairs, refused_sentence, sentence

ALL = "all"
"""The stratum of everyone."""

_REFUSED = 0.1


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

    def numbers(self) -> tuple[str, str]:
        """The point and its interval as words; none and the code of the refusal where there is none."""
        given = self.given
        if isinstance(given, Refusal):
            return "–", given.code
        return f"{given.point:,.0f}", f"{given.low:,.0f}–{given.high:,.0f}"

    def _numbers(self) -> dict[str, float | None]:
        given = self.given
        if isinstance(given, Refusal):
            return {"point": None, "low": None, "high": None, "level": None}
        return {"point": given.point, "low": given.low, "high": given.high, "level": given.level}

    def _diagnostics(self) -> Mapping[str, Diagnostic]:
        given = self.given
        return {"refused": given.code} if isinstance(given, Refusal) else given.diagnostics


def answers(strata: Mapping[str, Captures], how: How, draw: int = 0) -> Iterator[Answer]:
    """Every method for every stratum, one after another; the chance of each starts from the seed, stratum and draw.

    What one method refuses, others may answer.
    """
    for stratum, captures in strata.items():
        for method, chosen in estimators(how, (how.seed, draw, *stratum.encode())).items():
            given: Estimate | Refusal
            try:
                fitted = chosen.fit(captures)
                given = replace(fitted, warnings={**fitted.warnings, **empty_pairs(captures)})
            except Refusal as refusal:
                given = refusal
            yield Answer(method=method, stratum=stratum, observed=captures.observed, given=given)


def answers_over(draws: Iterable[Mapping[str, Captures]], how: How) -> tuple[Answer, ...]:
    """Every method for every stratum, over draws of who is the same person, which are made one.

    What a method refuses in more than a tenth of the draws, it refuses.
    """
    found: dict[tuple[str, str], list[Answer]] = {}
    for at, strata in enumerate(draws):
        for answer in answers(strata, how, at):
            found.setdefault((answer.stratum, answer.method), []).append(answer)
    return tuple(_over(drawn) for drawn in found.values())


def _over(drawn: list[Answer]) -> Answer:
    made = [one.given for one in drawn if isinstance(one.given, Estimate)]
    refused = [one.given for one in drawn if isinstance(one.given, Refusal)]
    if len(refused) > len(drawn) * _REFUSED:
        return replace(drawn[0], given=refused[0])
    one = pooled(made)
    told = replace(one, diagnostics={**one.diagnostics, "draws_refused": len(refused)})
    return replace(drawn[0], observed=told.observed, given=told)


def given(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The same answers; where all of them are refusals, the first of these is raised."""
    refused = [answer.given for answer in answers if isinstance(answer.given, Refusal)]
    if refused and len(refused) == len(answers):
        raise refused[0]
    return answers


def variations(captures: Captures) -> dict[str, Captures]:
    """The captures, each list left out once, and each two lists made one once."""
    varied = {ALL: captures}
    for name in captures.lists:
        varied[f"without {name}"] = captures.without(name)
    for left, right in combinations(captures.lists, 2):
        varied[f"{left}+{right} as one"] = captures.merged((left, right))
    return varied
