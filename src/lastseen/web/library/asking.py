"""All that a page of the library shows, as a value, and as it stands in the page's address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from lastseen.operations.library_query import Query


class Layout(StrEnum):
    """How those who were found are shown."""

    TABLE = "table"
    CARDS = "cards"
    MAP = "map"
    TIMELINE = "timeline"


COLUMNS = (
    "names",
    "taken",
    "place",
    "first",
    "last",
    "fate",
    "sex",
    "age",
    "occupation",
    "grounds",
    "sources",
    "cases",
)
"""What may be shown of each person beside the code, in order."""
USUAL = ("names", "taken", "place", "first", "last", "fate", "sources", "cases")
"""What is shown where nobody chose."""
_OWN = ("layout", "columns", "show", "view")
_CALLED = MappingProxyType({"q": "text"})
"""What the search in the head of every page calls the text."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Whom somebody looks for, and how they look at them: ``show`` is the code of who lies open beside the list,
    ``view`` the id of the saved view that was opened."""

    query: Query
    layout: Layout = Layout.TABLE
    columns: tuple[str, ...] = USUAL
    show: str = ""
    view: str = ""

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The parameters of the address, and none that say what is so anyway."""
        own = {
            "layout": "" if self.layout is Layout.TABLE else self.layout.value,
            "show": self.show,
            "view": self.view,
        }
        columns = () if self.columns == USUAL else self.columns
        return (
            *self.query.to_params(),
            *((name, value) for name, value in own.items() if value),
            *(("columns", column) for column in columns),
        )

    @property
    def is_pictured(self) -> bool:
        """Whether a picture is shown in place of the list."""
        return self.layout in (Layout.MAP, Layout.TIMELINE)

    @property
    def lasting(self) -> tuple[Pair, ...]:
        """The parameters that are worth saving: neither the page of the list, nor who lies open, nor which view."""
        return self.without("page", "show", "view")

    @property
    def shown(self) -> tuple[Pair, ...]:
        """Those of them that say how people are shown."""
        return tuple(pair for pair in self.lasting if pair[0] in _OWN)

    @property
    def address(self) -> str:
        """The address of the page, after the area's own."""
        return f"?{urlencode(self.pairs)}"

    def without(self, *names: str) -> tuple[Pair, ...]:
        """The parameters but these, for a form that asks for these itself."""
        return tuple(pair for pair in self.pairs if pair[0] not in names)

    def asks(self, **changes: Any) -> "Asking":
        """The same with another query, from its first page, with nobody open."""
        return replace(self, query=replace(self.query, **{"page": 1, **changes}), show="")

    def chooses(self, facet: str, codes: Iterable[str]) -> "Asking":
        """The same with other codes of a facet; with none, the facet is left open."""
        return self.asks(chosen={**self.query.chosen, facet: tuple(codes)})


def read(address: QueryDict) -> Asking:
    """What an address asks for. Raises :class:`~lastseen.operations.library_query.BadQuery`."""
    pairs = [(_CALLED.get(name, name), value) for name, values in address.lists() for value in values]
    own: Mapping[str, str] = {name: value for name, value in pairs if name in _OWN}
    columns = {value for name, value in pairs if name == "columns"}
    layout = own.get("layout", "")
    return Asking(
        query=Query.from_params((name, value.strip()) for name, value in pairs if name not in _OWN),
        layout=Layout(layout) if layout in set(Layout) else Layout.TABLE,
        columns=tuple(column for column in COLUMNS if column in columns) or USUAL,
        show=own.get("show", ""),
        view=own.get("view", ""),
    )
