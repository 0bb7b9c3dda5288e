"""How the accounts of a person or case hang together: a list of them, and the verdicts between them as arcs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.joined import Joined, Member, joined
from lastseen.operations.pages.parts import VerdictSeen
from lastseen.web.paging import ways, window
from lastseen.web.people.decided import judged
from lastseen.web.speech import Speech
from lastseen.web.visiting import Request

_SIZE = 50
_MOST_DRAWN = 30
"""With more accounts than these, arcs cross too often to be followed."""
_ROW, _SPINE, _REACH = 40, 100, 90
"""The height of a row, where the accounts stand, and how far an arc reaches at most; in units of the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A verdict between two rows of a list, as the path of an arc."""

    path: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Arcs beside a list of accounts, as high as the list."""

    height: int
    arcs: tuple[Arc, ...]


def hanging(request: Request, code: str) -> HttpResponseBase:
    """How the person or case of this code hangs together; an older code leads to the one it has now."""
    found = joined(request.rights, code, window(request, _SIZE))
    if found.code != code:
        return redirect("review:joined", code=found.code)
    speech = Speech(language=request.language, vocabularies=request.workspace.vocabularies, passages={})
    every = (*found.accounts.items, *found.beside)
    is_whole = found.accounts.total == len(found.accounts.items)
    context = {
        "found": found,
        "picture": picture(every, found.shown) if is_whole and 1 < len(every) <= _MOST_DRAWN else None,
        "is_large": not is_whole or len(every) > _MOST_DRAWN,
        "verdicts": [(one.answer, judged(speech, one)) for one in _newest_first(found)],
        "may_part": found.kind is VerdictKind.PERSON,
        "counts": [(answer.value, n) for answer, n in found.verdicts.items() if n],
        "pages": ways(found.accounts),
    }
    return render(request, "review/joined.html", context)


def _newest_first(found: Joined) -> list[VerdictSeen]:
    return sorted(found.shown, key=lambda one: one.made.number, reverse=True)


def picture(members: Sequence[Member], verdicts: Sequence[VerdictSeen]) -> Picture:
    """The verdicts between accounts as arcs to the left of a list of these, further out the further they are apart."""
    row = {member.key.id: at for at, member in enumerate(members)}
    drawn = sorted((sorted(row[end.id] for end in one.ends), one.answer) for one in verdicts)
    arcs = tuple(Arc(path=_arc(rows, len(members)), answer=answer) for rows, answer in drawn)
    return Picture(height=_ROW * len(members), arcs=arcs)


def _arc(rows: Sequence[int], count: int) -> str:
    start, end = rows
    above, below = (_ROW * at + _ROW // 2 for at in (start, end))
    out = _SPINE - (20 + (_REACH - 20) * (end - start) / max(count - 1, 1)) * 4 / 3
    return f"M{_SPINE} {above}C{out:.1f} {above} {out:.1f} {below} {_SPINE} {below}"
