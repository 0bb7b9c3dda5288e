"""Examples of what is done with partners, on the stage of the contracts of operations."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Profile
from lastseen.exchange.bundles.contents import Correction
from lastseen.operations.bundling import Choice, answer, bundle, withdrawal_notice
from lastseen.operations.overlap import Caps, answer_overlap, approve_overlap, ask_overlap, read_overlap
from lastseen.operations.partners import PURPOSE, add_partner, own_keys
from lastseen.operations.permitting import approve, record_family_consent
from lastseen.operations.protections import judge_risk
from lastseen.operations.receiving import import_bundle
from lastseen.storage.partners import accounts_coded_by
from tests.coded import account, approval, family, risk
from tests.conftest import NOW
from tests.west import EAST, WEST, from_west, question, records, reply

FEW = Caps(fewest=1)
CHOSEN = Choice(partner="West", codes=("P-0003",))
CORRECTED = Correction(account="A", field="sex", value="male", reason="so his sister says")

EXCHANGING: Mapping[Callable[..., Any], Callable[[Any], object]] = {
    add_partner: lambda s: s.act(add_partner, "East", EAST.public, s.workspace),
    bundle: lambda s: s.act(bundle, s.snapshot, CHOSEN, s.workspace),
    answer: lambda s: s.act(answer, s.snapshot, replace(CHOSEN, codes=()), (CORRECTED,), s.workspace),
    withdrawal_notice: lambda s: s.act(withdrawal_notice, "West", s.workspace),
    import_bundle: lambda s: s.act(import_bundle, s.folder / "second", "partners", s.workspace, dry_run=False),
    ask_overlap: lambda s: s.act(ask_overlap, s.snapshot, "West", s.workspace, FEW),
    approve_overlap: lambda s: s.act(approve_overlap, s.folder / "question", s.workspace, FEW),
    answer_overlap: lambda s: s.act(answer_overlap, s.folder / "approved", s.snapshot, s.workspace, FEW),
    read_overlap: lambda s: s.act(read_overlap, s.folder / "reply", s.workspace),
}


def receive_from_west(stage: Any) -> None:
    """West is a partner, and its records are here."""
    stage.act(add_partner, "West", WEST.public, stage.workspace)
    keys = own_keys(stage.workspace).public
    file = from_west(records(), keys, stage.folder / "first")
    from_west(records("male"), keys, stage.folder / "second")
    stage.act(import_bundle, file, "partners", stage.workspace, dry_run=False)


def let_one_be_exchanged(stage: Any) -> None:
    """Everything is permitted that a bundle of one person needs; one has gone, and questions are open on both sides."""
    theirs = [id_ for id_, name in accounts_coded_by("partner West").items() if name in ("A", "B")]
    for one in (account("I-10", "person", "p1"), *theirs):
        if one in theirs:
            stage.act(judge_risk, replace(risk("", one), level=RiskLevel.LOW), None)
        yes = replace(family("I-10", purpose=PURPOSE), accounts=frozenset({one}))
        stage.act(record_family_consent, yes, stage.workspace)
    for actor in (stage.actor, stage.user("another-editor")):
        approve(approval(Profile.NAMED, purpose=PURPOSE), stage.workspace, actor=actor, now=NOW)
    stage.act(bundle, stage.snapshot, CHOSEN, stage.workspace)
    keys = own_keys(stage.workspace).public
    from_west(question("a"), keys, stage.folder / "question")
    stage.act(approve_overlap, from_west(question("b"), keys, stage.folder / "approved"), stage.workspace, FEW)
    asked = stage.act(ask_overlap, stage.snapshot, "West", stage.workspace, FEW)
    from_west(reply(asked.content, "a"), keys, stage.folder / "reply")
