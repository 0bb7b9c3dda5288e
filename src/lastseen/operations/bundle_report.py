"""What a bundle came to when it was taken in."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True, kw_only=True)
class BundleReport:
    """What a bundle came to. ``unknown`` names codes kept as told beside accounts, and purposes that permit nothing."""

    partner: str
    kind: str
    made: str
    digest: str
    snapshot: str = ""
    replayed: bool = False
    dry_run: bool = False
    sources: int = 0
    accounts: Counter[str] = field(default_factory=Counter)
    returned: int = 0
    corrections: int = 0
    verdicts: int = 0
    withdrawn: int = 0
    files: int = 0
    unknown: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """What came of it, as JSON."""
        return {**asdict(self), "accounts": {name: self.accounts[name] for name in ("new", "changed", "same")}}

    def lines(self) -> list[str]:
        """What came of it, for people to read."""
        tried = " (a dry run: nothing was changed)" if self.dry_run else ""
        if self.replayed:
            return [f"This bundle of {self.partner} came before: nothing is new."]
        told = ", ".join(f"{self.accounts[name]} {name}" for name in ("new", "changed", "same"))
        counted = {
            "records of ours that came back": self.returned,
            "corrections": self.corrections,
            "verdicts of theirs": self.verdicts,
            "sources withdrawn": self.withdrawn,
            "files": self.files,
        }
        return [
            f"{self.partner}, {self.kind} of {self.made[:10]}{tried}: {self.sources} sources; accounts: {told}",
            *(f"  {what}: {n}" for what, n in counted.items() if n),
            *(f"  kept as told, not known here: {one}" for one in self.unknown),
        ]
