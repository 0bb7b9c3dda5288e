"""Codes made of several, such as ``border-guard>mss``: what each part is, and how they are shown together."""

from collections.abc import Mapping
from dataclasses import dataclass

from lastseen.domain.derive.variables import Variable


@dataclass(frozen=True, slots=True)
class _Pairing:
    """The sign between parts, how they are shown, and the vocabulary of each; none for one that shows itself."""

    sign: str
    shown: str
    vocabularies: tuple[str, ...]


_PAIRINGS: Mapping[str, _Pairing] = {
    "hand_overs": _Pairing(">", "{} → {}", ("authority", "authority")),
    "stage_moves": _Pairing(">", "{}. {} → {}", ("", "stage-kind", "stage-kind")),
    "return_legs": _Pairing(">", "{} → {}", ("place", "place")),
    "fate_told": _Pairing("/", "{} · {}", ("fate-status", "basis")),
}


def is_paired(variable: str) -> bool:
    """Whether codes of a variable are made of several."""
    return variable in _PAIRINGS


def parts(variable: str, code: str) -> tuple[str, ...]:
    """The parts of a code, one where it has no more: ``("border-guard", "mss")``, ``("not-handed-over",)``."""
    return tuple(code.split(_PAIRINGS[variable].sign)) if variable in _PAIRINGS else (code,)


def vocabularies(variable: Variable) -> tuple[str, ...]:
    """The vocabulary of each part; a part without one stands for itself."""
    return _PAIRINGS[variable.name].vocabularies if variable.name in _PAIRINGS else (variable.vocabulary,)


def shown(variable: str, labels: tuple[str, ...]) -> str:
    """The labels of the parts as one label."""
    return _PAIRINGS[variable].shown.format(*labels) if len(labels) > 1 else labels[0]
