"""Aligning two texts by hand: rows of paragraphs that stand beside each other, moved, joined and split."""

import re
from collections.abc import Sequence

from lastseen.domain.texts import Rows

_ROW = re.compile(r"(\d{1,4}):(\d{1,4})")
_STEP = re.compile(r"(up|down|join|split):(\d{1,5})(?::([01]))?")


def written(rows: Rows) -> str:
    """Rows as a form holds them."""
    return ",".join(f"{one}:{other}" for one, other in rows)


def read(typed: str, sizes: tuple[int, int]) -> Rows | None:
    """The rows that a form holds; None where they are not of texts of so many paragraphs."""
    found = [_ROW.fullmatch(part) for part in typed.split(",")]
    rows = tuple((int(match[1]), int(match[2])) for match in found if match is not None)
    whole = tuple(sum(row[side] for row in rows) for side in (0, 1))
    return rows if None not in found and whole == sizes else None


def stepped(rows: Rows, asked: str) -> Rows:
    """The rows after a step: the same where it leads nowhere.

    ``up:3:0`` moves the first paragraph on the left of row 3 into the row above, ``down:3:1`` the last on the right
    into the row below; ``join:3`` joins row 3 to the one above; ``split:3`` makes a row of its last paragraphs.
    """
    match = _STEP.fullmatch(asked)
    if match is None or int(match[2]) >= len(rows):
        return rows
    at, made = int(match[2]), [list(row) for row in rows]
    if match[1] == "join":
        _join(made, at)
    elif match[1] == "split":
        _split(made, at)
    elif match[3] is not None:
        _move(made, at, at + (1 if match[1] == "down" else -1), int(match[3]))
    return tuple((row[0], row[1]) for row in made if any(row))


def _join(rows: list[list[int]], at: int) -> None:
    if at:
        above, here = rows[at - 1], rows.pop(at)
        rows[at - 1] = [a + b for a, b in zip(above, here, strict=True)]


def _split(rows: list[list[int]], at: int) -> None:
    here = rows[at]
    last = [1 if size > 1 else 0 for size in here]
    if any(last):
        rows[at : at + 1] = [_less(here, last), last]
    elif all(here):
        rows[at : at + 1] = [[here[0], 0], [0, here[1]]]


def _less(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return [a - b for a, b in zip(one, other, strict=True)]


def _move(rows: list[list[int]], at: int, to: int, side: int) -> None:
    if 0 <= to < len(rows) and rows[at][side]:
        rows[at][side] -= 1
        rows[to][side] += 1
