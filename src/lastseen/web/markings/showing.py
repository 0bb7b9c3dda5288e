"""A text as it is read through: its sentences with what is marked in them, what is marked by kind, and what was."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lastseen.domain.markings import Marking, places, runs
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.markings import MarkingKept, Suggestion, ThirdPersons
from lastseen.operations.pages import Deed, TextKept
from lastseen.web.sources.transcript import Mark, Sentence, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class RunShown:
    """Words of a sentence from one code point on; ``kinds`` say as what they are marked, where a marking ends."""

    at: int
    text: str
    is_marked: bool
    kinds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceShown:
    """A sentence from one code point up to another, in runs."""

    start: int
    end: int
    runs: tuple[RunShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marking that stands: its words, and the sentence it begins in."""

    kept: MarkingKept
    words: str
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Words worth a look, and the sentence in which they first stand unmarked."""

    suggestion: Suggestion
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Something that was done: which word of the page says what, with the words and kind it was done to."""

    deed: Deed
    done: str
    words: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of a text."""

    held: ThirdPersons
    kinds: Vocabulary
    language: str

    @property
    def text(self) -> str:
        """The words of the text; none where there is no text."""
        return "" if self.held.text is None else self.held.text.text

    def lines(self) -> list[tuple[SentenceShown, ...]]:
        """The sentences line by line."""
        merged = list(runs(one.marking for one in self.held.standing))
        ends = {run.end: ", ".join(map(self.label, run.kind.split(", "))) for run in merged}
        cut = lines(self.text, [Mark(run.start, run.end, run.kind) for run in merged])
        return [tuple(_sentence(sentence, ends) for sentence in line) for line in cut]

    def texts(self) -> list[tuple[TextKept, bool, int]]:
        """The texts, whether a review of each holds, and their number among those of one role and language.

        The number is 0 where there is only one of these.
        """
        same = Counter((text.role, text.language) for text, _ in self.held.texts)
        seen = Counter[tuple[str, str]]()
        shown = list[tuple[TextKept, bool, int]]()
        for text, holds in self.held.texts:
            one = (text.role, text.language)
            seen[one] += 1
            shown.append((text, holds, seen[one] if same[one] > 1 else 0))
        return shown

    def by_kind(self) -> list[tuple[str, list[Marked]]]:
        """The markings that stand, under the label of their kind, in the order of the vocabulary."""
        found: dict[str, list[Marked]] = {term.code: [] for term in self.kinds.terms}
        for kept in self.held.standing:
            found.setdefault(kept.marking.kind, []).append(self._marked(kept))
        return [(self.label(kind), marked) for kind, marked in found.items() if marked]

    def suggested(self) -> list[Suggested]:
        """What may be worth marking."""
        standing = [one.marking for one in self.held.standing]
        return [Suggested(suggestion=one, sentence=self._first(one, standing)) for one in self.held.suggestions]

    def past(self) -> list[Past]:
        """All that was done, the newest first."""
        return sorted(self._past(), key=lambda one: (one.deed.number, one.words), reverse=True)

    def label(self, kind: str) -> str:
        """What a kind of third person is called."""
        return self.kinds.label(kind, self.language)

    def _marked(self, kept: MarkingKept) -> Marked:
        start, end = kept.marking.start, kept.marking.end
        return Marked(kept=kept, words=self.text[start:end], sentence=self._sentence_at(start))

    def _first(self, suggestion: Suggestion, standing: Sequence[Marking]) -> int:
        free = (
            start
            for start, end in places(self.text, suggestion.words)
            if not any(one.start < end and start < one.end for one in standing)
        )
        return self._sentence_at(next(free, 0))

    def _sentence_at(self, place: int) -> int:
        starts = (sentence.start for line in lines(self.text) for sentence in line if sentence.start <= place)
        return max(starts, default=0)

    def _past(self) -> Iterator[Past]:
        for kept in self.held.markings:
            told = {"words": self._marked(kept).words, "kind": self.label(kept.marking.kind)}
            yield Past(deed=kept.made, done="marked", **told)
            if kept.undone is not None:
                yield Past(deed=kept.undone, done="unmarked", **told)
        for review in self.held.reviews:
            yield Past(deed=review.given, done="read")
            if review.undone is not None and review.undone.operation == "take-back-reading":
                yield Past(deed=review.undone, done="unread")


def _sentence(sentence: Sentence, ends: Mapping[int, str]) -> SentenceShown:
    shown = tuple(
        RunShown(
            at=run.at,
            text=run.text,
            is_marked=bool(run.names),
            kinds=ends.get(run.at + len(run.text), "") if run.names else "",
        )
        for run in sentence.runs
    )
    return SentenceShown(start=sentence.start, end=sentence.end, runs=shown)
