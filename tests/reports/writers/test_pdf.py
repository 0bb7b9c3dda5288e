"""The PDF: what can be read out of it, what is not in it, and how it looks."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, mult

from lastseen.figures.charts.drawing import Drawing
from lastseen.reports.document.model import (
    Align,
    Block,
    Box,
    Column,
    Cover,
    Document,
    Heading,
    Line,
    Number,
    Numbers,
    Paragraph,
    Picture,
    Run,
    Table,
    plain,
)
from lastseen.reports.writers.pdf import pdf, pictures
from tests.reports.gold.pages import PAGES, difference, drawn, drawn_specimen, kept
from tests.reports.writers.specimen import LONG_PLACE, Say, hostile, picture, specimen


def document(*blocks: Block, language: str = "en", contents: str = "") -> Document:
    return Document(language=language, cover=Cover(title="Title"), contents=contents, blocks=blocks)


def read(whole: Document) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(whole)))


def lines(reader: PdfReader, page: int) -> list[str]:
    """The lines of a page, from one, without its header and footer."""
    return [line.strip() for line in reader.pages[page - 1].extract_text().splitlines()][1:-1]


def tags(reader: PdfReader) -> Iterator[dict[str, Any]]:
    """What a screen reader is told of, in order."""
    yield from _below(reader.root_object["/StructTreeRoot"])


def _below(tag: Any) -> Iterator[dict[str, Any]]:
    if "/S" in tag:
        yield tag
    below = tag.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        found = one.get_object()
        if isinstance(found, dict):
            yield from _below(found)


def kinds(reader: PdfReader) -> Counter[str]:
    return Counter(str(tag["/S"]) for tag in tags(reader))


def links(reader: PdfReader) -> int:
    return sum(len(page.get("/Annots", [])) for page in reader.pages)


def table(*rows: str, head: str = "Head") -> Table:
    return Table(
        caption=plain("Caption"),
        columns=(Column(head=head), Column(head="n", align=Align.NUMBER)),
        lines=tuple(Line(cells=(plain(row), plain(str(n)))) for n, row in enumerate(rows)),
    )


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf(specimen("ko")) == pdf(specimen("ko"))


def test_the_metadata_say_the_title_and_neither_who_nor_when() -> None:
    reader = read(specimen("en"))
    assert reader.metadata is not None
    assert reader.metadata.title == "Taken and Never Named"
    assert set(reader.metadata) == {"/Title", "/Creator"}
    assert str(reader.metadata.creator).startswith("Typst ")
    assert reader.xmp_metadata is not None
    assert (reader.xmp_metadata.dc_creator, reader.xmp_metadata.xmp_create_date) == ([], None)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_file_says_its_language_and_that_all_can_read_it(language: str) -> None:
    reader = read(specimen(language))
    said = reader.xmp_metadata
    assert said is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in said.stream.get_data().decode()
    assert str(reader.root_object["/Lang"]) == language


def test_a_screen_reader_is_told_of_headings_tables_lists_and_pictures() -> None:
    told = kinds(read(specimen("en")))
    assert {kind: told[kind] for kind in ("/Title", "/H1", "/Figure", "/Table", "/TH", "/L", "/Caption")} == {
        "/Title": 1,
        "/H1": 5,  # the contents too
        "/Figure": 1,
        "/Table": 3,
        "/TH": 10,
        "/L": 2,
        "/Caption": 4,
    }


def test_a_picture_says_what_it_shows() -> None:
    shown = [tag["/Alt"] for tag in tags(read(specimen("en"))) if tag["/S"] == "/Figure"]
    assert shown == [block.alternative for block in specimen("en").blocks if isinstance(block, Picture)]


def test_headings_skip_no_level_and_one_that_says_nothing_is_left_out() -> None:
    box = Box(title=plain("Box"), blocks=(Heading(level=1, text=plain("within")),))
    given = (Heading(level=3, text=plain("first")), Heading(level=3, text=plain("second")), box)
    reader = read(document(*given, Heading(level=2, text=plain(" ")), contents="Contents"))
    told = kinds(reader)
    assert {kind: told[kind] for kind in ("/H1", "/H2", "/H3")} == {"/H1": 3, "/H2": 1, "/H3": 0}


def test_the_contents_list_parts_and_chapters_with_their_pages() -> None:
    within = Box(title=plain("Box"), blocks=(Heading(level=2, text=plain("Not told")),))
    part, chapter = Heading(level=1, text=plain("Part")), Heading(level=2, text=plain("Chapter"))
    reader = read(document(part, within, chapter, Heading(level=3, text=plain("Nor told")), part, contents="Contents"))
    assert [line.replace(" .", "") for line in lines(reader, 2)] == ["Contents", "Part 3", "Chapter 3", "Part 4"]


def test_each_page_but_the_cover_has_header_and_footer() -> None:
    page = read(specimen("ko")).pages[4].extract_text().splitlines()
    assert page[0].split() == ["이름", "없이", "끌려간", "사람들", "체포", "사유"]
    assert page[-1].split() == ["지어낸", "자료입니다.", "실제", "인물이", "아닙니다.", "7쪽", "중", "5쪽"]


def test_pictures_and_tables_are_numbered_each_for_itself() -> None:
    text = "\n".join(page.extract_text() for page in read(specimen("ko")).pages)
    assert [mark for mark in ("그림 1.", "표 1.", "표 2.", "표 3.") if text.count(mark) == 1] == [
        "그림 1.",
        "표 1.",
        "표 2.",
        "표 3.",
    ]
    assert "그림 2." not in text


def test_a_korean_line_breaks_between_words_only_and_is_copied_as_it_was() -> None:
    words = [("가" * (n % 5 + 1), "나" * (n % 3 + 1)) for n in range(150)]  # each in two runs
    runs = tuple(
        Run(text=text, bold=bold) for head, tail in words for text, bold in ((head, True), (f"{tail} ", False))
    )
    read_out = lines(read(document(Paragraph(text=runs), language="ko")), 2)
    assert len(read_out) > 10
    assert " ".join(read_out) == " ".join("".join(word) for word in words)


def test_a_word_longer_than_its_line_still_wraps() -> None:
    read_out = lines(read(document(Paragraph(text=plain("가나다라" * 60)), language="ko")), 2)
    assert len(read_out) > 5
    assert "".join(read_out) == "가나다라" * 60


def test_a_long_place_name_stays_in_its_narrow_column() -> None:
    read_out = " ".join(" ".join(lines(read(specimen("en")), page)) for page in (4, 5))
    assert LONG_PLACE in read_out


def test_a_thousand_korean_words_make_a_paragraph() -> None:
    assert len(read(document(Paragraph(text=plain("이름 " * 3000)), language="ko")).pages) > 3


def test_a_link_leads_to_its_anchor_and_one_that_leads_nowhere_is_plain_text() -> None:
    aim = Heading(level=1, text=plain("Aim"), anchor="aim")
    runs = (Run(text="to the aim", link="aim"), Run(text=" or nowhere", link="gone"))
    reader = read(document(aim, Paragraph(text=runs), Numbers(numbers=(Number(value="9", label="of", link="aim"),))))
    assert "to the aim or nowhere" in lines(reader, 2)
    assert links(reader) == 2


def test_an_anchor_told_twice_leads_nowhere() -> None:
    aim = Heading(level=1, text=plain("Aim"), anchor="aim")
    assert links(read(document(aim, aim, Paragraph(text=(Run(text="to the aim", link="aim"),))))) == 0


def test_a_heading_that_links_can_stand_in_contents_and_header() -> None:
    heading = Heading(level=1, text=(Run(text="Part", link="part"),), anchor="part")
    assert links(read(document(heading, *(Paragraph(text=plain("word " * 800)),) * 2, contents="Contents"))) == 1


def test_nothing_told_is_taken_for_markup_and_what_no_font_has_is_a_box() -> None:
    text = "\n".join(page.extract_text() for page in read(hostile()).pages)
    assert "<script>alert(1)</script>" in text
    assert "#strong[*x*]" in text
    assert "\N{WHITE SQUARE}" in text
    assert "\x00" not in text


def test_any_script_can_be_quoted() -> None:
    said = "图们 Туман مجهول נעלם หาย"
    assert lines(read(document(Paragraph(text=plain(f"{said} \U0001f578")))), 2)[0].split()[:2] == said.split()[:2]


@pytest.mark.parametrize("rows", [0, 1, 40, 400])
def test_a_table_of_any_length_repeats_its_head_on_every_page(rows: int) -> None:
    reader = read(document(table(*(f"row {n}" for n in range(rows)), head="Ground")))
    heads = sum(page.extract_text().count("Ground n") for page in reader.pages)
    assert heads == len(reader.pages) - 1


def starts(given: Table) -> list[int]:
    """Where the heads of a table's columns begin, in points from the left edge of the page."""
    found: dict[str, int] = {}

    def note(text: str, page: list[float], line: list[float], *_: object) -> None:
        found.setdefault(text.strip(), round(mult(line, page)[4]))

    read(document(given)).pages[1].extract_text(visitor_text=note)
    return [found[column.head] for column in given.columns]


