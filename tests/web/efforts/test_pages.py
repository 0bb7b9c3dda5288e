"""Efforts in the browser: recorded from a person or a case, changed, answered, closed, taken back, and found again."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from lastseen.domain.rights import Role
from lastseen.operations.efforts import add_reply, record_effort
from lastseen.storage.efforts_models import EffortReply, EffortVersion
from lastseen.web.words import LANGUAGES, words_in
from tests.coded import REPLY, SUBMISSION, account
from tests.conftest import NOW
from tests.operations.pages.world import Told, hand
from tests.web.site import BORDER, Site

WORDS = words_in("en")["efforts"]
P1, C1 = account("I-01", "person", "p1"), account("I-01", "case", "p1")
TYPED = {
    "kind": "un-submission",
    "forum": "wgeid",
    "what": "General allegation",
    "day": "2024-05-02",
    "number": "10099999",
    "consent": "un-procedures",
    "state": "made",
    "due": "2024-11-10",
    "due_what": "ask for the answer",
}


def recorded(site: Site, *accounts: UUID) -> UUID:
    """An effort the owner recorded."""
    made = frozenset(accounts or {P1})
    return record_effort(made, SUBMISSION, site.registry.workspace, actor=site.registry.owner, now=NOW)  # type: ignore[arg-type]


def text_of(answer: Any, status: int = 200) -> str:
    """The page, which has this status."""
    assert answer.status_code == status
    text: str = answer.content.decode()
    return text


@pytest.mark.parametrize(("code", "accounts"), [("P-0001", {P1}), ("C-0001", {C1})])
def test_an_effort_is_recorded_from_the_page_of_whom_it_is_made_for(site: Site, code: str, accounts: set[UUID]) -> None:
    client = site.client_as(Role.EDITOR)
    where = f"/people/cases/{code}/" if code.startswith("C") else f"/people/{code}/"
    assert f'href="/efforts/for/{code}/"' in text_of(client.get(where))
    assert TYPED["number"] not in text_of(client.get(where))
    made = client.post(f"/efforts/for/{code}/", TYPED)
    row = EffortVersion.objects.get()
    assert made["Location"] == f"/efforts/{row.effort_id}/"
    assert {one.pk for one in row.effort.accounts.all()} == accounts
    for page in (made["Location"], where, "/efforts/", "/"):
        assert "ask for the answer" in text_of(client.get(page))


def test_what_was_done_for_a_case_is_on_the_pages_of_everybody_in_it(site: Site) -> None:
    recorded(site, C1)
    client = site.client_as(Role.EDITOR)
    assert SUBMISSION.number in text_of(client.get("/people/P-0001/"))
    assert SUBMISSION.number not in text_of(client.get("/people/P-0002/"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"day": "yesterday"}, "day"),
        ({"due_what": ""}, "due"),
        ({"due": ""}, "due"),
        ({"forum": "x"}, "forum"),
    ],
)
def test_what_cannot_be_recorded_is_refused_at_its_field_and_what_was_typed_is_kept(
    site: Site, wrong: dict[str, str], field: str, language: str
) -> None:
    answer = site.client_as(Role.EDITOR, language=language).post("/efforts/for/P-0001/", TYPED | wrong)
    text = text_of(answer, 422)
    assert text.count('class="errorlist"') == 1
    assert f'id="act-{field}_error"' in text
    assert all(TYPED[name] in text for name in ("what", "number"))
    assert not EffortVersion.objects.exists()


def test_an_effort_is_changed_closed_and_the_last_of_it_taken_back(site: Site) -> None:
    effort, client = recorded(site), site.client_as(Role.EDITOR)
    version = str(EffortVersion.objects.get().pk)
    closing = TYPED | {"version": version, "due": "", "due_what": "", "closed": "2024-10-31"}
    assert 'id="act-closed_why_error"' in text_of(client.post(f"/efforts/{effort}/change/", closing), 422)
    assert client.post(f"/efforts/{effort}/change/", closing | {"closed_why": "answered"}).status_code == 302
    assert "answered" in text_of(client.get(f"/efforts/{effort}/"))
    late = client.post(f"/efforts/{effort}/change/", TYPED | {"version": version, "number": "typed too late"})
    assert "typed too late" in text_of(late, 422)
    client.post(f"/efforts/{effort}/take-back/")
    text = text_of(client.get(f"/efforts/{effort}/"))
    assert SUBMISSION.due_what in text
    history = re.findall(r'<h3>[^<]*<span class="grey">([^<]*)</span>', text)
    assert history == [WORDS["how"][how] for how in ("undone", "changed", "recorded")]
    gone = client.post(f"/efforts/{effort}/take-back/")
    assert gone["Location"] == "/people/P-0001/"
    assert client.get(f"/efforts/{effort}/").status_code == 404


def test_a_denial_is_recorded_with_the_source_that_holds_it_and_says_what_it_lacks_without_one(site: Site) -> None:
    effort, client = recorded(site), site.client_as(Role.EDITOR)
    typed = {"day": "2024-09-01", "sender": "Mission", "answer": "denied", "words": "unknown here", "source": ""}
    text = text_of(client.post(f"/efforts/{effort}/reply/", typed | {"source": "I-99"}), 422)
    assert 'id="act-source_error"' in text
    assert client.post(f"/efforts/{effort}/reply/", typed).status_code == 302
    assert WORDS["denial_hint"] in text_of(client.get(f"/efforts/{effort}/"))
    client.post(f"/efforts/{effort}/take-back/", {"reply": str(EffortReply.objects.get().pk)})
    client.post(f"/efforts/{effort}/reply/", typed | {"source": "I-02"})
    text = text_of(client.get(f"/efforts/{effort}/"))
    assert WORDS["denial_hint"] not in text
    assert 'href="/interviews/I-02/"' in text


def test_the_consents_an_effort_was_made_under_are_shown_and_what_is_missing_is_said(site: Site) -> None:
    text = text_of(site.client_as(Role.EDITOR).get(f"/efforts/{recorded(site)}/"))
    assert WORDS["consent_not_asked"] in text
    assert WORDS["consent_gone"] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_sources_tell_and_what_we_did_stand_on_one_line_of_time(site: Site, language: str) -> None:
    told = Told("T-1", BORDER, site.registry)
    hand(site.registry, told.coded())
    registry = site.registry
    made = record_effort([told.id("person", "p1")], SUBMISSION, registry.workspace, actor=registry.owner, now=NOW)
    add_reply(made, REPLY, registry.workspace, actor=registry.owner, now=NOW)
    client = site.client_as(Role.EDITOR, language=language)
    for address in ("/people/P-0005/", "/people/cases/C-0005/"):
        page = text_of(client.get(address))
        section = page[page.index('aria-labelledby="efforts"') :]
        when = re.findall(r"«day word-of-T-1»|2024-05-02|2024-09-01|2024-11-10", section[: section.index("</section>")])
        assert list(dict.fromkeys(when)) == ["«day word-of-T-1»", "2024-05-02", "2024-09-01", "2024-11-10"]
    history = text_of(client.get("/people/P-0005/history/"))
    assert SUBMISSION.number in history
    assert REPLY.words in history


def test_the_list_is_narrowed_by_its_address(site: Site) -> None:
    recorded(site)
    client = site.client_as(Role.ANALYST)
    number = f'href="/efforts/{EffortVersion.objects.get().effort_id}/"'
    for query, is_there in (("", True), ("?standing=due", True), ("?standing=closed", False), ("?forum=icrc", False)):
        text = text_of(client.get(f"/efforts/{query}"))
        assert (number in text) is is_there
        assert (WORDS["none_listed"] in text) is not is_there
    assert SUBMISSION.what not in text_of(client.get("/efforts/"))


def test_what_is_overdue_is_marked_where_it_awaits_somebody(site: Site) -> None:
    recorded(site)
    assert WORDS["overdue"] not in text_of(site.client_as(Role.EDITOR).get("/people/P-0001/"))
    site.clock.now = NOW + timedelta(days=60)
    client = site.client_as(Role.EDITOR)
    for address in ("/people/P-0001/", "/efforts/"):
        assert f'<span class="badge alarm">{WORDS["overdue"]}</span>' in text_of(client.get(address))
