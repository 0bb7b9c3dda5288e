"""Prose as an author writes it."""

import pytest

from lastseen.domain.errors import Refusal
from lastseen.reports.document.model import Run, Voice
from lastseen.reports.plan import parse_prose
from lastseen.reports.plan.prose import Fact, Form, Inline, Listing, Particle, Place, Prose, Quote, Saying, Section

PLAIN = Run(text="")


def words(text: str) -> Inline:
    return (Run(text=text),)


def below(text: str) -> Prose:
    return parse_prose(f"# Title\n\nSubtitle\n\n{text}\n", "report.en.md")


def refused(text: str) -> str:
    with pytest.raises(Refusal) as caught:
        parse_prose(text, "report.en.md")
    return str(caught.value)


def test_the_title_comes_first_and_its_paragraph_is_the_subtitle() -> None:
    assert parse_prose("# Title\n\nSub\ntitle\n\nText\n", "f") == Prose(
        title=words("Title"),
        subtitle=(Run(text="Sub"), Run(text=" "), Run(text="title")),
        passages=(Saying(text=words("Text")),),
    )


def test_a_subtitle_need_not_be_there() -> None:
    prose = parse_prose("# Title\n\n## One\n\nText\n", "f")
    assert (prose.subtitle, [type(passage) for passage in prose.passages]) == ((), [Section, Saying])


def test_headings_have_anchors_and_may_be_for_those_inside() -> None:
    assert below("## One {#one}\n\n### Two {#two .internal}\n\n#### Three").passages == (
        Section(level=1, text=words("One"), anchor="one", inside=False, where="report.en.md, line 5"),
        Section(level=2, text=words("Two"), anchor="two", inside=True, where="report.en.md, line 7"),
        Section(level=3, text=words("Three"), anchor="", inside=False, where="report.en.md, line 9"),
    )


def test_lists_and_block_quotes_are_read() -> None:
    assert below("- a\n- b\n\n1. c\n2. d\n\n> said\n>\n> more").passages == (
        Listing(items=(words("a"), words("b")), numbered=False),
        Listing(items=(words("c"), words("d")), numbered=True),
        Saying(text=words("said"), voice=Voice.QUOTE),
        Saying(text=words("more"), voice=Voice.QUOTE),
    )


def test_emphasis_and_links_within_the_report_are_kept() -> None:
    text = [run for run in below("*a* **b** [c](#d)").passages[0].text if run.text.strip()]  # type: ignore[union-attr]
    assert text == [Run(text="a", italic=True), Run(text="b", bold=True), Run(text="c", link="d")]


def test_a_picture_alone_is_the_place_of_a_part() -> None:
    where = "report.en.md, line 5"
    quote = Quote(what="a/b", form=Form.WORDS, style=PLAIN, where=where)
    assert below("![Seen: {figure:a/b}](sex)").passages == (
        Place(part="sex", caption=(Run(text="Seen: "), quote), where=where),
    )


@pytest.mark.parametrize(
    ("told", "what", "form"),
    [
        ("{figure:victims}", "victims", Form.WORDS),
        ("{figure:grounds/escape|share}", "grounds/escape", Form.SHARE),
        ("{ figure:a/b|digits }", "a/b", Form.DIGITS),
        ("{figure:stage-moves/1>arrest>end|of}", "stage-moves/1>arrest>end", Form.OF),
        ("{snapshot}", "", Fact.SNAPSHOT),
        ("{day}", "", Fact.DAY),
    ],
)
def test_a_quote_stands_in_braces(told: str, what: str, form: Form | Fact) -> None:
    quote = Quote(what=what, form=form, style=PLAIN, where="report.en.md, line 5")
    assert below(told).passages == (Saying(text=(quote,)),)


def test_a_quote_keeps_the_emphasis_it_stands_in_and_its_line() -> None:
    quotes = [
        piece
        for passage in below("One\ntwo **{figure:a}**\nthree {figure:b}").passages
        if isinstance(passage, Saying)
        for piece in passage.text
        if isinstance(piece, Quote)
    ]
    assert [(quote.what, quote.style.bold, quote.where) for quote in quotes] == [
        ("a", True, "report.en.md, line 6"),
        ("b", False, "report.en.md, line 7"),
    ]


