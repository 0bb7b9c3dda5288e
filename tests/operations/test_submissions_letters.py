"""Letters and files through the gate: what is missing is refused, what leaves has nothing of anybody it must not."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from lastseen.domain.coding import CodedSource
from lastseen.domain.release import Released
from lastseen.domain.submitting import Submitter
from lastseen.figures.standard import standard_definitions
from lastseen.operations.files import set_file_aside
from lastseen.operations.showing import show_people
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.submissions import Incomplete
from lastseen.operations.submissions_files import FilesWanted, NoSuchEnclosure, check_enclosed, enclosed
from lastseen.operations.submissions_patterns import LetterWanted, TooLong, check_letter, letter_figures, people_asked
from lastseen.operations.uploads import attach
from lastseen.operations.users import rights_of
from lastseen.reports.plan import parse_prose
from lastseen.reports.submissions import languages
from lastseen.reports.submissions.annexes import Annexes, archive, deposit
from lastseen.reports.submissions.asking import forms
from lastseen.reports.submissions.letters import pattern_letter
from lastseen.reports.submissions.patterns import Letter, Pattern, read_letter
from lastseen.reports.writers.docx import docx
from lastseen.reports.writers.pdf import pdf as written
from lastseen.storage.models import Release
from tests.coded import consent, found, hand, interview
from tests.conftest import NOW, Registry
from tests.sent import image, pdf, sent, short, tone
from tests.submitted import act, permit

SUBMITTER = "Archive of the Missing (invented), 1 Nowhere Street"
DEFINITIONS = standard_definitions(None)
NAMES = ("고은별", "한가람", "도새벽", "모하늘", "배나래")


def told_of(number: int, name: str) -> CodedSource:
    """An interview that tells of one person, found to have disappeared."""
    source = f"I-{number:02}"
    consents = tuple(consent(source, one) for one in ("internal-analysis", "aggregate-statistics", "un-procedures"))
    return replace(interview(source, consents=consents, name=name), findings=(found(source),))


@pytest.fixture
def told(sqlite_registry: Registry) -> Registry:
    """Five people of one interview each, of whom one may be submitted by name."""
    registry = sqlite_registry
    hand(registry, *(told_of(number, name) for number, name in enumerate(NAMES, start=1)))
    act(registry, take_snapshot, registry.workspace)
    permit(registry)
    return registry


def letter(form: str, words: str | None = None, *, language: str = "en", **given: Any) -> Letter:
    prose = read_letter(form, language, None) if words is None else parse_prose(words, "own.md")
    told = {"submitters": (SUBMITTER,), "states": ("KP",), "mandates": ("wgeid",), **given}
    return Letter(form=forms()[form], language=language, prose=prose, day=date(2024, 6, 1), **told)


def missing(registry: Registry, wanted: LetterWanted) -> dict[str, str]:
    snapshot = find_snapshot(registry.workspace, None)
    made = check_letter(rights_of(registry.owner), snapshot, wanted, registry.workspace, NOW)
    return {one.code: one.why for one in made.missing}


def sent_out(registry: Registry, wanted: LetterWanted) -> Released[Pattern]:
    made: Released[Pattern] = act(
        registry, letter_figures, find_snapshot(registry.workspace, None), wanted, registry.workspace
    )
    return made


def texts(packed: bytes) -> tuple[str, str]:
    """The words of a DOCX, and everything else in it."""
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        body = files.read("word/document.xml").decode()
        others = "".join(
            files.read(name).decode(errors="replace") for name in files.namelist() if name != "word/document.xml"
        )
    return body, others


def test_a_letter_is_checked_without_letting_anything_out(told: Registry) -> None:
    wanted = LetterWanted(letter=letter("allegation", submitters=()), definitions=DEFINITIONS)
    assert missing(told, wanted) == {"submitter": "none"}
    with pytest.raises(Incomplete):
        sent_out(told, wanted)
    assert Release.objects.count() == 0


def test_a_letter_above_the_limit_is_refused_with_the_number_over(told: Registry) -> None:
    head = "# A review\n\n## Facts {#facts}\n\n"
    words = f"{head}{'word ' * 2900}\n\n## Asks {{#asks}}\n\nAn end.\n"
    wanted = LetterWanted(letter=letter("upr", words), definitions=DEFINITIONS)
    with pytest.raises(TooLong) as refused:
        sent_out(told, wanted)
    assert str(refused.value) == "The letter has 2904 words, 89 over the limit of 2815."
    both = replace(wanted, letter=letter("upr", words, submitters=(SUBMITTER, "Families (invented)")))
    assert missing(told, both) == {}


def test_a_name_in_the_words_of_a_letter_holds_it_up(told: Registry) -> None:
    words = "# A letter\n\n## Facts {#facts}\n\n모하늘은 끌려갔다. See I-04.\n\n## Asks {#asks}\n\nAn end.\n"
    assert missing(told, LetterWanted(letter=letter("upr", words), definitions=DEFINITIONS)) == {"names": "named"}


@pytest.mark.parametrize("form", forms())
def test_a_letter_of_every_form_has_figures_and_nothing_of_anybody(told: Registry, form: str) -> None:
    wanted = LetterWanted(letter=letter(form), definitions=DEFINITIONS)
    assert missing(told, wanted) == {}
    released = sent_out(told, wanted)
    row = Release.objects.get()
    assert (row.what, row.profile, row.recipient) == (f"submission {form}", "public", forms()[form].forum)
    for language in languages():
        document = pattern_letter(released, None, letter(form, language=language))
        body, others = texts(docx(document))
        assert "Archive of the Missing" in body
        for secret in (*NAMES, "I-01", "P-0001", "W-I-01"):
            assert secret not in body + others
        about = others + str(PdfReader(io.BytesIO(written(document))).metadata)
        assert forms()[form].published or "Archive of the Missing" not in about


def test_who_may_not_be_shown_holds_a_letter_up_and_who_may_stands_in_it_alone(told: Registry) -> None:
    two = LetterWanted(letter=letter("joint-letter"), definitions=DEFINITIONS, people=("P-0001", "P-0002"), named=True)
    assert missing(told, two) == {"people": "withheld"}
    one = replace(two, people=("p-0001",))
    assert missing(told, replace(one, named=False)) == {"people": "unapproved"}
    snapshot = find_snapshot(told.workspace, None)
    people = act(told, show_people, snapshot, people_asked(rights_of(told.owner), snapshot, one), told.workspace)
    body, others = texts(docx(pattern_letter(sent_out(told, one), people, one.letter)))
    assert "Go Eunbyeol / 고은별" in body
    assert not [name for name in NAMES[1:] if name in body + others]
    assert {row.recipient for row in Release.objects.all()} == {"special-procedures"}


def kept(registry: Registry, source: str, content: bytes, name: str) -> str:
    act(registry, attach, sent(registry, source, content, name), registry.workspace)
    return f"{source}/{short(content)}"


def wanted_files(*files: str) -> FilesWanted:
    return FilesWanted(forum="ohchr", files=files, submitter=SUBMITTER)


def held_back(registry: Registry, wanted: FilesWanted) -> dict[str, str]:
    snapshot = find_snapshot(registry.workspace, None)
    made = check_enclosed(rights_of(registry.owner), snapshot, wanted, registry.workspace, NOW)
    return {one.code: one.why for one in made.missing}


def test_files_leave_as_pictures_of_their_pages_without_what_they_say_of_themselves(told: Registry) -> None:
    photo = image("JPEG")
    assert b"taken at the crossing" in photo
    names = [
        kept(told, "I-01", content, name)
        for content, name in ((photo, "고은별.jpg"), (pdf(2), "letter of 고은별.pdf"), (tone(), "her voice.wav"))
    ]
    wanted = wanted_files(*names)
    assert held_back(told, wanted) == {}
    released: Released[Annexes] = act(told, enclosed, find_snapshot(told.workspace, None), wanted, told.workspace)
    packed = archive(released)
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        assert files.namelist() == ["annex-01-page-001.jpg", "annex-02-page-001.jpg", "annex-02-page-002.jpg"]
        assert {info.date_time[0] for info in files.infolist()} == {1980}
        for name in files.namelist():
            data = files.read(name)
            assert b"crossing" not in data
            assert not Image.open(io.BytesIO(data)).getexif()
    document = deposit(released, Submitter(name=SUBMITTER, confidential=True), date(2024, 6, 1), "en")
    body, others = texts(docx(document))
    for one in released.content.annexes:
        assert one.digest[:16] in body
    for secret in ("고은별", "her voice", "I-01", "letter of"):
        assert secret not in body + others + packed.decode(errors="replace")
    assert Release.objects.get().what == "submission files ohchr"


def test_a_file_follows_the_consent_of_its_source_and_everybody_it_tells_of(told: Registry) -> None:
    other = kept(told, "I-02", pdf(1), "of one whose family nobody asked")
    assert held_back(told, wanted_files(other)) == {"protection": "files"}
    hand(told, interview("I-09", consents=(consent("I-09", "internal-analysis"),)))
    act(told, take_snapshot, told.workspace)
    assert held_back(told, wanted_files(kept(told, "I-09", pdf(3), "x"))) == {"consent": "files"}
    with pytest.raises(Incomplete):
        act(told, enclosed, find_snapshot(told.workspace, None), wanted_files(other), told.workspace)
    assert Release.objects.count() == 0


def test_a_file_set_aside_stays_and_what_names_no_file_is_refused(told: Registry) -> None:
    mine = kept(told, "I-01", b"a scan", "a copy")
    act(told, set_file_aside, "I-01", short(b"a scan"), "another family")
    assert held_back(told, wanted_files(mine)) == {"files": "aside"}
    with pytest.raises(NoSuchEnclosure):
        held_back(told, wanted_files("I-01"))
