"""The gold set: every number found and nothing else, no right number called wrong, and what is wrong called so."""

from pathlib import Path

import pytest

from lastseen.claims import WRONG, Claim, Reference, Text, check, read_reference
from tests.claims.goldset import FURTHER, Due, Sentence, gold, meets

SHARED = Path(__file__).parents[3] / "shared" / "reference" / "tjwg-2024.json"
SENTENCES = (*gold(), *gold(FURTHER))


@pytest.fixture(scope="module")
def reference() -> Reference:
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is missing")
    return read_reference(SHARED)


def read(sentence: Sentence, reference: Reference | None) -> tuple[Claim, ...]:
    return check(Text(file="gold", language=sentence.language, content=sentence.content), reference)


def at(due: Due, claims: tuple[Claim, ...]) -> list[Claim]:
    return [claim for claim in claims if claim.quantity.start < due.end and due.start < claim.quantity.end]


def test_the_gold_set_is_of_three_languages_and_every_verdict() -> None:
    verdicts = {due.verdict for sentence in SENTENCES for due in sentence.due}
    assert {sentence.language for sentence in SENTENCES} == {"en", "es", "ko"}
    assert verdicts == {"ok", "?", *(verdict.value for verdict in WRONG)}
    assert len(SENTENCES) >= 300


def test_numbers_are_found_and_what_is_no_claim_is_not() -> None:
    missed, extra = [], []
    for sentence in SENTENCES:
        claims = read(sentence, None)
        missed += [sentence.content[due.start : due.end] for due in sentence.due if not at(due, claims)]
        found = [claim for due in sentence.due for claim in at(due, claims)]
        extra += [(claim.sentence, claim.quantity.start) for claim in claims if claim not in found]
    assert (len(missed) <= 3, extra) == (True, []), missed


def test_no_right_number_is_called_wrong_and_every_verdict_is_the_one_due(reference: Reference) -> None:
    alarms, others = [], []
    for sentence in SENTENCES:
        claims = read(sentence, reference)
        for due in sentence.due:
            for claim in at(due, claims):
                told = (sentence.content, due, claim.verdict.value)
                if due.verdict in {"ok", "?"} and claim.verdict in WRONG:
                    alarms.append(told)
                elif not meets(claim.verdict.value, due.verdict):
                    others.append(told)
    assert alarms == []
    assert len(others) <= 0.02 * sum(len(sentence.due) for sentence in SENTENCES), others
