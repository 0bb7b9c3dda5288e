"""The forms of the entry that allauth has not quite as they are wanted."""

import unicodedata
from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from lastseen.web.entry.adapters import word


class NameForm(LoginForm):
    """Name and password; the same letters are the same name, however a keyboard composes them (NFC)."""

    def clean_login(self) -> str:
        """The name as it is kept."""
        name: str = self.cleaned_data["login"]
        return unicodedata.normalize("NFC", name).strip()


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    first = forms.CharField(widget=forms.PasswordInput, strip=False)
    second = forms.CharField(widget=forms.PasswordInput, strip=False)

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        cleaned = super().clean() or {}
        if "first" in cleaned and "second" in cleaned and cleaned["first"] != cleaned["second"]:
            self.add_error("second", word("refused", "passwords_differ"))
        return cleaned
