"""What a source answers: a value, or one of three ways of not giving one, with the passages that say it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NewType, TypeVar
from uuid import UUID

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

PassageId = NewType("PassageId", UUID)
Code = NewType("Code", str)


class Absence(StrEnum):
    """Why there is no value. Three different facts, never merged into one empty cell."""

    UNKNOWN = "unknown"
    REFUSED = "refused"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded(Generic[T_co]):
    """One value as one source gives it, with the passages that say so.

    An absence stands in place of the value: the interviewee does not know, declined, or was not asked.
    """

    value: T_co | Absence
    passages: tuple[PassageId, ...] = ()


Said = tuple[Coded[T], ...]
"""Everything one source says for one field: nothing at all (empty), one value, or several."""


def values(said: Said[T]) -> tuple[T, ...]:
    """The values given, leaving out absences."""
    return tuple(coded.value for coded in said if not isinstance(coded.value, Absence))


def first(said: Said[T]) -> T | None:
    """The first value given, or None where the source gave none."""
    return next(iter(values(said)), None)


def absence(said: Said[T]) -> Absence:
    """Why a field has no value: the absence stated, or *not asked* where the source says nothing on it."""
    return next((coded.value for coded in said if isinstance(coded.value, Absence)), Absence.NOT_ASKED)
