"""The entries of the ledger, to be filtered; and whether all of them still are as they were written."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, time, tzinfo
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from lastseen.operations.pages import EntriesWanted, EntryLine, LedgerState, ledger_state, log
from lastseen.web.paging import ways, window
from lastseen.web.visiting import Request
from lastseen.web.words import words_in

SIZE = 100


class FilterForm(forms.Form):
    """Which entries are asked for; what is left out is not asked."""

    user = forms.CharField(required=False, max_length=150)
    operation = forms.CharField(required=False, max_length=60)
    since = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    until = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def wanted(self, zone: tzinfo | None) -> EntriesWanted:
        """What was asked for, as far as it can be read; days are days of this time zone."""
        asked = self.cleaned_data
        since, until = asked.get("since"), asked.get("until")
        return EntriesWanted(
            users=tuple(filter(None, [asked.get("user")])),
            operations=tuple(filter(None, [asked.get("operation")])),
            since=since and datetime.combine(since, time.min, zone),
            until=until and datetime.combine(until, time.max, zone),
        )


def index(request: Request) -> HttpResponse:
    """The entries that are as wanted, newest first."""
    return _entries(request, None)


@require_POST
def verify(request: Request) -> HttpResponse:
    """The same, after every entry and every row it covers has been read and checked."""
    return _entries(request, ledger_state(request.rights))


def _entries(request: Request, state: LedgerState | None) -> HttpResponse:
    form = FilterForm(request.GET)
    form.fields["since"].error_messages["invalid"] = _words(request)["bad_day"]
    form.fields["until"].error_messages["invalid"] = _words(request)["bad_day"]
    form.is_valid()
    found = log(request.rights, form.wanted(request.now.tzinfo), window(request, SIZE))
    context = {
        "form": form,
        "found": found,
        "entries": [(line, touched(line, _words(request)["kinds"])) for line in found.page.items],
        "operations": [(one, _words(request)["operations"].get(one, one)) for one in found.operations],
        "pages": ways(found.page),
        "state": state,
    }
    return render(request, "log/index.html", context)


def touched(line: EntryLine, names: Mapping[str, str]) -> list[tuple[str, int]]:
    """How much of each kind of thing an entry touched, by the name of the kind; the most first."""
    counts = Counter[str]()
    for what, n in line.counts.items():
        counts[what.partition(".")[0]] += n
    return [(names.get(kind, kind), n) for kind, n in counts.most_common()]


def _words(request: Request) -> Mapping[str, Any]:
    words: Mapping[str, Any] = words_in(request.language)["log"]
    return words
