"""Files sent by a browser: piece by piece, or by a form where scripts are off."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.evidence.sealed_files import CHUNK
from lastseen.operations.files import file_list
from lastseen.operations.users import rights_of
from lastseen.storage.ledger import position
from tests.sent import bomb, image, short
from tests.web.site import COAST, Site

ADDRESS = "/interviews/I-01/files/send/"
LONG = bytes(range(256)) * 1000


def ask(client: Client, do: str, body: Any = None, **parameters: object) -> tuple[int, dict[str, Any]]:
    """The status and the answer to a step of an upload."""
    address = f"{ADDRESS}?{urlencode({'do': do, **parameters})}"
    if isinstance(body, bytes):
        answer = client.post(address, body, content_type="application/octet-stream")
    else:
        answer = client.post(address, body or {})
    return answer.status_code, json.loads(answer.content)


def begun(client: Client, size: int = len(LONG)) -> str:
    status, told = ask(client, "begin", {"name": "통지서.pdf", "size": size, "type": "application/pdf"})
    assert (status, told["at"]) == (200, 0)
    return str(told["upload"])


def names(site: Site) -> list[str]:
    """The names of the interview's files."""
    return [file.name for file in file_list(rights_of(site.registry.owner), "I-01").files]


def test_a_file_arrives_piece_by_piece_and_is_attached_once(owner_client: Client, site: Site) -> None:
    upload = begun(owner_client)
    pieces = (LONG[:CHUNK], LONG[CHUNK : 3 * CHUNK], LONG[3 * CHUNK :])
    at = 0
    for piece in pieces:
        before = at
        _, told = ask(owner_client, "piece", piece, upload=upload, at=at)
        at = told["at"]
        assert ask(owner_client, "piece", piece, upload=upload, at=before) == (200, {"at": at})
    number = position()
    assert ask(owner_client, "attach", upload=upload) == (200, {"file": short(LONG)})
    assert ask(owner_client, "attach", upload=upload)[1]["code"] == "files.upload-gone"
    assert (names(site), position()) == (["통지서.pdf"], number + 1)


def test_a_piece_that_does_not_follow_is_refused_in_the_language_of_the_reader(site: Site) -> None:
    client = site.client_as(*Role, language="ko")
    status, told = ask(client, "piece", LONG[:CHUNK], upload=begun(client), at=2 * CHUNK)
    assert (status, told["code"], told["hint"]) == (422, "files.piece-out-of-place", "파일을 다시 보내십시오.")


def test_what_is_forgotten_is_gone(owner_client: Client, site: Site) -> None:
    upload = begun(owner_client)
    assert ask(owner_client, "forget", upload=upload) == (200, {})
    assert ask(owner_client, "piece", LONG[:CHUNK], upload=upload, at=0)[1]["code"] == "files.upload-gone"
    assert names(site) == []


@pytest.mark.parametrize("size", ["0", "", "-3", "x", str(513 * 2**20), "9" * 15])
def test_a_size_that_cannot_be_is_refused_before_anything_comes(owner_client: Client, site: Site, size: str) -> None:
    status, told = ask(owner_client, "begin", {"name": "x", "size": size})
    assert (status, told["code"] in ("files.empty", "files.too-large", "storage.full")) == (422, True) or status == 507
    assert not (site.registry.folder / "files" / ".coming").exists()


def test_an_upload_is_gone_on_with_by_nobody_else_and_for_no_other_interview(site: Site) -> None:
    upload = begun(site.client_as(Role.EDITOR))
    status, told = ask(site.client_as(Role.INTERVIEWER), "attach", upload=upload)
    assert (status, told["code"]) == (422, "files.upload-gone")
    other = ADDRESS.replace("I-01", "I-02")
    answer = site.client_as(Role.EDITOR).post(f"{other}?{urlencode({'do': 'attach', 'upload': upload})}")
    assert json.loads(answer.content)["code"] == "files.upload-gone"
    assert ask(site.client_as(Role.EDITOR), "attach", upload=f"{upload}x")[1]["code"] == "files.upload-gone"


def test_nobody_begins_an_upload_to_what_they_do_not_see(site: Site) -> None:
    answer = site.client_as(Role.EDITOR, compartments=[COAST]).post(f"{ADDRESS}?do=begin", {"name": "x", "size": 3})
    assert answer.status_code == 404


def test_a_form_attaches_several_files_and_says_what_it_refuses(owner_client: Client, site: Site) -> None:
    sent = [
        SimpleUploadedFile("a.jpg", image(), "image/jpeg"),
        SimpleUploadedFile("bomb.png", bomb(), "image/png"),
        SimpleUploadedFile("b.txt", LONG, "text/plain"),
    ]
    answer = owner_client.post(ADDRESS, {"file": sent}, follow=True)
    page = answer.content.decode()
    assert names(site) == ["a.jpg", "b.txt"]
    assert "bomb.png has more than 100 million pixels" in page
    assert list((site.registry.folder / "files" / ".coming").iterdir()) == []
