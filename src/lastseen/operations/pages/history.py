"""What became of an account, and of a person: every change of every field one may read, and every decision."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from lastseen.domain.accounts import Account, AccountId, Sensitivity, specs
from lastseen.domain.answers import Said
from lastseen.domain.rights import May, Rights
from lastseen.operations.pages.asked import NotFound, founded
from lastseen.operations.pages.parts import (
    AccountKey,
    DecisionSeen,
    VerdictSeen,
    decision,
    keys,
    verdict,
    withdrawn_keys,
)
from lastseen.operations.pages.sight import Sight, look, named_by
from lastseen.operations.pages.trying import EffortStep, ReplyStep, steps
from lastseen.storage.efforts import efforts_of, efforts_on
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen import Deed, conclusions_on, findings_on, kept, pointing_at, verdicts_on
from lastseen.storage.seen_past import Version, versions_of
from lastseen.storage.seen_sources import sources_of


class How(StrEnum):
    """What was done to an account."""

    ENTERED = "entered"
    """It came to be; its values follow, each as a change."""
    CHANGED = "changed"
    """One field came to say something else than before, or something at all."""
    ERASED_SINCE = "erased-since"
    """Values were entered that have been erased since: which fields they were of is not known any more."""
    ERASED = "erased"
    """The values were erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one account: by whom and when, of which field, from what to what.

    ``before`` is None where what stood there has been erased; ``field`` is empty but for :attr:`How.CHANGED`.
    """

    deed: Deed
    account: AccountKey
    how: How
    field: str = ""
    before: Said[object] | None = ()
    after: Said[object] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to what is known of a person; with ``is_undone`` the taking back of a decision."""

    deed: Deed
    what: Change | VerdictSeen | DecisionSeen | EffortStep | ReplyStep
    is_undone: bool = False


def history(rights: Rights, account: AccountId) -> tuple[Change, ...]:
    """Every change of one account, oldest first.

    Raises :class:`~.asked.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.READ)
    with at_one_moment():
        versions = versions_of(rights, [account])
        if not versions:
            raise NotFound(what=account)
        return tuple(_changes(versions, _view(rights, [account], versions)))


def person_history(rights: Rights, code: str) -> tuple[Event, ...]:
    """All that happened to what is known of the person of this code, oldest first: changes, decisions, efforts.

    Both are those on the accounts that tell of the person now, standing or not. Raises as :func:`history` does.
    """
    return _became(rights, "person", code, ("person", "other", "identified"))


def case_history(rights: Rights, code: str) -> tuple[Event, ...]:
    """All that happened to what is known of the case of this code itself, oldest first; its people have their own.

    Raises as :func:`history` does.
    """
    return _became(rights, "case", code, ("follows",))


def _became(rights: Rights, kind: str, code: str, fields: Iterable[str]) -> tuple[Event, ...]:
    """What became of somebody or something of a kind, and of the accounts that name it in any of these fields."""
    with at_one_moment():
        own = look(rights, [founded(rights, kind, code)]).placed
        about = {*own, *pointing_at(rights, own, *fields)}
        versions = versions_of(rights, about)
        judged = verdicts_on(rights, about, past=True)
        made = [*conclusions_on(rights, own, past=True), *findings_on(rights, own, past=True)]
        ends = {end for one in judged for end in one.accounts}
        hanging = {account for one in made for account in one.accounts}
        view = _view(rights, about | ends | hanging, versions)
        named = {**view.named, **withdrawn_keys(rights, ends - view.named.keys())}
        tried = [step for one in efforts_of(rights, efforts_on(own)) for step in steps(one)]
    events = [Event(deed=change.deed, what=change) for change in _changes(versions, view)]
    decided: list[VerdictSeen | DecisionSeen] = [
        *(verdict(one, named) for one in judged if one.accounts <= named.keys()),
        *(decision(one, view.named) for one in made if one.accounts <= view.named.keys()),
    ]
    events += [Event(deed=one.made, what=one) for one in decided]
    events += [Event(deed=one.taken_back, what=one, is_undone=True) for one in decided if one.taken_back is not None]
    events += [Event(deed=step.deed, what=step) for step in tried]
    return tuple(sorted(events, key=lambda event: event.deed.number))


@dataclass(frozen=True, slots=True)
class _View:
    """How accounts of any time are shown: who is in sight now, and under which name."""

    sight: Sight
    named: Mapping[AccountId, AccountKey]

    def said(self, part: Account, field: str) -> Said[object]:
        """What a part of an account says for a field."""
        return self.sight.said(getattr(self.sight.in_sight(part), field))


def _view(rights: Rights, accounts: Iterable[AccountId], versions: Iterable[Version]) -> _View:
    then = named_by(version.part for version in versions if version.part is not None)
    sight = look(rights, {*accounts, *then})
    held = {one.account.id: one for one in kept(rights, sight.placed)}
    sources = sources_of(rights, {one.account.source for one in held.values()})
    return _View(sight, keys(sight, held, {id_: source.external_id for id_, source in sources.items()}))


def _changes(versions: Iterable[Version], view: _View) -> list[Change]:
    found: list[Change] = []
    erased: dict[tuple[AccountId, int], Change] = {}
    last: dict[tuple[AccountId, Sensitivity], Version] = {}
    for version in versions:
        part = (version.id, version.sensitivity)
        found += _of_version(version, last.get(part), view)
        last[part] = version
        if version.erased is not None:
            change = Change(deed=version.erased, account=view.named[version.id], how=How.ERASED)
            erased[version.id, version.erased.number] = change
    return sorted([*found, *erased.values()], key=lambda change: change.deed.number)


def _of_version(version: Version, earlier: Version | None, view: _View) -> Iterator[Change]:
    account = view.named[version.id]
    if earlier is None and version.sensitivity is Sensitivity.INTERNAL:
        yield Change(deed=version.made, account=account, how=How.ENTERED)
    if version.part is None:
        yield Change(deed=version.made, account=account, how=How.ERASED_SINCE)
        return
    for field, spec in specs(type(version.part)).items():
        after = view.said(version.part, field)
        before = () if earlier is None else None if earlier.part is None else view.said(earlier.part, field)
        if spec.sensitivity is version.sensitivity and before != after and (before is not None or after):
            change = Change(deed=version.made, account=account, how=How.CHANGED)
            yield replace(change, field=field, before=before, after=after)
