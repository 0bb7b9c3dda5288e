"""Third persons in texts: marked and unmarked, read through, and what may be quoted outside because of it."""

from dataclasses import replace
from typing import Any

import pytest

from lastseen.domain.accounts import Name, PersonAccount, StageAccount
from lastseen.domain.answers import Code
from lastseen.domain.coding import CodedSource
from lastseen.domain.dates import parse_date
from lastseen.domain.markings import BAR
from lastseen.domain.release import Profile
from lastseen.domain.rights import Rights, Role
from lastseen.domain.sources import text_digest
from lastseen.domain.vocabulary import UnknownTerm
from lastseen.operations.correcting import correct_text
from lastseen.operations.library_sayings import find_words
from lastseen.operations.markings import (
    AllMarked,
    Because,
    Chosen,
    MarkedMeanwhile,
    NowhereInText,
    Suggestion,
    TextOf,
    ThirdPersons,
    mark,
    read_again,
    read_through,
    third_persons,
    to_read_through,
    unmark,
)
from lastseen.operations.pages import NotFound, Wanted, Window
from lastseen.operations.release import Asked, release
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import add_user, rights_of
from lastseen.storage.markings import NoSuchMarking, NotReviewed
from tests.coded import NAME, account, cited, hand, interview, said, with_account
from tests.conftest import NOW, Registry
from tests.texts import correction

TEXT = "Q: Who came? A: Kang the broker came with his nephew. Kang took my sister in May, she was taken by boat."
TAKEN = "Kang took my sister in May"
WHERE = TextOf("I-01", text_digest(TEXT))


def telling(source: str = "I-01", text: str = TEXT, quote: str = TAKEN, **fields: Any) -> CodedSource:
    """An interview with this text, of which everything that is coded cites one quote."""
    coded = interview(source)
    start, digest = text.index(quote), text_digest(text)
    passage = replace(coded.passages[0], text_digest=digest, start=start, end=start + len(quote), quote=quote)
    accounts = [replace(a, **fields) if isinstance(a, StageAccount) else a for a in coded.accounts]
    return replace(coded, text=text, passages=(passage,), accounts=tuple(accounts))


def chosen(words: str, kind: str = "broker", **more: Any) -> Chosen:
    return Chosen(words=words, kind=kind, **more)


@pytest.fixture
def told(registry: Registry) -> Registry:
    """One interview that tells of a broker, read by nobody yet."""
    hand(registry, telling())
    return registry


def shown(registry: Registry, rights: Rights | None = None) -> ThirdPersons:
    """The first text of the interview, as somebody sees it: the owner, unless another is asked for."""
    return third_persons(rights or rights_of(registry.owner), WHERE.source, WHERE.digest[:12], registry.workspace)


def marked(registry: Registry, *words: Chosen) -> int:
    return mark(WHERE, words, registry.workspace, actor=registry.owner, now=NOW)


def read(registry: Registry) -> None:
    read_through(WHERE, shown(registry).state, actor=registry.owner, now=NOW)


def quotes(registry: Registry) -> list[tuple[str, str | None]]:
    """The words of every passage in a snapshot taken now, and why there are none."""
    snapshot = find_snapshot(registry.workspace, take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name)
    return snapshot.identity("evidence").select("quote", "held").unique().rows()


def released(registry: Registry) -> list[tuple[str, str | None]]:
    """The words of every passage in the newest snapshot as they leave the gate now."""
    asked = Asked(what="words", profile=Profile.INTERNAL, single_people=True)
    made = release(
        find_snapshot(registry.workspace, None),
        asked,
        lambda view: view.identity("evidence").select("quote", "held").unique().rows(),
        registry.workspace,
        actor=registry.owner,
        now=NOW,
    )
    return made.content


def test_words_are_marked_where_they_were_chosen(told: Registry) -> None:
    at = TEXT.index("Kang took")
    assert marked(told, chosen("Kang", start=at, end=at + 9)) == 1
    assert [(one.marking.start, one.marking.end, one.marking.kind) for one in shown(told).standing] == [
        (at, at + 4, "broker")
    ]


def test_everywhere_means_all_other_places_of_the_same_words_too(told: Registry) -> None:
    assert marked(told, chosen("Kang", everywhere=True)) == 2
    assert marked(told, chosen("nephew", "kin")) == 1
    assert [TEXT[one.marking.start : one.marking.end] for one in shown(told).standing] == ["Kang", "nephew", "Kang"]


