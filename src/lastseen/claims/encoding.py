"""Claims and their matrix as JSON, in the shape other programs rely on."""

from typing import Any

from lastseen.claims.claim import Claim
from lastseen.claims.comparing import Matrix


def claim_as_json(claim: Claim, because: str) -> dict[str, Any]:
    """A claim with its reason in words. Shares are in percent; a limit that is not given is null.

    ``start`` and ``end`` are characters of the text read.
    """
    one = claim.quantity
    return {
        "sentence": claim.sentence,
        "start": one.start,
        "end": one.end,
        "low": one.low,
        "high": one.high,
        "modality": one.modality.value,
        "is_share": one.is_share,
        "unit": one.unit,
        "about": ", ".join(claim.about),
        "figure": claim.figure,
        "verdict": claim.verdict.value,
        "because": because,
    }


def matrix_as_json(matrix: Matrix) -> dict[str, Any]:
    """The matrix: for each figure what each text says of it, which exclude each other, and who seems to follow whom."""
    return {
        "figures": [
            {
                "figure": line.figure,
                "contradiction": line.contradiction,
                "texts": {file: [_said(claim) for claim in claims] for file, claims in line.said.items()},
            }
            for line in matrix.lines
        ],
        "origins": {file: list(origins) for file, origins in matrix.origins.items()},
        "dates": dict(matrix.dated),
        "following": [{"texts": list(one.texts), "first": one.first, "shared": one.shared} for one in matrix.following],
    }


def _said(claim: Claim) -> dict[str, Any]:
    one = claim.quantity
    return {
        "start": one.start,
        "low": one.low,
        "high": one.high,
        "is_share": one.is_share,
        "verdict": claim.verdict.value,
    }
