"""Who may do and see what."""

from uuid import UUID

import pytest

from lastseen.domain.accounts import Sensitivity
from lastseen.domain.rights import ALLOWED, May, NotAllowed, Rights, Role

USER = UUID(int=1)


def _rights(*roles: Role, compartments: frozenset[str] | None = None) -> Rights:
    return Rights(user=USER, roles=frozenset(roles), compartments=compartments)


def test_every_role_says_what_it_allows() -> None:
    assert set(ALLOWED) == set(Role)
    assert set().union(*ALLOWED.values()) == set(May)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_whoever_administers_or_audits_sees_no_case(role: Role) -> None:
    assert not any(_rights(role).sees("interviews", sensitivity) for sensitivity in Sensitivity)


def test_a_field_is_seen_only_with_the_right_to_its_compartment_and_to_its_sensitivity() -> None:
    seen = {
        (role, compartment, sensitivity): _rights(role, compartments=frozenset({"a"})).sees(compartment, sensitivity)
        for role in (Role.CODER, Role.ANALYST)
        for compartment in ("a", "b")
        for sensitivity in (Sensitivity.INTERNAL, Sensitivity.IDENTITY)
    }
    assert {what for what, is_seen in seen.items() if is_seen} == {
        (Role.CODER, "a", Sensitivity.INTERNAL),
        (Role.CODER, "a", Sensitivity.IDENTITY),
        (Role.ANALYST, "a", Sensitivity.INTERNAL),
    }


def test_roles_add_up() -> None:
    both = _rights(Role.ANALYST, Role.CODER)
    assert both.may(May.ANALYSE)
    assert both.may(May.CODE)


def test_what_no_role_allows_is_refused() -> None:
    with pytest.raises(NotAllowed):
        _rights(Role.CODER).require(May.RELEASE)


def test_nobody_who_sees_names_or_administers_goes_without_a_second_factor() -> None:
    assert {role for role in Role if not _rights(role).is_guarded} == {Role.ANALYST}


def test_somebody_without_a_role_may_and_sees_nothing() -> None:
    nobody = _rights()
    assert not any(nobody.may(needed) for needed in May)
    assert not nobody.sees("interviews", Sensitivity.PUBLIC)
