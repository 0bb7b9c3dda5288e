"""The areas of the site: where each lies, and who finds it in the head of every page."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from django.urls import NoReverseMatch, URLResolver, include, path, reverse

from lastseen.domain.rights import May, Rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area: a folder of this room with ``urls`` of its own name, whose first page is called ``index``.

    ``needs`` names the rights of which one is enough to see it in the head of the page; None for everybody.
    """

    name: str
    prefix: str
    needs: tuple[May, ...] | None = None
    in_head: bool = True

    @property
    def is_there(self) -> bool:
        """Whether it has pages."""
        return (
            find_spec(f"lastseen.web.{self.name}") is not None
            and find_spec(f"lastseen.web.{self.name}.urls") is not None
        )


AREAS = (
    Area(name="desk", prefix=""),
    Area(name="library", prefix="library/", needs=(May.READ,)),
    Area(name="coding", prefix="interviews/", needs=(May.CODE,), in_head=False),
    Area(name="held", prefix="interviews/", needs=(May.IDENTIFY,), in_head=False),
    Area(name="files", prefix="interviews/", needs=(May.IDENTIFY,), in_head=False),
    Area(name="texts", prefix="interviews/", needs=(May.IDENTIFY,), in_head=False),
    Area(name="markings", prefix="interviews/", needs=(May.CODE,), in_head=False),
    Area(name="agreement", prefix="interviews/", needs=(May.DECIDE,), in_head=False),
    Area(name="sources", prefix="interviews/", needs=(May.READ,)),
    Area(name="people", prefix="people/", needs=(May.READ,), in_head=False),
    Area(name="efforts", prefix="efforts/", needs=(May.READ,), in_head=False),
    Area(name="review", prefix="review/", needs=(May.DECIDE,)),
    Area(name="figures", prefix="figures/", needs=(May.ANALYSE,)),
    Area(name="events", prefix="events/", needs=(May.ANALYSE,), in_head=False),
    Area(name="press", prefix="press/", needs=(May.ANALYSE,), in_head=False),
    Area(name="leaving", prefix="leaving/", needs=(May.RELEASE,)),
    Area(name="log", prefix="log/", needs=(May.AUDIT,)),
    Area(name="programs", prefix="programs/", in_head=False),
    Area(name="users", prefix="users/", needs=(May.ADMINISTER,)),
)


def pages() -> list[URLResolver]:
    """The pages of every area that is there."""
    return [path(area.prefix, include(f"lastseen.web.{area.name}.urls")) for area in AREAS if area.is_there]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An area in the head of the page: its name, its address, and whether the page belongs to it."""

    name: str
    address: str
    current: bool


def head(rights: Rights, at: str) -> tuple[Link, ...]:
    """The areas somebody may go to, and in which of them the page called ``area:page`` lies."""
    return tuple(_links(rights, at.partition(":")[0]))


ABOUT_ONE = (
    "sources:page",
    "held:page",
    "texts:page",
    "markings:page",
    "files:page",
    "sources:consents",
    "agreement:page",
)
"""The pages of one interview, in the order of their tabs."""


def tabs(rights: Rights, name: str, at: str) -> tuple[Link, ...]:
    """The pages of one interview that somebody may go to; ``at`` is the page they are on, as ``area:page``."""
    needed = {area.name: area.needs or () for area in AREAS} | {"sources:consents": (May.COLLECT,)}
    here = at if at in ABOUT_ONE else f"{at.partition(':')[0]}:page"
    return tuple(
        Link(name=page, address=address, current=page == here)
        for page in ABOUT_ONE
        if any(rights.may(right) for right in needed.get(page, needed[page.partition(":")[0]]))
        and (address := _address(page, name)) is not None
    )


def _address(page: str, name: str) -> str | None:
    """Where a page of one interview lies; None where that area has no pages."""
    try:
        return reverse(page, kwargs={"name": name})
    except NoReverseMatch:
        return None


def _links(rights: Rights, here: str) -> Iterator[Link]:
    prefix = next((area.prefix for area in AREAS if area.name == here), None)
    for area in AREAS:
        if area.in_head and (area.needs is None or any(rights.may(needed) for needed in area.needs)):
            try:
                yield Link(name=area.name, address=reverse(f"{area.name}:index"), current=area.prefix == prefix)
            except NoReverseMatch:
                continue
