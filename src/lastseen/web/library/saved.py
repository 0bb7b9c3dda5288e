"""The views somebody saved, as the library lists them, and which of them is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from lastseen.web.library.asking import Asking, Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewShown:
    """A saved view: its address; whether it is open, and whether more or other is asked now than was saved."""

    id: UUID
    name: str
    address: str
    is_open: bool
    is_modified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """All views of somebody, and the one that is open."""

    views: tuple[ViewShown, ...]
    open: ViewShown | None


def views_shown(kept: Iterable[tuple[UUID, str, tuple[Pair, ...]]], asking: Asking) -> Saved:
    """The views, given by id, name and what each asks for, and which of them is open."""
    views = tuple(_shown(*one, asking) for one in kept)
    return Saved(views=views, open=next((one for one in views if one.is_open), None))


def _shown(id_: UUID, name: str, asked: tuple[Pair, ...], asking: Asking) -> ViewShown:
    is_open = str(id_) == asking.view
    return ViewShown(
        id=id_,
        name=name,
        address=f"?{urlencode((*asked, ('view', str(id_))))}",
        is_open=is_open,
        is_modified=is_open and asking.lasting != asked,
    )
