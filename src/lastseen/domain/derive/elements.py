"""The four elements of ICPPED Art. 2, and what in the accounts supports each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lastseen.domain.accounts import AccountId, FateAccount, ResponseAccount
from lastseen.domain.answers import Absence, absence, first
from lastseen.domain.derive.custody import Chain, deprivation, holders
from lastseen.domain.derive.frame import Frame


class Element(StrEnum):
    """Art. 2: (1) to (3) constitute the act; (4) is their consequence and never makes a case incomplete."""

    DEPRIVATION = "deprivation"
    STATE = "state"
    REFUSAL = "refusal"
    CONCEALMENT = "concealment"
    OUTSIDE_LAW = "outside-law"


@dataclass(frozen=True, slots=True)
class Support:
    """One element and the accounts that support it."""

    element: Element
    accounts: tuple[AccountId, ...]


def elements(
    chain: Chain, fates: Sequence[FateAccount], responses: Sequence[ResponseAccount], frame: Frame
) -> tuple[Support, ...]:
    """The elements that the accounts of one telling support.

    Rules: (1) any stage that deprives of liberty, not an end or a sighting alone; (2) any stage held by an institution
    of a State; (3) a denial, a silence or a refusal to tell by an authority, *or* concealment: the source was asked
    what became of the person and nobody could tell; (4) follows where (1), (2) and (3) are supported.
    """
    taken = deprivation(chain, frame)
    is_held = taken is not None and frame.stage_class(first(taken.stage)) not in ("end", "sighting")
    deprived = (taken.id,) if taken is not None and is_held else ()
    state = tuple(stage.id for stage in chain if holders((stage,), frame))
    refused = tuple(r.id for r in responses if first(r.response) not in (None, "acknowledged"))
    concealed = tuple(f.id for f in fates if first(f.status) is None and absence(f.status) is Absence.UNKNOWN)
    found = [
        Support(element, accounts)
        for element, accounts in (
            (Element.DEPRIVATION, deprived),
            (Element.STATE, state),
            (Element.REFUSAL, refused),
            (Element.CONCEALMENT, concealed),
        )
        if accounts
    ]
    if deprived and state and (refused or concealed):
        found.append(Support(Element.OUTSIDE_LAW, (*deprived, *refused, *concealed)))
    return tuple(found)
