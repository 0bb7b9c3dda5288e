"""A registry's folder: what it is called, which profile it follows, where its data lies."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from lastseen.domain.errors import Refusal

FILE = "registry.toml"
KEYS = "keys.json"
DATABASE = "registry.db"
SQLITE = "sqlite"
VOCABULARIES = "vocabularies"


class NoRegistry(Refusal):
    """No registry was named, or there is none where one was named."""

    code = "registry.not-found"
    sentence = "There is no registry at {path}."
    hint = "Name its folder with --registry DIR or LASTSEEN_REGISTRY, or make one with `lastseen init --registry DIR`."


class AlreadyThere(Refusal):
    """A registry is never made over something that is there."""

    code = "registry.exists"
    sentence = "{path} is there already."
    hint = "Name a folder that does not exist yet."


class CannotMake(Refusal):
    """The folder of a new registry cannot be made."""

    code = "registry.cannot-make"
    sentence = "The folder {path} cannot be made: {why}."
    hint = "Name a folder inside one you may write to."


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryFile:
    """What ``registry.toml`` says: id, profile ('' for none), and the database (``sqlite``, or a PostgreSQL URL).

    ``notice``, by language, is what every page of figures says on its face, such as that everybody is invented;
    ``largest_file`` is the most that one file of a source may have, in megabytes, 0 for what the software thinks right.
    """

    id: UUID
    profile: str
    database: str
    notice: Mapping[str, str] = field(default_factory=dict)
    largest_file: int = 0

    def to_toml(self) -> str:
        """The file as it is written."""
        given = {"id": str(self.id), "profile": self.profile, "database": self.database}
        lines = _lines(given) + (f"largest_file = {self.largest_file}\n" if self.largest_file else "")
        return f"{lines}\n[notice]\n{_lines(self.notice)}" if self.notice else lines


def _lines(values: Mapping[str, str]) -> str:
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def read_registry(folder: Path) -> RegistryFile:
    """What the registry in this folder says of itself. Raises :class:`NoRegistry`."""
    try:
        data = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
        return RegistryFile(
            id=UUID(data["id"]),
            profile=data["profile"],
            database=data["database"],
            notice=data.get("notice", {}),
            largest_file=int(data.get("largest_file", 0)),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError, TypeError) as error:
        raise NoRegistry(path=folder) from error
