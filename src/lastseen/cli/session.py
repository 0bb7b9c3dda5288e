"""What the command line is handed by whoever starts it: the registry named, who acts, the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from lastseen.operations.keys import KeyFile
from lastseen.operations.workspace import Watch, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRegistry:
    """What a registry is to be when it is made. Without an id it gets a random one."""

    profile: str
    owner: str
    database: str = "sqlite"
    vocabularies: Path | None = None
    id: UUID | None = None
    notice: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How the registry is served to browsers: where it listens, under which names it answers, whether behind HTTPS."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    https: bool = False


class Session(Protocol):
    """One registry, named by its folder; nothing is opened before it is asked for."""

    @property
    def workspace(self) -> Workspace:
        """The registry, opened."""
        ...

    @property
    def actor(self) -> UUID:
        """Who acts."""
        ...

    @property
    def now(self) -> Callable[[], datetime]:
        """The clock."""
        ...

    @property
    def watch(self) -> Watch:
        """What shows progress where no registry is opened."""
        ...

    @property
    def folder(self) -> Path | None:
        """The registry's folder, as named."""
        ...

    @property
    def keys(self) -> KeyFile:
        """Where the registry's key lies."""
        ...

    def passphrase(self) -> str:
        """The passphrase the registry is opened with."""
        ...

    def new_passphrase(self, file: Path | None) -> str:
        """A passphrase to be: from the file, the environment, or asked for twice."""
        ...

    def new_password(self, file: Path | None) -> str:
        """A password to log in with: from the file, the environment, or asked for twice."""
        ...

    def create(self, registry: NewRegistry) -> Workspace:
        """Make the registry, and open it."""
        ...

    def serve(self, service: Service, ready: Callable[[str], None]) -> None:
        """Serve the registry to browsers until stopped; once it listens, ``ready`` is told the address."""
        ...

    def elsewhere(self, folder: Path, passphrase: str | None = None) -> "Session":
        """The same for another folder."""
        ...

    def close(self) -> None:
        """Close what is open, so that the folder can be moved."""
        ...