def test_what_is_marked_already_is_not_marked_twice(told: Registry) -> None:
    marked(told, chosen("Kang"))
    with pytest.raises(AllMarked):
        marked(told, chosen("Kang"))
    assert marked(told, chosen("Kang", everywhere=True)) == 1


def test_words_that_do_not_stand_there_are_refused(told: Registry) -> None:
    with pytest.raises(NowhereInText):
        marked(told, chosen("Gang"))
    with pytest.raises(NowhereInText):
        marked(told, chosen("Kang", start=0, end=18))
    with pytest.raises(UnknownTerm):
        marked(told, chosen("Kang", "spy"))
    assert shown(told).markings == ()


def test_a_marking_is_taken_back_once_and_its_history_stays(told: Registry) -> None:
    marked(told, chosen("Kang"))
    (one,) = shown(told).standing
    unmark(WHERE, one.id, actor=told.owner, now=NOW)
    (kept,) = shown(told).markings
    assert (shown(told).standing, kept.made.user, kept.undone and kept.undone.user) == ((), "owner", "owner")
    with pytest.raises(NoSuchMarking):
        unmark(WHERE, one.id, actor=told.owner, now=NOW)


def test_a_text_that_nobody_has_read_through_is_not_quoted(told: Registry) -> None:
    assert quotes(told) == [("", "unreviewed")]


def test_of_a_text_read_through_all_is_quoted_but_what_is_marked(told: Registry) -> None:
    marked(told, chosen("Kang", everywhere=True))
    read(told)
    assert quotes(told) == [(f"{BAR}[broker] took my sister in May", None)]
    assert released(told) == [(f"{BAR}[broker] took my sister in May", None)]


def test_a_review_holds_until_a_marking_is_made_or_taken_back(told: Registry) -> None:
    assert shown(told).holding is None
    read(told)
    assert shown(told).holding is not None
    marked(told, chosen("Kang"))
    assert shown(told).holding is None
    assert quotes(told) == [("", "unreviewed")]
    read(told)
    assert shown(told).holding is not None
    unmark(WHERE, shown(told).standing[0].id, actor=told.owner, now=NOW)
    assert shown(told).holding is None


def test_a_review_is_of_what_the_reader_saw(told: Registry) -> None:
    seen = shown(told).state
    marked(told, chosen("Kang"))
    with pytest.raises(MarkedMeanwhile):
        read_through(WHERE, seen, actor=told.owner, now=NOW)
    assert shown(told).reviews == ()


def test_a_review_is_taken_back_once(told: Registry) -> None:
    read(told)
    read_again(WHERE, actor=told.owner, now=NOW)
    assert shown(told).holding is None
    assert quotes(told) == [("", "unreviewed")]
    with pytest.raises(NotReviewed):
        read_again(WHERE, actor=told.owner, now=NOW)


def test_an_older_snapshot_lets_no_words_out_that_were_marked_since(told: Registry) -> None:
    """The snapshot holds them, as they were not marked when it was taken; the gate asks how things stand now."""
    read(told)
    assert quotes(told) == released(told) == [(TAKEN, None)]
    marked(told, chosen("Kang", everywhere=True))
    assert released(told) == [("", "unreviewed")]
    read(told)
    assert released(told) == [("", "unreviewed")]
    for kept in shown(told).standing:
        unmark(WHERE, kept.id, actor=told.owner, now=NOW)
    read(told)
    assert released(told) == [(TAKEN, None)]


def test_a_quote_is_what_stands_in_the_text_whatever_was_handed_in_as_its_words(registry: Registry) -> None:
    coded = telling()
    (passage,) = coded.passages
    hand(registry, replace(coded, passages=(replace(passage, quote="Kang the broker came"),)))
    read(registry)
    assert quotes(registry) == [(TAKEN, None)]


def test_words_typed_beside_a_page_are_never_quoted(registry: Registry) -> None:
    coded = telling()
    place = replace(coded.passages[0], text_digest="", start=0, end=0, locator="p. 3")
    hand(registry, replace(coded, passages=(place,)))
    read(registry)
    assert quotes(registry) == [("", "no-text")]


def test_the_words_of_a_date_lose_what_is_marked_in_its_source(registry: Registry) -> None:
    told = parse_date("May 1999")
    hand(registry, telling(start=said(replace(told, told="in May, with Kang"))))
    marked(registry, chosen("Kang"))
    snapshot = find_snapshot(registry.workspace, take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name)
    words = dict(snapshot.identity("texts").select("field", "text").iter_rows())
    assert words["stage.start"] == f"in May, with {BAR}[broker]"


