"""What allauth, axes and Django do at the entry, noted in the ledger: one entry each."""

from typing import Any

from allauth.mfa import signals as factors
from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from lastseen.operations.entries import EntryKind, note_entry
from lastseen.web.served import served


def listen() -> None:
    """Hear of everything that is to be noted."""
    user_logged_in.connect(_logged_in)
    user_logged_out.connect(_logged_out)
    user_login_failed.connect(_failed)
    user_locked_out.connect(_locked_out)
    factors.authenticator_added.connect(_factor_added)
    factors.authenticator_reset.connect(_factor_added)
    factors.authenticator_removed.connect(_factor_removed)
    factors.authentication_failed.connect(_factor_failed)


def _note(kind: EntryKind, user: Any) -> None:
    if user is not None:
        note_entry(kind, actor=user.pk, now=served().now())


def _named(name: str | None) -> Any:
    """Nobody, where a name is none of ours: what was typed may be a password."""
    users: Any = get_user_model()
    return users.objects.filter(name=name or "").first()


def _logged_in(user: Any, **_: Any) -> None:
    _note(EntryKind.LOGGED_IN, user)


def _logged_out(user: Any, **_: Any) -> None:
    _note(EntryKind.LOGGED_OUT, user)


def _failed(credentials: dict[str, Any], request: HttpRequest, **_: Any) -> None:
    """A try while locked out is not noted again, so that whoever goes on trying fills no ledger."""
    if not getattr(request, "axes_locked_out", False):
        _note(EntryKind.FAILED, _named(credentials.get("username")))


def _locked_out(username: str, request: HttpRequest, **_: Any) -> None:
    """The try that locks is noted; those that come upon the lock are counted by nobody, and told apart by that."""
    if getattr(request, "axes_failures_since_start", None) is not None:
        _note(EntryKind.LOCKED_OUT, _named(username))


def _factor_added(user: Any, **_: Any) -> None:
    _note(EntryKind.FACTOR_ADDED, user)


def _factor_removed(user: Any, **_: Any) -> None:
    _note(EntryKind.FACTOR_REMOVED, user)


def _factor_failed(user: Any, **_: Any) -> None:
    _note(EntryKind.FACTOR_FAILED, user)
