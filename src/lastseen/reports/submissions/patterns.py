"""A letter about a pattern before it is composed: the prose of its author, the figures it quotes, the words it has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from lastseen.domain.errors import Refusal
from lastseen.domain.submitting_patterns import Draft, Form, count_words, names_within
from lastseen.figures import DefinitionSet
from lastseen.figures.definitions import Each
from lastseen.figures.figure_set import FigureSet, published
from lastseen.figures.lexicon import Lexicon, read_lexicon
from lastseen.figures.variables import variable_of
from lastseen.reports.document.model import Block, Heading, Items, Paragraph, Table, words_of
from lastseen.reports.plan import Placed, Prose, Quotes, compose_prose, compose_text, parse_prose
from lastseen.reports.plan.prose import Section
from lastseen.reports.submissions.saying import Speech
from lastseen.reports.submissions.tables import figure_table
from lastseen.snapshot import Snapshot

_LETTERS = Path(str(files("lastseen") / "data" / "submissions" / "letters"))
_WORKING = frozenset({"ko"})
"""Languages that no body reads."""


class UnreadableLetter(Refusal):
    """The file with an author's own words of a letter cannot be read."""

    code = "submission.unreadable-letter"
    sentence = "{path} cannot be read as the words of a letter: {why}."
    hint = "Name a Markdown file in UTF-8; `lastseen submission words` gives one to start from."


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter as its author wants it: of which form, by whom, about which States, to which mandates, in which words.

    ``asked`` is how many people are to be shown beside the figures, ``withheld`` how many of them must not be, and
    ``approvals`` how many are wanting to show any.
    """

    form: Form
    language: str
    prose: Prose
    submitters: tuple[str, ...] = ()
    confidential: bool = False
    states: tuple[str, ...] = ()
    mandates: tuple[str, ...] = ()
    day: date
    asked: int = 0
    withheld: int = 0
    approvals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The figures a letter may quote, as they may be published, and the words for their codes.

    ``vocabularies`` has the vocabulary that the rows of each figure are of, empty where they are of none.
    """

    set: FigureSet
    lexicon: Lexicon
    vocabularies: Mapping[str, str]
    inside: frozenset[str]
    unanswered: frozenset[str]

    @property
    def published(self) -> Sequence[Mapping[str, object]]:
        """The rows a letter quotes, as :attr:`~lastseen.figures.figure_set.FigureSet.published`."""
        return self.set.published

    @property
    def quotes(self) -> Quotes:
        """What prose may quote of it."""
        return Quotes(
            snapshot=self.set.snapshot,
            day=date.fromisoformat(self.set.day),
            figures={figure.id: figure for figure in self.set.figures},
            withheld=self.set.withheld,
            inside=self.inside,
            unanswered=self.unanswered,
        )


def gather_pattern(view: Snapshot, definitions: DefinitionSet, notice: Mapping[str, str]) -> Pattern:
    """The figures of a snapshot as they may be published."""
    made = published(definitions, view, notice)
    there = {figure.id for figure in made.figures}
    inside = frozenset(one.id for one in definitions.figures if one.inside)
    return Pattern(
        set=made,
        lexicon=read_lexicon(view),
        vocabularies={
            one.id: variable_of(one).vocabulary if one.each in (Each.CODE, Each.TOP) else ""
            for one in definitions.figures
            if one.id in there
        },
        inside=inside,
        unanswered=frozenset(one.id for one in definitions.figures) - there - inside,
    )


def words_file(form: str, language: str) -> Path:
    """The words that a letter of a form begins with, in one of the languages of submissions."""
    return _LETTERS / f"{form}.{language}.md"


def read_letter(form: str, language: str, own: Path | None) -> Prose:
    """The words of a letter: an author's own, or those it begins with.

    Raises :class:`UnreadableLetter`, and what :func:`~lastseen.reports.plan.markdown.parse_prose` raises.
    """
    path = own or words_file(form, language)
    try:
        return parse_prose(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise UnreadableLetter(path=path.name, why="it is not text in UTF-8") from error
    except OSError as error:
        raise UnreadableLetter(path=path.name, why=error.strerror or "it cannot be opened") from error


def body(voice: Speech, letter: Letter, pattern: Pattern) -> tuple[Block, ...]:
    """What the author says, with every figure it quotes and shows; its sections under the title.

    Raises the refusals of :class:`~lastseen.reports.plan.quotes.Quotes`.
    """
    composed = compose_prose(letter.prose, pattern.quotes, voice.words)
    return tuple(_placed(voice, pattern, block) for block in composed)


def title_of(voice: Speech, letter: Letter, pattern: Pattern) -> str:
    """What a letter is called."""
    return words_of(compose_text(letter.prose.title, pattern.quotes, voice.words))


def draft(voice: Speech, letter: Letter, pattern: Pattern, names: frozenset[str]) -> Draft:
    """What there is of a letter. ``names`` are those of everybody the snapshot tells of."""
    said = tuple(_texts(body(voice, letter, pattern)))
    counted = next((figure for figure in pattern.set.figures if figure.id == letter.form.figure), None)
    return Draft(
        submitters=letter.submitters,
        confidential=letter.confidential,
        states=letter.states,
        mandates=letter.mandates,
        sections=_written(letter.prose),
        words=count_words(said),
        counted=0 if counted is None else counted.N,
        asked=letter.asked,
        withheld=letter.withheld,
        approvals=letter.approvals,
        named=len(names_within("\n".join(said), names)),
        working=letter.language in _WORKING,
    )


def _placed(voice: Speech, pattern: Pattern, block: Block | Placed) -> Block:
    if isinstance(block, Placed):
        figure = pattern.quotes.figure(block.part, words_of(block.caption))
        return figure_table(voice, figure, pattern.vocabularies[figure.id], block.caption)
    if isinstance(block, Heading):
        return replace(block, level=min(block.level + 1, 3))
    return block


def _written(prose: Prose) -> frozenset[str]:
    """The anchors of headings with anything under them."""
    pairs = zip(prose.passages, prose.passages[1:], strict=False)
    return frozenset(
        head.anchor for head, following in pairs if isinstance(head, Section) and not isinstance(following, Section)
    )


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Every text of a body, with the words of its tables."""
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield words_of(text)
            case Items(items=items):
                yield from map(words_of, items)
            case Table(caption=caption, columns=columns, lines=lines, notes=notes):
                yield from map(words_of, (caption, *notes))
                yield from (column.head for column in columns)
                yield from (words_of(cell) for line in lines for cell in line.cells)
            case _:
                continue
