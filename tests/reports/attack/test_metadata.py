"""No file says who made it, when, where or on which machine, and made again it is the same."""

import os
import re
import socket
import subprocess
import sys
import zipfile
from getpass import getuser
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from lastseen.domain.release import Profile
from tests.conftest import PASSPHRASE
from tests.reports.attack.conftest import ENDINGS, LANGUAGES, OF_BOTH, Reports
from tests.reports.attack.reading import held, picture_says


@pytest.mark.parametrize("ending", ENDINGS)
def test_another_user_on_another_day_in_another_place_makes_the_same_bytes(
    reports: Reports, ending: str, tmp_path: Path
) -> None:
    out = tmp_path / f"other name{ending}"
    command = [str(Path(sys.executable).with_name("lastseen")), "report", str(out), "--profile", "public"]
    elsewhere = {
        "USER": "canary",
        "LOGNAME": "canary",
        "HOME": str(tmp_path),
        "TZ": "Asia/Seoul",
        "PYTHONHASHSEED": "7",
    }
    environment = {**os.environ, **elsewhere, "LASTSEEN_PASSPHRASE": PASSPHRASE}
    subprocess.run(
        [*command, "--registry", str(reports.folder / "registry")], check=True, capture_output=True, env=environment
    )
    assert out.read_bytes() == reports.file(Profile.PUBLIC, "en", ending).read_bytes()


@pytest.mark.parametrize(("profile", "language", "ending"), OF_BOTH)
def test_nothing_names_the_machine_or_a_place_on_it(
    reports: Reports, profile: Profile, language: str, ending: str
) -> None:
    found = held(reports.file(profile, language, ending)).everything
    telling = {socket.gethostname(), str(Path.home()), str(reports.folder), sys.prefix, f"/{getuser()}"}
    assert [word for word in telling if len(word) > 2 and word in found] == []
    assert re.findall(r"(?:file:|/tmp|/home|/Users|[A-Z]:\\\\)[\w/.-]*", found) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_docx_says_its_title_and_language_and_a_day_that_says_nothing(reports: Reports, language: str) -> None:
    with zipfile.ZipFile(reports.file(Profile.PUBLIC, language, ".docx")) as file:
        core = file.read("docProps/core.xml").decode()
        moments = {entry.date_time for entry in file.infolist()}
        pictures = [picture_says(file.read(name)) for name in file.namelist() if name.endswith(".png")]
    told = dict(re.findall(r"<(?:cp|dc|dcterms):(\w+)[^>]*>([^<]*)</", core))
    title = told.pop("title")
    assert title in held(reports.file(Profile.PUBLIC, language, ".docx")).shown
    nothing = dict.fromkeys(("creator", "description", "lastModifiedBy"), "")
    long_ago = dict.fromkeys(("created", "modified"), "1980-01-01T00:00:00Z")
    assert told == {**nothing, **long_ago, "language": {"en": "en-GB", "ko": "ko-KR"}[language], "revision": "1"}
    assert moments == {(1980, 1, 1, 0, 0, 0)}
    assert len(pictures) > 10
    assert {said for picture in pictures for said in picture if not said.startswith("dpi:")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_says_its_title_and_what_set_it_and_no_time(reports: Reports, language: str) -> None:
    reader = PdfReader(BytesIO(reports.file(Profile.PUBLIC, language, ".pdf").read_bytes()))
    assert reader.metadata is not None
    assert set(reader.metadata) == {"/Title", "/Creator"}
    assert re.fullmatch(r"Typst [\d.]+", str(reader.metadata["/Creator"]))
    xmp = "".join(held(reports.file(Profile.PUBLIC, language, ".pdf")).beside)
    assert "<pdfuaid:part>1<" in xmp
    assert re.findall(r"<(xmp:\w*Date|dc:creator|dc:date)", xmp) == []
    assert dict(reader.attachments) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_nothing_in_its_head_but_how_to_show_it(reports: Reports, language: str) -> None:
    head = reports.file(Profile.PUBLIC, language, ".html").read_text(encoding="utf-8").partition("</head>")[0]
    assert re.findall(r'<meta (?:name|http-equiv)="([^"]*)"', head) == [
        "viewport",
        "Content-Security-Policy",
        "referrer",
    ]
    assert "<!--" not in head
