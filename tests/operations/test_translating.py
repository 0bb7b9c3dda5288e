"""A text is translated box by box; what is typed is kept, and once finished each part points to what it renders."""

import pytest

from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.domain.texts import Credits
from lastseen.operations.collecting import Collected, collect
from lastseen.operations.pages import NotFound
from lastseen.operations.text_shelf import shelf
from lastseen.operations.translating import (
    Translating,
    TranslationGaps,
    TypedBox,
    discard_translation,
    finish_translation,
    save_boxes,
    translation_desk,
    translations_begun,
)
from lastseen.operations.users import add_user, rights_of
from lastseen.storage.ledger import position
from tests.conftest import NOW, Registry

TEXT = "첫째입니다.\n\n둘째입니다.\n\n셋째입니다."


@pytest.fixture
def begun(registry: Registry) -> Registry:
    """A registry with the transcript of one interview."""
    collected = Collected(name="I-01", kind="interview", language="ko", compartment="border", text=TEXT)
    collect(collected, registry.workspace, actor=registry.owner, now=NOW)
    return registry


def rights(registry: Registry) -> Rights:
    return rights_of(registry.owner)


def what(registry: Registry) -> Translating:
    return Translating("I-01", shelf(rights(registry), "I-01").current[0].name, "en")


def save(registry: Registry, *typed: TypedBox) -> frozenset[int]:
    return save_boxes(rights(registry), what(registry), typed, at=NOW)


def box(number: int, words: str, base: int = 0, *, joined: bool = False) -> TypedBox:
    return TypedBox(number=number, words=words, joined=joined, base=base)


def words(registry: Registry) -> list[str]:
    return [one.words for one in translation_desk(rights(registry), what(registry)).boxes]


def test_what_is_typed_is_kept_without_a_word_in_the_ledger(begun: Registry) -> None:
    before = position()
    assert save(begun, box(2, "The second.")) == frozenset()
    assert words(begun) == ["", "The second.", ""]
    assert translations_begun(rights(begun)) == ((what(begun), NOW),)
    assert position() == before


def test_two_windows_on_different_boxes_disturb_nobody(begun: Registry) -> None:
    assert [save(begun, box(1, "The first.")), save(begun, box(2, "The second."))] == [frozenset()] * 2
    assert words(begun) == ["The first.", "The second.", ""]


def test_of_two_windows_on_one_box_the_later_is_told(begun: Registry) -> None:
    save(begun, box(1, "The first."))
    assert save(begun, box(1, "First."), box(2, "Second.")) == {1}
    assert words(begun) == ["The first.", "Second.", ""]
    assert save(begun, box(1, "First.", base=2)) == frozenset()
    assert words(begun) == ["First.", "Second.", ""]


def finish(registry: Registry) -> str:
    made = Credits(author="T-3")
    return finish_translation(what(registry), made, registry.workspace, actor=registry.owner, now=NOW)


def test_a_translation_finished_points_part_by_part_to_what_it_renders(begun: Registry) -> None:
    save(begun, box(1, "The first\nand the second."), box(2, "", joined=True), box(3, "The third."))
    name = finish(begun)
    held = shelf(rights(begun), "I-01")
    text = held.text(name)
    assert (text.text, text.language, text.credits) == (
        "The first\nand the second.\n\nThe third.",
        "en",
        Credits(author="T-3"),
    )
    pairs = held.between(held.current[0], text)
    assert [(p.original.of(TEXT), p.translation.of(text.text)) for p in pairs] == [
        ("첫째입니다.\n\n둘째입니다.", "The first\nand the second."),
        ("셋째입니다.", "The third."),
    ]
    assert translations_begun(rights(begun)) == ()


def test_a_translation_with_gaps_is_not_finished_and_stays(begun: Registry) -> None:
    save(begun, box(1, "", joined=True), box(2, "The second."))
    with pytest.raises(TranslationGaps, match="2 paragraphs have no translation yet; the first is number 1"):
        finish(begun)
    assert words(begun) == ["", "The second.", ""]


def test_what_is_discarded_is_gone(begun: Registry) -> None:
    save(begun, box(1, "The first."))
    discard_translation(rights(begun), what(begun))
    assert words(begun) == ["", "", ""]


def test_nobody_translates_what_they_do_not_see_or_may_not_add_to(begun: Registry) -> None:
    stranger = rights_of(add_user("far", [Role.INTERVIEWER], ["coast"], None, actor=begun.owner, now=NOW))
    coder = rights_of(add_user("coder", [Role.CODER], None, None, actor=begun.owner, now=NOW))
    with pytest.raises(NotFound):
        save_boxes(stranger, what(begun), [box(1, "x")], at=NOW)
    with pytest.raises(NotAllowed):
        translation_desk(coder, what(begun))
