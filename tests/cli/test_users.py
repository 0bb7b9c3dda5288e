"""``lastseen user``: what it prints, and whom it lets in. In this process, with a wiring of its own."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import run
from lastseen.config.wiring import Wiring
from lastseen.domain.rights import Role
from lastseen.reports.columns import table
from lastseen.storage.models import User
from tests.conftest import Registry, wire

PASSWORD = "three cups of barley tea"
OWNER = {
    "name": "owner",
    "active": True,
    "password": False,
    "roles": sorted(role.value for role in Role),
    "compartments": None,
}


@pytest.fixture
def session(sqlite_registry: Registry) -> Wiring:
    """A registry in which the next password is chosen already."""
    folder = sqlite_registry.folder
    sqlite_registry.wiring.close()

    def chosen(file: Path | None) -> str:
        return PASSWORD if file is None else file.read_text(encoding="utf-8")

    return replace(wire(folder), choose_password=chosen)


def listed(session: Wiring, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["user", "list", "--format", "json"], session) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["users"]
    return found


def test_a_user_is_added_given_other_rights_and_listed(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(session, capsys) == [OWNER]
    named = ["--role", "coder", "--role", "auditor", "--compartment", "north", "--compartment", "south"]
    assert run(["user", "add", "Kim Ha-neul", *named, "--format", "json"], session) == 0
    assert json.loads(capsys.readouterr().out) == {"user": "Kim Ha-neul"}
    added = {"name": "Kim Ha-neul", "active": True, "password": False, "roles": ["auditor", "coder"]}
    assert listed(session, capsys) == [OWNER, added | {"compartments": ["north", "south"]}]
    assert run(["user", "rights", "Kim Ha-neul", "--role", "analyst", "--every-compartment"], session) == 0
    assert listed(session, capsys)[1] == added | {"roles": ["analyst"], "compartments": None}


def test_who_is_named_no_compartment_sees_none(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["user", "add", "colleague", "--role", "coder"], session) == 0
    assert listed(session, capsys)[1]["compartments"] == []
    assert run(["user", "list"], session) == 0
    roles = ", ".join(sorted(Role))
    told = [
        ("owner", roles, "every compartment", "no password"),
        ("colleague", "coder", "no compartment", "no password"),
    ]
    assert capsys.readouterr().out == f"{table(told, numbers=False)}\n"


def test_a_user_is_deactivated_and_acts_again(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["user", "add", "colleague", "--role", "coder"], session) == 0
    assert run(["user", "deactivate", "colleague"], session) == 0
    assert listed(session, capsys)[1] == {"name": "colleague", "active": False, "password": False}
    assert run(["user", "deactivate", "colleague"], session) == 1
    assert "user.not-found" in capsys.readouterr().err
    assert run(["user", "list"], session) == 0
    assert capsys.readouterr().out.splitlines()[1].split("  ", 1)[1].strip() == "acts no more"
    assert run(["user", "reactivate", "colleague"], session) == 0
    assert listed(session, capsys)[1]["roles"] == ["coder"]


def test_a_password_is_given_and_printed_nowhere(
    session: Wiring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["user", "add", "colleague", "--role", "coder"], session) == 0
    assert run(["user", "password", "colleague"], session) == 0
    assert User.objects.get(name="colleague").check_password(PASSWORD)
    (tmp_path / "new").write_text("four bowls of cold noodles", encoding="utf-8")
    assert run(["user", "password", "colleague", "--new-password-file", str(tmp_path / "new")], session) == 0
    assert User.objects.get(name="colleague").check_password("four bowls of cold noodles")
    told = capsys.readouterr()
    assert [secret for secret in (PASSWORD, "four bowls") if secret in told.out + told.err] == []
    assert listed(session, capsys)[1]["password"] is True


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["add", "OWNER"], "user.name-taken"),
        (["add", "two  spaces"], "user.bad-name"),
        (["rights", "nobody"], "user.not-found"),
        (["reactivate", "nobody"], "user.not-found"),
        (["deactivate", "owner"], "user.last-administrator"),
        (["rights", "owner", "--role", "editor"], "user.last-administrator"),
    ],
)
def test_what_cannot_be_is_refused(
    session: Wiring, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    assert run(["user", *arguments], session) == 1
    assert f"[{code}]" in capsys.readouterr().err


def test_a_weak_password_is_refused(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["user", "password", "owner"], replace(session, choose_password=lambda _: "password1234")) == 1
    assert "[user.weak-password]" in capsys.readouterr().err


def test_a_role_nobody_knows_is_wrong_usage(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["user", "add", "colleague", "--role", "king"], session) == 2
    assert "king" in capsys.readouterr().err


def test_who_does_not_administer_users_neither_sees_nor_adds_any(
    session: Wiring, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["user", "add", "colleague", "--role", "editor"], session) == 0
    colleague = replace(session, user="colleague")
    for arguments in (["list"], ["add", "another"], ["deactivate", "owner"], ["password", "owner"]):
        assert run(["user", *arguments], colleague) == 1
        assert "[rights.not-allowed]" in capsys.readouterr().err
    assert run(["user", "password", "colleague"], colleague) == 0
