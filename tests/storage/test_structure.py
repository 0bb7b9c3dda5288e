"""What the tables hold: ids that are no counters, and structure that the database itself insists on."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import AutoField, CheckConstraint, Model, UniqueConstraint, UUIDField

from lastseen.storage.evidence_models import EvidenceFile, FileAside
from lastseen.storage.models import (
    Account,
    Coding,
    ConcludedField,
    ConcludedUnit,
    Concluding,
    ConclusionAccount,
    Conduct,
    Consent,
    Description,
    DoubleCoding,
    Draft,
    EffortOn,
    EffortVersion,
    Entry,
    FindingAccount,
    HoldAccount,
    Marking,
    Passage,
    PassageMove,
    Pointer,
    Release,
    Revision,
    Right,
    RiskAccount,
    RiskJudgement,
    SavedView,
    SourceText,
    TextCredit,
    TextLineage,
    TextReview,
    TextSegment,
    TranslationDraft,
    Verdict,
    Withdrawal,
)
from lastseen.storage.partners_models import Overlap, Partner, PartnerVerdict, PartnerWord
from lastseen.storage.permitting_models import (
    Approval,
    Clearance,
    ClearanceAccount,
    FamilyConsent,
    FamilyConsentAccount,
)
from lastseen.storage.press_models import EffortAbout, Published
from lastseen.storage.protection_models import Lifting
from lastseen.storage.quality_models import Judgement, SampledPair
from lastseen.storage.token_models import Token
from tests.coded import IDS, NAME
from tests.conftest import Registry
from tests.storage.tampering import past_sealing

TABLES = list(apps.get_app_config("storage").get_models())


def test_every_row_has_a_uuid_given_at_its_creation_and_no_counter() -> None:
    keys = {table: table._meta.pk for table in TABLES}
    assert [table for table, key in keys.items() if not isinstance(key, UUIDField) or key.default is not uuid4] == []
    assert [f for table in TABLES for f in table._meta.concrete_fields if isinstance(f, AutoField)] == []


def test_the_database_counts_nothing_but_djangos_own_migrations(registry: Registry) -> None:
    assert registry.owner
    counted = "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"
    if connection.vendor == "postgresql":
        counted = "SELECT table_name FROM information_schema.columns WHERE is_identity = 'YES'"
    with connection.cursor() as cursor:
        cursor.execute(counted)
        assert cursor.fetchall() == [("django_migrations",)]


def copied(table: type[Model], **changes: object) -> Callable[[], Model]:
    """A new row like the first that stands, with another id and these changes."""

    def make() -> Model:
        rows: Any = table._default_manager.all()
        if any(field.name == "retracted" for field in table._meta.concrete_fields):
            rows = rows.filter(retracted=None)
        row = rows.first()
        row.pk = uuid4()
        for name, value in changes.items():
            setattr(row, name, value(row) if callable(value) else value)
        return past_sealing(row)  # type: ignore[no-any-return]  # of a table named only here

    return make


def _swapped(row: Any) -> Any:
    row.left_id, row.right_id = row.right_id, row.left_id
    return row.reason


def unmade_text() -> Any:
    """The id of a text that was made from no other, and of whom nobody said who made it."""
    return SourceText.objects.filter(lineage__isnull=True, credits__isnull=True).values_list("id", flat=True)[0]


def agreed_source() -> Any:
    """The id of a source whose coding is agreed."""
    return Coding.objects.filter(state="agreed").values_list("source_id", flat=True)[0]


def gone_effort() -> Any:
    """The id of an effort that was taken back."""
    standing = EffortVersion.objects.filter(retracted__isnull=True).values("effort_id")
    return EffortOn.objects.exclude(effort_id__in=standing).values_list("effort_id", flat=True)[0]


def unjudged_pair() -> Any:
    """The id of a pair of a sample that nobody has judged."""
    return SampledPair.objects.filter(judgements__isnull=True).values_list("id", flat=True)[0]


def account_beside(row: Any) -> Any:
    """An account that is in no pair of a sample with the left one of this, and has a greater id."""
    return Account.objects.filter(id__gt=row.right_id).order_by("-id").values_list("id", flat=True)[0]


def unmoved_passage() -> Any:
    """The id of a passage that has not moved."""
    return Passage.objects.filter(moves__isnull=True).values_list("id", flat=True)[0]


def corrected_twice() -> Model:
    """A second correction of a text that has one."""
    corrected = TextLineage.objects.filter(corrects__isnull=False).values_list("corrects_id", flat=True)[0]
    return copied(TextLineage, corrects_id=corrected, text_id=lambda _: unmade_text())()


VIOLATIONS: dict[str, Callable[[], Model]] = {
    "entry_number_from_one": copied(Entry, number=0, digest="0"),
    "one_standing_description_per_source": copied(Description),
    "source_derivation_is_a_known_word": copied(Description, derivation="hearsay"),
    "source_not_derived_from_itself": copied(Description, derived_from_id=lambda row: row.source_id),
    "token_digest_once": copied(Token),
    "text_once_per_source": copied(SourceText),
    "one_lineage_per_text": copied(TextLineage, corrects=None, translates_id=lambda row: row.text_id),
    "text_corrected_once": corrected_twice,
    "text_made_from_another": copied(TextLineage, corrects=None, translates=None, text_id=lambda _: unmade_text()),
    "one_standing_credit_per_text": copied(TextCredit),
    "text_state_is_a_known_word": copied(TextCredit, state="nearly", text_id=lambda _: unmade_text()),
    "text_not_checked_by_its_author": copied(
        TextCredit, checker=lambda row: row.author, text_id=lambda _: unmade_text()
    ),
    "text_checked_by_somebody": copied(TextCredit, state="checked", checker="", text_id=lambda _: unmade_text()),
    "segment_ends_after_it_starts": copied(TextSegment, end=0),
    "one_standing_move_per_passage": copied(PassageMove),
    "passage_moved_elsewhere": copied(
        PassageMove, passage_id=lambda _: unmoved_passage(), to_id=lambda row: row.passage_id
    ),
    "one_translation_draft": copied(TranslationDraft),
    "text_role_is_a_known_word": copied(SourceText, role="sketch", digest="0"),
    "passage_ends_after_it_starts": copied(Passage, start=9, end=3),
    "passage_is_a_range_or_a_locator": copied(Passage, text=None, locator=""),
    "one_coding_per_source_and_coder": copied(Coding, state="draft"),
    "one_agreed_coding_per_source": copied(
        Coding, coder="another", source_id=lambda _: agreed_source(), state="agreed"
    ),
    "coding_state_is_a_known_word": copied(Coding, state="nearly", coder="another"),
    "account_once_per_coding": copied(Account, serial=999),
    "account_serial_once_per_kind": copied(Account, external_id="another"),
    "account_kind_is_a_known_word": copied(Account, kind="rumour"),
    "revision_number_once": copied(Revision, current=False),
    "one_current_revision": copied(Revision, number=999, current=True),
    "revision_sensitivity_is_a_known_word": copied(Revision, sensitivity="secret"),
    "revision_whole_or_erased": copied(Revision, number=999, current=False, values=None),
    "verdict_kind_is_a_known_word": copied(Verdict, kind="rumour"),
    "verdict_answer_is_a_known_word": copied(Verdict, answer="perhaps"),
    "verdict_between_two_accounts": copied(Verdict, reason=_swapped),
    "one_standing_verdict_per_pair": copied(Verdict),
    "conclusion_account_once": copied(ConclusionAccount),
    "finding_account_once": copied(FindingAccount),
    "one_standing_consent_per_cell": copied(Consent),
    "one_standing_view_per_name": copied(SavedView),
    "consent_answer_is_a_known_word": copied(Consent, answer="perhaps", purpose="x"),
    "consent_identity_is_a_known_word": copied(Consent, identity="face", purpose="x"),
    "one_standing_right_per_user": copied(Right),
    "hold_account_once": copied(HoldAccount),
    "hold_lifted_once": copied(Lifting),
    "effort_account_once": copied(EffortOn),
    "effort_source_once": copied(EffortAbout),
    "one_standing_publication_per_source": copied(Published),
    "one_standing_version_per_effort": copied(EffortVersion),
    "effort_closed_or_due": copied(
        EffortVersion, due=date(2024, 9, 1), closed=date(2024, 9, 1), effort_id=lambda _: gone_effort()
    ),
    "risk_account_once": copied(RiskAccount),
    "pointer_once": copied(Pointer),
    "marking_ends_after_it_starts": copied(Marking, start=9, end=9),
    "one_standing_marking_per_place_and_kind": copied(Marking),
    "one_standing_review_per_text": copied(TextReview),
    "risk_harmed_is_a_known_word": copied(RiskJudgement, harmed="everybody"),
    "risk_level_is_a_known_word": copied(RiskJudgement, level="some"),
    "one_standing_version_per_particular": copied(Conduct),
    "file_once_per_source": copied(EvidenceFile),
    "file_is_not_empty": copied(EvidenceFile, size=0, digest="another"),
    "file_kind_is_a_known_word": copied(EvidenceFile, kind="rumour", digest="another"),
    "file_why_is_a_known_word": copied(EvidenceFile, why="rumour", digest="another"),
    "one_standing_aside_per_file": copied(FileAside),
    "conduct_part_is_a_known_word": copied(Conduct, part="rumour", item=lambda _: uuid4()),
    "draft_number_once": copied(Draft, current=False),
    "one_current_draft": copied(Draft, number=999),
    "draft_follows_an_earlier_one": copied(Draft, before=999, number=999, current=False),
    "release_profile_is_a_known_word": copied(Release, profile="leak"),
    "approval_profile_is_a_known_word": copied(Approval, profile="leak"),
    "clearance_identity_is_a_known_word": copied(Clearance, identity="face"),
    "clearance_account_once": copied(ClearanceAccount),
    "family_standing_is_a_known_word": copied(FamilyConsent, standing="friend"),
    "family_answer_is_a_known_word": copied(FamilyConsent, answer="perhaps"),
    "family_identity_is_a_known_word": copied(FamilyConsent, identity="face"),
    "family_consent_account_once": copied(FamilyConsentAccount),
    "one_standing_double_coding": copied(DoubleCoding),
    "double_coding_by_two_people": copied(
        DoubleCoding, first_id=lambda row: row.second_id, source_id=lambda _: IDS.source("I-01")
    ),
    "unit_taken_is_a_known_word": copied(ConcludedUnit, taken="half"),
    "unit_is_of_some_reading": copied(ConcludedUnit, first=None, second=None),
    "field_concluded_once": copied(ConcludedField),
    "field_taken_is_a_known_word": copied(ConcludedField, field="role", taken="half"),
    "one_concluding_per_user": copied(Concluding),
    "one_standing_withdrawal": copied(Withdrawal),
    "sampled_place_once": copied(SampledPair, right_id=account_beside),
    "sampled_pair_once": copied(SampledPair, place=99),
    "sampled_pair_of_two_accounts": copied(SampledPair, place=99, left_id=lambda row: row.right_id),
    "sampled_stratum_is_a_known_word": copied(SampledPair, place=99, stratum="nearly"),
    "one_standing_judgement_per_pair": copied(Judgement),
    "one_standing_partner": copied(Partner, signing_key="another"),
    "one_partner_per_signing_key": copied(Partner, name="Another"),
    "partner_verdict_kind_is_a_known_word": copied(PartnerVerdict, kind="rumour"),
    "partner_verdict_answer_is_a_known_word": copied(PartnerVerdict, answer="perhaps"),
    "partner_word_kind_is_a_known_word": copied(PartnerWord, kind="rumour"),
    "overlap_step_once": copied(Overlap),
    "overlap_step_is_a_known_word": copied(Overlap, step="guessed"),
    "judgement_answer_is_a_known_word": copied(Judgement, answer="perhaps", pair_id=lambda _: unjudged_pair()),
}


def test_every_constraint_has_an_example_here() -> None:
    named = {constraint.name for table in TABLES for constraint in table._meta.constraints}
    assert named == VIOLATIONS.keys()


def test_the_database_insists_on_every_constraint(full: Registry) -> None:
    assert full.owner
    for name, make in VIOLATIONS.items():
        with pytest.raises(IntegrityError, match=told_of(name)), transaction.atomic():
            make().save(force_insert=True)


def told_of(name: str) -> str:
    """What the database says when this constraint is broken: SQLite names the columns of a key, not the key."""
    constraint = next(c for table in TABLES for c in table._meta.constraints if c.name == name)
    if isinstance(constraint, CheckConstraint) or connection.vendor == "postgresql":
        return name
    assert isinstance(constraint, UniqueConstraint)
    return "UNIQUE constraint failed"


def test_a_copy_that_breaks_nothing_is_taken(full: Registry) -> None:
    """So that each example above fails by what it changes, and not for another reason."""
    assert full.owner
    for make in (copied(Passage), copied(Release), copied(Account, serial=999, external_id="another")):
        with transaction.atomic():
            make().save(force_insert=True)
            transaction.set_rollback(True)


def test_a_row_never_points_at_one_that_is_not_there(full: Registry) -> None:
    assert full.owner
    with pytest.raises(IntegrityError), transaction.atomic():
        copied(Account, coding_id=uuid4(), serial=999, external_id="another")().save(force_insert=True)


def test_no_row_names_anybody_when_printed(full: Registry) -> None:
    """What stands in logs and tracebacks."""
    assert full.owner
    for table in TABLES:
        for row in table._default_manager.all():
            assert [word for word in (NAME, "I-0", "W-", "owner") if word in f"{row} {row!r}"] == []
