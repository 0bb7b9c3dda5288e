"""A document as a page."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from lastseen.reports.document.model import Document, Heading, Picture, plain
from lastseen.reports.writers.outline import legible
from lastseen.reports.writers.page import page
from tests.reports.writers.specimen import HARM, Say, hostile, long_table, specimen


class Read(HTMLParser):
    """What stands on a page: its elements in order, and the text that is shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.shown.append(data)

    def each(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str | None]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def links(self) -> list[str]:
        return [(attributes["href"] or "").removeprefix("#") for attributes in self.each("a")]

    @property
    def text(self) -> str:
        return " ".join("".join(self.shown).split())


DOCUMENTS = [specimen("en"), specimen("ko"), hostile()]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere_and_nowhere_twice(document: Document) -> None:
    read = Read(page(document))
    assert len(read.links) > 3
    assert set(read.links) <= set(read.ids)
    assert len(set(read.ids)) == len(read.ids)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_page_asks_nothing_of_the_network_and_runs_nothing(document: Document) -> None:
    html = page(document)
    elements = Read(html).elements
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {tag for tag, _ in elements}
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on") or name == "src"]
    assert {address[:5] for address in re.findall(r"url\((.*?)\)", html)} == {"data:"}
    assert Read(html).each("meta")[2] == {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'",
    }


def test_text_that_means_harm_is_shown_as_text() -> None:
    html = page(hostile())
    assert "<script" not in html
    assert html.count("</style") == 1
    shown = " ".join(legible(HARM).split())
    assert Read(html).text.count(shown) == len(re.findall(r"&lt;script&gt;alert", html)) - 2  # two are in aria-label
    assert legible(html) == html


def test_nothing_of_a_title_can_end_the_style_it_stands_in() -> None:
    document = specimen("en")
    cover = replace(document.cover, title='x"}</style><b>y\\')
    style = re.search(r"<style>(.*?)</style>", page(replace(document, cover=cover)), re.DOTALL)
    assert style is not None
    assert '@top-left{content:"x\\22 \\7d \\3c \\2f style\\3e \\3c b\\3e y\\5c "}' in style[1]


def test_each_printed_page_says_the_notice_and_which_it_is() -> None:
    assert '@bottom-right{content:"Page\\20 " counter(page) "\\20 of\\20 " counter(pages) ""}' in page(specimen("en"))
    assert '@bottom-left{content:"지어낸\\20 자료입니다\\2e \\20 실제' in page(specimen("ko"))


def test_the_contents_lead_to_the_headings_in_order() -> None:
    headings = ["findings", "grounds", "grounds-given", "people", "method", "words", "asks"]
    assert [link for link in Read(page(specimen("en"))).links if link in headings][: len(headings)] == headings


def test_a_document_that_wants_no_contents_has_none() -> None:
    read = Read(page(replace(specimen("en"), contents="")))
    assert (read.each("nav"), [link for link in read.links if link == "-contents"]) == ([], [])


def test_a_heading_no_anchor_is_given_can_be_reached_all_the_same() -> None:
    bare = replace(specimen("en"), blocks=(Heading(level=1, text=plain("Bare")),))
    assert Read(page(bare)).links == ["-text", "-contents", "part-1"]


def test_a_link_that_leads_nowhere_is_text() -> None:
    assert ", never a guess.</p>" in page(specimen("en"))


def test_figures_and_tables_are_counted_apart() -> None:
    labels = re.findall(r"<b>((?:Figure|Table) \d)</b>", page(specimen("en")))
    assert labels == ["Figure 1", "Table 1", "Table 2", "Table 3"]


def test_a_table_says_which_cells_are_heads() -> None:
    tables = re.findall(r"<table>.*?</table>", page(specimen("ko")), re.DOTALL)
    assert [table.count('<th scope="col"') for table in tables] == [4, 4, 2]
    assert [table.count('<th scope="row"') for table in tables] == [5, 40, 0]
    assert '<tr class="sum"><th scope="row" class="words">계</th>' in tables[0]


def test_a_chart_is_told_to_those_who_cannot_see_it() -> None:
    document = specimen("en")
    told = next(block.alternative for block in document.blocks if isinstance(block, Picture))
    images = [attributes for _, attributes in Read(page(document)).elements if attributes.get("role") == "img"]
    assert [image["aria-label"] for image in images] == [told]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_page_says_its_language_and_is_the_same_each_time(language: str) -> None:
    html = page(specimen(language))
    assert Read(html).each("html") == [{"lang": language}]
    assert page(specimen(language)) == html


def test_a_document_of_nothing_is_a_page() -> None:
    bare = Document(language="ko", cover=replace(specimen("ko").cover, notice=(), colophon=()), contents="", blocks=())
    assert Read(page(bare)).ids == ["-text"]


def luminance(ink: str) -> float:
    parts = (int(ink[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_all_text_stands_out_by_day_and_by_night() -> None:
    themes = re.findall(r":root \{(.*?)\}", page(specimen("en")), re.DOTALL)
    assert len(themes) == 2
    for theme in themes:
        inks = dict(re.findall(r"--(\w+): (#\w{6})", theme))
        for text in ("ink", "soft", "accent"):
            for ground in ("paper", "wash"):
                dark, light = sorted((luminance(inks[text]), luminance(inks[ground])))
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


@pytest.mark.parametrize("dense", [True, False])
def test_a_dense_table_is_in_small_print(dense: bool) -> None:
    table = replace(long_table(Say("en"), 3), dense=dense)
    (found,) = Read(page(replace(specimen("en"), blocks=(table,)))).each("table")
    assert found == ({"class": "dense"} if dense else {})
