"""The page of all cases: narrowed by ground, province, time and number of people, in the order asked for."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from lastseen.operations.case_list import NARROWING, CaseLine, CaseSort, find_cases
from lastseen.operations.library_query import FACETS, Query
from lastseen.web.paging import ways, window
from lastseen.web.speech import Speech
from lastseen.web.visiting import Request
from lastseen.web.words import words_in

SIZE = 50
_FIRST, _LAST = 1900, 2100
"""The years that can be asked for."""


class Narrowing(forms.Form):
    """Which cases are asked for; what is left out, or cannot be read, is not asked."""

    text = forms.CharField(required=False, max_length=200)
    grounds = forms.CharField(required=False, max_length=60)
    province = forms.CharField(required=False, max_length=60)
    since = forms.IntegerField(required=False, min_value=_FIRST, max_value=_LAST)
    until = forms.IntegerField(required=False, min_value=_FIRST, max_value=_LAST)
    people = forms.IntegerField(required=False, min_value=1, max_value=10**6)
    sort = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in CaseSort])

    def query(self) -> Query:
        """Whom the library is to find in the cases."""
        asked = self.cleaned_data
        since, until = asked.get("since"), asked.get("until")
        return Query(
            text=asked.get("text", ""),
            chosen={name: (code,) for name in NARROWING if (code := asked.get(name, ""))},
            since=None if since is None else date(since, 1, 1),
            until=None if until is None else date(until, 12, 31),
        )

    def order(self) -> tuple[CaseSort, int]:
        """The order asked for, and with how many people a case is listed at least."""
        asked = self.cleaned_data
        return CaseSort(asked.get("sort") or CaseSort.CODE), asked.get("people") or 1


def cases(request: Request) -> HttpResponse:
    """The cases as asked for."""
    form = Narrowing(request.GET)
    words = words_in(request.language)["people"]["cases"]
    for name in ("since", "until", "people"):
        form.fields[name].error_messages |= dict.fromkeys(("invalid", "min_value", "max_value"), words["bad_number"])
    form.is_valid()
    found = find_cases(request.rights, form.query(), form.order(), request.workspace, window(request, SIZE))
    speech = Speech(language=request.language, vocabularies=request.workspace.vocabularies, passages={})
    context = {
        "form": form,
        "lines": [_line(speech, one) for one in found.page.items],
        "choices": {name: _choices(speech, name, found.counts[name]) for name in NARROWING},
        "sorts": [(one.value, words["sorts"][one.value]) for one in CaseSort],
        "total": found.page.total,
        "pages": ways(found.page),
        "asked": any(request.GET.get(name) for name in form.fields if name != "sort"),
    }
    return render(request, "people/cases.html", context)


def _choices(speech: Speech, facet: str, counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    vocabulary = FACETS[facet].vocabulary
    return [(code, speech.label(vocabulary, code), n) for code, n in counts.items()]


def _line(speech: Speech, line: CaseLine) -> dict[str, object]:
    taken = line.taken
    return {
        "case": line.case,
        "taken": "" if taken is None else speech.wording.interval(taken.earliest, taken.latest),
        "province": [speech.label("place", code) for code in line.province],
        "grounds": [speech.label("grounds", code) for code in line.grounds],
        "first": [speech.label("authority", code) for code in line.first],
        "sources": line.sources,
    }
