"""Pairs of a random sample shown blind, one after the other, and judged: no score, no verdict, no order by either."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId, Name, PersonAccount, RelationAccount
from lastseen.domain.answers import PassageId, values
from lastseen.domain.coding import references
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Passage
from lastseen.domain.verdicts import Answer
from lastseen.operations.pages.near import Near, read_near
from lastseen.operations.pages.parts import cited_passages
from lastseen.operations.pages.sight import AccountTold
from lastseen.operations.quality import sample_seen
from lastseen.operations.users import authorised
from lastseen.storage.ledger import recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.quality import (
    NoSuchJudgement,
    NoSuchPair,
    PairKept,
    SampleKept,
    accounts_seen,
    newest_sample,
    pairs_decided_by,
    pairs_of,
    put_judgement,
    retract_judgement,
)

_STRETCH = 25
"""Within so many pairs of the random order, those that somebody gave a verdict on come last to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieTold:
    """A tie of the person to somebody else, by the names that the source gives them; none of the person's own.

    ``to_other`` says that it is what the person is to them, else what they are to the person.
    """

    names: tuple[Name, ...]
    relation: tuple[str, ...]
    to_other: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two accounts: the source that gives it, and all that this source says of the person, on its own."""

    account: AccountId
    source: str
    name: str
    accounts: tuple[AccountTold, ...]
    ties: tuple[TieTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePage:
    """The pair of the newest sample to be judged next; None where all that somebody sees of it is judged.

    ``judged`` counts the pairs judged by anybody, of ``total``.
    """

    sample: SampleKept
    pair: UUID | None
    sides: tuple[Side, ...]
    passages: Mapping[PassageId, Passage]
    judged: int
    total: int


def sample_page(rights: Rights) -> SamplePage:
    """The next pair to be judged, its two accounts each as its source tells of it and as if no verdict stood.

    Raises :class:`~lastseen.operations.quality.NoSample` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    with at_one_moment():
        sample = sample_seen(rights)
        pairs = pairs_of(sample.id)
        found = _next(rights, pairs)
        sides = () if found is None else _sides(rights, found)
        return SamplePage(
            sample=sample,
            pair=None if found is None else found.id,
            sides=sides,
            passages=cited_passages(rights, [account for side in sides for account in side.accounts]),
            judged=sum(one.answer is not None for one in pairs),
            total=len(pairs),
        )


def judge(pair: UUID, answer: Answer, *, actor: UUID, now: datetime) -> UUID:
    """Record what a pair of the newest sample is held to be; gives the id of the judgement. It joins nothing.

    Raises :class:`~lastseen.storage.quality.NoSuchPair`, :class:`~lastseen.storage.quality.JudgedAlready` or
    :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights = authorised(actor, May.DECIDE, May.IDENTIFY)
    with recording(actor, "judge", now) as pen:
        sample = newest_sample(rights)
        held = {} if sample is None else {one.id: one for one in pairs_of(sample.id)}
        if pair not in held or not accounts_seen(rights, held[pair].accounts).issuperset(held[pair].accounts):
            raise NoSuchPair(pair=pair)
        return put_judgement(pen, pair, answer)


def take_back_judgement(judgement: UUID, *, actor: UUID, now: datetime) -> None:
    """Take a judgement of the newest sample back: the pair awaits one again.

    Raises :class:`~lastseen.storage.quality.NoSuchJudgement` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights = authorised(actor, May.DECIDE, May.IDENTIFY)
    with recording(actor, "take-back-judgement", now) as pen:
        sample = newest_sample(rights)
        if sample is None or judgement not in {one.judgement for one in pairs_of(sample.id)}:
            raise NoSuchJudgement(judgement=judgement)
        retract_judgement(pen, judgement)


def _next(rights: Rights, pairs: Sequence[PairKept]) -> PairKept | None:
    """The first pair in the order drawn that waits, those somebody gave a verdict on the last of their stretch."""
    waiting = [one for one in pairs if one.answer is None]
    seen = accounts_seen(rights, (account for one in waiting for account in one.accounts))
    decided = pairs_decided_by(rights.user)
    return min(
        (one for one in waiting if seen.issuperset(one.accounts)),
        key=lambda one: (one.place // _STRETCH, frozenset(one.accounts) in decided, one.place),
        default=None,
    )


def _sides(rights: Rights, pair: PairKept) -> tuple[Side, ...]:
    near = read_near(rights, pair.accounts)
    return tuple(_side(near, account) for account in pair.accounts)


def _side(near: Near, account: AccountId) -> Side:
    """The account, and whatever names it, but not what names another account of the same person."""
    own = (account, *(id_ for id_ in near.about if id_ != account and account in _named(near, id_)))
    told = near.told(own)
    ties = (near.kept[id_].account for id_ in own)
    return Side(
        account=account,
        source=told[0].source,
        name=told[0].name,
        accounts=told,
        ties=tuple(_tie(near, account, tie) for tie in ties if isinstance(tie, RelationAccount)),
    )


def _tie(near: Near, account: AccountId, tie: RelationAccount) -> TieTold:
    to_other = account in values(tie.person)
    others = (near.kept.get(AccountId(end)) for end in values(tie.other if to_other else tie.person))
    people = [one.account for one in others if one is not None and isinstance(one.account, PersonAccount)]
    names = dict.fromkeys(name for person in people for name in values(person.names))
    return TieTold(names=tuple(names), relation=tuple(map(str, values(tie.relation))), to_other=to_other)


def _named(near: Near, account: AccountId) -> set[AccountId]:
    return {target for _, target in references(near.kept[account].account)}
