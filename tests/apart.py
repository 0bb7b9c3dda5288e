"""Interviews coded by two people apart, or by somebody alone, for tests of what is written of them."""

from dataclasses import replace
from uuid import UUID

from lastseen.domain.accounts import Name, PersonAccount
from lastseen.domain.answers import Code
from lastseen.domain.coding import CodedSource
from lastseen.operations.double import set_double
from lastseen.operations.picking import Picked, Picks, place_of, plain_picks
from lastseen.storage.double import put_concluding
from lastseen.storage.ledger import recording
from lastseen.storage.models import DoubleCoding, User
from lastseen.storage.search.keeping import reindex
from lastseen.storage.withdrawals import put_withdrawals
from tests.coded import IDS, NAME, hand, interview, said
from tests.conftest import NOW, Registry

FILE = "a file"
"""The coder of a first reading who is no user."""
READ, UNREAD = "I-11", "I-16"
"""An interview of which both readings are in, and one of which the second is not."""
_OWN = {"owner": ("I-12", "I-14"), "interviewer": ("I-13", "I-15")}
"""Interviews coded by some who act: the person of the second is withdrawn."""


def read_by(coder: str, source: str) -> CodedSource:
    """What one coder says an interview tells of one person."""
    id_ = IDS.account(IDS.source(source), coder, "person", "p1")
    person = PersonAccount(
        id=id_,
        source=IDS.source(source),
        external_id="p1",
        names=said(Name(text=NAME, script="Hang")),
        role=said(Code("victim")),
        sex=said(Code("female" if coder == FILE else "male")),
    )
    return replace(interview(source), coder=coder, passages=(), accounts=(person,))


def read_apart(registry: Registry, second: str) -> None:
    """Interviews that a file coded, to be read again by somebody, who has done so of one."""
    for name in (READ, UNREAD):
        hand(registry, read_by(FILE, name))
        set_double([name], None, second, actor=registry.owner, now=NOW)
    hand(registry, read_by(second, READ))


def read_alone(registry: Registry) -> None:
    """Interviews that some who act coded; of each one person is withdrawn."""
    for coder, (kept, gone) in _OWN.items():
        hand(registry, read_by(coder, kept), read_by(coder, gone))
        with recording(registry.owner, "withdraw-entry", NOW) as pen:
            put_withdrawals(pen, [read_by(coder, gone).accounts[0].id], "a slip")
            reindex(pen.told, pen.described, registry.workspace.frame)


def own_of(actor: UUID) -> tuple[str, str]:
    """The interviews that somebody coded: one as it was handed in, and one withdrawn."""
    return _OWN.get(User.objects.get(id=actor).name, _OWN["owner"])


def choose_all(actor: UUID, second: str) -> int:
    """Take the second reader's word for the one field in which they differ; gives the version of what is chosen."""
    double = DoubleCoding.objects.get(source=IDS.source(READ), retracted__isnull=True)
    place = place_of((read_by(FILE, READ).accounts[0].id, read_by(second, READ).accounts[0].id), "sex")
    picks = Picks(places={place: Picked(take="second", reason="it is told")})
    put_concluding(double.id, actor, 1, plain_picks(picks), NOW)
    return 1
