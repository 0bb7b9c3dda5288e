"""Whether chains came to one answer: R-hat and effective draws of rank-normalised, split chains.

Source: Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Bayesian Analysis 16, 667-718.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.special import ndtri

from lastseen.estimation.models import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Convergence:
    """R-hat, 1 at best, and how many independent draws the draws are worth, for their middle."""

    rhat: float
    effective: float


def convergence(draws: Floats) -> Convergence:
    """What draws, a row for each iteration and a column for each chain, are worth."""
    halves = _split(draws)
    folded = np.abs(halves - np.median(halves))
    ranked = _ranked(halves)
    return Convergence(rhat=max(_rhat(ranked), _rhat(_ranked(folded))), effective=_effective(ranked))


def _split(draws: Floats) -> Floats:
    half = len(draws) // 2
    return np.hstack([draws[:half], draws[-half:]])


def _ranked(draws: Floats) -> Floats:
    ranks = pl.Series(draws.ravel()).rank("average").to_numpy().reshape(draws.shape)
    return np.asarray(ndtri((ranks - 3 / 8) / (draws.size + 1 / 4)))


def _rhat(draws: Floats) -> float:
    within, total = _variances(draws)
    return float(np.sqrt(total / within)) if within > 0 else 1.0


def _variances(draws: Floats) -> tuple[float, float]:
    """The variance within chains, and of all."""
    length = len(draws)
    within = float(draws.var(axis=0, ddof=1).mean())
    return within, within * (length - 1) / length + float(draws.mean(axis=0).var(ddof=1))


def _effective(draws: Floats) -> float:
    length, chains = draws.shape
    within, total = _variances(draws)
    if total == 0:
        return float(draws.size)
    centred = draws - draws.mean(axis=0)
    spectrum = np.fft.rfft(centred, 2 * length, axis=0)
    covariance = np.fft.irfft(spectrum * spectrum.conj(), axis=0)[:length].mean(axis=1) / length
    correlation = 1 - (within - covariance) / total
    correlation[0] = 1.0
    pairs = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs < 0)
    falling = np.minimum.accumulate(pairs[: ends[0]] if len(ends) else pairs)
    time: float = max(2 * float(falling.sum()) - 1, float(1 / np.log10(draws.size)))
    return float(length * chains / time)
