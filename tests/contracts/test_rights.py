"""Every operation asks the registry whether whoever acts may: done for a role that allows it, refused to others."""

from dataclasses import replace
from uuid import UUID

import pytest

from lastseen.domain.rights import ALLOWED, May, NotAllowed, Role
from lastseen.operations.auditing import audit_figures
from lastseen.operations.bulk import conclude_many, describe_many, hold_many, withdraw_many
from lastseen.operations.bundling import answer, bundle, withdrawal_notice
from lastseen.operations.callbacks import ask_back
from lastseen.operations.claims import reference_of
from lastseen.operations.clearing import clear_table
from lastseen.operations.coding import hand_in
from lastseen.operations.collecting import collect
from lastseen.operations.concluding import conclude_codings
from lastseen.operations.conduct import record_particular, take_back_particular
from lastseen.operations.consents import set_consent, withdraw_consent
from lastseen.operations.correcting import correct_text
from lastseen.operations.dossiers import dossier
from lastseen.operations.double import end_double, set_double
from lastseen.operations.drafting import hand_in_draft
from lastseen.operations.efforts import add_reply, change_effort, record_effort, take_back_effort, take_back_reply
from lastseen.operations.entries import note_entry
from lastseen.operations.erasing import erase_source
from lastseen.operations.estimating import estimates
from lastseen.operations.exporting import export_records
from lastseen.operations.exports import export_people
from lastseen.operations.figures import compare_snapshots, figures, trace_row
from lastseen.operations.file_checks import sweep_files
from lastseen.operations.files import bring_file_back, mark_place, set_file_aside, unmark_place
from lastseen.operations.importing import import_records
from lastseen.operations.intake import import_files
from lastseen.operations.judging import judge, take_back_judgement
from lastseen.operations.keys import add_key_holder, change_key_passphrase, remove_key_holder
from lastseen.operations.library import delete_view, save_view
from lastseen.operations.markings import mark, read_again, read_through, unmark
from lastseen.operations.overlap import answer_overlap, approve_overlap, ask_overlap, read_overlap
from lastseen.operations.partners import add_partner
from lastseen.operations.permitting import approve, clear_person, record_family_consent, take_back_permit
from lastseen.operations.press import ask_correction, say_where_published, take_in_press
from lastseen.operations.protections import judge_risk, lift_hold, place_hold
from lastseen.operations.quality import draw_sample
from lastseen.operations.receiving import import_bundle
from lastseen.operations.release import release, release_whole
from lastseen.operations.reports import report_matter, told_mass_events
from lastseen.operations.served import tell
from lastseen.operations.showing import show_people
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.submissions import submission
from lastseen.operations.submissions_files import enclosed
from lastseen.operations.submissions_patterns import letter_figures
from lastseen.operations.submissions_replies import record_state_reply
from lastseen.operations.taking_along import take_everything
from lastseen.operations.texts import add_text, align_texts, credit_text
from lastseen.operations.tokens import end_token, make_token
from lastseen.operations.translating import finish_translation
from lastseen.operations.uploads import attach
from lastseen.operations.users import (
    NotActive,
    add_user,
    deactivate_user,
    reactivate_user,
    set_password,
    set_rights,
)
from lastseen.operations.verdicts import conclude, decide, decide_all, find, take_back
from lastseen.operations.withdrawing import bring_back, withdraw_entry
from lastseen.storage.ledger import position
from lastseen.storage.models import Entry
from tests.contracts.stage import Operation, Stage, set_stage, stage
from tests.contracts.test_operations import EXAMPLES, OPERATIONS

__all__ = ["set_stage", "stage"]

