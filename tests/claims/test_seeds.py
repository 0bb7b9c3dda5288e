"""Five published articles: their known misreports are called so, and nothing else is."""

from pathlib import Path

import pytest

from lastseen.claims import WRONG, Reading, check, compare, read_reference, read_text

SHARED = Path(__file__).parents[3] / "shared"
MISREPORTS = [
    [
        ("Over 100", "other-base"), ("81.4%", "other-category"), ("as young as ten", "other-category"),
        ("81.4%", "other-category"), ("more than 100", "other-base"), ("Nearly half", "overstated"),
    ],
    [("over 100", "other-base"), ("quadrennial", "understated"), ("over 600", "overstated")],
    [("Over 100", "other-base"), ("113", "other-base")],
    [],
    [],
]  # fmt: skip
FOUND = [14, 16, 11, 15, 5]


def test_the_misreports_of_five_articles_are_named_and_no_right_number_is() -> None:
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    if len(seeds) != 5:
        pytest.skip(f"{SHARED / 'seeds'} is missing")
    reference = read_reference(SHARED / "reference" / "tjwg-2024.json")
    with Path("/dev/null").open("rb") as nothing:
        texts = [read_text(path, nothing) for path in seeds]
    readings, matrix = compare([Reading(text=text, claims=check(text, reference)) for text in texts])
    named = [
        [
            (one.text.content[claim.quantity.start : claim.quantity.end], claim.verdict.value)
            for claim in one.claims
            if claim.verdict in WRONG
        ]
        for one in readings
    ]
    assert named == MISREPORTS
    assert [len(one.claims) for one in readings] == FOUND
    assert [line.figure for line in matrix.lines if line.contradiction] == ["review-cycle", "mass-repatriation/total"]
