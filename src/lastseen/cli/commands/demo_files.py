"""Files of some interviews of the demo, made from words and tones: nothing in them was ever written or recorded."""

import io
import math
import tomllib
import wave
from array import array
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from lastseen.domain.file_places import parse_place
from lastseen.operations.files import mark_place
from lastseen.operations.uploads import Coming, attach, take_whole
from lastseen.operations.users import rights_of
from lastseen.operations.workspace import Workspace
from lastseen.reports.writers.typesetting import typesetter

_RATE = 8000
_HEAD = """#set document(date: none)
#set page("a5", margin: 2cm)
#set text(font: ("Source Sans 3", "Kurinto Sans KR"))
"""


def attach_files(workspace: Workspace, file: Path, *, actor: UUID, now: datetime) -> None:
    """Attach what a file describes to interviews: pages with these words, or tones as long; and mark places in it."""
    entries: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["file"]
    for entry in entries:
        content = _pages(entry["pages"]) if "pages" in entry else _tones(entry["seconds"])
        asked = Coming(source=entry["source"], name=entry["name"], size=len(content), claimed=entry["type"])
        coming = take_whole(rights_of(actor), asked, io.BytesIO(content), workspace, at=now)
        short = attach(coming, workspace, actor=actor, now=now).short
        for mark in entry.get("mark", ()):
            place = parse_place(f"file:{short}#{mark['at']}")
            if place is not None:
                mark_place(entry["source"], place, mark["note"], actor=actor, now=now)


def _pages(pages: list[str]) -> bytes:
    """A PDF with these words, one text to a page."""
    words = (_HEAD + "\n#pagebreak()\n".join(pages)).encode()
    made = typesetter({"main.typ": words}).compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101  # what it gives for one document
    return made


def _tones(seconds: int) -> bytes:
    """A recording of tones, one a second, each a little higher."""
    samples = array("h")
    for second in range(seconds):
        turn = 2 * math.pi * (220 + 4 * second) / _RATE
        samples.extend(int(5000 * math.sin(turn * at) * max(0.0, 1 - 2 * at / _RATE)) for at in range(_RATE))
    made = io.BytesIO()
    with wave.open(made, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(_RATE)
        recording.writeframes(samples.tobytes())
    return made.getvalue()
