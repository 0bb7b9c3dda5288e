"""Texts are entered, credited, corrected and aligned; what cites them stands where its words are now."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from lastseen.domain.answers import PassageId
from lastseen.domain.correcting import Carried
from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.domain.sources import Passage, text_digest
from lastseen.domain.texts import CheckedByAuthor, Credits, Range, Segment, TextState
from lastseen.operations.correcting import (
    Corrected,
    CorrectedMeanwhile,
    PassagesUndecided,
    correct_text,
    weigh_correction,
)
from lastseen.operations.library_sayings import find_words
from lastseen.operations.pages import NotFound, Wanted, Window, source_page
from lastseen.operations.text_shelf import Behind, Shelf, behind, original_of, shelf, texts_to_check
from lastseen.operations.texts import EmptyText, NewText, NoTranslation, TextThere, add_text, align_texts, credit_text
from lastseen.operations.users import add_user, rights_of
from lastseen.storage.ledger import position
from lastseen.storage.reading import passages
from tests.coded import IDS, hand, interview
from tests.conftest import NOW, Registry

OLD = "I-01: 고은별 was taken. Of p1."
BY_JI = Credits(author="ji")


@pytest.fixture
def told(registry: Registry) -> Registry:
    """A registry with one coded interview, whose passage is of the words that its people's names cite."""
    hand(registry, interview("I-01"))
    return registry


def rights(registry: Registry) -> Rights:
    return rights_of(registry.owner)


def held(registry: Registry) -> Shelf:
    return shelf(rights(registry), "I-01")


def newest(registry: Registry) -> str:
    return held(registry).current[0].name


def correct(registry: Registry, text: str, places: Mapping[PassageId, Range | None] | None = None) -> str:
    corrected = Corrected(name=newest(registry), text=text, author="ji", places=places or {})
    return correct_text("I-01", corrected, registry.workspace, actor=registry.owner, now=NOW)


def add(registry: Registry, text: str, **changed: object) -> str:
    new = NewText(role="translation", language="ko", text=text, made=BY_JI, translates=newest(registry))
    return add_text(
        "I-01",
        replace(new, **changed),  # type: ignore[arg-type]  # fields of its own
        registry.workspace,
        actor=registry.owner,
        now=NOW,
    )


def cited(registry: Registry) -> Passage:
    """The one passage that is cited, as the page of the interview shows it."""
    (one,) = source_page(rights(registry), "I-01", Window()).cited
    return one.passage


def test_a_text_entered_has_an_author_and_is_to_be_checked(told: Registry) -> None:
    name = add(told, "고은별이 잡혀갔다.")
    text = held(told).text(name)
    assert (text.role, text.version, text.credits, text.is_checked) == ("translation", 1, BY_JI, False)
    assert held(told).original(text) == held(told).texts[0]


@pytest.mark.parametrize(("text", "refusal"), [(" \n", EmptyText), (OLD, TextThere)])
def test_an_empty_text_and_one_that_is_there_are_refused(told: Registry, text: str, refusal: type[Exception]) -> None:
    before = position()
    with pytest.raises(refusal):
        add(told, text)
    assert position() == before


def test_whoever_made_a_text_cannot_check_it_however_the_name_is_typed() -> None:
    with pytest.raises(CheckedByAuthor, match="JI made this text"):
        Credits(author="ji", checker="JI", state=TextState.CHECKED)


def test_who_answered_for_a_text_before_is_kept(told: Registry) -> None:
    checking = replace(BY_JI, checker="na", state=TextState.CHECKED)
    assert texts_to_check(rights(told)) == ()
    name = add(told, "고은별이 잡혀갔다.")
    assert texts_to_check(rights(told)) == ("I-01",)
    assert texts_to_check(replace(rights(told), compartments=frozenset({"coast"}))) == ()
    credit_text("I-01", name, checking, actor=told.owner, now=NOW)
    text = held(told).text(name)
    assert [kept.credits for kept in text.history] == [checking, BY_JI]
    assert [kept.ended is None for kept in text.history] == [True, False]
    assert text.is_checked
    assert texts_to_check(rights(told)) == ()


def test_the_same_words_elsewhere_in_a_correction_are_cited_there(told: Registry) -> None:
    before = cited(told)
    correct(told, "Q: Who?\nI-01: 고은별 was taken. Of p1.")
    now = cited(told)
    assert (now.id, now.start, now.quote) == (before.id, before.start + 8, before.quote)
    assert now.text_digest == held(told).current[0].digest
    assert now in list(passages())


def test_a_correction_keeps_the_old_text_and_is_to_be_checked_again(told: Registry) -> None:
    correct(told, f"{OLD} More.")
    old, new = held(told).texts
    assert (old.text, old.corrected_by, new.corrects, new.version) == (OLD, new.id, old.id, 2)
    assert new.credits == BY_JI
    assert held(told).current == (new,)


def test_changed_words_wait_for_somebody_to_say_where_they_are(told: Registry) -> None:
    text = OLD.replace("고은별 was", "고은빛 was")
    seen = weigh_correction(rights(told), "I-01", newest(told), text)
    (doubtful,) = seen.undecided
    assert (doubtful.found, doubtful.places[0].of(text)) == (Carried.CHANGED, "고은빛 was taken")
    before = position()
    with pytest.raises(PassagesUndecided, match="Of 1 passages"):
        correct(told, text)
    assert position() == before
    correct(told, text, {doubtful.passage.id: doubtful.places[0]})
    assert cited(told).quote == "고은빛 was taken"


