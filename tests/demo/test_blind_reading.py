"""Whether a reader who sees only the passage arrives at the code: the recorded reading against the registry's codes."""

import tomllib
from pathlib import Path

from lastseen.domain.answers import Absence
from lastseen.domain.dates import Age, IntervalDate
from tests.demo.test_interviews import INTERVIEWS

READ = tomllib.loads((Path(__file__).parent / "blind_reading.toml").read_text(encoding="utf-8"))["value"]


def test_thirty_different_values_were_read() -> None:
    assert len({(v["interview"], v["account"], v["field"], v["passage"]) for v in READ}) == 30


def test_at_least_twenty_eight_of_thirty_passages_lead_a_reader_to_the_code() -> None:
    agreed = [value for value in READ if value["read"] in _codes(value)]
    assert len(agreed) >= 28


def _codes(value: dict[str, str]) -> set[str]:
    coded = next(c for c in INTERVIEWS if c.source.external_id == value["interview"])
    account = next(a for a in coded.accounts if f"{a.kind} {a.external_id}" == value["account"])
    quotes = {p.id: p.quote for p in coded.passages}
    said = getattr(account, value["field"])
    return {_written(v.value) for v in said if value["passage"] in {quotes[p] for p in v.passages}}


def _written(value: object) -> str:
    match value:
        case Absence():
            return value.value
        case IntervalDate():
            return f"{value.earliest}/{value.latest}"
        case Age():
            return f"{value.low} {value.reckoning.value}"
        case _:
            return str(value)
