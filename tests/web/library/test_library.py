"""The pages of the library: what is found, and how its address says it. Everybody here is invented."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from lastseen.domain.rights import Role
from lastseen.operations.exports import Export, ExportedPerson
from lastseen.web.library.exporting import as_csv
from tests.web.site import BORDER, COAST, Site


def part(client: Client, **asked: object) -> tuple[str, str]:
    """What HTMX is given for a question, and the address the page has then."""
    answer = client.get(f"/library/?{urlencode(asked, doseq=True)}", headers={"hx-request": "true"})
    assert answer.status_code == 200
    return answer.content.decode(), answer["HX-Push-Url"]


def codes(page: str) -> list[str]:
    return re.findall(r'class="code go" href="/people/(P-\d+)/"', page)


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page)
    assert found
    return found[1]


def test_everybody_is_listed_where_nothing_is_asked(owner_client: Client) -> None:
    page = owner_client.get("/library/").content.decode()
    assert codes(page) == ["P-0001", "P-0002", "P-0003", "P-0004"]
    assert heading(page) == "4 people"


def test_who_is_in_another_compartment_is_not_counted(site: Site) -> None:
    page = site.client_as(Role.EDITOR, compartments=[COAST]).get("/library/").content.decode()
    assert heading(page) == "1 person"
    assert heading(site.client_as(Role.EDITOR, compartments=[BORDER]).get("/library/").content.decode()) == "3 people"


def test_a_name_in_another_spelling_is_found_from_the_head_of_any_page(owner_client: Client) -> None:
    page = owner_client.get("/library/?q=Seo+Haneul").content.decode()
    assert heading(page) == "1 person matching “Seo Haneul”"
    assert "서하늘" in page
    assert 'value="Seo Haneul"' in page


def test_names_are_not_shown_to_who_may_not_see_them(site: Site) -> None:
    assert "서하늘" in site.client_as(Role.EDITOR).get("/library/").content.decode()
    assert "서하늘" not in site.client_as(Role.ANALYST).get("/library/").content.decode()


def test_the_address_says_what_is_asked_and_nothing_else(owner_client: Client) -> None:
    page, address = part(owner_client, sex="male", text="", since="", sort="code", size=50, told_by=1, page=9)
    assert address == "/library/?sex=male"
    assert heading(page) == "1 person whose sex is male"
    assert "<title>1 person whose sex is male · Lastseen</title>" in page
    assert "<html" not in page


def test_columns_and_layout_stand_in_the_address_and_are_shown(owner_client: Client) -> None:
    page, address = part(owner_client, columns=["sex", "names"], layout="table")
    assert address == "/library/?columns=names&columns=sex"
    assert re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", page) == ["Code", "Names", "Sex"]
    cards, address = part(owner_client, layout="cards")
    assert address == "/library/?layout=cards"
    assert "people-cards" in cards


def test_a_page_after_the_last_is_the_last(owner_client: Client) -> None:
    page, address = part(owner_client, size=3, page=7)
    assert (codes(page), address) == (["P-0004"], "/library/?page=2&size=3")
    assert "4–4 of 4" in page
    assert 'rel="prev" href="?size=3"' in page


def test_nobody_found_says_what_to_do(owner_client: Client) -> None:
    page, _ = part(owner_client, text="nobody at all")
    assert heading(page) == "0 people matching “nobody at all”"
    assert "Take one of the conditions away" in page


@pytest.mark.parametrize("asked", ["sex=male&nothing=1", "since=yesterday", "size=0"])
def test_what_cannot_be_asked_is_refused_in_words(owner_client: Client, asked: str) -> None:
    answer = owner_client.get(f"/library/?{asked}")
    assert (answer.status_code, b"library.bad-query" in answer.content) == (422, True)


def test_one_person_lies_open_beside_the_list(owner_client: Client) -> None:
    page = owner_client.get("/library/?show=P-0002").content.decode()
    alone = owner_client.get("/library/preview/P-0002/", headers={"hx-request": "true"}).content.decode()
    assert 'aria-label="Preview of P-0002"' in alone
    assert '<h2><span class="code">P-0002</span>' in page
    assert '<h2><span class="code">P-0002</span>' in alone
    assert "<h2><span" not in owner_client.get("/library/?show=P-0099").content.decode()


def test_whoever_types_is_told_what_may_be_meant(owner_client: Client) -> None:
    found = owner_client.get("/library/suggest/?text=서하").content.decode()
    assert re.findall(r'role="option"[^>]*href="([^"]*)"', found) == [
        "/people/P-0003/",
        "/library/?text=%EC%84%9C%ED%95%98",
        "/library/words/?q=%EC%84%9C%ED%95%98",
    ]
    assert owner_client.get("/library/suggest/?text=").content.decode().strip() == ""
    places = owner_client.get("/library/suggest/?text=hyesan").content.decode()
    assert 'href="/library/?places=hyesan"' in places


def test_a_view_is_saved_opened_changed_renamed_and_deleted(owner_client: Client) -> None:
    saved = owner_client.post(reverse("library:save"), {"name": " the  men ", "asked": "?sex=male&page=1"})
    view = re.fullmatch(r"/library/\?sex=male&view=([0-9a-f-]{36})", saved["Location"])
    assert view
    opened = owner_client.get(saved["Location"]).content.decode()
    assert "<summary>the men</summary>" in opened
    changed = owner_client.get(f"/library/?sex=female&view={view[1]}").content.decode()
    assert 'the men <span class="badge">changed since saved</span>' in changed
    renamed = owner_client.post(reverse("library:save"), {"name": "men", "asked": "?sex=male", "renamed": view[1]})
    page = owner_client.get(renamed["Location"]).content.decode()
    assert (">the men<" in page, "<summary>men</summary>" in page) == (False, True)
    new = re.search(r"view=([0-9a-f-]{36})", renamed["Location"])
    assert new
    gone = owner_client.post(reverse("library:delete", kwargs={"view": new[1]}), {"asked": "?sex=male"})
    assert gone["Location"] == "/library/?sex=male"
    assert "None saved yet" in owner_client.get("/library/").content.decode()


def test_a_view_without_a_name_is_refused(owner_client: Client) -> None:
    assert owner_client.post(reverse("library:save"), {"name": " ", "asked": ""}).status_code == 422


def test_the_title_is_said_in_korean(site: Site) -> None:
    client = site.client_as(*Role, language="ko")
    page = client.get("/library/?sex=male&told_by=2&since=1998-01-01").content.decode()
    assert heading(page).startswith("성별이 남성인, ")
    assert heading(page).endswith(", 독립된 출처 2개 이상이 진술한 사람 0명")


LINE = re.compile(r'<a href="([^"]*)">([^<]*)</a></th><td class="number">([^<]*)</td>')


def test_the_map_and_the_timeline_show_the_numbers_of_those_found(demo_client: Client) -> None:
    drawn, address = part(demo_client, layout="map", place="hyesan")
    assert address == "/library/?place=hyesan&layout=map"
    assert "<svg" in drawn
    (line,) = LINE.findall(drawn)
    assert line[:2] == ("?province=KP-10&amp;place=hyesan&amp;layout=map", "Ryanggang")
    assert heading(drawn) == f"{line[2]} people taken in Hyesan"
    drawn, _ = part(demo_client, layout="timeline", place="hyesan", since="1998-01-01")
    assert "<svg" in drawn
    first = LINE.findall(drawn)[0]
    assert first[0] == "?place=hyesan&amp;since=1998-01-01&amp;until=1998-12-31&amp;layout=timeline"


def test_a_map_of_nothing_says_how_many_have_no_place(owner_client: Client) -> None:
    drawn, _ = part(owner_client, layout="map")
    assert ("Of 4 people found, a place is told of 0." in drawn, LINE.findall(drawn)) == (True, [])


def test_the_form_that_asks_step_by_step_keeps_what_else_is_asked(owner_client: Client) -> None:
    page, _ = part(owner_client, sex="male", first="mss", last=["mss", "moss"], since="1998-01-01")
    form = page[page.index('id="hops"') : page.index("</details>", page.index('id="hops"'))]
    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form) == [("sex", "male")]
    assert re.findall(r'name="(\w+)" multiple', form) == ["last"]
    assert re.findall(r'<option value="(\w+)" selected', form) == ["mss", "mss", "moss"]
    assert 'name="since" value="1998-01-01"' in form
    assert heading(page) == (
        "0 people whose sex is male, first taken by Ministry of State Security, "
        "last held by Ministry of State Security or Ministry of Social Security (police), taken 1998 or later"
    )


def test_those_found_are_exported_from_the_newest_snapshot(demo_client: Client) -> None:
    asked = demo_client.get("/library/export/?sex=female&first=mss").content.decode()
    assert "Export from snapshot S-" in asked
    address = "/library/export/?sex=female&first=mss&columns=names&columns=sources"
    file = demo_client.post(address, {"format": "csv"})
    assert file["Content-Disposition"].startswith('attachment; filename="library-20')
    lines = file.content.decode().splitlines()
    about = dict(line.removeprefix("# ").split(": ", 1) for line in lines if line.startswith("# "))
    rows = [line for line in lines if not line.startswith("# ")]
    assert rows[0] == "code,names,sources"
    assert (about["profile"], about["address"]) == ("internal", "?sex=female&first=mss&columns=names&columns=sources")
    assert int(about["in_this_file"]) == len(rows) - 1 > 5
    told = demo_client.post(address, {"format": "json"}).json()
    assert [person["code"] for person in told["people"]] == [row.split(",")[0] for row in rows[1:]]


def test_no_cell_of_a_file_is_taken_for_a_formula() -> None:
    person = ExportedPerson(code="P-0001", cells={"names": ("=1+1", "나")})
    export = Export(day="2026-01-02", found=1, columns=("names",), people=(person,))
    assert as_csv(export, {"asked": "two\nlines"}) == "# asked: two lines\r\ncode,names\r\nP-0001,'=1+1 | 나\r\n"


def test_without_a_snapshot_the_page_says_so(owner_client: Client) -> None:
    assert "There is no snapshot yet" in owner_client.get("/library/export/").content.decode()