NEEDS: dict[Operation, May] = {
    hand_in: May.CODE,
    import_files: May.CODE,
    collect: May.COLLECT,
    hand_in_draft: May.CODE,
    withdraw_entry: May.CODE,
    bring_back: May.CODE,
    set_double: May.DECIDE,
    end_double: May.DECIDE,
    conclude_codings: May.DECIDE,
    attach: May.COLLECT,
    set_file_aside: May.COLLECT,
    bring_file_back: May.COLLECT,
    mark_place: May.CODE,
    unmark_place: May.CODE,
    decide: May.DECIDE,
    decide_all: May.DECIDE,
    conclude: May.DECIDE,
    find: May.DECIDE,
    take_back: May.DECIDE,
    draw_sample: May.DECIDE,
    judge: May.DECIDE,
    take_back_judgement: May.DECIDE,
    take_snapshot: May.ANALYSE,
    release: May.RELEASE,
    dossier: May.IDENTIFY,
    export_people: May.RELEASE,
    figures: May.RELEASE,
    estimates: May.ANALYSE,
    report_matter: May.RELEASE,
    told_mass_events: May.ANALYSE,
    reference_of: May.ANALYSE,
    audit_figures: May.ANALYSE,
    trace_row: May.IDENTIFY,
    compare_snapshots: May.IDENTIFY,
    add_key_holder: May.ADMINISTER,
    change_key_passphrase: May.ADMINISTER,
    remove_key_holder: May.ADMINISTER,
    add_user: May.ADMINISTER,
    set_rights: May.ADMINISTER,
    deactivate_user: May.ADMINISTER,
    reactivate_user: May.ADMINISTER,
    set_password: May.ADMINISTER,
    record_particular: May.COLLECT,
    take_back_particular: May.COLLECT,
    ask_back: May.CODE,
    place_hold: May.CODE,
    lift_hold: May.RELEASE,
    judge_risk: May.RELEASE,
    record_family_consent: May.COLLECT,
    clear_person: May.RELEASE,
    approve: May.RELEASE,
    clear_table: May.RELEASE,
    take_back_permit: May.RELEASE,
    show_people: May.RELEASE,
    submission: May.RELEASE,
    letter_figures: May.RELEASE,
    enclosed: May.RELEASE,
    record_state_reply: May.DECIDE,
    tell: May.RELEASE,
    record_effort: May.DECIDE,
    change_effort: May.DECIDE,
    take_back_effort: May.DECIDE,
    add_reply: May.DECIDE,
    take_back_reply: May.DECIDE,
    take_in_press: May.COLLECT,
    say_where_published: May.COLLECT,
    ask_correction: May.DECIDE,
    set_consent: May.COLLECT,
    withdraw_consent: May.COLLECT,
    sweep_files: May.ADMINISTER,
    erase_source: May.RELEASE,
    add_text: May.COLLECT,
    correct_text: May.COLLECT,
    credit_text: May.COLLECT,
    align_texts: May.COLLECT,
    finish_translation: May.COLLECT,
    mark: May.CODE,
    unmark: May.CODE,
    read_through: May.CODE,
    read_again: May.CODE,
    conclude_many: May.DECIDE,
    hold_many: May.CODE,
    describe_many: May.COLLECT,
    withdraw_many: May.DECIDE,
    add_partner: May.RELEASE,
    bundle: May.RELEASE,
    answer: May.RELEASE,
    withdrawal_notice: May.RELEASE,
    import_bundle: May.COLLECT,
    import_records: May.COLLECT,
    export_records: May.IDENTIFY,
    release_whole: May.RELEASE,
    take_everything: May.RELEASE,
    ask_overlap: May.RELEASE,
    approve_overlap: May.RELEASE,
    answer_overlap: May.RELEASE,
    read_overlap: May.RELEASE,
    save_view: May.READ,
}
"""What each example needs; where something is released it depends on for whom."""

FREE = {note_entry, delete_view, make_token, end_token}
"""What anybody does who comes in, whatever they may do inside: to what is their own."""

GUARDED = [operation for operation in OPERATIONS if operation not in FREE]


def test_every_operation_is_free_or_needs_a_right() -> None:
    assert set(OPERATIONS) == NEEDS.keys() | FREE


def somebody(stage: Stage, *roles: Role) -> UUID:
    """A user of these roles, in every compartment."""
    name = " ".join(sorted(roles)) or "nothing"
    id_: UUID = stage.act(add_user, name, roles, None, None)
    return id_


@pytest.mark.parametrize("operation", GUARDED, ids=lambda o: o.__qualname__)
def test_an_operation_is_refused_to_all_roles_but_those_that_allow_it(stage: Stage, operation: Operation) -> None:
    others = [role for role in Role if NEEDS[operation] not in ALLOWED[role]]
    for actor in (somebody(stage), somebody(stage, *others), *(somebody(stage, role) for role in others[1:])):
        before = position()
        with pytest.raises(NotAllowed):
            EXAMPLES[operation](replace(stage, actor=actor))
        assert position() == before


@pytest.mark.parametrize("operation", GUARDED, ids=lambda o: o.__qualname__)
def test_a_role_that_allows_an_operation_is_enough_for_it(stage: Stage, operation: Operation) -> None:
    role = next(role for role in Role if NEEDS[operation] in ALLOWED[role])
    actor = somebody(stage, role)
    before = position()
    EXAMPLES[operation](replace(stage, actor=actor))
    assert position() == before + 1
    assert Entry.objects.get(number=before + 1).actor_id == actor


@pytest.mark.parametrize("operation", GUARDED, ids=lambda o: o.__qualname__)
def test_who_no_longer_acts_does_nothing(stage: Stage, operation: Operation) -> None:
    before = position()
    with pytest.raises(NotActive):
        EXAMPLES[operation](replace(stage, actor=stage.user("former")))
    assert position() == before
