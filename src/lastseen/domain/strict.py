"""A table of a file that people write, read strictly: a slip of the pen is refused where it stands."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from lastseen.domain.errors import Refusal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StrictTable(ABC):
    """A table with its place in the file, which every refusal names. Raises what :meth:`malformed` makes."""

    where: str
    data: Mapping[str, object]

    @abstractmethod
    def malformed(self, why: str) -> Refusal:
        """The refusal that says what is wrong here."""

    def only(self, *keys: str) -> None:
        """Refuse any other key."""
        for key in self.data:
            if key not in keys:
                raise self.malformed(f"unknown key {key!r}; known are {', '.join(keys)}")

    def get(self, key: str, kind: type[T], what: str) -> T | None:
        """A value of a kind, or None where there is none; true and false are no numbers."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.malformed(f"{key!r} is not {what}")
        return value

    def text(self, key: str) -> str | None:
        """A text that is not empty, or None where there is none."""
        value = self.get(key, str, "a text")
        if value is not None and not value.strip():
            raise self.malformed(f"{key!r} is empty")
        return value

    def required(self, key: str) -> str:
        """A text that has to be there."""
        value = self.text(key)
        if value is None:
            raise self.malformed(f"it has no {key!r}")
        return value

    def entries(self, key: str) -> list[Mapping[str, object]]:
        """A list of tables inside this one; an empty one where there is none."""
        entries = self.get(key, list, f"a list of tables, written [[…{key}]]") or []
        if not all(isinstance(entry, dict) for entry in entries):
            raise self.malformed(f"{key!r} is not a list of tables")
        return entries
