"""The press watch without a browser: items added by text and by file, shown with verdicts, put right by letter."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lastseen.operations.press import take_in_press
from lastseen.web.words import words_in
from tests.conftest import NOW
from tests.press import NEW_ITEM
from tests.web.site import Site

WORDS = words_in("en")["press"]
ABOUT = {"name": "N-02", "medium": "The Invented Post", "compartment": "border", "day": "2024-11-02"}


def take_in(site: Site) -> None:
    registry = site.registry
    take_in_press(NEW_ITEM, registry.workspace, actor=registry.owner, now=NOW)


def told(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def written() -> bytes:
    """An invented article as a DOCX file."""
    file, article = io.BytesIO(), docx.Document()
    article.add_paragraph("There were 3 victims.")
    article.save(file)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["text", "docx"])
def test_an_item_is_added_by_its_text_or_by_a_file(site: Site, owner_client: Client, kind: str) -> None:
    given = {"text": "There were 3 victims."} if kind == "text" else {"file": SimpleUploadedFile("a.docx", written())}
    answer = owner_client.post("/press/new/", {**ABOUT, **given})
    assert (answer.status_code, answer["Location"]) == (302, "/press/item/N-02/")
    page = told(owner_client, "/press/item/N-02/")
    assert [words for words in ("The Invented Post", "2024-11-02", 'class="claim open"') if words not in page] == []
    assert site.registry


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({}, "no_text"),
        ({"text": "x", "address": "javascript:alert(1)"}, "not_an_address"),
        ({"text": "x", "day": "soon"}, "not_a_day"),
        ({"text": "x", "medium": ""}, "needed"),
        ({"text": "x", "file": SimpleUploadedFile("a.txt", b"y")}, "both_texts"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_at_its_field(
    owner_client: Client, given: dict[str, str], refused: str
) -> None:
    answer = owner_client.post("/press/new/", {**ABOUT, **given})
    assert answer.status_code == 422
    assert WORDS["refused"][refused] in answer.content.decode()


def test_a_correction_stands_in_the_list_and_leads_to_its_effort(site: Site, owner_client: Client) -> None:
    take_in(site)
    assert WORDS["no_answer"] not in told(owner_client, "/press/")
    owner_client.post("/press/item/N-01/correction/", {"day": "2024-11-03", "due": "2024-12-03"})
    listed = told(owner_client, "/press/")
    assert [words for words in (WORDS["no_answer"], "2024-11-03", "The Invented Herald") if words not in listed] == []
    effort = listed.split("/efforts/")[1].split("/")[0]
    page = told(owner_client, f"/efforts/{effort}/")
    assert [words for words in ("N-01", WORDS["look_again"]) if words not in page] == []


def test_where_an_item_appeared_is_said_anew_but_never_as_a_script(site: Site, owner_client: Client) -> None:
    take_in(site)
    where = "/press/item/N-01/published/"
    owner_client.post(where, {"medium": "Another", "address": "javascript:alert(1)"})
    assert "The Invented Herald" in told(owner_client, "/press/")
    owner_client.post(where, {"medium": "Another", "address": "https://example.org/b"})
    page = told(owner_client, "/press/item/N-01/")
    assert [words for words in ("Another", 'href="https://example.org/b"') if words not in page] == []


def test_words_of_an_article_are_never_taken_for_a_page(site: Site, owner_client: Client) -> None:
    registry = site.registry
    owner_client.post("/press/new/", {**ABOUT, "text": "<script>x</script> 3 victims <b>"})
    page = told(owner_client, "/press/item/N-02/")
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page
    assert registry
