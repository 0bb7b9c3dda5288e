"""The API's list and one person, beside a bare django-ninja endpoint that gives the same answer ready-made.

Run as ``python benchmarks/api.py [people ...]``; results go to ``benchmarks/results/api.md``. Both are asked in one
process through Django's handlers, without a network: ours through every middleware, the token, the rights and the
registry's encrypted file; the other renders the same structures through the same shapes from memory. The middle of
thirty counts, as processor time, so that other work on the machine counts little. Goal: a page of a list and one
person cost the same in a registry of any size.
"""

import json
import os
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from lastseen.config.database import configure

configure(web=True)

import library  # noqa: E402  # after Django is set up, to serve
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import path  # noqa: E402
from library import NOW  # noqa: E402
from ninja import NinjaAPI  # noqa: E402

from lastseen.api.shapes import Listed, Person, PersonLine  # noqa: E402
from lastseen.cli.session import Service  # noqa: E402
from lastseen.config.process import settle  # noqa: E402
from lastseen.domain.rights import May  # noqa: E402
from lastseen.operations.library import find_people  # noqa: E402
from lastseen.operations.library_query import Query  # noqa: E402
from lastseen.operations.pages import person_page  # noqa: E402
from lastseen.operations.tokens import make_token, rights_by_token  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "api.md"
SIZES = (300, 3_000, 20_000)
TIMES = 30
CODE = "P-0001"

WHY = (
    "What the bare endpoint does not do makes the difference, and it is the same in a registry of any size: it asks",
    "nobody who they are, and reads nothing. Ours looks the token up, and what its user may do now; holds the registry",
    "still while it reads; finds out whether it changed since it was last read; and puts every question to the",
    "encrypted file. A list then names fifty people from what their sources say. A person is everything seen of them:",
    "accounts, verdicts, conclusions, findings, consents, passages and protection, each a question of its own.",
)

bare = NinjaAPI(urls_namespace="bare")
ready: dict[str, Any] = {}


@bare.get("/people", response=Listed[PersonLine])
def bare_list(request: object) -> Any:
    """The list, ready-made."""
    del request
    return ready["list"]


@bare.get(f"/people/{CODE}", response=Person)
def bare_person(request: object) -> Any:
    """One person, ready-made."""
    del request
    return ready["person"]


urlpatterns = [path("api/", bare.urls)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Milliseconds for one address at so many people, and for the bare endpoint with the same answer.

    ``asked`` is how many questions ours puts to the database, ``size`` how many bytes either answers.
    """

    address: str
    people: int
    ours: float
    bare: float
    asked: int
    size: int


def measured(people: int, folder: Path) -> list[Timed]:
    """Both addresses, ours and bare."""
    with library.registry(people, folder) as wiring:
        wiring.open_to_browsers(Service(host="", port=0, names=("testserver",)))
        secret = make_token(
            "benchmark",
            [May.READ, May.IDENTIFY],
            NOW.date() + timedelta(1),
            wiring.workspace,
            actor=wiring.actor,
            now=NOW,
        )
        ours = Client(headers={"authorization": f"Bearer {secret}"})
        taken = {address: _middle(ours, address) for address in ("/people", f"/people/{CODE}")}
        told = {address: _told_by(ours, address) for address in taken}
        rights = rights_by_token(secret, NOW)
        found = find_people(rights, Query(), wiring.workspace)
        ready["list"] = {"total": found.total, "page": 1, "size": len(found.rows), "items": found.rows}
        ready["person"] = person_page(rights, CODE, wiring.workspace)
        with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
            other = {address: _middle(Client(), address) for address in taken}
            assert {address: len(_answer(Client(), address)) for address in taken} == {
                address: size for address, (_, size) in told.items()
            }, "The bare endpoint answers something else."
    return [
        Timed(address=one, people=people, ours=taken[one], bare=other[one], asked=told[one][0], size=told[one][1])
        for one in taken
    ]


def _answer(client: Client, address: str) -> bytes:
    answer = client.get(f"/api{address}")
    assert answer.status_code == 200, answer.content[:500]
    return answer.content


def _told_by(client: Client, address: str) -> tuple[int, int]:
    """How many questions an address puts to the database, and how many bytes it answers."""
    asked: list[str] = []

    def noted(execute: Callable[..., object], sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        size = len(_answer(client, address))
    return len(asked), size


def _middle(client: Client, address: str) -> float:
    def once() -> float:
        began = process_time()
        json.loads(_answer(client, address))
        return 1000 * (process_time() - began)

    once()
    return median(once() for _ in range(TIMES))


def told(timed: Sequence[Timed]) -> str:
    """The results as a page."""
    sizes = sorted({one.people for one in timed})
    lines = [
        "# The API beside a bare endpoint",
        "",
        f"Made by `python benchmarks/api.py` on {os.cpu_count()} processors, Python {platform.python_version()}.",
        "Milliseconds of processor time for one answer; in brackets how many times what the bare endpoint takes,",
        "which renders the same answer through the same shapes from memory.",
        "",
        f"| | {' | '.join(f'{size:,} people' for size in sizes)} | questions | kB | grows as people to the power of |",
        "| --- |" + " ---: |" * (len(sizes) + 3),
    ]
    for address in dict.fromkeys(one.address for one in timed):
        row = sorted((one for one in timed if one.address == address), key=lambda one: one.people)
        power = log(row[-1].ours / row[0].ours) / log(row[-1].people / row[0].people) if len(row) > 1 else 0
        cells = " | ".join(f"{one.ours:,.1f} ({one.ours / one.bare:.0f})" for one in row)
        asked = "-".join(f"{number}" for number in sorted({one.asked for one in row}))
        lines.append(f"| `GET {address}` | {cells} | {asked} | {row[-1].size / 1000:.0f} | {power:.2f} |")
    return "\n".join([*lines, "", *WHY]) + "\n"


def main(sizes: Sequence[int], written: Callable[[str], object]) -> None:
    """Measure at every size."""
    settle()
    with TemporaryDirectory() as made:
        folder = Path(os.environ.get("LASTSEEN_BENCHMARKS", made))
        text = told([one for size in sizes for one in measured(size, folder)])
    print(text)
    written(text)


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:]]
    main(asked or SIZES, (lambda _: None) if asked else lambda text: RESULTS.write_text(text, encoding="utf-8"))
