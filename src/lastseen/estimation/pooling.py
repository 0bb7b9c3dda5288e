"""Estimates over several draws of who is the same person, made one: the uncertainty of linkage carried through.

Each draw gives an estimate with its interval. What they say together is the mixture of them, each as likely as the
next; its interval is wider than any of theirs where the draws differ. In each the unseen are taken to be spread about
the point as the ends of its interval tell: above it about log-normal, below it so too unless the lower end is bare.
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtri

from lastseen.estimation.estimate import LEVEL, Estimate, Told
from lastseen.estimation.models import Floats

_STEPS = 4000
_DEVIATES = np.asarray(ndtri((np.arange(_STEPS) + 0.5) / _STEPS), dtype=np.float64)
_END = float(ndtri((1 + LEVEL) / 2))


def pooled(drawn: Sequence[Estimate]) -> Estimate:
    """One estimate of several by the same method: the median and the middle 95 % of their mixture."""
    spread = np.array([_spread(one) for one in drawn])
    low, point, high = np.quantile(spread, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
    between, whole = float(spread.mean(axis=1).var()), float(spread.var())
    observed = [one.observed for one in drawn]
    share = between / whole if whole > 0 else 0.0
    told: dict[str, Told] = {"low": f"{min(observed):,}", "high": f"{max(observed):,}", "draws": len(drawn)}
    return Estimate(
        method=drawn[0].method,
        observed=round(float(np.median(observed))),
        point=float(point),
        low=float(low),
        high=float(high),
        level=LEVEL,
        diagnostics={
            "draws": len(drawn),
            "observed_low": min(observed),
            "observed_high": max(observed),
            "share_of_linkage": round(share, 4),
        },
        assumptions=drawn[0].assumptions,
        warnings={**drawn[0].warnings, "drawn": told},
    )


def _spread(one: Estimate) -> Floats:
    """What an estimate holds possible, as quantiles in equal steps."""
    unseen, low, high = (max(number - one.observed, 1e-9) for number in (one.point, one.low, one.high))
    below = np.where(_DEVIATES < 0, _DEVIATES, 0.0) / _END
    above = np.where(_DEVIATES > 0, _DEVIATES, 0.0) / _END
    if low > 1e-3 * unseen:
        return np.asarray(one.observed + unseen * (unseen / low) ** below * (high / unseen) ** above)
    down = np.maximum(unseen + (unseen - low) * below, 0.0)
    return np.asarray(one.observed + down * (high / unseen) ** above)
