"""What was found of the numbers in texts, for people: sentences, a page on each, letters to editors."""

from lastseen.reports.claims.beside import following_told, matrix_page
from lastseen.reports.claims.letters import correction_letter, letter_text
from lastseen.reports.claims.marking import SIGNS, Marked, Tone, marked, tone_of
from lastseen.reports.claims.page import claims_page, marked_text
from lastseen.reports.claims.wording import because_in, said_by, topic_in

__all__ = [
    "SIGNS",
    "Marked",
    "Tone",
    "because_in",
    "claims_page",
    "correction_letter",
    "following_told",
    "letter_text",
    "marked",
    "marked_text",
    "matrix_page",
    "said_by",
    "tone_of",
    "topic_in",
]  # fmt: skip
