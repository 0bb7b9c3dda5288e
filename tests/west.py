"""West, a partner of the tests that has keys and no registry: what it sends, made by hand. All invented."""

from pathlib import Path

from lastseen.domain.dates import Reckoning
from lastseen.domain.release import Profile
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.exchange.bundles import OwnKeys, PublicKeys, pack
from lastseen.exchange.bundles.contents import (
    Contents,
    Head,
    Kind,
    SentAccount,
    SentSource,
    SentVerdict,
    to_parts,
)
from lastseen.exchange.overlap import answered, ask
from tests.conftest import NOW

WEST = OwnKeys(opening=b"w" * 32, signing=b"W" * 32)
EAST = OwnKeys(opening=b"e" * 32, signing=b"E" * 32)
KEY = b"k" * 32


def head(kind: Kind, id_: str = "00000000-0000-4000-8000-00000000000c") -> Head:
    """What a bundle of West's says of itself."""
    return Head(kind=kind, id=id_, made=NOW.isoformat(), purpose="partner-database", profile=Profile.NAMED.value)


def records(sex: str = "female") -> Contents:
    """One source that tells of two people, whom West holds to be one; their role is none of our terms."""
    people = tuple(
        SentAccount(
            id=id_,
            source="S",
            kind="person",
            said={
                "names": ({"v": ["고은별", "Hang", "", "own"]},),
                "sex": ({"v": sex},),
                "role": ({"v": "hostage"},),
                "birth": ({"v": ["1971-01-01", "1971-12-31", ""]},),
                "age": ({"v": [27, 28, Reckoning.FULL.value]},),
            },
            quotes={"sex": ("She was taken",)},
        )
        for id_ in ("A", "B")
    )
    stages = tuple(
        SentAccount(
            id=f"{id_}1",
            source="S",
            kind="stage",
            said={"person": ({"v": id_},), "stage": ({"v": "arrest"},)},
            quotes={},
        )
        for id_ in ("A", "B")
    )
    same = SentVerdict(kind=VerdictKind.PERSON, left="A", right="B", answer=Answer.SAME)
    source = SentSource(id="S", kind="interview", origin="S")
    return Contents(head=head(Kind.RECORDS), sources=(source,), accounts=(*people, *stages), verdicts=(same,))


def question(*items: str) -> Contents:
    """How many of these another group has, asked."""
    return Contents(head=head(Kind.OVERLAP_ASK), message=ask(items, KEY))


def reply(asked: Contents, *items: str) -> Contents:
    """The answer of a group that has these."""
    return Contents(head=head(Kind.OVERLAP_ANSWER, asked.head.id), message=answered(asked.message, items))


def from_west(contents: Contents, to: PublicKeys, out: Path) -> Path:
    """A file of West's."""
    pack(out, to_parts(contents), [], WEST, to)
    return out
