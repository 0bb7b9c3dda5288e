"""What a page says when something cannot be done, in both languages, and what it never says."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import NotAllowed, Role
from lastseen.operations.failures import status_of
from lastseen.operations.users import LastAdministrator, NoSuchUser
from lastseen.storage.failures import StorageBusy
from lastseen.web import errors
from lastseen.web.words import words_in
from tests.web.site import Site

SECRET = "고은별 was seen at the river"


def broken(request: HttpRequest) -> HttpResponse:
    """Fails, with a name in its hands."""
    del request
    raise RuntimeError(SECRET)


def refusing(request: HttpRequest) -> HttpResponse:
    """Refuses what it was asked for."""
    del request
    raise LastAdministrator


def hiding(request: HttpRequest) -> HttpResponse:
    """Has nothing for this name."""
    del request
    raise NoSuchUser(name=SECRET)


urlpatterns = [
    path("", include("lastseen.web.urls")),
    path("broken/", broken),
    path("refusing/", refusing),
    path("hiding/", hiding),
]
handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.forbidden,
    errors.not_found,
    errors.broken,
)
here = override_settings(ROOT_URLCONF=__name__)


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (NoSuchUser(name="x"), 404),
        (NotAllowed(needed="code"), 403),
        (StorageBusy(), 503),
        (LastAdministrator(), 422),
    ],
)
def test_a_refusal_has_the_status_of_its_kind(refusal: Refusal, status: int) -> None:
    assert status_of(refusal) == status


@here
def test_a_refusal_is_a_page_in_the_language_of_whoever_reads(site: Site) -> None:
    english, korean = (
        site.client_as(Role.ADMINISTRATOR, language=language).get("/refusing/") for language in ("en", "ko")
    )
    assert (english.status_code, korean.status_code) == (422, 422)
    assert "This is the last user who administers users." in english.content.decode()
    assert "사용자를 관리하는 마지막 사용자입니다." in korean.content.decode()
    assert "user.last-administrator" in korean.content.decode()


@here
def test_what_is_not_there_is_told_like_an_address_that_is_not(site: Site) -> None:
    client = site.client_as(Role.ADMINISTRATOR)
    hidden, absent = client.get("/hiding/"), client.get("/nowhere/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert SECRET not in hidden.content.decode()
    assert words_in("en")["errors"]["not_found"]["text"] in hidden.content.decode()


@here
def test_a_fault_of_ours_tells_nothing_of_what_was_in_its_hands(site: Site) -> None:
    client = site.client_as(Role.ADMINISTRATOR)
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert words_in("en")["errors"]["broken"]["title"] in answer.content.decode()
    assert SECRET not in answer.content.decode()


@here
def test_htmx_is_told_in_a_toast(site: Site) -> None:
    answer = site.client_as(Role.ADMINISTRATOR).get("/refusing/", headers={"hx-request": "true"})
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#toasts", "beforeend")
    assert answer.content.decode().startswith('<div class="toast error">')


def test_a_form_that_is_not_from_a_page_of_ours_is_given_back(site: Site) -> None:
    user = site.user([Role.ANALYST])
    client = Client(enforce_csrf_checks=True)
    typed = {"login": user.name, "password": "a word too secret"}
    answer = client.post("/entry/login/", typed)
    assert answer.status_code == 403
    assert user.name in answer.content.decode()
    assert "a word too secret" not in answer.content.decode()
