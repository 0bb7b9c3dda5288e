"""``lastseen reindex``: what the library is searched by, made anew from the command line."""

import json

from lastseen.storage.models import SearchLine
from tests.coded import hand, interview
from tests.conftest import Registry, lastseen


def test_the_library_is_made_anew_and_is_sound_then(registry: Registry) -> None:
    hand(registry, interview("I-01", "p1", "p2"))
    SearchLine.objects.all().delete()
    registry.wiring.close()
    where = ("--registry", registry.folder)
    assert "NOT SOUND  search" in lastseen("doctor", *where, expect=1)
    assert lastseen("reindex", *where) == "The library is made anew: 2 lines.\n"
    assert json.loads(lastseen("reindex", *where, "--format", "json")) == {"lines": 2}
    assert "NOT SOUND" not in lastseen("doctor", *where)
