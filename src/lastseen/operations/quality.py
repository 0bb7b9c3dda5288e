"""How well people are linked: a random sample of pairs, and precision and recall from what it was judged to be."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
import polars as pl

from lastseen.domain.accounts import AccountId
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.domain.strata import Stratum
from lastseen.domain.verdicts import Answer, Verdict, cluster
from lastseen.linkage.assessing import Assessment, Joined, Judged, assess, still_to_judge
from lastseen.linkage.sampling import Pairs
from lastseen.operations.linking import Linked, linked
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.quality import (
    Drawing,
    PairKept,
    SampleKept,
    joined_at,
    newest_sample,
    pairs_of,
    put_sample,
)
from lastseen.storage.search.reading import sources_held

SMALLEST, LARGEST = 60, 5000
"""How many pairs a sample may have: fewer say nothing, and more nobody judges."""
WITHIN = 0.05
"""How well a figure is to be known, either way, for it to be called known well."""


class NoSample(Refusal):
    """No sample was drawn yet from what the user sees."""

    code = "quality.no-sample"
    sentence = "No random sample of pairs has been drawn yet."
    hint = "Draw one: in the browser under Review, Sample, or with lastseen quality draw."


class BadSampleSize(Refusal):
    """A sample too small to say anything, or too large to be judged."""

    code = "quality.bad-size"
    sentence = "A sample of {size} pairs is not drawn."
    hint = "Draw between {smallest} and {largest} pairs."


class NothingToDraw(Refusal):
    """There are fewer than two accounts of people."""

    code = "quality.nothing-to-draw"
    sentence = "There are no two accounts of people to draw a pair from."
    hint = "Hand interviews in first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How well people are linked now, as the newest sample tells.

    The figures are of the accounts the sample was drawn from; ``since`` accounts have come after it. ``pairs`` has for
    each stratum how many pairs it held. ``more`` says how many more pairs to judge until a figure (``precision``,
    ``recall``, ``recall_near``) is known to five points either way: nought where it is, None where that hardly helps.
    """

    sample: SampleKept
    assessment: Assessment
    more: Mapping[str, int | None]
    waiting: int
    since: int


def draw_sample(size: int, seed: int, workspace: Workspace, *, actor: UUID, now: datetime) -> UUID:
    """Draw pairs of accounts at random, by stratum; gives the id of the sample, which is the newest from now on.

    Raises :class:`BadSampleSize`, :class:`NothingToDraw` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights = authorised(actor, May.DECIDE, May.IDENTIFY)
    if not SMALLEST <= size <= LARGEST:
        raise BadSampleSize(size=size, smallest=SMALLEST, largest=LARGEST)
    made = linked(rights, workspace)
    accounts, joined = made.accounts, _joined(made.verdicts)
    if accounts.height < 2:
        raise NothingToDraw
    pairs = _pairs(made, joined)
    drawn = pairs.draw(size, seed)
    ids = [AccountId(UUID(hex=account)) for account in accounts["account"]]
    drawing = Drawing(
        seed=seed,
        size=size,
        compartments=rights.compartments,
        accounts=accounts.height,
        newest=int(accounts["serial"].max()),  # type: ignore[arg-type]  # there are some
        strata=pairs.sizes,
        drawn={stratum: sum(one.stratum is stratum for one in drawn) for stratum in Stratum},
        state=_digest(joined),
    )
    with recording(actor, "draw-sample", now) as pen:
        return put_sample(pen, drawing, [(ids[one.left], ids[one.right], one.stratum) for one in drawn])


def quality(rights: Rights, workspace: Workspace) -> Quality:
    """How well people are linked now.

    Raises :class:`NoSample`, :class:`~lastseen.linkage.assessing.TooFewJudged` or
    :class:`~lastseen.domain.rights.NotAllowed`.
    """
    sample = sample_seen(rights)
    made = linked(rights, workspace)
    with at_one_moment():
        frame, sources = _frame(made, sample.drawing)
        then = _among(joined_at(sample.made.number), sources)
        pairs = pairs_of(sample.id)
    now_led, then_led = _led(_joined(made.verdicts)), _led(then.select("left", "right").iter_rows())
    old = frame.filter(pl.col("serial") <= sample.drawing.newest)
    judged = _judged(pairs, old, now_led)
    joined = _counted(old["serial"], now_led, then_led)
    return Quality(
        sample=sample,
        assessment=assess(sample.drawing.strata, joined, judged),
        more=still_to_judge(sample.drawing.strata, joined, judged, WITHIN),
        waiting=sum(one.answer is None and one.is_there for one in judged),
        since=frame.height - old.height,
    )


def sample_seen(rights: Rights) -> SampleKept:
    """The newest sample somebody may judge. Raises :class:`NoSample` or :class:`~lastseen.domain.rights.NotAllowed`."""
    for needed in (May.DECIDE, May.IDENTIFY):
        rights.require(needed)
    sample = newest_sample(rights)
    if sample is None:
        raise NoSample
    return sample


def _joined(verdicts: pl.DataFrame) -> list[tuple[int, int]]:
    """The serials of both ends of each verdict of sameness."""
    return list(verdicts.filter(pl.col("answer") == Answer.SAME.value).select("left", "right").iter_rows())


def _led(joined: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The oldest of each cluster, for every serial that is joined to another."""
    same = [Verdict(left=left, right=right, answer=Answer.SAME) for left, right in joined]
    return dict(cluster(sorted({node for verdict in same for node in verdict.pair}), same).founder)


