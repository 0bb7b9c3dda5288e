"""What letters about a pattern, and files that leave, have to have: each lack by itself, and the limit of words."""

from dataclasses import replace
from typing import Any

import pytest

from lastseen.domain.submitting import Check
from lastseen.domain.submitting_files import Enclosing, check_files
from lastseen.domain.submitting_patterns import Draft, check_draft, count_words, names_within
from lastseen.reports.submissions.asking import forms, mandates

UPR, ALLEGATION, JOINT = (forms()[id_] for id_ in ("upr", "allegation", "joint-letter"))
WHOLE = Draft(
    submitters=("An archive (invented)",),
    states=("KP",),
    mandates=mandates()[:1],
    sections=frozenset({"facts", "method", "law", "earlier", "asks"}),
    words=500,
    counted=12,
    asked=2,
)
FILES = Enclosing(submitter="An archive (invented)", files=3)


def doubts(found: Check) -> dict[str, tuple[str, str, int]]:
    """Everything that is not as it should be."""
    return {one.code: (one.status.value, one.why, one.n) for one in found.elements if one.status != "ok"}


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.id)
def test_a_letter_that_has_everything_lacks_nothing(form: Any) -> None:
    found = check_draft(form, WHOLE)
    assert doubts(found) == {}
    assert [one.code for one in found.elements] == list(form.elements)
    assert (found.procedure, found.track, found.states) == (form.id, "pattern", ("KP",))


@pytest.mark.parametrize(
    ("form", "lacking", "expected"),
    [
        (UPR, {"submitters": (" ",)}, {"submitter": ("missing", "none", 0)}),
        (UPR, {"confidential": True}, {"submitter": ("missing", "published", 0)}),
        (ALLEGATION, {"confidential": True}, {}),
        (UPR, {"states": ()}, {"state": ("missing", "none", 0)}),
        (UPR, {"states": ("KP", "CN")}, {"state": ("missing", "several", 2)}),
        (ALLEGATION, {"states": ("KP", "CN")}, {}),
        (UPR, {"sections": frozenset({"facts", "asks", "method"})}, {"earlier": ("warning", "unwritten", 0)}),
        (UPR, {"sections": WHOLE.sections - {"asks"}}, {"asks": ("missing", "unwritten", 0)}),
        (ALLEGATION, {"sections": WHOLE.sections - {"law"}}, {"law": ("missing", "unwritten", 0)}),
        (ALLEGATION, {"counted": 1}, {"figures": ("missing", "few", 1)}),
        (ALLEGATION, {"asked": 0}, {"people": ("warning", "none", 0)}),
        (ALLEGATION, {"withheld": 1}, {"people": ("missing", "withheld", 1)}),
        (ALLEGATION, {"approvals": 2}, {"people": ("missing", "unapproved", 2)}),
        (JOINT, {"mandates": ()}, {"mandates": ("missing", "none", 0)}),
        (JOINT, {"named": 2}, {"names": ("missing", "named", 2)}),
        (JOINT, {"working": True}, {"language": ("warning", "working", 0)}),
    ],
)
def test_of_a_letter_just_what_is_lacking_is_told(form: Any, lacking: dict[str, Any], expected: object) -> None:
    assert doubts(check_draft(form, replace(WHOLE, **lacking))) == expected


@pytest.mark.parametrize(
    ("submitters", "words", "over"),
    [(1, 2815, 0), (1, 2816, 1), (2, 2816, 0), (2, 5630, 0), (3, 5700, 70)],
)
def test_the_review_takes_words_up_to_its_limit_and_more_of_several_submitters(
    submitters: int, words: int, over: int
) -> None:
    found = check_draft(UPR, replace(WHOLE, submitters=("An archive",) * submitters, words=words))
    assert doubts(found) == ({"words": ("missing", "over", over)} if over else {})


def test_words_are_counted_between_spaces_and_marks_alone_are_none() -> None:
    assert count_words(["Nobody – not one – was told.", "1. 두 번째 문장", " — "]) == 9


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They took Son Garam at night.", {"Son Garam"}),
        ("They took son  garam.", {"Son Garam"}),
        ("The Son Garamond type.", set()),
        ("고은별은 끌려갔다.", {"고은별"}),
        ("그리고은별빛이", set()),
        ("As P-0012 said in I-07.", {"P-0012", "I-07"}),
        ("Her daughter, in 2011.", set()),
    ],
)
def test_names_and_codes_are_found_in_words_but_not_inside_other_words(text: str, found: set[str]) -> None:
    assert names_within(text, {"Son Garam", "고은별", "Garam", "김철"}) == found


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, {}),
        ({"files": 0}, {"files": ("missing", "none", 0)}),
        ({"submitter": ""}, {"submitter": ("missing", "none", 0)}),
        ({"refused": 1}, {"consent": ("missing", "files", 1)}),
        ({"protected": 2}, {"protection": ("missing", "files", 2)}),
        ({"aside": 1}, {"files": ("missing", "aside", 1)}),
        ({"listed": 1}, {"copies": ("warning", "listed-only", 1)}),
    ],
)
def test_of_files_just_what_holds_them_back_is_told(told: dict[str, Any], expected: object) -> None:
    assert doubts(check_files(replace(FILES, **told))) == expected
