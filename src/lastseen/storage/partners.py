"""Partners and what came from them, written and read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.exchange.bundles import PublicKeys
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Account, Source
from lastseen.storage.partners_models import Bundle, Overlap, Partner, PartnerVerdict, PartnerWord

_CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """A partner: what we call them, the keys they are known by, and since when these are recorded."""

    name: str
    keys: PublicKeys
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A bundle that came: from whom, of which kind, the digest of its content, when it was made and when it came."""

    partner: str
    kind: str
    digest: str
    made: datetime
    came: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictOfTheirs:
    """What a partner decided between two accounts."""

    kind: VerdictKind
    left: AccountId
    right: AccountId
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class WordOfTheirs:
    """What a partner says of a field of an account: a ``correction`` or an ``unknown-term``."""

    kind: str
    account: AccountId
    field: str
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a question about overlap: how many of ours or theirs were compared, how many were found."""

    run: str
    partner: str
    step: str
    compared: int
    found: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What came from a partner by its kind, or a step about overlap; when, and the numbers of a step."""

    partner: str
    what: str
    at: datetime
    compared: int | None = None
    found: int | None = None


def put_partner(pen: Pen, name: str, keys: PublicKeys) -> None:
    """Write a partner, in place of what was known of them."""
    pen.retract(Partner.objects.filter(name=name, retracted__isnull=True))
    row = Partner(name=name, age_key=keys.age, signing_key=keys.signing)
    pen.sign(row).save(force_insert=True)
    pen.touched["partner.keys"] += 1


def standing_partners() -> tuple[PartnerLine, ...]:
    """The partners there are, by name."""
    rows = Partner.objects.filter(retracted__isnull=True).order_by("name")
    return tuple(
        PartnerLine(name=name, keys=PublicKeys(age=age, signing=signing), since=since)
        for name, age, signing, since in rows.values_list("name", "age_key", "signing_key", "entry__at")
    )


def put_bundle(pen: Pen, came: Came) -> UUID:
    """Write that a bundle came; gives its id."""
    row = pen.sign(Bundle(partner=came.partner, kind=came.kind, digest=came.digest, made=came.made))
    row.save(force_insert=True)
    pen.touched[f"bundle.{came.kind}"] += 1
    return row.id


def bundles_that_came() -> tuple[Came, ...]:
    """Every bundle that came, the oldest first."""
    rows = Bundle.objects.order_by("entry__number").values_list("partner", "kind", "digest", "made", "entry__at")
    return tuple(
        Came(partner=partner, kind=kind, digest=digest, made=made, came=came)
        for partner, kind, digest, made, came in rows
    )


def put_their_verdicts(pen: Pen, bundle: UUID, verdicts: Iterable[VerdictOfTheirs]) -> int:
    """Write what a partner decided; gives how many."""
    rows = [
        pen.sign(
            PartnerVerdict(bundle_id=bundle, kind=one.kind, left_id=one.left, right_id=one.right, answer=one.answer)
        )
        for one in verdicts
    ]
    PartnerVerdict.objects.bulk_create(rows, batch_size=_CHUNK)
    pen.touched["partner.verdict"] += len(rows)
    return len(rows)


def put_their_words(pen: Pen, bundle: UUID, words: Iterable[WordOfTheirs]) -> int:
    """Write what a partner says beside accounts; gives how many."""
    said = list(words)
    told_by = _sources_of(one.account for one in said)
    rows = [
        pen.sign(
            PartnerWord(
                bundle_id=bundle,
                account_id=one.account,
                kind=one.kind,
                field=one.field,
                value=one.value,
                reason=one.reason,
            ),
            of=[told_by[one.account]],
        )
        for one in said
    ]
    PartnerWord.objects.bulk_create(rows, batch_size=_CHUNK)
    pen.touched["partner.word"] += len(rows)
    return len(rows)


def _sources_of(accounts: Iterable[AccountId]) -> dict[AccountId, UUID]:
    wanted = list(accounts)
    found: dict[AccountId, UUID] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = Account.objects.filter(id__in=wanted[start : start + _CHUNK])
        found |= {AccountId(id_): source for id_, source in rows.values_list("id", "coding__source_id")}
    return found


