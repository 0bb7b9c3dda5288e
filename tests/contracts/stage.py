"""The stage that operations are tried on: a registry in which there is something for each of them to act on."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest

from lastseen.domain.conduct import CallBack, Session
from lastseen.domain.conduct_words import Channel
from lastseen.domain.file_places import FilePlace
from lastseen.domain.rights import May, Rights, Role
from lastseen.domain.sources import text_digest
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.evidence import Holder
from lastseen.operations.collecting import Collected, collect
from lastseen.operations.conduct import Entered, record_particular
from lastseen.operations.efforts import add_reply, record_effort
from lastseen.operations.files import mark_place, set_file_aside
from lastseen.operations.keys import add_key_holder
from lastseen.operations.library import save_view
from lastseen.operations.library_query import Query
from lastseen.operations.markings import Chosen, TextOf, mark, read_through, third_persons
from lastseen.operations.protections import place_hold
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.texts import add_text
from lastseen.operations.tokens import make_token
from lastseen.operations.uploads import attach
from lastseen.operations.users import (
    add_user,
    deactivate_user,
    rights_of,
)
from lastseen.operations.verdicts import decide
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot
from lastseen.storage.models import User
from tests.apart import read_alone, read_apart
from tests.coded import IDS, NAME, REPLY, SUBMISSION, account, hand, hold, interview
from tests.conftest import NOW, Registry, wire
from tests.contracts.exchanging import let_one_be_exchanged, receive_from_west
from tests.contracts.leaving import let_one_leave
from tests.contracts.many import change_many
from tests.contracts.submitting import TOLD, let_one_be_submitted
from tests.sent import sent, short
from tests.texts import translation

Operation = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """A registry in which there is something to act on: two interviews, a verdict, and two snapshots.

    A colleague acts in it beside the owner, a former one no longer; one interview is held.
    """

    registry: Registry
    folder: Path
    actor: UUID

    @property
    def workspace(self) -> Workspace:
        return self.registry.workspace

    @property
    def snapshot(self) -> Snapshot:
        return find_snapshot(self.workspace, None)

    @property
    def people(self) -> tuple[Any, Any]:
        return account("I-01", "person", "p1"), account("I-02", "person", "p1")

    def act(self, operation: Operation, *given: Any, **named: Any) -> Any:
        """Do it as whoever acts here: the owner, unless somebody else is put in their place."""
        return operation(*given, **named, actor=self.actor, now=NOW)

    @property
    def rights(self) -> Rights:
        """Somebody's who sees all, for what is only looked at."""
        return Rights(user=self.actor, roles=frozenset(Role), compartments=None)

    def user(self, name: str) -> UUID:
        """The id of a user, who may act no longer."""
        return User.objects.get(name=name).id


TOKEN_UNTIL = NOW.date() + timedelta(30)
KEPT, ASIDE = short(b"kept"), short(b"aside")
"""Two files of the stage, the one set aside."""


def decided(stage: Stage, answer: Answer) -> UUID:
    left, right = stage.people
    verdict = Verdict(left=left, right=right, answer=answer)
    id_: UUID = stage.act(decide, VerdictKind.PERSON, verdict, "as told")
    return id_


def particular(part: str) -> Entered:
    told = {"session": Session(channel=Channel.PHONE), "callback": CallBack(question="which winter?")}
    return Entered(item=uuid5(IDS.registry, part), particular=told[part])


def collected(name: str) -> Collected:
    """A source that nobody has coded."""
    return Collected(name=name, kind="interview", language="en", compartment="interviews")


def text_of(source: str) -> TextOf:
    """The one text of an interview."""
    return TextOf(source, text_digest(interview(source).text))


def seen_in_text(stage: Stage, source: str) -> str:
    """What a reader of that text sees marked."""
    where = text_of(source)
    return third_persons(rights_of(stage.registry.owner), source, where.digest, stage.workspace).state


def marked_in(stage: Stage, source: str) -> object:
    return stage.act(mark, text_of(source), [Chosen(words=NAME, kind="broker")], stage.workspace)


def holder(label: str) -> Holder:
    return Holder(label=label, passphrase=f"the words of {label}")


@pytest.fixture(scope="session")
def set_stage(empty_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the stage, set once, to be copied."""
    folder = tmp_path_factory.mktemp("stage")
    registry = Registry(wire(Path(shutil.copytree(empty_registry, folder / "registry"))))
    _set(registry, folder)
    registry.wiring.close()
    return folder


@pytest.fixture
def stage(set_stage: Path, tmp_path: Path) -> Iterator[Stage]:
    """The stage, set."""
    registry = Registry(wire(Path(shutil.copytree(set_stage, tmp_path, dirs_exist_ok=True)) / "registry"))
    yield Stage(registry, tmp_path, registry.owner)
    registry.wiring.close()


def _set(registry: Registry, folder: Path) -> None:
    hand(registry, interview("I-01"), interview("I-02"), TOLD)
    made = Stage(registry, folder, registry.owner)
    decided(made, Answer.UNSURE)
    made.act(add_key_holder, registry.wiring.keys, holder("second"), registry.workspace)
    made.act(add_text, "I-02", translation("I-02"), registry.workspace)
    receive_from_west(made)
    made.act(take_snapshot, registry.workspace)
    let_one_leave(made)
    let_one_be_submitted(made)
    let_one_be_exchanged(made)
    hand(registry, interview("I-03"))
    made.act(collect, collected("I-07"), registry.workspace)
    made.act(place_hold, hold("I-03"))
    marked_in(made, "I-02")
    made.act(read_through, text_of("I-02"), seen_in_text(made, "I-02"))
    made.act(add_reply, made.act(record_effort, made.people[:1], SUBMISSION, made.workspace), REPLY, made.workspace)
    for name in ("colleague", "former"):
        made.act(add_user, name, [Role.CODER], None, None)
    made.act(deactivate_user, made.user("former"))
    read_apart(registry, "colleague")
    read_alone(registry)
    change_many(made)
    made.act(save_view, "everybody", Query())
    made.act(make_token, "a program", [May.READ], TOKEN_UNTIL, made.workspace)
    for content in (b"kept", b"aside"):
        made.act(attach, sent(registry, "I-01", content), registry.workspace)
    made.act(set_file_aside, "I-01", ASIDE, "a copy")
    made.act(mark_place, "I-01", FilePlace(file=KEPT), "her name")
    made.act(
        record_particular,
        IDS.source("I-02"),
        replace(particular("session"), item=uuid5(IDS.registry, "I-02")),
        made.workspace,
    )
