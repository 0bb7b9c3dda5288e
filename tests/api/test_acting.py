"""What a program changes: by the same operations as people, with the rights of its token, and in the log."""

from typing import Any

from lastseen.domain.rights import May, Role
from lastseen.operations.pages import EntriesWanted, Window, log
from lastseen.operations.users import rights_of
from tests.api.conftest import Program, Programs
from tests.web.site import Site

SOURCE = {"name": "I-09", "kind": "interview", "language": "ko", "compartment": "border", "text": "오빠는 잡혀갔어요."}
CODED: dict[str, Any] = {
    "source": {"id": "I-09", "kind": "interview", "language": "ko", "compartment": "border", "date": "2026-01-05"},
    "consent": {"internal-analysis": {"decision": "yes", "identity": "name", "until": "2030-01-01"}},
    "person": [{"id": "p1", "sex": {"code": "male", "quote": "오빠는"}, "role": "victim"}],
}


def _accounts(program: Program, kind: str) -> list[str]:
    """The ids of the accounts of two people, by the queue's own codes."""
    codes = [line["code"] for line in program.get("/people")["items"]][:2]
    pages = [program.get(f"/people/{code}") for code in codes]
    return [next(one["id"] for one in page["accounts"] if one["kind"] == kind) for page in pages]


def test_a_source_is_taken_in_coded_and_read_again(program: Programs, site: Site) -> None:
    editor = program(Role.EDITOR)
    assert editor.ask("post", "/sources", SOURCE).status_code == 201
    assert editor.ask("post", "/sources", SOURCE).json()["error"]["code"] == "source.name-taken"
    handed = editor.ask("post", "/codings", {"coder": "c", "coded": CODED, "transcript": SOURCE["text"]})
    assert (handed.status_code, handed.json()) == (200, {"accounts": {"new": 1, "changed": 0, "same": 0}})
    (person,) = editor.get("/sources/I-09")["people"]
    (sex,) = person["fields"]["sex"]
    assert sex["value"] == "male"
    page = editor.get(f"/people/{person['code']}")
    assert [passage["quote"] for passage in page["passages"]] == ["오빠는"]
    entries = log(rights_of(site.registry.owner), EntriesWanted(), Window()).page.items
    assert {"collect", "hand-in"} <= {entry.deed.operation for entry in entries}


def test_a_coding_that_cannot_be_read_says_where_and_writes_nothing(program: Programs) -> None:
    editor = program(Role.EDITOR)
    before = editor.get("/people")["total"]
    for coded, code in (
        ({**CODED, "colour": []}, "coding.malformed"),
        ({"person": []}, "coding.malformed"),
        ({**CODED, "source": {**CODED["source"], "date": "tomorrow"}}, "coding.malformed"),
        ({**CODED, "person": [{"id": "p1", "sex": "neither"}]}, "vocabulary.unknown-term"),
    ):
        answer = editor.ask("post", "/codings", {"coder": "c", "coded": coded, "transcript": SOURCE["text"]})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    assert editor.get("/people")["total"] == before


def test_a_verdict_joins_two_and_taking_it_back_parts_them(program: Programs) -> None:
    editor = program(Role.EDITOR)
    before = editor.get("/people")
    left, right = _accounts(editor, "person")
    verdict = {"kind": "person", "left": left, "right": right, "answer": "same", "reason": "as told"}
    made = editor.ask("post", "/verdicts", verdict)
    assert made.status_code == 201
    assert editor.get("/people")["total"] == before["total"] - 1
    taken_back = editor.ask("delete", f"/decisions/{made.json()['id']}")
    assert (taken_back.status_code, taken_back.json()) == (200, {"stands_again": None})
    assert editor.get("/people") == before


def test_a_conclusion_is_recorded_with_its_reason(program: Programs) -> None:
    editor = program(Role.EDITOR)
    account, _ = _accounts(editor, "person")
    given = {"accounts": [account], "variable": "sex", "values": ["female"], "reason": "a photograph"}
    assert editor.ask("post", "/conclusions", given).status_code == 201
    assert editor.ask("post", "/conclusions", {**given, "values": ["red"]}).status_code == 422


def test_a_snapshot_is_taken_and_its_figures_are_released(program: Programs) -> None:
    analyst = program(Role.EDITOR)
    taken = analyst.ask("post", "/snapshots").json()
    assert analyst.get("/snapshots") == [taken]
    figures = analyst.ask("post", "/figures?figure=victims&language=ko").json()
    assert figures["snapshot"] == taken["name"]
    assert [one["id"] for one in figures["figures"]] == ["victims"]


def test_what_was_consented_to_is_recorded(program: Programs) -> None:
    cells = [{"purpose": "named-publication", "identity": "name", "answer": "no"}]
    assert program(Role.EDITOR).ask("put", "/sources/I-01/consents", cells).status_code == 204
    stranger = program(Role.EDITOR).ask("put", "/sources/I-03/consents", cells)
    assert stranger.status_code == 404


def test_a_token_does_no_more_than_its_scopes_whatever_its_user_may(program: Programs) -> None:
    reader = program(Role.EDITOR, scopes=[May.READ])
    left, right = _accounts(reader, "person")
    verdict = {"kind": "person", "left": left, "right": right, "answer": "same", "reason": "as told"}
    answer = reader.ask("post", "/verdicts", verdict)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "rights.not-allowed")
