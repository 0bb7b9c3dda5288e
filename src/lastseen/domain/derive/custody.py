"""The custody chain of one telling: who deprived, who held last, who handed over to whom.

A chain is the stages of one person in one case as told by one source, in order. Chains of two sources are never joined
here; see :mod:`lastseen.domain.derive.tellings`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import dropwhile, groupby, pairwise

from lastseen.domain.accounts import StageAccount
from lastseen.domain.answers import Absence, Code, absence, first, values
from lastseen.domain.dates import IntervalDate
from lastseen.domain.derive.frame import Frame

Chain = Sequence[StageAccount]

SEVERAL = Code("several")
NOT_HANDED_OVER = Code("not-handed-over")
NOT_RETURNED = Code("not-returned")
PLACES_NOT_TOLD = Code("places-not-told")
END = Code("end")


def in_order(stages: Iterable[StageAccount]) -> tuple[StageAccount, ...]:
    """The stages as a chain: in the order told, then by date, then as they were coded."""
    return tuple(sorted(stages, key=_place_in_chain))


def _place_in_chain(stage: StageAccount) -> tuple[int, date, str]:
    start = first(stage.start)
    earliest = None if start is None else start.earliest or start.latest
    return (first(stage.order) or 0, earliest or date.max, stage.external_id)


def known(chain: Chain, frame: Frame) -> tuple[StageAccount, ...]:
    """The stages the source knows of: those told as rumour or inference count for nothing here."""
    return tuple(stage for stage in chain if frame.is_credible(first(stage.basis)))


def involved(stage: StageAccount, frame: Frame, *roles: str) -> tuple[Code, ...]:
    """The institutions in the first of these roles that anybody fills at a stage, without repeats."""
    for role in roles:
        found = [frame.counted(part.authority) for part in values(stage.authorities) if part.role == role]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def deprivation(chain: Chain, frame: Frame) -> StageAccount | None:
    """The stage at which the person was first deprived of liberty: the first arrest or abduction, else the first stage
    told."""
    taking = (stage for stage in chain if frame.stage_class(first(stage.stage)) == "deprivation")
    return next(taking, chain[0] if chain else None)


def holders(chain: Chain, frame: Frame) -> tuple[Code, ...]:
    """The institutions that held the person one after another, without immediate repeats.

    Rule: at a deprivation the depriving authority holds; at a stage of custody the supervising one; a movement starts
    with the supervising authority and ends with the receiving one. Stages whose authority nobody named add nothing.
    Institutions acting together at one stage count as one holder called ``several``.
    """
    found: list[Code] = []
    for stage in known(chain, frame):
        if frame.stage_class(first(stage.stage)) == "deprivation":
            found.append(_one(involved(stage, frame, "depriving", "supervising")))
        else:
            found.append(_one(involved(stage, frame, "supervising", "depriving")))
        found.append(_one(involved(stage, frame, "receiving")))
    said = [holder for holder in found if holder != ""]
    return tuple(holder for place, holder in enumerate(said) if place == 0 or said[place - 1] != holder)


def _one(codes: tuple[Code, ...]) -> Code:
    return Code("") if not codes else codes[0] if len(codes) == 1 else SEVERAL


def authority_first(chain: Chain, frame: Frame) -> Code | None:
    """The authority at first deprivation of liberty (Art. 17(3)(b)); ``several`` if they acted together."""
    stage = deprivation(known(chain, frame), frame)
    return None if stage is None else _one(involved(stage, frame, "depriving", "supervising")) or None


def authority_last(chain: Chain, frame: Frame) -> Code | None:
    """The authority at the last known custody: the last of the holders.

    This is also the *responsible* authority: whoever held the person last answers for their fate and whereabouts, even
    where another made the arrest. Hence a ministry can be alone in 62 chains and responsible for 92: the 30 others were
    caught by somebody else and handed to it.
    """
    chain_of_holders = holders(chain, frame)
    return chain_of_holders[-1] if chain_of_holders else None


def authorities_ever(chain: Chain, frame: Frame) -> tuple[Code, ...]:
    """Every institution that ever held the person, in order of first appearance."""
    return tuple(dict.fromkeys(holders(chain, frame)))


def sole_authority(chain: Chain, frame: Frame) -> Code | None:
    """The one institution that arrested and held the person throughout; ``several`` if there were more."""
    ever = authorities_ever(chain, frame)
    return None if not ever else _one(ever)


def handed_over_to(chain: Chain, frame: Frame) -> Code | None:
    """Who ended up with a person first caught by another; ``not-handed-over`` if first and last are the same."""
    chain_of_holders = holders(chain, frame)
    if not chain_of_holders:
        return None
    return NOT_HANDED_OVER if chain_of_holders[0] == chain_of_holders[-1] else chain_of_holders[-1]


def hand_overs(chain: Chain, frame: Frame) -> tuple[tuple[Code, Code], ...]:
    """Each hand-over as (from, to), in order: every neighbouring pair of holders."""
    return tuple(pairwise(holders(chain, frame)))


def moves(chain: Chain, frame: Frame) -> tuple[tuple[int, Code, Code], ...]:
    """Each step of the chain as (position from one, kind of stage, kind of the next); after the last comes ``end``.

    Stages that follow each other and are of one kind are one step. Stages whose kind nobody told add nothing.
    """
    kinds = [kind for stage in known(chain, frame) if (kind := first(stage.stage)) is not None]
    steps = [kind for kind, _ in groupby(kinds)]
    return tuple((position, kind, after) for position, (kind, after) in enumerate(pairwise([*steps, END]), start=1))


def return_legs(chain: Chain, frame: Frame) -> tuple[tuple[Code, Code], ...] | None:
    """Each leg of the forced return and of what followed it as (from, to); None where nobody was returned by force.

    Rule: from where the first forced return set out to where it led, then to the place of every later stage. Places
    nobody named add nothing, and to name a place again, more exactly or less, is no leg.
    """
    returned = list(dropwhile(lambda stage: not frame.is_forced_return(first(stage.stage)), known(chain, frame)))
    if not returned:
        return None
    said = (returned[0].place_from, *(stage.place for stage in returned))
    places = [place for place in map(first, said) if place is not None]
    return tuple((start, end) for start, end in pairwise(places) if frame.is_elsewhere(start, end))


def authority_absence(chain: Chain) -> Absence:
    """Why no authority is known: what the source said when asked who held the person."""
    return absence(tuple(coded for stage in chain for coded in stage.authorities))


def grounds(chain: Chain) -> tuple[Code, ...]:
    """Every ground told at any stage, in the order told, without repeats."""
    return tuple(dict.fromkeys(code for stage in chain for code in values(stage.grounds)))


def days_in_known_custody(chain: Chain, frame: Frame) -> tuple[int | None, int | None]:
    """Fewest and most days between the first deprivation and the start of the last stage that has a date.

    Both None where fewer than two stages have dates.
    """
    dated = [start for stage in known(chain, frame) if (start := first(stage.start)) is not None]
    return gap(dated[0], dated[-1]) if len(dated) > 1 else (None, None)


def gap(earlier: IntervalDate, later: IntervalDate) -> tuple[int | None, int | None]:
    """Fewest and most days from one date to a later one; an open end gives None, and nothing is less than nought.

    The later stage was told to come later, so days that would put it before the earlier one are cut off. Where every
    day would, one of the dates is wrong and nothing is known: any number of days is left open.
    """
    low = _days(earlier.latest, later.earliest)
    high = _days(earlier.earliest, later.latest)
    if high is not None and high < 0:
        return 0, None
    return (0 if low is None else max(low, 0), None if high is None else max(high, 0))


def _days(start: date | None, end: date | None) -> int | None:
    return None if start is None or end is None else (end - start).days