def _digest(joined: Iterable[tuple[int, int]]) -> str:
    """The digest of the clusters that verdicts make."""
    return hashlib.sha256(repr(sorted(_led(joined).items())).encode()).hexdigest()


def _pairs(made: Linked, joined: Iterable[tuple[int, int]]) -> Pairs:
    """All pairs of accounts by place, with the clusters that verdicts make."""
    serials = made.accounts["serial"].to_numpy()
    led = made.accounts["serial"].replace(_led(joined)).to_numpy()
    left, right = (np.searchsorted(serials, made.pairs[end].to_numpy()) for end in ("left", "right"))
    return Pairs(np.searchsorted(serials, led), left, right, made.pairs["probability"].to_numpy())


def _frame(made: Linked, drawing: Drawing) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The accounts seen now of the compartments a sample was drawn from, and the sources of these compartments."""
    sources = sources_held()
    if drawing.compartments is not None:
        sources = sources.filter(pl.col("compartment").is_in(sorted(drawing.compartments)))
    return made.accounts.join(sources, on="source", how="semi", maintain_order="left"), sources


def _among(joined: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    for end in ("left", "right"):
        joined = joined.join(sources, left_on=f"{end}_source", right_on="source", how="semi")
    return joined


def _judged(pairs: Iterable[PairKept], frame: pl.DataFrame, led: Mapping[int, int]) -> list[Judged]:
    serial = {UUID(hex=account): number for account, number in frame.select("account", "serial").iter_rows()}
    found = []
    for one in pairs:
        ends = [serial.get(account) for account in one.accounts]
        left, right = (None if end is None else led.get(end, end) for end in ends)
        is_there = left is not None and right is not None
        found.append(
            Judged(stratum=one.stratum, is_joined=is_there and left == right, answer=one.answer, is_there=is_there)
        )
    return found


def _counted(serials: pl.Series, now: Mapping[int, int], then: Mapping[int, int]) -> Joined:
    """How many pairs of these accounts are joined now, and how many of them were when the sample was drawn."""
    led = pl.DataFrame({"now": serials.replace(now), "then": serials.replace(then)})
    still, in_all, before = (
        int((sizes["len"].cast(pl.Int64) * (sizes["len"].cast(pl.Int64) - 1) // 2).sum())
        for sizes in (led.group_by(by).len() for by in (["now", "then"], ["now"], ["then"]))
    )
    return Joined(still=still, since=in_all - still, parted=before - still)
