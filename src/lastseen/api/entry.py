"""How a program comes in: the token it shows, what that lets it do, and how a refusal is told."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Annotated, Any, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.params.functions import Query as Asked
from ninja.security import HttpBearer

from lastseen.api.shapes import Problem
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.operations.failures import failures_explained, status_of
from lastseen.operations.tokens import TokenRefused, rights_by_token
from lastseen.operations.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")

Number = Annotated[int, Asked(ge=1, le=10**6)]
"""A place in a list, or a page of it, counted from one."""
Size = Annotated[int, Asked(ge=1, le=500)]
"""How long a page of a list is."""

NEEDS = "needs"
"""The attribute of a view that says which right it asks for before it acts."""


class Asking(HttpRequest):
    """A request as views see it; only the type, never made itself. ``rights`` are those of the token."""

    rights: Rights
    workspace: Workspace
    now: datetime


class Bearer(HttpBearer):
    """A token in the head of the request; cookies open nothing here, so that no page can make a browser act."""

    def authenticate(self, request: HttpRequest, token: str) -> Rights:
        """What whoever shows the token may. Raises :class:`~lastseen.operations.tokens.TokenRefused`."""
        asking: Asking = request  # type: ignore[assignment]  # the middleware has made it one
        with failures_explained():
            asking.rights = rights_by_token(token, asking.now)
        return asking.rights


class Malformed(Refusal):
    """A request cannot be read."""

    code = "request.malformed"
    sentence = "The request cannot be read: {where}: {why}."
    hint = "The shape of every request stands at /api/docs."


def acting(needed: May) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A view that changes something: its token has to have the right, whatever its user may else."""

    def needing(view: Callable[P, T]) -> Callable[P, T]:
        @wraps(view)
        def allowed(*args: P.args, **kwargs: P.kwargs) -> T:
            asking: Asking = args[0]  # type: ignore[assignment]  # the first thing a view is given
            asking.rights.require(needed)
            return view(*args, **kwargs)

        setattr(allowed, NEEDS, needed)
        return allowed

    return needing


def answers(shape: Any, status: HTTPStatus = HTTPStatus.OK) -> dict[Any, Any]:
    """The answers of a view: what it gives, and how it refuses."""
    return {int(status): shape, **dict.fromkeys((401, 403, 404, 422, 503), Problem)}


def tell_refusals(api: NinjaAPI) -> None:
    """Let every refusal be told as a :class:`~.shapes.Problem`, and a request that cannot be read as one, too."""

    def told(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        refusal = _refusal(error)
        problem = {"code": refusal.code, "message": str(refusal), "hint": refusal.mend}
        answer = api.create_response(request, {"error": problem}, status=status_of(refusal))
        if isinstance(refusal, TokenRefused):
            answer["WWW-Authenticate"] = "Bearer"
        return answer

    for kind in (Refusal, AuthenticationError, ValidationError, HttpError):
        api.add_exception_handler(kind, told)


def _refusal(error: object) -> Refusal:
    match error:
        case Refusal():
            return error
        case AuthenticationError():
            return TokenRefused()
        case ValidationError():
            first = error.errors[0]
            return Malformed(where=".".join(map(str, first["loc"])), why=first["msg"])
        case _:
            return Malformed(where="body", why=str(error))
