"""A process that hands in one interview of many people after the other, until it is killed, and says what it did.

Run as ``python -m tests.storage.writing_on FOLDER NAME``: prints ``begin N`` before and ``done N`` after each hand-in.
"""

import sys
from itertools import count
from pathlib import Path

from lastseen.config.database import configure

configure()

from tests.coded import hand, interview  # noqa: E402  # models need Django set up first
from tests.conftest import Registry, wire  # noqa: E402

PEOPLE = tuple(f"p{number}" for number in range(40))


def main(folder: Path, name: str) -> None:
    """Hand in without end."""
    registry = Registry(wire(folder))
    registry.owner  # noqa: B018  # opens the registry
    for number in count(1):
        say(f"begin {number}")
        hand(registry, interview(f"{name}-{number}", *PEOPLE))
        say(f"done {number}")


def say(words: str) -> None:
    """Say it at once: whoever listens may be about to kill."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
