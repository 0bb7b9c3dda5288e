"""A client of the API with types: look people up, read one, give a verdict. Standard library only."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypedDict
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen


class Value(TypedDict):
    """One value as a source gives it, or why there is none."""

    value: Any
    absent: str | None
    passages: list[str]


class Account(TypedDict):
    """What one source says of one person, stage or the like."""

    id: str
    kind: str
    code: str
    source: str
    fields: dict[str, list[Value]]


class Telling(TypedDict):
    """A disappearance as one independent source tells it."""

    source: str
    chain: list[Account]


class Disappearance(TypedDict):
    """One person taken in one case."""

    case: str | None
    tellings: list[Telling]


class Person(TypedDict):
    """Everything the token sees of one person; the API gives more than is named here."""

    code: str
    accounts: list[Account]
    takings: list[Disappearance]


class PersonLine(TypedDict):
    """A person in a list."""

    code: str
    names: list[str]
    sources: int


class Refused(Exception):
    """What the registry refused: a stable code to act on, and a sentence to show."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(f"{message} [{code}] {hint}")
        self.code = code


@dataclass(frozen=True)
class Registry:
    """A registry that is served, and the token by which it is asked."""

    address: str
    token: str = field(repr=False)

    def people(self, **wanted: str | int | list[str]) -> Iterator[PersonLine]:
        """Everybody as asked for, page after page: ``people(text="Ri Yong", sex=["male"])``."""
        page, seen = 1, 0
        while True:
            found = self._ask("GET", f"/people?{urlencode({**wanted, 'page': page}, doseq=True)}")
            yield from found["items"]
            seen, page = seen + len(found["items"]), page + 1
            if seen >= found["total"] or not found["items"]:
                return

    def person(self, code: str) -> Person:
        """One person. Raises :class:`Refused` where there is none, or none that the token sees."""
        person: Person = self._ask("GET", f"/people/{quote(code)}")
        return person

    def decide(self, left: Account, right: Account, answer: str, reason: str) -> str:
        """Hold two accounts to be of the same or of different people; gives the id of the verdict."""
        verdict = {"kind": "person", "left": left["id"], "right": right["id"], "answer": answer, "reason": reason}
        made: str = self._ask("POST", "/verdicts", verdict)["id"]
        return made

    def take_back(self, decision: str) -> None:
        """Take a verdict back: everything is as it was before."""
        self._ask("DELETE", f"/decisions/{decision}")

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        sent = None if body is None else json.dumps(body).encode()
        head = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = Request(f"{self.address}/api{path}", sent, head, method=method)  # noqa: S310  # whoever runs it names it
        try:
            with urlopen(request, timeout=60) as answer:  # noqa: S310  # as above
                return json.load(answer)
        except HTTPError as error:
            raise Refused(**json.load(error)["error"]) from error


def main(address: str, text: str) -> None:
    """Print whom a name may mean, and the chain of custody of the first."""
    registry = Registry(address, os.environ["LASTSEEN_TOKEN"])
    found = list(registry.people(text=text))
    for line in found:
        print(line["code"], "; ".join(line["names"]), f"({line['sources']} sources)")
    for taking in registry.person(found[0]["code"])["takings"] if found else ():
        for telling in taking["tellings"]:
            stages = [one["fields"]["stage"][0]["value"] for one in telling["chain"] if "stage" in one["fields"]]
            print(f"  {telling['source']}: {' → '.join(stages)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
