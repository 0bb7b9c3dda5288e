"""Models of the registry: fields and constraints, nothing else.

Every row has a UUID given at creation. Accounts keep no values of their own: values stand in :class:`Revision`, one row
per account, sensitivity and version, so that every change is kept and identity values can be erased on their own.
"""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q

from lastseen.domain.accounts import ACCOUNT_TYPES, Sensitivity
from lastseen.domain.decisions import ConsentAnswer, IdentityLevel
from lastseen.domain.release import Profile
from lastseen.domain.sources import Derivation
from lastseen.domain.verdicts import Answer, VerdictKind


def _one_of(field: str, allowed: object) -> Q:
    return Q(**{f"{field}__in": sorted(map(str, allowed))})  # type: ignore[call-overload]  # any iterable of words


class Row(models.Model):
    """What every row has."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class User(AbstractBaseUser):
    """Somebody who acts on the registry. Every entry of the ledger names one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=150, unique=True)
    roles = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "name"

    def __str__(self) -> str:
        return str(self.id)


class Entry(Row):
    """One entry of the ledger: one operation, by whom, when, and which fields it changed.

    ``digest`` covers the entry, the digest before it and the commitments of every revision it wrote, so that a change
    to any of them shows. The values themselves stand apart and can be erased.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, on_delete=models.PROTECT)
    operation = models.CharField(max_length=60)
    summary = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(number__gte=1), name="entry_number_from_one")]

    def __str__(self) -> str:
        return f"entry {self.number}"


class Interviewee(Row):
    """The person who speaks, by their own code. Contact data is kept elsewhere."""

    code = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return str(self.id)


class Source(Row):
    """One interview, document, press item, official statement or partner record."""

    external_id = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=20, blank=True)
    compartment = models.CharField(max_length=60)
    day = models.DateField(null=True)
    interviewee = models.ForeignKey(Interviewee, null=True, on_delete=models.PROTECT)
    derived_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    derivation = models.CharField(max_length=20, blank=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_one_of("derivation", ["", *Derivation]), name="source_derivation_is_a_known_word"
            ),
            models.CheckConstraint(
                condition=Q(derived_from__isnull=True) | ~Q(derived_from=F("id")), name="source_not_derived_from_itself"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SourceText(Row):
    """A text of a source, never changed: a corrected transcript is another text."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="texts")
    role = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "digest"], name="text_once_per_source"),
            models.CheckConstraint(
                condition=_one_of("role", ["transcript", "translation", "working-copy"]),
                name="text_role_is_a_known_word",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Passage(Row):
    """A place in a source: a range of code points in a text, or a locator such as a page or a row."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="passages")
    text = models.ForeignKey(SourceText, null=True, on_delete=models.PROTECT)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    quote = models.TextField(blank=True)
    locator = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="passage_ends_after_it_starts"),
            models.CheckConstraint(
                condition=(Q(text__isnull=False) & Q(end__gt=F("start"))) | (Q(text__isnull=True) & ~Q(locator="")),
                name="passage_is_a_range_or_a_locator",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Coding(Row):
    """One coder's reading of one source; an import makes one per source and mapping."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="codings")
    coder = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "coder"], name="one_coding_per_source_and_coder"),
            models.UniqueConstraint(
                fields=["source"], condition=Q(state="agreed"), name="one_agreed_coding_per_source"
            ),
            models.CheckConstraint(
                condition=_one_of("state", ["draft", "submitted", "agreed"]), name="coding_state_is_a_known_word"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Account(Row):
    """What one coding says of one person, case, stage, fate …: identity only; the values stand in revisions.

    ``serial`` counts the accounts of a kind as they came; persons and cases take their code from their oldest account.
    """

    coding = models.ForeignKey(Coding, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=20)
    external_id = models.CharField(max_length=200)
    serial = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coding", "kind", "external_id"], name="account_once_per_coding"),
            models.UniqueConstraint(fields=["kind", "serial"], name="account_serial_once_per_kind"),
            models.CheckConstraint(condition=_one_of("kind", ACCOUNT_TYPES), name="account_kind_is_a_known_word"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Revision(Row):
    """The values of one account at one sensitivity after one operation.

    ``commitment`` is the salted digest of the values and part of the ledger's digest; ``values`` and ``salt`` may be
    erased together, and the ledger still verifies.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="revisions")
    sensitivity = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    values = models.JSONField(null=True)
    salt = models.BinaryField(max_length=16, null=True)
    commitment = models.CharField(max_length=64)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="revisions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "sensitivity", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["account", "sensitivity"], condition=Q(current=True), name="one_current_revision"
            ),
            models.CheckConstraint(
                condition=_one_of("sensitivity", Sensitivity), name="revision_sensitivity_is_a_known_word"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Decided(Row):
    """What every decision has: who made it, when (by its entry), why, and whether it was taken back."""

    reason = models.TextField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    retracted = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Verdict(Decided):
    """Same, different or unsure between two accounts of one kind; the newest standing one of a pair holds."""

    kind = models.CharField(max_length=20)
    left = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_one_of("kind", VerdictKind), name="verdict_kind_is_a_known_word"),
            models.CheckConstraint(condition=_one_of("answer", Answer), name="verdict_answer_is_a_known_word"),
            models.CheckConstraint(condition=~Q(left=F("right")), name="verdict_between_two_accounts"),
            models.UniqueConstraint(
                fields=["left", "right"], condition=Q(retracted__isnull=True), name="one_standing_verdict_per_pair"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Conclusion(Decided):
    """The value the organisation stands by for one variable of the people behind these accounts."""

    accounts = models.ManyToManyField(Account, through="ConclusionAccount", related_name="conclusions")
    variable = models.CharField(max_length=60)
    values = models.JSONField()

    def __str__(self) -> str:
        return str(self.id)


class Finding(Decided):
    """The organisation's finding on the disappearance behind these accounts."""

    accounts = models.ManyToManyField(Account, through="FindingAccount", related_name="findings")
    standard = models.CharField(max_length=60)
    outcome = models.CharField(max_length=60)

    def __str__(self) -> str:
        return str(self.id)


class ConclusionAccount(Row):
    """One account a conclusion hangs on."""

    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT)
    account = models.ForeignKey(Account, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conclusion", "account"], name="conclusion_account_once")
        ]

    def __str__(self) -> str:
        return str(self.id)


class FindingAccount(Row):
    """One account a finding hangs on."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT)
    account = models.ForeignKey(Account, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["finding", "account"], name="finding_account_once")]

    def __str__(self) -> str:
        return str(self.id)


class Consent(Row):
    """One cell of a source's consent matrix, as it stood from this entry on."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=60)
    recipient = models.CharField(max_length=200, blank=True)
    identity = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    until = models.DateField(null=True)
    withdrawn = models.DateField(null=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "purpose", "recipient"], name="consent_once_per_cell"),
            models.CheckConstraint(condition=_one_of("answer", ConsentAnswer), name="consent_answer_is_a_known_word"),
            models.CheckConstraint(
                condition=_one_of("identity", IdentityLevel), name="consent_identity_is_a_known_word"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Frozen(Row):
    """A snapshot that was taken: where it lies in the registry's folder, and what it contains, by digest."""

    name = models.CharField(max_length=60, unique=True)
    content_digest = models.CharField(max_length=64)
    ledger = models.PositiveBigIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return self.name


class Release(Row):
    """One thing that left: what, for whom, from which snapshot, under which position of the ledger."""

    snapshot = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="releases")
    profile = models.CharField(max_length=20)
    purpose = models.CharField(max_length=60)
    recipient = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=200)
    withheld = models.JSONField()
    digest = models.CharField(max_length=64)
    ledger = models.PositiveBigIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_one_of("profile", Profile), name="release_profile_is_a_known_word")
        ]

    def __str__(self) -> str:
        return str(self.id)
