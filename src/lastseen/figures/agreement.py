"""How far two coders agree: on which units a source tells of, and apart from that on what it says of those both found.

A unit that only one of them found is a disagreement on finding, and none on values; the same goes for fields: a value
that only one coded is counted beside those both did, and values are compared where both coded one. What is told in
free words is not compared.
"""

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.domain.agreement import Unit, aliases, compare, plain
from lastseen.domain.agreement.values import said_plainly
from lastseen.domain.answers import Absence, values
from lastseen.domain.dates import overlaps

Scale = Literal["nominal", "interval"]
"""How values lie on what alpha is computed of: as categories, or by their distance."""
FEWEST = 10
"""Below this many pairs neither kappa nor alpha says anything."""


class Why(StrEnum):
    """Why there is no coefficient."""

    TOO_FEW = "too-few"
    """Fewer than :data:`FEWEST` pairs."""
    ONE_CATEGORY = "one-category"
    """All of one kind: agreement by chance would be certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, with the 95 % interval of Wilson; without any, no interval."""

    n: int
    of: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The share itself; None of none."""
        return self.n / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """An agreement beyond chance: 1 is perfect, 0 what chance would give; with its 95 % interval where there is one."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many units of a kind both found, and only one of them."""

    kind: str
    both: int
    first: int
    second: int
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Valued:
    """How far two coders agree on one field of the units both found.

    ``alone`` counts the units of which only one coded it; ``same`` those where both say the same, ``overlapping`` of
    dates and ages those that can be the same at least. A coefficient is None for what it does not apply to.
    """

    kind: str
    field: str
    alone: int
    same: Share
    overlapping: int | None
    kappa: Coefficient | Why | None
    alpha: Coefficient | Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement over some sources: on finding units, kind by kind and in all, and on values, field by field."""

    sources: int
    found: tuple[Found, ...]
    in_all: Found
    valued: tuple[Valued, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """What both say of one field of one unit, as it is compared, and whether intervals overlap."""

    first: frozenset[object]
    second: frozenset[object]
    overlap: bool


def agreement(readings: Sequence[tuple[Unit, ...]]) -> Agreement:
    """Agreement over the units of double-coded sources, one aligned pair of readings for each source."""
    units = [unit for of_one in readings for unit in of_one]
    found = tuple(_found(kind, units) for kind in ACCOUNT_TYPES)
    return Agreement(
        sources=len(readings),
        found=tuple(one for one in found if one.share.of),
        in_all=_found("", units),
        valued=tuple(_valued(readings)),
    )


def _found(kind: str, units: Iterable[Unit]) -> Found:
    counted = Counter((u.first is not None, u.second is not None) for u in units if kind in ("", u.kind))
    both, first, second = (counted[place] for place in ((True, True), (True, False), (False, True)))
    return Found(kind=kind, both=both, first=first, second=second, share=share(both, both + first + second))


def share(n: int, of: int) -> Share:
    """So many of so many, with Wilson's interval."""
    if not of:
        return Share(n=0, of=0, low=None, high=None)
    from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]  # noqa: PLC0415  # slow

    low, high = proportion_confint(n, of, method="wilson")
    return Share(n=n, of=of, low=max(0.0, float(low)), high=min(1.0, float(high)))


def _valued(readings: Sequence[tuple[Unit, ...]]) -> Iterable[Valued]:
    pairs: dict[tuple[str, str], list[_Pair]] = {}
    alone: Counter[tuple[str, str]] = Counter()
    for units in readings:
        joined = aliases(units)
        for unit in units:
            for one in compare(unit, joined):
                key = (unit.kind, one.field)
                if not (one.first and one.second):
                    alone[key] += 1
                    continue
                ours, theirs = (said_plainly(side, one.spec, joined) for side in (one.first, one.second))
                pairs.setdefault(key, []).append(_Pair(ours, theirs, _overlap(one.first, one.second, one.spec)))
    for kind, cls in ACCOUNT_TYPES.items():
        for field, spec in specs(cls).items():
            held, single = pairs.get((kind, field), []), alone[kind, field]
            if spec.kind is not ValueKind.TEXT and field not in _JOINED_BY and (held or single):
                yield _of_field(kind, field, spec, (held, single))


