"""The page on one text: each number in its sentence with its verdict, and the number that is right."""

from lastseen.claims import WRONG, Claim, Reading, Reference
from lastseen.reports.claims.wording import because_in, file_name, said_by
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
    Voice,
    plain,
)
from lastseen.reports.texts import texts_in


def claims_page(reading: Reading, reference: Reference | None) -> Document:
    """The page on a text, in the language of the text."""
    language = reading.text.language
    texts = texts_in(language)["claims"]
    wrong = sum(claim.verdict in WRONG for claim in reading.claims)
    against = texts["alone"] if reference is None else texts["against"].format(reference=reference.title)
    counts = texts["counts"].format(claims=len(reading.claims), wrong=wrong)
    title = texts["title"].format(file=file_name(reading.text.file))
    blocks: list[Block] = [
        Heading(level=1, text=plain(title)),
        Paragraph(text=plain(f"{against}. {counts}."), voice=Voice.NOTE),
        Heading(level=2, text=plain(texts["list"])),
        _table(reading, language) if reading.claims else Paragraph(text=plain(texts["nothing"])),
        Heading(level=2, text=plain(texts["text"])),
        *(Paragraph(text=_marked(reading, start, end)) for start, end in _paragraphs(reading.text.content)),
    ]
    return Document(language=language, cover=Cover(title=title), contents="", blocks=tuple(blocks))


def _table(reading: Reading, language: str) -> Table:
    texts = texts_in(language)["claims"]
    heads = (texts["said"], texts["verdict"], texts["why"])
    return Table(
        caption=plain(texts["list"]),
        columns=tuple(
            Column(head=head, width=width) for head, width in zip(heads, (0.2, 0.2, 0.6), strict=True)
        ),
        lines=tuple(
            Line(cells=(
                (Run(text=said_by(reading, claim), link=_anchor(claim)),),
                (Run(text=texts["verdicts"][claim.verdict.value], bold=claim.verdict in WRONG),),
                plain(because_in(claim, language)),
            ), anchor=_anchor(claim))
            for claim in reading.claims
        ),
    )  # fmt: skip


def _anchor(claim: Claim) -> str:
    return f"n{claim.quantity.start}"


def _paragraphs(content: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a text stand."""
    found, start = [], 0
    for part in content.split("\n"):
        if part.strip():
            found.append((start, start + len(part)))
        start += len(part) + 1
    return found


def _marked(reading: Reading, start: int, end: int) -> Text:
    """A paragraph with its numbers set apart: bold if wrong, with the verdict behind."""
    texts = texts_in(reading.text.language)["claims"]
    runs: list[Run] = []
    for claim in reading.claims:
        one = claim.quantity
        if start <= one.start < end:
            runs.append(Run(text=reading.text.content[start : one.start]))
            wrong = claim.verdict in WRONG
            runs.append(
                Run(text=reading.text.content[one.start : one.end], bold=wrong, italic=not wrong, link=_anchor(claim))
            )
            if wrong:
                runs.append(Run(text=f" [{texts['verdicts'][claim.verdict.value]}]", italic=True))
            start = one.end
    return (*runs, Run(text=reading.text.content[start:end]))
