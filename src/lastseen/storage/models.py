"""Models of the registry: fields and constraints, nothing else.

Every row has a UUID given at creation, names the entry of the ledger that wrote it, and carries the salted digest of
its own content, which that entry covers. Nothing is changed in place: what becomes of a row later (taken back,
replaced, erased) is bookkeeping beside its content. Accounts keep no values of their own: values stand in
:class:`Revision`, one row per account, sensitivity and version. Others stand beside.
"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from lastseen.domain.accounts import ACCOUNT_TYPES, Sensitivity
from lastseen.domain.decisions import ConsentAnswer, IdentityLevel
from lastseen.domain.release import Profile
from lastseen.domain.sources import Derivation
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage import further_models  # noqa: F401  # Django finds the models in it
from lastseen.storage.conduct_models import Conduct
from lastseen.storage.double_models import (
    Concluded,
    ConcludedField,
    ConcludedUnit,
    Concluding,
    DoubleCoding,
    Withdrawal,
)
from lastseen.storage.draft_models import Draft
from lastseen.storage.efforts_models import Effort, EffortOn, EffortReply, EffortVersion
from lastseen.storage.markings_models import Marking, TextReview
from lastseen.storage.pointing_models import Pointer
from lastseen.storage.protection_models import Hold, HoldAccount, Lifting, RiskAccount, RiskJudgement
from lastseen.storage.rows import Decided, Recorded, Row, Standing, one_of
from lastseen.storage.sealed import SealedJSON, SealedText
from lastseen.storage.search_models import SavedView, SearchLine, SearchText
from lastseen.storage.texts_models import PassageMove, TextCredit, TextLineage, TextSegment, TranslationDraft

__all__ = [
    "Concluded",
    "ConcludedField",
    "ConcludedUnit",
    "Concluding",
    "Conduct",
    "DoubleCoding",
    "Draft",
    "Effort",
    "EffortOn",
    "EffortReply",
    "EffortVersion",
    "Hold",
    "HoldAccount",
    "Lifting",
    "Marking",
    "PassageMove",
    "Pointer",
    "RiskAccount",
    "RiskJudgement",
    "SavedView",
    "SearchLine",
    "SearchText",
    "TextCredit",
    "TextLineage",
    "TextReview",
    "TextSegment",
    "TranslationDraft",
    "Withdrawal",
]


class Entry(Row):
    """One entry of the ledger: one operation, by whom, when, and which fields it changed.

    ``digest`` covers the entry, the digest before it, the commitment of every row it wrote and the id of every row it
    took back, so that a change to any of them shows. The rows themselves stand apart, and their values can be erased.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    operation = models.CharField(max_length=60)
    summary = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(number__gte=1), name="entry_number_from_one")]

    def __str__(self) -> str:
        return f"entry {self.number}"


class User(AbstractBaseUser, Recorded):
    """Somebody who acts on the registry. Every entry of the ledger names one.

    ``folded`` is the name as it is compared, so that no two look alike. Whether a user is active follows from their
    rights: nobody acts without one that stands. ``password_once`` says that somebody else chose their password.
    """

    bookkeeping: ClassVar[frozenset[str]] = Recorded.bookkeeping | {
        "password",
        "password_once",
        "last_login",
        "is_active",
    }

    name = models.CharField(max_length=150, unique=True)
    folded = models.TextField(unique=True)
    is_active = models.BooleanField(default=True)
    password_once = models.BooleanField(default=False)

    objects = BaseUserManager()

    USERNAME_FIELD = "name"

    def __str__(self) -> str:
        return str(self.id)


class Right(Standing):
    """What one user may do and see, from its entry on until it is replaced or taken away; one of a user stands.

    ``compartments`` is null for every compartment there is or will be.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="rights")
    roles = models.JSONField()
    compartments = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(retracted__isnull=True), name="one_standing_right_per_user"
            )
        ]


class Interviewee(Recorded):
    """The person who speaks, by their own code. Contact data is kept elsewhere."""

    code = models.TextField(unique=True)


class Source(Recorded):
    """One interview, document, press item, official statement or partner record, by the name its keeper gives it."""

    external_id = models.TextField(unique=True)


class Description(Standing):
    """What is known of a source itself; a source has one that stands."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="descriptions")
    kind = models.CharField(max_length=60)
    title = SealedText(blank=True)
    language = models.CharField(max_length=20, blank=True)
    compartment = models.CharField(max_length=60)
    day = models.DateField(null=True)
    interviewee = models.ForeignKey(Interviewee, null=True, on_delete=models.PROTECT)
    derived_from = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    derivation = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(retracted__isnull=True), name="one_standing_description_per_source"
            ),
            models.CheckConstraint(
                condition=one_of("derivation", ["", *Derivation]), name="source_derivation_is_a_known_word"
            ),
            models.CheckConstraint(
                condition=Q(derived_from__isnull=True) | ~Q(derived_from=F("source")),
                name="source_not_derived_from_itself",
            ),
        ]


