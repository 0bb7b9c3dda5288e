"""What every operation works in: one registry's folder, identity, vocabularies and keys."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar
from uuid import UUID

from lastseen.domain.coding import Ids
from lastseen.domain.derive.frame import Frame
from lastseen.domain.vocabulary import Vocabulary

T = TypeVar("T")

FICTIONAL = UUID("0f1c7104-a1ce-4de0-8000-000000000000")
"""The id of the fictional registry: fixed, so that every account in it has the same id wherever it is built."""


LARGEST_FILE = 512
"""The most that one file may have where the registry says nothing else, in megabytes: an interview of many hours."""


class Watch(Protocol):
    """Shows progress of a long loop: gives back what it is given, one by one."""

    def __call__(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]: ...


def unwatched(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:  # noqa: ARG001  # shape of Watch
    """Shows nothing."""
    return iter(items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One registry as the doors hand it to operations.

    ``key`` gives the bytes that snapshots' identity parts are sealed with; asking for it may ask the user for the
    passphrase. ``entropy`` gives random bytes. ``notice`` is what the registry says of itself on its face, by language;
    ``largest_file`` is the most that one file of a source may have, in megabytes (of 1,048,576 bytes).
    """

    id: UUID
    folder: Path
    profile: str
    vocabularies: Mapping[str, Vocabulary]
    key: Callable[[], bytes]
    entropy: Callable[[int], bytes]
    notice: Mapping[str, str] = field(default_factory=dict)
    largest_file: int = LARGEST_FILE
    watch: Watch = unwatched

    @property
    def is_fictional(self) -> bool:
        """Whether nobody in it is real, so that whoever tries it out needs no second factor."""
        return self.id == FICTIONAL

    @property
    def ids(self) -> Ids:
        """How this registry names its rows."""
        return Ids(self.id)

    @property
    def frame(self) -> Frame:
        """The frame derivations work in."""
        return Frame(vocabularies=self.vocabularies)

    @property
    def snapshots(self) -> Path:
        """The folder of this registry's snapshots."""
        return self.folder / "snapshots"
