"""What can be quoted, and why something cannot."""

from dataclasses import replace

import pytest

from lastseen.domain.errors import Refusal
from lastseen.figures.definitions import Unit
from lastseen.figures.figure import row_of
from lastseen.reports.plan import Quoted, Quotes
from lastseen.reports.plan.refusals import InsideFigure, QuotedNoFigure, QuotedNoRow, Unanswered, WithheldRow
from tests.reports.plan.quotable import FIGURES, LABELS, QUOTES, counted

WHERE = "report.en.md, line 7"
GUARDED = replace(
    QUOTES,
    withheld={"grounds": frozenset({"religion"})},
    empty={"grounds": {"criticism": {"en": "Criticism"}}},
    inside=frozenset({"relation-per-pair"}),
    unanswered=frozenset({"period"}),
)


@pytest.mark.parametrize(
    ("what", "figure", "row"),
    [
        ("grounds/association", "grounds", "association"),
        ("grounds/escape", "grounds", "escape"),
        ("grounds/escape/attempt", "grounds/escape", "attempt"),
        ("victims/total", "victims", "total"),
    ],
)
def test_a_row_is_found_and_wins_over_a_figure_of_the_same_name(what: str, figure: str, row: str) -> None:
    found = FIGURES[figure].row(row)
    assert found is not None
    assert QUOTES.quoted(what, WHERE) == Quoted(figure=FIGURES[figure], row=found)


@pytest.mark.parametrize(
    ("what", "ends", "total"),
    [("victims", (113, 115), 115), ("grounds", (113, 113), 113), ("people", (15, 60), 0)],
)
def test_the_whole_of_a_figure_has_the_bounds_it_was_counted_with(what: str, ends: tuple[int, int], total: int) -> None:
    labels = LABELS.get(what, {"en": what})
    assert QUOTES.quoted(what, WHERE) == Quoted(figure=FIGURES[what], row=row_of("total", labels, *ends, total))


def test_a_row_code_may_have_parts_of_its_own() -> None:
    figure = counted("grounds-all", 3, {"escape/attempt": (3, 3)})
    quotes = replace(QUOTES, figures={"grounds-all": figure})
    assert quotes.quoted("grounds-all/escape/attempt", WHERE) == Quoted(figure=figure, row=figure.rows[0])


def test_a_row_that_nobody_is_in_is_nought() -> None:
    quoted = GUARDED.quoted("grounds/criticism", WHERE)
    assert quoted == Quoted(figure=FIGURES["grounds"], row=row_of("criticism", {"en": "Criticism"}, 0, 0, 113))


@pytest.mark.parametrize(
    ("what", "refusal", "said", "mend"),
    [
        ("ground", QuotedNoFigure, "there is no figure ground.", "The nearest are: grounds, grounds/escape, period."),
        ("zzz", QuotedNoFigure, "there is no figure zzz.", None),
        (
            "grounds/escpe",
            QuotedNoRow,
            "figure grounds has no row escpe.",
            "The nearest are: escape.",
        ),
        (
            "grounds/escape/attemt",
            QuotedNoRow,
            "figure grounds/escape has no row attemt.",
            "The nearest are: attempt.",
        ),
        (
            "grounds/religion",
            WithheldRow,
            "row religion of figure grounds is withheld from publication, as it is too small.",
            "Take the quote out, or mark the heading above it as .internal.",
        ),
        ("relation-per-pair", InsideFigure, "figure relation-per-pair is for those inside only.", None),
        ("relation-per-pair/friend", InsideFigure, "figure relation-per-pair is for those inside only.", None),
        ("period", Unanswered, "this snapshot does not answer figure period.", None),
        ("period/first", Unanswered, "this snapshot does not answer figure period.", None),
    ],
)
def test_what_cannot_be_quoted_is_refused_with_its_place(
    what: str, refusal: type[Refusal], said: str, mend: str | None
) -> None:
    with pytest.raises(refusal) as caught:
        GUARDED.quoted(what, WHERE)
    assert str(caught.value) == f"{WHERE}: {said}"
    assert mend in (None, caught.value.mend)


def test_a_row_that_is_withheld_is_not_read_as_the_figure_of_its_name() -> None:
    quotes = replace(QUOTES, withheld={"grounds": frozenset({"escape"})})
    with pytest.raises(WithheldRow):
        quotes.quoted("grounds/escape", WHERE)


def test_a_part_names_figures_and_no_rows() -> None:
    assert QUOTES.figure("grounds/escape", WHERE) == FIGURES["grounds/escape"]
    with pytest.raises(QuotedNoFigure, match="there is no figure grounds/association"):
        QUOTES.figure("grounds/association", WHERE)


def test_of_a_snapshot_without_figures_nothing_is_near() -> None:
    with pytest.raises(QuotedNoFigure) as caught:
        Quotes(snapshot="S", day=QUOTES.day, figures={}).quoted("victims", WHERE)
    assert caught.value.mend == "The nearest are: none at all."


def test_unnamed_people_put_together_keep_their_bounds() -> None:
    figure = counted("people", 60, {"total": (15, 60), "undetermined": (45, 45)}, Unit.UNNAMED)
    row = replace(QUOTES, figures={"people": figure}).quoted("people", WHERE).row
    assert (row.n, row.high, row.percent) == (15, 60, None)
