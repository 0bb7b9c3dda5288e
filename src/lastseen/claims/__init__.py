"""Numbers in published text: found, checked against each other and against a reference, and compared among texts."""

from lastseen.claims.checking import check
from lastseen.claims.claim import WRONG, Because, Claim, Kind, Modality, Quantity, Text, Verdict
from lastseen.claims.comparing import Matrix, Reading, compare
from lastseen.claims.encoding import claim_as_json, matrix_as_json
from lastseen.claims.finding import find
from lastseen.claims.lexicon import LANGUAGES
from lastseen.claims.paging import paged
from lastseen.claims.reading import STANDARD_INPUT, files_in, language_of, read_pages, read_text, text_of
from lastseen.claims.reference import UNITS, Fact, Reference, read_reference

__all__ = [
    "LANGUAGES",
    "STANDARD_INPUT",
    "UNITS",
    "WRONG",
    "Because",
    "Claim",
    "Fact",
    "Kind",
    "Matrix",
    "Modality",
    "Quantity",
    "Reading",
    "Reference",
    "Text",
    "Verdict",
    "check",
    "claim_as_json",
    "compare",
    "files_in",
    "find",
    "language_of",
    "matrix_as_json",
    "paged",
    "read_pages",
    "read_reference",
    "read_text",
    "text_of",
]  # fmt: skip
