"""Accounts of invented people: who tells of whom, and what of it is left out, vague or wrong."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from lastseen.linkage.invented import telling
from lastseen.linkage.invented.people import CHILDREN, KIN, MEMBERS, MOTHER, NONE, Syllables, Taken, people
from lastseen.linkage.invented.places import told_places
from lastseen.linkage.invented.rates import SYSTEMS, Rates
from lastseen.linkage.invented.spelling import Asked, in_hangul, spelled
from lastseen.linkage.invented.tables import Floats, Numbers, untold
from lastseen.linkage.invented.telling import Accounts
from lastseen.names.hangul import COUNT
from lastseen.names.prior import given_prior

PER_PERSON = 0.45
"""People for each account, where it is not said how many there are."""


def invent(
    accounts: int, seed: int, *, people: int | None = None, rates: Rates | None = None
) -> tuple[pl.DataFrame, pl.Series]:
    """So many accounts of invented people, as testimony is laid out, and the person each is of.

    The frame has the columns id, source, names, sex, birth_low, birth_high, residence, taken_low, taken_high,
    taken_place, authorities, kin and occupation; the truth, ``person``, is in the same order, which is that of chance.
    The same numbers give the same accounts. There are at least one person and at most as many as accounts.
    """
    rng = np.random.default_rng(seed)
    number = round(accounts * PER_PERSON) if people is None else people
    told = _Registry.of(accounts, min(max(number, 1), accounts), rates or Rates(), rng)
    order = rng.permutation(accounts)
    frame = told.frame().select(pl.all().gather(order))
    ids = pl.Series("id", [f"A{place:07}" for place in range(accounts)], dtype=pl.String)
    return frame.insert_column(0, ids), pl.Series("person", told.accounts.person[order])


@dataclass(frozen=True, slots=True)
class _Registry:
    taken: Taken
    accounts: Accounts
    rates: Rates
    rng: np.random.Generator

    @classmethod
    def of(cls, accounts: int, number: int, rates: Rates, rng: np.random.Generator) -> "_Registry":
        taken = people(number, rates.people, rng)
        return cls(taken, telling.tell(taken, accounts, rates, rng), rates, rng)

    def frame(self) -> pl.DataFrame:
        taken, person, told, rng = self.taken, self.accounts.person, self.rates.told, self.rng
        family = taken.family[person]
        when = telling.told_taken(taken.of_family_taken[family], self.accounts, told, rng)
        at = np.where(np.isnan(when[0]), np.floor(taken.of_family_taken[family]), when[0])
        until = np.where(np.isnan(when[1]), at + 1, when[1])
        born = telling.told_born(taken.born[person], (at, until), told, rng)
        names, kin = _Names.of(self).told()
        return pl.DataFrame(
            {
                "source": [f"S{source:07}" for source in self.accounts.source.tolist()],
                "names": names,
                "sex": telling.told_sex(taken.is_female[person], told, rng),
                "birth_low": _years(born[0]),
                "birth_high": _years(born[1]),
                "residence": self._places(taken.of_family_lives, told.residence_missing),
                "taken_low": _years(when[0]),
                "taken_high": _years(when[1]),
                "taken_place": self._places(taken.of_family_place, told.taken_place_missing),
                "authorities": telling.told_authorities(
                    taken.of_family_authority[family], self.rates.people, told, rng
                ),
                "kin": kin,
                "occupation": telling.told_occupation(taken.occupation[person], self.rates.people, told, rng),
            }
        )

    def _places(self, of_family: Numbers, missing: float) -> pl.Series:
        """The place told; a source says one of all of a family."""
        first = np.unique(self.accounts.telling, return_index=True)[1]
        true = of_family[self.taken.family[self.accounts.person[first]]]
        return told_places(true, self.rates.told, missing=missing, rng=self.rng).gather(self.accounts.telling)


def _years(values: Floats) -> pl.Series:
    return pl.Series(values, nan_to_null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The names that accounts tell, and how each of their sources writes."""

    registry: _Registry
    system: Numbers
    joins: Numbers
    given_first: "np.ndarray[tuple[int], np.dtype[np.bool_]]"

    @classmethod
    def of(cls, registry: _Registry) -> "_Names":
        rates, rng, sources = registry.rates.tellers, registry.rng, registry.accounts.sources
        system = rng.choice(len(SYSTEMS), sources, p=rates.systems)
        joins = rng.choice(3, sources, p=rates.joins)
        given_first = rng.random(sources) < rates.given_first
        source = registry.accounts.source
        return cls(registry=registry, system=system[source], joins=joins[source], given_first=given_first[source])

    def told(self) -> tuple[pl.Series, pl.Series]:
        """Of each account the names of the person, and those of relatives."""
        count = len(self.system)
        account, member = self._relatives()
        kin = self._written(account, self._bearer(account, member), None)
        own = telling.lists(*self._own(), count)
        return own, telling.lists(account, kin, count)

    def _bearer(self, account: Numbers, member: Numbers) -> Numbers:
        person = self.registry.accounts.person[account]
        return self.registry.taken.family[person] * MEMBERS + member

    def _relatives(self) -> tuple[Numbers, Numbers]:
        told, rng = self.registry.rates.told, self.registry.rng
        relatives = KIN[self.registry.taken.member[self.registry.accounts.person]]
        is_told = (rng.random(relatives.shape) < told.kin_told) & (relatives != NONE)
        is_told[rng.random(len(relatives)) < told.kin_missing] = False
        account, slot = np.nonzero(is_told)
        return account, relatives[account, slot]

    def _own(self) -> tuple[Numbers, pl.Series]:
        """Accounts and what they call the person, in order: a name, perhaps in two systems, or what stands for one."""
        told, rng, count = self.registry.rates.told, self.registry.rng, len(self.system)
        chances = (told.name_missing, told.nickname, told.called_by_child)
        how = np.searchsorted(np.cumsum(chances), rng.random(count))
        named, nicknamed = np.flatnonzero(how == len(chances)), np.flatnonzero(how == 1)
        by_child = np.flatnonzero((how == 2) & (self.system < SYSTEMS.index("hanja")))
        twice = named[rng.random(len(named)) < told.two_spellings]
        other = np.where(self.system[twice] < SYSTEMS.index("hanja"), SYSTEMS.index("northern-press"), 0)
        called = pl.Series(untold()["nicknames"])
        parts = [
            (named, self._written(named, self._own_bearer(named), self._alias(named))),
            (twice, self._written(twice, self._own_bearer(twice), None, system=other)),
            (nicknamed, called.gather(rng.integers(0, len(called), len(nicknamed)))),
            (by_child, self._called_by_child(by_child)),
        ]
        account = np.concatenate([accounts for accounts, _ in parts])
        order = np.argsort(account, kind="stable")
        return account[order], pl.concat([words for _, words in parts]).gather(order)

    def _own_bearer(self, account: Numbers) -> Numbers:
        return self._bearer(account, self.registry.taken.member[self.registry.accounts.person[account]])

    def _alias(self, account: Numbers) -> Syllables:
        """The names of the people, some with another given name."""
        rng = self.registry.rng
        names = self.registry.taken.names[self._own_bearer(account)].copy()
        other = rng.random(len(account)) < self.registry.rates.told.other_name
        names[other, 2:] = rng.choice(COUNT, (int(other.sum()), 2), p=given_prior())
        return names

    def _called_by_child(self, account: Numbers) -> pl.Series:
        """Somebody's mother or father, by the given name of the first child; of a child itself a playmate's."""
        member = self.registry.taken.member[self.registry.accounts.person[account]]
        child = self.registry.taken.names[self._bearer(account, np.full(len(account), CHILDREN[0]))]
        parent = pl.Series([untold()["mother"] if one == MOTHER else untold()["father"] for one in member.tolist()])
        return pl.select(pl.concat_str([in_hangul(child[:, 2:]), parent])).to_series()

    def _written(
        self, account: Numbers, bearer: Numbers, names: Syllables | None, *, system: Numbers | None = None
    ) -> pl.Series:
        asked = Asked(
            names=self.registry.taken.names[bearer] if names is None else names,
            bearers=bearer,
            system=self.system[account] if system is None else system,
            joins=self.joins[account],
            given_first=self.given_first[account],
        )
        return spelled(asked, self.registry.rates, self.registry.rng)
