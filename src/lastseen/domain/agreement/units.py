"""Which units of two readings of one source are the same: persons first, then what is told of them.

Every feature says whether two units are alike in it, unlike, or leaves it open; weights add up to how alike they are.
The most alike are joined first, each once, and none below :data:`ENOUGH`: what is left over, only one reading found.
Which reading comes first makes no difference, nor does what either of them calls its units.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lastseen.domain.accounts import (
    ACCOUNT_TYPES,
    INTERVIEWEE,
    Account,
    AccountId,
    PersonAccount,
    StageAccount,
    specs,
)
from lastseen.domain.agreement.model import Reading, Unit
from lastseen.domain.agreement.values import plain
from lastseen.domain.answers import values
from lastseen.domain.dates import full_years, overlaps
from lastseen.domain.sources import Passage

ENOUGH = 3
"""How alike two units have to be."""
NEVER = -100
"""The weight of what no other likeness makes up for."""

IsOneName = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What somebody says of an alignment: which accounts are one unit, and which are not, the first reading's first."""

    together: frozenset[tuple[AccountId, AccountId]] = frozenset()
    apart: frozenset[tuple[AccountId, AccountId]] = frozenset()


def align(first: Reading, second: Reading, fixed: Fixed, is_one_name: IsOneName) -> tuple[Unit, ...]:
    """The units of both readings, kind by kind, in the order of the first; then what only the second found.

    ``is_one_name`` says of two spellings whether they are of one name.
    """
    joined: dict[AccountId, AccountId] = {}
    units: list[Unit] = []
    for kind in _ORDER:
        ours, theirs = ([a for a in reading.accounts if a.kind == kind] for reading in (first, second))
        pairs = _joined(ours, theirs, _Likeness(first, second, joined, is_one_name), fixed)
        joined |= {b: a for a, b in pairs.items()}
        other = {account.id: account for account in theirs}
        units += [Unit(first=a, second=other.get(pairs[a.id]) if a.id in pairs else None) for a in ours]
        units += [Unit(first=None, second=b) for b in theirs if b.id not in joined]
    return tuple(units)


