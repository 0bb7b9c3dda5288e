"""Short ways to make coded sources of invented people, and to hand them in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from lastseen.domain.accounts import (
    Account,
    AccountId,
    CaseAccount,
    FateAccount,
    Name,
    PersonAccount,
    RelationAccount,
    SourceId,
    StageAccount,
)
from lastseen.domain.answers import Code, Coded, Said
from lastseen.domain.coding import CodedSource, Ids
from lastseen.domain.decisions import Consent, ConsentAnswer, Finding, IdentityLevel
from lastseen.domain.efforts import Effort, Reply
from lastseen.domain.permitting import Approval, Clearance, FamilyConsent, Standing
from lastseen.domain.protection import Harmed, Hold, Risk, RiskLevel, Subject
from lastseen.domain.release import Profile
from lastseen.domain.sources import Passage, Source, text_digest
from lastseen.operations.coding import Handed, hand_in
from tests.conftest import NOW, REGISTRY_ID, Registry

T = TypeVar("T")

IDS = Ids(REGISTRY_ID)
CODER = "coder"
PURPOSES = ("aggregate-statistics", "internal-analysis")
NAME = "고은별"
"""The name of everybody here who is given none: invented."""


SUBMISSION = Effort(
    kind="un-submission",
    forum="wgeid",
    what="General allegation, with the interview attached",
    day=date(2024, 5, 2),
    number="10099999",
    consent="un-procedures",
    state="made",
    due=date(2024, 11, 10),
    due_what="ask again for the answer of the State",
)
"""Something that was done, of which something is due."""
REPLY = Reply(day=date(2024, 9, 1), sender="Permanent Mission", answer="denied", words="No such person is known.")
"""Something that came back."""


def account(source: str, kind: str, name: str) -> AccountId:
    """The id of an account of a source made by :func:`interview`."""
    return IDS.account(IDS.source(source), CODER, kind, name)


def consent(
    source: str,
    purpose: str,
    answer: ConsentAnswer = ConsentAnswer.YES,
    *,
    until: date | None = None,
    withdrawn: date | None = None,
) -> Consent:
    """One cell of a source's consents, for every recipient."""
    return Consent(
        source=IDS.source(source),
        purpose=purpose,
        recipient="",
        identity=IdentityLevel.NAME,
        answer=answer,
        until=until,
        withdrawn=withdrawn,
    )


def interview(
    source: str, *people: str, consents: tuple[Consent, ...] | None = None, name: str = NAME, sex: str = "female"
) -> CodedSource:
    """An interview that tells of people (``p1`` where none is named), each taken in a case and a stage of their own.

    Each person's name and stage cite a passage of the transcript, and their consents are yes unless given.
    """
    id_ = IDS.source(source)
    text = f"{source}: {name} was taken. " + " ".join(f"Of {person}." for person in people or ("p1",))
    passage = _passage(source, text, f"{name} was taken")
    accounts = [one for person in people or ("p1",) for one in _person(source, person, passage, name, sex)]
    return CodedSource(
        source=Source(
            id=id_,
            external_id=source,
            kind="interview",
            language="en",
            compartment="interviews",
            day=date(2021, 1, 14),
            title=f"Interview {source}",
            interviewee=f"W-{source}",
        ),
        coder=CODER,
        text=text,
        consents=tuple(consent(source, purpose) for purpose in PURPOSES) if consents is None else consents,
        passages=(passage,),
        accounts=tuple(accounts),
    )


def _passage(source: str, text: str, quote: str) -> Passage:
    id_, start = IDS.source(source), text.index(quote)
    digest = text_digest(text)
    place = f"{digest}|{start}"
    end = start + len(quote)
    return Passage(id=IDS.passage(id_, place), source=id_, text_digest=digest, start=start, end=end, quote=quote)


