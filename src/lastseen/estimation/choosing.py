"""Which lists an estimate is over, and which of them nobody could be on at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from lastseen.estimation.captures import Captures, Pair
from lastseen.estimation.refusing import NotAPair


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The lists, each by its name and those it is made of, all that there are if none is named; and the pairs that
    nobody could be on both of."""

    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    never: tuple[Pair, ...] = ()

    def of(self, captures: Captures) -> Captures:
        """The captures over these lists."""
        if self.lists:
            captures = captures.only(part for _, parts in self.lists for part in parts)
            for name, parts in self.lists:
                captures = captures.merged(parts, called=name)
            captures = captures.only(name for name, _ in self.lists)
        return captures.where_never(self.never)


def chosen(lists: Iterable[str] = (), never: Iterable[str] = ()) -> Chosen:
    """Lists as they are written, ``NAME`` or ``NAME=ONE+ANOTHER``, and pairs, ``ONE+ANOTHER``.

    Raises :class:`~lastseen.estimation.refusing.NotAPair`.
    """
    return Chosen(lists=tuple(_listing(text) for text in lists), never=tuple(_pair(text) for text in never))


def _listing(text: str) -> tuple[str, tuple[str, ...]]:
    name, made, parts = (part.strip() for part in text.partition("="))
    return (name, tuple(part.strip() for part in parts.split("+"))) if made else (name, (name,))


def _pair(text: str) -> Pair:
    left, joined, right = (part.strip() for part in text.partition("+"))
    if not (joined and left and right) or "+" in right:
        raise NotAPair(text=text)
    return left, right
