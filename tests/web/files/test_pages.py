"""The pages of files, and their bytes: pictures anew, recordings from any place, everything else as an attachment."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lastseen.domain.rights import Role
from lastseen.operations.files import file_page
from lastseen.operations.uploads import attach
from lastseen.operations.users import rights_of
from lastseen.web.files.bytes_of import MOST, span_of
from tests.conftest import NOW
from tests.sent import image, pdf, sent, short, tone
from tests.web.site import Site

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TONE = tone(3)
FILES = "/interviews/I-01/files/"


def add(site: Site, content: bytes, name: str) -> str:
    """Attach a file; gives the address of its page."""
    coming = sent(site.registry, "I-01", content, name, "image/jpeg")
    attach(coming, site.registry.workspace, actor=site.registry.owner, now=NOW)
    return f"{FILES}{short(content)}/"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_list_tells_every_file_and_what_it_is(site: Site, language: str) -> None:
    client = site.client_as(*Role, language=language)
    empty = {"en": "no files yet", "ko": "아직 파일이 없습니다"}
    assert empty[language] in client.get(FILES).content.decode()
    for content, name in ((pdf(), "a\u202efdp.exe"), (TONE, "녹음.wav"), (SVG, "drawing.svg")):
        add(site, content, name)
    page = client.get(FILES).content.decode()
    told = {
        "en": ("afdp.exe", "PDF, 3 pages", "Recording, 00:00:03", "Kept, not shown"),
        "ko": ("afdp.exe", "PDF 문서, 3쪽", "녹음, 00:00:03", "보관만 함, 보여 주지 않음"),
    }
    assert [words for words in told[language] if words not in page] == []
    assert "\u202e" not in page


def test_a_page_of_a_pdf_is_shown_as_a_picture_made_anew(owner_client: Client, site: Site) -> None:
    address = add(site, pdf(), "a.pdf")
    page = owner_client.get(f"{address}?page=2").content.decode()
    assert f'src="{address}picture/2/"' in page
    assert (f"?page={1}" in page, f"?page={3}" in page) == (True, True)
    answer = owner_client.get(f"{address}picture/2/")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer["Cache-Control"] == "no-store"
    assert answer.content[:3] == b"\xff\xd8\xff"
    assert owner_client.get(f"{address}picture/4/").status_code == 422


@pytest.mark.parametrize("content", [SVG, image(), TONE], ids=["svg", "jpeg", "wav"])
def test_an_original_is_an_attachment_without_a_type_in_a_sandbox(
    owner_client: Client, site: Site, content: bytes
) -> None:
    answer = owner_client.get(f"{add(site, content, '../통지서.html')}original/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "/" not in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined]  # it streams


def test_a_file_that_is_not_shown_says_why_and_is_neither_drawn_nor_played(owner_client: Client, site: Site) -> None:
    address = add(site, SVG, "drawing.svg")
    page = owner_client.get(address).content.decode()
    assert "This is none of them" in page
    assert "<img" not in page
    assert [owner_client.get(f"{address}{part}/").status_code for part in ("picture/0", "picture/1", "play")] == [
        422
    ] * 3


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-", 0, len(TONE)),
        ("bytes=100-199", 100, 200),
        ("bytes=-10", len(TONE) - 10, len(TONE)),
        (None, 0, len(TONE)),
    ],
)
def test_a_recording_is_sent_from_where_it_is_asked_for(
    owner_client: Client, site: Site, asked: str | None, start: int, end: int
) -> None:
    address = add(site, TONE, "a.wav")
    answer = owner_client.get(f"{address}play/", headers={} if asked is None else {"range": asked})
    assert (answer.status_code, answer["Content-Type"]) == (206, "audio/wav")
    assert answer["Content-Range"] == f"bytes {start}-{end - 1}/{len(TONE)}"
    assert answer.content == TONE[start:end]


def test_a_range_beyond_the_end_is_said_to_be_none(owner_client: Client, site: Site) -> None:
    answer = owner_client.get(f"{add(site, TONE, 'a.wav')}play/", headers={"range": f"bytes={len(TONE)}-"})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(TONE)}")


@pytest.mark.parametrize(
    ("asked", "size", "span"),
    [
        ("bytes=0-", 10 * MOST, (0, MOST)),
        ("bytes=5-4", 10, None),
        ("bytes=-", 10, None),
        ("bytes=0-1,4-5", 10, None),
        ("bytes=-20", 10, (0, 10)),
        ("items=0-1", 10, None),
    ],
)
def test_a_range_is_read_strictly_and_answered_a_part_at_a_time(
    asked: str, size: int, span: tuple[int, int] | None
) -> None:
    assert span_of(asked, size) == span


def test_a_mark_is_made_and_taken_away_and_a_wrong_one_keeps_what_was_typed(owner_client: Client, site: Site) -> None:
    address = add(site, TONE, "a.wav")
    wrong = owner_client.post(f"{address}marks/", {"start": "0:01", "end": "9:00", "note": "the <door>"})
    page = wrong.content.decode()
    assert (wrong.status_code, "that lies within the recording" in page) == (422, True)
    assert [kept in page for kept in ('value="9:00"', "the &lt;door&gt;")] == [True, True]
    right = owner_client.post(f"{address}marks/", {"start": "0:01", "end": "2", "note": "the door"})
    assert right["Location"] == f"{address}?t=00:00:01-00:00:02"
    page = owner_client.get(right["Location"]).content.decode()
    assert 'data-start="1" data-end="2"' in page
    mark = re.search(r'name="remove" value="([^"]+)"', page)
    assert mark is not None
    owner_client.post(f"{address}marks/", {"remove": mark[1]})
    assert file_page(rights_of(site.registry.owner), "I-01", short(TONE)).marks == ()
    assert owner_client.post(f"{address}marks/", {"remove": "x"}).status_code == 404


def test_a_file_is_set_aside_with_its_reason_and_brought_back(owner_client: Client, site: Site) -> None:
    address = add(site, SVG, "drawing.svg")
    assert owner_client.post(f"{address}aside/", {"reason": ""}).status_code == 422
    owner_client.post(f"{address}aside/", {"reason": "of another family"})
    assert "of another family" in owner_client.get(FILES).content.decode()
    owner_client.post(f"{address}aside/", {"back": "1"})
    assert "of another family" not in owner_client.get(FILES).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_no_more_for_more_files(owner_client: Client, site: Site, count: int) -> None:
    for number in range(count):
        add(site, b"file %d" % number, f"{number}")
    with CaptureQueriesContext(connection) as queries:
        owner_client.get(FILES)
    about = [
        query for query in queries if "storage_evidencefile" in query["sql"] or "storage_fileaside" in query["sql"]
    ]
    assert len(about) == 2
