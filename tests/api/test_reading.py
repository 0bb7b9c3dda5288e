"""What a program reads: as much as the user its token is of, as far as the scopes of the token go."""

from lastseen.domain.rights import May, Role
from tests.api.conftest import Programs


def test_people_are_found_listed_and_told_with_every_passage(program: Programs) -> None:
    found = program(Role.CODER).get("/people?text=서하늘")
    assert (found["total"], found["page"], found["size"]) == (1, 1, 50)
    (line,) = found["items"]
    assert (line["names"], line["sex"], line["sources"]) == (["서하늘"], ["male"], 1)
    page = program(Role.CODER).get(f"/people/{line['code']}")
    assert [name["name"]["text"] for name in page["names"]] == ["서하늘"]
    told = next(account for account in page["accounts"] if account["kind"] == "person")
    assert told["fields"]["sex"] == [{"value": "male", "absent": None, "passages": []}]
    assert {account["source"] for account in page["accounts"]} == {"I-02"}


def test_nobody_of_another_compartment_is_there(program: Programs) -> None:
    here = program(Role.CODER)
    everywhere = program(Role.CODER, compartments=None)
    assert here.get("/people")["total"] < everywhere.get("/people")["total"]
    (stranger,) = everywhere.get("/people?text=도라온")["items"]
    assert here.ask("get", f"/people/{stranger['code']}").status_code == 404
    assert here.ask("get", "/sources/I-03").status_code == 404
    assert everywhere.get("/sources/I-03")["source"]["compartment"] == "coast"


def test_no_name_is_shown_where_the_scopes_of_the_token_do_not_reach(program: Programs) -> None:
    named = program(Role.CODER).get("/people?text=P-0001")["items"]
    unnamed = program(Role.CODER, scopes=[May.READ]).get("/people?text=P-0001")["items"]
    assert named[0]["names"]
    assert not unnamed[0]["names"]
    assert program(Role.CODER, scopes=[May.READ]).ask("get", "/names/search?q=서하늘").status_code == 403


def test_cases_sources_and_vocabularies_are_listed(program: Programs) -> None:
    editor = program(Role.EDITOR)
    cases = editor.get("/cases?order=people")
    assert cases["total"] == len(cases["items"]) > 0
    code = cases["items"][0]["case"]["code"]
    assert editor.get(f"/cases/{code}")["code"] == code
    sources = editor.get("/sources")
    assert [one["source"]["name"] for one in sources["items"]] == ["I-01", "I-02"]
    source = editor.get("/sources/I-01")
    assert {account["source"] for account in source["people"]} == {"I-01"}
    assert "sex" in {one["id"] for one in editor.get("/vocabularies")}


def test_names_are_compared_and_looked_up_in_any_script(program: Programs) -> None:
    coder = program(Role.CODER)
    like = coder.get("/names/compare?a=서하늘&b=So Ha-nul")
    assert like["log_bayes_factor"] > 5
    assert like["because"]
    assert coder.get("/names/search?q=So Hanul")[0]["name"] == "서하늘"


def test_a_token_says_whom_it_acts_for(program: Programs) -> None:
    me = program(Role.EDITOR, scopes=[May.READ, May.DECIDE]).get("/me")
    assert (me["rights"], me["compartments"]) == (["read", "decide"], ["border"])


def test_a_question_nobody_knows_is_refused_with_a_code(program: Programs) -> None:
    answer = program(Role.CODER).ask("get", "/people?colour=red")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "library.bad-query")
    answer = program(Role.CODER).ask("get", "/people?size=0")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "request.malformed")
