"""What is done with every request: who comes in, for how long, in which language, and what no browser may keep."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.web.middleware import IDLE, LONGEST
from tests.web.site import PASSWORD, Site

MINUTE = timedelta(minutes=1)


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_session_ends_sixty_minutes_after_it_was_last_used(site: Site, owner_client: Client) -> None:
    for _ in range(3):
        assert is_in(owner_client)
        site.clock.now += IDLE - MINUTE
    assert is_in(owner_client)
    site.clock.now += IDLE + MINUTE
    assert not is_in(owner_client)


def test_a_session_ends_twelve_hours_after_it_began_however_busy(site: Site, owner_client: Client) -> None:
    began = site.clock.now
    while site.clock.now - began < LONGEST:
        assert is_in(owner_client)
        site.clock.now += IDLE / 2
    site.clock.now = began + LONGEST + MINUTE
    assert not is_in(owner_client)
    site.clock.now = began
    assert not is_in(owner_client)


def test_whoever_is_not_active_any_more_is_out_at_once(site: Site) -> None:
    user = site.user([Role.CODER])
    client = site.client_of(user)
    assert is_in(client)
    users: Any = get_user_model()._default_manager
    users.filter(pk=user.pk).update(is_active=False)
    assert not is_in(client)


def test_whoever_is_sent_to_the_log_in_comes_back_to_where_they_wanted(site: Site) -> None:
    assert site.registry.owner
    answer = Client().get("/?q=%EB%8F%8C&page=2")
    assert answer["Location"] == "/entry/login/?next=%2F%3Fq%3D%25EB%258F%258C%26page%3D2"


def test_a_form_sent_after_the_session_ended_is_given_back_without_its_secrets(
    site: Site, owner_client: Client
) -> None:
    assert is_in(owner_client)
    site.clock.now += IDLE + MINUTE
    typed = {"words": "the river was low that year", "password": PASSWORD, "repeated_password": PASSWORD}
    answer = owner_client.post("/", typed)
    assert answer.status_code == 403
    assert "the river was low that year" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()


def test_a_part_of_a_page_that_is_sent_elsewhere_takes_the_whole_page_along(site: Site, owner_client: Client) -> None:
    assert is_in(owner_client)
    site.clock.now += IDLE + MINUTE
    answer = owner_client.get("/", headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/entry/login/?next=%2F")


@pytest.mark.parametrize(
    ("asked", "told"),
    [("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("de,ko;q=0.5", "ko"), ("de", "en"), ("", "en"), ("*;q=x,,", "en")],
)
def test_a_browser_is_answered_in_the_language_it_asks_for_where_there_is_one(
    site: Site, asked: str, told: str
) -> None:
    assert site.registry.owner
    answer = Client(headers={"accept-language": asked}).get("/entry/login/")
    assert f'<html lang="{told}">' in answer.content.decode()


def test_no_page_is_kept_or_framed_or_runs_what_is_not_ours(owner_client: Client) -> None:
    for client, path in ((owner_client, "/"), (Client(), "/entry/login/"), (Client(), "/nowhere/")):
        headers = client.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data:",
            "font-src": "'self'",
            "connect-src": "'self'",
            "media-src": "'self'",
            "form-action": "'self'",
            "frame-ancestors": "'none'",
            "base-uri": "'none'",
        }
        assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
        assert (headers["Referrer-Policy"], headers["Cross-Origin-Opener-Policy"]) == ("same-origin", "same-origin")
        assert headers["Permissions-Policy"].startswith("camera=()")


def test_a_name_the_server_does_not_answer_to_gets_nothing(site: Site) -> None:
    assert site.registry.owner
    answer = Client(headers={"host": "elsewhere.example"}).get("/entry/login/")
    assert answer.status_code == 400
    assert "id_password" not in answer.content.decode()


def test_static_files_may_be_kept_and_fonts_for_long(site: Site) -> None:
    assert site.registry.owner
    for path, lasting in (
        ("lastseen/site.css", "max-age=3600"),
        ("fonts/SourceSans3-Regular.ttf.woff2", "max-age=315360000"),
    ):
        answer = Client().get(f"/static/{path}")
        assert answer.status_code == 200
        assert lasting in answer["Cache-Control"]
        answer.close()


def test_cookies_are_read_by_no_script_and_sent_from_no_other_site(site: Site) -> None:
    user = site.user([Role.ANALYST])
    client = Client()
    client.post("/entry/login/", {"login": user.name, "password": PASSWORD})
    client.get("/entry/login/")
    assert client.cookies.keys() >= {"lastseen", "lastseen-form"}
    for cookie in client.cookies.values():
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict"), cookie


def test_the_fictional_registry_asks_for_no_second_factor_and_says_so(demo_site: Site) -> None:
    shown = demo_site.client_of(demo_site.user([Role.EDITOR]), factor=False).get("/")
    assert (shown.status_code, "No second factor is asked for here." in shown.content.decode()) == (200, True)


def test_no_other_registry_does_without_a_second_factor(site: Site) -> None:
    answer = site.client_of(site.user([Role.EDITOR]), factor=False).get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/entry/factors/")
    assert "No second factor" not in site.client_as(Role.EDITOR).get("/").content.decode()