class SourceText(Recorded):
    """A text of a source, never changed: a corrected transcript is another text."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="texts")
    role = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    text = SealedText()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "digest"], name="text_once_per_source"),
            models.CheckConstraint(
                condition=one_of("role", ["transcript", "translation", "working-copy"]),
                name="text_role_is_a_known_word",
            ),
        ]


class Passage(Recorded):
    """A place in a source: a range of code points in a text, or a locator such as a page or a row."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="passages")
    text = models.ForeignKey(SourceText, null=True, on_delete=models.PROTECT)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    quote = SealedText(blank=True)
    locator = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="passage_ends_after_it_starts"),
            models.CheckConstraint(
                condition=(Q(text__isnull=False) & Q(end__gt=F("start"))) | (Q(text__isnull=True) & ~Q(locator="")),
                name="passage_is_a_range_or_a_locator",
            ),
        ]


class Coding(Recorded):
    """One coder's reading of one source; an import makes one per source and mapping."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="codings")
    coder = models.TextField()
    state = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "coder"], name="one_coding_per_source_and_coder"),
            models.UniqueConstraint(
                fields=["source"], condition=Q(state="agreed"), name="one_agreed_coding_per_source"
            ),
            models.CheckConstraint(
                condition=one_of("state", ["draft", "submitted", "agreed"]), name="coding_state_is_a_known_word"
            ),
        ]


class Account(Recorded):
    """What one coding says of one person, case, stage, fate …: identity only; the values stand in revisions.

    ``serial`` counts the accounts of a kind as they came; persons and cases take their code from their oldest account.
    """

    coding = models.ForeignKey(Coding, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=20)
    external_id = models.TextField()
    serial = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coding", "kind", "external_id"], name="account_once_per_coding"),
            models.UniqueConstraint(fields=["kind", "serial"], name="account_serial_once_per_kind"),
            models.CheckConstraint(condition=one_of("kind", ACCOUNT_TYPES), name="account_kind_is_a_known_word"),
        ]


class Revision(Recorded):
    """The values of one account at one sensitivity after one operation.

    ``values`` may be erased, by an entry that ``erased`` names.
    """

    bookkeeping: ClassVar[frozenset[str]] = Recorded.bookkeeping | {"current", "erased"}
    erasable: ClassVar[frozenset[str]] = frozenset({"values"})

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="revisions")
    sensitivity = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    values = SealedJSON(null=True)
    erased = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "sensitivity", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["account", "sensitivity"], condition=Q(current=True), name="one_current_revision"
            ),
            models.CheckConstraint(
                condition=one_of("sensitivity", Sensitivity), name="revision_sensitivity_is_a_known_word"
            ),
            models.CheckConstraint(
                condition=Q(erased__isnull=True, salt__isnull=False, values__isnull=False)
                | Q(erased__isnull=False, salt__isnull=True, values__isnull=True),
                name="revision_whole_or_erased",
            ),
        ]


class Verdict(Decided):
    """Same, different or unsure between two accounts of one kind, the smaller id left; one of a pair stands."""

    kind = models.CharField(max_length=20)
    left = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("kind", VerdictKind), name="verdict_kind_is_a_known_word"),
            models.CheckConstraint(condition=one_of("answer", Answer), name="verdict_answer_is_a_known_word"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="verdict_between_two_accounts"),
            models.UniqueConstraint(
                fields=["left", "right"], condition=Q(retracted__isnull=True), name="one_standing_verdict_per_pair"
            ),
        ]


class Conclusion(Decided):
    """The value the organisation stands by for one variable of the people behind these accounts."""

    accounts = models.ManyToManyField(Account, through="ConclusionAccount", related_name="conclusions")
    variable = models.CharField(max_length=60)
    values = models.JSONField()


class Finding(Decided):
    """The organisation's finding on the disappearance behind these accounts."""

    accounts = models.ManyToManyField(Account, through="FindingAccount", related_name="findings")
    standard = models.CharField(max_length=60)
    outcome = models.CharField(max_length=60)


class ConclusionAccount(Recorded):
    """One account a conclusion hangs on."""

    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT)
    account = models.ForeignKey(Account, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conclusion", "account"], name="conclusion_account_once")
        ]


class FindingAccount(Recorded):
    """One account a finding hangs on."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT)
    account = models.ForeignKey(Account, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["finding", "account"], name="finding_account_once")]


class Consent(Standing):
    """One cell of a source's consent matrix, as it stood from its entry on until it was replaced."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=60)
    recipient = models.TextField(blank=True)
    identity = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    until = models.DateField(null=True)
    withdrawn = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "purpose", "recipient"],
                condition=Q(retracted__isnull=True),
                name="one_standing_consent_per_cell",
            ),
            models.CheckConstraint(condition=one_of("answer", ConsentAnswer), name="consent_answer_is_a_known_word"),
            models.CheckConstraint(
                condition=one_of("identity", IdentityLevel), name="consent_identity_is_a_known_word"
            ),
        ]


class Frozen(Recorded):
    """The taking of a snapshot: where it lies in the registry's folder, and what it contains, by digest.

    The same snapshot is taken again where what is known has come back to what it was.
    """

    name = models.CharField(max_length=60, db_index=True)
    content_digest = models.CharField(max_length=64)
    ledger = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.name


class Release(Recorded):
    """One thing that left: what, for whom, from which snapshot, under which position of the ledger."""

    snapshot = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="releases")
    profile = models.CharField(max_length=20)
    purpose = models.CharField(max_length=60)
    recipient = models.TextField(blank=True)
    what = models.TextField()
    withheld = models.JSONField()
    digest = models.CharField(max_length=64)
    ledger = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("profile", Profile), name="release_profile_is_a_known_word")
        ]
