"""The words of interviews in the browser: found, and shown where they stand. Everybody here is invented."""

import re

from django.test import Client

from lastseen.domain.rights import Role
from tests.web.site import COAST, Site


def test_words_are_found_with_a_way_to_the_place_where_they_stand(owner_client: Client) -> None:
    page = owner_client.get("/library/words/?q=I-02").content.decode()
    assert "1 interview says this" in page
    found = re.search(r'<a class="snippet" href="([^"]+)">', page)
    assert found
    address, _, anchor = found[1].replace("&amp;", "&").partition("#")
    there = owner_client.get(address).content.decode()
    assert f'id="{anchor}"' in there
    assert re.findall(r"<mark>(.*?)</mark>", there)


def test_what_is_asked_stays_and_narrows(owner_client: Client) -> None:
    page = owner_client.get("/library/words/?q=of&kind=document&since=2020-01-01&language=en").content.decode()
    assert "No interview you may read says this." in page
    assert 'value="of"' in page
    assert 'value="2020-01-01"' in page


def test_nothing_is_searched_before_anything_is_asked(owner_client: Client) -> None:
    page = owner_client.get("/library/words/").content.decode()
    assert "says this" not in page
    assert "autofocus" in page


def test_words_of_another_compartment_are_not_found(site: Site) -> None:
    inside = site.client_as(Role.EDITOR).get("/library/words/?q=I-02").content.decode()
    outside = site.client_as(Role.EDITOR, compartments=[COAST]).get("/library/words/?q=I-02").content.decode()
    assert "/interviews/I-02/" in inside
    assert "/interviews/I-02/" not in outside


def test_a_search_in_the_head_leads_to_everybody_found_and_to_words(site: Site) -> None:
    editor = site.client_as(Role.EDITOR).get("/library/suggest/?q=서하늘").content.decode()
    assert "Show the one person found" in editor
    assert "/library/words/?q=%EC%84%9C%ED%95%98%EB%8A%98" in editor
    analyst = site.client_as(Role.ANALYST).get("/library/suggest/?q=I-02").content.decode()
    assert "Show the one person found" in analyst
    assert "/library/words/" not in analyst


def test_a_view_keeps_how_people_are_shown(owner_client: Client) -> None:
    asked = "?sex=male&sort=taken&layout=cards&columns=names&columns=sex&page=2&show=P-0001"
    answer = owner_client.post("/library/views/", {"name": "men", "asked": asked})
    view = answer["Location"].partition("view=")[2].partition("&")[0]
    page = owner_client.get("/library/").content.decode()
    kept = f"?sex=male&amp;sort=taken&amp;layout=cards&amp;columns=names&amp;columns=sex&amp;view={view}"
    assert f'href="{kept}"' in page
    same = owner_client.get("/library/" + kept.replace("&amp;", "&")).content.decode()
    other = owner_client.get("/library/" + kept.replace("&amp;", "&").replace("cards", "map")).content.decode()
    assert "changed since saved" not in same
    assert "changed since saved" in other
