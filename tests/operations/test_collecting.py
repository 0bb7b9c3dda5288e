"""A source is taken in with its text and consents before anybody codes it, once, under a name that it can bear."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import Role
from lastseen.operations.collecting import BadSourceName, Collected, NoCompartment, SourceTaken, collect
from lastseen.operations.consents import consents_of
from lastseen.operations.pages import Window, source_page
from lastseen.operations.reach import OutOfReach
from lastseen.operations.users import add_user, rights_of
from tests.coded import IDS
from tests.conftest import NOW, Registry

YES = Consent(
    source=IDS.source("elsewhere"),
    purpose="internal-analysis",
    recipient="",
    identity=IdentityLevel.NAME,
    answer=ConsentAnswer.YES,
)
GIVEN = Collected(
    name=" I-01 ",
    kind="interview",
    language="ko",
    compartment="border",
    day=date(2021, 1, 14),
    interviewee="W-01",
    text="고은별이 끌려갔다.\r\n",
    consents=(YES,),
)


def test_a_source_is_taken_in_as_it_comes_and_coded_by_nobody(registry: Registry) -> None:
    assert collect(GIVEN, registry.workspace, actor=registry.owner, now=NOW) == "I-01"
    rights = rights_of(registry.owner)
    page = source_page(rights, "I-01", Window())
    assert (page.source.kind, page.source.day, page.source.interviewee) == ("interview", date(2021, 1, 14), "W-01")
    assert [text.text for text in page.texts] == [GIVEN.text]
    assert page.codings == ()
    assert consents_of(rights, IDS.source("I-01")) == (replace(YES, source=IDS.source("I-01")),)


@pytest.mark.parametrize("name", ["", " ", "/", "a/b", "-a", "new", "a\nb", "x" * 101])
def test_a_name_that_makes_no_address_is_refused(registry: Registry, name: str) -> None:
    with pytest.raises(BadSourceName):
        collect(replace(GIVEN, name=name), registry.workspace, actor=registry.owner, now=NOW)


def test_a_name_is_taken_once_however_it_is_composed(registry: Registry) -> None:
    collect(replace(GIVEN, name="가-1"), registry.workspace, actor=registry.owner, now=NOW)
    with pytest.raises(SourceTaken):
        collect(
            replace(GIVEN, name=unicodedata.normalize("NFD", "가-1")), registry.workspace, actor=registry.owner, now=NOW
        )


@pytest.mark.parametrize(
    ("given", "refusal"),
    [(replace(GIVEN, compartment=" "), NoCompartment), (replace(GIVEN, compartment="coast"), OutOfReach)],
)
def test_a_source_lies_in_a_compartment_that_is_seen(
    registry: Registry, given: Collected, refusal: type[Refusal]
) -> None:
    user = add_user("interviewer", [Role.INTERVIEWER], ["border"], None, actor=registry.owner, now=NOW)
    with pytest.raises(refusal):
        collect(given, registry.workspace, actor=user, now=NOW)
