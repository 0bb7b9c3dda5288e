"""What one user may see of the registry: accounts and decisions, each with who wrote it, as if nothing else were there.

Everything is found from the accounts asked for, through pointers and standing verdicts; nothing reads a whole table.
Free text (titles, the words dates are told in, quotes, reasons) is shown to whoever may see names, and to nobody else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from lastseen.domain.accounts import Account as DomainAccount
from lastseen.domain.accounts import AccountId, Sensitivity, SourceId, ValueKind, specs
from lastseen.domain.dates import IntervalDate
from lastseen.domain.encoding import decode
from lastseen.domain.rights import May, Rights
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage.models import (
    Account,
    Conclusion,
    ConclusionAccount,
    Finding,
    FindingAccount,
    Pointer,
    Revision,
    Verdict,
)
from lastseen.storage.unsaid import unread, withdrawn

_SAME_AS = """WITH RECURSIVE reached(id) AS (
    {seeds}
    UNION
    SELECT CASE WHEN v.left_id = r.id THEN v.right_id ELSE v.left_id END
    FROM reached r JOIN storage_verdict v ON v.left_id = r.id OR v.right_id = r.id
    WHERE v.answer = 'same' AND v.retracted_id IS NULL
) SELECT id FROM reached"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Who did something, when, by which operation, under which number of the ledger."""

    number: int
    at: datetime
    user: str
    operation: str


def deed_columns(entry: str) -> tuple[str, ...]:
    """The columns of a deed, for an entry found along this path."""
    return tuple(f"{entry}__{column}" for column in ("number", "at", "actor__name", "operation"))


def deed(cells: Sequence[Any]) -> Deed:
    """The deed these columns hold."""
    number, at, user, operation = cells
    return Deed(number=number, at=at, user=user, operation=operation)