_JOINED_BY = frozenset({"person", "other"})
"""Fields by which units are joined: of those both found they are the same, and say nothing of agreement."""


def _overlap(first: Any, second: Any, spec: FieldSpec) -> bool:
    """Whether any two dates, or ages in full years, can be the same."""
    ours, theirs = values(first), values(second)
    if spec.kind is ValueKind.DATE:
        return any(overlaps(a, b) for a in ours for b in theirs)
    if spec.kind is ValueKind.AGE:
        years = [[plain(age, spec.kind, {}) for age in said] for said in (ours, theirs)]
        return any(a[0] <= b[1] and b[0] <= a[1] for a in years[0] for b in years[1])  # type: ignore[index]  # ends
    return False


def _of_field(kind: str, field: str, spec: FieldSpec, counted: tuple[list[_Pair], int]) -> Valued:
    pairs, alone = counted
    is_span = spec.kind in (ValueKind.DATE, ValueKind.AGE)
    is_code = spec.kind is ValueKind.CODE
    scale = _SCALES.get(spec.kind)
    return Valued(
        kind=kind,
        field=field,
        alone=alone,
        same=share(sum(p.first == p.second for p in pairs), len(pairs)),
        overlapping=sum(p.first != p.second and p.overlap for p in pairs) if is_span else None,
        kappa=kappa([(p.first, p.second) for p in pairs]) if is_code and not spec.many else None,
        alpha=None if scale is None else alpha(_on_scale(pairs, scale), scale),
    )


_SCALES: Mapping[ValueKind, Scale] = {
    ValueKind.CODE: "nominal",
    ValueKind.AUTHORITY: "nominal",
    ValueKind.NUMBER: "interval",
}
"""The scale on which values of a kind lie, for alpha; several values together are one category."""


def _on_scale(pairs: Iterable[_Pair], scale: str) -> list[tuple[object, object]]:
    """The pairs that lie on a scale: of numbers, those where both give one."""
    if scale == "nominal":
        return [(pair.first, pair.second) for pair in pairs]
    both = ([*pair.first, *pair.second] for pair in pairs)
    return [(one[0], one[-1]) for one in both if not any(isinstance(value, Absence) for value in one)]


def _unfit(pairs: Sequence[tuple[object, object]]) -> Why | None:
    if len(pairs) < FEWEST:
        return Why.TOO_FEW
    return Why.ONE_CATEGORY if len({value for pair in pairs for value in pair}) < 2 else None


def kappa(pairs: Sequence[tuple[object, object]]) -> Coefficient | Why:
    """Cohen's kappa of pairs of categories, with the interval of its asymptotic variance, cut off at 1 and -1."""
    why = _unfit(pairs)
    if why is not None:
        return why
    from statsmodels.stats.inter_rater import cohens_kappa  # type: ignore[import-untyped]  # noqa: PLC0415  # slow

    place = _places(pairs)
    table = [[0] * len(place) for _ in place]
    for first, second in pairs:
        table[place[first]][place[second]] += 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of perfect agreement it divides nought by nought, for a test
        found = cohens_kappa(table)
    value, low, high = (float(found[name]) for name in ("kappa", "kappa_low", "kappa_upp"))
    return Coefficient(value=value, low=max(low, -1.0), high=min(high, 1.0))


def alpha(pairs: Sequence[tuple[Any, Any]], scale: Scale) -> Coefficient | Why:
    """Krippendorff's alpha of pairs of values on a scale."""
    why = _unfit(pairs)
    if why is not None:
        return why
    import krippendorff  # noqa: PLC0415  # slow

    as_number: Callable[[Any], float] = _places(pairs).__getitem__ if scale == "nominal" else float
    data = [[as_number(pair[reader]) for pair in pairs] for reader in (0, 1)]
    return Coefficient(value=float(krippendorff.alpha(reliability_data=data, level_of_measurement=scale)))


def _places(pairs: Iterable[tuple[object, object]]) -> dict[object, int]:
    """A number for every category, in the order in which they come up."""
    return {value: at for at, value in enumerate(dict.fromkeys(value for pair in pairs for value in pair))}
