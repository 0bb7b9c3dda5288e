"""How well people are linked: precision and recall as a picture, in sentences, and what each stratum gave."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render

from lastseen.linkage.assessing import Counted, Share, TooFewJudged
from lastseen.linkage.sampling import FAR
from lastseen.operations.judging import sample_page
from lastseen.operations.quality import NoSample, Quality, quality
from lastseen.reports.wording import wording
from lastseen.web.review.asking import tabs
from lastseen.web.review.sample_picture import Estimated, estimates
from lastseen.web.visiting import Request
from lastseen.web.words import say, told, words_in

_FIGURES = ("precision", "recall_near", "recall")


def index(request: Request) -> HttpResponseBase:
    """The figures of the newest sample; where too little of it is judged, how much more is needed."""
    context = {"tabs": tabs(request, {}, "quality"), **_shown(request)}
    return render(request, "review/quality.html", context)


def _shown(request: Request) -> dict[str, Any]:
    try:
        return _context(request, quality(request.rights, request.workspace))
    except NoSample as refusal:
        return {"refused": told(refusal, request.language)}
    except TooFewJudged as refusal:
        page = sample_page(request.rights)
        progress = {"judged": page.judged, "total": page.total}
        return {"refused": told(refusal, request.language), "progress": progress}


def _context(request: Request, found: Quality) -> dict[str, Any]:
    language = request.language
    words = words_in(language)["sample"]
    shares = {name: share for name in _FIGURES if (share := getattr(found.assessment, name)) is not None}
    rows = [
        Estimated(label=words["figure"][name], text=_in_short(share), share=share) for name, share in shares.items()
    ]
    return {
        "found": found,
        "drawing": estimates(rows, words["picture"]),
        "alternative": "; ".join(f"{row.label}: {row.text}" for row in rows),
        "sentences": tuple(_sentences(found, shares, language)),
        "figures": [
            {"label": words["figure"][name], "text": _in_short(share), "more": _more(found, name, words)}
            for name, share in shares.items()
        ],
        "strata": [_stratum(one, language) for one in found.assessment.strata],
        "about": _about(found),
    }


def _stratum(one: Counted, language: str) -> dict[str, Any]:
    numbers = (one.pairs, one.drawn, one.judged, one.same, one.different, one.unsure)
    return {"stratum": one.stratum.value, "numbers": [wording(language).number(number) for number in numbers]}


def _about(found: Quality) -> dict[str, object]:
    """Which sample it is."""
    return {
        "judged": found.assessment.judged,
        "total": sum(one.drawn for one in found.assessment.strata),
        "user": found.sample.made.user,
        "day": found.sample.made.at.date().isoformat(),
    }


def _sentences(found: Quality, shares: Mapping[str, Share], language: str) -> Iterator[str]:
    """What the figures say, plainly."""
    words, numbers, told_ = words_in(language)["sample"]["sentence"], wording(language), found.assessment
    if "precision" not in shares:
        yield words["nothing_joined"]
    for name, share in shares.items():
        yield words[name].format(share=_point(share), low=_whole(share.at_least), high=_whole(share.at_most))
    far = [one for one in told_.strata if one.stratum in FAR]
    if sum(one.pairs for one in far):
        yield words["far"].format(
            pairs=numbers.number(sum(one.pairs for one in far)),
            judged=numbers.number(sum(one.judged for one in far)),
            same=numbers.number(sum(one.same for one in far)),
            most=numbers.number(round(told_.missed_far)),
        )
    for name, number in (("unsure", told_.unsure), ("waiting", found.waiting), ("since", found.since)):
        if number:
            yield say(words[name], number, language)


def _more(found: Quality, name: str, words: Mapping[str, Any]) -> str:
    """How many more to judge until a figure is known well."""
    number = found.more[name]
    if number is None:
        return str(words["more"]["hardly"])
    return str(words["more"]["about"].format(n=number) if number else words["more"]["known"])


def _in_short(share: Share) -> str:
    return f"{_point(share)} ({_whole(share.at_least)}–{_whole(share.at_most)})"


def _point(share: Share) -> str:
    """The estimate; both ends of it where somebody was unsure."""
    low, high = _whole(share.low), _whole(share.high)
    return f"{low}%" if low == high else f"{low}–{high}%"


def _whole(share: float) -> str:
    """So many of a hundred, without decimals: no sample is so large that they would mean anything."""
    return f"{100 * share:.0f}"
