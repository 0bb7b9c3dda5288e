"""Every operation names who acts and writes exactly one entry of the ledger; a new one without an example fails."""

import ast
import inspect
import pkgutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from lastseen import operations
from lastseen.domain.decisions import Conclusion, ConsentAnswer
from lastseen.domain.file_places import FilePlace
from lastseen.domain.rights import May, Role
from lastseen.domain.verdicts import Answer
from lastseen.exchange.decisions import DecisionFile
from lastseen.exchange.mapping.reading import parse_mapping
from lastseen.operations.callbacks import ask_back
from lastseen.operations.coding import hand_in
from lastseen.operations.collecting import collect
from lastseen.operations.concluding import conclude_codings
from lastseen.operations.conduct import record_particular, take_back_particular
from lastseen.operations.consents import set_consent, withdraw_consent
from lastseen.operations.correcting import correct_text
from lastseen.operations.double import end_double, set_double
from lastseen.operations.drafting import hand_in_draft
from lastseen.operations.efforts import add_reply, change_effort, record_effort, take_back_effort, take_back_reply
from lastseen.operations.entries import EntryKind, note_entry
from lastseen.operations.erasing import erase_source
from lastseen.operations.file_checks import sweep_files
from lastseen.operations.files import bring_file_back, mark_place, set_file_aside, unmark_place
from lastseen.operations.intake import import_files
from lastseen.operations.keys import add_key_holder, change_key_passphrase, key_holders, remove_key_holder
from lastseen.operations.library import delete_view, save_view
from lastseen.operations.library_query import Query
from lastseen.operations.markings import mark, read_again, read_through, unmark
from lastseen.operations.protections import judge_risk, lift_hold, place_hold
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.texts import add_text, align_texts, credit_text
from lastseen.operations.tokens import end_token, make_token
from lastseen.operations.translating import finish_translation
from lastseen.operations.uploads import attach
from lastseen.operations.users import (
    add_user,
    create_owner,
    deactivate_user,
    reactivate_user,
    set_password,
    set_rights,
)
from lastseen.operations.verdicts import conclude, decide, decide_all, find, take_back
from lastseen.operations.withdrawing import bring_back, withdraw_entry
from lastseen.storage.drafts import Desk, put_draft
from lastseen.storage.efforts_models import EffortReply, EffortVersion
from lastseen.storage.evidence_models import FileMark
from lastseen.storage.ledger import position
from lastseen.storage.models import Conduct, Entry, Marking, SavedView, Withdrawal
from lastseen.storage.pointing import pointers_in_step
from lastseen.storage.protection_models import Hold
from lastseen.storage.search.keeping import is_in_step
from lastseen.storage.token_models import Token
from lastseen.storage.verifying import verify
from tests.apart import READ, UNREAD, choose_all, own_of
from tests.coded import IDS, REPLY, SUBMISSION, account, consent, found, hold, interview, risk
from tests.conftest import NOW, PASSPHRASE
from tests.contracts.carrying import CARRYING
from tests.contracts.exchanging import EXCHANGING
from tests.contracts.leaving import LEAVING
from tests.contracts.many import CHANGES_OF_MANY
from tests.contracts.stage import (
    ASIDE,
    KEPT,
    TOKEN_UNTIL,
    Operation,
    Stage,
    collected,
    decided,
    holder,
    marked_in,
    particular,
    seen_in_text,
    set_stage,
    stage,
    text_of,
)
from tests.contracts.submitting import SUBMITTING
from tests.contracts.watching import WATCHING
from tests.sent import sent
from tests.texts import MADE, PAIR, RENDERED, begin_translation, called, correction, transcript, translation

__all__ = ["set_stage", "stage"]

CONCLUSION = Conclusion(
    accounts=frozenset({account("I-01", "person", "p1")}), variable="sex", values=("male",), reason="a photograph"
)
EVERYTHING = DecisionFile(verdicts=(), conclusions=(CONCLUSION,), findings=(found("I-01"),))
MAPPING = """
id = "trial"
[source]
id = "list"
kind = "partner-record"
compartment = "general"
[[sheet]]
id = "{no}"
[[sheet.person]]
role = "victim"
"""


def _drafted(stage: Stage) -> object:
    content = {"entries": [{"kind": "person", "name": "p1", "people": [], "fields": {"sex": [{"code": "male"}]}}]}
    version = put_draft(Desk(source=IDS.source("I-07"), user=stage.actor), content, 0, NOW)
    return stage.act(hand_in_draft, "I-07", version, stage.workspace)


def _concluded(stage: Stage) -> object:
    return stage.act(conclude_codings, READ, choose_all(stage.actor, "colleague"), stage.workspace)


def _withdrawn(stage: Stage) -> object:
    entry = ("person", "p1")
    return stage.act(withdraw_entry, own_of(stage.actor)[0], entry, "a slip", stage.workspace, together=False)


