"""The fictional interviews: whole, varied, each coded value with its passage, the hard ones coded as they should be."""

import re
import tomllib
from itertools import chain
from pathlib import Path
from uuid import UUID

import pytest

from lastseen.domain.accounts import FateAccount, specs
from lastseen.domain.answers import Absence
from lastseen.domain.coding import CodedSource, Ids, check_codes
from lastseen.domain.dates import IntervalDate, parse_date
from lastseen.exchange.codings import read_codings
from lastseen.exchange.vocabularies import load_vocabularies

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/lastseen/data/demo"
MARK = "Fictional:"
IDS = Ids(UUID(int=1))
INTERVIEWS = read_codings(DATA / "interviews", IDS, "demo")
PRESS = read_codings(DATA / "press", IDS, "demo")
HARD = tomllib.loads((HERE / "hard_passages.toml").read_text(encoding="utf-8"))["passage"]

_UNCITED = {"order", "person", "other", "case", "title", "role", "follows", "chain_kind"}
"""What no source says in so many words: how accounts hang together."""


def test_there_are_sixty_two_interviewees_each_interviewed_once() -> None:
    assert len(INTERVIEWS) == len({c.source.interviewee for c in INTERVIEWS}) == 62


def test_most_interviews_are_korean_and_some_are_english() -> None:
    spoken = [c.source.language for c in INTERVIEWS]
    assert set(spoken) == {"ko", "en"}
    assert spoken.count("en") >= 5


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.t*")), ids=lambda path: path.name)
def test_every_file_says_on_its_face_that_it_is_fictional(path: Path) -> None:
    assert MARK in path.read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("coded", [*INTERVIEWS, *PRESS], ids=lambda coded: coded.source.external_id)
def test_every_code_is_a_term_and_every_value_said_cites_its_passage(coded: CodedSource) -> None:
    vocabularies = load_vocabularies("dprk", None)
    uncited = []
    for account in coded.accounts:
        check_codes(account, vocabularies)
        for name in specs(type(account)).keys() - _UNCITED:
            uncited += [
                (account.external_id, name)
                for value in getattr(account, name)
                if not value.passages and value.value is not Absence.NOT_ASKED
            ]
    assert uncited == []


def test_no_two_transcripts_share_a_sentence_of_ten_words() -> None:
    found: dict[str, set[str]] = {}
    for coded in [*INTERVIEWS, *PRESS]:
        for sentence in _sentences(coded.text):
            found.setdefault(sentence, set()).add(coded.source.external_id)
    assert len(found) > 500
    assert {sentence: where for sentence, where in found.items() if len(where) > 1} == {}


def _sentences(text: str) -> list[str]:
    lines = (re.sub(r"^\S{1,12}[:：]\s*", "", line) for line in text.splitlines() if MARK not in line)
    sentences = chain.from_iterable(re.split(r"(?<=[.?!…])\s+", line) for line in lines)
    return [" ".join(sentence.split()) for sentence in sentences if len(sentence.split()) >= 10]


def test_at_least_eight_interviews_hold_what_must_not_be_coded_as_it_stands() -> None:
    assert len({passage["interview"] for passage in HARD}) >= 8
    assert {passage["kind"] for passage in HARD} == {"retraction", "contradiction", "not-to-be-coded"}


@pytest.mark.parametrize("passage", HARD, ids=lambda p: f"{p['interview']}-{p['kind']}")
def test_what_was_taken_back_or_endangers_somebody_is_cited_by_no_value(passage: dict[str, str]) -> None:
    coded = next(c for c in INTERVIEWS if c.source.external_id == passage["interview"])
    assert coded.text.count(passage["words"]) == 1
    start = coded.text.index(passage["words"])
    end = start + len(passage["words"])
    assert [p.quote for p in coded.passages if p.start < end and start < p.end] == []


def test_hearsay_is_coded_as_rumour_and_changes_no_status() -> None:
    told = [a for c in INTERVIEWS for a in c.accounts if isinstance(a, FateAccount)]
    rumours = [a for a in told if any(v.value == "rumour" for v in a.basis)]
    assert len(rumours) >= 8


def test_dates_as_told_are_read_as_the_intervals_that_were_coded() -> None:
    told = [
        value.value
        for coded in INTERVIEWS
        for account in coded.accounts
        for name in specs(type(account))
        for value in getattr(account, name)
        if isinstance(value.value, IntervalDate)
    ]
    assert len(told) > 80
    assert [date for date in told if parse_date(date.told) != date] == []
