"""Prose filled in with figures."""

from dataclasses import replace

import pytest

from lastseen.reports.document.model import Heading, Items, Paragraph, Run, Text, Voice, words_of
from lastseen.reports.plan import Placed, Quotes, anchor_of, compose_prose, compose_text, parse_prose
from lastseen.reports.plan.refusals import NoPercentage, QuotedNoFigure
from lastseen.reports.wording import wording
from tests.reports.plan.quotable import FIGURES, QUOTES, counted


def composed(line: str, language: str = "en", quotes: Quotes = QUOTES) -> Text:
    return compose_text(parse_prose(f"# {line}\n", "report.md").title, quotes, wording(language))


def said(line: str, language: str = "en", quotes: Quotes = QUOTES) -> str:
    return words_of(composed(line, language, quotes))


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("grounds/escape", "at least 62 and at most 64"),
        ("grounds/association", "45"),
        ("grounds/escape|digits", "62–64"),
        ("grounds/escape|share", "at least 62 and at most 64 of 113 (54.9–56.6%)"),
        ("grounds/escape|percent", "54.9–56.6%"),
        ("grounds/association|percent", "39.8%"),
        ("grounds/escape|units", "at least 62 and at most 64 victims"),
        ("grounds/escape|label", "Escape-related"),
        ("grounds/escape|of", "113"),
        ("grounds/escape/helping", "at most 3"),
        ("victims", "at least 113 and at most 115"),
        ("victims|label", "Victims"),
        ("cases|units", "1 case"),
        ("people|units", "at least 15 and at most 60 unnamed people"),
    ],
)
def test_a_figure_is_quoted_in_the_form_asked_for(quote: str, words: str) -> None:
    assert said(f"x {{figure:{quote}}} y") == f"x {words} y"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{figure:victims|units}[이/가]", "피해자 113~115명이"),
        ("{figure:grounds/escape|label}[은/는]", "탈북 관련은"),
        ("{figure:grounds/association|label}[으로/로]", "연좌제로"),
        ("{figure:grounds/association|share}[이/가]", "113명 가운데 45명(39.8%)이"),
        ("{figure:grounds/association|percent}[을/를]", "39.8%를"),
        ("{figure:grounds/escape|digits}[와/과]", "62~64와"),
        ("**국가보위성(보위부)**[은/는]", "국가보위성(보위부)은"),
        ("{day} 기준", "2024년 10월 31일 기준"),
    ],
)
def test_a_particle_fits_what_was_filled_in_before_it(line: str, words: str) -> None:
    assert said(line, "ko") == words


def test_a_sentence_that_begins_with_a_quote_begins_with_a_capital() -> None:
    quote = "{figure:grounds/escape|units}"
    assert said(f"{quote}. {quote} (so {quote})") == (
        "At least 62 and at most 64 victims. At least 62 and at most 64 victims (so at least 62 and at most 64 victims)"
    )


def test_a_quoted_number_leads_to_those_it_counts_and_a_label_does_not() -> None:
    assert composed(
        "Of {figure:grounds|units}, {figure:grounds/association} by *{figure:grounds/association|label}*"
    ) == (
        Run(text="Of "),
        Run(text="113 victims", link="who-grounds.total"),
        Run(text=", "),
        Run(text="45", link="who-grounds.association"),
        Run(text=" by "),
        Run(text="Guilt by association", italic=True),
    )


def test_a_link_of_the_author_stays() -> None:
    assert composed("[{figure:grounds/association} people](#why)") == (Run(text="45 people", link="why"),)


def test_the_snapshot_and_its_day_are_quoted() -> None:
    assert said("{snapshot}, {day}") == "S-20241031-00000000, 31 October 2024"


def test_a_rounded_figure_is_quoted_as_one_and_has_no_percentage() -> None:
    rounded = replace(counted("pairs", 113, {"a": (30, 30)}), rounded_to=5)
    bare = replace(rounded, rows=(replace(rounded.rows[0], percent=None),))
    quotes = replace(QUOTES, figures={"pairs": bare})
    assert said("x {figure:pairs/a|units}, {figure:pairs/a|share}, {figure:pairs/a|of}", quotes=quotes) == (
        "x about 30 victims, about 30 of 113, 113"
    )
    with pytest.raises(NoPercentage, match=r"report.md, line 1: figure pairs has no percentages"):
        said("{figure:pairs/a|percent}", quotes=quotes)


def test_a_report_of_nobody_is_a_sound_one() -> None:
    quotes = replace(QUOTES, figures={"grounds": counted("grounds", 0, {"escape": (0, 0)})})
    words = "{figure:grounds|units}: {figure:grounds/escape|share}, {figure:grounds/escape|percent}"
    assert said(words, quotes=quotes) == "0 victims: 0 of 0, –"


def test_prose_becomes_blocks_with_the_places_of_parts_among_them() -> None:
    prose = parse_prose(
        "# T\n\nSub\n\n## One {#one}\n\nOf {figure:cases|units}\nthere.\n\n- {day}\n\n> said\n\n![{snapshot}](sex)\n",
        "f",
    )
    assert compose_prose(prose, QUOTES, wording("en")) == (
        Heading(level=1, text=(Run(text="One"),), anchor="one"),
        Paragraph(text=(Run(text="Of "), Run(text="1 case", link="who-cases.total"), Run(text=" there."))),
        Items(items=((Run(text="31 October 2024"),),)),
        Paragraph(text=(Run(text="said"),), voice=Voice.QUOTE),
        Placed(part="sex", caption=(Run(text="S-20241031-00000000"),)),
    )


def test_a_figure_that_changes_changes_the_sentence() -> None:
    line = "Taken: {figure:grounds/escape|share}"
    changed = replace(QUOTES, figures=FIGURES | {"grounds": counted("grounds", 114, {"escape": (63, 63)})})
    assert (said(line), said(line, quotes=changed)) == (
        "Taken: at least 62 and at most 64 of 113 (54.9–56.6%)",
        "Taken: 63 of 114 (55.3%)",
    )


def test_an_unknown_figure_is_refused_where_it_is_quoted() -> None:
    prose = parse_prose("# T\n\nSub\n\nOne\ntwo {figure:ground}\n", "report.en.md")
    with pytest.raises(QuotedNoFigure, match=r"^report.en.md, line 6: there is no figure ground\.$"):
        compose_prose(prose, QUOTES, wording("en"))


def test_anchors_have_safe_characters_and_no_two_rows_share_one() -> None:
    rows = [
        ("grounds", "escape"),
        ("grounds/escape", "attempt"),
        ("grounds", "escape/attempt"),
        ("a-b", "c"),
        ("a", "b-c"),
        ("stage-moves", "1>arrest>end"),
        ("stage-moves", "1_arrest_end"),
        ("장소", "가"),
    ]
    anchors = [anchor_of(figure, row) for figure, row in rows]
    assert anchors[:2] == ["who-grounds.escape", "who-grounds_2f_escape.attempt"]
    assert len(set(anchors)) == len(rows)
    assert all(set(anchor) <= set("abcdefghijklmnopqrstuvwxyz0123456789-._") for anchor in anchors)
