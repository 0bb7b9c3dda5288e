"""The dossier of a person: rival accounts side by side, conclusions with reasons, every hard case on paper."""

from dataclasses import replace
from datetime import date

import pytest

from lastseen.domain.accounts import CaseAccount, FateAccount, Name, PersonAccount, StageAccount
from lastseen.domain.answers import Absence
from lastseen.domain.coding import CodedSource
from lastseen.domain.dates import IntervalDate
from lastseen.domain.decisions import Conclusion
from lastseen.domain.verdicts import Answer
from lastseen.operations.verdicts import conclude, find
from lastseen.reports.document.model import Block, Document, Heading, Items, Picture, Table, Terms, words_of
from lastseen.reports.dossier import dossier
from lastseen.reports.dossier.composing import _document
from lastseen.reports.texts import languages, texts_in
from lastseen.reports.writers.docx import docx
from lastseen.reports.writers.page import page
from lastseen.reports.writers.pdf import pdf
from tests.coded import account, found, hand, interview, relation, with_account
from tests.conftest import NOW, Registry
from tests.domain.making import codes, said
from tests.marked import marked, read
from tests.reports.dossier.telling import (
    cells,
    of_one_told_twice,
    released,
    same,
    saying,
    stage,
    told_twice,
    under,
    without,
    words,
)

LONG_PLACE = (
    "함경북도 온성군 남양로동자구 제십이인민반 강안동 철길옆 하모니카집 "
    "세번째줄 끝집 뒤편 움막과 그 옆 창고 사이의 공터"
)
SINCE = IntervalDate(earliest=date(1970, 1, 1), latest=None)
UNTIL = IntervalDate(earliest=None, latest=date(2001, 5, 4))
THIRTY_YEARS = IntervalDate(earliest=date(1962, 1, 1), latest=date(1991, 12, 31))


