"""Runs the commands that documentation shows, and compares what they print with what it shows.

A ``console`` block holds commands after ``$ `` (going on after ``> ``) and below each what it prints, output and errors
together. A line that is only ``...`` stands for any lines, ``…`` within a line for any text. A command must succeed. A
``python`` block is a whole program that must run. All blocks of a page run one after another in one folder and one
environment. Other fences are not run.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```(?P<kind>console|python)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_KEEP = 'code=$?; export -p > "$STATE"; pwd >> "$STATE.folder"; exit $code'


@dataclass(frozen=True, slots=True)
class Step:
    """One command with what it is shown to print; nothing shown means that nothing is compared."""

    line: int
    command: str
    shown: tuple[str, ...]


class Wrong(AssertionError):
    """What happened is not what the page shows."""


def steps(text: str) -> Iterator[Step]:
    """The commands of a page, in order."""
    for fence in _FENCE.finditer(text):
        line = text[: fence.start()].count("\n") + 2
        if fence["kind"] == "python":
            yield Step(line, f"{sys.executable} - <<'PYTHON'\n{fence['body']}PYTHON", ())
        else:
            yield from _commands(fence["body"], line)


def _commands(body: str, line: int) -> Iterator[Step]:
    for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE):
        lines = part.splitlines()
        if lines:
            last = next(
                (place for place, text in enumerate(lines) if place and not f"{text} ".startswith("> ")), len(lines)
            )
            command = "\n".join(text[2:] for text in lines[:last])
            yield Step(line, command, tuple(text.rstrip() for text in lines[last:]))
        line += part.count("\n")


def run(page: Path, folder: Path) -> None:
    """Run every command of a page in a folder. Raises :class:`Wrong` where the page is not true."""
    state = folder / ".state"
    state.write_text(f"export PATH={Path(sys.executable).parent}:$PATH\n", encoding="utf-8")
    (folder / ".state.folder").write_text(f"{folder}\n", encoding="utf-8")
    for step in steps(page.read_text(encoding="utf-8")):
        script = f'. "$STATE"; cd "$(tail -n1 "$STATE.folder")"\n{step.command}\n{_KEEP}'
        done = subprocess.run(
            ["bash", "-c", script],
            env={"STATE": str(state), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        where = f"{page.name}, line {step.line}: {step.command}"
        if done.returncode:
            raise Wrong(f"{where}\nends with {done.returncode}:\n{done.stdout}")
        if step.shown and not agrees(step.shown, done.stdout):
            raise Wrong(f"{where}\nprints:\n{done.stdout}\nnot:\n" + "\n".join(step.shown))


def agrees(shown: Sequence[str], printed: str) -> bool:
    """Whether a text that was printed is the one shown."""
    pattern = "".join(_line(line) for line in shown)
    lines = "".join(f"{line.rstrip()}\n" for line in printed.rstrip().splitlines())
    return re.fullmatch(pattern, lines) is not None


def _line(line: str) -> str:
    if line == "...":
        return r"(?:.*\n)*?"
    return ".*".join(re.escape(part) for part in line.split("…")) + r"\n"