def test_a_place_outside_the_text_decides_nothing(told: Registry) -> None:
    for place in (Range(5, 5), Range(9, 10_000)):
        with pytest.raises(PassagesUndecided):
            correct(told, "Nothing of it.", {cited(told).id: place})


def test_words_that_are_there_no_more_stay_with_the_old_text(told: Registry) -> None:
    before = cited(told)
    correct(told, "Nothing of it.", {before.id: None})
    assert cited(told) == before
    assert held(told).texts[0].corrected_by is not None


def test_a_passage_moves_through_every_correction(told: Registry) -> None:
    before = cited(told)
    for count in (1, 2, 3):
        correct(told, "Q.\n" * count + OLD)
    assert (cited(told).start, cited(told).quote) == (before.start + 9, before.quote)
    assert held(told).current[0].version == 4


def test_only_the_newest_version_is_corrected(told: Registry) -> None:
    name = newest(told)
    correct(told, f"{OLD} More.")
    stale = Corrected(name=name, text=f"{OLD} Other.", author="ji")
    with pytest.raises(CorrectedMeanwhile):
        correct_text("I-01", stale, told.workspace, actor=told.owner, now=NOW)


def test_a_corrected_text_is_searched_no_more_and_its_correction_is(told: Registry) -> None:
    correct(told, OLD.replace("Of p1", "Of Barlow"))
    found = [find_words(rights(told), word, Wanted(), Window()).page.total for word in ("taken", "Barlow", '"of p1"')]
    assert found == [1, 1, 0]


def test_a_translation_of_as_many_paragraphs_is_aligned_paragraph_by_paragraph(told: Registry) -> None:
    correct(told, "One.\n\nTwo.", {cited(told).id: None})
    name = add(told, "하나.\n둘.")
    both = held(told)
    assert both.between(both.current[0], both.text(name)) == (
        Segment(Range(0, 4), Range(0, 3)),
        Segment(Range(6, 10), Range(4, 6)),
    )


def test_a_passage_of_a_translation_points_to_its_original_words(told: Registry) -> None:
    name = add(told, "아이. 고은별이 잡혀갔다.")
    both = held(told)
    text = both.text(name)
    passage = Passage(
        id=PassageId(IDS.registry), source=both.source.id, text_digest=text.digest, start=4, end=7, quote="고은별"
    )
    assert [one.quote for one in original_of(both, passage)] == [OLD]
    assert behind(rights(told), [passage]) == {passage.id: Behind(original=(OLD,), is_checked=False)}
    correct(told, f"{OLD} More.")
    both = held(told)
    (words,) = original_of(both, passage)
    assert (words.quote, words.text_digest) == (OLD, both.current[0].digest)
    credit_text("I-01", name, replace(BY_JI, checker="na", state=TextState.CHECKED), actor=told.owner, now=NOW)
    assert behind(rights(told), [passage]) == {passage.id: Behind(original=(OLD,), is_checked=True)}


def test_a_translation_of_other_paragraphs_is_unaligned_until_somebody_aligns_it(told: Registry) -> None:
    name = add(told, "하나.\n둘.")
    both = held(told)
    assert both.between(both.texts[0], both.text(name)) == ()
    pair = Segment(Range(0, len(OLD)), Range(0, 6))
    align_texts("I-01", name, [pair], actor=told.owner, now=NOW)
    both = held(told)
    assert both.between(both.texts[0], both.text(name)) == (pair,)
    with pytest.raises(NoTranslation):
        align_texts("I-01", both.texts[0].name, [], actor=told.owner, now=NOW)


def test_a_translation_made_from_an_earlier_version_is_aligned_with_the_newest(told: Registry) -> None:
    first = newest(told)
    correct(told, f"Q.\n{OLD}")
    name = add(told, "고은별이 잡혀갔다.", translates=first)
    both = held(told)
    assert [s.original.of(both.current[0].text) for s in both.between(both.current[0], both.text(name))] == [OLD]


def test_nobody_sees_or_writes_texts_beyond_their_compartments_or_roles(told: Registry) -> None:
    stranger = rights_of(add_user("far", [Role.INTERVIEWER], ["coast"], None, actor=told.owner, now=NOW))
    coder = add_user("coder", [Role.CODER], None, None, actor=told.owner, now=NOW)
    analyst = rights_of(add_user("analyst", [Role.ANALYST], None, None, actor=told.owner, now=NOW))
    new = NewText(role="transcript", language="ko", text="말", made=BY_JI)
    with pytest.raises(NotFound):
        shelf(stranger, "I-01")
    with pytest.raises(NotFound):
        add_text("I-01", new, told.workspace, actor=stranger.user, now=NOW)
    with pytest.raises(NotAllowed):
        shelf(analyst, "I-01")
    with pytest.raises(NotAllowed):
        add_text("I-01", new, told.workspace, actor=coder, now=NOW)
    assert shelf(rights_of(coder), "I-01").texts


def test_a_text_checked_in_one_interview_is_not_checked_in_another_of_the_same_words(registry: Registry) -> None:
    one, two = interview("I-01"), interview("I-02")
    same = tuple(replace(passage, text_digest=text_digest(one.text)) for passage in two.passages)
    hand(registry, one, replace(two, text=one.text, passages=same))
    checked = Credits(author="ji", checker="han", state=TextState.CHECKED)
    credit_text("I-01", newest(registry), checked, actor=registry.owner, now=NOW)
    found = behind(rights(registry), (*one.passages, *same))
    assert [found[passage.id].is_checked for passage in (*one.passages, *same)] == [True, False]
