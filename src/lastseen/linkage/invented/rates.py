"""How often what is told goes wrong, and in which way: every rate that invented testimony is made with.

Shares of the people taken follow the published figures of TJWG's report of 31 October 2024 (113 victims); how often
testimony is vague or wrong is nowhere published record by record, and is set here by what documenters describe. All of
it is open to be set otherwise.
"""

from dataclasses import dataclass, field
from typing import Final

SYSTEMS: Final = (
    "southern",
    "northern",
    "hanja",
    "mccune-reischauer",
    "mccune-reischauer-plain",
    "revised",
    "northern-press",
    "press",
    "cyrillic",
)
"""What a source writes names in. The plain form of McCune–Reischauer has lost its marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellers:
    """How sources differ."""

    systems: tuple[float, ...] = (0.38, 0.12, 0.03, 0.06, 0.08, 0.10, 0.10, 0.10, 0.03)
    """The share of sources that write names in each of ``SYSTEMS``."""
    folds_surname: tuple[float, ...] = (0.97, 0.0, 0.0, 0.1, 0.1, 0.97, 0.0, 0.9, 0.1)
    """How often each writes the surname as Southern speech has it (이 for 리)."""
    folds_given: tuple[float, ...] = (0.7, 0.0, 0.0, 0.1, 0.1, 0.7, 0.0, 0.7, 0.05)
    """How often each writes the given name so; the South's own guidance of 1992 is followed by some of its press."""
    joins: tuple[float, ...] = (0.45, 0.25, 0.3)
    """How the two syllables of a given name are put together in Latin letters: by a hyphen, joined, spaced."""
    given_first: float = 0.08
    """How many sources in Latin letters write the surname last."""
    most: int = 15
    """The most people that one source tells of."""
    tails_off: float = 1.5
    """The share of sources that tell of k people falls as k to the minus this: the mean is then about three."""
    tells_twice: float = 0.01
    """How often an account is by a source that told of the same person before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who is taken, with whom, and what names they bear."""

    together: tuple[float, ...] = (0.62, 0.18, 0.11, 0.06, 0.03)
    """The share of cases in which one, two … five of a family are taken. TJWG: 113 victims in 66 cases, 1.7 a case."""
    roles: tuple[float, ...] = (0.42, 0.18, 0.24, 0.10, 0.06)
    """Who is taken: father, mother, children; as weights. TJWG: 58 % male, 12 % under ten years, 39 % from 20 to 39."""
    periods: tuple[tuple[float, float, float], ...] = (
        (1960.0, 1994.5, 0.064),
        (1994.5, 2011.96, 0.618),
        (2011.96, 2021.3, 0.318),
    )
    """From when, to when, and the share taken then. TJWG: 7, 68 and 35 of 110."""
    abroad: float = 0.204
    """The share taken in China or Russia. TJWG: 23 of 113."""
    elsewhere: float = 0.25
    """The share of others who are taken in another county of their province."""
    namesakes: float = 0.01
    """How many are given the name and the village of another."""
    one_syllable: float = 0.05
    """How many given names have one syllable."""
    generation: float = 0.3
    """How many families give all their children the same first syllable."""
    fame: float = 1.1
    """Accounts beyond the first go to people by weights whose tail is this steep (Pareto); most have one or two."""
    most_famous: float = 14.0
    """Where that tail is cut: the best known then have about twenty accounts."""
    authorities: tuple[tuple[str, str, float], ...] = (
        ("mss", "", 0.549),
        ("border-guard", "mss", 0.09),
        ("cn-mps", "mss", 0.10),
        ("moss", "mss", 0.055),
        ("msc", "mss", 0.02),
        ("moss", "", 0.09),
        ("msc", "", 0.04),
        ("cn-border-guard", "mss", 0.02),
        ("anti-socialist", "", 0.036),
    )
    """Who takes and who holds them, and how often. TJWG: State Security alone 62 of 113, handed over to it 30."""
    occupations: tuple[str, ...] = (
        *("trader", "farmer", "labourer", "housewife", "smuggler", "soldier", "student-school", "miner", "driver"),
        *("office-worker", "teacher", "party-official", "doctor-nurse", "engineer", "pensioner", "fisher"),
    )
    """What they do; the second half as often as the first, and so on (Zipf)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How often each part of an account is left out, vague or wrong."""

    name_missing: float = 0.06
    """No name at all."""
    nickname: float = 0.015
    """A nickname or what the person was called by, in place of the name."""
    called_by_child: float = 0.015
    """Called the mother or father of a child, in place of the name (영희 엄마); only in Hangul."""
    other_name: float = 0.015
    """Another given name altogether: an alias, or a mistake."""
    two_spellings: float = 0.08
    """The name in a second writing system beside the first."""
    misheard: float = 0.035
    """A syllable taken for one near in sound: 3–5 % as measured on public variants."""
    other_character: float = 0.25
    """A Hanja guessed: another character of the same reading, as public data has two for one person."""

    sex_missing: float = 0.05
    sex_wrong: float = 0.004

    birth_missing: float = 0.22
    birth_kinds: tuple[float, ...] = (0.42, 0.22, 0.26, 0.10)
    """Year of birth; full age when taken; an age of which nobody said how it was counted; "in his forties"."""
    birth_off: float = 0.35
    """Remembered wrongly, by one or two years, seldom more."""
    birth_spread: float = 1.3
    """The standard deviation of that, in years."""
    korean_age: float = 0.55
    """How many of the ages of which nothing was said are Korean ages."""
    counted_wrongly: float = 0.12
    """A Korean age written down as a full one."""
    age_rounded: float = 0.15
    """An age rounded to five years and written down as exact."""

    residence_missing: float = 0.22
    residence_levels: tuple[float, ...] = (0.12, 0.5, 0.38)
    """Told as far as the province, the county, the village."""
    neighbouring: float = 0.06
    """The next county in place of the right one."""
    moved: float = 0.04
    """Another place altogether: where they lived before."""
    former: float = 0.35
    """A special city coded under the province it once belonged to."""

    taken_missing: float = 0.10
    taken_kinds: tuple[float, ...] = (0.12, 0.30, 0.16, 0.36, 0.06)
    """Told to the day, the month, the season, the year, the decade."""
    taken_off: float = 0.25
    """Remembered wrongly, by about a year."""
    taken_place_missing: float = 0.18

    authority_missing: float = 0.12
    sister_authority: float = 0.12
    """One institution taken for another like it: State Security for the police, border guard for military security."""
    one_of_two: float = 0.45
    """Only the first or the last of two institutions told."""

    kin_missing: float = 0.45
    kin_told: float = 0.45
    """Each relative, where any are told."""
    occupation_missing: float = 0.45
    other_occupation: float = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """All rates of an invented registry."""

    tellers: Tellers = field(default_factory=Tellers)
    people: People = field(default_factory=People)
    told: Told = field(default_factory=Told)
