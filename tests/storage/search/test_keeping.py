"""What the library is searched by is kept in step with what the registry holds. Everybody here is invented."""

from dataclasses import replace

from django.db import connection

from lastseen.domain.searching import terms
from lastseen.storage.ledger import recording
from lastseen.storage.models import Revision, SearchLine, SearchText
from lastseen.storage.search.finding import people_named
from lastseen.storage.search.keeping import is_in_step, rebuild
from tests.coded import IDS, account, fate, hand, interview, said, with_account
from tests.conftest import NOW, Registry
from tests.storage.everything import erase


def in_step(registry: Registry) -> bool:
    return is_in_step(registry.workspace.frame)


def fates(source: str) -> list[str]:
    """The cells of fates of the people of a source."""
    rows = SearchLine.objects.filter(source_id=IDS.source(source)).order_by("serial")
    return [cells.split('"fate":')[1].split("]")[0] for cells in rows.values_list("cells", flat=True)]


def test_it_is_in_step_after_every_way_of_writing(registry: Registry) -> None:
    coded = interview("I-01", "p1", "p2")
    hand(registry, coded, interview("I-02"))
    assert (in_step(registry), SearchLine.objects.count()) == (True, 3)
    told = with_account(coded, fate("I-01", "f1", account("I-01", "person", "p1")))
    hand(registry, told)
    assert (in_step(registry), fates("I-01")) == (True, ['["seen"', "["])
    moved = replace(told.accounts[-1], person=said(account("I-01", "person", "p2")))  # type: ignore[call-arg]  # a fate
    hand(registry, replace(told, accounts=(*coded.accounts, moved)))
    assert (in_step(registry), fates("I-01")) == (True, ["[", '["seen"'])
    hand(registry, replace(coded, source=replace(coded.source, title="Another title"), text=f"{coded.text} More."))
    assert in_step(registry)


def test_a_line_or_text_that_was_changed_lost_or_added_is_noticed(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    for rows, change in (
        (SearchLine.objects, {"cells": "{}"}),
        (SearchLine.objects, {"serial": 9}),
        (SearchText.objects.filter(field="name"), {"tokens": "another"}),
    ):
        rows.update(**change)
        assert not in_step(registry)
        assert rebuild(registry.workspace.frame) == 1
        assert in_step(registry)
    SearchText.objects.filter(field="label").delete()
    assert not in_step(registry)


def test_what_is_erased_is_found_no_more_and_what_is_left_of_it_is(registry: Registry) -> None:
    hand(registry, interview("I-01", name="고은별"))
    (term,) = terms("고은별")
    assert people_named(term) == {1}
    erase(registry, "I-01")
    assert people_named(term) == set()
    assert (in_step(registry), SearchLine.objects.count()) == (True, 1)


def test_nothing_of_what_is_erased_is_left_even_where_the_rest_is_not_derived_anew(registry: Registry) -> None:
    hand(registry, interview("I-01", name="고은별"))
    with recording(registry.owner, "erase", NOW) as pen:
        pen.erase(Revision.objects.filter(account__kind="person", sensitivity="identity"))
    held = SearchText.objects.filter(account=account("I-01", "person", "p1"))
    assert (held.count(), SearchLine.objects.count()) == (0, 0)
    assert not in_step(registry)


def test_the_text_index_holds_just_what_is_kept(full: Registry) -> None:
    rebuild(full.workspace.frame)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO storage_searchindex(storage_searchindex, rank) VALUES ('integrity-check', 1)")
    names = SearchText.objects.filter(field="name")
    (term,) = terms("고은별")
    assert len(people_named(term)) == names.count() > 0
    names.delete()
    assert people_named(term) == set()
