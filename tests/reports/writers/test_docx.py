"""A document as a file for Word."""

import io
import re
import zipfile
from dataclasses import replace

import docx as word
import pytest
from docx.document import Document as WordDocument

from lastseen.reports.document.model import Document, Items, Number, Numbers, Paragraph, Picture, Table, plain
from lastseen.reports.writers.docx import docx
from lastseen.reports.writers.outline import legible
from tests.reports.writers.specimen import HARM, Say, hostile, long_table, picture, specimen

DOCUMENTS = [specimen("en"), specimen("ko"), hostile()]


def opened(document: Document) -> WordDocument:
    return word.Document(io.BytesIO(docx(document)))


def body(document: Document) -> str:
    with zipfile.ZipFile(io.BytesIO(docx(document))) as file:
        return file.read("word/document.xml").decode()


def paragraphs(document: Document, style: str) -> list[str]:
    """The text of the paragraphs of one style, as they stand outside tables."""
    return [
        each.text for each in opened(document).paragraphs if each.style is not None and each.style.style_id == style
    ]


def test_headings_are_headings_of_word() -> None:
    document = specimen("en")
    assert paragraphs(document, "Heading1") == [
        "What we found",
        "Why people were taken",
        "One of the disappeared",
        "How we counted",
    ]
    assert paragraphs(document, "Heading2") == ["Grounds that were given", "The words", "What we ask for"]
    assert paragraphs(document, "Heading3") == ["Where it happened"]


def test_the_contents_can_be_read_before_word_has_updated_them() -> None:
    contents = body(specimen("en")).split("<w:sdtContent>")[1].split("</w:sdtContent>")[0]
    assert re.findall(r"<w:t [^>]*>(.*?)</w:t>", contents) == [
        "Contents",
        "What we found",
        "Why people were taken",
        "Grounds that were given",
        "One of the disappeared",
        "How we counted",
        "The words",
        "What we ask for",
    ]
    assert len(re.findall("<w:hyperlink", contents)) == 7
    assert re.findall(r'fldCharType="(\w+)"', contents) == ["begin", "separate", "end"]


def test_a_document_that_wants_no_contents_has_no_such_field() -> None:
    assert "<w:sdt>" not in body(replace(specimen("en"), contents=""))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_to_a_bookmark(document: Document) -> None:
    xml = body(document)
    bookmarks = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(a\d+)"/>', xml)
    assert len(set(bookmarks)) == len(bookmarks) > 3
    assert set(re.findall(r'w:anchor="(.*?)"', xml)) <= {name for _, name in bookmarks}
    assert re.findall(r'<w:bookmarkEnd w:id="(\d+)"/>', xml) == [number for number, _ in bookmarks]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_style_that_is_used_is_there(document: Document) -> None:
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(.*?)"', body(document)))
    assert used <= {style.style_id for style in opened(document).styles}
    assert len(used) > 15


def test_the_head_of_a_table_is_repeated_and_its_numbers_stand_to_the_right() -> None:
    xml = body(specimen("ko"))
    assert xml.count("<w:tblHeader/>") == 3
    table = opened(specimen("ko")).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["사유", "n", "최대", "%"]
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [None, 2, 2, 2]
    assert [row.cells[0].paragraphs[0].style.style_id for row in table.rows[-2:]] == ["TableAside", "TableSum"]


def test_captions_are_numbered_by_word() -> None:
    assert paragraphs(specimen("en"), "Caption") == [
        "Table 1  Victims by the ground of their arrest",
        "Table 2  Who is counted",
        "Table 3  Families who asked and were answered",
    ]
    assert paragraphs(specimen("ko"), "PictureCaption") == ["그림 1  가장 많은 사유는 탈출이다"]
    assert re.findall(r"SEQ (\w+)", body(specimen("en"))) == ["Figure", "Table", "Table", "Table"]


def test_a_picture_is_told_to_those_who_cannot_see_it() -> None:
    document = specimen("ko")
    told = next(block.alternative for block in document.blocks if isinstance(block, Picture))
    assert [shape._inline.docPr.get("descr") for shape in opened(document).inline_shapes] == [told]


def test_a_picture_that_is_too_wide_is_shrunk_to_its_column() -> None:
    assert [round(shape.width.pt, 1) for shape in opened(hostile()).inline_shapes] == [453.5, 439.5]


