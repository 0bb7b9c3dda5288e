"""An estimate in a plain sentence: its interval, what it assumes, and what may not be said."""

import tomllib
from functools import cache
from importlib.resources import files
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
        "name": words["names"][estimate.method],
        "point": _whole(estimate.point),
        "low": _whole(estimate.low),
        "high": _whole(estimate.high),
        "observed": _whole(estimate.observed),
        "level": round(100 * estimate.level),
    }
    kind = "bound" if "lower-bound" in estimate.assumptions else "estimate"
    assumed = "; ".join(words["assumptions"][key] for key in estimate.assumptions)
    warned = [words["warnings"][key].format(**values) for key, values in estimate.warnings.items()]
    told = [words[kind].format(**filled), *warned, words["assumes"].format(assumptions=assumed), words["not_said"]]
    return " ".join(told)


def refused_sentence(method: str, refusal: Refusal, language: str = "en") -> str:
    """That a method gave nothing, and why; the reason in English, as refusals are told."""
    words = _words(language)
    name = words["names"].get(method, method)
    return str(words["refused"].format(name=name, sentence=refusal, hint=refusal.mend))


def empty_pairs(captures: Captures) -> dict[str, dict[str, str]]:
    """The warning of lists that share nobody; none where all share somebody."""
    lists = captures.lists
    pairs = [(i, j) for i in range(len(lists)) for j in range(i + 1, len(lists)) if captures.both(i, j) == 0]
    told = ", ".join(f"{lists[i]}/{lists[j]}" for i, j in pairs)
    return {"empty": {"lists": told}} if pairs else {}


def _whole(number: float) -> str:
    return f"{round(number):,}"


@cache
def _words(language: str) -> dict[str, Any]:
    file = files("lastseen") / "data" / "estimation" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
