"""How some interviews of the demo were held, recorded through the same operations as everybody's."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from lastseen.domain.conduct import decoded
from lastseen.operations.conduct import Entered, item_of_questions, record_particular
from lastseen.operations.workspace import Workspace


def record_held(workspace: Workspace, file: Path, coder: str, *, actor: UUID, now: datetime) -> None:
    """Record what a file says, entry by entry; people are named as the coder's coding of that interview names them."""
    entries: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["particular"]
    for number, entry in enumerate(entries):
        source = workspace.ids.source(entry.pop("source"))
        part = entry.pop("part")
        if "person" in entry:
            entry["person"] = str(workspace.ids.account(source, coder, "person", entry["person"]))
        item = item_of_questions(source) if "answers" in entry else uuid5(source, f"{part} {number}")
        if "answers" in entry:
            entry["answers"] = {code: _answer(outcome) for code, outcome in entry["answers"].items()}
        entered = Entered(item=item, particular=decoded(part, entry))
        record_particular(source, entered, workspace, actor=actor, now=now)


def _answer(outcome: str) -> list[str | None]:
    """What became of a question, as it is kept: no absence where it was answered."""
    return [None if outcome == "answered" else outcome, "", ""]
