"""The review of pairs: a verdict with its reason, the next pair, and the undo."""

import re

import pytest
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.operations.users import add_user
from lastseen.operations.withdrawing import withdraw_entry
from lastseen.storage.models import Verdict
from lastseen.web.words import LANGUAGES, words_in
from tests.coded import account, hand, interview
from tests.conftest import NOW
from tests.web.site import BORDER, COAST, Site, in_compartment

WORDS = words_in("en")["review"]
NAME = "고은별"


@pytest.fixture
def alike(site: Site) -> Site:
    """The site with a third and a fourth source that tell of somebody of the name of whom the first tells."""
    one, other = (in_compartment(interview(source, name=NAME), BORDER) for source in ("I-04", "I-05"))
    hand(site.registry, one, other)
    return site


def show(client: Client, query: str = "") -> str:
    answer = client.get(f"/review/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def verdict(left: str, right: str, answer: str = "same", reason: str = "the same house") -> dict[str, str]:
    """What the form sends."""
    ends = {"left": (left, "p1"), "right": (right, "p1")}
    named = {side: str(account(source, "person", person)) for side, (source, person) in ends.items()}
    return {**named, "answer": answer, "reason": reason}


def test_the_pairs_come_one_by_one_with_how_far_one_is(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR)
    told = re.search(WORDS["progress"].format(at=1, total=r"(\d+)"), show(client))
    assert told is not None
    total = int(told[1])
    shown = []
    for at in range(1, total + 1):
        text = show(client, f"?at={at}")
        assert text.count(WORDS["progress"].format(at=at, total=total)) == 1
        assert text.count('name="reason"') == 1
        shown.append(tuple(re.findall(r'<th scope="col">(P-\d+)</th>', text)))
    assert {("P-0001", "P-0005"), ("P-0001", "P-0006")} < set(shown)
    assert WORDS["progress"].format(at=total, total=total) in show(client, "?at=99")
    assert WORDS["progress"].format(at=1, total=total) in show(client, "?at=none")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", list(Answer))
def test_a_verdict_leads_to_the_next_pair_and_is_undone_exactly(alike: Site, answer: Answer, language: str) -> None:
    client = alike.client_as(Role.EDITOR, language=language)
    before = show(client)
    sent = client.post("/review/?at=1", verdict("I-01", "I-04", answer))
    row = Verdict.objects.get()
    assert (row.kind, row.answer, row.reason) == (VerdictKind.PERSON, answer, "the same house")
    after = client.get(sent["Location"]).content.decode()
    said = words_in(language)["review"]["said"]["person"][answer]
    assert said.format(older="P-0001", younger="P-0005") in after
    undone = client.post("/review/undo/", {"decision": str(row.pk)}, follow=True).content.decode()
    assert words_in(language)["review"]["undone"] in undone
    rows = ('<h2 id="pair">', "</section>")
    assert undone.split(rows[0])[1].split(rows[1])[0] == before.split(rows[0])[1].split(rows[1])[0]


def test_two_made_one_are_one_on_the_next_pair_and_who_decided_is_told(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR)
    client.post("/review/", verdict("I-01", "I-04", "different", "not the same age"))
    text = show(client, "?at=1")
    assert "not the same age" in text
    assert "in all as editor" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("missing", ["answer", "reason"])
def test_a_verdict_without_answer_or_reason_is_refused_and_the_rest_is_kept(
    alike: Site, missing: str, language: str
) -> None:
    typed = {name: value for name, value in verdict("I-01", "I-05").items() if name != missing}
    answer = alike.client_as(Role.EDITOR, language=language).post("/review/?at=1", typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words_in(language)["review"]["needed"] in text
    assert str(account("I-05", "person", "p1")) in text
    assert ("the same house" if missing == "answer" else "checked") in text
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_against_others_is_refused_in_words(alike: Site, language: str) -> None:
    client = alike.client_as(Role.EDITOR, language=language)
    client.post("/review/", verdict("I-01", "I-04"))
    client.post("/review/", verdict("I-04", "I-05"))
    answer = client.post("/review/", verdict("I-01", "I-05", "different"))
    assert answer.status_code == 422
    assert Verdict.objects.count() == 2


def ways(text: str) -> list[str]:
    """The accounts passed on the way that stands against a verdict."""
    way = text.split('<ol class="way">')[1].partition("</ol>")[0]
    return re.findall(r">(I-\d\d/p1)<", way)


@pytest.mark.parametrize(
    ("first", "second", "asked"), [("same", "same", "different"), ("same", "different", "same")], ids=["one", "two"]
)
def test_what_a_verdict_contradicts_is_shown_taken_back_and_then_it_is_given(
    alike: Site, first: str, second: str, asked: str
) -> None:
    client = alike.client_as(Role.EDITOR)
    client.post("/review/", verdict("I-01", "I-04", first))
    client.post("/review/", verdict("I-04", "I-05", second, "heard at the market"))
    wanted = verdict("I-01", "I-05", asked, "a photograph of both")
    refused = client.post("/review/", wanted).content.decode()
    assert ways(refused) == ["I-01/p1", "I-04/p1", "I-05/p1"]
    assert "heard at the market" in refused
    wrong = Verdict.objects.get(answer=second, reason="heard at the market")
    freed = client.post("/review/", {**wanted, "back": str(wrong.pk)})
    text = freed.content.decode()
    assert (freed.status_code, WORDS["conflict"]["taken_back"] in text) == (200, True)
    assert ("a photograph of both" in text, f'value="{asked}"' in text, '<ol class="way">' in text) == (
        True,
        True,
        False,
    )
    assert client.post("/review/", wanted).status_code == 302
    standing = Verdict.objects.filter(retracted__isnull=True).values_list("answer", "reason")
    assert sorted(standing) == sorted([(first, "the same house"), (asked, "a photograph of both")])


def test_a_way_through_an_entry_that_was_withdrawn_says_so(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR)
    client.post("/review/", verdict("I-01", "I-04"))
    client.post("/review/", verdict("I-04", "I-05"))
    wanted = verdict("I-01", "I-05", "different")
    assert WORDS["conflict"]["rests"] not in client.post("/review/", wanted).content.decode()
    coder = add_user("coder", [Role.CODER], None, None, actor=alike.registry.owner, now=NOW)
    withdraw_entry("I-04", ("person", "p1"), "misread", alike.registry.workspace, together=True, actor=coder, now=NOW)
    refused = client.post("/review/", wanted)
    text = refused.content.decode()
    assert (refused.status_code, WORDS["conflict"]["rests"] in text) == (422, True)
    assert ways(text) == ["I-01/p1", "I-04/p1", "I-05/p1"]


def test_what_stands_in_the_way_out_of_sight_is_not_told(alike: Site) -> None:
    hidden = in_compartment(interview("I-06", name=NAME), COAST)
    hand(alike.registry, hidden)
    client = alike.client_as(Role.EDITOR)
    client.post("/review/", verdict("I-01", "I-06", reason="only whoever sees both"))
    client.post("/review/", verdict("I-06", "I-04"))
    here = alike.client_as(Role.EDITOR, compartments=[BORDER])
    refused = here.post("/review/", verdict("I-01", "I-04", "different"))
    text = refused.content.decode()
    assert (refused.status_code, WORDS["conflict"]["hidden"] in text) == (422, True)
    assert ("I-06" in text, "only whoever sees both" in text) == (False, False)


def test_reasons_given_before_are_suggested_to_whoever_gave_them(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR)
    client.post("/review/", verdict("I-01", "I-04", reason="one photograph shows both"))
    assert '<option value="one photograph shows both">' in show(client)
    other = alike.client_as(Role.EDITOR, compartments=[BORDER])
    assert '<option value="one photograph shows both">' not in show(other)


def test_persons_made_one_bring_up_their_cases_and_these_their_stages(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR)
    client.post("/review/", verdict("I-01", "I-04"))
    assert WORDS["empty"]["stage"] in show(client, "?kind=stage")
    for kind, codes in (("case", ("C-0001", "C-0005")), ("stage", ("I-01/p1", "I-04/p1"))):
        text = show(client, f"?kind={kind}")
        assert WORDS["intro"][kind] in text
        assert [code for code in codes if f'<th scope="col">{code}</th>' in text] == [*codes]
        ends = {"left": str(account("I-01", kind, "p1")), "right": str(account("I-04", kind, "p1"))}
        sent = client.post(f"/review/?kind={kind}", {**ends, "answer": "same", "reason": "told of one evening"})
        after = client.get(sent["Location"]).content.decode()
        of = ("P-0001", "P-0001") if kind == "stage" else codes
        assert WORDS["said"][kind]["same"].format(older=of[0], younger=of[1]) in after
        assert WORDS["empty"][kind] in after


def test_any_two_are_shown_by_their_codes_and_of_one_person_how_it_hangs_together(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR)
    text = show(client, "?older=P-0001&younger=p-0003")
    assert (WORDS["outside"] in text, "P-0003</th>" in text) == (True, True)
    client.post("/review/", verdict("I-01", "I-04"))
    assert client.get("/review/?older=P-0001&younger=P-0005")["Location"] == "/review/joined/P-0001/"
    assert WORDS["outside"] not in show(client, "?older=P-0001&younger=P-0999")


def test_accounts_joined_are_drawn_with_an_arc_for_each_verdict(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR)
    client.post("/review/", verdict("I-01", "I-04"))
    client.post("/review/", verdict("I-05", "I-04", "different", "another age"))
    assert client.get("/review/joined/P-0005/")["Location"] == "/review/joined/P-0001/"
    text = show(client, "joined/P-0001/")
    assert re.findall(r'<path class="(\w+)"', text) == ["same", "different"]
    assert re.findall(r">(I-\d\d/p1)<", text.split("</ul></div>")[0]) == ["I-01/p1", "I-04/p1", "I-05/p1"]
    assert ("another age" in text, "P-0006" in text) == (True, True)


def test_likely_pairs_are_listed_with_the_way_to_each(alike: Site) -> None:
    pair = f"{account('I-01', 'person', 'p1')}"
    assert pair
    text = show(alike.client_as(Role.EDITOR), "likely/")
    assert WORDS["list"]["title"] in text


def test_nobody_decides_on_whom_they_do_not_see(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR, compartments=[COAST])
    answer = client.post("/review/", verdict("I-01", "I-04"))
    assert answer.status_code == 422
    assert not Verdict.objects.exists()
    assert WORDS["empty"]["person"] in show(client)


def test_a_verdict_undone_twice_is_told_to_stand_no_more(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR)
    client.post("/review/", verdict("I-01", "I-04"))
    made = {"decision": str(Verdict.objects.get().pk)}
    client.post("/review/undo/", made)
    again = client.post("/review/undo/", made, follow=True).content.decode()
    assert words_in("en")["people"]["refused"]["decision.not-found"]["sentence"] in again
