"""Why two persons may be one, as the review shows it: what speaks for and against, each with its bar; and the sum."""

from dataclasses import dataclass
from typing import Any

from lastseen.operations.reviewing import Pair
from lastseen.reports.wording.linking import chance_in_words, estimate_in_words, reasons, score_in_words
from lastseen.web.visiting import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar for how much something counts, in hundredths of its width: to the right for, to the left against."""

    start: str
    width: str
    way: str

    @classmethod
    def of(cls, share: float) -> "Bar":
        """The bar of a share from minus one to one."""
        return cls(
            start=f"{50 + 50 * min(share, 0):.1f}",
            width=f"{50 * abs(share):.1f}",
            way="for" if share > 0 else "against",
        )


def explained(request: Request, pair: Pair) -> dict[str, Any]:
    """What speaks for and against the two being one, in words, and what it comes to, where that is known."""
    language = request.language
    told = reasons(pair.because, request.workspace.vocabularies, language)
    likely = pair.probability
    return {
        "reasons": [(one, Bar.of(one.share)) for one in told],
        "score": "" if likely is None else score_in_words(likely, language),
        "chance": "" if likely is None else chance_in_words(likely, language),
        "estimate": estimate_in_words(language),
    }
