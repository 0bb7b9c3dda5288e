"""What was found of the numbers in texts, for people: sentences, a page on each, letters to editors."""

from lastseen.reports.claims.beside import following_told, matrix_page
from lastseen.reports.claims.letters import correction_letter
from lastseen.reports.claims.page import claims_page
from lastseen.reports.claims.wording import because_in, said_by, topic_in

__all__ = ["because_in", "claims_page", "correction_letter", "following_told", "matrix_page", "said_by", "topic_in"]
