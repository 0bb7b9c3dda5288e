"""A search through log-linear models that are too many to look through all."""

import numpy as np

from lastseen.estimation.fitting import fit_many
from lastseen.estimation.models import Family, Flags, Floats, main_effects, pairs


def stepwise(lists: int, possible: Flags, counts: Floats, price: float) -> Family:
    """The models met by adding or taking away, each time, the term of two lists that lowers the criterion most.

    ``counts`` are those of the patterns that are ``possible``, of all but nobody's; ``price`` is what the criterion
    asks for a term.
    """
    terms = main_effects(lists) + pairs(lists)
    design = Family(lists=lists, terms=terms, members=np.ones((1, len(terms)), dtype=np.bool_)).design()[1:][possible]
    model = np.arange(len(terms)) <= lists
    met = [model[None, :]]
    height = np.inf
    while True:
        near = _neighbours(model, lists)
        heights = -2 * fit_many(design, counts, near).loglik + price * near.sum(axis=1)
        met.append(near)
        best = int(heights.argmin())
        if heights[best] >= height:
            return Family(lists=lists, terms=terms, members=np.unique(np.vstack(met), axis=0))
        model, height = near[best], heights[best]


def _neighbours(model: Flags, lists: int) -> Flags:
    """A model, and all that differ from it in one term of two lists."""
    flips = np.eye(len(model), dtype=np.bool_)[lists + 1 :]
    return np.vstack([model[None, :], model ^ flips])
