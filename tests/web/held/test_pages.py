"""How an interview was held, in the browser: the page, its forms, the questions, the sheets to print."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse, HttpResponseBase
from django.test import Client

from lastseen.domain.answers import Absence
from lastseen.domain.conduct import (
    PARTICULARS,
    Answered,
    Asked,
    CallBack,
    Contact,
    Interruption,
    Particular,
    Present,
    Session,
)
from lastseen.domain.conduct_words import Channel, Fate, Halt, Progress
from lastseen.domain.rights import Role
from lastseen.operations.conduct import Entered, held_page, item_of_questions, record_particular
from lastseen.operations.users import rights_of
from lastseen.storage.ledger import position
from lastseen.web.words import words_in
from tests.coded import IDS, NAME, account
from tests.conftest import NOW
from tests.web.site import BORDER, Site

SOURCE = IDS.source("I-01")
WORDS = words_in("en")["held"]
HELD = "/interviews/I-01/held/"


def held(site: Site) -> list[Particular]:
    """What is on record of the first interview."""
    page = held_page(rights_of(site.registry.owner), "I-01", site.registry.workspace)
    return [one.particular for one in page.held]


def record(site: Site, particular: Particular, item: UUID | None = None) -> UUID:
    """The particular, recorded by the owner."""
    entered = Entered(item=item or uuid4(), particular=particular)
    record_particular(SOURCE, entered, site.registry.workspace, actor=site.registry.owner, now=NOW)
    return entered.item


def hidden(page: HttpResponseBase, name: str) -> str:
    """What a form carries along under this name."""
    assert isinstance(page, HttpResponse)
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found is not None
    return found[1]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_of_an_interview_of_which_nothing_is_on_record_says_so_part_by_part(site: Site, language: str) -> None:
    page = site.client_as(*Role, language=language).get(HELD).content.decode()
    parts = words_in(language)["held"]["parts"]
    assert parts.keys() == PARTICULARS.keys()
    assert [name for name, words in parts.items() if words["empty"] not in page] == []


@pytest.mark.parametrize("part", [part for part in PARTICULARS if part != "asked"])
def test_every_particular_has_a_form_and_an_empty_one_is_refused(site: Site, owner_client: Client, part: str) -> None:
    form = owner_client.get(f"{HELD}new/{part}/")
    assert form.status_code == 200
    before = position()
    refused = owner_client.post(f"{HELD}new/{part}/", {"item": hidden(form, "item")})
    assert (refused.status_code, position(), held(site)) == (422, before, [])


def test_what_is_recorded_stands_on_the_page_with_who_entered_it(site: Site, owner_client: Client) -> None:
    form = owner_client.get(f"{HELD}new/present/")
    typed = {"item": hidden(form, "item"), "role": "interpreter", "code": "T-01", "languages": "ko  zh", "sworn": "yes"}
    answers = [owner_client.post(f"{HELD}new/present/", typed) for _ in range(2)]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, f"{HELD}#present")] * 2
    (present,) = held(site)
    assert isinstance(present, Present)
    assert (present.code, present.languages) == ("T-01", "ko zh")
    page = owner_client.get(HELD).content.decode()
    assert "interpreter · T-01" in page
    assert "Korean, Chinese" in page
    assert f"entered by {site.user(Role).name}, 2024-10-31" in page


def test_whoever_enters_several_goes_on_at_once(owner_client: Client) -> None:
    answer = owner_client.post(f"{HELD}new/session/", {"channel": "phone", "more": "1"})
    assert answer["Location"] == f"{HELD}new/session/"


@pytest.mark.parametrize(
    ("part", "field", "wrong", "said"),
    [
        ("session", "day", "3rd of May", WORDS["refused"]["not_a_day"]),
        ("session", "start", "noon", WORDS["refused"]["not_a_time"]),
        ("present", "languages", "Korean!", WORDS["refused"]["not_a_language"]),
        ("callback", "quote", "never said", "never said"),
        ("callback", "answered_in", "I-99", WORDS["refused"]["no_source"].format(name="I-99")),
        ("contact", "times", "x" * 4001, WORDS["refused"]["too_long"]),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_what_was_typed_stays(
    owner_client: Client, part: str, field: str, wrong: str, said: str
) -> None:
    form = owner_client.post(f"{HELD}new/{part}/", {"item": str(uuid4()), field: wrong, "note": "kept words"})
    assert form.status_code == 422
    page = form.content.decode()
    assert re.findall(r'name="([^"]+)"[^>]*aria-invalid="true"', page) == [field]
    assert (said in page, f'value="{wrong}"' in page, "kept words" in page) == (True, True, True)


def test_who_comes_late_sees_what_stands_and_what_they_typed_and_may_record_it_then(
    site: Site, owner_client: Client
) -> None:
    item = record(site, Session(channel=Channel.PHONE))
    address = f"{HELD}change/{item}/"
    opened = hidden(owner_client.get(address), "base")
    assert owner_client.post(address, {"base": opened, "channel": "video"}).status_code == 302
    late = owner_client.post(address, {"base": opened, "channel": "writing", "note": "mine"})
    assert (late.status_code, held(site)) == (422, [Session(channel=Channel.VIDEO)])
    page = late.content.decode()
    assert WORDS["base_now"] in page
    assert "by video call</dd>" in page
    assert "mine" in page
    owner_client.post(address, {"base": hidden(late, "base"), "channel": "writing", "note": "mine"})
    assert held(site) == [Session(channel=Channel.WRITING, note="mine")]


def test_what_was_taken_back_meanwhile_comes_back_as_a_new_one_to_be_recorded(site: Site, owner_client: Client) -> None:
    address = f"{HELD}change/{record(site, Session(channel=Channel.PHONE))}/"
    form = owner_client.get(address)
    base = hidden(form, "base")
    assert owner_client.post(f"{HELD}take-back/", {"version": base}).status_code == 302
    assert held(site) == []
    late = owner_client.post(address, {"part": "session", "base": base, "note": "mine"})
    assert (late.status_code, hidden(late, "base"), "mine" in late.content.decode()) == (422, "", True)
    assert f'action="{HELD}new/session/"' in late.content.decode()
    owner_client.post(f"{HELD}new/session/", {"item": hidden(late, "item"), "base": "", "note": "mine"})
    assert held(site) == [Session(note="mine")]


def test_nothing_to_be_kept_is_said_to_hold_the_interview(site: Site, owner_client: Client) -> None:
    typed = {"item": str(uuid4()), "halt": "stopped", "fate": "keep-nothing"}
    page = owner_client.post(f"{HELD}new/interruption/", typed, follow=True).content.decode()
    assert held(site) == [Interruption(halt=Halt.STOPPED, fate=Fate.KEEP_NOTHING)]
    assert WORDS["hold_placed"] in page
    assert WORDS["hold"] in page


def test_a_coder_opens_a_question_and_sees_neither_how_to_settle_it_nor_how_to_reach_anybody(site: Site) -> None:
    record(site, Contact(times="Sundays at dusk"))
    assert "Sundays at dusk" in site.client_as(Role.INTERVIEWER).get(HELD).content.decode()
    coder = site.client_as(Role.CODER, compartments=[BORDER])
    page = coder.get(HELD).content.decode()
    assert ("Sundays at dusk" in page, WORDS["private"] in page) == (False, False)
    form = coder.get(f"{HELD}new/callback/")
    named = set(re.findall(r'id="held-([a-z]+)"', form.content.decode()))
    assert named == {"question", "why", "person", "quote", "wanted"}
    person = account("I-01", "person", "p1")
    assert f'<option value="{person}">P-0001 {NAME}</option>' in form.content.decode()
    coder.post(f"{HELD}new/callback/", {"item": str(uuid4()), "question": "which winter?", "person": str(person)})
    assert held(site)[1] == CallBack(question="which winter?", person=person, progress=Progress.OPEN)


def test_questions_are_marked_one_by_one_and_the_rest_at_once(site: Site, owner_client: Client) -> None:
    address = f"{HELD}questions/"
    assert "outcome:" not in owner_client.get(address).content.decode()
    assert "outcome:A1" in owner_client.get(f"{address}?questionnaire=dprk@1").content.decode()
    typed = {
        "questionnaire": "dprk@1",
        "base": "",
        "rest": "1",
        "outcome:A1": "answered",
        "outcome:B1": "refused",
        "note:B1": "later, perhaps",
        "quote:B2": f"{NAME} was taken",
    }
    assert owner_client.post(address, typed)["Location"] == f"{HELD}#asked"
    (asked,) = held(site)
    assert isinstance(asked, Asked)
    assert {code: one for code, one in asked.answers.items() if one.absence is not Absence.NOT_ASKED} == {
        "A1": Answered(),
        "B1": Answered(absence=Absence.REFUSED, note="later, perhaps"),
        "B2": Answered(quote=f"{NAME} was taken"),
    }
    assert len(asked.answers) == 21
    page = owner_client.get(HELD).content.decode()
    assert "2 answered, 1 refused, 0 unknown, 18 not asked, 0 without a mark" in page
    assert WORDS["asked"]["never_lead"] in page


def test_a_quote_that_is_not_in_the_transcript_is_refused_where_it_was_typed(site: Site, owner_client: Client) -> None:
    typed = {"questionnaire": "dprk@1", "base": "", "quote:A1": "never said", "note:A1": "kept words"}
    page = owner_client.post(f"{HELD}questions/", typed)
    assert (page.status_code, held(site)) == (422, [])
    assert re.search(r'name="quote:A1" value="never said" aria-invalid="true"', page.content.decode())
    assert "kept words" in page.content.decode()


def test_questions_marked_by_somebody_else_meanwhile_are_not_overwritten(site: Site, owner_client: Client) -> None:
    first = Asked(questionnaire="dprk@1", answers={"A1": Answered()})
    record(site, first, item_of_questions(SOURCE))
    typed = {"questionnaire": "dprk@1", "base": "", "outcome:A1": "refused"}
    late = owner_client.post(f"{HELD}questions/", typed)
    assert (late.status_code, held(site)) == (422, [first])
    owner_client.post(f"{HELD}questions/", {**typed, "base": hidden(late, "base")})
    assert held(site) == [Asked(questionnaire="dprk@1", answers={"A1": Answered(absence=Absence.REFUSED)})]


@pytest.mark.parametrize(("asked", "said"), [("en", [True, False]), ("ko", [False, True]), ("both", [True, True])])
def test_the_sheets_are_printed_in_one_language_or_in_both(owner_client: Client, asked: str, said: list[bool]) -> None:
    page = owner_client.get(f"{HELD}print/?language={asked}&questionnaire=dprk@1").content.decode()
    titles = ["Before we begin: your safety", "시작하기 전에: 안전에 대하여"]
    assert [f"<h2>{title}</h2>" in page for title in titles] == said
    assert page.count('class="asks"') == 21 * sum(said)
    assert ("consent@2" in page, "consent@1" in page) == (True, False)


def test_the_sheets_are_those_of_the_questionnaire_used_else_of_the_profile(site: Site, owner_client: Client) -> None:
    before = owner_client.get(f"{HELD}print/").content.decode()
    record(site, Asked(questionnaire="general@1"), item_of_questions(SOURCE))
    after = owner_client.get(f"{HELD}print/").content.decode()
    chosen = [re.findall(r'<span class="end small">(\w+@\d)</span>', page)[-1] for page in (before, after)]
    assert chosen == ["dprk@2", "general@1"]


def test_the_desk_of_who_collects_names_what_is_to_be_asked_soon(site: Site) -> None:
    wanted = NOW.date() + timedelta(days=10)
    record(site, CallBack(question="which winter?", wanted=wanted))
    desks = {role: site.client_as(role).get("/").content.decode() for role in (Role.INTERVIEWER, Role.CODER)}
    assert ["which winter?" in page for page in desks.values()] == [True, False]
    assert wanted.isoformat() in desks[Role.INTERVIEWER]
    site.clock.now = NOW - timedelta(days=30)
    assert "which winter?" not in site.client_as(Role.INTERVIEWER).get("/").content.decode()
