"""The letter that asks an editor to correct what an article says of a report, in the article's language."""

from lastseen.claims import WRONG, Claim, Reading, Reference
from lastseen.reports.claims.wording import because_in, file_name, number_in, reference_in
from lastseen.reports.document.model import Block, Cover, Document, Heading, Paragraph, Voice, plain, words_of
from lastseen.reports.texts import texts_in


def correction_letter(reading: Reading, reference: Reference, article: str = "") -> Document:
    """The letter on every number of a text that does not hold: the sentence, what is right, and how it is counted.

    ``article`` is what the article is called; the name of its file where nothing is given.
    """
    language = reading.text.language
    texts = texts_in(language)["claims"]
    name = article or file_name(reading.text.file)
    measure = reference_in(reference, language)
    wrong = [claim for claim in reading.claims if claim.verdict in WRONG]
    return Document(
        language=language,
        cover=Cover(title=texts["letter_title"], subtitle=texts["letter_to"]),
        contents="",
        blocks=(
            Heading(level=1, text=plain(texts["letter_title"])),
            Paragraph(text=plain(texts["letter_intro"].format(file=name, reference=measure))),
            *(block for claim in wrong for block in _asked(claim, reference, language)),
            Paragraph(text=plain(texts["letter_source"].format(reference=measure))),
            Paragraph(text=plain(texts["letter_close"])),
            Paragraph(text=plain(texts["letter_thanks"])),
        ),
    )


def letter_text(letter: Document) -> str:
    """A letter as plain text, to be copied into a message."""
    told = [words_of(block.text) for block in letter.blocks if isinstance(block, Heading | Paragraph)]
    return "\n\n".join((letter.cover.subtitle, *told))


def _asked(claim: Claim, reference: Reference, language: str) -> tuple[Block, ...]:
    texts = texts_in(language)["claims"]
    blocks: list[Block] = [
        Paragraph(text=plain(texts["letter_said"])),
        Paragraph(text=plain(" ".join(claim.sentence.split())), voice=Voice.QUOTE),
        Paragraph(text=plain(because_in(claim, language))),
    ]
    fact = reference.facts.get(claim.figure)
    if fact is not None:
        label = str(claim.because.values.get("label", fact.label))
        unit = texts["units"].get(fact.unit, fact.unit)
        defined = texts["letter_definition"].format(label=label, unit=unit, total=number_in(fact.total))
        paged = f" {texts['letter_page'].format(page=fact.page)}" if fact.page else ""
        blocks.append(Paragraph(text=plain(defined + paged), voice=Voice.NOTE))
    return tuple(blocks)
