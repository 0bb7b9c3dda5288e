"""What somebody does not see leaves no trace on any page: neither its words nor anything that follows from them."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from lastseen.domain.rights import Rights, Role
from lastseen.operations.pages import (
    NotFound,
    Wanted,
    Window,
    case_page,
    history,
    person_history,
    person_page,
    source_page,
    sources,
)
from lastseen.operations.protections import place_hold
from lastseen.storage.models import Account, Source
from tests.coded import hold
from tests.conftest import NOW, Registry
from tests.operations.pages.world import EVERYTHING, Told, decided, join, rights, several

SUBSETS = [seen for count in range(4) for seen in combinations("abc", count)]
WINDOW = Window()


def pages(registry: Registry, seen: Rights) -> Iterator[tuple[str, Any]]:
    """Every page there is to somebody, whatever they ask for, by what they ask for."""
    workspace = registry.workspace
    serials = range(1, Account.objects.count() + 1)
    asked: dict[str, Any] = {"sources": lambda: sources(seen, Wanted(), WINDOW)}
    for name in Source.objects.values_list("external_id", flat=True):
        asked[name] = lambda name=name: source_page(seen, name, WINDOW)
    for code in (f"P-{serial:04d}" for serial in serials):
        asked[code] = lambda code=code: person_page(seen, code, workspace)
        asked[f"history of {code}"] = lambda code=code: person_history(seen, code)
    for code in (f"C-{serial:04d}" for serial in serials):
        asked[code] = lambda code=code: case_page(seen, code, workspace, WINDOW)
    for account in Account.objects.values_list("id", flat=True):
        asked[str(account)] = lambda account=account: history(seen, account)
    for name, ask in asked.items():
        try:
            yield name, ask()
        except NotFound:
            continue


@pytest.fixture
def told(registry: Registry) -> dict[str, Told]:
    """Three sources, each in a compartment of its own, which tell of the same people."""
    made = dict(several(registry, A="a", B="b", C="c"))
    for left, right in combinations(made.values(), 2):
        join(registry, left, right)
    for one in made.values():
        decided(registry, one.word, one.id("person", "p1"), one.id("case", "c1"))
        place_hold(hold(one.name), actor=registry.owner, now=NOW)
    return made


@pytest.mark.parametrize("seen", SUBSETS, ids="".join)
def test_no_page_says_a_word_of_a_source_out_of_sight(
    registry: Registry, told: dict[str, Told], seen: tuple[str, ...]
) -> None:
    shown = repr(list(pages(registry, rights(*seen))))
    for one in told.values():
        is_seen = one.compartment in seen
        assert (one.word in shown) is is_seen
        assert (f"'{one.name}'" in shown) is is_seen
        assert (repr(one.id("person", "p1")) in shown) is is_seen
        assert (repr(one.id("stage", "stage-1")) in shown) is is_seen


def test_who_sees_everything_is_shown_every_word(registry: Registry, told: dict[str, Told]) -> None:
    shown = repr(list(pages(registry, EVERYTHING)))
    for left, right in combinations(told.values(), 2):
        for said in ("same", "different", "unsure", "concluded", "found"):
            assert f"{said} {left.word} and {right.word}" in shown
    for one in told.values():
        for said in ("title", "recipient", "name", "day", "row", "text remark", "text health", "text event"):
            assert f"{said} {one.word}" in shown


def test_pages_are_the_same_as_if_what_is_out_of_sight_had_never_been_written(registry: Registry) -> None:
    here = dict(several(registry, A="a", B="a"))
    join(registry, here["A"], here["B"])
    before = dict(pages(registry, rights("a")))
    hidden = several(registry, C="c", D="c")
    for one in (*hidden.values(),):
        join(registry, here["A"], one)
    decided(registry, "hidden", here["B"].id("person", "p2"), hidden["C"].id("person", "p2"))
    place_hold(hold("", hidden["C"].id("person", "p1"), here["A"].id("person", "p1")), actor=registry.owner, now=NOW)
    after = dict(pages(registry, rights("a")))
    assert after.keys() == before.keys()
    for name, page in before.items():
        assert after[name] == page


def test_two_accounts_that_only_a_hidden_one_joins_are_two_people(registry: Registry) -> None:
    told = several(registry, A="a", B="a", C="c")
    for name in ("A", "B"):
        join(registry, told[name], told["C"])
    assert person_page(EVERYTHING, "P-0003", registry.workspace).code == "P-0001"
    page = person_page(rights("a"), "P-0003", registry.workspace)
    assert (page.code, page.aliases, [source.name for source in page.sources]) == ("P-0003", (), ["B"])
    assert page.verdicts == ()
    for shown in (
        page,
        person_history(rights("a"), "P-0003"),
        case_page(rights("a"), "C-0003", registry.workspace, WINDOW),
    ):
        assert told["A"].word not in repr(shown)


def test_an_alias_of_a_hidden_account_is_not_told_of(registry: Registry) -> None:
    told = several(registry, A="a", B="b")
    join(registry, told["A"], told["B"])
    assert person_page(rights("b"), "P-0003", registry.workspace).aliases == ()
    with pytest.raises(NotFound):
        person_page(rights("b"), "P-0001", registry.workspace)


@pytest.mark.parametrize("name", ["B", "P-0003", "C-0003"])
def test_what_is_hidden_is_refused_with_the_words_for_what_is_not_there(registry: Registry, name: str) -> None:
    several(registry, A="a")
    absent = refused(registry, name)
    several(registry, B="b")
    assert refused(registry, name) == absent


def test_the_history_of_a_hidden_account_is_refused_like_that_of_none(registry: Registry) -> None:
    account = Told("B", "b", registry).id("person", "p1")
    with pytest.raises(NotFound) as absent:
        history(rights("a"), account)
    several(registry, B="b")
    with pytest.raises(NotFound) as hidden:
        history(rights("a"), account)
    assert str(hidden.value) == str(absent.value)


def refused(registry: Registry, name: str) -> tuple[str, str]:
    """What somebody who sees one compartment is told who asks for this."""
    with pytest.raises(NotFound) as error:
        ask(registry, name)
    return str(error.value), error.value.mend


def ask(registry: Registry, name: str) -> object:
    """The page of this name, whatever it is of, for somebody who sees one compartment."""
    seen, workspace = rights("a"), registry.workspace
    if name.startswith("P-"):
        return person_page(seen, name, workspace)
    if name.startswith("C-"):
        return case_page(seen, name, workspace, WINDOW)
    return source_page(seen, name, WINDOW)


@pytest.mark.parametrize("code", ["", "P", "P-1", "P-00001", "P-0001 ", "p-0001", "C-0001", "P-٠٠٠١", f"P-{'9' * 30}"])
def test_what_is_no_code_of_a_person_is_not_found(registry: Registry, code: str) -> None:
    several(registry, A="a")
    with pytest.raises(NotFound):
        person_page(rights("a"), code, registry.workspace)


def test_who_may_not_read_names_gets_no_word_of_any_text(registry: Registry, told: dict[str, Told]) -> None:
    seen = rights("a", "b", "c", roles=[Role.ANALYST])
    for name, page in pages(registry, seen):
        shown = repr(page)
        for one in told.values():
            for said in ("title", "name", "day", "row", "text", "same", "different", "unsure", "concluded", "found"):
                assert f"{said} {one.word}" not in shown, name
            assert f"{one.word} was taken" not in shown
            assert "he is within reach" not in shown
