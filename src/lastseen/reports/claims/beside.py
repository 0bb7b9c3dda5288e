"""The page on several texts beside each other: what each says of each figure, and who seems to follow whom."""

from collections.abc import Mapping, Sequence

from lastseen.claims import WRONG, Claim, Matrix, Reading
from lastseen.reports.claims.wording import file_name, said_by, topic_in
from lastseen.reports.document.model import (
    Block,
    Column,
    Cover,
    Document,
    Heading,
    Line,
    Paragraph,
    Run,
    Table,
    Text,
    plain,
)
from lastseen.reports.texts import texts_in


def matrix_page(matrix: Matrix, readings: Sequence[Reading], language: str) -> Document:
    """The matrix of texts and figures as a document."""
    texts = texts_in(language)["claims"]
    blocks: tuple[Block, ...] = (
        Heading(level=1, text=plain(texts["matrix"])),
        _table(matrix, readings, language),
        *(Paragraph(text=plain(line)) for line in following_told(matrix, language)),
    )
    return Document(language=language, cover=Cover(title=texts["matrix"]), contents="", blocks=blocks)


def following_told(matrix: Matrix, language: str) -> list[str]:
    """Which texts share their wording, a sentence for each two."""
    texts = texts_in(language)["claims"]
    told = []
    for one in matrix.following:
        first, second = map(file_name, one.texts)
        line = texts["follows"].format(first=first, second=second, shared=round(100 * one.shared))
        told.append(line + (texts["follows_first"].format(file=file_name(one.first)) if one.first else ""))
    return told


def _table(matrix: Matrix, readings: Sequence[Reading], language: str) -> Table:
    texts = texts_in(language)["claims"]
    columns = (Column(head=texts["figure"]), *(Column(head=file_name(one.text.file)) for one in readings))
    lines = tuple(
        Line(
            cells=(
                plain(f"{'⚡ ' if line.contradiction else ''}{topic_in(line.figure, language)}"),
                *(_cell(one, line.said) for one in readings),
            )
        )
        for line in matrix.lines
    )
    return Table(
        caption=plain(texts["matrix"]), columns=columns, lines=lines, notes=(plain(texts["matrix_note"]),), dense=True
    )


def _cell(reading: Reading, said: Mapping[str, tuple[Claim, ...]]) -> Text:
    """What a text says of one figure, each number once."""
    seen = {said_by(reading, claim): claim.verdict in WRONG for claim in said.get(reading.text.file, ())}
    runs: list[Run] = []
    for words, wrong in seen.items():
        runs.extend((*([Run(text=", ")] if runs else []), Run(text=words, bold=wrong)))
    return tuple(runs) or plain("–")
