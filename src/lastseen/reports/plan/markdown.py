"""Prose as an author writes it, in Markdown: CommonMark without raw HTML, with quotes in braces and Korean particles.

``# Title`` comes first, and the paragraph under it is the subtitle. A picture alone in a paragraph is the place of a
part: ``![What is seen](part)``.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from lastseen.reports.document.model import Run, Voice
from lastseen.reports.plan.prose import (
    Fact,
    Form,
    Inline,
    Listing,
    Particle,
    Passage,
    Place,
    Prose,
    Quote,
    Saying,
    Section,
)
from lastseen.reports.plan.refusals import BadProse, NoSuchForm, NoSuchQuote
from lastseen.reports.wording import is_particle

_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_PARTICLE = re.compile(r"\[([가-힣]+/[가-힣]+)\]")
_FIGURE = re.compile(r"figure:(?P<what>[^|\s]+)(?:\|(?P<form>.*))?", re.DOTALL)
_ATTRIBUTES = re.compile(r"#(?P<anchor>[a-z0-9-]+)(?P<inside>\s+\.internal)?")
_CALLED = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "fence": "a block of code",
    "code_block": "a block of code (text set in by four spaces)",
    "code_inline": "code",
    "hr": "a rule",
    "image": "a part that does not stand alone in its paragraph",
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in a file, for refusals."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"

    def bad(self, why: str) -> BadProse:
        return BadProse(where=str(self), why=why)


def parse_prose(text: str, file: str) -> Prose:
    """The prose a Markdown text holds; ``file`` is its name in refusals.

    Raises :class:`BadProse`, :class:`NoSuchQuote` or :class:`NoSuchForm`.
    """
    blocks = SyntaxTreeNode(_READER.parse(text)).children
    if not blocks or (blocks[0].type, blocks[0].tag) != ("heading", "h1"):
        raise _Spot(file, 1).bad("it does not begin with its title, # Title")
    has_subtitle = len(blocks) > 1 and blocks[1].type == "paragraph"
    passages = tuple(passage for block in blocks[1 + has_subtitle :] for passage in _passages(block, file))
    prose = Prose(
        title=_inline(blocks[0], file), subtitle=_inline(blocks[1], file) if has_subtitle else (), passages=passages
    )
    _check_sections(prose.sections)
    return prose


def _reader() -> MarkdownIt:
    """Raw HTML is read in order to be refused; what is escaped stays apart, so that a stray asterisk can be told."""
    reader = MarkdownIt("commonmark", {"html": True}).disable("text_join")
    for name, pattern in (("braces", _BRACES), ("particle", _PARTICLE)):
        reader.inline.ruler.before("link", name, _rule(name, pattern))
    return reader


def _rule(name: str, pattern: re.Pattern[str]) -> Callable[[StateInline, bool], bool]:
    """A rule by which what a pattern finds becomes a token of its own."""

    def found(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # as the reader calls it
        match = pattern.match(state.src, state.pos)
        if match is None:
            return False
        if not silent:
            state.push(name, "", 0).content = match[1] or match[0]
        state.pos = match.end()
        return True

    return found


_READER = _reader()


def _passages(block: SyntaxTreeNode, file: str) -> Iterator[Passage]:
    match block.type:
        case "heading":
            yield _section(block, file)
        case "paragraph":
            yield _paragraph(block, file)
        case "bullet_list" | "ordered_list":
            yield _listing(block, file)
        case "blockquote":
            for inner in block.children:
                yield Saying(text=_only(inner, "paragraph", file), voice=Voice.QUOTE)
        case _:
            raise _refused(block.type, _spot(block, file))


def _paragraph(block: SyntaxTreeNode, file: str) -> Saying | Place:
    tokens = _tokens(block)
    if [token.type for token in tokens] != ["image"]:
        return Saying(text=_inline(block, file))
    spot = _spot(block, file)
    caption = _pieces(tokens[0].children or [], spot)
    return Place(part=str(tokens[0].attrs["src"]), caption=caption, where=str(spot))


def _listing(block: SyntaxTreeNode, file: str) -> Listing:
    if block.attrs.get("start", 1) != 1:
        raise _spot(block, file).bad("a numbered list begins with 1")
    for item in block.children:
        if len(item.children) != 1:
            raise _spot(item, file).bad("a point of a list is one paragraph, without a list of its own")
    items = tuple(_only(item.children[0], "paragraph", file) for item in block.children)
    return Listing(items=items, numbered=block.type == "ordered_list")


def _only(block: SyntaxTreeNode, kind: str, file: str) -> Inline:
    if block.type != kind:
        raise _refused(block.type, _spot(block, file))
    return _inline(block, file)


def _section(block: SyntaxTreeNode, file: str) -> Section:
    spot, tokens = _spot(block, file), _tokens(block)
    level = int(block.tag.removeprefix("h")) - 1
    if not 1 <= level <= 3:
        raise spot.bad("headings below the one title are ##, ### and ####")
    found = _ATTRIBUTES.fullmatch(tokens[-1].content.strip()) if tokens and tokens[-1].type == "braces" else None
    if found:
        tokens = tokens[:-1]
    text = _trimmed(_pieces(tokens, spot))
    if not text:
        raise spot.bad("a heading has no words")
    is_inside = found is not None and found["inside"] is not None
    return Section(level=level, text=text, anchor=found["anchor"] if found else "", inside=is_inside, where=str(spot))


def _check_sections(sections: Sequence[Section]) -> None:
    used = Counter(section.anchor for section in sections if section.anchor)
    above = 0
    for section in sections:
        if used[section.anchor] > 1:
            raise BadProse(where=section.where, why=f"the anchor {section.anchor} is used twice")
        if section.level > above + 1:
            raise BadProse(where=section.where, why="a level of headings is left out above this one")
        above = section.level


def _inline(block: SyntaxTreeNode, file: str) -> Inline:
    return _pieces(_tokens(block), _spot(block, file))


def _tokens(block: SyntaxTreeNode) -> list[Token]:
    """What stands in a heading or paragraph."""
    token = block.children[0].token
    return (token.children or []) if token else []


def _spot(block: SyntaxTreeNode, file: str) -> _Spot:
    return _Spot(file, (block.map or (0, 0))[0] + 1)


def _pieces(tokens: Sequence[Token], spot: _Spot) -> Inline:
    style = Run(text="")
    pieces: list[Run | Quote | Particle] = []
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                spot = replace(spot, line=spot.line + 1)
                pieces.append(replace(style, text=" "))
            case "link_open":
                style = replace(style, link=_link(str(token.attrs["href"]), spot))
            case "link_close":
                style = replace(style, link="")
            case "strong_open" | "strong_close":
                style = replace(style, bold=token.nesting > 0)
            case "em_open" | "em_close":
                style = replace(style, italic=token.nesting > 0)
            case _:
                pieces.append(_piece(token, style, spot))
    return tuple(pieces)


def _piece(token: Token, style: Run, spot: _Spot) -> Run | Quote | Particle:
    match token.type:
        case "text" | "text_special":
            if token.type == "text" and "*" in token.content:
                raise spot.bad("a mark of emphasis does not open or close; an asterisk of your own is written \\*")
            return replace(style, text=token.content)
        case "braces":
            return _quote(token.content.strip(), style, spot)
        case "particle":
            if not is_particle(token.content):
                raise spot.bad(f"{token.content} is no Korean particle; a bracket of your own is written \\[")
            return Particle(pair=token.content, style=style)
        case _:
            raise _refused(token.type, spot)


def _quote(told: str, style: Run, spot: _Spot) -> Quote:
    if told in set(Fact):
        return Quote(what="", form=Fact(told), style=style, where=str(spot))
    if told.startswith(("#", ".")):
        raise spot.bad("a heading ends with {#anchor} or {#anchor .internal}; anchors have small letters, digits and -")
    found = _FIGURE.fullmatch(told)
    if found is None:
        raise NoSuchQuote(where=spot, quote=told)
    form = Form.WORDS if found["form"] is None else found["form"].strip()
    if form not in set(Form):
        raise NoSuchForm(where=spot, form=form, known=", ".join(Form))
    return Quote(what=found["what"], form=Form(form), style=style, where=str(spot))


def _link(address: str, spot: _Spot) -> str:
    if not address.startswith("#"):
        raise spot.bad("a link leads to a heading of the report, (#anchor); other addresses are written out")
    return address.removeprefix("#")


def _trimmed(text: Inline) -> Inline:
    """Without the space that stood before the attributes of a heading."""
    if not text or not isinstance(text[-1], Run):
        return text
    last = replace(text[-1], text=text[-1].text.rstrip())
    return (*text[:-1], last) if last.text else text[:-1]


def _refused(kind: str, spot: _Spot) -> BadProse:
    return spot.bad(f"{_CALLED.get(kind, kind)} has no place in a report")
