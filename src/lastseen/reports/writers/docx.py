"""A document as DOCX, to be edited: real headings, captions, contents and links; nothing of who made it, or when."""

import io
import re
import zipfile
from datetime import UTC, datetime
from importlib.resources import files
from string import Template

import docx as word
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from lastseen.figures.charts.style import ACCENT, GREY, HAIRLINE, INK, TINT
from lastseen.reports.document.model import Cover, Document, words_of
from lastseen.reports.texts import texts_in
from lastseen.reports.writers.docx_blocks import FIRST_LIST, Desk, all_written
from lastseen.reports.writers.docx_xml import Places, Xml, field, field_end, field_start, linked, paragraph, w, words
from lastseen.reports.writers.outline import anchored, anchors, entries, legible

_COLUMN = 9070
"""The width of the text, in twentieths of a point: A4 less its margins."""
_CONTENTS = 'TOC \\o "1-2" \\h \\z \\u'
"""The field of the contents: headings of two levels, as links."""
_LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
"""The first day a ZIP file can name; it says nothing."""
_STYLES = files("lastseen.reports") / "templates" / "docx"
_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}


def docx(document: Document) -> bytes:
    """The whole file. The same document gives the same bytes."""
    whole, texts = anchored(document), texts_in(document.language)["document"]
    file = _blank(whole, texts["locale"])
    places = {anchor: number for number, anchor in enumerate(dict.fromkeys(anchors(whole.blocks)), start=1)}
    desk = Desk(column=_COLUMN, part=file.part, texts=texts, places=places)
    body = "".join((*_cover(whole.cover), _contents(whole, places), all_written(whole.blocks, desk)))
    _restart_lists(file, next(desk.counts["list"]))
    _margins(file, whole.cover, texts["page"])
    return _packed(file, body)


def _blank(document: Document, locale: str) -> WordDocument:
    """An empty file in our styles, with nothing of the one it is made from."""
    file = word.Document()
    for part, kept in ((file.part, _KEPT), (file.part.package, {RELATIONSHIP_TYPE.OFFICE_DOCUMENT})):
        for key in [key for key, relation in part.rels.items() if relation.reltype not in kept]:
            part.rels.pop(key)
    inks = {"accent": ACCENT, "tint": TINT, "ink": INK, "grey": GREY, "hairline": HAIRLINE}
    marks = {name: ink.removeprefix("#") for name, ink in inks.items()}
    quote = '<w:color w:val="$grey"/>' if document.language == "ko" else "<w:i/><w:iCs/>"
    for name, element in (
        ("styles", file.styles.element),
        ("numbering", file.part.numbering_part.element),
        ("settings", file.settings.element),
    ):
        template = (_STYLES / f"{name}.xml").read_text(encoding="utf-8").replace("$quote", quote)
        element.clear()
        element.extend(parse_xml(Template(template).substitute(marks, locale=locale)))
    _properties(file, document.cover.title, locale)
    return file


def _properties(file: WordDocument, title: str, locale: str) -> None:
    properties = file.core_properties
    properties.title = legible(title)[:255]  # Word takes no more
    properties.language = locale
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = _LONG_AGO


def _cover(cover: Cover) -> list[Xml]:
    lines = (
        ("Title", cover.title),
        ("Subtitle", cover.subtitle),
        ("Rule", " "),
        ("Organisation", cover.organisation),
        ("Day", cover.day),
        *(("Notice", line) for line in cover.notice),
        *(("Note", line) for line in cover.colophon),
    )
    return [paragraph(style, words(line)) for style, line in lines if line]


def _contents(document: Document, places: Places) -> Xml:
    """The contents as links, which need no update; when Word updates them, they get the numbers of pages."""
    headings = entries(document)
    if not headings:
        return Xml("")
    links = [linked(heading.anchor, places, words(words_of(heading.text))) for heading in headings]
    links[0] = Xml(f"{field_start(_CONTENTS)}{links[0]}")
    links[-1] = Xml(f"{links[-1]}{field_end()}")
    lines = (paragraph(f"TOC{heading.level}", link) for heading, link in zip(headings, links, strict=True))
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return w("sdt", w("sdtPr", gallery), w("sdtContent", paragraph("TOCHeading", words(document.contents)), *lines))


def _restart_lists(file: WordDocument, end: int) -> None:
    """Let each numbered list begin at one."""
    again = w("lvlOverride", w("startOverride", val=1), ilvl=0)
    for number in range(FIRST_LIST, end):
        file.part.numbering_part.element.append(_tree(w("num", w("abstractNumId", val=2), again, numId=number)))


def _margins(file: WordDocument, cover: Cover, page: str) -> None:
    """A4; the title above each page but the first, and under it which page of how many it is, and the notice."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(25), Mm(24)
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True
    notice = words(" ".join(cover.notice), w("b"), w("color", val=ACCENT.removeprefix("#")))
    foot = (paragraph("Footer", *_page_number(page), properties=(w("jc", val="right"),)), paragraph("Footer", notice))
    for part, lines in ((section.header, (paragraph("Header", words(cover.title)),)), (section.footer, foot)):
        part.is_linked_to_previous = False
        part.part.element[:] = map(_tree, lines)


def _page_number(page: str) -> list[Xml]:
    codes = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    parts = re.split(r"(\{pages?\})", page)
    return [field(codes[part], words("1")) if part in codes else words(part) for part in parts]


def _tree(xml: Xml) -> BaseOxmlElement:
    element: BaseOxmlElement = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")[0]
    return element


def _packed(file: WordDocument, body: str) -> bytes:
    """The file, with its body put before what it says of its page, and nothing in it of when it was packed."""
    file.element.body[-1].attrib.clear()
    loose, packed = io.BytesIO(), io.BytesIO()
    file.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _LONG_AGO.timetuple()[:6])
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            content = source.read(name)
            is_body = name == "word/document.xml"
            target.writestr(
                entry, content.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1) if is_body else content
            )
    return packed.getvalue()
