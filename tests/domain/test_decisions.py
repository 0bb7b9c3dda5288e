"""What a source's consents permit: every rule of may_use."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.accounts import SourceId
from lastseen.domain.decisions import (
    Because,
    Consent,
    ConsentAnswer,
    Decision,
    IdentityLevel,
    Request,
    may_use,
    withheld_sources,
)
from tests.domain.making import A, B, C

TODAY = date(2026, 11, 24)
YES = Consent(source=A, purpose="un-procedures", recipient="", identity=IdentityLevel.NAME, answer=ConsentAnswer.YES)
ASKED = Request(purpose="un-procedures", recipient="working-group", identity=IdentityLevel.PSEUDONYM, day=TODAY)


def because(*consents: Consent) -> Because:
    decision = may_use(consents, ASKED)
    assert decision.allowed is (decision.because is Because.CONSENTED)
    return decision.because


def test_a_yes_permits() -> None:
    assert may_use([YES], ASKED) == Decision(allowed=True, because=Because.CONSENTED)


def test_nothing_on_record_means_not_asked_and_no() -> None:
    assert may_use([], ASKED) == Decision(allowed=False, because=Because.NOT_ASKED)


def test_a_yes_for_another_purpose_permits_nothing() -> None:
    assert because(replace(YES, purpose="named-publication")) is Because.NOT_ASKED


def test_a_yes_for_another_recipient_permits_nothing() -> None:
    assert because(replace(YES, recipient="newspaper")) is Because.NOT_ASKED


def test_a_yes_for_this_recipient_permits() -> None:
    assert because(replace(YES, recipient="working-group")) is Because.CONSENTED


@pytest.mark.parametrize(
    ("answer", "reason"), [(ConsentAnswer.NO, Because.REFUSED), (ConsentAnswer.NOT_ASKED, Because.NOT_ASKED)]
)
def test_anything_but_a_yes_permits_nothing(answer: ConsentAnswer, reason: Because) -> None:
    assert because(replace(YES, answer=answer)) is reason


def test_a_no_to_this_recipient_outranks_a_yes_to_all() -> None:
    named = replace(YES, recipient="working-group", answer=ConsentAnswer.NO)
    assert because(YES, named) is Because.REFUSED
    assert because(named, YES) is Because.REFUSED


def test_a_yes_to_this_recipient_outranks_a_no_to_all() -> None:
    general = replace(YES, answer=ConsentAnswer.NO)
    assert because(general, replace(YES, recipient="working-group")) is Because.CONSENTED


def test_of_two_equal_answers_the_no_prevails() -> None:
    assert because(YES, replace(YES, answer=ConsentAnswer.NO)) is Because.REFUSED


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        (date(2026, 11, 23), Because.EXPIRED),
        (date(2026, 11, 24), Because.CONSENTED),
        (date(2026, 11, 25), Because.CONSENTED),
    ],
)
def test_a_yes_holds_through_its_last_day(until: date, reason: Because) -> None:
    assert because(replace(YES, until=until)) is reason


@pytest.mark.parametrize(
    ("withdrawn", "reason"),
    [
        (date(2026, 11, 23), Because.WITHDRAWN),
        (date(2026, 11, 24), Because.WITHDRAWN),
        (date(2026, 11, 25), Because.CONSENTED),
    ],
)
def test_a_withdrawal_holds_from_its_own_day(withdrawn: date, reason: Because) -> None:
    assert because(replace(YES, withdrawn=withdrawn)) is reason


@pytest.mark.parametrize("given_level", IdentityLevel)
@pytest.mark.parametrize("asked_level", IdentityLevel)
def test_a_yes_to_less_identity_than_requested_is_a_no(given_level: IdentityLevel, asked_level: IdentityLevel) -> None:
    order = [IdentityLevel.NONE, IdentityLevel.PSEUDONYM, IdentityLevel.NAME]
    enough = order.index(given_level) >= order.index(asked_level)
    decision = may_use([replace(YES, identity=given_level)], replace(ASKED, identity=asked_level))
    assert decision == Decision(allowed=enough, because=Because.CONSENTED if enough else Because.LESS_IDENTITY)


CONSENTS = st.lists(
    st.builds(
        Consent,
        source=st.just(A),
        purpose=st.sampled_from(("un-procedures", "named-publication")),
        recipient=st.sampled_from(("", "working-group", "newspaper")),
        identity=st.sampled_from(IdentityLevel),
        answer=st.sampled_from(ConsentAnswer),
        until=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        withdrawn=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    ),
    max_size=5,
)


@given(CONSENTS)
def test_nothing_is_permitted_without_a_fitting_yes(consents: list[Consent]) -> None:
    if may_use(consents, ASKED).allowed:
        assert any(
            c.answer is ConsentAnswer.YES
            and c.purpose == ASKED.purpose
            and c.recipient in ("", ASKED.recipient)
            and c.identity is not IdentityLevel.NONE
            for c in consents
        )


@given(CONSENTS, st.sampled_from(IdentityLevel))
def test_showing_less_is_never_refused_where_more_is_permitted(consents: list[Consent], less: IdentityLevel) -> None:
    order = list(IdentityLevel)
    if order.index(less) <= order.index(ASKED.identity) and may_use(consents, ASKED).allowed:
        assert may_use(consents, replace(ASKED, identity=less)).allowed


@given(CONSENTS)
def test_a_further_no_to_the_recipient_never_permits(consents: list[Consent]) -> None:
    no = replace(YES, recipient="working-group", answer=ConsentAnswer.NO)
    assert not may_use([*consents, no], ASKED).allowed


def test_withheld_sources_come_with_their_reason() -> None:
    consents: dict[SourceId, tuple[Consent, ...]] = {
        A: (YES,),
        B: (replace(YES, source=B, answer=ConsentAnswer.NO),),
    }
    assert withheld_sources([A, B, C], consents, ASKED) == {B: Because.REFUSED, C: Because.NOT_ASKED}