def tables(blocks: list[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def test_sources_stand_side_by_side_and_only_what_differs_is_marked(registry: Registry) -> None:
    document = dossier(of_one_told_twice(registry), "en")
    table = tables(under(document, "What each source says"))[0]
    assert [column.head for column in table.columns] == ["Said of", "I-01", "I-02"]
    assert [line for line in cells(table) if line[0].startswith("≠")] == [
        (
            "≠ Taken: by whom",
            "Deprived the person of liberty: Ministry of State Security",
            "Deprived the person of liberty: Border Guard",
        )
    ]
    assert ("Stages told", "Arrest → Detention", "Arrest") in cells(table)


def test_the_parts_come_in_their_order(registry: Registry) -> None:
    document = dossier(of_one_told_twice(registry), "en")
    heads = [words_of(block.text) for block in document.blocks if isinstance(block, Heading) and block.level < 3]
    assert heads == ["Person P-0001", *(head for key, head in texts_in("en")["dossier"]["section"].items() if key in (
        "short", "custody", "sources_say", "ties", "answers", "elements", "implausible", "sources",
    ))]  # fmt: skip


def test_the_cover_shows_the_code_and_the_names_and_says_it_is_for_those_inside(registry: Registry) -> None:
    cover = dossier(of_one_told_twice(registry), "ko").cover
    assert (cover.title, cover.subtitle) == ("P-0001", "고은별")
    assert cover.notice[-1] == texts_in("ko")["report"]["inside"]


def test_a_lane_for_each_source_and_a_table_for_each_lane(registry: Registry) -> None:
    custody = under(dossier(of_one_told_twice(registry), "en"), "Custody")
    (picture,) = [block for block in custody if isinstance(block, Picture)]
    assert picture.alternative == (
        "I-01 · Interview: Arrest, Ministry of State Security · May 2011; Detention. "
        "I-02 · Interview: Arrest, Border Guard · May 2011."
    )
    assert [words_of(table.caption)[:4] for table in tables(custody)] == ["I-01", "I-02"]


def test_each_passage_is_quoted_once_with_all_that_it_says(registry: Registry) -> None:
    of_one_told_twice(registry)
    read(registry, "I-01", "I-02")
    said_ = under(dossier(released(registry), "en"), "What each source says")
    lists = [block for block in said_ if isinstance(block, Items)]
    assert [[words_of(item) for item in one.items] for one in lists] == [
        ["Name; Arrest (Kind of stage) «고은별 was taken»"]
    ] * 2


@pytest.mark.parametrize(("language", "kind"), [("en", "broker"), ("ko", "브로커"), ("es", "intermediario")])
def test_a_third_person_in_a_quote_is_a_bar_with_the_kind(registry: Registry, language: str, kind: str) -> None:
    hand(registry, interview("I-01"))
    marked(registry, "I-01", "was taken")
    read(registry, "I-01")
    document, texts = dossier(released(registry), language), texts_in(language)["dossier"]
    blocks = under(document, texts["section"]["sources_say"])
    (one,) = [block for block in blocks if isinstance(block, Items)]
    assert words_of(one.items[0]).endswith(f"«고은별 ▇▇▇[{kind}]»")
    assert texts["barred"] in words(document)


@pytest.mark.parametrize("language", ["en", "ko", "es"])
def test_of_a_text_nobody_has_read_through_it_is_said_how_much_is_held_back(registry: Registry, language: str) -> None:
    hand(registry, interview("I-01"))
    document, texts = dossier(released(registry), language), texts_in(language)["dossier"]
    blocks = under(document, texts["section"]["sources_say"])
    assert [block for block in blocks if isinstance(block, Items)] == []
    assert texts["held_unreviewed"].format(n="1") in words(document)


def test_words_noted_beside_a_page_are_held_back_and_the_page_is_told(registry: Registry) -> None:
    coded = interview("I-01")
    noted = replace(coded.passages[0], text_digest="", start=0, end=0, locator="p. 3")
    hand(registry, replace(coded, passages=(noted,)))
    document = dossier(released(registry), "en")
    (one,) = [block for block in under(document, "What each source says") if isinstance(block, Items)]
    assert [words_of(item) for item in one.items] == ["Name; Arrest (Kind of stage) (p. 3)"]
    assert texts_in("en")["dossier"]["held_no_text"].format(n="1") in words(document)


def test_a_conclusion_stands_first_with_its_reason_and_is_marked_in_short(registry: Registry) -> None:
    hand(registry, *told_twice())
    same(registry, "I-01", "I-02")
    accounts = frozenset({account("I-01", "person", "p1")})
    one = Conclusion(
        accounts=accounts, variable="authority_first", values=("mss",), reason="the other only heard of it"
    )
    conclude(one, registry.workspace, actor=registry.owner, now=NOW)
    document = dossier(released(registry), "en")
    assert "First held by: Ministry of State Security (concluded)" in words(document)
    blocks = under(document, "What each source says")
    (terms,) = [block for block in blocks if isinstance(block, Terms)]
    assert [(name, words_of(value)) for name, value in terms.terms] == [("First held by", "Ministry of State Security")]
    assert "Reason: the other only heard of it" in words(document)
    assert blocks.index(terms) < blocks.index(tables(blocks)[0])


def test_the_finding_is_said_with_its_standard_and_reason(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    find([found("I-01")], registry.workspace, actor=registry.owner, now=NOW)
    assert "Finding: Enforced disappearance; standard of proof: Credible. Reason: as the interview tells it" in words(
        dossier(released(registry), "en")
    )


def test_not_known_declined_and_not_asked_are_three_words(registry: Registry) -> None:
    coded = saying(interview("I-01"), PersonAccount, age=said(Absence.UNKNOWN), birth=said(Absence.REFUSED))
    hand(registry, coded)
    table = tables(under(dossier(released(registry), "en"), "What each source says"))[0]
    rows = {line[0]: line[1] for line in cells(table)}
    assert (rows["Age"], rows["Born"]) == ("Not known", "Declined to answer")
    stages = tables(under(dossier(released(registry), "en"), "Custody"))[0]
    assert cells(stages) == [("Arrest", *["Not asked"] * 5)]


def test_each_element_names_those_who_support_it_and_the_fourth_follows(registry: Registry) -> None:
    table = tables(under(dossier(of_one_told_twice(registry), "en"), "Elements of Article 2"))[0]
    assert [support for _, support in cells(table)] == [
        "I-01 (Arrest), I-02 (Arrest)",
        "I-01 (Arrest), I-02 (Arrest)",
        "I-01 (Denied)",
        "Not supported by what is told",
        "Follows from the elements above",
    ]


def test_concealment_is_supported_by_whoever_was_asked_and_could_not_tell(registry: Registry) -> None:
    id_, person = account("I-01", "fate", "f"), said(account("I-01", "person", "p1"))
    source = interview("I-01").source.id
    fate = FateAccount(id=id_, source=source, external_id="f", person=person, status=said(Absence.UNKNOWN))
    hand(registry, with_account(interview("I-01"), fate))
    table = tables(under(dossier(released(registry), "en"), "Elements of Article 2"))[0]
    assert cells(table)[3] == ("(3) Concealment of fate or whereabouts", "I-01 (Not known)")


def test_a_rumoured_fate_is_said_to_be_a_rumour(registry: Registry) -> None:
    assert "Fate: Dead, but only as a rumour or inference" in words(dossier(of_one_told_twice(registry), "en"))


def test_ties_to_relatives_and_to_the_interviewee_are_told(registry: Registry) -> None:
    coded = interview("I-01", "p1", "p2")
    tie = relation("I-01", "r", account("I-01", "person", "p1"), account("I-01", "person", "p2"))
    hand(registry, with_account(coded, tie))
    expected = [
        [
            ("P-0001", "Brother or sister", "interviewee W-I-01", "I-01"),
            ("P-0001", "Brother or sister", "P-0002", "I-01"),
        ],
        [
            ("P-0002", "Brother or sister", "interviewee W-I-01", "I-01"),
            ("P-0001", "Brother or sister", "P-0002", "I-01"),
        ],
    ]
    both = [tables(under(dossier(released(registry, code), "en"), "Relations"))[0] for code in ("P-0001", "P-0002")]
    assert [cells(table) for table in both] == expected


def test_whoever_was_not_taken_goes_by_the_name_told(registry: Registry) -> None:
    coded, id_ = interview("I-01"), account("I-01", "person", "aunt")
    aunt = PersonAccount(
        id=id_, source=coded.source.id, external_id="aunt", role=codes("relative"), names=said(Name(text="고달님"))
    )
    tie = relation("I-01", "r", id_, account("I-01", "person", "p1"))
    hand(registry, with_account(coded, aunt, tie))
    table = tables(under(dossier(released(registry), "en"), "Relations"))[0]
    assert cells(table)[1] == ("고달님", "Brother or sister", "P-0001", "I-01")


def test_what_cannot_be_so_is_shown_with_the_accounts_it_lies_between(registry: Registry) -> None:
    coded = saying(interview("I-01"), StageAccount, start=said(day(2012)), order=said(1))
    hand(registry, with_account(coded, stage("I-01", 2, "release", start=said(day(2011)))))
    text = words(dossier(released(registry), "en"))
    assert "A later stage comes before an earlier one: I-01 (Arrest; Release)" in text
    assert "Released before the arrest: I-01 (Arrest; Release)" in text


def test_whoever_may_be_the_same_person_is_named_by_code(registry: Registry) -> None:
    hand(registry, *told_twice())
    same(registry, "I-01", "I-02", answer=Answer.UNSURE)
    text = words(dossier(released(registry), "en"))
    assert "Undecided whether I-01 (P-0001) and I-02 (P-0002) tell of the same person." in text


def test_a_person_taken_twice_is_told_case_by_case(registry: Registry) -> None:
    coded = interview("I-01")
    other = replace(coded.accounts[1], id=account("I-01", "case", "again"), external_id="again")
    again = replace(stage("I-01", 5, "abduction"), case=said(other.id), start=said(day(2015)))
    hand(registry, with_account(coded, other, again))
    document = dossier(released(registry), "en")
    titles = [words_of(b.text) for b in under(document, "Custody") if isinstance(b, Heading)]
    assert sorted(titles) == ["Taken in case C-0001", "Taken in case C-0002"]
    assert {"Stages told · C-0001", "Stages told · C-0002"} <= {
        line[0] for line in cells(tables(under(document, "What each source says"))[0])
    }
    assert len(tables(under(document, "Elements of Article 2"))) == 2


def test_of_a_source_that_repeats_another_no_lane_is_drawn(registry: Registry) -> None:
    first, second = told_twice()
    hand(registry, first, replace(second, source=replace(second.source, derived_from=first.source.id)))
    same(registry, "I-01", "I-02")
    document = dossier(released(registry), "en")
    (picture,) = [block for block in under(document, "Custody") if isinstance(block, Picture)]
    assert "I-02" not in picture.alternative
    assert [words_of(note) for note in picture.notes] == ["Sources that only repeat another are not drawn: I-02."]
    assert [line[4] for line in cells(tables(under(document, "Sources and verdicts"))[0])] == ["Own origin", "I-01"]


def test_of_whom_nothing_is_told_there_is_still_a_whole_dossier(registry: Registry) -> None:
    hand(registry, saying(without(interview("I-01"), StageAccount, CaseAccount), PersonAccount, names=()))
    document = dossier(released(registry), "en")
    assert document.cover.subtitle == "No name told"
    assert "No source tells of a stage of custody." in words(document)
    assert_can_be_written(document)


@pytest.mark.parametrize("language", languages())
def test_twelve_sources_long_places_and_vague_dates_are_written_in_every_language(
    registry: Registry, language: str
) -> None:
    sources = [f"I-{number:02}" for number in range(1, 13)]
    hand(registry, *map(vaguely_told, sources, [SINCE, UNTIL, THIRTY_YEARS] * 4))
    same(registry, *sources)
    content = released(registry).content
    place = dict.fromkeys(languages(), LONG_PLACE)
    labels = {**content.labels, "place": {**content.labels["place"], "hoeryong": place}}
    document = _document(replace(content, labels=labels), language)
    sections = texts_in(language)["dossier"]["section"]
    side_by_side = tables(under(document, sections["sources_say"]))
    assert [len(table.columns) for table in side_by_side] == [5, 5, 5]
    assert len([b for b in under(document, sections["custody"]) if isinstance(b, Picture)]) == 4
    assert LONG_PLACE in words(document)
    assert_can_be_written(document)


def vaguely_told(source: str, start: IntervalDate) -> CodedSource:
    """An interview that tells of an arrest and three detentions that nobody dates."""
    coded = saying(interview(source), StageAccount, start=said(start), place=codes("hoeryong"), order=said(1))
    return with_account(coded, *(stage(source, order, "detention") for order in range(2, 5)))


def day(year: int) -> IntervalDate:
    return IntervalDate(earliest=date(year, 5, 1), latest=date(year, 5, 1))


def assert_can_be_written(document: Document) -> None:
    """Every writer takes it, and gives a file of its kind."""
    assert (pdf(document)[:4], docx(document)[:2], page(document)[:15]) == (b"%PDF", b"PK", "<!DOCTYPE html>")
