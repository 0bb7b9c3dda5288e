"""Why two accounts may be of one person, in words: a sentence for each thing compared, how much it counts, the sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final, Protocol

from lastseen.domain.vocabulary import Vocabulary
from lastseen.reports.texts import texts_in

_VOCABULARIES: Final = {
    "sex": "sex",
    "residence": "place",
    "taken_place": "place",
    "authorities": "authority",
    "occupation": "occupation",
}
_PLACES: Final = frozenset({"residence", "taken_place"})
_STRENGTHS: Final = ((3.5, "strongly"), (1.5, "clearly"), (0.35, "a-little"))
_CHANCES: Final = (
    *((0.99, "nearly-all"), (0.925, "19-in-20"), (0.85, "9-in-10"), (0.7, "3-in-4"), (0.6, "2-in-3")),
    *((0.4, "half"), (0.3, "1-in-3"), (0.17, "1-in-4"), (0.075, "1-in-10"), (0.03, "1-in-20")),
)
_SCORES: Final = ((0.95, "likely"), (0.6, "rather"), (0.4, "open"), (0.05, "rather-not"))
_FULL: Final = 8.0
"""The log Bayes factor at which a bar is full."""


class Told(Protocol):
    """What one field says of two accounts, as :class:`~lastseen.linkage.Evidence` has it."""

    @property
    def field(self) -> str:
        """What was compared."""

    @property
    def agreement(self) -> str:
        """How the two agree in it."""

    @property
    def left(self) -> str:
        """What the one has."""

    @property
    def right(self) -> str:
        """What the other has."""

    @property
    def log_bayes_factor(self) -> float:
        """How much it counts for the two being one, or against it where it is below nought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing compared, in words: what it is, what was found, how much it counts.

    ``share`` is that amount from minus one (against) to one (for); ``is_said`` is false where one of the two says
    nothing to compare.
    """

    head: str
    text: str
    strength: str
    share: float
    is_said: bool


def reason(told: Told, vocabularies: Mapping[str, Vocabulary], language: str) -> Reason:
    """What one field says of two accounts, in words."""
    texts, field = texts_in(language)["linking"], _field(told.field)
    is_said = told.agreement not in ("", "unknown")
    return Reason(
        head=texts["fields"].get(field, field),
        text=_sentence(told, vocabularies, language) if is_said else texts["unknown"],
        strength=_strength(told.log_bayes_factor, texts["strength"]) if is_said else "",
        share=max(-1.0, min(1.0, told.log_bayes_factor / _FULL)) if is_said else 0.0,
        is_said=is_said,
    )


def reasons(told: Sequence[Told], vocabularies: Mapping[str, Vocabulary], language: str) -> tuple[Reason, ...]:
    """What was compared of two accounts, what counts most first, what says nothing last."""
    ordered = sorted(told, key=lambda one: -abs(one.log_bayes_factor))
    every = [reason(one, vocabularies, language) for one in ordered]
    return tuple(sorted(every, key=lambda one: not one.is_said))


def score_in_words(probability: float, language: str) -> str:
    """What a probability of being one person comes to, in two or three words."""
    said: str = texts_in(language)["linking"]["score"][_step(probability, _SCORES, "hardly")]
    return said


def chance_in_words(probability: float, language: str) -> str:
    """A probability of being one person as so many of pairs like this, in a sentence."""
    said: str = texts_in(language)["linking"]["chance"][_step(probability, _CHANCES, "hardly-any")]
    return said


def estimate_in_words(language: str) -> str:
    """What such a probability is, and what it is not."""
    said: str = texts_in(language)["linking"]["estimate"]
    return said


def _step(value: float, steps: Sequence[tuple[float, str]], last: str) -> str:
    return next((name for least, name in steps if value >= least), last)


def _strength(log_bayes_factor: float, texts: Mapping[str, Any]) -> str:
    name = _step(abs(log_bayes_factor), _STRENGTHS, "")
    said: str = texts["for" if log_bayes_factor > 0 else "against"][name] if name else texts["nothing"]
    return said


def _field(column: str) -> str:
    """What a field is called: of two columns that bound it, what they have in common."""
    return column.removesuffix("_low")


def _sentence(told: Told, vocabularies: Mapping[str, Vocabulary], language: str) -> str:
    field = _field(told.field)
    texts = texts_in(language)["linking"]["said"]
    if field not in texts:
        return f"{told.left} · {told.right}" if told.left != told.right else told.left
    if field in _PLACES:
        return _of_places(told, texts[field], vocabularies, language)
    vocabulary = vocabularies.get(_VOCABULARIES.get(field, ""))
    left, right = (_labels(codes, vocabulary, language) for codes in (told.left, told.right))
    how = "equal" if left == right and "equal" in texts[field] else told.agreement
    form: str = texts[field].get(how, texts["other"])
    return form.format(left=left, right=right)


def _labels(codes: str, vocabulary: Vocabulary | None, language: str) -> str:
    return ", ".join(_label(code, vocabulary, language) for code in codes.split(", "))


def _label(code: str, vocabulary: Vocabulary | None, language: str) -> str:
    return vocabulary.term(code).label(language) if vocabulary is not None and code in vocabulary else code


def _of_places(told: Told, texts: Mapping[str, str], vocabularies: Mapping[str, Vocabulary], language: str) -> str:
    """Two places within places: as far as both are told and agree, and where they part."""
    left, right = told.left.split("/"), told.right.split("/")
    common = [one for one, _ in takewhile(lambda both: both[0] == both[1], zip(left, right, strict=False))]
    if left == right:
        how = "equal"
    elif len(common) == min(len(left), len(right)):
        how = "within"
    else:
        how = "parted" if common else "different"
    ends = {"left": left[-1], "right": right[-1], "common": common[-1] if common else ""}
    return texts[how].format(**{e: _label(code, vocabularies.get("place"), language) for e, code in ends.items()})
