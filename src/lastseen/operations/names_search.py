"""People found by a name, in any script and spelling, the likest first."""

from dataclasses import dataclass

from lastseen.domain.accounts import PersonAccount
from lastseen.domain.answers import values
from lastseen.domain.rights import May, Rights
from lastseen.names import Because, compare
from lastseen.names.searching import Sought
from lastseen.operations.pages.asked import code_of
from lastseen.operations.workspace import Workspace
from lastseen.storage.search.finding import accounts_likest, people_sounding
from lastseen.storage.search.keeping import is_outdated, rebuild
from lastseen.storage.seen import Kept, kept
from lastseen.storage.seen_sources import sources_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFound:
    """An account of a person by its code, the name it tells, its source and its id there, and how like it is to what
    was sought.

    ``score`` is a log Bayes factor, nought for a surname alone; ``because`` compares both as whole names.
    """

    code: str
    name: str
    source: str
    account: str
    score: float
    because: tuple[Because, ...]


def search_names(rights: Rights, text: str, top: int, workspace: Workspace) -> tuple[NameFound, ...]:
    """The accounts somebody sees that tell of a name like this, the likest first, at most so many.

    Where an earlier version made what is searched, it is made anew first. Raises
    :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.READ)
    rights.require(May.IDENTIFY)
    if is_outdated():
        rebuild(workspace.frame)
    like = people_sounding(text)
    accounts = kept(rights, accounts_likest(rights, PersonAccount.kind, like, top))
    likest = sorted(accounts, key=lambda one: (-like[one.serial], one.serial))
    sources = sources_of(rights, {one.account.source for one in likest})
    return tuple(
        NameFound(
            code=code_of(PersonAccount.kind, one.serial),
            name=name,
            source=sources[one.account.source].external_id,
            account=one.account.external_id,
            score=like[one.serial],
            because=compare(text, name).because,
        )
        for one in likest
        for name in (_likest(one, Sought.of(text)),)
    )


def _likest(one: Kept, sought: Sought) -> str:
    """Of the names an account tells, the one that is likest."""
    told = [name.text for name in values(one.account.names)] if isinstance(one.account, PersonAccount) else []
    ranked = zip(sought.likeness(told), told, strict=True)
    return max(ranked, key=lambda pair: float(pair[0]), default=(0.0, ""))[1]
