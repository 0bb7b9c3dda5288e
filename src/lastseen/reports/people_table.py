"""People whom outsiders are shown as lines of a table, in the reader's language."""

from collections.abc import Iterable

from lastseen.domain.release import Released
from lastseen.figures.encoding import label_in
from lastseen.reports.records.shown import Shown, ShownPerson, ShownStage, Span

_APART = " | "
_VOCABULARIES = {
    "sex": "sex",
    "occupation": "occupation",
    "period": "leadership-period",
    "country": "place",
    "place": "place",
    "grounds": "grounds",
    "authorities": "authority",
    "fate": "fate-status",
    "responses": "response-kind",
}
"""The fields that hold codes, and of which vocabulary."""


def people_table(released: Released[Shown], language: str) -> list[dict[str, str]]:
    """One line for each person, by column; several values in one cell are parted by a bar, stages by an arrow."""
    return [_line(released.content, person, language) for person in released.content.people]


def said(shown: Shown, vocabulary: str, codes: Iterable[str], language: str) -> tuple[str, ...]:
    """The labels of codes of one vocabulary; the code where it has none."""
    labels = shown.lexicon.labels.get(vocabulary, {})
    return tuple(label_in(language, labels[code]) if code in labels else code for code in codes)


def span(ends: Span) -> str:
    """A span in digits, as ``1998`` or ``1998–2001``; open where an end is not known; empty where neither is."""
    low, high = ends
    if low is None and high is None:
        return ""
    return str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"


def _line(shown: Shown, person: ShownPerson, language: str) -> dict[str, str]:
    coded = {
        field: _APART.join(said(shown, vocabulary, getattr(person, field), language))
        for field, vocabulary in _VOCABULARIES.items()
    }
    chains = _APART.join(" → ".join(_stage(shown, stage, language) for stage in chain) for chain in person.chains)
    named = {"names": _APART.join(name.text for name in person.names)} if shown.named else {}
    line = {
        "person": person.alias,
        **named,
        "age": span(person.age),
        "taken": span(person.taken),
        **coded,
        "stages": chains,
    }
    return {column: _safe(text) for column, text in line.items()}


def _stage(shown: Shown, stage: ShownStage, language: str) -> str:
    parts = (
        *said(shown, "stage-kind", stage.kind, language),
        *said(shown, "authority", stage.holder, language),
        *said(shown, "place", stage.place, language),
        span(stage.years),
    )
    return ", ".join(part for part in parts if part)


def _safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
