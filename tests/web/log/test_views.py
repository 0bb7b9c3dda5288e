"""The log in the browser: entries by who, what and when, whether they are whole, and no word of any case."""

import re
from pathlib import Path

import pytest
from django.test import Client

import lastseen
from lastseen.domain.rights import Role
from lastseen.storage.models import Entry
from lastseen.web.words import LANGUAGES, words_in
from tests.storage.tampering import tampering
from tests.web.site import Site


def entries(client: Client, query: str = "") -> list[int]:
    """The numbers of the entries shown, in their order."""
    page = client.get(f"/log/{query}").content.decode()
    return [int(n) for n in re.findall(r'<tr>\s*<td class="number">(\d+)</td>', page)]


def test_entries_come_newest_first_and_as_wanted(site: Site) -> None:
    client = site.client_as(Role.AUDITOR)
    there = list(Entry.objects.order_by("-number").values_list("number", flat=True))
    assert entries(client) == there
    made = list(Entry.objects.filter(operation="add-user").order_by("-number").values_list("number", flat=True))
    assert entries(client, "?operation=add-user") == made
    assert entries(client, "?user=nobody") == []
    assert entries(client, "?until=1999-12-31") == []
    assert entries(client, "?since=1999-12-31") == there


def test_a_day_that_is_none_is_told_at_its_field_and_asks_for_nothing(site: Site) -> None:
    client = site.client_as(Role.AUDITOR)
    answer = client.get("/log/?since=soon&operation=hand-in").content.decode()
    assert words_in("en")["log"]["bad_day"] in answer
    assert 'value="soon"' in answer
    assert entries(client, "?since=soon&operation=hand-in") == list(
        Entry.objects.filter(operation="hand-in").order_by("-number").values_list("number", flat=True)
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_whole_log_is_verified_when_asked(site: Site, language: str) -> None:
    client = site.client_as(Role.AUDITOR, language=language)
    words, total = words_in(language)["log"], Entry.objects.count()
    assert words["whole"].format(n=total) in client.post("/log/verify/").content.decode()
    with tampering():
        Entry.objects.filter(number=2).update(operation="find")
        page = client.post("/log/verify/").content.decode()
    assert words["broken"] in page
    assert words["broken"] not in client.get("/log/").content.decode()


def test_nothing_of_any_case_is_in_the_log(site: Site) -> None:
    page = site.client_as(Role.AUDITOR).get("/log/").content.decode()
    assert page.count("Coding handed in") > 0
    assert [word for word in ("서하늘", "도라온", "I-01", "I-02", "border") if word in page] == []


def test_every_operation_that_writes_has_a_name_in_every_language() -> None:
    written = {
        operation
        for file in Path(lastseen.__file__).parent.rglob("*.py")
        for operation in re.findall(r'\brecording\([^,()]+,\s*"([a-z-]+)"', file.read_text(encoding="utf-8"))
    }
    assert len(written) > 30
    assert [(language, sorted(written - words_in(language)["log"]["operations"].keys())) for language in LANGUAGES] == [
        (language, []) for language in LANGUAGES
    ]
