"""What tests of the API share: the site of a fresh registry, and programs that hold tokens to it."""

import json
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lastseen.domain.rights import ALLOWED, May, Role
from lastseen.operations.tokens import make_token
from tests.conftest import NOW
from tests.web.conftest import demo_site, served_template, site
from tests.web.site import BORDER, Site

__all__ = ["demo_site", "served_template", "site"]


class Program:
    """A program that asks by a token."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.client = Client(headers={"authorization": f"Bearer {secret}"} if secret else {})

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The answer to a request."""
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(self.client, method)(f"/api{path}", **sent)

    def get(self, path: str) -> Any:
        """What an address gives that is to answer."""
        answer = self.ask("get", path)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)


Programs = Callable[..., Program]


@pytest.fixture
def program(site: Site) -> Programs:
    """A program for somebody with these roles in these compartments, with all their rights or those named."""

    def made(
        *roles: Role, scopes: Iterable[May] | None = None, compartments: Iterable[str] | None = (BORDER,)
    ) -> Program:
        actor = site.user(roles, compartments).pk
        given = {may for role in roles for may in ALLOWED[role]} if scopes is None else scopes
        workspace = site.registry.workspace
        return Program(make_token("a test", given, NOW.date() + timedelta(30), workspace, actor=actor, now=NOW))

    return made
