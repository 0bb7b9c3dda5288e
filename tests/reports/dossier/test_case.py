"""The dossier of a case: who was taken in it, each with the chains drawn, and the cases tied to it."""

from dataclasses import replace

import pytest

from lastseen.domain.accounts import Account, AccountId, CaseAccount, StageAccount
from lastseen.domain.coding import CodedSource
from lastseen.reports.document.model import Box, Document, Items, Picture, Table, words_of
from lastseen.reports.dossier import dossier
from lastseen.reports.texts import languages
from lastseen.reports.writers.pdf import pdf
from tests.coded import account, hand, interview
from tests.conftest import Registry
from tests.domain.making import codes, said
from tests.reports.dossier.telling import cells, of_one_told_twice, released, under, words


def of_two() -> CodedSource:
    """An interview that tells of two people taken together, in a case that came because of another."""
    coded = interview("I-01", "p1", "p2", "p3")
    return replace(coded, accounts=tuple(_of_two(one) for one in coded.accounts if one.id != _id("case", "p2")))


def _of_two(one: Account) -> Account:
    if isinstance(one, StageAccount) and one.id == _id("stage", "p2"):
        return replace(one, case=said(_id("case", "p1")))
    if isinstance(one, CaseAccount) and one.id == _id("case", "p1"):
        follows = said(_id("case", "p3"))
        return replace(one, title=said("two sisters"), follows=follows, chain_kind=codes("consequence-of"))
    return one


def _id(kind: str, name: str) -> AccountId:
    return account("I-01", kind, name)


@pytest.fixture
def document(registry: Registry) -> Document:
    """The dossier of the case of two."""
    hand(registry, of_two())
    return dossier(released(registry, "C-0001"), "en")


def test_the_cover_says_of_how_many_people_the_case_is(document: Document) -> None:
    assert (document.cover.title, document.cover.subtitle) == ("C-0001", "Case of 2 persons")


def test_everybody_taken_in_it_stands_in_one_table_and_in_a_box_with_a_drawing(document: Document) -> None:
    (table,) = [block for block in under(document, "Who was taken") if isinstance(block, Table)]
    assert cells(table) == [
        (code, "고은별", "Female", "Not asked", "Not asked", "None yet") for code in ("P-0001", "P-0002")
    ]
    boxes = [block for block in under(document, "Each person") if isinstance(block, Box)]
    assert [words_of(box.title) for box in boxes] == ["P-0001 · 고은별", "P-0002 · 고은별"]
    assert [sum(isinstance(block, Picture) for block in box.blocks) for box in boxes] == [1, 1]


def test_it_says_what_the_source_calls_the_case(document: Document) -> None:
    assert "«two sisters»" in words(document)


def test_a_case_tied_to_another_says_so_on_both_sides(document: Document, registry: Registry) -> None:
    tie = "C-0001 · Happened because of it · C-0002 (I-01)"
    for one in (document, dossier(released(registry, "C-0002"), "en")):
        (ties,) = [block for block in under(one, "Chain of events") if isinstance(block, Items)]
        assert [words_of(item) for item in ties.items] == [tie]


def test_of_a_case_tied_to_none_it_says_that(registry: Registry) -> None:
    of_one_told_twice(registry)
    alone = dossier(released(registry, "C-0001"), "en")
    assert "No source ties this case to another." in words(alone)
    assert alone.cover.subtitle == "Case of one person"


@pytest.mark.parametrize("language", languages())
def test_it_is_written_in_every_language(registry: Registry, language: str) -> None:
    hand(registry, of_two())
    assert pdf(dossier(released(registry, "C-0001"), language)).startswith(b"%PDF")
