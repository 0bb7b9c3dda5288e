"""What is done with every request: who asks and what they may, and refusals told as pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from lastseen.domain.errors import Refusal
from lastseen.operations.failures import failures_explained
from lastseen.operations.users import NotActive, rights_of
from lastseen.web.errors import kept, refused
from lastseen.web.served import served
from lastseen.web.visiting import LANGUAGE, Request
from lastseen.web.words import FIRST, LANGUAGES

Answer = Callable[[HttpRequest], HttpResponse]

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
BEGAN, SEEN = "began", "seen"
_SELDOM = timedelta(minutes=1)
"""How often a session notes that it is still used: writing at every request would make readers wait for each other."""
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


_KEPT = "kept_by_browsers"


def keepable(response: HttpResponse, seconds: int) -> HttpResponse:
    """An answer that holds nothing of the registry's, which browsers may keep for so long."""
    setattr(response, _KEPT, f"max-age={seconds}, immutable")
    return response


def sealed(answer: Answer) -> Answer:
    """Lets no page be kept by a browser or a proxy, nor use what a machine has beside its screen."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response["Cache-Control"] = getattr(response, _KEPT, "no-store")
        response["Permissions-Policy"] = PERMISSIONS
        return response

    return answered


class Visit:
    """Gives every request its registry, clock, language and rights, and lets in whoever may come in.

    Everybody has to log in but to views marked ``login_not_required``. Whoever needs a second factor sees nothing but
    the views marked ``without_factor`` before it is set and used (but in the fictional registry), and whoever was told
    a password only the one on which they choose another. Sessions end 60 minutes after they were last used,
    and 12 hours after they began; whoever is not active any more is out at once.
    """

    def __init__(self, answer: Answer) -> None:
        """Nothing is done before a request comes."""
        self.answer = answer

    def __call__(self, request: Request) -> HttpResponse:
        """The answer to a request, in the language of whoever asks."""
        request.workspace, request.now = served().workspace, served().now()
        request.language = _language(request)
        with translation.override(request.language):
            return _for_htmx(request, self.answer(request))

    def process_view(
        self, request: Request, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Who asks, and whether this view is for them; None lets them in."""
        del args, kwargs
        if request.user.is_authenticated:
            turned_away = _arrive(request)
            if turned_away is not None:
                return turned_away
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return _too_late(request)
        step = _first_step(request, view)
        return None if step is None else HttpResponseRedirect(reverse(step))


def _first_step(request: Request, view: Callable[..., Any]) -> str | None:
    """The page on which somebody has to do something before they see this one."""
    needs_factor = request.rights.is_guarded and not request.workspace.is_fictional
    if needs_factor and not used_factor(request) and not getattr(view, "without_factor", False):
        return "mfa_index"
    if request.user.password_once and not getattr(view, "with_told_password", False):
        return "entry_password"
    return None


class Told:
    """Tells a refusal, and a database that fails, as a page; whatever else fails is a fault of ours."""

    def __init__(self, answer: Answer) -> None:
        """As every middleware is made."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it is."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a refusal; None for whatever is none."""
        try:
            with failures_explained():
                raise exception
        except Refusal as refusal:
            return refused(request, refusal)
        except Exception:  # noqa: BLE001  # the outermost door: Django answers with the page of our faults
            return None


def _arrive(request: Request) -> HttpResponse | None:
    """Whoever has logged in gets their rights; whose session has ended, or who acts no longer, is turned away."""
    if has_ended(request, request.now):
        logout(request)
        return _too_late(request)
    note_use(request)
    try:
        request.rights = rights_of(request.user.pk)
    except NotActive as refusal:
        logout(request)
        return refused(request, refusal)
    return None


def used_factor(request: HttpRequest) -> bool:
    """Whether a second factor was used in this session."""
    records: list[dict[str, object]] = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def has_ended(request: HttpRequest, now: datetime) -> bool:
    """Whether the session began, or was last used, too long ago."""
    moment = now.timestamp()
    began: float = request.session.get(BEGAN, moment)
    seen: float = request.session.get(SEEN, moment)
    return moment - began > LONGEST.total_seconds() or moment - seen > IDLE.total_seconds()


def note_use(request: Request) -> None:
    """Notes in the session that it is in use."""
    now = request.now.timestamp()
    request.session.setdefault(BEGAN, now)
    if now - request.session.get(SEEN, 0) > _SELDOM.total_seconds():
        request.session[SEEN] = now


def _language(request: HttpRequest) -> str:
    """As chosen in this session, else in this browser, else what the browser asks for."""
    asked = (code.partition("-")[0] for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    chosen = (request.session.get(LANGUAGE), request.COOKIES.get(LANGUAGE))
    return next((code for code in (*chosen, *asked) if code is not None and code in LANGUAGES), FIRST)


def _too_late(request: Request) -> HttpResponse:
    """The way to the log-in and back; a form that comes too late is given back."""
    if request.method == "POST":
        return kept(request, "ended", HTTPStatus.FORBIDDEN)
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('account_login')}?{query}")


def _for_htmx(request: Request, response: HttpResponse) -> HttpResponse:
    """A way elsewhere is gone by the whole page, never by the part of it that asked."""
    if not request.htmx or not isinstance(response, HttpResponseRedirect):
        return response
    elsewhere = HttpResponse(headers={"HX-Redirect": response.url})
    elsewhere.cookies = response.cookies
    return elsewhere