def test_free_words_leave_without_what_was_marked_since_the_snapshot(registry: Registry) -> None:
    told, note = parse_date("May 1999"), said("Kang was paid")
    hand(registry, telling(start=said(replace(told, told="in May, with Kang")), health=note))
    read(registry)
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    marked(registry, chosen("Kang"))
    asked = Asked(what="words", profile=Profile.INTERNAL, single_people=True)
    words = release(
        find_snapshot(registry.workspace, None),
        asked,
        lambda view: dict(view.identity("texts").select("field", "text").iter_rows()),
        registry.workspace,
        actor=registry.owner,
        now=NOW,
    ).content
    assert words["stage.start"] == f"in May, with {BAR}[broker]"
    assert words["stage.health"] == f"{BAR}[broker] was paid"


def test_names_of_others_and_words_of_each_kind_are_suggested_where_they_stand_unmarked(registry: Registry) -> None:
    coded = telling()
    broker = PersonAccount(
        id=account("I-01", "person", "p2"),
        source=coded.source.id,
        external_id="p2",
        names=cited(coded.passages[0], Name(text="Kang", script="Latn")),
        role=said(Code("relative")),
    )
    hand(registry, with_account(coded, broker))
    assert shown(registry).suggestions == (
        Suggestion(words="Kang", because=Because.NAME, kind="kin", times=2),
        Suggestion(words="broker", because=Because.WORD, kind="broker", times=1),
        Suggestion(words="nephew", because=Because.WORD, kind="kin", times=1),
    )
    marked(registry, chosen("Kang the broker"), chosen("nephew", "kin"))
    assert shown(registry).suggestions == (Suggestion(words="Kang", because=Because.NAME, kind="kin", times=1),)


def test_whoever_does_not_see_the_compartment_finds_neither_the_text_nor_its_words(told: Registry) -> None:
    stranger = add_user("stranger", [Role.EDITOR], ["elsewhere"], None, actor=told.owner, now=NOW)
    rights = rights_of(stranger)
    assert to_read_through(rights_of(told.owner), 5) == (1, ("I-01",))
    assert to_read_through(rights, 5) == (0, ())
    inside = find_words(rights_of(told.owner), "nephew", Wanted(), Window())
    assert [said for hit in inside.page.items for said, is_found in hit.snippets[0].runs if is_found] == ["nephew"]
    assert find_words(rights, "nephew", Wanted(), Window()).page.items == ()
    with pytest.raises(NotFound):
        shown(told, rights)
    with pytest.raises(NotFound):
        mark(WHERE, [chosen("Kang")], told.workspace, actor=stranger, now=NOW)
    with pytest.raises(NotFound):
        read_through(WHERE, shown(told).state, actor=stranger, now=NOW)
    with pytest.raises(NotFound):
        mark(TextOf("I-09", WHERE.digest), [chosen("Kang")], told.workspace, actor=told.owner, now=NOW)


def test_a_source_waits_to_be_read_until_all_its_texts_are(told: Registry) -> None:
    hand(told, telling(text=f"{TEXT} Corrected."))
    read(told)
    assert to_read_through(rights_of(told.owner), 5) == (1, ("I-01",))
    assert [holds for _, holds in shown(told).texts] == [True, False]


def test_what_is_marked_in_a_text_is_suggested_in_its_correction(told: Registry) -> None:
    marked(told, chosen("Kang the broker", "helper"))
    hand(told, telling(text=f"Corrected. {TEXT}"))
    newest = third_persons(rights_of(told.owner), "I-01", text_digest(f"Corrected. {TEXT}"), told.workspace)
    assert newest.suggestions[0] == Suggestion(words="Kang the broker", because=Because.MARKED, kind="helper", times=1)


def test_a_passage_that_moved_is_quoted_from_the_correction_once_that_was_read(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    correct_text("I-01", correction("I-01"), registry.workspace, actor=registry.owner, now=NOW)
    old, new = (text for text, _ in third_persons(rights_of(registry.owner), "I-01", "", registry.workspace).texts)
    mark(TextOf("I-01", new.digest), [chosen("taken")], registry.workspace, actor=registry.owner, now=NOW)
    for text, expected in ((old, ("", "unreviewed")), (new, (f"{NAME} was {BAR}[broker]", None))):
        seen = third_persons(rights_of(registry.owner), "I-01", text.digest, registry.workspace).state
        read_through(TextOf("I-01", text.digest), seen, actor=registry.owner, now=NOW)
        assert quotes(registry) == [expected]
    assert to_read_through(rights_of(registry.owner), 5) == (0, ())
