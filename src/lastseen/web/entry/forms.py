"""The forms of the entry that allauth has not quite as they are wanted."""

import unicodedata
from collections.abc import Callable
from struct import error
from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms

from lastseen.web.entry.adapters import FactorAdapter, word


class NameForm(LoginForm):
    """Name and password; the same letters are the same name, however a keyboard composes them (NFC)."""

    def clean_login(self) -> str:
        """The name as it is kept."""
        name: str = self.cleaned_data["login"]
        return unicodedata.normalize("NFC", name).strip()


class _Readable:
    """What a browser sends for a passkey may be anything: what cannot be read is none, and no fault of ours."""

    def clean_credential(self) -> Any:
        """The factor that answered."""
        return _read(super().clean_credential)  # type: ignore[misc]  # of the form this stands before


class PasskeyForm(_Readable, AuthenticateWebAuthnForm):
    """A passkey after the password."""


class PasskeyLogInForm(_Readable, LoginWebAuthnForm):
    """A passkey in place of name and password."""


class PasskeyAgainForm(_Readable, ReauthenticateWebAuthnForm):
    """A passkey asked for anew."""


class NewPasskeyForm(AddWebAuthnForm):
    """A passkey that was just made, and what it is called."""

    def clean(self) -> Any:
        """What the browser made, if it can be read."""
        return _read(super().clean)


_UNREADABLE = (KeyError, IndexError, AttributeError, TypeError, ValueError, error)


def _read(step: Callable[[], Any]) -> Any:
    try:
        return step()
    except _UNREADABLE as why:
        raise FactorAdapter().validation_error("incorrect_code") from why


class PasswordForm(forms.Form):
    """A new password, typed twice. No page gives back what is typed into fields of such names."""

    password = forms.CharField(widget=forms.PasswordInput, strip=False)
    repeated_password = forms.CharField(widget=forms.PasswordInput, strip=False)

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        cleaned = super().clean() or {}
        if not self.errors and cleaned["password"] != cleaned["repeated_password"]:
            self.add_error("repeated_password", word("refused", "passwords_differ"))
        return cleaned
