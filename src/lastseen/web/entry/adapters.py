"""What allauth asks of us: words, where to go, and how secrets of second factors are kept."""

import base64
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from qrcode.image.svg import SvgPathImage

from lastseen.evidence import seal, unseal
from lastseen.operations.users import rights_of
from lastseen.web.served import served
from lastseen.web.words import FIRST, words_in

_SEALED = "second-factor"
_OWN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""The factors that are enough; recovery codes only stand in for them."""


def word(part: str, key: str) -> str:
    """A word of the entry's, in the language of whoever asks."""
    said: str = words_in(get_language() or FIRST)["entry"][part].get(key, "")
    return said


class _Worded(dict[str, Any]):
    """What allauth says when it refuses, in our words where we have some."""

    def __getitem__(self, key: str) -> Any:
        return word("refused", key) or super().__getitem__(key)


class AccountAdapter(DefaultAccountAdapter):
    """Users by name, without mail or sign-up."""

    error_messages = _Worded(DefaultAccountAdapter.error_messages)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes themselves a user."""
        del request
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Before every grave step but the setting of one's first factor: nobody has more to show than the password."""
        del more
        return app != "allauth.mfa" or is_mfa_enabled(context.request.user, _OWN)

    def login(self, request: HttpRequest, user: Any) -> None:
        """In; whoever has just logged in has shown who they are, as whoever is asked again has."""
        super().login(request, user)
        shown = get_authentication_records(request, user)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**one, "reauthenticated": True} for one in shown]

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Who is not active any more is told what whoever guesses is told."""
        del user
        messages.error(request, word("refused", "incorrect_code"))
        return HttpResponseRedirect(reverse("account_login"))

    def add_message(  # noqa: PLR0913, PLR0917  # as allauth calls it
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """What was done, in our words; of what we have none for, nothing."""
        del message_context
        name = (message_template or "").rpartition("/")[2].removesuffix(".txt")
        said = message or word("done", name)
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def send_notification_mail(self, *args: Any, **named: Any) -> None:
        """No mail: the ledger notes it."""


class FactorAdapter(DefaultMFAAdapter):
    """Second factors whose secrets are sealed, and which whoever needs one cannot lose by their own hand."""

    error_messages = _Worded(DefaultMFAAdapter.error_messages)

    def encrypt(self, text: str) -> str:
        """A secret, sealed."""
        here = served()
        sealed = seal(text.encode(), here.factor_key, context=_SEALED, entropy=here.workspace.entropy)
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret, opened. Raises :class:`~lastseen.evidence.sealing.DamagedSeal`."""
        return unseal(base64.b64decode(encrypted_text), served().factor_key, context=_SEALED).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays with whoever needs one."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=_OWN).exclude(pk=authenticator.pk)
        return others.exists() or not rights_of(authenticator.user_id).is_guarded

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  # as allauth calls it
        """What a new passkey is called unless its owner says so: a number."""
        return f"{word('factors', 'passkey')} {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def build_totp_svg(self, url: str) -> str:
        """The drawing to be photographed, to stand within a page."""
        return str(qrcode.make(url, image_factory=SvgPathImage, border=2).to_string(encoding="unicode"))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom a passkey is for: the name this server is called by."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Lastseen"}


def refuse_last(authenticator: Authenticator) -> None:
    """Goes back to the factors, with the reason, where this one must stay."""
    if not FactorAdapter().can_delete_authenticator(authenticator):
        messages.error(context.request, word("refused", "cannot_delete_authenticator"))
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("mfa_index")))
