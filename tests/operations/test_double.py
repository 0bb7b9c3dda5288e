"""Two people read one interview apart; a third concludes, and only that is said."""

from dataclasses import replace

import pytest

from lastseen.domain.accounts import PersonAccount, StageAccount
from lastseen.domain.answers import values
from lastseen.domain.decisions import Conclusion
from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.domain.sources import Source
from lastseen.exchange.drafts import Cell, Draft
from lastseen.operations.bulk import SetValue, changes_made, conclude_many, preview_values
from lastseen.operations.bulk_rows import Choice
from lastseen.operations.collecting import Collected, collect
from lastseen.operations.concluded import agreement_table
from lastseen.operations.concluding import (
    ChoicesChanged,
    NotBothIn,
    StillOpen,
    codings_of_two,
    conclude_codings,
    save_choices,
)
from lastseen.operations.correcting import Corrected, ReadApart, correct_text, weigh_correction
from lastseen.operations.double import (
    Awaited,
    CodedTwiceAlready,
    FirstReaderGiven,
    FirstReaderMissing,
    NoReader,
    OwnReading,
    ReadingBegun,
    SameReader,
    awaited,
    end_double,
    sample_uncoded,
    set_double,
)
from lastseen.operations.drafting import coding_desk
from lastseen.operations.library import find_people
from lastseen.operations.library_query import Query
from lastseen.operations.pages import NotFound, Wanted, Window, person_page, source_page, sources
from lastseen.operations.picking import Picked, Picks
from lastseen.operations.reviewing import to_review
from lastseen.operations.text_shelf import shelf
from lastseen.operations.users import add_user, rights_of
from lastseen.operations.verdicts import conclude
from lastseen.storage.models import ConcludedField, ConcludedUnit
from lastseen.storage.reading import agreed_accounts
from lastseen.storage.search.keeping import is_in_step
from lastseen.storage.verifying import verify
from lastseen.storage.writing import CodedByAnother, CodedTwice
from tests.coded import hand, interview
from tests.conftest import NOW, Registry
from tests.operations.reading_twice import LATER, NAME, ONE, OTHER, Twice, twice

WINDOW = Window()


def rights(made: Twice, who: str) -> Rights:
    return rights_of(made.users[who])


def finish(made: Twice, base: int) -> None:
    conclude_codings(NAME, base, made.registry.workspace, actor=made.users["third"], now=LATER)


def seen_of(made: Twice, who: str) -> object:
    """Everything somebody may learn of the interview anywhere."""
    asked, workspace = rights(made, who), made.registry.workspace
    lists = [
        [line.source.name for line in sources(asked, Wanted(states=(state,)), WINDOW).page.items]
        for state in ("none", "submitted", "agreed")
    ]
    page = source_page(asked, NAME, WINDOW)
    (line,) = [line for line in sources(asked, Wanted(), WINDOW).page.items if line.source.name == NAME]
    desk = coding_desk(asked, NAME, workspace)
    people = find_people(asked, Query(), workspace)
    return (lists, page.codings, page.told, line, desk.by_another, desk.standing, people.rows)


@pytest.mark.parametrize("first", ["one", None])
def test_neither_reader_learns_anything_of_the_others_reading(registry: Registry, first: str | None) -> None:
    made = twice(registry, first)
    before = seen_of(made, "other")
    if first is not None:
        made.read("one", ONE)
    assert seen_of(made, "other") == before
    held = seen_of(made, "one")
    made.read("other", OTHER)
    assert seen_of(made, "one") == held
    assert seen_of(made, "other") != before
    if first is not None:
        assert list(agreed_accounts()) == []
    else:
        assert person_page(rights(made, "one"), "P-0001", registry.workspace).code == "P-0001"
        with pytest.raises(NotFound):
            person_page(rights(made, "other"), "P-0001", registry.workspace)
    for who in ("one", "other"):
        if first is None and who == "one":
            continue
        with pytest.raises(NotAllowed):
            codings_of_two(rights(made, who), NAME, registry.workspace)


