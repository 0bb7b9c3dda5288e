"""A random sample of pairs as if it had been drawn, without anything being linked for it."""

from collections.abc import Sequence
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.strata import Stratum
from lastseen.storage.ledger import recording
from lastseen.storage.models import Account
from lastseen.storage.quality import Drawing, pairs_of, put_sample
from tests.conftest import NOW


def put_drawn(actor: UUID, pairs: Sequence[tuple[AccountId, AccountId]]) -> tuple[UUID, ...]:
    """Keep a sample of these pairs, none of them joined; gives the ids of the pairs, in this order."""
    strata = {stratum: len(pairs) if stratum is Stratum.OPEN else 0 for stratum in Stratum}
    drawing = Drawing(
        seed=1,
        size=60,
        compartments=None,
        accounts=Account.objects.filter(kind="person").count(),
        newest=Account.objects.filter(kind="person").order_by("-serial").values_list("serial", flat=True)[0],
        strata=strata,
        drawn=strata,
        state="0" * 64,
    )
    with recording(actor, "draw-sample", NOW) as pen:
        sample = put_sample(pen, drawing, [(left, right, Stratum.OPEN) for left, right in pairs])
    return tuple(one.id for one in pairs_of(sample))