def test_columns_share_the_width_as_said_or_as_their_words_need() -> None:
    row = Line(cells=(plain("short"), plain("words that ask for more room"), plain("short")))
    needed = Table(caption=plain("Caption"), columns=tuple(map(_column, "ABC")), lines=(row,))
    said = replace(needed, columns=tuple(map(_column, "ABC", (0.5, 0.25, 0.25))))
    assert starts(said) == [68, 68 + 230 + 7, 68 + 345 + 7]
    first, second, third = starts(needed)
    assert third - second > 2 * (second - first) > 0


def _column(head: str, width: float = 0.0) -> Column:
    return Column(head=head, width=width)


@pytest.mark.parametrize("above", [28, 30, 32])
def test_words_stand_on_the_page_of_the_picture_they_lead_to(above: int) -> None:
    filling = (Paragraph(text=plain("Filling.")),) * above
    part, heading = (Heading(level=level, text=plain("Grounds")) for level in (1, 2))
    led = document(part, *filling, heading, Paragraph(text=plain("The chart shows it.")), picture(Say("en")))
    pages = [page.extract_text() for page in read(led).pages]
    assert [(page.count("Filling"), "shows it" in page, "Figure 1" in page) for page in pages[1:]] == [
        (above, False, False),
        (0, True, True),
    ]


