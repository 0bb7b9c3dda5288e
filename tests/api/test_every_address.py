"""Every address of the API: closed without a token and to tokens without the right it needs, and as its schema says."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.openapi import from_wsgi
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from lastseen.api.entry import NEEDS
from lastseen.api.urls import api
from lastseen.domain.rights import May, Role
from lastseen.operations.tokens import end_token, rights_by_token, tokens
from lastseen.operations.users import deactivate_user
from tests.api.conftest import Program, Programs
from tests.conftest import NOW
from tests.web.site import Site

WITHIN = {"code": "P-0001", "name": "I-01", "decision": "00000000-0000-4000-8000-000000000000"}
READERS = {"/me": None, "/vocabularies": None, "/names/compare": None, "/snapshots": May.ANALYSE, "/review": May.DECIDE}
"""What reading asks for where it is not the right to read."""


def addresses() -> Iterator[tuple[str, str, May | None]]:
    """Method, path and right needed of every address."""
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                needed = getattr(operation.view_func, NEEDS, READERS.get(path, May.READ))
                for method in operation.methods:
                    yield method.lower(), f"{prefix}{path}", needed


NOT_HELD = [ignored_auth, positive_data_acceptance]
"""Tokens are tried above; and what is well-formed may still be refused, such as a code that is in no vocabulary."""

ADDRESSES = sorted(set(addresses()), key=lambda one: (one[1], one[0]))
every_address = pytest.mark.parametrize(("method", "path", "needed"), ADDRESSES)


def _asked(program: Program, method: str, path: str) -> int:
    status: int = program.ask(method, path.format(**WITHIN), {} if method in {"post", "put"} else None).status_code
    return status


def test_whatever_changes_something_says_which_right_it_needs() -> None:
    changing = [operation for operation in ADDRESSES if operation[0] != "get"]
    assert len(changing) >= 8
    assert {needed for _, _, needed in changing} == {May.COLLECT, May.CODE, May.DECIDE, May.ANALYSE}


@every_address
def test_nobody_comes_in_without_a_token(program: Programs, method: str, path: str, needed: May | None) -> None:
    del program, needed
    for secret in ("", "lastseen_" + "a" * 43, "nonsense"):
        assert _asked(Program(secret), method, path) == 401


@every_address
def test_a_token_without_the_right_gets_no_further(
    program: Programs, method: str, path: str, needed: May | None
) -> None:
    others = [may for may in May if may is not needed]
    status = _asked(program(*Role, scopes=others), method, path)
    assert status != 401
    assert (status in {403, 422}) == (needed is not None or status == 422)
    if needed is not None and method == "get" and "names" not in path:
        assert status == 403


def test_a_token_that_is_ended_or_past_or_whose_user_acts_no_more_opens_nothing(program: Programs, site: Site) -> None:
    reader = program(Role.CODER)
    assert reader.ask("get", "/me").status_code == 200
    user = site.user([Role.CODER], ["border"]).pk
    site.clock.now = NOW + timedelta(31)
    assert reader.ask("get", "/me").status_code == 401
    site.clock.now = NOW
    (line,) = tokens(rights_by_token(reader.secret, NOW))
    end_token(line.id, actor=user, now=NOW)
    assert reader.ask("get", "/me").status_code == 401
    again = program(Role.CODER)
    deactivate_user(user, actor=site.registry.owner, now=NOW)
    assert again.ask("get", "/me").status_code == 401


def test_a_browser_that_is_logged_in_has_no_token(site: Site) -> None:
    assert site.client_as(*Role).get("/api/people").status_code == 401


@pytest.mark.parametrize("role", Role)
def test_answers_are_as_the_schema_says_whatever_is_asked(program: Programs, role: Role) -> None:
    asking = program(role)
    schema = from_wsgi("/api/openapi.json", app=get_wsgi_application())
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == len(ADDRESSES)
    for operation in operations:
        _try(operation, asking)


def _try(operation: APIOperation[Any, Any, Any, Any], program: Program) -> None:
    """Ask one address many things, well and badly made, and hold each answer against the schema."""

    @settings(max_examples=3, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy() | operation.as_strategy(GenerationMode.NEGATIVE))
    def tried(case: Case[Any]) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {program.secret}"})
        case.validate_response(answer, excluded_checks=NOT_HELD)

    tried()
