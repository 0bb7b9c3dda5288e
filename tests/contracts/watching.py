"""Examples of what is done with press items, on the stage of the contracts of operations."""

from collections.abc import Callable, Mapping
from typing import Any

from lastseen.operations.press import ask_correction, say_where_published, take_in_press
from tests.press import CORRECTED, NEW_ITEM

WATCHING: Mapping[Callable[..., Any], Callable[[Any], object]] = {
    take_in_press: lambda s: s.act(take_in_press, NEW_ITEM, s.workspace),
    say_where_published: lambda s: s.act(say_where_published, "I-01", "A paper", ""),
    ask_correction: lambda s: s.act(ask_correction, "I-01", CORRECTED, s.workspace),
}