@pytest.mark.parametrize(("told", "pages"), [(12, 1), (40, 2)])
def test_a_box_lower_than_half_a_page_is_never_broken(told: int, pages: int) -> None:
    filling = (Paragraph(text=plain("Filling.")),) * 32
    box = Box(title=plain("P-0001"), blocks=(Paragraph(text=plain("Told.")),) * told)
    counts = [page.extract_text().count("Told.") for page in read(document(*filling, box)).pages]
    assert len(list(filter(None, counts))) == pages


@pytest.mark.parametrize(
    ("drawn_at", "printed_at"), [((900, 20), (460, 10)), ((460, 3000), (92, 600)), ((200, 100), (200, 100))]
)
def test_a_picture_is_shrunk_to_the_page_and_never_enlarged(
    drawn_at: tuple[int, int], printed_at: tuple[int, int]
) -> None:
    width, height = drawn_at
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="9" height="9"/></svg>'
    )
    picture = Picture(drawing=Drawing(svg, width, height), caption=plain("Caption"), alternative="A dot.")
    left, bottom, right, top = next(tag["/A"][0]["/BBox"] for tag in tags(read(document(picture))) if "/Alt" in tag)
    assert (round(right - left), round(top - bottom)) == printed_at


def test_a_document_of_nothing_is_a_cover() -> None:
    assert [len(pictures(document(), 20)), len(pictures(specimen("en"), 20))] == [1, 7]


def test_a_changed_number_is_seen_in_the_pictures() -> None:
    def changed(block: Block) -> Block:
        return (
            replace(block, numbers=(Number(value="114", label="victims"), *block.numbers[1:]))
            if isinstance(block, Numbers)
            else block
        )

    before = specimen("en")
    after = replace(before, blocks=tuple(map(changed, before.blocks)))
    assert difference(drawn(before, 3), drawn(before, 3)) is None
    assert difference(drawn(before, 3), drawn(after, 3)) is not None


@pytest.mark.parametrize(("language", "page"), PAGES)
def test_a_key_page_looks_as_it_was_found_good(language: str, page: int, tmp_path: Path) -> None:
    before, now = kept(language, page).read_bytes(), drawn_specimen(language, page)
    seen = difference(before, now)
    if seen is not None:
        (tmp_path / "before.png").write_bytes(before)
        (tmp_path / "now.png").write_bytes(now)
        seen.save(tmp_path / "difference.png")
    assert seen is None, f"looks different: see {tmp_path}, and tests/reports/gold/README.md"


def test_a_dense_table_takes_fewer_pages() -> None:
    loose = table(*(f"row {n}" for n in range(100)))
    pages = [len(read(document(each)).pages) for each in (loose, replace(loose, dense=True))]
    assert pages[0] > pages[1] > 2
