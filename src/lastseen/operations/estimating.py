"""Estimates from a snapshot: who is on which independently made list, and how many are on none."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import polars as pl
from numpy.random import default_rng

from lastseen.domain.release import Profile, Released
from lastseen.domain.rights import May
from lastseen.estimation import (
    ALL,
    Answer,
    Captures,
    Chosen,
    Histories,
    How,
    answers,
    answers_over,
    read_histories,
    variations,
)
from lastseen.operations.estimating_linkage import THRESHOLDS, Relinked, relinked
from lastseen.operations.release import Asked, release
from lastseen.operations.users import rights_of
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be estimated: by which methods, over which lists, divided by what.

    With ``draws`` over so many draws of who is the same person. With ``sensitivity`` also with each list left out and
    with each two made one, and with pairs held to be one from several thresholds on.
    """

    how: How
    chosen: Chosen = field(default_factory=Chosen)
    by: str | None = None
    draws: int = 0
    sensitivity: bool = False


def estimates(
    snapshot: Snapshot, wanted: Wanted, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[tuple[Answer, ...]]:
    """Every method for every stratum, over the sources that permit it; for those inside, for nothing is rounded.

    What a method refuses is an answer too. Raises :class:`~lastseen.estimation.refusing.NotAStratum`, and
    :class:`~lastseen.domain.rights.NotAllowed` where persons are drawn for who may not see names.
    """

    def made(view: Snapshot) -> tuple[Answer, ...]:
        histories, rights = read_histories(view, wanted.by), rights_of(actor)
        if wanted.draws:
            linked = relinked(view, rights, workspace)
            drawn = linked.draws(wanted.draws, default_rng(wanted.how.seed))
            strata = (_strata(histories, wanted, one) for one in drawn)
            return answers_over(workspace.watch(strata, "draws", wanted.draws), wanted.how)
        asked = _strata(histories, wanted)
        if wanted.sensitivity and rights.may(May.IDENTIFY):
            asked |= _from_thresholds(histories, wanted, relinked(view, rights, workspace))
        return tuple(workspace.watch(answers(asked, wanted.how), "estimates", len(asked) * len(wanted.how.methods)))

    asked = Asked(what=f"estimates by {', '.join(wanted.how.methods)}", profile=Profile.INTERNAL)
    return release(snapshot, asked, made, workspace, actor=actor, now=now)


def _strata(histories: Histories, wanted: Wanted, drawn: pl.DataFrame | None = None) -> dict[str, Captures]:
    strata = histories.strata(wanted.chosen, drawn)
    if not wanted.sensitivity:
        return strata
    return {_name(of, how): one for of, whole in strata.items() for how, one in variations(whole).items()}


def _from_thresholds(histories: Histories, wanted: Wanted, linked: Relinked) -> dict[str, Captures]:
    """Each stratum with the persons that are one from each threshold on."""
    return {
        _name(of, f"one from {threshold:g}"): captures
        for threshold in THRESHOLDS
        for of, captures in histories.strata(wanted.chosen, linked.above(threshold)).items()
    }


def _name(of: str, how: str) -> str:
    """What a stratum is called that was varied."""
    return how if of == ALL else f"{of}: {how}"