def test_each_is_asked_for_what_awaits_them(registry: Registry) -> None:
    made = twice(registry)
    assert [awaited(rights(made, who)) for who in ("one", "other", "third")] == [
        Awaited(to_read=(NAME,)),
        Awaited(to_read=(NAME,)),
        Awaited(),
    ]
    made.read("one", ONE)
    made.read("other", OTHER)
    assert [awaited(rights(made, who)) for who in ("one", "other", "third")] == [
        Awaited(),
        Awaited(),
        Awaited(to_conclude=(NAME,)),
    ]


def test_nobody_else_hands_a_reading_in_meanwhile(registry: Registry) -> None:
    made = twice(registry)
    with pytest.raises(CodedTwice):
        made.read("third", ONE)
    with pytest.raises(CodedTwice):
        hand(registry, replace(interview(NAME), source=source_as_it_is(made)))


def source_as_it_is(made: Twice) -> Source:
    return coding_desk(rights(made, "third"), NAME, made.registry.workspace).source


def test_the_units_are_aligned_and_what_differs_is_open(registry: Registry) -> None:
    made = twice(registry)
    made.read("one", ONE)
    made.read("other", OTHER)
    units = made.units()
    ends = [[a.external_id for a in one.unit.accounts] for one in units]
    assert ends == [["p1", "p2"], ["p1"], ["s1/p1", "s1/p2"]]
    assert [one.is_open for one in units] == [False, True, False]
    assert [[f.compared.field for f in one.fields if f.is_open] for one in units] == [["sex"], [], ["stage"]]


def test_the_conclusion_is_said_in_the_name_of_the_third_and_every_choice_is_kept(registry: Registry) -> None:
    made = twice(registry)
    made.read("one", ONE)
    made.read("other", OTHER)
    finish(made, made.choose(sex="first"))
    accounts = [one.account for one in agreed_accounts()]
    people = {p.names[0].value.text: p for p in accounts if isinstance(p, PersonAccount)}  # type: ignore[union-attr]  # a name
    assert {name: values(person.sex) for name, person in people.items()} == {"고은별": ("female",), "서하늘": ("male",)}
    (stage,) = [one for one in accounts if isinstance(one, StageAccount)]
    assert (stage.external_id, values(stage.stage), values(stage.person)) == (
        "s1/p1",
        ("abduction",),
        (people["고은별"].id,),
    )
    assert set(ConcludedField.objects.values_list("field", "taken", "reason")) == {
        ("sex", "first", "so the words"),
        ("stage", "second", "so the words"),
    }
    assert sorted(ConcludedUnit.objects.values_list("kind", "taken", "reason")) == [
        ("person", "both", ""),
        ("person", "second", "it is told"),
        ("stage", "both", ""),
    ]
    found = codings_of_two(rights(made, "third"), NAME, registry.workspace)
    assert (found.double, found.agreed_by, found.beside) == (None, "third", None)
    (past,) = found.past
    assert (past.coders, past.made.user) == (("one", "other"), "third")
    assert [[f.picked.take for f in one.fields if not f.compared.same] for one in past.units] == [
        ["first"],
        [],
        ["second"],
    ]
    assert is_in_step(registry.workspace.frame)
    assert verify() > 0
    with pytest.raises(CodedByAnother):
        made.read("one", ONE)


def test_a_reading_that_was_agreed_is_revised_and_what_was_decided_on_it_holds(registry: Registry) -> None:
    made = twice(registry, None)
    (person,) = [one.account for one in agreed_accounts() if one.account.kind == "person"]
    stood = Conclusion(accounts=frozenset({person.id}), variable="sex", values=("female",), reason="a photograph")
    conclude(stood, registry.workspace, actor=made.users["third"], now=NOW)
    made.read("other", OTHER)
    finish(made, made.choose())
    accounts = {one.account.external_id: one.account for one in agreed_accounts() if one.account.kind == "person"}
    assert accounts["p1"].id == person.id
    assert values(accounts["p1"].sex) == ("male",)  # type: ignore[attr-defined]  # of a person
    assert set(accounts) == {"p1", "p1.2"}
    page = person_page(rights(made, "third"), "P-0001", registry.workspace)
    assert [one.values for one in page.conclusions] == [("female",)]
    assert coding_desk(rights(made, "one"), NAME, registry.workspace).handed >= {("person", "p1"), ("person", "p1.2")}


