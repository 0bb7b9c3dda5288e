"""Custody stage by stage, as each independent source tells it, under a letter in place of the source."""

from collections.abc import Iterator
from string import ascii_uppercase

from lastseen.reports.document.model import Column, Line, Table, plain
from lastseen.reports.records.accounts import ToldAccount
from lastseen.reports.records.takings import Taking
from lastseen.reports.submissions.saying import Speech

_WIDTHS = {"stage": 0.18, "when": 0.2, "where": 0.22, "by_whom": 0.25, "grounds": 0.15}


def by_letter(voice: Speech, taking: Taking) -> Iterator[Table]:
    """A table for each source that tells of any stage."""
    told = [telling for telling in taking.tellings if telling.stages]
    for place, telling in enumerate(told):
        letter = ascii_uppercase[place % 26] + (str(place // 26) if place > 25 else "")
        yield Table(
            caption=plain(voice.texts["as_told"].format(letter=letter)),
            columns=tuple(Column(head=voice.texts["head"][head], width=share) for head, share in _WIDTHS.items()),
            lines=tuple(_line(voice, stage) for stage in telling.stages),
        )


def _line(voice: Speech, stage: ToldAccount) -> Line:
    places = [voice.place(code) for field in ("place_from", "place") if (code := stage.code(field)) is not None]
    held = (value for value in stage.said("authorities").values if value.code)
    cells = (
        voice.told(stage, "stage", "stage-kind"),
        voice.when(stage.said("start").values),
        " → ".join(dict.fromkeys(places)),
        "; ".join(dict.fromkeys(_by_whom(voice, value.code or "", value.role) for value in held)),
        voice.told(stage, "grounds", "grounds"),
    )
    return Line(cells=tuple(plain(cell or "–") for cell in cells))


def _by_whom(voice: Speech, code: str, role: str | None) -> str:
    label = voice.label("authority", code)
    return label if role is None else f"{label} ({voice.label('authority-role', role).lower()})"