def test_a_korean_particle_is_no_link_even_before_round_brackets() -> None:
    assert below("탈북[은/는](가)").passages == (
        Saying(text=(Run(text="탈북"), Particle(pair="은/는", style=PLAIN), Run(text="(가)"))),
    )


def test_what_is_escaped_stands_for_itself() -> None:
    passage = below(r"\{a\} \* \[은/는\]").passages[0]
    assert isinstance(passage, Saying)
    assert "".join(piece.text for piece in passage.text if isinstance(piece, Run)) == "{a} * [은/는]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: it does not begin with its title, # Title."),
        ("Text", "line 1: it does not begin with its title, # Title."),
        ("# T\n\nx\n\n# U", "line 5: headings below the one title are ##, ### and ####."),
        ("# T\n\n### U", "line 3: a level of headings is left out above this one."),
        ("# T\n\n## A {#a}\n\n## B {#a}", "line 3: the anchor a is used twice."),
        ("# T\n\n## {#a}", "line 3: a heading has no words."),
        ("# T\n\n<b>x</b>", "line 3: raw HTML has no place in a report."),
        ("# T\n\nx\n\na\n<i>b</i>", "line 6: raw HTML has no place in a report."),
        ("# T\n\nx\n\n<div>\n</div>", "line 5: raw HTML has no place in a report."),
        ("# T\n\nx\n\n- a\n- b\n  - c", "line 6: a point of a list is one paragraph, without a list of its own."),
        ("# T\n\nx\n\n2. a", "line 5: a numbered list begins with 1."),
        ("# T\n\nx\n\n> - a", "line 5: bullet_list has no place in a report."),
        ("# T\n\nx\n\n```\na\n```", "line 5: a block of code has no place in a report."),
        ("# T\n\nx\n\n---", "line 5: a rule has no place in a report."),
        ("# T\n\nx `y`", "line 3: code has no place in a report."),
        (
            "# T\n\nx\n\nx ![y](z)",
            "line 5: a part that does not stand alone in its paragraph has no place in a report.",
        ),
        (
            "# T\n\n[a](https://example.org)",
            "line 3: a link leads to a heading of the report, (#anchor); other addresses are written out.",
        ),
        (
            "# T\n\n**보위부(가)**는",
            "line 3: a mark of emphasis does not open or close; an asterisk of your own is written \\*.",
        ),
        ("# T\n\n탈북[은/늘]", "line 3: 은/늘 is no Korean particle; a bracket of your own is written \\[."),
        (
            "# T\n\n## A {.inside}",
            "line 3: a heading ends with {#anchor} or {#anchor .internal}; anchors have small letters, digits and -.",
        ),
        ("# T\n\nx\na {figur:b}", "line 4: 'figur:b' is nothing that can be quoted."),
        ("# T\n\na { b", "line 3: '{' is nothing that can be quoted."),
        (
            "# T\n\n{figure:a|shar}",
            "line 3: a figure cannot be quoted as 'shar'.",
        ),
    ],
)
def test_what_a_report_cannot_hold_is_refused_with_its_line(text: str, said: str) -> None:
    assert refused(text) == f"report.en.md, {said}"


def test_what_is_for_those_inside_is_dropped_to_the_next_heading_as_high() -> None:
    prose = below(
        "## A {#a}\n\na\n\n### B {#b .internal}\n\nb\n\n#### C\n\nc\n\n### D\n\nd\n\n![x](family)\n\n"
        "## E {#e .internal}\n\ne\n\n## F {#f .internal}\n\nf\n\n## G\n\ng"
    )
    kept = prose.public(frozenset({"family"})).passages
    assert [passage.text for passage in kept if not isinstance(passage, Place | Listing)] == [
        words(word) for word in ("A", "a", "D", "d", "G", "g")
    ]
    assert (len(kept), [place.part for place in prose.places]) == (6, ["family"])
