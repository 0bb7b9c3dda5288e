"""An invented map: provinces of counties of villages, each with its path from the top."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from lastseen.linkage.invented.rates import Told
from lastseen.linkage.invented.tables import Floats, Numbers, provinces

VILLAGES = 20
"""How many villages each county has; village ``v`` lies in county ``v // VILLAGES``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Counties by number: the province of each, the first and last county of its province, how many people live there.

    ``paths`` has those of all provinces, then counties, then villages; ``former`` the same where special cities are
    still under the province they once belonged to. ``starts`` says where each level begins.
    """

    province: Numbers
    first: Numbers
    last: Numbers
    share: Floats
    paths: pl.Series
    former: pl.Series
    starts: tuple[int, int, int]
    abroad: Numbers

    def written(self, village: Numbers, level: Numbers, *, former: np.ndarray) -> pl.Series:
        """The paths of villages, each as far as its level: province, county or village."""
        county = village // VILLAGES
        at = np.choose(level, (self.province[county], self.starts[1] + county, self.starts[2] + village))
        return pl.select(
            pl.when(pl.Series(former)).then(self.former.gather(at)).otherwise(self.paths.gather(at))
        ).to_series()

    def next_to(self, village: Numbers) -> Numbers:
        """A village in a county beside, in the same province."""
        county = village // VILLAGES
        beside = np.where(county < self.last[county], county + 1, np.maximum(county - 1, self.first[county]))
        return beside * VILLAGES + village % VILLAGES


@cache
def the_map() -> Map:
    """The map that all invented testimony is about. Half of a province lives in few of its counties."""
    told = provinces()
    counties = np.array([one.counties for one in told])
    province = np.repeat(np.arange(len(told)), counties)
    first = np.cumsum(counties) - counties
    rank = np.arange(len(province)) - first[province] + 1
    weight = 1.0 / rank
    total = np.bincount(province, weights=weight)
    share = np.array([one.share for one in told])[province] * weight / total[province]
    return Map(
        province=province,
        first=first[province],
        last=(first + counties - 1)[province],
        share=share / share.sum(),
        paths=_paths([one.path for one in told], province, rank),
        former=_paths([one.once or one.path for one in told], province, rank),
        starts=(0, len(told), len(told) + len(province)),
        abroad=np.flatnonzero(share == 0),
    )


def _paths(tops: list[str], province: Numbers, rank: Numbers) -> pl.Series:
    codes = [f"{number + 1:02}-{place:02}" for number, place in zip(province.tolist(), rank.tolist(), strict=True)]
    counties = [f"{tops[number]}/{code}" for number, code in zip(province.tolist(), codes, strict=True)]
    villages = [
        f"{county}/{code}-{village + 1:02}"
        for county, code in zip(counties, codes, strict=True)
        for village in range(VILLAGES)
    ]
    return pl.Series([*tops, *counties, *villages])


def told_places(true: Numbers, told: Told, *, missing: float, rng: np.random.Generator) -> pl.Series:
    """Where somebody says that something was: more or less exactly, next to it, or somewhere else."""
    count = len(true)
    on = the_map()
    beside = rng.random(count) < told.neighbouring
    village = np.where(beside, on.next_to(true), true)
    moved = rng.random(count) < told.moved
    village[moved] = living(int(moved.sum()), rng)
    level = rng.choice(3, count, p=told.residence_levels)
    written = on.written(village, level, former=rng.random(count) < told.former)
    return pl.select(pl.when(pl.Series(rng.random(count) < missing)).then(pl.lit("")).otherwise(written)).to_series()


def living(count: int, rng: np.random.Generator) -> Numbers:
    """Villages that people live in."""
    county = rng.choice(len(the_map().share), count, p=the_map().share)
    found: Numbers = county * VILLAGES + (rng.power(0.6, count) * VILLAGES).astype(np.int64)
    return found
