"""Invented people: families, who of them was taken, when and where; their names as they bear them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lastseen.linkage.invented.places import VILLAGES, living, the_map
from lastseen.linkage.invented.rates import People
from lastseen.linkage.invented.tables import Floats, Numbers
from lastseen.names.hangul import COUNT
from lastseen.names.prior import compounds, given_prior, surname_prior

MEMBERS: Final = 7
"""Father, mother, three children, the father's father and the mother's father; only the first five are ever taken."""
FATHER, MOTHER, CHILDREN = 0, 1, (2, 3, 4)
TAKEN = 5
KIN: Final = np.array(
    [
        [1, 2, 3, 4, 5],
        [0, 2, 3, 4, 6],
        [0, 1, 3, 4, -1],
        [0, 1, 2, 4, -1],
        [0, 1, 2, 3, -1],
    ]
)
"""The relatives of each who may be taken, by their place in the family; -1 for none."""
NONE: Final = -1

Syllables = NDArray[np.int16]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The people taken, family by family, villages in order.

    ``names``, shape (families × ``MEMBERS``, 4), has two syllables of the surname and two of the given name, or
    ``NONE``. All else is by person, or by family where it says so.
    """

    family: Numbers
    member: Numbers
    is_female: Flags
    born: Floats
    occupation: Numbers
    names: Syllables
    of_family_taken: Floats
    of_family_lives: Numbers
    of_family_place: Numbers
    of_family_authority: Numbers


def people(count: int, rates: People, rng: np.random.Generator) -> Taken:
    """So many people, in as many families as there are cases."""
    family, member = _taken_together(count, rates, rng)
    families = int(family[-1]) + 1 if count else 0
    taken = _when(families, rates, rng)
    lives = np.sort(living(families, rng))
    born, is_female = _born(taken, rng)
    names = _names(families, rates, rng)
    bearers = family * MEMBERS + member
    _namesakes(bearers, names, lives, rng.random(count) < rates.namesakes, rng)
    works = 1.0 / np.arange(1, len(rates.occupations) + 1)
    return Taken(
        family=family,
        member=member,
        is_female=is_female[family, member],
        born=born[family, member],
        occupation=rng.choice(len(works), count, p=works / works.sum()),
        names=names,
        of_family_taken=taken,
        of_family_lives=lives,
        of_family_place=_where(lives, rates, rng),
        of_family_authority=rng.choice(
            len(rates.authorities), families, p=_normed([share for *_, share in rates.authorities])
        ),
    )


def _normed(shares: "list[float] | Floats") -> Floats:
    found: Floats = np.asarray(shares) / np.sum(shares)
    return found


def _taken_together(count: int, rates: People, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """The family and the place in it of each person: the members of a family taken are drawn without repetition."""
    sizes = rng.choice(np.arange(1, TAKEN + 1), count, p=_normed(list(rates.together)))
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), count)) + 1]
    order = np.argsort(np.log(rates.roles) + rng.gumbel(size=(len(sizes), TAKEN)), axis=1)[:, ::-1]
    chosen = np.arange(TAKEN) < sizes[:, None]
    family, place = np.nonzero(chosen)
    return family[:count], order[family, place][:count]


def _when(families: int, rates: People, rng: np.random.Generator) -> Floats:
    start, end, share = np.array(rates.periods).T
    period = rng.choice(len(share), families, p=_normed(share))
    found: Floats = rng.uniform(start[period], end[period])
    return found


def _where(lives: Numbers, rates: People, rng: np.random.Generator) -> Numbers:
    """Where a family is taken: at home, in another county of the province, or abroad."""
    on, count = the_map(), len(lives)
    county = lives // VILLAGES
    other = rng.integers(on.first[county], on.last[county] + 1)
    found = np.where(rng.random(count) < rates.elsewhere, other * VILLAGES + rng.integers(0, VILLAGES, count), lives)
    abroad = rng.random(count) < rates.abroad
    found[abroad] = rng.choice(on.abroad, int(abroad.sum())) * VILLAGES + rng.integers(0, VILLAGES, int(abroad.sum()))
    return found


def _born(taken: Floats, rng: np.random.Generator) -> tuple[Floats, Flags]:
    """When each of a family was born, shape (families, ``MEMBERS``), and whether each is female."""
    families = len(taken)
    mother = taken - np.clip(rng.gamma(5.0, 6.0, families) + 14, 20, 75)
    born = np.empty((families, MEMBERS))
    born[:, MOTHER], born[:, FATHER] = mother, mother - rng.normal(2.5, 2.5, families)
    born[:, 5:] = born[:, [FATHER, MOTHER]] - rng.uniform(20, 40, (families, 2))
    after = np.cumsum(
        np.column_stack([np.clip(rng.normal(24, 3, families), 17, 42), rng.uniform(1, 5, (families, 2))]), axis=1
    )
    born[:, CHILDREN] = np.minimum(mother[:, None] + after, taken[:, None] - rng.uniform(0.1, 9, (families, 3)))
    is_female = np.zeros((families, MEMBERS), dtype=bool)
    is_female[:, MOTHER] = True
    is_female[:, CHILDREN] = rng.random((families, 3)) < 0.48
    return born, is_female


def _names(families: int, rates: People, rng: np.random.Generator) -> Syllables:
    """Names of every family: children bear the father's surname, and often a syllable in common."""
    names = np.full((families, MEMBERS, 4), NONE, dtype=np.int16)
    surnames = _surnames(2 * families, rng).reshape(families, 2, 2)
    names[:, :, :2] = surnames[:, [0, 1, 0, 0, 0, 0, 1]]
    given = rng.choice(COUNT, (families, MEMBERS, 2), p=given_prior())
    shared = rng.random(families) < rates.generation
    given[:, CHILDREN, 0] = np.where(shared[:, None], given[:, CHILDREN[:1], 0], given[:, CHILDREN, 0])
    given[:, :, 1][rng.random((families, MEMBERS)) < rates.one_syllable] = NONE
    names[:, :, 2:] = given
    return names.reshape(families * MEMBERS, 4)


def _surnames(count: int, rng: np.random.Generator) -> Syllables:
    drawn = rng.choice(COUNT + len(compounds()), count, p=surname_prior())
    of_two = np.array([one.syllables for one in compounds()])
    alone = np.column_stack([drawn, np.full(count, NONE)])
    found: Syllables = np.where((drawn < COUNT)[:, None], alone, of_two[np.maximum(drawn - COUNT, 0)]).astype(np.int16)
    return found


def _namesakes(bearers: Numbers, names: Syllables, lives: Numbers, some: Flags, rng: np.random.Generator) -> None:
    """Give some people the name and the village of another."""
    chosen = bearers[some]
    others = bearers[np.minimum(np.flatnonzero(some) + rng.integers(3, 30, len(chosen)), len(bearers) - 1)]
    names[chosen] = names[others]
    lives[chosen // MEMBERS] = lives[others // MEMBERS]
