"""The random sample in the browser: drawn, judged blind one by one, taken back, and what it says of the linking."""

import re

import pytest
from django.test import Client

from lastseen.domain.accounts import AccountId
from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.judging import judge, sample_page
from lastseen.operations.quality import draw_sample
from lastseen.operations.users import rights_of
from lastseen.operations.verdicts import decide
from lastseen.storage.models import Verdict as VerdictRow
from lastseen.storage.quality_models import Judgement
from lastseen.web.words import LANGUAGES, words_in
from tests.coded import account, hand, interview
from tests.conftest import NOW
from tests.web.site import BORDER, COAST, Site, in_compartment

WORDS = words_in("en")["sample"]
NAMES = ("고은별", "고은별", "서하늘", "서하늘", "도라온", "민가람", "반다솜", "유아라", "채단비")


@pytest.fixture
def told(site: Site) -> Site:
    """The site with more interviews, one pair of whose people is joined."""
    more = [interview(f"I-1{at}", name=name) for at, name in enumerate(NAMES)]
    hand(site.registry, *(in_compartment(one, BORDER) for one in more))
    verdict = Verdict(left=person(0), right=person(1), answer=Answer.SAME)
    decide(VerdictKind.PERSON, verdict, "as told", actor=site.registry.owner, now=NOW)
    return site


def person(at: int) -> AccountId:
    return account(f"I-1{at}", "person", "p1")


@pytest.fixture
def drawn(told: Site) -> Site:
    """A sample drawn of it."""
    registry = told.registry
    draw_sample(60, 1, registry.workspace, actor=registry.owner, now=NOW)
    return told


def show(client: Client, path: str = "sample/") -> str:
    answer = client.get(f"/review/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def pair_in(text: str) -> str:
    found = re.search(r'name="pair" value="([^"]+)"', text)
    assert found is not None
    return found[1]


def judge_rest(site: Site) -> None:
    rights = rights_of(site.registry.owner)
    while (page := sample_page(rights)).pair is not None:
        judge(page.pair, Answer.DIFFERENT, actor=rights.user, now=NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_is_drawn_and_one_of_another_size_than_allowed_is_refused(told: Site, language: str) -> None:
    client, words = told.client_as(Role.EDITOR, language=language), words_in(language)["sample"]
    assert words["none_yet"] in show(client)
    refused = client.post("/review/sample/draw/", {"size": "7"})
    assert (refused.status_code, 'aria-invalid="true"' in refused.content.decode()) == (422, True)
    after = client.post("/review/sample/draw/", {"size": "60"}, follow=True).content.decode()
    assert words["drawn"] in after
    assert words["progress"].format(judged=0, total=60) in after


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", list(Answer))
def test_a_judgement_leads_to_the_next_pair_joins_nobody_and_is_undone(
    drawn: Site, answer: Answer, language: str
) -> None:
    client, words = drawn.client_as(Role.EDITOR, language=language), words_in(language)["sample"]
    verdicts, first = VerdictRow.objects.count(), pair_in(show(client))
    after = client.post("/review/sample/", {"pair": first, "answer": answer}, follow=True).content.decode()
    assert words["said"][answer] in after
    assert words["progress"].format(judged=1, total=60) in after
    assert pair_in(after) != first
    assert (VerdictRow.objects.count(), Judgement.objects.get().answer) == (verdicts, answer)
    made = {"judgement": str(Judgement.objects.get().pk)}
    undone = client.post("/review/sample/undo/", made, follow=True).content.decode()
    assert words["undone"] in undone
    assert pair_in(undone) == first
    again = client.post("/review/sample/undo/", made, follow=True).content.decode()
    assert words["undone"] not in again


def test_no_pair_shown_tells_a_code_a_verdict_or_a_score(drawn: Site) -> None:
    """Among all pairs there is one that is joined: its page is like any other."""
    client, owner = drawn.client_as(Role.EDITOR), drawn.registry.owner
    joined = {f"I-1{at}" for at in (0, 1)}
    shown = []
    while 'name="pair"' in (text := show(client)):
        shown.append(set(re.findall(r'<th scope="col">([^<]+)</th>', text)))
        main = text.split("<main")[1].split("</main>")[0]
        assert re.findall(r"P-\d{4}|as told|log odds|probab\w+ of", main.split("<details")[0]) == []
        judge(sample_page(rights_of(owner)).pair, Answer.UNSURE, actor=owner, now=NOW)  # type: ignore[arg-type]  # there is one
        if joined in shown:
            break
    assert joined in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_come_when_enough_is_judged_and_say_what_they_are_of(drawn: Site, language: str) -> None:
    client, words = drawn.client_as(Role.EDITOR, language=language), words_in(language)["sample"]
    before = show(client, "quality/")
    assert "<svg" not in before.split("<main")[1]
    assert words["to_sample"] in before
    judge_rest(drawn)
    after = show(client, "quality/")
    assert "<svg" in after.split("<main")[1]
    assert all(words["figure"][name] in after for name in ("precision", "recall", "recall_near"))
    assert words["sentence"]["precision"].format(share="0%", low=0, high=0) in after
    assert words["all_judged"] in show(client)


def test_what_was_judged_meanwhile_is_told(drawn: Site) -> None:
    client = drawn.client_as(Role.EDITOR)
    pair = pair_in(show(client))
    sent = {"pair": pair, "answer": "same"}
    client.post("/review/sample/", sent)
    again = client.post("/review/sample/", sent, follow=True).content.decode()
    assert "This pair is judged already." in again
    assert (
        WORDS["gone"] in client.post("/review/sample/", {"pair": "x", "answer": "same"}, follow=True).content.decode()
    )


def test_a_sample_of_more_than_one_sees_is_not_there(drawn: Site) -> None:
    client = drawn.client_as(Role.EDITOR, compartments=[COAST])
    assert WORDS["none_yet"] in show(client)
    assert "0 of 60" not in show(client, "quality/")
