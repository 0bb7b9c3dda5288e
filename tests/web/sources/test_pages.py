"""The pages of interviews: their list, one of them, a new one, its consents, and the history of a value."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lastseen.domain.rights import Role
from lastseen.operations.consents import consents_of
from lastseen.operations.pages import Window, source_page
from lastseen.operations.users import rights_of
from tests.coded import IDS, NAME, account
from tests.web.site import BORDER, COAST, Site

NEW = {"name": "I-77", "kind": "interview", "language": "ko", "compartment": BORDER, "text": "고은별이\r\n끌려갔다."}


def names_in(page: bytes) -> list[str]:
    """The interviews that a list leads to."""
    return list(dict.fromkeys(re.findall(r'<th scope="row"><a href="/interviews/([^/"]+)/"', page.decode())))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["I-01", "I-02", "I-03"]),
        ("compartment=coast", ["I-03"]),
        ("text=02", ["I-02"]),
        ("language=ko", []),
        ("state=none", []),
        ("state=agreed&kind=interview", ["I-01", "I-02", "I-03"]),
        ("page=9999999999", ["I-01", "I-02", "I-03"]),
    ],
)
def test_the_list_holds_the_interviews_that_are_as_wanted(owner_client: Client, asked: str, found: list[str]) -> None:
    page = owner_client.get(f"/interviews/?{asked}")
    assert names_in(page.content) == found


def test_a_language_is_called_by_its_name_in_that_of_the_reader(site: Site) -> None:
    site.client_as(Role.INTERVIEWER, compartments=[BORDER]).post("/interviews/new/", NEW)
    for language, name in {"en": "Korean", "ko": "한국어"}.items():
        page = site.client_as(Role.CODER, language=language).get("/interviews/?text=77").content.decode()
        assert re.findall(r'<td class="day">[^<]*</td><td>([^<]*)</td>', page) == [name]


def test_the_list_of_somebody_names_no_interview_and_no_compartment_they_do_not_see(site: Site) -> None:
    everything = site.client_as(*Role).get("/interviews/").content.decode()
    assert "coast" in everything
    page = site.client_as(Role.CODER, compartments=[BORDER]).get("/interviews/")
    assert names_in(page.content) == ["I-01", "I-02"]
    assert "coast" not in page.content.decode()


def test_a_passage_leads_to_what_cites_it_and_back(owner_client: Client) -> None:
    page = owner_client.get("/interviews/I-01/").content.decode()
    passage = re.search(r'id="p-([0-9a-f-]{36})"', page)
    assert passage is not None
    person = account("I-01", "person", "p1")
    assert f'<a class="cited" href="#a-{person}" data-passages="{passage[1]}">{NAME} was taken</a>' in page
    assert f'href="#p-{passage[1]}"' in page
    assert f'id="a-{person}"' in page


def test_an_analyst_reads_codes_and_no_name_or_word(site: Site) -> None:
    assert NAME in site.client_as(Role.CODER).get("/interviews/I-01/").content.decode()
    page = site.client_as(Role.ANALYST).get("/interviews/I-01/").content.decode()
    assert "P-0001" in page
    assert NAME not in page
    assert "was taken" not in page


def test_an_interview_is_entered_with_its_transcript_and_consents(site: Site) -> None:
    client = site.client_as(Role.INTERVIEWER, compartments=[BORDER])
    answers = {"answer:internal-analysis|": "yes", "identity:internal-analysis|": "name"}
    answer = client.post("/interviews/new/", {**NEW, "day": "2021-02-03", **answers})
    assert (answer.status_code, answer["Location"]) == (302, "/interviews/I-77/")
    rights = rights_of(site.registry.owner)
    (text,) = source_page(rights, "I-77", Window()).texts
    assert text.text == "고은별이\n끌려갔다."
    assert [(cell.purpose, cell.answer.value) for cell in consents_of(rights, IDS.source("I-77"))] == [
        ("internal-analysis", "yes")
    ]


def upload(content: bytes, name: str = "I-77.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "a/b"}, "name"),
        ({"name": "I-01"}, "name"),
        ({"day": "3 Feb"}, "day"),
        ({"language": "Korean!"}, "language"),
        ({"compartment": COAST}, "compartment"),
        ({"kind": "spell"}, "kind"),
        ({"text": "a\0b"}, "text"),
        ({"text": "", "file": upload("서".encode("euc-kr"))}, "file"),
        ({"text": "", "file": upload(b"a" * (2 * 2**20 + 1))}, "file"),
        ({"text": "", "file": upload(b"%PDF-1.7", "I-77.pdf")}, "file"),
        ({"text": "", "file": upload(b"a\x00b")}, "file"),
        ({"file": upload(b"twice")}, "file"),
    ],
)
def test_what_is_refused_is_refused_at_its_field_and_the_rest_stays(
    site: Site, changed: dict[str, object], field: str
) -> None:
    client = site.client_as(Role.INTERVIEWER, compartments=[BORDER], language="ko")
    answer = client.post("/interviews/new/", {**NEW, "title": "남은 제목", **changed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert re.findall(r'class="errorlist" id="id_(\w+)_error"', page) == [field]
    assert "남은 제목" in page


def test_a_file_in_utf8_is_the_transcript_to_the_letter(site: Site) -> None:
    client = site.client_as(Role.INTERVIEWER, compartments=[BORDER])
    given = {**NEW, "text": "", "file": upload("\ufeff이𠀀\r\n".encode())}
    assert client.post("/interviews/new/", given).status_code == 302
    (text,) = source_page(rights_of(site.registry.owner), "I-77", Window()).texts
    assert text.text == "이𠀀\r\n"


def test_consents_are_changed_only_by_who_has_just_shown_who_they_are(site: Site) -> None:
    stale = site.client_of(site.user([Role.INTERVIEWER]), fresh=False)
    site.clock.now += timedelta(minutes=30)
    answer = stale.get("/interviews/I-01/consents/")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/entry/again/")


def test_a_consent_is_recorded_anew_and_withdrawn(site: Site) -> None:
    client, rights = site.client_as(Role.INTERVIEWER), rights_of(site.registry.owner)
    address = reverse("sources:consents", kwargs={"name": "I-01"})
    client.post(address, {"answer:media|": "yes", "identity:media|": "none", "until:media|": "2030-01-01"})
    held = {cell.purpose: cell for cell in consents_of(rights, IDS.source("I-01"))}
    assert (held["media"].answer.value, str(held["media"].until)) == ("yes", "2030-01-01")
    client.post(address, {"withdraw": "media"})
    held = {cell.purpose: cell for cell in consents_of(rights, IDS.source("I-01"))}
    assert [purpose for purpose, cell in held.items() if cell.withdrawn] == ["media"]


def test_a_day_that_is_none_is_refused_in_the_row_it_stands_in(site: Site) -> None:
    answer = site.client_as(Role.INTERVIEWER).post("/interviews/I-01/consents/", {"until:media|": "soon"})
    assert answer.status_code == 422
    assert re.findall(r'name="until:([\w-]+)\|"[^>]*aria-invalid', answer.content.decode()) == ["media"]


def test_the_history_of_a_value_says_who_when_and_from_what_to_what(owner_client: Client) -> None:
    person = account("I-01", "person", "p1")
    page = owner_client.get(f"/interviews/I-01/history/{person}/?field=sex").content.decode()
    assert re.findall(r"<td>(?:<time[^>]*>)?([^<]*)", page)[1::5] == ["owner", "owner"]
    assert "changed: Sex" in page
    assert "Female" in page
    assert "changed: Role" not in page
