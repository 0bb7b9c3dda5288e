"""People found in the library, let out in a file. Everybody here is invented."""

import pytest

from lastseen.domain.decisions import ConsentAnswer
from lastseen.domain.rights import NotAllowed, Role
from lastseen.operations.consents import set_consent
from lastseen.operations.exports import Export, ExportedPerson, export_people
from lastseen.operations.library_query import Query
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import add_user
from tests.coded import IDS, consent, hand, interview
from tests.conftest import NOW, Registry
from tests.operations.library import OPEN, TELLING, fill_library

COLUMNS = (
    "names",
    "taken",
    "place",
    "first",
    "last",
    "fate",
    "sex",
    "age",
    "occupation",
    "grounds",
    "sources",
    "cases",
)


@pytest.fixture
def library(registry: Registry) -> Registry:
    """A registry to be searched, whose sources consent, with a snapshot."""
    fill_library(registry)
    for name in TELLING:
        cells = [consent(name, "internal-analysis", ConsentAnswer.YES)]
        set_consent(IDS.source(name), cells, registry.workspace, actor=registry.owner, now=NOW)
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    return registry


def exported(library: Registry, columns: tuple[str, ...] = ("names",), **asked: object) -> Export:
    """What the owner lets out."""
    query = Query(**asked)  # type: ignore[arg-type]  # whatever a query takes
    snapshot, workspace = find_snapshot(library.workspace, None), library.workspace
    return export_people(snapshot, query, columns, workspace, actor=library.owner, now=NOW).content


def codes(export: Export) -> list[str]:
    return [person.code for person in export.people]


def test_those_found_are_let_out_with_the_columns_asked_for(library: Registry) -> None:
    export = exported(library, COLUMNS, chosen={"sex": ("female",), "first": ("border-guard",)})
    assert (export.found, export.columns) == (1, COLUMNS)
    assert export.people == (
        ExportedPerson(
            code="P-0001",
            cells={
                "names": ("염옥희",),
                "taken": ("1998-03-01/1998-03-31",),
                "place": ("hyesan",),
                "first": ("border-guard",),
                "last": ("mss",),
                "fate": (),
                "sex": ("female",),
                "age": (),
                "occupation": (),
                "grounds": (),
                "sources": ("1",),
                "cases": ("C-0001",),
            },
        ),
    )


def test_all_found_who_were_taken_are_let_out_whatever_page_is_shown(library: Registry) -> None:
    export = exported(library, page=2, size=1)
    assert (export.found, codes(export)) == (5, ["P-0001", "P-0002", "P-0004", "P-0005"])


def test_a_source_that_does_not_permit_it_is_left_out_with_everybody_it_tells_of(library: Registry) -> None:
    no = [consent("I-01", "internal-analysis", ConsentAnswer.NO)]
    set_consent(IDS.source("I-01"), no, library.workspace, actor=library.owner, now=NOW)
    export = exported(library)
    assert (export.found, codes(export)) == (5, ["P-0004", "P-0005"])


def test_whoever_came_to_be_known_later_is_counted_and_not_in_the_file(library: Registry) -> None:
    hand(library, interview("I-09", "p1"))
    export = exported(library)
    assert (export.found, codes(export)[-1]) == (6, "P-0005")


def test_what_is_not_seen_is_neither_let_out_nor_counted(library: Registry) -> None:
    actor = add_user("colleague", [Role.EDITOR], [OPEN], None, actor=library.owner, now=NOW)
    snapshot = find_snapshot(library.workspace, None)
    released = export_people(snapshot, Query(), ("names",), library.workspace, actor=actor, now=NOW)
    assert (released.content.found, codes(released.content)) == (4, ["P-0001", "P-0002", "P-0004"])


def test_who_may_not_let_anything_out_lets_nobody_out(library: Registry) -> None:
    actor = add_user("coder", [Role.CODER], None, None, actor=library.owner, now=NOW)
    snapshot = find_snapshot(library.workspace, None)
    with pytest.raises(NotAllowed):
        export_people(snapshot, Query(), ("names",), library.workspace, actor=actor, now=NOW)
