"""What a page is asked for: by code or name, in which window; and the one answer to who asks for what is not there."""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from lastseen.domain.accounts import AccountId
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.storage.seen import account_of

T = TypeVar("T")

LETTERS = {"person": "P", "case": "C"}
"""What the codes of persons and of cases begin with."""

_CODE = re.compile(r"([PC])-(\d{4,18})", re.ASCII)


class NotFound(Refusal):
    """What was asked for is not there, or is not for who asks: the two are not to be told apart."""

    code = "page.not-found"
    sentence = "There is no {what} here."
    hint = "Look it up in the library; somebody else may see more of this registry."


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which part of a long list is wanted: pages count from one."""

    number: int = 1
    size: int = 100

    @property
    def start(self) -> int:
        """How many come before."""
        return (max(self.number, 1) - 1) * self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Part of a list, and how long the whole of it is."""

    items: tuple[T, ...]
    total: int
    window: Window

    @property
    def pages(self) -> int:
        """How many pages there are; one where the list is empty."""
        return max(1, -(-self.total // self.window.size))


def code_of(kind: str, serial: int) -> str:
    """The code of the person or case that the account of this serial founds."""
    return f"{LETTERS[kind]}-{serial:04d}"


def founded(rights: Rights, kind: str, code: str) -> AccountId:
    """The account that gives a person or case this code, now or before it was joined to another.

    Raises :class:`NotFound`, or :class:`~lastseen.domain.rights.NotAllowed` where somebody may see no case at all.
    """
    rights.require(May.READ)
    parsed = _CODE.fullmatch(code)
    found = None
    if parsed is not None and code == code_of(kind, int(parsed[2])):
        found = account_of(rights, kind, int(parsed[2]))
    if found is None:
        raise NotFound(what=code)
    return found
