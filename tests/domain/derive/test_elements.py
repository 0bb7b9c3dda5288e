"""The elements of ICPPED Art. 2 and the accounts that support each."""

import pytest

from lastseen.domain.accounts import FateAccount, ResponseAccount
from lastseen.domain.answers import Absence
from lastseen.domain.derive.custody import Chain
from lastseen.domain.derive.elements import Element, Support, elements
from tests.domain.making import FRAME, account_id, fate, response, stage

TAKEN = stage("s1", "arrest", "depriving:mss", order=1)
HELD = stage("s2", "detention", "supervising:mss", order=2)
UNKNOWN = fate("f1", Absence.UNKNOWN)
DENIED = response("r1", "denied")


def supported(
    chain: Chain, fates: tuple[FateAccount, ...] = (), responses: tuple[ResponseAccount, ...] = ()
) -> set[Element]:
    return {support.element for support in elements(chain, fates, responses, FRAME)}


def test_every_element_names_the_accounts_that_support_it() -> None:
    assert elements((TAKEN, HELD), (UNKNOWN,), (DENIED,), FRAME) == (
        Support(Element.DEPRIVATION, (TAKEN.id,)),
        Support(Element.STATE, (TAKEN.id, HELD.id)),
        Support(Element.REFUSAL, (DENIED.id,)),
        Support(Element.CONCEALMENT, (UNKNOWN.id,)),
        Support(Element.OUTSIDE_LAW, (TAKEN.id, DENIED.id, UNKNOWN.id)),
    )


def test_nothing_told_supports_nothing() -> None:
    assert elements((), (), (), FRAME) == ()


def test_the_fourth_element_follows_from_the_first_three_by_refusal_or_by_concealment() -> None:
    assert Element.OUTSIDE_LAW in supported((TAKEN,), (UNKNOWN,))
    assert Element.OUTSIDE_LAW in supported((TAKEN,), (), (DENIED,))


@pytest.mark.parametrize(
    ("chain", "fates"),
    [((TAKEN,), ()), ((stage("s1", "arrest"),), (UNKNOWN,)), ((), (UNKNOWN,))],
    ids=["nothing refused or concealed", "no State", "no deprivation"],
)
def test_the_fourth_element_does_not_follow_where_one_is_missing(chain: Chain, fates: tuple[FateAccount, ...]) -> None:
    assert Element.OUTSIDE_LAW not in supported(chain, fates)


@pytest.mark.parametrize("kind", ["denied", "silent", "refused-to-tell"])
def test_a_denial_a_silence_and_a_refusal_to_tell_refuse(kind: str) -> None:
    assert Element.REFUSAL in supported((), (), (response("r", kind),))


def test_an_acknowledgement_and_an_answer_nobody_was_asked_for_refuse_nothing() -> None:
    assert supported((), (), (response("r", "acknowledged"), response("q"))) == set()


@pytest.mark.parametrize(
    ("told", "is_concealed"),
    [(Absence.UNKNOWN, True), (Absence.REFUSED, False), (Absence.NOT_ASKED, False), ("seen", False)],
)
def test_only_a_fate_asked_for_and_unknown_is_concealed(told: str | Absence, is_concealed: bool) -> None:
    assert (supported((), (fate("f", told),)) == {Element.CONCEALMENT}) is is_concealed


@pytest.mark.parametrize(
    "kind", ["arrest", "abduction", "detention", "interrogation", "transfer", "repatriation", "camp"]
)
def test_a_stage_in_the_hands_of_others_deprives_of_liberty(kind: str) -> None:
    assert supported((stage("s", kind),)) == {Element.DEPRIVATION}


@pytest.mark.parametrize("kind", ["last-sighting", "release", "death"])
def test_an_end_or_a_sighting_alone_deprives_nobody_of_liberty(kind: str) -> None:
    assert supported((stage("s", kind),)) == set()


def test_a_rumoured_stage_makes_no_state_responsible() -> None:
    assert Element.STATE not in supported((stage("s1", "arrest", "depriving:mss", basis="rumour"),))


def test_the_stage_that_deprives_is_the_arrest_and_not_what_was_seen_before() -> None:
    seen = stage("s0", "last-sighting", order=0)
    (support, *_) = elements((seen, TAKEN), (), (), FRAME)
    assert support == Support(Element.DEPRIVATION, (account_id("s1"),))
