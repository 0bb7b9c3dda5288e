"""The shapes of what a program sends; whatever they do not name is refused."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from lastseen.domain.verdicts import Answer, VerdictKind


class Sent(Schema):
    """Something sent."""

    model_config = ConfigDict(extra="forbid")


class ConsentCell(Sent):
    """One answer of a source: for which purpose, to whom (empty for everybody), showing how much, until when."""

    purpose: str
    recipient: str = ""
    identity: str
    answer: str
    until: date | None = None


class SourceIn(Sent):
    """A source as it is taken in; its text is kept as it comes."""

    name: str
    kind: str
    language: str = ""
    compartment: str
    day: date | None = None
    title: str = ""
    interviewee: str = ""
    text: str = ""
    consents: list[ConsentCell] = Field(default_factory=list)


class CodingIn(Sent):
    """A coded source: ``coded`` as a file of codings has it (see the reference on them), and its transcript."""

    coder: str
    coded: dict[str, Any]
    transcript: str = ""


class VerdictIn(Sent):
    """A verdict on two accounts of one kind, and why."""

    kind: VerdictKind
    left: UUID
    right: UUID
    answer: Answer
    reason: str


class ConclusionIn(Sent):
    """The value the organisation stands by, of one variable, for these accounts."""

    accounts: list[UUID]
    variable: str
    values: list[str]
    reason: str
