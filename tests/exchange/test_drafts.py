"""What is typed at a screen reads into the accounts that a file of the same gives, or is refused at its own place."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import pytest

from lastseen.domain.accounts import PersonAccount, StageAccount
from lastseen.domain.answers import Absence, Code, Coded
from lastseen.domain.coding import CodedSource, Ids
from lastseen.domain.dates import Age, Reckoning
from lastseen.exchange.codings import read_codings
from lastseen.exchange.drafts import (
    Basis,
    Cell,
    Draft,
    Entry,
    Place,
    Span,
    Step,
    edited,
    plain,
    read_draft,
    recalled,
    typed,
)
from lastseen.exchange.drafts.reading import script_of
from lastseen.exchange.vocabularies import load_vocabularies

IDS = Ids(UUID(int=5))
VOCABULARIES = load_vocabularies("dprk", None)
TEXT = "이𠀀 씨는 2006년 5월에 끌려갔다."
INTERVIEWS = read_codings(Path(str(files("lastseen") / "data" / "demo" / "interviews")), IDS, "coder")


def basis(text: str = TEXT) -> Basis:
    return Basis(source=IDS.source("I-01"), text=text, day=None, coder="coder", ids=IDS, vocabularies=VOCABULARIES)


def person(name: str = "p1", **fields: Cell) -> Entry:
    return Entry(kind="person", name=name, fields={field: (cell,) for field, cell in fields.items()})


def refused(*entries: Entry) -> Mapping[Place, str]:
    """The codes of what is refused, by place."""
    found = read_draft(Draft(entries=entries), basis()).problems
    return {problem.place: problem.refusal.code for problem in found}


@pytest.mark.parametrize("coded", INTERVIEWS, ids=lambda coded: coded.source.external_id)
def test_a_coding_recalled_as_a_draft_reads_into_itself(coded: CodedSource) -> None:
    draft = recalled(coded.accounts, {passage.id: passage for passage in coded.passages})
    assert typed(plain(draft)) == draft
    whole = Basis(
        source=coded.source.id,
        text=coded.text,
        day=coded.source.day,
        coder="coder",
        ids=IDS,
        vocabularies=VOCABULARIES,
    )
    read = read_draft(draft, whole)
    assert read.problems == ()
    assert {account.id: account for account in read.accounts} == {account.id: account for account in coded.accounts}
    assert set(read.passages) == set(coded.passages)


def test_a_passage_counts_code_points_and_quotes_the_words() -> None:
    entry = person(names=Cell(parts={"text": "이𠀀"}, spans=(Span(0, 2),)))
    (passage,) = read_draft(Draft(entries=(entry,)), basis()).passages
    assert (passage.start, passage.end, passage.quote) == (0, 2, "이𠀀")


def test_a_word_of_any_language_is_its_code_and_an_absence_outranks_what_is_typed() -> None:
    entry = person(sex=Cell(parts={"code": "남성"}), role=Cell(parts={"code": "victim"}, absent="refused"))
    (account,) = read_draft(Draft(entries=(entry,)), basis()).accounts
    assert isinstance(account, PersonAccount)
    assert account.sex == (Coded(value=Code("male")),)
    assert account.role == (Coded(value=Absence.REFUSED),)


def test_the_reckoning_that_is_chosen_outranks_the_words() -> None:
    entry = person(age=Cell(parts={"told": "46", "reckoning": "korean"}))
    (account,) = read_draft(Draft(entries=(entry,)), basis()).accounts
    assert isinstance(account, PersonAccount)
    assert account.age == (Coded(value=Age(low=46, high=46, reckoning=Reckoning.KOREAN)),)


def test_a_stage_of_two_people_is_two_accounts() -> None:
    stage = Entry(kind="stage", name="s1", people=("p1", "p2"))
    read = read_draft(Draft(entries=(person("p1"), person("p2"), stage)), basis())
    stages = [account for account in read.accounts if isinstance(account, StageAccount)]
    assert [account.external_id for account in stages] == ["s1/p1", "s1/p2"]
    people = [account.id for account in read.accounts if isinstance(account, PersonAccount)]
    assert [account.person for account in stages] == [(Coded(value=id_),) for id_ in people]


@pytest.mark.parametrize(
    ("cell", "field", "code"),
    [
        (Cell(spans=(Span(0, 2),)), "sex", "draft.nothing-said"),
        (Cell(parts={"code": "no such"}), "sex", "vocabulary.unknown-term"),
        (Cell(parts={"told": "one fine day"}), "birth", "dates.unreadable"),
        (Cell(parts={"told": "1986", "earliest": "86"}), "birth", "draft.not-a-day"),
        (Cell(parts={"earliest": "1987-01-01", "latest": "1986-01-01"}), "birth", "dates.reversed"),
        (Cell(parts={"told": "old"}), "age", "ages.unreadable"),
        (Cell(parts={"kind": "own"}), "names", "draft.part-missing"),
        (Cell(parts={"text": "가"}, spans=(Span(0, 999),)), "names", "draft.passage-outside"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_own_cell(cell: Cell, field: str, code: str) -> None:
    assert refused(person("p0"), person("p1", **{field: cell})) == {Place(1, field, 0): code}


def test_whom_an_entry_is_told_of_has_to_be_named_and_to_be_there() -> None:
    stage = Entry(kind="stage", name="s1", people=("p9",), fields={"order": (Cell(parts={"number": "one"}),)})
    tie = Entry(kind="relation", name="r1", fields={"person": (Cell(parts={"account": "p9"}),)})
    assert refused(stage, tie) == {
        Place(0, "order", 0): "draft.not-a-number",
        Place(0, "people", 0): "draft.nobody-named",
        Place(1, "other", 0): "draft.nobody-named",
        Place(1, "person", 0): "coding.dangling-reference",
    }


def test_an_entry_begun_from_words_takes_them_and_whom_it_is_likely_told_of() -> None:
    draft = edited(Draft(), Step(do="add", kind="person", span=Span(0, 2), quote="이𠀀"))
    draft = edited(edited(draft, Step(do="add", kind="case")), Step(do="add", kind="stage", span=Span(7, 16)))
    assert draft.entries == (
        Entry(kind="person", name="p1", fields={"names": (Cell(parts={"text": "이𠀀"}, spans=(Span(0, 2),)),)}),
        Entry(kind="case", name="c1"),
        Entry(
            kind="stage",
            name="s1",
            people=("p1",),
            fields={"case": (Cell(parts={"account": "c1"}),), "stage": (Cell(spans=(Span(7, 16),)),)},
        ),
    )


def test_an_entry_taken_out_is_named_no_more() -> None:
    stage = Entry(kind="stage", name="s1", people=("p1", "p2"))
    tie = Entry(kind="relation", name="r1", fields={"other": (Cell(parts={"account": "p1"}),)})
    draft = edited(Draft(entries=(person("p1"), person("p2"), stage, tie)), Step(do="remove", entry=0))
    assert draft.entries[1:] == (
        Entry(kind="stage", name="s1", people=("p2",)),
        Entry(kind="relation", name="r1", fields={"other": ()}),
    )


def test_values_and_passages_come_and_go_where_they_are_asked_for() -> None:
    draft = Draft(entries=(person(),))
    for step in (
        Step(do="more", field="names"),
        Step(do="attach", field="names", cell=1, span=Span(3, 4)),
        Step(do="attach", field="names", cell=1, span=Span(0, 2)),
        Step(do="detach", field="names", cell=1, span=Span(3, 4)),
        Step(do="drop", field="names", cell=0),
    ):
        draft = edited(draft, step)
    assert draft.entries[0].fields == {"names": (Cell(spans=(Span(0, 2),)),)}


@pytest.mark.parametrize(
    "step",
    [
        Step(do="remove", entry=7),
        Step(do="add", kind="spell"),
        Step(do="more", field="no_such"),
        Step(do="explode", field="names"),
    ],
)
def test_a_step_that_cannot_be_taken_changes_nothing(step: Step) -> None:
    draft = Draft(entries=(person(),))
    assert edited(draft, step) == draft


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("고은별", "Hang"),
        ("이𠀀", "Kore"),
        ("高銀", "Hani"),
        ("Ko Eun", "Latn"),
        ("Ко", "Cyrl"),
        ("Ко 별", ""),
        ("7", ""),
    ],
)
def test_the_script_of_a_name_is_seen_where_it_is_plain(name: str, script: str) -> None:
    assert script_of(name) == script


def test_a_whole_sentence_is_cited_and_not_taken_for_a_name() -> None:
    draft = edited(Draft(), Step(do="add", kind="person", span=Span(0, 21), quote=TEXT))
    assert draft.entries[0].fields == {"names": (Cell(spans=(Span(0, 21),)),)}
