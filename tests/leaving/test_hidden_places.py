"""No exit that writes files lets out what is planted: in names of files, metadata, alternative text, index, or covered.

One source may be used for everything, one for nothing. What only the second says, and what the files of the first hide,
stands in no byte of what leaves.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pypdf import PdfReader

from lastseen.domain.decisions import IdentityLevel
from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Profile
from lastseen.domain.rights import Role
from lastseen.domain.submitting import Submitter
from lastseen.figures import Figure
from lastseen.figures.standard import standard_definitions
from lastseen.operations.dossiers import dossier
from lastseen.operations.efforts import record_effort
from lastseen.operations.exporting import write_map
from lastseen.operations.figures import figures
from lastseen.operations.permitting import approve, clear_person, record_family_consent
from lastseen.operations.protections import judge_risk
from lastseen.operations.release import Asked
from lastseen.operations.reports import report_matter
from lastseen.operations.showing import show_people
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.submissions import Incomplete, Wanted, submission
from lastseen.operations.submissions_files import FilesWanted, enclosed
from lastseen.operations.uploads import attach
from lastseen.operations.users import add_user
from lastseen.operations.verdicts import find
from lastseen.reports import figures_csv, figures_page
from lastseen.reports.dossier import dossier as dossier_document
from lastseen.reports.people_table import people_table
from lastseen.reports.plan import NumbersPart, Plan, parse_prose, standard_plan
from lastseen.reports.report import composing
from lastseen.reports.site import Facts, site
from lastseen.reports.submissions import submission as submission_document
from lastseen.reports.submissions.annexes import archive
from lastseen.reports.writers.docx import docx
from lastseen.reports.writers.page import page
from lastseen.reports.writers.pdf import pdf
from tests.coded import (
    account,
    approval,
    clearance,
    consent,
    family,
    found,
    hand,
    interview,
    relation,
    risk,
    with_account,
)
from tests.conftest import NOW, Registry, wire
from tests.leaving.planting import AUTHOR, COVERED, TAKEN, everything, letter, photograph, redacted
from tests.reports.attack.reading import held, squeezed
from tests.sent import sent, short
from tests.submitted import NO_SEARCH, told_whole

OPEN, SHUT = "I-01", "I-02-vixen"
NAME, OTHER = "고은별", "여우비나"
"""Who is told of by the one, and by the other; invented."""
FILE = "vixen-in-a-file-name"
CODE = "P-0002"
"""The first person; the other is P-0001."""
CANARIES = (OTHER, "P-0001", SHUT, f"W-{SHUT}", FILE, AUTHOR, TAKEN, COVERED)
PURPOSES = ("aggregate-statistics", "internal-analysis", "anonymised-publication", "named-publication", "un-procedures")
DEFINITIONS = standard_definitions("dprk")
ENDINGS: dict[str, Callable[[Any], bytes]] = {".html": lambda one: page(one).encode(), ".docx": docx, ".pdf": pdf}


def act(registry: Registry, operation: Callable[..., Any], *given: Any, **named: Any) -> Any:
    return operation(*given, **{"actor": registry.owner, "now": NOW, **named})


@pytest.fixture(scope="module")
def planted(empty_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    """Two people tied to each other, of one interview each; the first may leave in every way, and has three files."""
    folder = tmp_path_factory.mktemp("planted") / "registry"
    folder.mkdir()
    for path in empty_registry.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    wiring = wire(folder)
    registry = Registry(wiring)
    shut, opened = (account(name, "person", "p1") for name in (SHUT, OPEN))
    whole = told_whole(interview(OPEN, consents=tuple(consent(OPEN, purpose) for purpose in PURPOSES), name=NAME))
    tied = with_account(whole, relation(OPEN, "r1", opened, shut))
    hand(registry, interview(SHUT, consents=(), name=OTHER), tied)
    for content, name in ((photograph(), f"{FILE}.jpg"), (redacted(), f"{FILE}.pdf"), (letter(), f"{FILE}.docx")):
        act(registry, attach, sent(registry, OPEN, content, name), registry.workspace)
    act(registry, attach, sent(registry, SHUT, photograph() + b" ", f"{FILE}-2.jpg"), registry.workspace)
    act(registry, find, [found(OPEN), found(SHUT)], registry.workspace)
    permit(registry)
    act(registry, take_snapshot, registry.workspace)
    yield registry
    wiring.close()


def permit(registry: Registry) -> None:
    """Everything that lets the first person leave."""
    person = account(OPEN, "person", "p1")
    act(registry, judge_risk, replace(risk(OPEN, person), level=RiskLevel.LOW), None)
    act(registry, clear_person, clearance(OPEN, identity=IdentityLevel.NAME))
    for purpose in ("named-publication", "un-procedures"):
        act(registry, record_family_consent, family(OPEN, purpose=purpose), registry.workspace)
    act(registry, record_effort, [person], NO_SEARCH, registry.workspace)
    second = act(registry, add_user, "second", [Role.EDITOR], None, None)
    for actor in (registry.owner, second):
        for purpose in ("named-publication", "un-procedures"):
            act(registry, approve, approval(Profile.NAMED, purpose=purpose), registry.workspace, actor=actor)


# ---- every exit that writes files ------------------------------------------------------------------------------------

Files = Iterator[tuple[str, bytes]]


def _documents(name: str, document: Any) -> Files:
    return ((f"{name}{ending}", write(document)) for ending, write in ENDINGS.items())


def _plan(*names: str) -> Plan:
    """The standard report with these parts of it and no words but their captions."""
    standard = standard_plan("dprk")
    placed = "\n\n".join(f"![Seen]({name})" for name in names)
    parts = {name: standard.parts[name] for name in names}
    return replace(standard, parts=parts, prose={"en": parse_prose(f"# T\n\nSub\n\n{placed}\n", "t.md")})


def _reports(registry: Registry) -> Files:
    parts = standard_plan("dprk").parts.items()
    plan = _plan(*(name for name, part in parts if not isinstance(part, NumbersPart)))
    for profile in (Profile.PUBLIC, Profile.INTERNAL):
        made = act(registry, report_matter, _snapshot(registry), DEFINITIONS, plan, profile, registry.workspace)
        yield from _documents(f"report.{profile}", composing.report(made, plan, DEFINITIONS, "en"))


def _figures(registry: Registry, profile: Profile = Profile.PUBLIC) -> Any:
    return act(registry, figures, _snapshot(registry), DEFINITIONS, profile, registry.workspace)


def _tables(registry: Registry) -> Files:
    for profile in (Profile.PUBLIC, Profile.INTERNAL):
        made = _figures(registry, profile)
        yield f"figures.{profile}.html", figures_page(made, "en").encode()
        yield f"figures.{profile}.csv", figures_csv(made, "en").encode()


def _map(registry: Registry) -> Files:
    path = registry.folder.parent / "map.geojson"
    write_map(_figures(registry), path, registry.workspace)
    yield path.name, path.read_bytes()


def _dossier(registry: Registry) -> Files:
    made = act(registry, dossier, _snapshot(registry), CODE, registry.workspace)
    return _documents("dossier", dossier_document(made, "en"))


def _shown(registry: Registry) -> Any:
    asked = Asked(what="people", profile=Profile.NAMED, single_people=True)
    return act(registry, show_people, _snapshot(registry), asked, registry.workspace)


def _release(registry: Registry) -> Files:
    yield "people.csv", repr(people_table(_shown(registry), "en")).encode()


def _site(registry: Registry) -> Files:
    return site(_shown(registry), _figures(registry), Facts(contact="nobody"), ("en", "ko"))


def _submission(registry: Registry) -> Files:
    told = Submitter(name="Archive (invented)", confidential=True)
    wanted = Wanted(code=CODE, procedure="wgeid", submitter=told, received=date(2024, 6, 1))
    made = act(registry, submission, _snapshot(registry), wanted, registry.workspace)
    files = tuple(f"{OPEN}/{short(content)}" for content in (photograph(), redacted(), letter()))
    annexes = act(
        registry,
        enclosed,
        _snapshot(registry),
        FilesWanted(forum="wgeid", files=files, submitter="a"),
        registry.workspace,
    )
    yield from _documents("submission", submission_document(made, "en", annexes))
    with zipfile.ZipFile(io.BytesIO(archive(annexes))) as packed:
        yield from ((name, packed.read(name)) for name in packed.namelist())


EXITS = {
    "report": _reports,
    "figures": _tables,
    "map": _map,
    "dossier": _dossier,
    "release": _release,
    "site": _site,
    "submission": _submission,
}


def _snapshot(registry: Registry) -> Any:
    return find_snapshot(registry.workspace, None)


@pytest.mark.parametrize("exit_", EXITS)
def test_nothing_planted_is_in_any_file(planted: Registry, tmp_path: Path, exit_: str) -> None:
    found_ = {name: everything(tmp_path, name, content) for name, content in EXITS[exit_](planted)}
    assert found_
    assert [(name, one) for name, text in found_.items() for one in CANARIES if squeezed(one) in text] == []


def test_what_may_leave_is_in_what_leaves(planted: Registry, tmp_path: Path) -> None:
    """Else nothing would be shown by what is not in it."""
    for exit_ in ("dossier", "release", "site", "submission"):
        files = dict(EXITS[exit_](planted))
        assert any(NAME in everything(tmp_path, name, content) for name, content in files.items()), exit_


def test_what_is_planted_is_there_to_leak(planted: Registry) -> None:
    told = repr([_snapshot(planted).identity(name).to_dicts() for name in ("names", "titles")])
    assert [one for one in (OTHER, SHUT) if one not in told] == []
    covered = "".join(one.extract_text() for one in PdfReader(io.BytesIO(redacted())).pages)
    assert COVERED in covered
    assert TAKEN.encode() in photograph()
    assert AUTHOR.encode() in letter()


def test_a_file_of_a_source_that_does_not_permit_it_does_not_leave(planted: Registry) -> None:
    wanted = FilesWanted(forum="wgeid", files=(f"{SHUT}/{short(photograph() + b' ')}",), submitter="a")
    with pytest.raises(Incomplete):
        act(planted, enclosed, _snapshot(planted), wanted, planted.workspace)


# ---- had the gate let it out -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "planted_in_it"),
    [
        (f"{FILE}.txt", b"", FILE),
        ("1.jpg", photograph(), TAKEN),
        ("1.pdf", redacted(), COVERED),
        ("2.pdf", redacted(), AUTHOR),
        ("1.docx", letter(), AUTHOR),
        ("tooltip.html", f"<svg><rect><title>{OTHER}</title></rect></svg>".encode(), OTHER),
        ("label.html", f'<svg role="img" aria-label="{OTHER}"></svg>'.encode(), OTHER),
        ("alt.html", f'<img src="1.png" alt="{OTHER.encode("ascii", "xmlcharrefreplace").decode()}">'.encode(), OTHER),
        ("map.svg", f"<svg><desc>{OTHER}</desc></svg>".encode(), OTHER),
        ("search.json", json.dumps({"people": [OTHER]}).encode(), OTHER),
        ("sitemap.xml", f"<loc>https://a.example/people/{quote(OTHER)}.html</loc>".encode(), OTHER),
    ],
)
def test_wherever_it_hides_it_is_found(tmp_path: Path, name: str, content: bytes, planted_in_it: str) -> None:
    assert squeezed(planted_in_it) in everything(tmp_path, name, content)


def let_out(released: Any, **changes: Any) -> Any:
    """What a release lets out, with something in it that the gate would have kept; nothing but a test can do this."""
    object.__setattr__(released, "content", replace(released.content, **changes))
    return released


def relabelled(figures_: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures of which every row is called after somebody who is withheld."""
    return tuple(
        replace(one, rows=tuple(replace(row, labels=dict.fromkeys(row.labels, OTHER)) for row in one.rows))
        for one in figures_
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_name_in_a_row_of_a_chart_is_found_in_its_alternative_text(
    planted: Registry, tmp_path: Path, ending: str
) -> None:
    plan = _plan("sex")
    made = act(planted, report_matter, _snapshot(planted), DEFINITIONS, plan, Profile.INTERNAL, planted.workspace)
    let_out(made, set=replace(made.content.set, figures=relabelled(made.content.set.figures)))
    path = tmp_path / f"report{ending}"
    path.write_bytes(ENDINGS[ending](composing.report(made, plan, DEFINITIONS, "en")))
    assert f"{OTHER}:" in " ".join(held(path).beside)
    assert OTHER in everything(tmp_path, path.name, path.read_bytes())


def test_a_name_is_found_in_the_search_index_of_the_site_and_in_the_names_of_its_files(
    planted: Registry, tmp_path: Path
) -> None:
    shown = _shown(planted)
    (person,) = shown.content.people
    named = replace(person, names=(replace(person.names[0], text=OTHER),), place=(f"kp/{OTHER}",))
    let_out(shown, people=(named,))
    files = dict(site(shown, _figures(planted), Facts(), ("en",)))
    caught = {name for name, content in files.items() if OTHER in everything(tmp_path, name, content)}
    assert {"people.js", "en/people/all.html", f"en/people/place-kp--{OTHER}.html"} <= caught
    assert len(caught) < len(files)


def test_a_name_in_a_figure_of_the_site_is_found_on_its_page(planted: Registry, tmp_path: Path) -> None:
    counted = _figures(planted, Profile.INTERNAL)
    let_out(counted, figures=relabelled(counted.content.figures))
    files = dict(site(_shown(planted), counted, Facts(), ("en",)))
    assert OTHER in everything(tmp_path, "en/figures.html", files["en/figures.html"])


def test_no_drawing_says_more_than_it_draws(planted: Registry) -> None:
    """No title that shows when it is pointed at, no description: only words that are drawn, and who draws them."""
    drawings = [
        svg for _, content in _reports(planted) for svg in re.findall(r"<svg.*?</svg>", content.decode("latin-1"))
    ]
    assert drawings
    assert [one for svg in drawings for one in re.findall(r"<(?:title|desc|metadata)|(?:aria|data)-[a-z]+=", svg)] == []


def test_the_site_lists_its_pages_nowhere_and_calls_none_after_anybody(planted: Registry) -> None:
    """Pages of people are called by a code made up for the site, those of lists by a code of a vocabulary."""
    named = _shown(planted)
    (person,) = named.content.people
    files = [name for name, _ in _site(planted)]
    assert [name for name in files if "sitemap" in name or "robots" in name] == []
    assert f"en/people/{person.alias[:10].lower()}.html" in files
    assert [name for name in files if not name.isascii()] == []