def _brought_back(stage: Stage) -> object:
    name = own_of(stage.actor)[1]
    account = Withdrawal.objects.get(account__coding__source=IDS.source(name)).account_id
    return stage.act(bring_back, name, [account], stage.workspace)


def _imported(stage: Stage) -> object:
    path = stage.folder / "people.csv"
    path.write_text("no\n1\n2\n", encoding="utf-8")
    mapping = parse_mapping(tomllib.loads(MAPPING), "trial.toml")
    return stage.act(import_files, [path], mapping, stage.workspace, dry_run=False)


def _holder_removed(stage: Stage) -> object:
    keys = stage.registry.wiring.keys
    return stage.act(remove_key_holder, keys, key_holders(keys)[-1].slot, stage.workspace)


EXAMPLES: dict[Operation, Callable[[Stage], object]] = {
    hand_in: lambda s: s.act(hand_in, [interview("I-09")], s.workspace),
    import_files: _imported,
    collect: lambda s: s.act(collect, collected("I-08"), s.workspace),
    hand_in_draft: _drafted,
    set_double: lambda s: s.act(set_double, ["I-01"], None, "colleague"),
    end_double: lambda s: s.act(end_double, UNREAD),
    conclude_codings: _concluded,
    withdraw_entry: _withdrawn,
    bring_back: _brought_back,
    decide: lambda s: decided(s, Answer.SAME),
    decide_all: lambda s: s.act(decide_all, EVERYTHING, s.workspace),
    conclude: lambda s: s.act(conclude, CONCLUSION, s.workspace),
    attach: lambda s: s.act(attach, sent(s.registry, "I-01", b"the same again"), s.workspace),
    set_file_aside: lambda s: s.act(set_file_aside, "I-01", KEPT, "another family"),
    bring_file_back: lambda s: s.act(bring_file_back, "I-01", ASIDE),
    mark_place: lambda s: s.act(mark_place, "I-01", FilePlace(file=KEPT), "her voice"),
    unmark_place: lambda s: s.act(unmark_place, "I-01", KEPT, FileMark.objects.get().id),
    find: lambda s: s.act(find, [found("I-01")], s.workspace),
    take_back: lambda s: s.act(take_back, standing()),
    take_snapshot: lambda s: s.act(take_snapshot, replace(s.workspace, profile="another")),
    add_key_holder: lambda s: s.act(add_key_holder, s.registry.wiring.keys, holder("third"), s.workspace),
    change_key_passphrase: lambda s: s.act(
        change_key_passphrase, s.registry.wiring.keys, PASSPHRASE, "new words", s.workspace
    ),
    remove_key_holder: _holder_removed,
    note_entry: lambda s: s.act(note_entry, EntryKind.LOGGED_IN),
    add_user: lambda s: s.act(add_user, "another", [Role.CODER], ["interviews"], None),
    set_rights: lambda s: s.act(set_rights, s.user("colleague"), [Role.EDITOR], None),
    deactivate_user: lambda s: s.act(deactivate_user, s.user("colleague")),
    reactivate_user: lambda s: s.act(reactivate_user, s.user("former")),
    set_password: lambda s: s.act(set_password, s.user("colleague"), "three cups of barley tea"),
    record_particular: lambda s: s.act(record_particular, IDS.source("I-01"), particular("session"), s.workspace),
    take_back_particular: lambda s: s.act(take_back_particular, IDS.source("I-02"), Conduct.objects.get().id),
    ask_back: lambda s: s.act(ask_back, IDS.source("I-01"), particular("callback"), s.workspace),
    place_hold: lambda s: s.act(place_hold, hold("I-01")),
    lift_hold: lambda s: s.act(lift_hold, Hold.objects.get().id, "out of danger"),
    judge_risk: lambda s: s.act(judge_risk, risk("I-01"), None),
    record_effort: lambda s: s.act(record_effort, s.people, SUBMISSION, s.workspace),
    change_effort: lambda s: s.act(
        change_effort,
        EffortVersion.objects.get(number=SUBMISSION.number).id,
        replace(SUBMISSION, state="noted"),
        s.workspace,
    ),
    take_back_effort: lambda s: s.act(take_back_effort, own_effort()),
    add_reply: lambda s: s.act(add_reply, own_effort(), replace(REPLY, answer="receipt"), s.workspace),
    take_back_reply: lambda s: s.act(take_back_reply, EffortReply.objects.get().id),
    set_consent: lambda s: s.act(
        set_consent, IDS.source("I-01"), [consent("I-01", "internal-analysis", ConsentAnswer.NO)], s.workspace
    ),
    withdraw_consent: lambda s: s.act(withdraw_consent, IDS.source("I-01"), None),
    sweep_files: lambda s: s.act(sweep_files, s.workspace),
    erase_source: lambda s: s.act(erase_source, "I-01", s.workspace, together=False),
    add_text: lambda s: s.act(add_text, "I-01", translation("I-01"), s.workspace),
    correct_text: lambda s: s.act(correct_text, "I-01", correction("I-01"), s.workspace),
    credit_text: lambda s: s.act(credit_text, "I-01", transcript("I-01"), MADE),
    align_texts: lambda s: s.act(align_texts, "I-02", called(RENDERED), [PAIR]),
    finish_translation: lambda s: s.act(finish_translation, begin_translation("I-01", s.actor), MADE, s.workspace),
    mark: lambda s: marked_in(s, "I-01"),
    unmark: lambda s: s.act(unmark, text_of("I-02"), Marking.objects.get().id),
    read_through: lambda s: s.act(read_through, text_of("I-01"), seen_in_text(s, "I-01")),
    read_again: lambda s: s.act(read_again, text_of("I-02")),
    **CHANGES_OF_MANY,
    **LEAVING,
    **SUBMITTING,
    **WATCHING,
    **CARRYING,
    **EXCHANGING,
    save_view: lambda s: s.act(save_view, "women", Query(chosen={"sex": ("female",)})),
    delete_view: lambda s: s.act(delete_view, SavedView.objects.get().id),
    make_token: lambda s: s.act(make_token, "a list", [May.READ], TOKEN_UNTIL, s.workspace),
    end_token: lambda s: s.act(end_token, Token.objects.get().id),
}


