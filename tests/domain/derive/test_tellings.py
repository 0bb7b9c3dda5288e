"""Tellings: what each independent source tells of one disappearance, never joined without a verdict."""

from lastseen.domain.accounts import AccountId, SourceId, StageAccount
from lastseen.domain.answers import first
from lastseen.domain.derive.custody import holders
from lastseen.domain.derive.tellings import PersonFile, Telling, by_case, tellings
from tests.domain.making import FRAME, A, B, C, account_id, fate, links, person, person_file, response, stage

A1 = stage("a1", "arrest", "depriving:mss", order=1, start="2005-03")
A2 = stage("a2", "detention", "supervising:mss", order=2)
B1 = stage("b1", "arrest", "depriving:moss", order=1, start="2005", source=B)
B2 = stage("b2", "camp", "supervising:moss", order=2, source=B)
RIVALS = person_file(person("a"), person("b", source=B), stages=(A1, A2, B1, B2))


def told(
    file: PersonFile, *, same: dict[str, str] | None = None, origin: dict[SourceId, SourceId] | None = None
) -> tuple[Telling, ...]:
    return tellings(file, file.stages, links(file, same_stages=same, origin=origin))


def chain(telling: Telling) -> list[str]:
    return [s.external_id for s in telling.chain]


def test_rival_chains_are_never_joined() -> None:
    assert told(RIVALS) == (
        Telling(source=A, origin=A, person=RIVALS.accounts[0], chain=(A1, A2)),
        Telling(source=B, origin=B, person=RIVALS.accounts[1], chain=(B1, B2)),
    )


def test_a_stage_verdict_lets_two_tellings_complete_each_other() -> None:
    first_telling, second_telling = told(RIVALS, same={"b1": "a1"})
    assert chain(first_telling) == ["a1", "a2", "b2"]
    assert chain(second_telling) == ["b1", "a2", "b2"]


def test_each_source_keeps_its_own_version_of_a_stage_both_tell() -> None:
    first_telling, second_telling = told(RIVALS, same={"b1": "a1", "b2": "a2"})
    assert first_telling.chain == (A1, A2)
    assert second_telling.chain == (B1, B2)
    assert holders(first_telling.chain, FRAME) == ("mss",)
    assert holders(second_telling.chain, FRAME) == ("moss",)


def test_a_stage_of_another_source_comes_where_the_stage_both_tell_puts_it() -> None:
    before = stage("b0", "last-sighting", order=1, source=B)
    shared = stage("b1", "detention", "supervising:mss", order=2, source=B)
    after = stage("b2", "release", order=3, source=B)
    file = person_file(person("a"), stages=(stage("a1", "detention", order=5), before, shared, after))
    completed, _ = told(file, same={"b1": "a1"})
    assert chain(completed) == ["b0", "a1", "b2"]
    assert [first(s.order) for s in completed.chain] == [4, 5, 6]


def test_a_stage_that_two_other_sources_tell_is_taken_once() -> None:
    c1, c2 = stage("c1", "arrest", order=1, source=C), stage("c2", "camp", "supervising:mss", order=2, source=C)
    file = person_file(person("a"), stages=(A1, B1, B2, c1, c2))
    completed, *_ = told(file, same={"b1": "a1", "c1": "a1", "c2": "b2"})
    assert chain(completed) == ["a1", "b2"]


def test_taking_the_verdict_back_parts_the_tellings_again() -> None:
    apart = told(RIVALS)
    assert told(RIVALS, same={"b1": "a1"}) != apart
    assert told(RIVALS) == apart


def test_a_derived_source_adds_nothing_where_its_origin_speaks() -> None:
    (only,) = told(RIVALS, origin={B: A})
    assert only == Telling(source=A, origin=A, person=RIVALS.accounts[0], chain=(A1, A2))


def test_a_derived_source_tells_where_its_origin_is_silent() -> None:
    assert [telling.source for telling in told(RIVALS, origin={B: C})] == [A, B]


def test_what_a_source_tells_comes_with_its_own_fates_and_answers() -> None:
    seen, dead = fate("fa", "seen"), fate("fb", "dead", source=B)
    denied = response("rb", "denied", source=B)
    file = person_file(person("a"), stages=(A1,), fates=(seen, dead), responses=(denied,))
    assert told(file) == (
        Telling(source=A, origin=A, person=file.accounts[0], chain=(A1,), fates=(seen,)),
        Telling(source=B, origin=B, person=None, fates=(dead,), responses=(denied,)),
    )


def test_a_source_that_tells_of_another_case_only_is_none_for_this_one() -> None:
    elsewhere = stage("b1", "arrest", source=B, case="later")
    file = person_file(person("a"), person("b", source=B), person("c", source=C), stages=(A1, elsewhere))
    marked = {t.source: t.of_another for t in tellings(file, (A1,), links(file))}
    assert marked == {A: False, B: True, C: False}


def ids(found: dict[AccountId | None, tuple[StageAccount, ...]]) -> dict[AccountId | None, list[str]]:
    return {case: [s.external_id for s in stages] for case, stages in found.items()}


def test_stages_are_parted_by_case_and_cases_joined_by_verdict() -> None:
    later = stage("a9", "arrest", case="later")
    outside = stage("a0", "last-sighting", case=None)
    other = stage("b9", "arrest", source=B, case="later-b")
    file = person_file(person("a"), stages=(A1, later, outside, other))
    assert ids(by_case(file, links(file, same_cases={"later-b": "later"}))) == {
        account_id("case"): ["a1"],
        account_id("later"): ["a9", "b9"],
        None: ["a0"],
    }


def test_a_person_without_a_stage_has_one_disappearance_of_which_nothing_is_known() -> None:
    file = person_file(person("a"))
    assert by_case(file, links(file)) == {None: ()}