def _person(source: str, person: str, passage: Passage, name: str, sex: str) -> Iterator[Account]:
    id_ = IDS.source(source)
    told, case = account(source, "person", person), account(source, "case", person)
    yield PersonAccount(
        id=told,
        source=id_,
        external_id=person,
        names=cited(passage, Name(text=name, script="Hang")),
        role=said(Code("victim")),
        sex=said(Code(sex)),
        relation_to_interviewee=said(Code("sibling")),
    )
    yield CaseAccount(id=case, source=id_, external_id=person)
    yield StageAccount(
        id=account(source, "stage", person),
        source=id_,
        external_id=person,
        person=said(told),
        case=said(case),
        stage=cited(passage, Code("arrest")),
    )


def family(source: str, *, standing: Standing = Standing.KIN, relation: str = "sibling", **told: Any) -> FamilyConsent:
    """What a sister of the one person of an interview answered: yes to being named to the public, unless told."""
    given = {"purpose": "named-publication", "recipient": "", "identity": IdentityLevel.NAME}
    answered = {"answer": ConsentAnswer.YES, **given, **told}
    accounts = frozenset({account(source, "person", "p1")})
    return FamilyConsent(accounts=accounts, who="A sister", standing=standing, relation=relation, **answered)


def clearance(*sources: str, identity: IdentityLevel = IdentityLevel.PSEUDONYM) -> Clearance:
    """A clearance of the one person that these interviews tell of."""
    accounts = frozenset(account(source, "person", "p1") for source in sources)
    return Clearance(accounts=accounts, identity=identity, reason="Told by many.")


def approval(profile: Profile = Profile.PSEUDONYMOUS, **told: Any) -> Approval:
    """A yes to publication to anybody, until the end of the year of the tests."""
    given = {"purpose": "anonymised-publication", "recipient": "", "until": date(2024, 12, 31), **told}
    return Approval(profile=profile, **given)


def said(value: T) -> Said[T]:
    """One value without a passage."""
    return (Coded(value=value),)


def cited(passage: Passage, value: T) -> Said[T]:
    """One value with the passage that says it."""
    return (Coded(value=value, passages=(passage.id,)),)


def found(source: str, person: str = "p1", outcome: str = "enforced-disappearance") -> Finding:
    """A finding on one person of an interview."""
    accounts = frozenset({account(source, "person", person), account(source, "case", person)})
    return Finding(accounts=accounts, standard="credible", outcome=outcome, reason="as the interview tells it")


def hold(source: str, *accounts: AccountId) -> Hold:
    """A hold on a source, or on accounts where any are given."""
    return Hold(
        subject=subject(source, accounts),
        what="whatever it says of the brother",
        why="he is within reach",
        judged_by="the interviewer",
        review=date(2024, 12, 1),
    )


def risk(source: str, *accounts: AccountId, review: date = date(2024, 12, 1)) -> Risk:
    """A judgement of the risk that comes from a source, or from accounts where any are given."""
    return Risk(
        subject=subject(source, accounts),
        harmed=Harmed.KIN,
        how="the village is named",
        level=RiskLevel.HIGH,
        judged_by="the editor",
        review=review,
    )


def subject(source: str, accounts: tuple[AccountId, ...]) -> Subject:
    """The accounts, or the source where there are none."""
    return Subject(accounts=frozenset(accounts)) if accounts else Subject(source=IDS.source(source))


def with_account(coded: CodedSource, *accounts: Account) -> CodedSource:
    """The same source with more accounts."""
    return replace(coded, accounts=(*coded.accounts, *accounts))


def fate(source: str, name: str, person: AccountId, status: str = "seen") -> FateAccount:
    """What became of somebody."""
    id_: SourceId = IDS.source(source)
    return FateAccount(
        id=account(source, "fate", name), source=id_, external_id=name, person=said(person), status=said(Code(status))
    )


def relation(source: str, name: str, person: AccountId, other: AccountId) -> RelationAccount:
    """A tie between two people."""
    return RelationAccount(
        id=account(source, "relation", name),
        source=IDS.source(source),
        external_id=name,
        person=said(person),
        other=said(other),
        relation=said(Code("sibling")),
    )


def hand(registry: Registry, *sources: CodedSource) -> Handed:
    """Hand sources in, as the registry's owner."""
    return hand_in(sources, registry.workspace, actor=registry.owner, now=NOW)
