"""Sources that say something in every field of every kind of account, in compartments, and decisions across them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import (
    ACCOUNT_TYPES,
    Account,
    AccountId,
    FieldSpec,
    Involved,
    Name,
    ValueKind,
    specs,
)
from lastseen.domain.answers import Code, Coded
from lastseen.domain.coding import CodedSource
from lastseen.domain.dates import Age, IntervalDate, Reckoning
from lastseen.domain.decisions import Conclusion, Consent, ConsentAnswer, Finding, IdentityLevel
from lastseen.domain.rights import Rights, Role
from lastseen.domain.sources import Passage, Source, text_digest
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.coding import hand_in
from lastseen.operations.verdicts import conclude, decide, find
from tests.coded import IDS
from tests.conftest import NOW, Registry

START, END = date(2010, 3, 1), date(2010, 3, 31)
ONE_OF_EACH = {"person": "p1", "other": "p2", "case": "c1", "follows": "c2", "on_account_of": "p2", "identified": "p1"}
"""Whom or what each field that names an account names."""


def rights(*compartments: str, roles: Iterable[Role] = tuple(Role)) -> Rights:
    """What somebody of every role, or of these, sees in these compartments."""
    return Rights(user=IDS.registry, roles=frozenset(roles), compartments=frozenset(compartments))


EVERYTHING = replace(rights(), compartments=None)


@dataclass(frozen=True, slots=True)
class Told:
    """A source by its name: ``word`` stands in every text of it, so that it can be found wherever it leaks."""

    name: str
    compartment: str
    registry: Registry

    @property
    def word(self) -> str:
        return f"word-of-{self.name}"

    def id(self, kind: str, name: str) -> AccountId:
        """The id of one of its accounts."""
        return IDS.account(IDS.source(self.name), f"coder-{self.word}", kind, name)

    def coded(self) -> CodedSource:
        """Two people, two cases, and one account of every other kind, each with something in every field."""
        id_ = IDS.source(self.name)
        text = f"{self.word} was taken, and {self.word} again."
        return CodedSource(
            source=Source(
                id=id_,
                external_id=self.name,
                kind="interview",
                language="en",
                compartment=self.compartment,
                day=START,
                title=f"title {self.word}",
                interviewee=f"W-{self.word}",
            ),
            coder=f"coder-{self.word}",
            text=text,
            consents=(self._consent(),),
            passages=tuple(self._passages(text)),
            accounts=tuple(self._accounts([p.id for p in self._passages(text)])),
        )

    def _consent(self) -> Consent:
        return Consent(
            source=IDS.source(self.name),
            purpose="internal-analysis",
            recipient=f"recipient {self.word}",
            identity=IdentityLevel.NAME,
            answer=ConsentAnswer.YES,
        )

    def _passages(self, text: str) -> list[Passage]:
        """Two that overlap, and one without words."""
        id_ = IDS.source(self.name)
        digest = text_digest(text)
        ranges = [
            Passage(id=IDS.passage(id_, quote), source=id_, text_digest=digest, start=0, end=len(quote), quote=quote)
            for quote in (text[:-1], self.word)
        ]
        return [*ranges, Passage(id=IDS.passage(id_, "row"), source=id_, locator=f"row {self.word}")]

    def _accounts(self, passages: list[Any]) -> Iterable[Account]:
        for kind in ACCOUNT_TYPES:
            for name in {"person": ("p1", "p2"), "case": ("c1", "c2")}.get(kind, (f"{kind}-1",)):
                yield self._account(kind, name, passages)

    def _account(self, kind: str, name: str, passages: list[Any]) -> Account:
        cls = ACCOUNT_TYPES[kind]
        said: dict[str, Any] = {
            field: (Coded(value=self._value(field, spec), passages=tuple(passages)),)
            for field, spec in specs(cls).items()
            if name != "c2" or field == "title"
        }
        return cls(id=self.id(kind, name), source=IDS.source(self.name), external_id=name, **said)

    def _value(self, field: str, spec: FieldSpec) -> object:
        values: dict[ValueKind, Callable[[], object]] = {
            ValueKind.CODE: lambda: Code(self._term(spec.vocabulary)),
            ValueKind.AUTHORITY: lambda: Involved(authority=Code(self._term("authority")), role=Code("depriving")),
            ValueKind.DATE: lambda: IntervalDate(earliest=START, latest=END, told=f"day {self.word}"),
            ValueKind.AGE: lambda: Age(low=30, high=31, reckoning=Reckoning.FULL),
            ValueKind.NAME: lambda: Name(text=f"name {self.word}", script="Latn"),
            ValueKind.NUMBER: lambda: 1,
            ValueKind.ACCOUNT: lambda: self.id(spec.vocabulary, ONE_OF_EACH[field]),
            ValueKind.TEXT: lambda: f"text {field} {self.word}",
        }
        return values[spec.kind]()

    def _term(self, vocabulary: str) -> str:
        return self.registry.workspace.vocabularies[vocabulary].terms[0].code


def hand(registry: Registry, *sources: CodedSource) -> None:
    """Hand sources in, as the registry's owner."""
    hand_in(sources, registry.workspace, actor=registry.owner, now=NOW)


def judge(registry: Registry, kind: str, *pair: AccountId, answer: Answer = Answer.SAME, reason: str = "told") -> UUID:
    """A verdict by the registry's owner; gives its id."""
    left, right = pair
    verdict = Verdict(left=left, right=right, answer=answer)
    return decide(VerdictKind(kind), verdict, reason, actor=registry.owner, now=NOW)


def join(registry: Registry, left: Told, right: Told) -> None:
    """Hold that two sources tell of one person, one case and one stage, with every decision one can take on both.

    The second people of both are held to differ, and each first person may be the other's second.
    """
    word = f"{left.word} and {right.word}"
    for kind, name in (("person", "p1"), ("case", "c1"), ("stage", "stage-1")):
        judge(registry, kind, left.id(kind, name), right.id(kind, name), reason=f"same {word}")
    second = left.id("person", "p2")
    judge(registry, "person", second, right.id("person", "p2"), answer=Answer.DIFFERENT, reason=f"different {word}")
    judge(registry, "person", second, right.id("person", "p1"), answer=Answer.UNSURE, reason=f"unsure {word}")
    decided(registry, word, left.id("person", "p1"), right.id("person", "p1"), left.id("case", "c1"))


def decided(registry: Registry, word: str, *accounts: AccountId) -> None:
    """A conclusion and a finding that hang on these accounts."""
    hung = frozenset(accounts)
    made = Conclusion(accounts=hung, variable="sex", values=("male",), reason=f"concluded {word}")
    conclude(made, registry.workspace, actor=registry.owner, now=NOW)
    found = Finding(accounts=hung, standard="credible", outcome="enforced-disappearance", reason=f"found {word}")
    find([found], registry.workspace, actor=registry.owner, now=NOW)


def several(registry: Registry, **compartments: str) -> Mapping[str, Told]:
    """Sources by name, each in its compartment, handed in one after the other."""
    made = {name: Told(name, compartment, registry) for name, compartment in compartments.items()}
    for one in made.values():
        hand(registry, one.coded())
    return made