def own_version() -> EffortVersion:
    """The effort that the stage was set with, as it stands."""
    return EffortVersion.objects.get(number=SUBMISSION.number)


def own_effort() -> UUID:
    """The id of that effort."""
    found: UUID = own_version().effort_id
    return found


def standing() -> UUID:
    """The verdict that the stage was set with."""
    from lastseen.storage.models import Verdict as Row  # noqa: PLC0415  # of another meaning than the one above

    return Row.objects.get().id


def operations_with_an_actor() -> Iterator[Operation]:
    """Every public function of every module of operations that takes who acts."""
    for module in pkgutil.iter_modules(operations.__path__, f"{operations.__name__}."):
        __import__(module.name)
        for name, function in inspect.getmembers(sys.modules[module.name], inspect.isfunction):
            is_its_own = function.__module__ == module.name and not name.startswith("_")
            if is_its_own and "actor" in inspect.signature(function).parameters:
                yield function


OPERATIONS = list(operations_with_an_actor())


def test_every_operation_has_an_example_here() -> None:
    assert {o.__qualname__ for o in OPERATIONS} == {o.__qualname__ for o in EXAMPLES}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.__qualname__)
def test_an_operation_writes_exactly_one_entry_in_the_name_of_whoever_acts(stage: Stage, operation: Operation) -> None:
    before = position()
    EXAMPLES[operation](stage)
    assert position() == before + 1
    entry = Entry.objects.get(number=before + 1)
    assert (entry.actor_id, entry.at) == (stage.registry.owner, NOW)
    assert entry.summary
    assert verify() == before + 1
    assert is_in_step(stage.workspace.frame)
    assert pointers_in_step()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.__qualname__)
def test_no_operation_works_without_an_actor(operation: Operation) -> None:
    parameters = inspect.signature(operation).parameters
    for name in ("actor", "now"):
        assert parameters[name].kind is inspect.Parameter.KEYWORD_ONLY
        assert parameters[name].default is inspect.Parameter.empty
    with pytest.raises(TypeError, match="'actor'"):
        operation(**{name: None for name in parameters if name != "actor"})


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.__qualname__)
def test_the_actor_and_the_clock_are_typed_as_such(operation: Operation) -> None:
    annotations = inspect.signature(operation).parameters
    assert (annotations["actor"].annotation.__name__, annotations["now"].annotation.__name__) == ("UUID", "datetime")


def test_whatever_writes_takes_an_actor_but_the_making_of_the_first_one() -> None:
    """Every public function in operations that opens an entry, whatever its parameters are called."""
    folder = Path(str(operations.__file__)).parent
    writing = {
        function.name
        for path in folder.glob("*.py")
        for function in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "recording"
    }
    assert writing - {o.__name__ for o in OPERATIONS} == {create_owner.__name__}


def test_only_an_operation_that_changes_nothing_leaves_no_entry(stage: Stage) -> None:
    """The same import again, a dry run, and the same snapshot again; nothing else that succeeds is silent."""
    EXAMPLES[import_files](stage)
    stage.act(take_snapshot, stage.workspace)
    before = position()
    EXAMPLES[import_files](stage)
    stage.act(take_snapshot, stage.workspace)
    assert position() == before
