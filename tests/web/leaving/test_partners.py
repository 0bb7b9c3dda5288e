"""Partners, in the browser: their fingerprints, and what was exchanged with them when."""

from pathlib import Path

import pytest

from lastseen.domain.rights import Role
from lastseen.operations.overlap import Caps, approve_overlap
from lastseen.operations.partners import add_partner, own_keys
from lastseen.operations.receiving import import_bundle
from lastseen.web.leaving import partners
from lastseen.web.words import LANGUAGES, words_in
from tests.conftest import NOW
from tests.web.leaving.test_pages import text_of
from tests.web.site import Site
from tests.west import EAST, WEST, from_west, question, records


@pytest.fixture
def befriended(site: Site, tmp_path: Path) -> Site:
    """The site of a group that knows East and West, and took in records and a question of West's."""
    workspace, act = site.registry.workspace, {"actor": site.registry.owner, "now": NOW}
    add_partner("East", EAST.public, workspace, **act)  # type: ignore[arg-type]  # who and when
    add_partner("West", WEST.public, workspace, **act)  # type: ignore[arg-type]  # as above
    own = own_keys(workspace).public
    file = from_west(records(), own, tmp_path / "records")
    import_bundle(file, "partners", workspace, dry_run=False, **act)  # type: ignore[arg-type]  # as above
    file = from_west(question("a", "b"), own, tmp_path / "question")
    approve_overlap(file, workspace, Caps(fewest=1), **act)  # type: ignore[arg-type]  # as above
    return site


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_partner_is_shown_with_what_was_exchanged(befriended: Site, language: str) -> None:
    client, words = befriended.client_as(Role.EDITOR, language=language), words_in(language)["partners"]
    assert 'href="/leaving/partners/"' in text_of(client.get("/leaving/"))
    page = text_of(client.get("/leaving/partners/"))
    own = own_keys(befriended.registry.workspace).public
    assert [one.fingerprint in page for one in (own, EAST.public, WEST.public)] == [True] * 3
    events = {one: page.count(text) for one, text in words["event"].items() if text in page}
    assert events == {"records-came": 1, "overlap-approved": 1}
    assert page.count(words["nothing"]) == 1
    assert words["people"]["other"].format(n=2) in page


def test_of_a_long_history_the_last_is_shown(befriended: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partners, "SHOWN", 1)
    page = text_of(befriended.client_as(Role.EDITOR).get("/leaving/partners/"))
    assert words_in("en")["partners"]["earlier"]["one"].format(n=1) in page


def test_where_there_are_no_partners_the_page_says_so(site: Site) -> None:
    page = text_of(site.client_as(Role.EDITOR).get("/leaving/partners/"))
    assert words_in("en")["partners"]["none"] in page
