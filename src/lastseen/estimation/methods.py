"""Methods by their names, with their defaults."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from numpy.random import Generator

from lastseen.estimation.decomposable import Decomposable
from lastseen.estimation.estimate import Estimator
from lastseen.estimation.latent import LatentClasses
from lastseen.estimation.loglinear import Averaged, Loglinear
from lastseen.estimation.refusing import NotAMethod
from lastseen.estimation.simple import Chao, Chapman, Coverage

CLASSES = 10
"""The most classes there may be where nothing is said."""

METHODS: Mapping[str, Callable[[Generator, int], Estimator]] = MappingProxyType(
    {
        "lcmcr": lambda rng, classes: LatentClasses(rng=rng, classes=classes),
        "dga": lambda *_: Decomposable(),
        "loglinear": lambda *_: Loglinear(),
        "loglinear-all": lambda *_: Loglinear(higher=True),
        "loglinear-average": lambda *_: Averaged(),
        "coverage": lambda rng, _: Coverage(rng=rng),
        "chao": lambda *_: Chao(),
        "chapman": lambda *_: Chapman(),
    }
)


def estimator(name: str, rng: Generator, classes: int = CLASSES) -> Estimator:
    """A method with its defaults; ``classes`` is the most that latent classes may be.

    Raises :class:`~lastseen.estimation.refusing.NotAMethod`.
    """
    if name not in METHODS:
        raise NotAMethod(method=name, methods=", ".join(METHODS))
    return METHODS[name](rng, classes)
