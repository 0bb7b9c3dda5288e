"""Texts are entered, corrected, translated, aligned and checked on their pages, and nothing typed is lost."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from lastseen.domain.rights import Role
from lastseen.operations.pages import Window, source_page
from lastseen.operations.text_shelf import Shelf, TextHeld, shelf
from lastseen.operations.users import rights_of
from tests.texts import called
from tests.web.site import BORDER, SOURCES, Site

OLD = SOURCES[0].text
NAME = called(OLD)
BASE = "/interviews/I-01/texts/"
CORRECTED = OLD.replace("고은별 was", "고은빛 was")
RENDERED = {"role": "translation", "translates": NAME, "language": "ko", "author": "T-1"}


@pytest.fixture
def client(site: Site) -> Client:
    """A browser of an interviewer."""
    return site.client_as(Role.INTERVIEWER, compartments=[BORDER])


def held(site: Site) -> Shelf:
    return shelf(rights_of(site.registry.owner), "I-01")


def newest(site: Site) -> TextHeld:
    return held(site).current[0]


def enter(client: Client, **typed: object) -> Any:
    return client.post(f"{BASE}new/", {**RENDERED, **typed})


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def docx(*lines: str) -> bytes:
    document, made = Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def bomb() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (50 * 2**20))
    return made.getvalue()


def test_a_translation_of_as_many_paragraphs_is_entered_and_read_beside_its_original(client: Client) -> None:
    assert enter(client, text="고은별이 잡혀갔다.")["Location"] == BASE
    page = client.get(BASE).content.decode()
    assert page.count('class="pairing"') == 1
    for words in (OLD, "고은별이 잡혀갔다.", "T-1", "to be checked"):
        assert words in page


def test_one_of_other_paragraphs_leads_to_its_alignment_which_records_only_what_is_said(
    site: Site, client: Client
) -> None:
    address = enter(client, text="하나.\n둘.")["Location"]
    assert address == f"{BASE}{newest_translation(site).name}/align/"
    assert held(site).between(newest(site), newest_translation(site)) == ()
    rows = re.search(r'name="rows" value="([^"]*)"', client.get(address).content.decode())
    assert rows is not None
    stepped = client.post(address, {"rows": "1:1,0:1", "do": "join:1"}).content.decode()
    assert 'value="1:2"' in stepped
    client.post(address, {"rows": "1:2", "do": "save"})
    (pair,) = held(site).between(newest(site), newest_translation(site))
    assert pair.translation.of(newest_translation(site).text) == "하나.\n둘."


def newest_translation(site: Site) -> TextHeld:
    return held(site).current[-1]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": OLD}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"language": "Korean!"}, "language"),
        ({"author": ""}, "author"),
        ({"translates": ""}, "translates"),
        ({"file": upload("서".encode("euc-kr"), "a.txt")}, "file"),
        ({"file": upload(b"PK not a zip", "a.docx")}, "file"),
        ({"file": upload(bomb(), "a.docx")}, "file"),
        ({"file": upload(b"%PDF", "a.pdf")}, "file"),
        ({"text": "둘", "file": upload(b"twice", "a.txt")}, "file"),
    ],
)
def test_what_is_refused_is_refused_at_its_field_and_the_rest_stays(
    site: Site, typed: dict[str, object], field: str
) -> None:
    client = site.client_as(Role.INTERVIEWER, compartments=[BORDER], language="ko")
    answer = enter(client, **{"author": "T-77", "text": "" if "file" in typed else "말", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'class="errorlist" id="id_(\w+)_error"', page) == [field]
    assert typed.get("author") == "" or "T-77" in page


def test_a_docx_gives_its_paragraphs(site: Site, client: Client) -> None:
    enter(client, file=upload(docx("하나.", "둘."), "a.docx"))
    assert newest_translation(site).text == "하나.\n둘."


def correct(client: Client, text: str, **chosen: str) -> Any:
    return client.post(f"{BASE}{NAME}/correct/", {"text": text, **chosen})


def test_a_correction_is_looked_at_its_passages_placed_and_then_recorded(site: Site, client: Client) -> None:
    page = correct(client, CORRECTED, do="weigh").content.decode()
    assert ("<del>별</del>" in page, "<ins>빛</ins>" in page) == (True, True)
    passage = re.search(r'name="place:([0-9a-f-]{36})" value="0"', page)
    assert passage is not None
    undecided = correct(client, CORRECTED, do="save")
    assert undecided.status_code == 422
    assert "Choose where the passage stands now." in undecided.content.decode()
    absent = {f"place:{passage[1]}": "other", f"words:{passage[1]}": "nobody"}
    assert "is not in the text" in correct(client, CORRECTED, do="save", **absent).content.decode()
    assert newest(site).text == OLD
    answer = correct(client, CORRECTED, do="save", **{f"place:{passage[1]}": "0"})
    assert answer["Location"] == BASE
    assert (newest(site).text, newest(site).version) == (CORRECTED, 2)
    cited = source_page(rights_of(site.registry.owner), "I-01", Window()).cited
    assert [one.passage.quote for one in cited] == ["고은빛 was taken"]
    again = correct(client, f"{OLD} Otherwise.", do="weigh").content.decode()
    assert "Somebody has corrected this text meanwhile." in again
    assert f"{OLD} Otherwise." in again


def test_whoever_made_a_text_is_refused_as_its_checker_and_another_checks_it_at_once(
    site: Site, client: Client
) -> None:
    enter(client, text="고은별이 잡혀갔다.")
    address = f"{BASE}{newest_translation(site).name}/who/"
    refused = client.post(address, {"author": "T-1", "checker": "t-1", "state": "checked"})
    assert (refused.status_code, "cannot check it as well" in refused.content.decode()) == (422, True)
    client.post(address, {"mine": "1"})
    text = newest_translation(site)
    assert text.is_checked
    assert text.credits is not None
    assert text.credits.checker.startswith("in border as interviewer")


def translate(client: Client, **typed: str) -> Any:
    return client.post(f"{BASE}{NAME}/translate/?language=ko", typed)


def test_a_translation_is_kept_box_by_box_and_finished(site: Site, client: Client) -> None:
    kept = client.post(
        f"{BASE}{NAME}/translate/?language=ko",
        {"words:1": "고은별이", "base:1": "0"},
        headers={"hx-request": "true"},
    ).content.decode()
    assert 'name="base:1" value="1"' in kept
    assert "Go on" in client.get(BASE).content.decode()
    rival = translate(client, **{"words:1": "다르게", "base:1": "0", "do": "finish"})
    assert rival.status_code == 422
    assert ("다르게" in rival.content.decode(), "고은별이" in rival.content.decode()) == (True, True)
    done = translate(client, **{"words:1": "고은별이 잡혀갔다.", "base:1": "1", "do": "finish", "author": "T-2"})
    assert done["Location"] == BASE
    text = newest_translation(site)
    assert (text.text, text.credits and text.credits.author) == ("고은별이 잡혀갔다.", "T-2")
    assert len(held(site).between(newest(site), text)) == 1


def test_a_translation_with_gaps_says_where_and_keeps_what_was_typed(client: Client) -> None:
    answer = translate(client, **{"words:1": " ", "base:1": "0", "do": "finish", "author": "T-2"})
    assert (answer.status_code, 'href="#words-1"' in answer.content.decode()) == (422, True)


def test_the_page_asks_the_database_as_often_however_many_texts_there_are(client: Client) -> None:
    counted = []
    for number in range(3):
        enter(client, text=f"번역 {number}.")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(BASE).status_code == 200
        counted.append(len(queries))
    assert len(set(counted)) == 1
