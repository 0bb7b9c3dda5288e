"""A registry served to browsers that are not there: sources of invented people in two compartments, and users."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.test import Client

from lastseen.cli.session import Service
from lastseen.domain.coding import CodedSource
from lastseen.domain.rights import Role
from lastseen.operations.users import NoSuchUser, add_user, find_user
from tests.coded import interview
from tests.conftest import NOW, Registry

BORDER, COAST = "border", "coast"
PASSWORD = "five invented words in a row"
BACKEND = "lastseen.web.entry.backend.NameAndPassword"


def in_compartment(coded: CodedSource, compartment: str) -> CodedSource:
    """The same source in a compartment."""
    return replace(coded, source=replace(coded.source, compartment=compartment))


SOURCES = (
    in_compartment(interview("I-01", "p1", "p2"), BORDER),
    in_compartment(interview("I-02", name="서하늘", sex="male"), BORDER),
    in_compartment(interview("I-03", name="도라온"), COAST),
)


@cache
def hashed() -> str:
    """The password of everybody here as it is kept, made once."""
    return make_password(PASSWORD)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class Site:
    """The registry as it is served, and whoever visits it."""

    registry: Registry
    clock: Clock = field(default_factory=Clock)

    def open(self) -> "Site":
        """Serve it."""
        served = replace(self.registry.wiring, now=self.clock)
        served.open_to_browsers(Service(host="", port=0, names=("testserver",)))
        return self

    def user(self, roles: Iterable[Role], compartments: Iterable[str] | None = None) -> Any:
        """Somebody with these roles in these compartments (None for all), whose password is :data:`PASSWORD`."""
        chosen = frozenset(roles)
        where = None if compartments is None else sorted(compartments)
        name = " ".join(["in", *(where or ["all"]), "as", *sorted(chosen)])[:150]
        owner = self.registry.owner
        try:
            id_ = find_user(name)
        except NoSuchUser:
            id_ = add_user(name, chosen, where, None, actor=owner, now=NOW)
        users: Any = get_user_model()._default_manager
        users.filter(pk=id_).update(password=hashed())
        return users.get(pk=id_)

    def client_of(self, user: Any, *, factor: bool = True, fresh: bool = True, language: str = "en") -> Client:
        """A browser in which somebody is logged in: just now, or a while ago; with a second factor, or without."""
        client = Client(headers={"accept-language": language})
        client.force_login(user, backend=BACKEND)
        request = HttpRequest()
        request.session = client.session
        for method in ("password", "mfa") if factor else ("password",):
            record_authentication(request, user, method=method, reauthenticated=fresh or None)
        request.session.save()
        return client

    def client_as(self, *roles: Role, compartments: Iterable[str] | None = None, language: str = "en") -> Client:
        """A browser of somebody with these roles, in these compartments or in all."""
        return self.client_of(self.user(roles, compartments), language=language)