def test_words_stay_on_the_page_of_the_picture_or_table_they_lead_to() -> None:
    words, say = Paragraph(text=plain("Words.")), Say("en")
    whole = replace(specimen("en"), blocks=(words, picture(say), words, words, long_table(say, 1), words))
    told = [each for each in opened(whole).paragraphs if each.text == "Words."]
    assert [each.paragraph_format.keep_with_next for each in told] == [True, None, True, None]


@pytest.mark.parametrize(("count", "across"), [(1, [1]), (4, [4]), (5, [3, 3]), (6, [3, 3])])
def test_five_numbers_and_six_stand_in_rows_of_three(count: int, across: list[int]) -> None:
    numbers = Numbers(numbers=(Number(value="62–64", label="victims"),) * count)
    (table,) = opened(replace(specimen("en"), blocks=(numbers,))).tables
    assert [len(row.cells) for row in table.rows] == across
    assert sum("62–64" in cell.text for row in table.rows for cell in row.cells) == count


def test_every_numbered_list_begins_at_one() -> None:
    items = Items(items=(plain("a"), plain("b")), numbered=True)
    file = opened(replace(specimen("en"), blocks=(items, items)))
    assert re.findall(r'<w:numId w:val="(\d+)"/>', file.element.body.xml) == ["3", "3", "4", "4"]
    numbering = file.part.numbering_part.element.xml
    assert re.findall(r'<w:num w:numId="(\d+)">', numbering) == ["1", "2", "3", "4"]
    assert numbering.count('<w:startOverride w:val="1"/>') == 2


def test_text_that_means_harm_is_text() -> None:
    xml = body(hostile())
    assert "<script" not in xml
    assert paragraphs(hostile(), "Title") == [legible(HARM)]
    assert opened(hostile()).sections[0].header.paragraphs[0].text == legible(HARM)


@pytest.mark.parametrize(("language", "locale"), [("en", "en-GB"), ("ko", "ko-KR")])
def test_fonts_and_language_are_set_for_korean_too(language: str, locale: str) -> None:
    styles = opened(specimen(language)).styles.element.xml
    assert '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Malgun Gothic"/>' in styles
    assert f'<w:lang w:val="{locale}" w:eastAsia="ko-KR" w:bidi="ar-SA"/>' in styles
    assert "$" not in styles


def test_the_file_says_nothing_of_who_made_it_where_or_when() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(specimen("en")))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist() == [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "word/styles.xml",
            "word/settings.xml",
            "word/numbering.xml",
            "word/media/image1.png",
            "word/header1.xml",
            "word/footer1.xml",
            "docProps/core.xml",
        ]
        assert not [name for name in file.namelist() if re.search(rb"python|rsid|\b20[12]\d-", file.read(name)[:400])]
        core = file.read("docProps/core.xml").decode()
    assert re.sub(r"<(\S+)[^>]*></\1>", "", core).count("</") == 6
    assert set(re.findall(r">([^<>]+)<", core)) == {"Taken and Never Named", "en-GB", "1", "1980-01-01T00:00:00Z", "\n"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert docx(document) == docx(document)


def test_every_page_says_the_notice_and_which_it_is() -> None:
    footer = opened(specimen("ko")).sections[0].footer
    assert [each.text for each in footer.paragraphs] == ["1쪽 중 1쪽", "지어낸 자료입니다. 실제 인물이 아닙니다."]
    assert re.findall(r"> (\w+) <", footer.part.element.xml) == ["NUMPAGES", "PAGE"]
    assert paragraphs(specimen("ko"), "Notice") == ["지어낸 자료입니다. 실제 인물이 아닙니다."]


def test_a_table_of_thousands_is_written_whole() -> None:
    table: Table = long_table(Say("ko"), 3000)
    assert body(replace(specimen("ko"), blocks=(table,))).count("<w:tr>") == 3001


def test_a_title_longer_than_word_allows_is_kept_on_the_cover() -> None:
    document = specimen("en")
    long = replace(document, cover=replace(document.cover, title="x" * 300))
    assert (paragraphs(long, "Title"), opened(long).core_properties.title) == (["x" * 300], "x" * 255)


@pytest.mark.parametrize("dense", [True, False])
def test_a_dense_table_is_set_in_a_style_of_its_own(dense: bool) -> None:
    table = replace(long_table(Say("en"), 3), dense=dense)
    styles = re.findall(r'w:val="(Table(?:Fine|Text))"', body(replace(specimen("en"), blocks=(table,))))
    assert styles == ["TableFine" if dense else "TableText"] * 3 * len(table.columns)
