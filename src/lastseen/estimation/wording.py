"""An estimate in a plain sentence: its interval, what it assumes, and what may not be said."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from lastseen.domain.errors import Refusal
from lastseen.estimation.captures import Captures
from lastseen.estimation.estimate import Estimate

LANGUAGES = ("en", "ko", "es")
"""The languages in which an estimate can be told."""


def sentence(estimate: Estimate, language: str = "en") -> str:
    """What may be said of an estimate, in ``en``, ``ko`` or ``es``."""
    words = _words(language)
    filled = {
        "name": method_name(estimate.method, language),
        "point": _whole(estimate.point),
        "low": _whole(estimate.low),
        "high": _whole(estimate.high),
        "observed": _whole(estimate.observed),
        "level": round(100 * estimate.level),
    }
    kind = "bound" if estimate.is_bound else "estimate"
    told = [
        words[kind].format(**filled),
        *warned(estimate, language),
        assumed(estimate.assumptions, language),
        not_said(language),
    ]
    return " ".join(told)


def refused_sentence(method: str, refusal: Refusal, language: str = "en") -> str:
    """That a method gave nothing, why, and what would mend it."""
    words = _words(language)
    return str(words["refused"].format(name=method_name(method, language), reason=reason(refusal, language)))


def method_name(method: str, language: str) -> str:
    """What a method is called."""
    return str(_words(language)["names"].get(method, method))


def assumed(assumptions: Iterable[str], language: str) -> str:
    """What is assumed, as a sentence."""
    words = _words(language)
    return str(words["assumes"].format(assumptions="; ".join(words["assumptions"][key] for key in assumptions)))


def warned(estimate: Estimate, language: str) -> list[str]:
    """What the reader of an estimate must be told beside it, each a sentence."""
    words = _words(language)["warnings"]
    return [words[key].format(**values) for key, values in estimate.warnings.items()]


def not_said(language: str) -> str:
    """What no estimate says."""
    return str(_words(language)["not_said"])


def reason(refusal: Refusal, language: str) -> str:
    """Why there is no estimate, and what would mend it; in English where the language has no words for it."""
    told = _words(language).get("reasons", {}).get(refusal.code)
    return f"{refusal} {refusal.mend}" if told is None else str(told.format(**refusal.values))


def empty_pairs(captures: Captures) -> dict[str, dict[str, str]]:
    """The warning of lists that share nobody; none where all share somebody."""
    lists = captures.lists
    known = {frozenset(pair) for pair in captures.never}
    apart = [(i, j) for i, j in combinations(range(len(lists)), 2) if captures.both(i, j) == 0]
    pairs = [(i, j) for i, j in apart if {lists[i], lists[j]} not in known]
    told = ", ".join(f"{lists[i]}/{lists[j]}" for i, j in pairs)
    return {"empty": {"lists": told}} if pairs else {}


def _whole(number: float) -> str:
    return f"{round(number):,}"


@cache
def _words(language: str) -> dict[str, Any]:
    file = files("lastseen") / "data" / "estimation" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
