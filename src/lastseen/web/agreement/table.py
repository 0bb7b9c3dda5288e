"""How far coders agree, as a table: on finding units, and on what those both found say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lastseen.figures.agreement import Agreement, Coefficient, Found, Share, Valued, Why
from lastseen.web.sources.fields import field_label, kind_label
from lastseen.web.words import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundShown:
    """One kind of unit in the table."""

    label: str
    both: int
    first: int
    second: int
    share: str
    interval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedShown:
    """One field in the table; a coefficient that there is none of says why."""

    label: str
    kind: str
    n: int
    alone: int
    share: str
    interval: str
    overlapping: str
    kappa: str
    kappa_interval: str
    alpha: str


def found_rows(agreement: Agreement, language: str) -> list[FoundShown]:
    """The units, kind by kind, and in all."""
    words = words_in(language)["agreement"]["table"]
    rows = [_found(one, kind_label(one.kind, language)) for one in agreement.found]
    return [*rows, _found(agreement.in_all, words["in_all"])]


def valued_rows(agreement: Agreement, language: str) -> list[ValuedShown]:
    """The fields, kind by kind."""
    return [_valued(one, words_in(language)["agreement"]["table"], language) for one in agreement.valued]


def _found(one: Found, label: str) -> FoundShown:
    share, interval = _share(one.share)
    return FoundShown(label=label, both=one.both, first=one.first, second=one.second, share=share, interval=interval)


def _valued(one: Valued, words: Mapping[str, Any], language: str) -> ValuedShown:
    share, interval = _share(one.same)
    kappa, kappa_interval = _coefficient(one.kappa, words)
    return ValuedShown(
        label=field_label(one.kind, one.field, language),
        kind=kind_label(one.kind, language),
        n=one.same.of,
        alone=one.alone,
        share=share,
        interval=interval,
        overlapping="" if one.overlapping is None else str(one.overlapping),
        kappa=kappa,
        kappa_interval=kappa_interval,
        alpha=_coefficient(one.alpha, words)[0],
    )


def _share(share: Share) -> tuple[str, str]:
    if share.value is None or share.low is None or share.high is None:
        return "—", ""
    return f"{100 * share.value:.0f} %", f"{100 * share.low:.0f}–{100 * share.high:.0f}"


def _coefficient(one: Coefficient | Why | None, words: Mapping[str, Any]) -> tuple[str, str]:
    if one is None:
        return "", ""
    if isinstance(one, Why):
        return str(words["why"][one.value]), ""
    interval = "" if one.low is None or one.high is None else f"{one.low:.2f}–{one.high:.2f}"
    return f"{one.value:.2f}", interval
