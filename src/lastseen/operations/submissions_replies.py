"""What a State answered to a submission, kept as a source of its own: coded as a response, it counts for element 3."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lastseen.domain.accounts import Account, AccountId, PersonAccount, ResponseAccount, SourceId
from lastseen.domain.answers import Code, Coded, Said
from lastseen.domain.coding import CodedSource
from lastseen.domain.dates import IntervalDate
from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.efforts import Reply
from lastseen.domain.rights import May
from lastseen.domain.sources import Source
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.coding import write
from lastseen.operations.collecting import Collected, enter_source
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.decisions import put_verdict
from lastseen.storage.efforts import NoSuchEffort, efforts_of, put_reply
from lastseen.storage.ledger import recording
from lastseen.storage.protection import same_people
from lastseen.storage.reading import kinds_of
from lastseen.storage.search.keeping import reindex

_KIND = "official-statement"
_CODER = "register of submissions"
_REASON = "The State answers about the person of this submission."


@dataclass(frozen=True, slots=True, kw_only=True)
class StateReply:
    """What a State answered: a code of the vocabulary response-kind, from whom, and how the source is kept.

    ``authority`` is a code too, empty where none is named. ``uses`` are the purposes it may be used for: what is used
    for less than other sources keeps the people it tells of out of whatever it may not be used for.
    """

    name: str
    compartment: str
    language: str
    sender: str
    answer: str
    uses: tuple[str, ...]
    day: date | None = None
    authority: str = ""
    words: str = ""


def record_state_reply(effort: UUID, told: StateReply, workspace: Workspace, *, actor: UUID, now: datetime) -> UUID:
    """Record a reply, the source that holds it, and of each person of the effort what it answers; gives the reply's id.

    Raises :class:`~lastseen.operations.efforts.NoSuchEffort`, :class:`~lastseen.domain.vocabulary.UnknownTerm`, and as
    :func:`~lastseen.operations.collecting.collect` does.
    """
    rights = authorised(actor, May.DECIDE)
    rights.require(May.COLLECT)
    rights.require(May.CODE)
    kept = efforts_of(rights, [effort])
    if not kept or kept[0].now is None:
        raise NoSuchEffort(effort=effort)
    workspace.vocabularies["response-kind"].term(told.answer)
    with recording(actor, "record-state-reply", now) as pen:
        source = enter_source(pen, rights, _collected(told), workspace)
        people = {one: _named(workspace, source, one) for one in _one_of_each(kept[0].accounts)}
        accounts = tuple(_accounts(workspace, source, told, people.values()))
        write(pen, CodedSource(source=source, coder=_CODER, text=told.words, accounts=accounts), workspace, rights)
        for known, answered in people.items():
            verdict = Verdict(left=known, right=answered, answer=Answer.SAME)
            put_verdict(pen, VerdictKind.PERSON, verdict, _REASON)
        reindex(pen.told, pen.described, workspace.frame)
        reply = Reply(day=told.day, sender=told.sender, answer=told.answer, words=told.words, source=source.external_id)
        return put_reply(pen, effort, reply, source.id)


def _collected(told: StateReply) -> Collected:
    return Collected(
        name=told.name,
        kind=_KIND,
        language=told.language,
        compartment=told.compartment,
        day=told.day,
        title=told.sender,
        text=told.words,
        consents=tuple(_use(purpose) for purpose in told.uses),
    )


def _use(purpose: str) -> Consent:
    """A use of what a State wrote, of which nobody is asked."""
    nobody = UUID(int=0)
    return Consent(
        source=SourceId(nobody),
        purpose=purpose,
        recipient="",
        identity=IdentityLevel.NAME,
        answer=ConsentAnswer.YES,
    )


def _one_of_each(accounts: Iterable[AccountId]) -> Iterator[AccountId]:
    """One account of each person."""
    left = {account for account, kind in kinds_of(accounts).items() if kind == "person"}
    while left:
        one = min(left)
        yield one
        left -= {one, *same_people([one])}


def _named(workspace: Workspace, source: Source, one: AccountId) -> AccountId:
    """The id of the account that the State's answer gives of a person."""
    return workspace.ids.account(source.id, _CODER, "person", f"of {one}")


def _accounts(workspace: Workspace, source: Source, told: StateReply, people: Iterable[AccountId]) -> Iterator[Account]:
    day = () if told.day is None else (Coded(value=IntervalDate(earliest=told.day, latest=told.day)),)
    for number, person in enumerate(people, start=1):
        yield PersonAccount(id=person, source=source.id, external_id=f"p{number}", role=_code("victim"))
        yield ResponseAccount(
            id=workspace.ids.account(source.id, _CODER, "response", f"of {person}"),
            source=source.id,
            external_id=f"r{number}",
            person=(Coded(value=person),),
            response=_code(told.answer),
            authority=_code(told.authority) if told.authority else (),
            start=day,
        )


def _code(code: str) -> Said[Code]:
    return (Coded(value=Code(code)),)
