"""One name is found from each of its spellings, in any script, and only by who may see names. Everybody is invented."""

import json
from itertools import permutations

import pytest

from lastseen.domain.rights import NotAllowed, Role
from lastseen.operations.library import find_people, suggest
from lastseen.operations.library_query import Query
from lastseen.operations.names_search import search_names
from lastseen.operations.readiness import make_ready
from lastseen.storage.models import SearchText
from lastseen.storage.search.keeping import is_outdated
from tests.coded import hand, interview
from tests.conftest import Registry, lastseen
from tests.operations.library import rights

ONE_NAME = ("이영희", "리영희", "Ri Yong-hui", "Ли Ён Хи", "李英姬", "Yi Yŏnghŭi", "Lee Young-hee")
OTHERS = ("김영철", "김용철", "박철수", "Иван Петров", "محمد حسن", "José Pérez")


@pytest.fixture
def told(registry: Registry) -> Registry:
    """A registry in which each source tells of one name."""
    hand(registry, *(interview(f"I-{at:02}", name=name) for at, name in enumerate((*ONE_NAME, *OTHERS), start=1)))
    return registry


def found(told: Registry, text: str) -> set[str]:
    return {one.name for one in search_names(rights(told), text, 50, told.workspace)}


def test_every_spelling_finds_every_other_and_no_other_name(told: Registry) -> None:
    assert [found(told, name) for name in ONE_NAME] == [set(ONE_NAME)] * len(ONE_NAME)
    for name, _ in permutations(ONE_NAME, 2):
        assert find_people(rights(told), Query(text=name), told.workspace).total == len(ONE_NAME)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kim Yong Chol", {"김영철", "김용철"}),
        ("Kim", {"김영철", "김용철"}),
        ("Yong Chol", {"김영철", "김용철"}),
        ("Kim Yong", {"김영철", "김용철"}),
        ("Ivan Petrov", {"Иван Петров"}),
        ("Mohammed Hassan", {"محمد حسن"}),
        ("Perez Jose", {"José Pérez"}),
        ("", set()),
        ("the child", set()),
        ("' \\ = :", set()),
    ],
)
def test_parts_of_names_and_names_of_other_languages_are_found(told: Registry, text: str, names: set[str]) -> None:
    assert found(told, text) == names


def test_a_syllable_only_begun_is_suggested(told: Registry) -> None:
    typed = ("Kim Yo", "김영ㅊ", "Ri Yong-h")
    assert [suggest(rights(told), text, told.workspace, 9).total for text in typed] == [2, 1, 7]


def test_people_whose_name_is_likest_are_suggested_first(told: Registry) -> None:
    def suggested(text: str, limit: int) -> list[str]:
        return [name for row in suggest(rights(told), text, told.workspace, limit).people for name in row.names]

    assert suggested("김용철", 9)[0] == "김용철"
    assert suggested("김용철", 1) == ["김용철"]
    likest = [one.name for one in search_names(rights(told), "Yi Yŏnghŭi", 3, told.workspace)]
    assert suggested("Yi Yŏnghŭi", 3) == likest
    assert likest != list(ONE_NAME[:3])


def test_who_may_not_see_names_searches_none(told: Registry) -> None:
    with pytest.raises(NotAllowed):
        search_names(rights(told, Role.ANALYST), "이영희", 5, told.workspace)
    assert search_names(rights(told, compartments=("elsewhere",)), "이영희", 5, told.workspace) == ()


def test_what_an_earlier_version_made_is_made_anew(told: Registry) -> None:
    SearchText.objects.filter(field="name-keys").update(field="name-key", tokens="liyonghi")
    assert (is_outdated(), suggest(rights(told), "Ri Yonghui", told.workspace, 9).total) == (True, 0)
    make_ready(told.owner, told.workspace)
    assert (is_outdated(), len(found(told, "Ri Yonghui"))) == (False, len(ONE_NAME))


def test_the_command_tells_them_the_likest_first(told: Registry) -> None:
    told.wiring.close()
    where = ("--registry", told.folder, "--top", "3")
    answer = json.loads(lastseen("names", "search", "리영희", *where, "--format", "json"))["found"]
    assert [one["score"] for one in answer] == sorted((one["score"] for one in answer), reverse=True)
    assert [one["meant"] for one in answer[0]["because"]] == ["리", "영", "희"]
    assert len(lastseen("names", "search", "리영희", *where).splitlines()) == 3
    assert lastseen("names", "search", "황보별", *where) == "Nobody has a name like this.\n"
