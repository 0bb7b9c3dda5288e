"""Short ways to make two readings of one invented interview."""

from typing import Any
from uuid import UUID, uuid5

from lastseen.domain.accounts import ACCOUNT_TYPES, Account, AccountId, Name, SourceId, ValueKind, specs
from lastseen.domain.agreement import Reading
from lastseen.domain.answers import Code, Coded, PassageId
from lastseen.domain.dates import parse_date
from lastseen.domain.sources import Passage, text_digest

SOURCE = SourceId(UUID(int=1))
TEXT = "Ko Eun-byeol was taken in May 2006. Her sister Seo was taken with her. Nobody came back."
PASSAGES = {
    PassageId(UUID(int=start + 1)): Passage(
        id=PassageId(UUID(int=start + 1)),
        source=SOURCE,
        text_digest=text_digest(TEXT),
        start=start,
        end=start + 8,
        quote=TEXT[start : start + 8],
    )
    for start in range(0, len(TEXT) - 8, 4)
}


def id_of(coder: str, kind: str, name: str) -> AccountId:
    """The id of an account of a coder."""
    return AccountId(uuid5(SOURCE, f"{coder}|{kind}|{name}"))


def told(coder: str, kind: str, name: str, *, at: int | None = None, **fields: Any) -> Account:
    """An account; every value cites the words from ``at`` on, names of accounts are those of the same coder."""
    known = specs(ACCOUNT_TYPES[kind])
    cited = () if at is None else (PassageId(UUID(int=at + 1)),)

    def value(field: str, plain: Any) -> object:
        match known[field].kind:
            case ValueKind.NAME:
                return Name(text=plain, script="Hang")
            case ValueKind.ACCOUNT:
                return id_of(coder, known[field].vocabulary, plain)
            case ValueKind.DATE:
                return parse_date(plain, reference=None)
            case ValueKind.CODE:
                return Code(plain)
        return plain

    said = {
        field: tuple(Coded(value=value(field, one), passages=cited) for one in (v if isinstance(v, list) else [v]))
        for field, v in fields.items()
    }
    return ACCOUNT_TYPES[kind](id=id_of(coder, kind, name), source=SOURCE, external_id=name, **said)


def reading(*accounts: Account) -> Reading:
    """What one coder read."""
    return Reading(accounts=accounts, passages=PASSAGES)
