"""Submissions to UN procedures: what is known put as they ask for it, and the documents that are sent."""

from lastseen.reports.submissions.composing import submission
from lastseen.reports.submissions.saying import languages, rule, said

__all__ = ["languages", "rule", "said", "submission"]