@dataclass(frozen=True, slots=True)
class Placed:
    """An account and its place: its kind, its serial among its kind, the source that gives it."""

    id: AccountId
    kind: str
    serial: int
    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An account as its current values have it, when it was entered, and when it was last changed."""

    serial: int
    account: DomainAccount
    entered: Deed
    changed: Deed


def seen(rights: Rights, accounts: str = "") -> Q:
    """The condition that accounts, found along this path, are said, by the agreed coding of a source somebody sees.

    An account withdrawn is said no more; of a source that somebody is to read without knowing another's reading,
    nothing is.
    """
    return once_seen(rights, accounts) & ~Q(**{f"{accounts}id__in": withdrawn()})


def once_seen(rights: Rights, accounts: str = "") -> Q:
    """The same, whether or not the accounts are withdrawn since."""
    standing = Q(
        **{
            f"{accounts}coding__state": "agreed",
            f"{accounts}coding__source__descriptions__retracted__isnull": True,
        }
    )
    unsaid = Q(**{f"{accounts}coding__source__in": unread(rights)})
    return standing & ~unsaid & seen_descriptions(rights, f"{accounts}coding__source__descriptions__")


def seen_descriptions(rights: Rights, descriptions: str = "") -> Q:
    """The condition that descriptions, found along this path, are of a compartment somebody sees."""
    if rights.compartments is None:
        return Q()
    return Q(**{f"{descriptions}compartment__in": sorted(rights.compartments)})


def seen_sensitivities(rights: Rights) -> tuple[Sensitivity, ...]:
    """The sensitivities somebody may read."""
    return tuple(s for s in Sensitivity if s is not Sensitivity.IDENTITY or rights.may(May.IDENTIFY))


def account_of(rights: Rights, kind: str, serial: int) -> AccountId | None:
    """The account of this kind with this serial, where somebody sees it."""
    found = Account.objects.filter(seen(rights), kind=kind, serial=serial).values_list("id", flat=True).first()
    return None if found is None else AccountId(found)


def known_to(rights: Rights, accounts: Iterable[AccountId]) -> frozenset[AccountId]:
    """Those of these accounts that somebody sees, or saw before they were withdrawn."""
    rows = Account.objects.filter(once_seen(rights), id__in=set(accounts))
    return frozenset(AccountId(id_) for id_ in rows.values_list("id", flat=True))


def reach(rights: Rights, accounts: Iterable[AccountId]) -> list[Placed]:
    """These accounts and all that *same* verdicts join to them, as far as somebody sees them, oldest first.

    Verdicts are followed through what is hidden, too: which of these are one is for a clustering over them to say.
    """
    wanted = set(accounts)
    if not wanted:
        return []
    seeds, values = Account.objects.filter(id__in=wanted).values("id").query.sql_with_params()
    walk = RawSQL(_SAME_AS.format(seeds=seeds), values)  # noqa: S611  # made here; values are passed apart
    rows = Account.objects.filter(seen(rights), id__in=walk).order_by("kind", "serial")
    return [
        Placed(AccountId(id_), kind, serial, SourceId(source))
        for id_, kind, serial, source in rows.values_list("id", "kind", "serial", "coding__source_id")
    ]


def pointing_at(rights: Rights, targets: Iterable[AccountId], *field: str) -> list[AccountId]:
    """The accounts somebody sees that name any of these, in any field or in those given."""
    named = Pointer.objects.filter(seen(rights, "account__"), target_id__in=set(targets))
    rows = named.filter(field__in=field) if field else named
    return [AccountId(id_) for id_ in dict.fromkeys(rows.values_list("account_id", flat=True))]


def taken_in(rights: Rights, cases: Iterable[AccountId]) -> list[tuple[AccountId, AccountId]]:
    """Each stage somebody sees in any of these cases, as the account of the case and that of the person it names."""
    rows = Pointer.objects.filter(
        seen(rights, "account__"),
        field="person",
        account__pointers__field="case",
        account__pointers__target_id__in=set(cases),
    )
    pairs = rows.order_by("account__serial").values_list("account__pointers__target_id", "target_id")
    return [(AccountId(case), AccountId(person)) for case, person in pairs]


def kept(rights: Rights, accounts: Iterable[AccountId]) -> list[Kept]:
    """Those of these accounts that somebody sees, with what they may read of them, by kind and age."""
    entered, changed = deed_columns("account__entry"), deed_columns("entry")
    rows = (
        Revision.objects.filter(
            seen(rights, "account__"),
            account_id__in=set(accounts),
            current=True,
            sensitivity__in=seen_sensitivities(rights),
        )
        .order_by("account__kind", "account__serial")
        .values_list(
            *("account__kind", "account__serial", "account_id", "account__coding__source_id", "account__external_id"),
            *("values", *entered, *changed),
        )
    )
    return [_kept(rights, head, list(parts)) for head, parts in groupby(rows, key=itemgetter(0, 1, 2, 3, 4))]


def _kept(rights: Rights, head: Sequence[Any], parts: Sequence[Sequence[Any]]) -> Kept:
    kind, serial, id_, source, external_id = head
    values = [part[5] for part in parts if part[5] is not None]
    account = decode(kind, AccountId(id_), SourceId(source), external_id, values)
    return Kept(
        serial=serial,
        account=account if rights.may(May.IDENTIFY) else without_words(account),
        entered=deed(parts[0][6:10]),
        changed=max((deed(part[10:14]) for part in parts), key=lambda d: d.number),
    )


def without_words(account: DomainAccount) -> DomainAccount:
    """The account without free text and names, and its dates without the words they were told in."""
    bare: dict[str, Any] = {}
    for name, spec in specs(type(account)).items():
        if spec.kind in (ValueKind.TEXT, ValueKind.NAME):
            bare[name] = ()
        elif spec.kind is ValueKind.DATE:
            bare[name] = tuple(replace(coded, value=_untold(coded.value)) for coded in getattr(account, name))
    return replace(account, **bare)


def _untold(value: object) -> object:
    return replace(value, told="") if isinstance(value, IntervalDate) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict between two accounts, and what became of it. Who may not read free text gets no reason."""

    id: UUID
    kind: VerdictKind
    left: AccountId
    right: AccountId
    answer: Answer
    reason: str
    made: Deed
    taken_back: Deed | None

    @property
    def accounts(self) -> frozenset[AccountId]:
        """The two accounts it is between."""
        return frozenset((self.left, self.right))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A conclusion (``subject`` is its variable) or a finding (standard and outcome), and what became of it."""

    id: UUID
    subject: str
    values: tuple[str, ...]
    accounts: frozenset[AccountId]
    reason: str
    made: Deed
    taken_back: Deed | None


FINDING = "finding"
"""The subject of every finding."""


def verdicts_on(rights: Rights, accounts: Iterable[AccountId], *, past: bool = False) -> list[Judged]:
    """The verdicts that stand, and with ``past`` those taken back, with either end among these, oldest first.

    The other end may be hidden: whoever shows a verdict looks at both.
    """
    wanted = set(accounts)
    rows = _told(Verdict.objects.filter(Q(left_id__in=wanted) | Q(right_id__in=wanted)), past=past)
    return [
        Judged(
            id=cells[0],
            kind=VerdictKind(cells[10]),
            left=AccountId(cells[11]),
            right=AccountId(cells[12]),
            answer=Answer(cells[13]),
            **_becoming(rights, cells),
        )
        for cells in rows.values_list(*_BECOMING, "kind", "left_id", "right_id", "answer")
    ]


def conclusions_on(rights: Rights, accounts: Iterable[AccountId], *, past: bool = False) -> list[Made]:
    """The conclusions hanging on any of these, oldest first; other accounts they hang on may be hidden."""
    hanging = ConclusionAccount.objects.filter(account_id__in=set(accounts)).values("conclusion_id")
    rows = _told(Conclusion.objects.filter(id__in=hanging), past=past).values_list(*_BECOMING, "variable", "values")
    held = ConclusionAccount.objects.filter(conclusion_id__in=hanging).values_list("conclusion_id", "account_id")
    return _made(rights, ((cells[:10], cells[10], tuple(cells[11])) for cells in rows), held)


def findings_on(rights: Rights, accounts: Iterable[AccountId], *, past: bool = False) -> list[Made]:
    """The findings hanging on any of these, oldest first; other accounts they hang on may be hidden."""
    hanging = FindingAccount.objects.filter(account_id__in=set(accounts)).values("finding_id")
    rows = _told(Finding.objects.filter(id__in=hanging), past=past).values_list(*_BECOMING, "standard", "outcome")
    held = FindingAccount.objects.filter(finding_id__in=hanging).values_list("finding_id", "account_id")
    return _made(rights, ((cells[:10], FINDING, cells[10:12]) for cells in rows), held)


_BECOMING = ("id", "reason", *deed_columns("entry"), *deed_columns("retracted"))


def _told(rows: "QuerySet[Any]", *, past: bool) -> "QuerySet[Any]":
    standing = rows if past else rows.filter(retracted__isnull=True)
    return standing.order_by("entry__number", "id")


def _becoming(rights: Rights, cells: Sequence[Any]) -> dict[str, Any]:
    return {
        "reason": cells[1] if rights.may(May.IDENTIFY) else "",
        "made": deed(cells[2:6]),
        "taken_back": None if cells[6] is None else deed(cells[6:10]),
    }


def _made(
    rights: Rights, rows: Iterable[tuple[Sequence[Any], str, tuple[str, ...]]], held: Iterable[tuple[UUID, UUID]]
) -> list[Made]:
    accounts: dict[UUID, set[AccountId]] = {}
    for decision, account in held:
        accounts.setdefault(decision, set()).add(AccountId(account))
    return [
        Made(
            id=cells[0],
            subject=subject,
            values=values,
            accounts=frozenset(accounts[cells[0]]),
            **_becoming(rights, cells),
        )
        for cells, subject, values in rows
    ]
