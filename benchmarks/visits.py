"""What twenty people do in the browser at once, for locust; :mod:`web` starts it, in an environment of its own.

Each has logged in, looks at a page for some seconds, types a name letter by letter and opens what is found.
``PEOPLE`` says how many people the registry holds. It imports nothing of ours: its environment has none of it.
"""

import os
import random
import re
from itertools import count

from locust import HttpUser, between, task

PEOPLE = int(os.environ.get("PEOPLE", "1000"))
FAMILIES, GIVEN = "김이박최정강조윤장임", "옥희철수영숙미라은혜"
FACETS = ("sex=female", "place=Hoeryong", "first=mss", "last=moss", "sex=male&first=border-guard")
NUMBERS = count()


class Visitor(HttpUser):
    """Somebody at work: more search and lists than anything else."""

    wait_time = between(2, 6)

    def on_start(self) -> None:
        """Log in, by the name that comes next."""
        page = self.client.get("/entry/login/", name="log-in page").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        typed = {"login": f"user{next(NUMBERS) % 20}", "password": os.environ["PASSWORD"]}
        answer = self.client.post("/entry/login/", {**typed, "csrfmiddlewaretoken": token[1]}, name="log-in")
        assert "/entry/login/" not in answer.url, answer.url
        self.see("/library/", "first page")

    def see(self, path: str, name: str, **headers: str) -> None:
        """A page; one that is not there counts as a failure."""
        self.client.get(path, name=name, headers=headers)

    @task(5)
    def search(self) -> None:
        """A name typed letter by letter, with suggestions for each."""
        name = random.choice(FAMILIES) + random.choice(GIVEN) + random.choice(GIVEN)  # noqa: S311  # nothing secret
        for end in (1, 2, 3):
            self.see(f"/library/suggest/?text={name[:end]}", "search as you type", **{"HX-Request": "true"})

    @task(3)
    def person(self) -> None:
        """The page of somebody."""
        self.see(f"/people/P-{random.randrange(1, PEOPLE):04d}/", "person page")  # noqa: S311  # nothing secret

    @task(3)
    def listed(self) -> None:
        """The library narrowed by a facet, all others counted."""
        self.see(f"/library/?{random.choice(FACETS)}", "list with facets")  # noqa: S311  # nothing secret

    @task(2)
    def source(self) -> None:
        """The page of a source that tells of fifty people."""
        self.see(f"/interviews/L{random.randrange(PEOPLE // 50):05d}/", "source page")  # noqa: S311  # nothing secret

    @task(2)
    def desk(self) -> None:
        """What awaits one."""
        self.see("/", "desk")

    @task(1)
    def review(self) -> None:
        """A pair to be looked at."""
        self.see(f"/review/?at={random.randrange(1, 20)}", "review")  # noqa: S311  # nothing secret
