"""Everybody found, as a file: it says of itself what was asked for, of which snapshot, and how much is left out."""

import csv
import json
from collections.abc import Callable, Mapping
from io import StringIO

from django.http import HttpResponse
from django.shortcuts import render

from lastseen.domain.release import Released
from lastseen.domain.rights import May
from lastseen.operations.exports import Export, export_people
from lastseen.operations.library import find_people
from lastseen.operations.snapshots import describe_snapshots, find_snapshot
from lastseen.web.entry.freshness import fresh
from lastseen.web.library.asking import read
from lastseen.web.library.titles import title
from lastseen.web.library.views import labels_for
from lastseen.web.visiting import Request

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

About = Mapping[str, str | int]


def as_csv(export: Export, about: About) -> str:
    """Lines that begin with # say what the file is; then one line for each person, values within a cell parted by |."""
    file = StringIO()
    for name, value in about.items():
        file.write(f"# {name}: {' '.join(str(value).split())}\r\n")
    rows = csv.writer(file)
    rows.writerow(["code", *export.columns])
    for person in export.people:
        rows.writerow([person.code, *(_safe(" | ".join(person.cells[column])) for column in export.columns)])
    return file.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_json(export: Export, about: About) -> str:
    """One object: what the file is, and the people."""
    people = [{"code": person.code, **person.cells} for person in export.people]
    return json.dumps({**about, "people": people}, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, tuple[str, Callable[[Export, About], str]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}
"""The formats of an export, by the ending of the file's name."""


@fresh
def export(request: Request) -> HttpResponse:
    """The page that says what the file will have in it, and the file."""
    request.rights.require(May.RELEASE)
    asking = read(request.GET)
    if request.method == "POST":
        return _written(request)
    total = find_people(request.rights, asking.query, request.workspace).total
    manifests = describe_snapshots(request.workspace)
    context = {
        "asking": asking,
        "title": title(labels_for(request), asking.query, total),
        "total": total,
        "snapshot": {"name": manifests[-1].name, "day": manifests[-1].day} if manifests else None,
        "formats": FORMATS,
    }
    return render(request, "library/export.html", context)


def _written(request: Request) -> HttpResponse:
    asking = read(request.GET)
    ending = request.POST.get("format", "")
    kind, write = FORMATS.get(ending, FORMATS["csv"])
    actor, workspace = request.rights.user, request.workspace
    snapshot = find_snapshot(workspace, None)
    released = export_people(snapshot, asking.query, asking.columns, workspace, actor=actor, now=request.now)
    content = write(released.content, _about(request, released))
    name = f"library-{released.content.day}.{ending if ending in FORMATS else 'csv'}"
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _about(request: Request, released: Released[Export]) -> About:
    asking, export = read(request.GET), released.content
    notice = request.workspace.notice.get(request.language, "")
    return {
        **({"notice": notice} if notice else {}),
        "asked": title(labels_for(request), asking.query, export.found),
        "address": asking.address,
        "profile": released.profile.value,
        "snapshot": released.snapshot,
        "snapshot_day": export.day,
        "ledger": released.ledger,
        "release": str(released.id),
        "sources_withheld": released.withheld,
        "found": export.found,
        "in_this_file": len(export.people),
    }
