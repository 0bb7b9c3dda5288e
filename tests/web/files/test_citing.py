"""Places in files cited by what is coded: in the workspace, on the page of the interview and on that of the person."""

import re

from django.http import HttpResponse
from django.test import Client

from lastseen.operations.files import set_file_aside
from lastseen.operations.uploads import attach
from tests.conftest import NOW
from tests.sent import pdf, sent, short, tone
from tests.web.coding.test_desk import ADDRESS, client, desk, send
from tests.web.site import Site

__all__ = ["client", "desk"]

INTERVIEW = "/interviews/I-88/"
PDF = pdf()
PAGE = f"file:{short(PDF)}#page=2"
TIME = f"file:{short(tone())}#t=00:00:01-00:00:02"


def add(site: Site, content: bytes, name: str) -> None:
    coming = sent(site.registry, "I-88", content, name)
    attach(coming, site.registry.workspace, actor=site.registry.owner, now=NOW)


def sending(client: Client, do: str, *places: str) -> HttpResponse:
    """Send a draft of one person whose name is told at these places, made from the version that is kept now."""
    version = re.search(r'name="base" value="(\d+)"', client.get(ADDRESS).content.decode())
    assert version is not None
    typed = {"0.kind": "person", "0.name": "p1", "0.names.0.text": "고은별", "0.names.0.spans": " ".join(places)}
    sent_: HttpResponse = client.post(ADDRESS, {**typed, "base": version[1], "do": do}, headers={"hx-request": "true"})  # type: ignore[assignment]  # is one
    return sent_


def test_places_in_files_are_cited_kept_and_handed_in_and_open_from_every_page(client: Client, desk: Site) -> None:
    for content, name in ((PDF, "notice.pdf"), (tone(), "first hour.wav")):
        add(desk, content, name)
    beside = client.get(f"{INTERVIEW}files/beside/").content.decode()
    assert ("notice.pdf" in beside, "first hour.wav" in beside) == (True, True)
    assert "notice.pdf, 2쪽" in send(client, f"add:person:{PAGE}").content.decode()
    assert "HX-Redirect" in sending(client, "hand-in", PAGE, TIME).headers
    told = client.get(INTERVIEW).content.decode()
    for address in (f"{short(PDF)}/?page=2", f"{short(tone())}/?t=00:00:01-00:00:02"):
        assert f'href="{INTERVIEW}files/{address}"' in told
    again = client.get(ADDRESS).content.decode()
    assert ("notice.pdf, 2쪽" in again, "first hour.wav, 00:00:01-00:00:02" in again) == (True, True)
    person = re.search(r'href="(/people/P-\d+/)"', told)
    assert person is not None
    assert f'href="{INTERVIEW}files/{short(PDF)}/?page=2"' in client.get(person[1]).content.decode()


def test_a_place_that_the_file_has_not_stands_in_the_way_of_handing_in(client: Client, desk: Site) -> None:
    add(desk, PDF, "notice.pdf")
    for place in (PAGE.replace("=2", "=4"), TIME):
        answer = sending(client, "hand-in", place)
        assert (answer.status_code, "파일의 범위를 벗어났습니다" in answer.content.decode()) == (422, True)


def test_a_file_set_aside_is_not_offered_beside_the_coding(client: Client, desk: Site) -> None:
    add(desk, PDF, "notice.pdf")
    set_file_aside("I-88", short(PDF), "a copy", actor=desk.registry.owner, now=NOW)
    assert "notice.pdf" not in client.get(f"{INTERVIEW}files/beside/").content.decode()
