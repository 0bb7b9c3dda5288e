"""How the accounts of one person or case hang together: each account, and every verdict on it that stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from lastseen.domain.accounts import AccountId, CaseAccount, PersonAccount
from lastseen.domain.answers import values
from lastseen.domain.rights import May, Rights
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.operations.pages.asked import LETTERS, Page, Window, founded
from lastseen.operations.pages.parts import AccountKey, VerdictSeen, keys, verdict
from lastseen.operations.pages.sight import Sight, look
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen import Kept, kept, verdicts_on
from lastseen.storage.seen_sources import sources_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An account, and the names or titles it tells."""

    key: AccountKey
    called: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A person or case as verdicts made it: a window on its accounts, the oldest first, and the verdicts on these.

    ``beside`` are the accounts of others that verdicts on accounts shown part from it, or leave open; and the accounts
    of its own on other pages that are the other end of a verdict. ``verdicts`` counts all that stand on it, by answer.
    """

    kind: VerdictKind
    code: str
    aliases: tuple[str, ...]
    accounts: Page[Member]
    beside: tuple[Member, ...]
    shown: tuple[VerdictSeen, ...]
    verdicts: dict[Answer, int]


def joined(rights: Rights, code: str, window: Window) -> Joined:
    """How the person or case of this code hangs together, or that it was joined to.

    Raises :class:`~.pages.asked.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.DECIDE)
    kind = VerdictKind(next((kind for kind, letter in LETTERS.items() if code.startswith(letter)), "person"))
    with at_one_moment():
        account = founded(rights, kind.value, code)
        own = list(look(rights, [account]).placed)
        judged = [one for one in verdicts_on(rights, own) if one.kind is kind]
        sight = look(rights, {*own, *(end for one in judged for end in one.accounts)})
        standing = [one for one in judged if one.accounts <= sight.placed.keys()]
        page = own[window.start :][: window.size]
        touching = [one for one in standing if one.accounts & set(page)]
        others = {end for one in touching for end in one.accounts} - set(page)
        told = _members(rights, sight, {*page, *others})
        return Joined(
            kind=kind,
            code=sight.code(account),
            aliases=sight.aliases(sight.founder(account)),
            accounts=Page(items=tuple(told[one] for one in page), total=len(own), window=window),
            beside=tuple(told[one] for one in told if one in others),
            shown=tuple(verdict(one, {id_: member.key for id_, member in told.items()}) for one in touching),
            verdicts={answer: sum(one.answer is answer for one in standing) for answer in Answer},
        )


def _members(rights: Rights, sight: Sight, accounts: Iterable[AccountId]) -> dict[AccountId, Member]:
    """These accounts, the oldest first."""
    held = {one.account.id: one for one in kept(rights, accounts)}
    sources = sources_of(rights, {one.account.source for one in held.values()})
    named = keys(sight, held, {id_: source.external_id for id_, source in sources.items()})
    return {id_: Member(key=named[id_], called=_called(one)) for id_, one in held.items()}


def _called(one: Kept) -> tuple[str, ...]:
    account = one.account
    if isinstance(account, PersonAccount):
        return tuple(dict.fromkeys(name.text for name in values(account.names)))
    return values(account.title) if isinstance(account, CaseAccount) else ()
