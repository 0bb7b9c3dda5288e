"""Two registries exchange records: nothing is overwritten, joined, doubled, or half there."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lastseen.domain.accounts import (
    Name,
    PersonAccount,
    RelationAccount,
    StageAccount,
)
from lastseen.domain.answers import Code, Coded, first, values
from lastseen.domain.coding import CodedSource
from lastseen.domain.decisions import Because, ConsentAnswer, IdentityLevel, Request, may_use
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile
from lastseen.domain.sources import Derivation
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.exchange.bundles.contents import Correction
from lastseen.operations import receiving
from lastseen.operations.bundling import (
    Choice,
    FilesWithoutNames,
    NotFromPartner,
    answer,
    bundle,
    withdrawal_notice,
    write_bundle,
)
from lastseen.operations.consents import withdraw_consent
from lastseen.operations.files import content, file_list
from lastseen.operations.partners import PURPOSE
from lastseen.operations.partners_told import told_by_partners
from lastseen.operations.receiving import inspect_bundle
from lastseen.operations.served import served_with
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.uploads import attach
from lastseen.operations.users import rights_of
from lastseen.operations.verdicts import decide
from lastseen.storage.ledger import position
from lastseen.storage.models import Revision
from lastseen.storage.reading import agreed_accounts, consents, sources
from lastseen.storage.verifying import verify
from tests.coded import IDS, NAME, hand, interview
from tests.conftest import NOW, Registry
from tests.exchanging import CODES, COMPARTMENT, TOLD, Two, north_template, permit_all, receive, send, two
from tests.sent import sent

__all__ = ["north_template", "two"]

LATER = NOW + timedelta(days=10)


def people() -> list[PersonAccount]:
    """The people the open registry is told of."""
    return [one.account for one in agreed_accounts() if isinstance(one.account, PersonAccount)]


def test_records_come_as_accounts_of_sources_of_the_partner(two: Two) -> None:
    file = two.sent()
    report = receive(two.south, file)
    assert report.as_json()["accounts"] == {"new": 11, "changed": 0, "same": 0}
    assert (report.partner, report.sources, report.verdicts, report.unknown) == ("North", 2, 1, [])
    found = sources()
    assert [(one.kind, one.compartment, one.external_id[:6]) for one in found] == [
        ("partner-record", COMPARTMENT, "North ")
    ] * 2
    assert sorted(first(one.sex) or "" for one in people()) == ["female", "female", "male"]
    assert {values(one.names) for one in people()} == {(Name(text=NAME, script="Hang"),)}
    assert not any(one.relation_to_interviewee for one in people())
    stages = [one.account for one in agreed_accounts() if isinstance(one.account, StageAccount)]
    assert {first(one.start) for one in stages} == {TOLD, None}
    assert {values(one.on_account_of) for one in stages} == {()}, "whoever was interviewed at North is nobody here"
    assert all(first(one.person) in {person.id for person in people()} and one.case for one in stages)
    relation = next(one.account for one in agreed_accounts() if isinstance(one.account, RelationAccount))
    assert {*values(relation.person), *values(relation.other)} <= {person.id for person in people()}
    terms = consents()[found[0].id]
    asked = Request(purpose=PURPOSE, recipient="North", identity=IdentityLevel.NAME, day=NOW.date())
    assert may_use(terms, asked).allowed
    assert may_use(terms, replace(asked, purpose="courts")).because is Because.NOT_ASKED
    assert verify() == position()


def test_the_same_bundle_twice_brings_nothing(two: Two) -> None:
    file = two.sent()
    south = two.south
    receive(south, file)
    before = position()
    for one in (file, Path(shutil.copy(file, two.carried / "holiday.jpg"))):
        assert receive(south, one).replayed
    assert position() == before


def test_a_dry_run_says_what_would_come_and_leaves_nothing(two: Two) -> None:
    file = two.sent()
    south = two.south
    before = position()
    report = receive(south, file, dry_run=True)
    assert (report.accounts["new"], report.dry_run, report.replayed) == (11, True, False)
    assert (position(), sources()) == (before, [])
    found = inspect_bundle(rights_of(south.owner), file, south.workspace)
    assert (found.partner, found.kind, found.accounts, found.here_already) == ("North", "records", 11, False)


def test_a_newer_bundle_updates_and_what_was_said_before_is_kept(two: Two) -> None:
    old = two.sent()
    north = two.north
    hand(north, replace(interview("I-02", sex="female"), consents=()))
    take_snapshot(north.workspace, actor=north.owner, now=LATER)
    new, older = two.sent("new", now=LATER), two.sent("older", now=NOW + timedelta(days=1))
    south = two.south
    receive(south, old)
    report = receive(south, new)
    assert report.as_json()["accounts"] == {"new": 0, "changed": 1, "same": 10}
    changed = [one for one in people() if Revision.objects.filter(account=one.id, sensitivity="internal").count() == 2]
    assert [values(one.sex) for one in changed] == [("female",)]
    with pytest.raises(Refusal, match="made this bundle"):
        receive(south, older)


def permitted_at_south(two: Two) -> Registry:
    """South, after it received from North and may let it all go to partners."""
    file = two.sent()
    south = two.south
    receive(south, file)
    permit_all(south, [one.id for one in people()])
    return south


def test_what_we_sent_is_known_when_it_comes_back_and_not_made_twice(two: Two) -> None:
    south = permitted_at_south(two)
    take_snapshot(south.workspace, actor=south.owner, now=NOW)
    back = send(south, two.carried / "back", "P-0001", "P-0002", "P-0003", to="North")
    north = two.north
    before = {one.account.id for one in agreed_accounts()}
    report = receive(north, back)
    assert (report.returned, report.corrections, report.accounts.total()) == (11, 0, 0)
    assert {one.account.id for one in agreed_accounts()} == before
    came = [one for one in sources() if one.kind == "partner-record"]
    assert {(one.derived_from, one.derivation) for one in came} == {
        (IDS.source(name), Derivation.PARAPHRASE) for name in ("I-01", "I-02")
    }


def test_what_comes_back_otherwise_is_a_correction_to_look_at(two: Two) -> None:
    south = permitted_at_south(two)
    changed = next(one for one in people() if values(one.sex) == ("male",))
    overwrite_sex(south, changed)
    take_snapshot(south.workspace, actor=south.owner, now=NOW)
    back = send(south, two.carried / "back", "P-0001", "P-0002", "P-0003", to="North")
    north = two.north
    assert receive(north, back).corrections == 1
    said = [one for one in told_by_partners(rights_of(north.owner)) if one.what == "correction"]
    assert [(one.partner, one.about, one.field, one.value) for one in said] == [
        ("South", ("I-02/p1",), "sex", "female")
    ]
    assert sorted(first(one.sex) or "" for one in people()) == ["female", "female", "female", "male"]


def overwrite_sex(registry: Registry, account: PersonAccount) -> None:
    """Hand one account in again with another sex, as its coder would."""
    source = next(one for one in sources() if one.id == account.source)
    woman = replace(account, sex=(Coded(value=Code("female")),))
    hand(registry, CodedSource(source=source, coder="partner North", accounts=(woman,)))


def test_an_answer_brings_verdicts_and_corrections_as_theirs(two: Two) -> None:
    south = permitted_at_south(two)
    woman, other, man = sorted(people(), key=lambda one: (first(one.sex) or "", one.external_id))
    del other
    apart = Verdict(left=woman.id, right=man.id, answer=Answer.DIFFERENT)
    decide(VerdictKind.PERSON, apart, "born ten years apart", actor=south.owner, now=NOW)
    take_snapshot(south.workspace, actor=south.owner, now=NOW)
    fix = Correction(account=man.external_id, field="sex", value="female", reason="her sister says so")
    wanted = Choice(partner="North", codes=())
    snapshot = find_snapshot(south.workspace, None)
    strange = replace(fix, account="nobody")
    with pytest.raises(NotFromPartner):
        answer(snapshot, wanted, (strange,), south.workspace, actor=south.owner, now=NOW)
    released = answer(snapshot, wanted, (fix,), south.workspace, actor=south.owner, now=NOW)
    write_bundle(released.content, two.carried / "answer", south.workspace)
    north = two.north
    report = receive(north, two.carried / "answer")
    assert (report.verdicts, report.corrections, report.sources) == (1, 1, 0)
    said = {one.what: one for one in told_by_partners(rights_of(north.owner))}
    assert said["person verdict"].value == "different"
    assert (said["correction"].about, said["correction"].reason) == (("I-02/p1",), "her sister says so")
    assert sorted(first(one.sex) or "" for one in people()) == ["female", "female", "female", "male"]


def test_an_answer_on_records_never_sent_is_refused(two: Two) -> None:
    south = permitted_at_south(two)
    man = next(one for one in people() if values(one.sex) == ("male",))
    take_snapshot(south.workspace, actor=south.owner, now=NOW)
    fix = Correction(account=man.external_id, field="sex", value="female", reason="so")
    snapshot = find_snapshot(south.workspace, None)
    choice = Choice(partner="North", codes=())
    released = answer(snapshot, choice, (fix,), south.workspace, actor=south.owner, now=NOW)
    forged = replace(released.content, corrections=(replace(fix, account="A" * 26),))
    write_bundle(forged, two.carried / "answer", south.workspace)
    north = two.north
    before = position()
    with pytest.raises(receiving.NotOurs):
        receive(north, two.carried / "answer")
    assert position() == before


def test_a_withdrawal_lists_the_partner_and_reaches_them(two: Two) -> None:
    file = two.sent()
    north = two.north
    rights = rights_of(north.owner)
    withdraw_consent(IDS.source("I-02"), None, actor=north.owner, now=LATER)
    assert [one.recipient for one in served_with(rights, IDS.source("I-02"), north.workspace)] == ["South"]
    notice = two.at_north(withdrawal_notice("South", north.workspace, actor=north.owner, now=LATER), "notice")
    with pytest.raises(Refusal):
        send(north, two.carried / "none", "P-0001", now=LATER)
    south = two.south
    receive(south, file)
    before = {one.account.id for one in agreed_accounts()}
    assert receive(south, notice).withdrawn == 1
    gone = {
        source
        for source, cells in consents().items()
        if all(cell.withdrawn == LATER.date() for cell in cells if cell.answer is ConsentAnswer.YES)
    }
    assert len(gone) == 1
    assert {one.account.id for one in agreed_accounts()} == before


def test_a_withdrawn_consent_is_not_given_back_by_a_bundle(two: Two) -> None:
    first_one, second = two.sent(), two.sent("second", now=LATER)
    south = two.south
    receive(south, first_one)
    (source, *_) = [one.id for one in sources()]
    withdraw_consent(source, None, actor=south.owner, now=NOW)
    receive(south, second)
    assert all(cell.withdrawn == NOW.date() for cell in consents()[source])


def test_codes_we_do_not_know_are_kept_as_told_beside_the_account(two: Two) -> None:
    north = two.north
    choice = Choice(partner="South", codes=CODES)
    released = bundle(find_snapshot(north.workspace, None), choice, north.workspace, actor=north.owner, now=NOW)
    strange = [
        replace(one, said={**one.said, "sex": ({"v": "third"},)}) if one.kind == "person" else one
        for one in released.content.accounts
    ]
    file = two.at_north(replace(released.content, accounts=tuple(strange)), "strange")
    south = two.south
    report = receive(south, file)
    assert report.unknown == ["sex third"]
    assert [one.sex for one in people()] == [()] * 3
    said = [one for one in told_by_partners(rights_of(south.owner)) if one.what == "unknown-term"]
    assert [(one.field, one.value) for one in said] == [("sex", "third (third)")] * 3


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "person", "said": {"sex": ({"v": 3},)}},
        {"kind": "person", "said": {"height": ({"v": "tall"},)}},
        {"kind": "person", "said": {"birth": ({"v": ["1998-02-31", None, ""]},)}},
        {"kind": "stage", "said": {"person": ({"v": "A" * 26},)}},
        {"kind": "person", "source": "A" * 26},
    ],
    ids=["number as code", "unknown field", "no day", "nobody", "no source"],
)
def test_what_no_account_can_say_is_refused_and_nothing_is_there(two: Two, change: dict[str, object]) -> None:
    north = two.north
    choice = Choice(partner="South", codes=CODES)
    released = bundle(find_snapshot(north.workspace, None), choice, north.workspace, actor=north.owner, now=NOW)
    bent = [replace(one, **change) if one.kind == change["kind"] else one for one in released.content.accounts]  # type: ignore[arg-type]  # bent on purpose
    file = two.at_north(replace(released.content, accounts=tuple(bent)), "bent")
    south = two.south
    before = position()
    with pytest.raises(Refusal) as refusal:
        receive(south, file)
    assert refusal.value.code == "bundle.malformed"
    assert (position(), sources()) == (before, [])


def test_files_go_along_if_asked_and_are_there_or_nowhere(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    north = two.north
    attach(sent(north, "I-01", b"a page of the diary"), north.workspace, actor=north.owner, now=NOW)
    snapshot, choice = find_snapshot(north.workspace, None), Choice(partner="South", codes=CODES, with_files=True)
    unnamed = replace(choice, profile=Profile.PSEUDONYMOUS)
    with pytest.raises(FilesWithoutNames):
        bundle(snapshot, unnamed, north.workspace, actor=north.owner, now=NOW)
    released = bundle(snapshot, choice, north.workspace, actor=north.owner, now=NOW)
    file = two.at_north(released.content, "with files")
    south = two.south
    with monkeypatch.context() as broken:
        broken.setattr(receiving, "reindex", _fails)
        with pytest.raises(RuntimeError):
            receive(south, file)
    store = south.workspace.folder / "files"
    assert [path for path in store.rglob("*") if path.is_file() and ".pictures" not in path.parts] == []
    assert sources() == []
    assert receive(south, file).files == 1
    rights = rights_of(south.owner)
    (kept,) = [one for source in sources() for one in file_list(rights, source.external_id).files]
    (name,) = [one.external_id for one in sources() if file_list(rights, one.external_id).files]
    with content(rights, name, kept.short, south.workspace)[1] as held:
        assert held.read() == b"a page of the diary"


def _fails(*_: object) -> None:
    raise RuntimeError
