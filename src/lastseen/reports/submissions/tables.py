"""Tables of a letter: a figure row by row, and the people who may be shown, one on each line."""

from lastseen.figures import Figure, Row
from lastseen.reports.document.model import Align, Column, Line, Table, Text, Weight, plain
from lastseen.reports.people_table import span
from lastseen.reports.records.shown import Shown, ShownPerson
from lastseen.reports.submissions.romanising import in_latin
from lastseen.reports.submissions.saying import Speech
from lastseen.reports.texts import shown

_ASIDES = frozenset({"unknown", "undetermined", "withheld"})
_WIDTHS = {"person": 0.24, "traits": 0.16, "when": 0.12, "where": 0.18, "by_whom": 0.18, "fate": 0.12}
_PART = 7


def figure_table(voice: Speech, figure: Figure, vocabulary: str, caption: Text) -> Table:
    """A figure with n, share and, where it differs, at most; under it what is counted, and that small rows are out."""
    rows, heads = shown(figure), voice.texts["head"]
    is_bounded = any(row.high > row.n for row in rows)
    columns = ("n", "percent", *["at_most"] * is_bounded)
    return Table(
        caption=caption,
        columns=(
            Column(head=heads["answer"]),
            *(Column(head=heads[name], align=Align.NUMBER) for name in columns),
        ),
        lines=tuple(_row(voice, figure, row, vocabulary, bounded=is_bounded) for row in rows),
        notes=(plain(voice.texts["counted"].format(N=voice.words.counted(figure.N, figure.unit))),),
    )


def people_lines(voice: Speech, content: Shown) -> Table:
    """Everybody who may be shown: by name, else under an alias made for the body alone."""
    heads = voice.texts["head"]
    return Table(
        caption=plain(voice.texts["people"]["caption"]),
        columns=tuple(Column(head=heads[name], width=width) for name, width in _WIDTHS.items()),
        lines=tuple(_person(voice, one) for one in content.people),
        notes=(plain(voice.texts["people"]["named" if content.named else "unnamed"]),),
        dense=True,
    )


def _row(voice: Speech, figure: Figure, row: Row, vocabulary: str, *, bounded: bool) -> Line:
    about = figure.rounded_to > 1
    label = voice.row_label(vocabulary, row.code, row.labels)
    percent = "" if row.percent is None else voice.words.percent(row.percent)
    cells = [label, voice.words.in_digits(row.n, about=about), percent]
    if bounded:
        cells.append(voice.words.number(row.high) if row.high > row.n else "")
    weight = Weight.ASIDE if row.code in _ASIDES else Weight.ANSWER
    return Line(cells=tuple(map(plain, cells)), weight=weight)


def _person(voice: Speech, one: ShownPerson) -> Line:
    names = [name.text for name in one.names]
    traits = [*(voice.label("sex", code) for code in one.sex), span(one.age)]
    cells = (
        " / ".join(filter(None, (in_latin(names), *dict.fromkeys(names)))) or _alias(one.alias),
        ", ".join(filter(None, traits)),
        span(one.taken),
        "; ".join(voice.label("place", code) for code in one.place or one.country),
        "; ".join(voice.label("authority", code) for code in one.authorities),
        "; ".join(voice.label("fate-status", code) for code in one.fate),
    )
    return Line(cells=tuple(plain(cell or "–") for cell in cells))


def _alias(alias: str) -> str:
    """An alias in groups, so that a line can break in it."""
    return " ".join(alias[start : start + _PART] for start in range(0, len(alias), _PART))
