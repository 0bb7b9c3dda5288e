"""What leaves, in the browser: looked at before, approved, a person cleared, and taken back."""

from datetime import timedelta
from typing import Any

import pytest

from lastseen.domain.release import Profile
from lastseen.domain.rights import Role
from lastseen.figures.standard import standard_definitions
from lastseen.operations.figures import figures
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.storage.permitting_models import Approval, Clearance, FamilyConsent
from lastseen.web.words import LANGUAGES, words_in
from tests.conftest import NOW
from tests.web.site import Site

WORDS = words_in("en")["leaving"]
FAMILY = {
    "who": "A sister",
    "standing": "kin",
    "relation": "sibling",
    "purpose": "named-publication",
    "identity": "name",
    "answer": "yes",
}


def text_of(answer: Any, status: int = 200) -> str:
    """The page, which has this status."""
    assert answer.status_code == status
    text: str = answer.content.decode()
    return text


@pytest.fixture
def frozen(site: Site) -> Site:
    """The site, with a snapshot."""
    take_snapshot(site.registry.workspace, actor=site.registry.owner, now=NOW)
    return site


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", ["public", "pseudonymous", "named"])
def test_what_would_leave_is_looked_at_before(frozen: Site, profile: str, language: str) -> None:
    client = frozen.client_as(Role.EDITOR, language=language)
    page = text_of(client.get("/leaving/", {"profile": profile}))
    words = words_in(language)["leaving"]
    assert words["because"]["source"]["not-asked"] in page or words["people"] in page
    assert (words["not_approved"]["other"].format(n=2) in page) is (profile == "named")


def test_a_way_out_is_approved_and_taken_back(frozen: Site) -> None:
    client = frozen.client_as(Role.EDITOR)
    typed = {"profile": "pseudonymous", "purpose": "anonymised-publication", "recipient": "A panel"}
    refused = text_of(client.post("/leaving/approve/", typed), 422)
    assert WORDS["act"]["needed"] in refused
    until = (NOW + timedelta(days=90)).date().isoformat()
    assert client.post("/leaving/approve/", {**typed, "until": until})["Location"] == "/leaving/"
    assert "A panel" in text_of(client.get("/leaving/"))
    assert client.post("/leaving/take-back/", {"permit": str(Approval.objects.get().id)})["Location"] == "/leaving/"
    assert "A panel" not in text_of(client.get("/leaving/"))


def test_who_was_served_is_listed_with_a_letter_to_each(frozen: Site) -> None:
    registry, client = frozen.registry, frozen.client_as(Role.EDITOR)
    assert WORDS["letter"] not in text_of(client.get("/interviews/I-01/consents/"))
    released = figures(
        find_snapshot(registry.workspace, None),
        standard_definitions("dprk").only(["victims"]),
        Profile.PUBLIC,
        registry.workspace,
        actor=registry.owner,
        now=NOW,
    )
    page = text_of(client.get("/interviews/I-01/consents/"))
    assert (WORDS["letter"] in page, WORDS["anybody"] in page) == (True, True)
    letter = client.get(f"/leaving/letter/{released.id}/I-01/")
    assert (letter.status_code, letter.content[:2]) == (200, b"PK")


def test_a_person_is_cleared_and_the_family_asked_from_their_page(frozen: Site) -> None:
    client = frozen.client_as(Role.EDITOR)
    assert 'href="/leaving/for/P-0001/"' in text_of(client.get("/people/P-0001/"))
    assert WORDS["no_family"] in text_of(client.get("/leaving/for/P-0001/"))
    friend = {**FAMILY, "relation": "friend"}
    assert "Friend" in text_of(client.post("/leaving/for/P-0001/family/", friend), 422)
    assert client.post("/leaving/for/P-0001/family/", FAMILY)["Location"] == "/leaving/for/P-0001/"
    cleared = {"identity": "name", "reason": "The family asks for it."}
    assert client.post("/leaving/for/P-0001/clear/", cleared)["Location"] == "/leaving/for/P-0001/"
    page = text_of(client.get("/leaving/for/P-0001/"))
    assert ("A sister" in page, cleared["reason"] in page, WORDS["no_family"] in page) == (True, True, False)
    for table in (FamilyConsent, Clearance):
        client.post("/leaving/take-back/", {"permit": str(table.objects.get().id), "code": "P-0001"})
    page = text_of(client.get("/leaving/for/P-0001/"))
    assert ("A sister" in page, cleared["reason"] in page) == (False, False)
