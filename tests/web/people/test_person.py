"""The page of a person: what it shows to whom, what is decided on it, and that all of it can be taken back."""

import re
from datetime import date

import pytest
from django.test import Client

from lastseen.domain.decisions import Conclusion
from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.verdicts import conclude, decide
from lastseen.storage.models import Conclusion as ConclusionRow
from lastseen.storage.models import Entry, Finding
from lastseen.storage.protection_models import Hold, RiskJudgement
from lastseen.web.words import LANGUAGES, words_in
from tests.coded import account, fate, hand, interview, relation, with_account
from tests.conftest import NOW
from tests.operations.pages.counting import questions
from tests.operations.pages.world import Told
from tests.operations.pages.world import hand as hand_told
from tests.web.site import BORDER, COAST, Site, in_compartment

WORDS = words_in("en")["people"]
P1, P2 = account("I-01", "person", "p1"), account("I-02", "person", "p1")


def page(client: Client, code: str = "P-0001", more: str = "") -> str:
    """The page of a person, which is there."""
    answer = client.get(f"/people/{code}/{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def joined(site: Site) -> None:
    """Make P-0001 and P-0003 one person."""
    verdict = Verdict(left=P1, right=P2, answer=Answer.SAME)
    decide(VerdictKind.PERSON, verdict, "both speak of the same house", actor=site.registry.owner, now=NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_a_page_is_there_in_every_language(site: Site, language: str) -> None:
    told = Told("T-1", BORDER, site.registry)
    hand_told(site.registry, told.coded())
    text = page(site.client_as(*Role, language=language), "P-0005")
    words = words_in(language)["people"]
    parts = ("known", "custody", "elements", "beside", "names", "ties", "efforts", "together", "verdicts", "protection")
    assert [part for part in parts if words[part] not in text] == []
    assert text.count("<svg") == 2
    for word in ("name word-of-T-1", "text remark word-of-T-1", "«day word-of-T-1»", "text health word-of-T-1"):
        assert word in text
    assert f'href="/interviews/T-1/#p-{told.coded().passages[0].id}"' in text


def test_nothing_of_a_hidden_source_is_on_any_page(site: Site) -> None:
    hidden, shown = Told("T-1", COAST, site.registry), Told("T-2", BORDER, site.registry)
    hand_told(site.registry, shown.coded(), hidden.coded())
    verdict = Verdict(left=hidden.id("person", "p1"), right=shown.id("person", "p1"), answer=Answer.SAME)
    decide(VerdictKind.PERSON, verdict, hidden.word, actor=site.registry.owner, now=NOW)
    everybody, some = site.client_as(*Role), site.client_as(Role.EDITOR, compartments=[BORDER])
    for more in ("", "history/"):
        assert hidden.word in page(everybody, "P-0005", more)
        text = page(some, "P-0005", more)
        assert shown.word in text
        assert hidden.word not in text
        assert "T-1" not in text


def test_whoever_may_not_see_names_sees_none_and_no_free_text(site: Site) -> None:
    hand_told(site.registry, Told("T-1", BORDER, site.registry).coded())
    assert "word-of-T-1" in page(site.client_as(Role.EDITOR), "P-0005")
    text = page(site.client_as(Role.ANALYST), "P-0005")
    assert set(re.findall(r"(?:interviewee )?[^ \">]*word-of-T-1", text)) == {
        "interviewee W-word-of-T-1",
        "W-word-of-T-1",
    }


def test_an_older_code_leads_to_the_one_the_person_has_now(site: Site) -> None:
    joined(site)
    client = site.client_as(Role.EDITOR)
    assert client.get("/people/P-0003/")["Location"] == "/people/P-0001/"
    assert client.get("/people/P-0003/history/")["Location"] == "/people/P-0001/history/"
    assert "P-0003" in page(client)


def test_what_differs_between_sources_is_marked_and_a_conclusion_ends_that(site: Site) -> None:
    joined(site)
    client = site.client_as(Role.EDITOR)
    assert "I-01: Female" in page(client)
    address = "/people/P-0001/conclude/sex/"
    assert "Male" in client.get(address).content.decode()
    answer = client.post(address, {"value": "female", "reason": "a photograph"})
    row = ConclusionRow.objects.get()
    assert answer["Location"] == f"/people/P-0001/?made={row.pk}"
    assert (row.variable, row.values, row.reason) == ("sex", ["female"], "a photograph")
    assert {one.pk for one in row.accounts.all()} == {P1, P2}
    text = client.get(answer["Location"]).content.decode()
    assert "I-01: Female" not in text
    assert "a photograph" in text
    assert WORDS["undo"] in text
    undone = client.post("/people/P-0001/take-back/", {"decision": str(row.pk)})
    again = client.get(undone["Location"]).content.decode()
    assert WORDS["done"]["take-back"] in again
    assert "I-01: Female" in again
    assert "a photograph" not in again


@pytest.mark.parametrize(
    ("variable", "typed", "values"),
    [
        ("birth", {"first": "1990-01-01", "last": "1990-12-31"}, ["1990-01-01", "1990-12-31"]),
        ("birth", {"first": "1990-05-03"}, ["1990-05-03", "1990-05-03"]),
        ("age", {"first": "30", "last": "31"}, ["30", "31"]),
        ("grounds", {"value": ["religion", "criticism"]}, ["religion", "criticism"]),
    ],
)
def test_each_shape_of_variable_is_concluded_on(
    site: Site, variable: str, typed: dict[str, object], values: list[str]
) -> None:
    answer = site.client_as(Role.EDITOR).post(f"/people/P-0001/conclude/{variable}/", {**typed, "reason": "because"})
    assert answer.status_code == 302
    assert ConclusionRow.objects.get().values == values


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("variable", "typed", "said"),
    [
        ("sex", {"value": "", "reason": "because"}, "needed"),
        ("sex", {"value": "female", "reason": " "}, "needed"),
        ("birth", {"first": "yesterday", "reason": "because"}, "not_a_day"),
        ("age", {"first": "thirty", "reason": "because"}, "not_a_number"),
        ("birth", {"first": "1990-05-03", "last": "1989-01-01", "reason": "because"}, "reversed"),
    ],
)
def test_what_cannot_be_concluded_is_refused_at_its_field_and_what_was_typed_is_kept(
    site: Site, variable: str, typed: dict[str, str], said: str, language: str
) -> None:
    client = site.client_as(Role.EDITOR, language=language)
    answer = client.post(f"/people/P-0001/conclude/{variable}/", typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count(words_in(language)["people"]["act"][said]) == 1
    assert text.count('class="errorlist"') == 1
    assert all(value in text for value in typed.values())
    assert not ConclusionRow.objects.exists()


def test_a_value_that_is_not_offered_is_refused(site: Site) -> None:
    answer = site.client_as(Role.EDITOR).post("/people/P-0001/conclude/sex/", {"value": "x", "reason": "because"})
    assert answer.status_code == 422
    assert not ConclusionRow.objects.exists()


def test_a_variable_there_is_not_is_not_found(site: Site) -> None:
    assert site.client_as(Role.EDITOR).get("/people/P-0001/conclude/height/").status_code == 404


def test_a_finding_hangs_on_the_person_and_the_case_and_is_taken_back(site: Site) -> None:
    client = site.client_as(Role.EDITOR)
    typed = {"outcome": "enforced-disappearance", "standard": "credible", "reason": "two who saw it"}
    answer = client.post("/people/P-0001/find/", {**typed, "case": "C-0001"})
    row = Finding.objects.get()
    assert {one.pk for one in row.accounts.all()} == {P1, account("I-01", "case", "p1")}
    assert (row.outcome, row.standard, row.reason) == tuple(typed.values())
    assert "two who saw it" in client.get(answer["Location"]).content.decode()
    client.post("/people/P-0001/take-back/", {"decision": str(row.pk)})
    assert "two who saw it" not in page(client)


def test_what_was_taken_back_by_another_meanwhile_is_told(site: Site) -> None:
    client = site.client_as(Role.EDITOR)
    made = Conclusion(accounts=frozenset({P1}), variable="sex", values=("male",), reason="because")
    id_ = conclude(made, site.registry.workspace, actor=site.registry.owner, now=NOW)
    told = []
    for _ in range(2):
        answer = client.post("/people/P-0001/take-back/", {"decision": str(id_)}, follow=True)
        told.append(answer.content.decode())
    assert WORDS["done"]["take-back"] in told[0]
    assert WORDS["refused"]["decision.not-found"]["sentence"] in told[1]


def test_a_hold_is_placed_with_its_reason_shown_and_lifted(site: Site) -> None:
    client = site.client_as(Role.EDITOR)
    assert WORDS["held"] not in re.findall(r'class="badge alarm"[^>]*>([^<]*)', page(client))
    typed = {"what": "everything", "why": "the brother is near", "judged_by": "a judge", "review": "2030-01-02"}
    assert client.post("/people/P-0001/hold/", typed)["Location"] == "/people/P-0001/#protection"
    row = Hold.objects.get()
    assert (row.what, row.why, row.judged_by, row.review) == (*list(typed.values())[:3], date(2030, 1, 2))
    text = page(client)
    assert WORDS["held"] in re.findall(r'class="badge alarm"[^>]*>([^<]*)', text)
    assert "the brother is near" in text
    client.post("/people/P-0001/lift/", {"hold": str(row.pk), "reason": "the brother is safe"})
    assert "the brother is near" not in page(client)


def test_a_risk_is_judged_and_judged_again_in_its_place(site: Site) -> None:
    client = site.client_as(Role.EDITOR)
    typed = {"harmed": "kin", "how": "the village is named", "judged_by": "a judge", "review": "2030-01-02"}
    client.post("/people/P-0001/risk/", {**typed, "level": "high"})
    first = RiskJudgement.objects.get()
    client.post("/people/P-0001/risk/", {**typed, "level": "low", "replaces": str(first.pk)})
    standing = RiskJudgement.objects.filter(retracted__isnull=True)
    assert [one.level for one in standing] == ["low"]
    assert "family within reach: low" in page(client)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_judgement_without_its_day_is_refused_at_the_day(site: Site, language: str) -> None:
    typed = {"harmed": "kin", "how": "the village is named", "level": "high", "judged_by": "a judge", "review": "soon"}
    answer = site.client_as(Role.EDITOR, language=language).post("/people/P-0001/risk/", typed)
    assert answer.status_code == 422
    assert words_in(language)["people"]["act"]["not_a_day"] in answer.content.decode()


def test_the_history_names_who_did_what_from_what_to_what(site: Site) -> None:
    joined(site)
    hand(site.registry, in_compartment(interview("I-01", "p1", "p2", sex="male"), BORDER))
    text = page(site.client_as(Role.EDITOR), more="history/")
    changed = text[text.index("Person I-01/p1") :]
    assert re.search(
        r"Sex</td>\s*<td>\s*<div class=.value.>Female</div>\s*</td>\s*<td>\s*<div class=.value.>Male", changed
    )
    assert "both speak of the same house" in text
    assert text.count("owner") >= 2


def test_looking_writes_nothing(site: Site) -> None:
    client = site.client_as(Role.EDITOR)
    before = Entry.objects.count()
    for more in ("", "history/", "conclude/sex/", "find/", "hold/", "risk/"):
        page(client, more=more)
    assert Entry.objects.count() == before


def test_a_person_of_many_accounts_takes_no_more_questions_than_one_of_few(site: Site) -> None:
    asked = []
    client = site.client_as(Role.EDITOR)
    for sources in (range(10, 11), range(11, 13), range(13, 43)):
        for n in sources:
            coded = interview(f"I-{n}", "p1", "p2")
            told, other = account(f"I-{n}", "person", "p1"), account(f"I-{n}", "person", "p2")
            more = fate(f"I-{n}", "f1", told), relation(f"I-{n}", "r1", told, other)
            hand(site.registry, with_account(coded, *more))
            verdict = Verdict(left=account("I-10", "person", "p1"), right=told, answer=Answer.SAME)
            if n > 10:
                decide(VerdictKind.PERSON, verdict, "told alike", actor=site.registry.owner, now=NOW)
        page(client, "P-0005")
        asked.append([questions(lambda: page(client, "P-0005")), questions(lambda: page(client, "P-0005", "history/"))])
    assert asked[0] == asked[2]
    assert asked[1] == asked[2]
