"""The words of an interview on its page: whichever text is read, what is cited is found in it."""

import re
from dataclasses import replace

import pytest

from lastseen.domain.answers import PassageId
from lastseen.domain.rights import Role
from lastseen.operations.correcting import Corrected, correct_text
from lastseen.operations.pages import Window, source_page
from lastseen.operations.texts import add_text
from lastseen.operations.users import rights_of
from tests.conftest import NOW
from tests.texts import RENDERED, called, translation
from tests.web.site import SOURCES, Site

OLD = SOURCES[0].text


@pytest.fixture
def translated(site: Site) -> Site:
    """The site, with a translation of the transcript of I-01."""
    registry = site.registry
    new = replace(translation("I-01"), translates=called(OLD))
    add_text("I-01", new, registry.workspace, actor=registry.owner, now=NOW)
    return site


def passage(site: Site) -> PassageId:
    (cited,) = source_page(rights_of(site.registry.owner), "I-01", Window()).cited
    return cited.passage.id


def page(site: Site, asked: str = "") -> str:
    answer = site.client_as(Role.CODER).get(f"/interviews/I-01/{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_transcript_is_read_alone_or_with_its_translation_beneath_each_line(translated: Site) -> None:
    assert RENDERED not in page(translated)
    assert 'class="rendering"' in page(translated, "?beside=1")
    assert RENDERED in page(translated, "?beside=1")


def test_in_a_translation_the_line_that_renders_what_is_cited_is_marked(translated: Site) -> None:
    shown = page(translated, f"?text={called(RENDERED)}")
    line = re.search(r'<p class="line renders" data-passages="([^"]*)">', shown)
    assert line is not None
    assert line[1] == str(passage(translated))
    assert f'id="p-{passage(translated)}"' in shown
    assert 'class="cited"' not in shown


def test_a_passage_left_behind_leads_to_the_version_that_has_its_words(site: Site) -> None:
    registry = site.registry
    gone = Corrected(name=called(OLD), text="아무 말도 없다.", author="ji", places={passage(site): None})
    correct_text("I-01", gone, registry.workspace, actor=registry.owner, now=NOW)
    shown = page(site)
    assert f'href="?text={called(OLD)}#p-{passage(site)}"' in shown
    assert "This version was corrected." in page(site, f"?text={called(OLD)}")


def test_a_text_there_is_not_is_not_found(site: Site) -> None:
    assert site.client_as(Role.CODER).get("/interviews/I-01/?text=000000000000").status_code == 404
