"""Wiring: a registry opened or made, its key unlocked when it is needed, its database connected."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connections

from lastseen.cli.session import NewRegistry, Service
from lastseen.config.database import (
    check_registry,
    connect,
    create_login_tables,
    create_tables,
    database,
    keep_connections,
)
from lastseen.config.registry import (
    FILE,
    KEYS,
    VOCABULARIES,
    AlreadyThere,
    CannotMake,
    NoRegistry,
    RegistryFile,
    read_registry,
)
from lastseen.config.serving import serve, settle_for_browsers
from lastseen.evidence import STRONG, Cost, Holder, SourceKeys, create_key_file, derive_key, unlock
from lastseen.evidence.source_keys import FILE as SOURCE_KEYS
from lastseen.evidence.source_keys import RING
from lastseen.exchange.vocabularies import load_vocabularies
from lastseen.operations.keys import KeyFile
from lastseen.operations.readiness import make_ready
from lastseen.operations.users import create_owner, find_user
from lastseen.operations.workspace import LARGEST_FILE, Watch, Workspace, unwatched
from lastseen.web.served import Served

STORE, COOKIES, FACTORS = "database", "web", "second-factor"
"""The purposes of the keys that encrypt the registry's file, sign cookies, and seal the secrets of second factors."""


@dataclass(frozen=True, kw_only=True)
class Wiring:
    """One registry as the process works on it. The passphrase is asked for when a key is first needed.

    ``first`` gives the passphrase of a registry about to be made, ``choose`` one to come beside or in place of another,
    from the file named or wherever else it is given; without them ``passphrase`` serves.
    """

    folder: Path | None
    user: str | None
    passphrase: Callable[[], str] = field(repr=False)
    now: Callable[[], datetime]
    first: Callable[[], str] | None = field(default=None, repr=False)
    choose: Callable[[Path | None], str] | None = field(default=None, repr=False)
    choose_password: Callable[[Path | None], str] = field(default=lambda _: "", repr=False)
    watch: Watch = unwatched
    cost: Cost = STRONG

    @cached_property
    def workspace(self) -> Workspace:
        """The registry, opened. Raises :class:`~lastseen.config.registry.NoRegistry`, or what unlocking raises."""
        described = read_registry(self._folder)
        workspace = Workspace(
            id=described.id,
            folder=self._folder,
            profile=described.profile,
            notice=described.notice,
            vocabularies=load_vocabularies(described.profile or None, self._folder / VOCABULARIES),
            key=lambda: self._key,
            entropy=os.urandom,
            largest_file=described.largest_file or LARGEST_FILE,
            watch=self.watch,
        )
        self._connect(described)
        check_registry()
        return workspace

    @cached_property
    def actor(self) -> UUID:
        """Who acts: the user named, else the registry's owner."""
        self.workspace  # noqa: B018  # opens the registry
        return find_user(self.user)

    @property
    def keys(self) -> KeyFile:
        """Where the registry's key lies. Raises :class:`~lastseen.config.registry.NoRegistry`."""
        read_registry(self._folder)
        return KeyFile(path=self._folder / KEYS, cost=self.cost)

    def new_passphrase(self, file: Path | None) -> str:
        """A passphrase to be."""
        return self.passphrase() if self.choose is None else self.choose(file)

    def new_password(self, file: Path | None) -> str:
        """What somebody is to log in with."""
        return self.choose_password(file)

    def serve(self, service: Service, ready: Callable[[str], None]) -> None:
        """Serve the registry until the process is told to stop."""
        self.open_to_browsers(service)
        create_login_tables()
        keep_connections()
        serve(service, ready, self._prepare)

    def _prepare(self) -> None:
        from lastseen.web.typefaces.slices import FIRST, file_of  # noqa: PLC0415  # loaded only where browsers are served

        make_ready(self.actor, self.workspace)
        connections.close_all()
        for cut in FIRST:
            file_of(cut)

    def open_to_browsers(self, service: Service) -> None:
        """Tell Django which registry browsers are served, and the keys of cookies and second factors."""
        served = Served(workspace=self.workspace, now=self.now, factor_key=derive_key(self._key, FACTORS))
        settle_for_browsers(service, served, derive_key(self._key, COOKIES).hex())

    def create(self, registry: NewRegistry) -> Workspace:
        """Make a registry in a folder that does not exist yet; nothing is left behind if it fails.

        Raises :class:`~lastseen.config.registry.AlreadyThere`, and what reading the vocabularies raises.
        """
        folder = self._folder
        if folder.exists():
            raise AlreadyThere(path=folder)
        load_vocabularies(registry.profile or None, registry.vocabularies)
        passphrase = self.passphrase() if self.first is None else self.first()
        try:
            folder.mkdir(mode=0o700, parents=True)
        except OSError as error:
            raise CannotMake(path=folder, why=error.strerror or "no reason given") from error
        try:
            self._fill(registry, passphrase)
        except BaseException:
            connections.close_all()
            shutil.rmtree(folder)
            raise
        return self.workspace

    def elsewhere(self, folder: Path, passphrase: str | None = None) -> "Wiring":
        """The same for another folder, and for a passphrase that is known beforehand."""
        if passphrase is None:
            return replace(self, folder=folder)
        return replace(self, folder=folder, passphrase=lambda: passphrase, first=None)

    def close(self) -> None:
        """Close what is open, so that the folder can be moved."""
        connections.close_all()

    def _fill(self, registry: NewRegistry, passphrase: str) -> None:
        folder = self._folder
        described = RegistryFile(
            id=registry.id or uuid4(), profile=registry.profile, database=registry.database, notice=registry.notice
        )
        if registry.vocabularies is not None:
            shutil.copytree(registry.vocabularies, folder / VOCABULARIES)
        owner = Holder(label=registry.owner, passphrase=passphrase)
        key = create_key_file(folder / KEYS, owner, cost=self.cost, entropy=os.urandom)
        vars(self)["_key"] = key  # as if unlocked: the passphrase just chosen is not asked for again
        self._connect(described)
        create_tables()
        (folder / FILE).write_text(described.to_toml(), encoding="utf-8")
        create_owner(registry.owner, now=self.now())

    @property
    def _folder(self) -> Path:
        if self.folder is None:
            raise NoRegistry(path="(none named)")
        return self.folder

    @cached_property
    def _key(self) -> bytes:
        return unlock(self._folder / KEYS, self.passphrase())

    def _connect(self, described: RegistryFile) -> None:
        """Work on this registry's database, and with the keys of its sources."""
        keys = SourceKeys(path=self._folder / SOURCE_KEYS, wrapping=lambda: derive_key(self._key, SOURCE_KEYS))
        connect({**database(described.database, self._folder, self._store_key), RING: keys})

    def _store_key(self) -> bytes:
        return derive_key(self._key, STORE)