def _joined(
    ours: list[Account], theirs: list[Account], likeness: "_Likeness", fixed: Fixed
) -> dict[AccountId, AccountId]:
    there = {(a.id, b.id) for a in ours for b in theirs}
    pairs = dict(sorted(fixed.together & there))
    taken = set(pairs.values())
    for a, b in _ranked(ours, theirs, likeness):
        if (a, b) not in fixed.apart and a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _ranked(ours: list[Account], theirs: list[Account], likeness: "_Likeness") -> Iterator[tuple[AccountId, AccountId]]:
    """Pairs that are alike enough, the most alike first; of equals, those that come at the same place."""
    scored = (
        (-score, i + j, abs(i - j), a.id, b.id)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if (score := likeness.score(a, b)) >= ENOUGH
    )
    return ((a, b) for *_, a, b in sorted(scored, key=lambda one: one[:3]))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How alike accounts of two readings are, as far as others of theirs are joined already (the second's to ours)."""

    first: Reading
    second: Reading
    joined: Mapping[AccountId, AccountId]
    is_one_name: IsOneName

    def score(self, a: Account, b: Account) -> int:
        """The weights of all features in which they are alike or unlike."""
        found = ((feature(self, a, b), alike, unlike) for feature, alike, unlike in _FEATURES[a.kind])
        return sum(alike if says else unlike for says, alike, unlike in found if says is not None)

    def spans(self, account: Account, reading: Reading) -> list[Passage]:
        """The passages an account cites."""
        cited = {p for name in specs(type(account)) for coded in getattr(account, name) for p in coded.passages}
        return [reading.passages[passage] for passage in cited if passage in reading.passages]

    def people(self, case: Account, reading: Reading) -> set[AccountId]:
        """The persons of whom a reading tells in a case, as the first reading calls them."""
        stages = (one for one in reading.accounts if isinstance(one, StageAccount) and case.id in values(one.case))
        return {self.joined.get(person, person) for stage in stages for person in values(stage.person)}


_Feature = Callable[[_Likeness, Account, Account], bool | None]


def _alike(a: set[object], b: set[object]) -> bool | None:
    """Whether they share anything; open where one of them is empty."""
    return bool(a & b) if a and b else None


def _said(name: str) -> _Feature:
    def feature(likeness: _Likeness, a: Account, b: Account) -> bool | None:
        kind = specs(type(a))[name].kind

        def given(account: Account) -> set[object]:
            return {plain(value, kind, likeness.joined) for value in values(getattr(account, name))}

        return _alike(given(a), given(b))

    return feature


def _dates(name: str) -> _Feature:
    def feature(_: _Likeness, a: Account, b: Account) -> bool | None:
        pairs = [overlaps(one, other) for one in values(getattr(a, name)) for other in values(getattr(b, name))]
        return any(pairs) if pairs else None

    return feature


def _names(likeness: _Likeness, a: Account, b: Account) -> bool | None:
    def texts(account: Account) -> list[str]:
        assert isinstance(account, PersonAccount)  # noqa: S101  # this feature is of persons
        return [name.text for name in values(account.names)]

    pairs = [one == other or likeness.is_one_name(one, other) for one in texts(a) for other in texts(b)]
    return any(pairs) if pairs else None


def _ages(_: _Likeness, a: Account, b: Account) -> bool | None:
    def years(account: Account) -> list[tuple[int, int]]:
        return [full_years(age) for age in values(account.age)]  # type: ignore[attr-defined]  # of persons

    pairs = [low <= other_high and other_low <= high for low, high in years(a) for other_low, other_high in years(b)]
    return any(pairs) if pairs else None


def _words(likeness: _Likeness, a: Account, b: Account) -> bool | None:
    """Whether they cite words that overlap; that they do not, says nothing."""
    return (
        any(
            _overlap(one, other)
            for one in likeness.spans(a, likeness.first)
            for other in likeness.spans(b, likeness.second)
        )
        or None
    )


def _overlap(one: Passage, other: Passage) -> bool:
    if not one.text_digest or one.text_digest != other.text_digest:
        return one.id == other.id
    return one.start < other.end and other.start < one.end


def _people(likeness: _Likeness, a: Account, b: Account) -> bool | None:
    return _alike({*likeness.people(a, likeness.first)}, {*likeness.people(b, likeness.second)})


def _ends(likeness: _Likeness, a: Account, b: Account) -> bool | None:
    """Whether a tie is between the same two, whichever way round."""

    def between(account: Account) -> set[AccountId]:
        named = (getattr(account, name) for name in ("person", "other"))
        return {likeness.joined.get(one, one) for said in named for one in values(said)} or {INTERVIEWEE}

    return between(a) == between(b)


_PERSON = (_said("person"), 0, NEVER)
_FEATURES: Mapping[str, tuple[tuple[_Feature, int, int], ...]] = {
    "person": (
        (_names, 5, -2),
        (_words, 2, 0),
        (_said("relation_to_interviewee"), 1, 0),
        (_said("sex"), 1, -3),
        (_dates("birth"), 1, -2),
        (_ages, 1, -2),
        (_said("role"), 1, 0),
    ),
    "case": ((_people, 4, -3), (_words, 2, 0), (_said("title"), 1, 0)),
    "stage": (
        _PERSON,
        (_said("stage"), 3, -2),
        (_words, 3, 0),
        (_dates("start"), 2, -3),
        (_said("place"), 1, -1),
        (_said("order"), 1, 0),
        (_said("case"), 1, -1),
    ),
    "fate": (_PERSON, (_said("status"), 3, -1), (_words, 3, 0), (_dates("as_of"), 1, -1)),
    "relation": ((_ends, 3, NEVER), (_said("relation"), 1, 0)),
    "response": (_PERSON, (_said("response"), 3, -1), (_said("authority"), 1, -1), (_words, 3, 0)),
    "effort": (_PERSON, (_said("effort"), 3, -1), (_dates("start"), 1, -1), (_words, 3, 0)),
    "mass-event": (
        (_words, 3, 0),
        (_said("event"), 3, 0),
        (_said("stage"), 1, -1),
        (_dates("start"), 1, -2),
        (_said("place"), 1, -1),
    ),
}
"""What is looked at for each kind of unit: a feature, its weight where they are alike, and where they are unlike."""

_ORDER = tuple(ACCOUNT_TYPES)
"""Kinds in the order in which they are aligned: whatever names others comes after them."""
