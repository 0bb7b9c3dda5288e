"""Passwords of users: which ones are taken, and how they are kept."""

from base64 import b32encode
from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError

from lastseen.domain.errors import Refusal
from lastseen.storage.models import User

SHORTEST = 12
"""A password has at least so many characters."""

LONGEST = 1000
"""A password has at most so many, so that hashing one stays cheap."""


class WeakPassword(Refusal):
    """A password that would soon be guessed."""

    code = "user.weak-password"
    sentence = "This password is too short, too well known, or too like the name."
    hint = "Take at least 12 characters that nobody would guess, such as five random words."


def hashed(password: str, name: str) -> str:
    """A password as it is kept: salted and stretched with Argon2id. Raises :class:`WeakPassword`."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword
    try:
        UserAttributeSimilarityValidator(user_attributes=("name",)).validate(password, User(name=name))
        NumericPasswordValidator().validate(password)
        CommonPasswordValidator().validate(password)
    except ValidationError as error:
        raise WeakPassword from error
    return make_password(password, hasher="argon2")


def password_to_tell(entropy: Callable[[int], bytes]) -> str:
    """A password to be told to somebody who then chooses another: sixteen letters and digits in fours (80 bits)."""
    letters = b32encode(entropy(10)).decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
