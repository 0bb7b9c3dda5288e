"""Who somebody is, by name and password."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest


class NameAndPassword(BaseBackend):
    """Knows the active users of the registry; a name nobody has takes as long as a wrong password."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **more: Any
    ) -> Any | None:
        """The user of this name, if the password is theirs and they are active."""
        del request, more
        users: Any = get_user_model()
        user = users.objects.filter(name=username, is_active=True).first()
        if user is None:
            users().set_password(password)
            return None
        return user if user.check_password(password) else None

    def get_user(self, user_id: Any) -> Any | None:
        """The user of a session; nobody, once they are not active."""
        users: Any = get_user_model()
        return users.objects.filter(pk=user_id, is_active=True).first()
