"""Whether a mapping fits the vocabularies of a registry: every code it writes itself has to be a term."""

from collections.abc import Iterable, Iterator, Mapping

from lastseen.domain.errors import Refusal
from lastseen.domain.vocabulary import UnknownTerm, Vocabulary
from lastseen.exchange.intake.values import Values
from lastseen.exchange.mapping.model import (
    Authorities,
    Codes,
    Dates,
    Feed,
    IntakeMapping,
    MalformedMapping,
    Names,
    References,
)
from lastseen.exchange.tables.sheets import folded

_WORD_LISTS = {"consent-answer": ("yes", "no", "not-asked"), "derivation": ("verbatim", "paraphrase")}
"""Words of a source that are no vocabulary."""


def check_mapping(mapping: IntakeMapping, vocabularies: Mapping[str, Vocabulary]) -> None:
    """Refuse codes that are not there, and constants that cannot be read. Raises :class:`MalformedMapping`."""
    values = Values(vocabularies)
    for vocabulary, words in mapping.terms.items():
        _check(f"{_file(mapping)}, terms.{vocabulary}", vocabulary, words.values(), vocabularies)
    for sheet in mapping.sheets:
        for part in sheet.parts:
            for name, feeds in part.fields.items():
                where = ", ".join((_file(mapping), f"sheet {sheet.name or ''}".strip(), part.kind, name))
                for feed in feeds:
                    for vocabulary, codes in _codes(feed):
                        _check(where, vocabulary, codes, vocabularies)
                    _check_constant(where, feed, values)


def _file(mapping: IntakeMapping) -> str:
    return mapping.file or mapping.id


def _codes(feed: Feed) -> Iterator[tuple[str, Iterable[str]]]:
    """The codes a feed writes itself, by vocabulary."""
    match feed.reading:
        case Codes():
            yield feed.reading.vocabulary, _own(feed.reading)
        case Authorities():
            yield feed.reading.codes.vocabulary, _own(feed.reading.codes)
            yield "authority-role", (feed.reading.role,)
        case Names():
            yield "name-script", filter(None, (feed.reading.script,))
            yield "name-system", filter(None, (feed.reading.system,))
            yield "name-kind", (feed.reading.kind,)
        case _:
            return


def _own(codes: Codes) -> Iterable[str]:
    return (*codes.words.values(), *(band.code for band in codes.bands))


def _check(where: str, vocabulary: str, codes: Iterable[str], vocabularies: Mapping[str, Vocabulary]) -> None:
    known = _WORD_LISTS.get(vocabulary) or vocabularies.get(vocabulary)
    for code in codes:
        if known is None:
            raise MalformedMapping(where=where, why=f"the registry has no vocabulary {vocabulary!r}")
        if code not in known:
            raise MalformedMapping(where=where, why=f"{code!r} is not a term of the vocabulary {vocabulary}")


def _check_constant(where: str, feed: Feed, values: Values) -> None:
    """A text without a column says the same of every row: if it cannot be read, the mapping is at fault."""
    text = feed.text.pieces[0]
    if feed.text.columns or not text or folded(text) in feed.absent or isinstance(feed.reading, References):
        return
    try:
        if isinstance(feed.reading, Dates):
            values.day(feed.reading, text, None)
        else:
            values.value(feed.reading, text)
    except UnknownTerm as refusal:
        term, vocabulary = refusal.values["term"], refusal.values["vocabulary"]
        why = f"{term!r} is not a term of the vocabulary {vocabulary} (did you mean {{{term}}}, the column?)"
        raise MalformedMapping(where=where, why=why) from refusal
    except Refusal as refusal:
        raise MalformedMapping(where=where, why=f"{text!r}: {refusal}") from refusal