def test_a_unit_dropped_from_a_revised_reading_is_withdrawn_with_what_is_told_of_it(registry: Registry) -> None:
    made = twice(registry, None)
    made.read("other", Draft(entries=OTHER.entries[:1]))
    places = {
        one.place: Picked(take="second" if one.unit.first is None else "neither", reason="spoken of another")
        for one in made.units()
        if one.unit.kind == "person"
    }
    finish(made, save_choices(rights(made, "third"), NAME, Picks(places=places), 0, at=NOW))
    assert [one.account.external_id for one in agreed_accounts()] == ["p1.2"]
    assert is_in_step(registry.workspace.frame)


def test_nothing_is_concluded_before_everything_is_chosen_nor_by_a_reader(registry: Registry) -> None:
    made = twice(registry)
    with pytest.raises(NotBothIn):
        finish(made, 0)
    made.read("one", ONE)
    made.read("other", OTHER)
    with pytest.raises(StillOpen):
        finish(made, 0)
    base = made.choose()
    with pytest.raises(ChoicesChanged):
        finish(made, base + 1)
    with pytest.raises(ChoicesChanged):
        made.choose(base=0, sex="first")


def test_an_editor_who_is_a_reader_does_not_see_both_nor_conclude(registry: Registry) -> None:
    made = twice(registry)
    end_double(NAME, actor=registry.owner, now=NOW)
    set_double([NAME], "one", "third", actor=registry.owner, now=NOW)
    made.read("one", ONE)
    made.read("third", OTHER)
    found = codings_of_two(rights(made, "third"), NAME, registry.workspace)
    assert (found.is_own, found.beside, found.past) == (True, None, ())
    with pytest.raises(OwnReading):
        finish(made, 0)


def test_a_choice_is_void_once_a_reading_says_something_else(registry: Registry) -> None:
    made = twice(registry)
    made.read("one", ONE)
    made.read("other", OTHER)
    base = made.choose()
    entry = replace(OTHER.entries[1], fields={**OTHER.entries[1].fields, "sex": (Cell(absent="unknown"),)})
    made.read("other", Draft(entries=(OTHER.entries[0], entry, OTHER.entries[2])))
    assert [f.compared.field for one in made.units() for f in one.fields if f.is_open] == ["sex"]
    with pytest.raises(StillOpen):
        finish(made, base)


def test_another_value_is_read_as_in_the_workspace(registry: Registry) -> None:
    made = twice(registry)
    made.read("one", ONE)
    made.read("other", OTHER)
    made.choose()
    (sex,) = [f for f in made.units()[0].fields if f.compared.field == "sex"]
    for cell, is_open in ((Cell(absent="unknown"), False), (Cell(), True), (Cell(parts={"code": "no-such"}), True)):
        picked = Picked(take="other", reason="the sound of it", other=cell, mark=sex.mark)
        held = codings_of_two(rights(made, "third"), NAME, registry.workspace).beside
        assert held is not None
        save_choices(rights(made, "third"), NAME, Picks(places={sex.place: picked}), held.version, at=NOW)
        (now,) = [f for f in made.units()[0].fields if f.compared.field == "sex"]
        assert (now.is_open, now.problem is not None) == (is_open, cell.parts != {})


def test_who_reads_is_checked(registry: Registry) -> None:
    made = twice(registry, None)
    owner = registry.owner

    def settle(first: str | None, second: str, name: str = NAME) -> None:
        set_double([name], first, second, actor=owner, now=NOW)

    with pytest.raises(CodedTwiceAlready):
        settle(None, "third")
    end_double(NAME, actor=owner, now=NOW)
    with pytest.raises(SameReader):
        settle(None, "one")
    with pytest.raises(FirstReaderGiven):
        settle("third", "other")
    with pytest.raises(NoReader):
        settle(None, "nobody")
    collect(
        Collected(name="I-02", kind="interview", language="ko", compartment="border"),
        registry.workspace,
        actor=owner,
        now=NOW,
    )
    with pytest.raises(FirstReaderMissing):
        settle(None, "other", "I-02")
    with pytest.raises(SameReader):
        settle("other", "other", "I-02")
    settle("one", "other", "I-02")
    assert sample_uncoded(rights(made, "third"), 100, "x") == ()


def test_a_double_coding_is_ended_only_before_a_reading_is_in(registry: Registry) -> None:
    made = twice(registry)
    made.read("one", ONE)
    with pytest.raises(ReadingBegun):
        end_double(NAME, actor=registry.owner, now=NOW)


