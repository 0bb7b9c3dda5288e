"""Where words stand: in the names of people, in the titles of cases, in what sources say."""

from collections.abc import Iterable, Mapping
from math import isfinite
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.rights import Rights
from lastseen.domain.searching import Term
from lastseen.names.searching import Sought, Token
from lastseen.storage.models import Account, SearchText, SourceText
from lastseen.storage.search.deriving import CASE, LABEL, NAME, NAME_KEYS, TEXT, TITLE, spelled
from lastseen.storage.seen import seen
from lastseen.storage.seen_sources import TextKept, Wanted, as_wanted, descriptions

_MATCHING = {
    "sqlite": "SELECT rowid FROM storage_searchindex WHERE storage_searchindex MATCH %s",
    "postgresql": "SELECT number FROM storage_searchtext WHERE storage_tokens(tokens) @@ %s::tsquery",
}


def people_named(term: Term) -> set[int]:
    """The serials of the accounts of people that have a name like this."""
    return _serials(_holding([term], NAME))


def people_sounding(name: str, *, is_typing: bool = False) -> dict[int, float]:
    """The serials of the accounts of people that have this name in some spelling, and how like it is, at best.

    A surname or a given name alone finds everybody who has it, the beginning of a name everybody whose name goes on
    from it; of somebody who ``is_typing`` still, the last syllable may be only begun. The likeness is a log Bayes
    factor, as :mod:`lastseen.names.searching` has it; nought for a surname alone, which says little.
    """
    sought = Sought.of(name, is_typing=is_typing)
    found = dict.fromkeys(_serials(_keyed([(token,) for token in sought.surnames])), 0.0) if sought.surnames else {}
    groups = sought.tokens
    rows = list(_keyed(groups).values_list("account__serial", "tokens")) if groups else []
    for (serial, _), like in zip(rows, sought.likeness([spelled(keyed) for _, keyed in rows]), strict=True):
        if isfinite(like):
            found[serial] = max(float(like), found.get(serial, 0.0))
    return found


def cases_titled(term: Term) -> set[int]:
    """The serials of the accounts of cases that have such a title."""
    return _serials(_holding([term], CASE))


def sources_labelled(term: Term) -> set[UUID]:
    """The sources that have such an external id."""
    return _sources(_holding([term], LABEL))


def sources_saying(term: Term) -> set[UUID]:
    """The sources in whose texts or title this stands, or that have such an external id."""
    return _sources(_holding([term], TEXT, TITLE, LABEL))


def sources_found(
    rights: Rights, terms: Iterable[Term], fields: Iterable[str], start: int, size: int
) -> tuple[int, list[SourceId]]:
    """How many sources somebody sees in which all of this stands, in any of these fields, and some, by external id."""
    rows = descriptions(rights)
    for term in terms:
        rows = rows.filter(source_id__in=_holding([term], *fields).values("source_id"))
    page = rows.values_list("source_id", flat=True)[start : start + size]
    return rows.count(), [SourceId(id_) for id_ in page]


def accounts_numbered(rights: Rights, kind: str, serials: Iterable[int]) -> list[AccountId]:
    """The accounts of this kind and these serials, as far as somebody sees them."""
    rows = Account.objects.filter(seen(rights), kind=kind, serial__in=set(serials))
    return [AccountId(id_) for id_ in rows.order_by("serial").values_list("id", flat=True)]


def accounts_likest(rights: Rights, kind: str, like: Mapping[int, float], top: int) -> list[AccountId]:
    """The accounts of this kind whose serials are likest, of those somebody sees, at most so many; of two the older."""
    rows = Account.objects.filter(seen(rights), kind=kind, serial__in=set(like)).values_list("id", "serial")
    likest = sorted(rows, key=lambda row: (-like[row[1]], row[1]))[:top]
    return [AccountId(id_) for id_, _ in likest]


def serials_of(rights: Rights, accounts: Iterable[AccountId]) -> list[int]:
    """The serials of these accounts, as far as somebody sees them, the oldest first."""
    rows = Account.objects.filter(seen(rights), id__in=set(accounts))
    return list(rows.order_by("serial").values_list("serial", flat=True))


def sources_telling(
    rights: Rights, terms: Iterable[Term], wanted: Wanted, start: int, size: int
) -> tuple[int, list[SourceId]]:
    """How many sources as wanted somebody sees in whose texts all of this stands, and some of them, by external id."""
    rows = descriptions(rights).filter(as_wanted(rights, wanted))
    for term in terms:
        rows = rows.filter(source_id__in=_holding([term], TEXT).values("source_id"))
    return rows.count(), [SourceId(id_) for id_ in rows.values_list("source_id", flat=True)[start : start + size]]


def texts_by_source(sources: Iterable[SourceId]) -> dict[SourceId, list[TextKept]]:
    """The texts of these sources but for those that were corrected, whole, the oldest first."""
    found: dict[SourceId, list[TextKept]] = {}
    rows = SourceText.objects.filter(source_id__in=set(sources), corrected__isnull=True)
    for row in rows.order_by("entry__number", "digest"):
        kept = TextKept(id=row.id, role=row.role, language=row.language, digest=row.digest, text=row.text)
        found.setdefault(SourceId(row.source_id), []).append(kept)
    return found


def _keyed(groups: Iterable[Iterable[Token]]) -> "QuerySet[SearchText]":
    """The names that have all keys of any of these groups."""
    return _holding_all(((Term(one.text, (one.text,), one.is_begun) for one in group) for group in groups), NAME_KEYS)


def _holding(terms: Iterable[Term], *fields: str) -> "QuerySet[SearchText]":
    """The texts of these fields that hold any of what is asked for."""
    return _holding_all(((term,) for term in terms), *fields)


def _holding_all(groups: Iterable[Iterable[Term]], *fields: str) -> "QuerySet[SearchText]":
    """The texts of these fields that hold everything of any of these groups."""
    is_sqlite = connection.vendor == "sqlite"
    written, both, either = (_in_fts5, " AND ", " OR ") if is_sqlite else (_in_tsquery, " & ", " | ")
    asked = either.join(f"({both.join(map(written, group))})" for group in groups)
    matching = RawSQL(_MATCHING[connection.vendor], (asked,))  # noqa: S611  # a constant; what is asked is passed apart
    return SearchText.objects.filter(number__in=matching, field__in=fields).order_by()


def _in_fts5(term: Term) -> str:
    """Tokens are letters and digits alone, so none can end the quotation."""
    return f'"{" ".join(term.tokens)}"' + (" *" if term.is_prefix else "")


def _in_tsquery(term: Term) -> str:
    quoted = " <-> ".join(f"'{token}'" for token in term.tokens)
    return f"({quoted}{':*' if term.is_prefix else ''})"


def _serials(rows: "QuerySet[SearchText]") -> set[int]:
    return set(rows.values_list("account__serial", flat=True))


def _sources(rows: "QuerySet[SearchText]") -> set[UUID]:
    return set(rows.values_list("source_id", flat=True))
