"""Methods by their names, with their defaults."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from numpy.random import Generator, default_rng

from lastseen.estimation.decomposable import Decomposable
from lastseen.estimation.estimate import Estimator
from lastseen.estimation.latent import LatentClasses
from lastseen.estimation.loglinear import Averaged, Bootstrap, Loglinear
from lastseen.estimation.refusing import NotAMethod
from lastseen.estimation.simple import Chao, Chapman, Coverage

CLASSES = 10
"""The most classes there may be where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """By which methods, where chance starts, how many latent classes there may be, and whether the interval of the best
    log-linear model is found by bootstrap."""

    methods: tuple[str, ...]
    seed: int = 1
    classes: int = CLASSES
    bootstrap: bool = False


def _bootstrap(rng: Generator, how: How) -> Bootstrap | None:
    return Bootstrap(rng=rng) if how.bootstrap else None


METHODS: Mapping[str, Callable[[Generator, How], Estimator]] = MappingProxyType(
    {
        "lcmcr": lambda rng, how: LatentClasses(rng=rng, classes=how.classes),
        "dga": lambda *_: Decomposable(),
        "loglinear": lambda rng, how: Loglinear(bootstrap=_bootstrap(rng, how)),
        "loglinear-all": lambda rng, how: Loglinear(bootstrap=_bootstrap(rng, how), higher=True),
        "loglinear-average": lambda *_: Averaged(),
        "coverage": lambda rng, _: Coverage(rng=rng),
        "chao": lambda *_: Chao(),
        "chapman": lambda *_: Chapman(),
    }
)


def estimators(how: How, seed: tuple[int, ...]) -> dict[str, Estimator]:
    """The methods asked for, each with chance of its own from this seed, so that adding one changes no other.

    Raises :class:`~lastseen.estimation.refusing.NotAMethod`.
    """
    for name in how.methods:
        if name not in METHODS:
            raise NotAMethod(method=name, methods=", ".join(METHODS))
    return {name: METHODS[name](default_rng(seed), how) for name in how.methods}