def test_a_sample_is_the_same_for_the_same_seed_and_never_none_of_some(registry: Registry) -> None:
    for n in range(20):
        one = Collected(name=f"I-{n:02}", kind="interview", language="ko", compartment="border")
        collect(one, registry.workspace, actor=registry.owner, now=NOW)
    owner = rights_of(registry.owner)
    drawn = sample_uncoded(owner, 10, "autumn")
    assert len(drawn) == 2
    assert drawn == sample_uncoded(owner, 10, "autumn")
    assert len({sample_uncoded(owner, 10, seed) for seed in "abcdefgh"}) > 1
    assert [len(sample_uncoded(owner, percent, "x")) for percent in (-5, 0, 1, 100, 400)] == [0, 0, 1, 20, 20]


def test_agreement_is_of_what_was_read_before_the_conclusion(registry: Registry) -> None:
    made = twice(registry, None)
    made.read("other", OTHER)
    assert agreement_table(rights(made, "third")).standing == 1
    finish(made, made.choose())
    found = agreement_table(rights(made, "third"))
    assert (found.standing, found.agreement.sources) == (0, 1)
    assert (found.agreement.in_all.both, found.agreement.in_all.first, found.agreement.in_all.second) == (2, 0, 1)
    (sex,) = [one for one in found.agreement.valued if one.field == "sex"]
    assert (sex.same.n, sex.same.of) == (0, 1)
    hidden = replace(rights(made, "third"), compartments=frozenset({"coast"}))
    assert agreement_table(hidden).agreement.sources == 0


def test_a_reader_ends_nothing_and_corrects_no_text_that_another_may_cite(registry: Registry) -> None:
    made = twice(registry, None)
    users, (name,) = made.users, [text.name for text in shelf(rights(made, "one"), NAME).texts]
    reader = add_user("reader", [Role.EDITOR], None, None, actor=registry.owner, now=NOW)
    end_double(NAME, actor=registry.owner, now=NOW)
    set_double([NAME], None, "reader", actor=users["third"], now=NOW)
    with pytest.raises(OwnReading):
        end_double(NAME, actor=reader, now=NOW)
    assert weigh_correction(rights_of(registry.owner), NAME, name, "고은별이 왔다.").undecided
    with pytest.raises(ReadApart):
        weigh_correction(rights_of(reader), NAME, name, "고은별이 왔다.")
    new = Corrected(name=name, text="고은별이 왔다.", author="reader")
    with pytest.raises(ReadApart):
        correct_text(NAME, new, registry.workspace, actor=reader, now=NOW)


def test_a_reader_is_not_told_which_passages_of_the_other_were_left_behind(registry: Registry) -> None:
    made = twice(registry, None)
    (text,) = shelf(rights(made, "third"), NAME).texts
    seen = weigh_correction(rights(made, "third"), NAME, text.name, "아무도 없다.")
    places = dict.fromkeys((one.passage.id for one in seen.undecided), None)
    new = Corrected(name=text.name, text="아무도 없다.", author="third", places=places)
    correct_text(NAME, new, registry.workspace, actor=made.users["third"], now=NOW)
    assert [len(shelf(rights(made, who), NAME).left) for who in ("third", "other")] == [2, 0]


def test_what_hangs_on_a_reading_is_in_no_list_of_the_other_reader(registry: Registry) -> None:
    made = twice(registry, None)
    end_double(NAME, actor=registry.owner, now=NOW)
    reader = rights_of(add_user("reader", [Role.EDITOR], None, None, actor=registry.owner, now=NOW))
    change = SetValue(choice=Choice(query=Query()), variable="sex", values=("male",), reason="seen on a photograph")
    shown = preview_values(reader, change, registry.workspace)
    conclude_many(change, shown.digest, registry.workspace, actor=registry.owner, now=NOW)
    hand(registry, interview("I-02"), interview("I-03"))
    assert (changes_made(reader, WINDOW).total, to_review(reader, registry.workspace).total) == (1, 3)
    set_double([NAME], None, "reader", actor=made.users["third"], now=NOW)
    assert (changes_made(reader, WINDOW).total, to_review(reader, registry.workspace).total) == (0, 1)
