"""What sources say of invented people when asked: when, how old, what authority, which relatives."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from lastseen.linkage.invented.people import NONE, Flags, Taken
from lastseen.linkage.invented.rates import People, Rates, Tellers, Told
from lastseen.linkage.invented.tables import Floats, Numbers

_DAY: Final = 1 / 366
"""How far the end of a span of years is from the beginning of the next."""
_WIDTHS: Final = np.array([1 / 365.25, 1 / 12, 1 / 4, 1.0, 10.0])
"""How wide, in years, what is told to the day, month, season, year and decade is."""
SISTERS: Final = {
    "mss": "moss",
    "moss": "mss",
    "border-guard": "msc",
    "msc": "border-guard",
    "cn-mps": "cn-border-guard",
    "cn-border-guard": "cn-mps",
    "anti-socialist": "moss",
}
"""The institution that each is taken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Who tells of whom: by account its person and source, and the telling, in which a source tells of one family."""

    person: Numbers
    source: Numbers
    telling: Numbers
    sources: int
    tellings: int


def tell(taken: Taken, count: int, rates: Rates, rng: np.random.Generator) -> Accounts:
    """Give everybody an account, and some many; a source tells of neighbours, and of families whole."""
    people = len(taken.member)
    known = np.minimum(rng.pareto(rates.people.fame, len(taken.of_family_taken)), rates.people.most_famous)
    weight = known[taken.family] * rng.uniform(0.3, 1.0, people)
    times = 1 + rng.multinomial(count - people, weight / weight.sum())
    person = np.repeat(np.arange(people), times)
    rank = np.arange(count) - np.repeat(np.cumsum(times) - times, times)
    person, rank = (one[np.lexsort((person, rank))] for one in (person, rank))
    source = _sources(count, rates.tellers, rng)
    again = (rank > 0) & (rng.random(count) < rates.tellers.tells_twice)
    source[again] = source[person[again]]  # the first accounts stand in the order of people
    together = source * len(taken.of_family_taken) + taken.family[person]
    tellings, telling = np.unique(together, return_inverse=True)
    return Accounts(
        person=person, source=source, telling=telling, sources=int(source.max(initial=-1)) + 1, tellings=len(tellings)
    )


def _sources(count: int, rates: Tellers, rng: np.random.Generator) -> Numbers:
    sizes = np.arange(1, rates.most + 1)
    share = sizes**-rates.tails_off
    drawn = rng.choice(sizes, count, p=share / share.sum())
    found: Numbers = np.repeat(np.arange(count), drawn)[:count]
    return found


def told_taken(true: Floats, accounts: Accounts, told: Told, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """From when to when somebody says that people were taken, in years; not a number where that is not told.

    A source says one thing of all of a family.
    """
    tellings = accounts.tellings
    width = _WIDTHS[rng.choice(len(_WIDTHS), tellings, p=told.taken_kinds)]
    off = np.where(rng.random(tellings) < told.taken_off, rng.normal(0, 1, tellings), 0.0)
    missing = rng.random(tellings) < told.taken_missing
    width, off, missing = width[accounts.telling], off[accounts.telling], missing[accounts.telling]
    low = np.where(missing, np.nan, np.floor((true + off) / width) * width)
    return low, low + width - np.minimum(_DAY, width / 2)


def told_born(
    true: Floats, taken: tuple[Floats, Floats], told: Told, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """From when to when somebody is said to be born, from a year or from an age at the time of ``taken``."""
    count = len(true)
    low, high = taken
    year = np.floor((low + high) / 2)
    born = true + np.where(rng.random(count) < told.birth_off, rng.normal(0, told.birth_spread, count), 0.0)
    full = np.maximum(np.floor((low + high) / 2 - born), 0)
    korean = np.maximum(year - np.floor(born) + 1, 1)
    age = np.where(rng.random(count) < told.counted_wrongly, korean, full)
    age = np.where(rng.random(count) < told.age_rounded, np.round(age / 5) * 5, age)
    unsaid = np.where(rng.random(count) < told.korean_age, korean, full)
    decade = np.floor(full / 10) * 10
    kind = rng.choice(4, count, p=told.birth_kinds)
    start = np.choose(kind, (np.floor(born), low - age - 1, low - unsaid - 1, low - decade - 10))
    end = np.choose(
        kind, (np.floor(born) + 1 - _DAY, high - age, np.maximum(high - unsaid, year - unsaid + 2), high - decade)
    )
    missing = rng.random(count) < told.birth_missing
    return np.where(missing, np.nan, start), np.where(missing, np.nan, end)


def told_sex(is_female: Flags, told: Told, rng: np.random.Generator) -> pl.Series:
    """The sex as told; empty where it is not."""
    said = is_female ^ (rng.random(len(is_female)) < told.sex_wrong)
    missing = rng.random(len(is_female)) < told.sex_missing
    return pl.Series(["male", "female", ""]).gather(np.where(missing, 2, said))


def told_authorities(true: Numbers, of: People, told: Told, rng: np.random.Generator) -> pl.Series:
    """Lists of the institutions told, first the one that took."""
    count = len(true)
    codes = sorted(SISTERS)
    both = np.array([[codes.index(one) if one else NONE for one in pair[:2]] for pair in of.authorities])[true]
    one_of_two = (both[:, 1] != NONE) & (rng.random(count) < told.one_of_two)
    left_out = rng.integers(0, 2, count)
    both[one_of_two, left_out[one_of_two]] = NONE
    sisters = np.array([codes.index(SISTERS[code]) for code in codes])
    swapped = (both != NONE) & (rng.random(both.shape) < told.sister_authority)
    both[swapped] = sisters[both[swapped]]
    both[rng.random(count) < told.authority_missing] = NONE
    account, slot = np.nonzero(both != NONE)
    return lists(account, pl.Series(codes).gather(both[account, slot]), count)


def told_occupation(true: Numbers, of: People, told: Told, rng: np.random.Generator) -> pl.Series:
    """Lists of one occupation, or of none."""
    count = len(true)
    other = rng.random(count) < told.other_occupation
    said = np.where(other, rng.integers(0, len(of.occupations), count), true)
    known = np.flatnonzero(rng.random(count) >= told.occupation_missing)
    return lists(known, pl.Series(of.occupations).gather(said[known]), count)


def lists(account: Numbers, words: pl.Series, count: int) -> pl.Series:
    """The words of each account as lists, in their order; empty lists for accounts that have none."""
    told = pl.DataFrame({"account": account, "words": words}).unique(maintain_order=True)
    found = told.group_by("account", maintain_order=True).agg("words")
    every = pl.DataFrame({"account": np.arange(count)})
    return every.join(found, on="account", how="left", maintain_order="left")["words"].fill_null(
        pl.lit([], dtype=pl.List(pl.String))
    )