def their_verdicts() -> tuple[tuple[str, VerdictOfTheirs], ...]:
    """What partners decided, each with the partner's name, the oldest first."""
    rows = PartnerVerdict.objects.order_by("entry__number", "left", "right")
    return tuple(
        (
            partner,
            VerdictOfTheirs(
                kind=VerdictKind(kind), left=AccountId(left), right=AccountId(right), answer=Answer(answer)
            ),
        )
        for partner, kind, left, right, answer in rows.values_list(
            "bundle__partner", "kind", "left_id", "right_id", "answer"
        )
    )


def their_words() -> tuple[tuple[str, WordOfTheirs], ...]:
    """What partners said beside accounts, each with the partner's name, the oldest first."""
    rows = PartnerWord.objects.order_by("entry__number", "account", "field")
    return tuple(
        (partner, WordOfTheirs(kind=kind, account=AccountId(account), field=field, value=value, reason=reason))
        for partner, kind, account, field, value, reason in rows.values_list(
            "bundle__partner", "kind", "account_id", "field", "value", "reason"
        )
    )


def names_of(accounts: Iterable[AccountId]) -> dict[AccountId, str]:
    """What accounts are called: ``SOURCE/ACCOUNT``."""
    wanted = list(accounts)
    found: dict[AccountId, str] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = Account.objects.filter(id__in=wanted[start : start + _CHUNK])
        for id_, source, own in rows.values_list("id", "coding__source__external_id", "external_id"):
            found[AccountId(id_)] = f"{source}/{own}"
    return found


def accounts_coded_by(coder: str) -> dict[AccountId, str]:
    """The accounts of one coder, and the name each has in the coding."""
    rows = Account.objects.filter(coding__coder=coder).values_list("id", "external_id")
    return {AccountId(id_): name for id_, name in rows}


def accounts_told_by(sources: Iterable[SourceId]) -> Iterator[AccountId]:
    """Every account that any of these sources gives, in any coding."""
    wanted = list(sources)
    for start in range(0, len(wanted), _CHUNK):
        rows = Account.objects.filter(coding__source__in=wanted[start : start + _CHUNK])
        yield from map(AccountId, rows.values_list("id", flat=True))


def sources_called(prefix: str) -> dict[SourceId, str]:
    """The sources whose names begin so, and the rest of each name."""
    rows = Source.objects.filter(external_id__startswith=prefix).values_list("id", "external_id")
    return {SourceId(id_): name.removeprefix(prefix) for id_, name in rows}


def put_step(pen: Pen, step: Step) -> None:
    """Write a step of a question about overlap."""
    row = Overlap(run=step.run, partner=step.partner, step=step.step, compared=step.compared, found=step.found)
    pen.sign(row).save(force_insert=True)
    pen.touched[f"overlap.{step.step}"] += 1


def steps(run: str | None = None) -> tuple[Step, ...]:
    """The steps of all questions about overlap, or of one, the oldest first."""
    rows = Overlap.objects.all() if run is None else Overlap.objects.filter(run=run)
    return tuple(
        Step(run=run_, partner=partner, step=step, compared=compared, found=found)
        for run_, partner, step, compared, found in rows.order_by("entry__number").values_list(
            "run", "partner", "step", "compared", "found"
        )
    )


def happened() -> Iterator[Happened]:
    """Every bundle that came, and every step about overlap as ``overlap-STEP``; each kind from the oldest on."""
    bundles = Bundle.objects.order_by("entry__number").values_list("partner", "kind", "entry__at")
    for partner, kind, at in bundles:
        yield Happened(partner=partner, what=kind, at=at)
    taken = Overlap.objects.order_by("entry__number")
    for partner, step, at, compared, found in taken.values_list("partner", "step", "entry__at", "compared", "found"):
        yield Happened(partner=partner, what=f"overlap-{step}", at=at, compared=compared, found=found)
