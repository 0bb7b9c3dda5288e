"""The review of pairs: a verdict with its reason, the next pair, and the undo."""

import pytest
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage.models import Verdict
from lastseen.web.words import LANGUAGES, words_in
from tests.coded import account, hand, interview
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
    for at, codes in enumerate((("P-0001", "P-0005"), ("P-0001", "P-0006")), start=1):
        text = show(client, f"?at={at}")
        assert text.count(WORDS["progress"].format(at=at, total=5)) == 1
        assert text.count('name="reason"') == 1
        assert [code for code in codes if f'<th scope="col">{code}</th>' in text] == [*codes]
    assert WORDS["progress"].format(at=5, total=5) in show(client, "?at=99")
    assert WORDS["progress"].format(at=1, total=5) in show(client, "?at=none")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", list(Answer))
def test_a_verdict_leads_to_the_next_pair_and_is_undone_exactly(alike: Site, answer: Answer, language: str) -> None:
    client = alike.client_as(Role.EDITOR, language=language)
    before = show(client)
    sent = client.post("/review/?at=1", verdict("I-01", "I-04", answer))
    row = Verdict.objects.get()
    assert (row.kind, row.answer, row.reason) == (VerdictKind.PERSON, answer, "the same house")
    after = client.get(sent["Location"]).content.decode()
    said = words_in(language)["review"]["said"][answer]
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


def test_nobody_decides_on_whom_they_do_not_see(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR, compartments=[COAST])
    answer = client.post("/review/", verdict("I-01", "I-04"))
    assert answer.status_code == 422
    assert not Verdict.objects.exists()
    assert WORDS["empty"] in show(client)


def test_a_verdict_undone_twice_is_told_to_stand_no_more(alike: Site) -> None:
    client = alike.client_as(Role.EDITOR)
    client.post("/review/", verdict("I-01", "I-04"))
    made = {"decision": str(Verdict.objects.get().pk)}
    client.post("/review/undo/", made)
    again = client.post("/review/undo/", made, follow=True).content.decode()
    assert words_in("en")["people"]["refused"]["decision.not-found"]["sentence"] in again
