"""The page of a person: all that is told of them, side by side, and the same derived from it as a snapshot has."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from lastseen.cli.commands.demo import DATA, build_registry
from lastseen.domain.accounts import Name
from lastseen.domain.answers import Code, Coded
from lastseen.domain.derive.answers import Possible
from lastseen.domain.derive.cases import disappearances
from lastseen.domain.derive.elements import Element
from lastseen.domain.rights import NotAllowed, Role
from lastseen.domain.verdicts import Answer
from lastseen.operations.book import read_book
from lastseen.operations.pages import PersonPage, person_page
from lastseen.operations.pages.asked import code_of
from lastseen.operations.pages.near import read_near
from lastseen.operations.pages.parts import PersonShort
from lastseen.operations.pages.people import NameTold, SaidBy, Tie
from lastseen.operations.pages.sight import Ref
from lastseen.operations.pages.together import Together
from tests.coded import account, interview, relation, said, with_account
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions
from tests.operations.pages.world import EVERYTHING, decided, hand, join, judge, rights, several


def page(registry: Registry, code: str = "P-0001") -> PersonPage:
    return person_page(EVERYTHING, code, registry.workspace)


def test_every_code_a_person_ever_had_leads_to_the_same_page(registry: Registry) -> None:
    told = several(registry, A="a", B="b")
    join(registry, told["A"], told["B"])
    assert page(registry, "P-0003") == page(registry)
    assert (page(registry).code, page(registry).aliases) == ("P-0001", ("P-0003",))


def test_names_and_fields_stand_side_by_side_with_the_source_that_says_them(registry: Registry) -> None:
    hand(registry, interview("I-01"), interview("I-02", name="은별", sex="male"), interview("I-03", name="은별"))
    people = [account(source, "person", "p1") for source in ("I-01", "I-02", "I-03")]
    for left, right in ((people[0], people[2]), (people[1], people[2])):
        judge(registry, "person", left, right)
    shown = page(registry)
    assert shown.names == (
        NameTold(name=Name(text="고은별", script="Hang"), sources=("I-01",)),
        NameTold(name=Name(text="은별", script="Hang"), sources=("I-02", "I-03")),
    )
    assert shown.fields["sex"] == tuple(
        SaidBy(source=source, account=person, said=said(Code(sex)))
        for source, person, sex in zip(("I-01", "I-02", "I-03"), people, ("female", "male", "female"), strict=True)
    )
    sexes = {answer.open.codes for taking in shown.takings for answer in [taking.answers["sex"]]}
    assert {frozenset(codes) for codes in sexes} == {frozenset({"female", "male"})}


def test_a_chain_is_told_stage_by_stage_with_the_codes_of_whom_it_names(registry: Registry) -> None:
    told = several(registry, A="a")["A"]
    (taking,) = page(registry).takings
    (telling,) = taking.tellings
    (stage,) = telling.chain
    assert (taking.case, taking.sequence, telling.source, telling.of_another) == ("C-0001", 1, "A", False)
    assert [value.value for value in stage.said("person")] == [Ref(kind="person", code="P-0001")]
    assert [value.value for value in stage.said("case")] == [Ref(kind="case", code="C-0001")]
    assert [value.value for value in stage.said("on_account_of")] == [Ref(kind="person", code="P-0002")]
    assert (stage.id, stage.entered.user, stage.entered.operation) == (told.id("stage", "stage-1"), "owner", "hand-in")
    assert {element.element: element.accounts for element in taking.elements} == {
        Element.DEPRIVATION: (told.id("stage", "stage-1"),),
        Element.STATE: (told.id("stage", "stage-1"),),
    }


def test_every_passage_a_value_cites_is_on_the_page(registry: Registry) -> None:
    several(registry, A="a")
    shown = page(registry)
    cited = {passage for account in shown.accounts for _, passage in account.passages()}
    assert len(cited) == 3
    assert {id_: passage.source for id_, passage in shown.passages.items()}.keys() == cited


def test_a_conclusion_prevails_and_says_why_by_whom_and_when(registry: Registry) -> None:
    told = several(registry, A="a")["A"]
    decided(registry, "so", told.id("person", "p1"), told.id("case", "c1"))
    shown = page(registry)
    (conclusion,), (finding,), (taking,) = shown.conclusions, shown.findings, shown.takings
    assert (conclusion.subject, conclusion.values, conclusion.reason) == ("sex", ("male",), "concluded so")
    assert (conclusion.made.user, conclusion.made.at, conclusion.cases) == ("owner", NOW, ("C-0001",))
    assert (finding.values, finding.reason) == (("credible", "enforced-disappearance"), "found so")
    assert (taking.answers["sex"].open, taking.answers["sex"].concluded) == (Possible(codes=("male",)), True)
    assert taking.answers["occupation"].concluded is False
    assert taking.outcomes == ("enforced-disappearance",)


def test_verdicts_say_with_whom_by_whom_and_why(registry: Registry) -> None:
    hand(registry, interview("I-01"), interview("I-02"), interview("I-03"))
    first, second, third = (account(source, "person", "p1") for source in ("I-01", "I-02", "I-03"))
    judge(registry, "person", first, second, answer=Answer.UNSURE, reason="too young")
    judge(registry, "person", second, third, answer=Answer.DIFFERENT, reason="not of ours")
    (verdict,) = page(registry).verdicts
    assert (verdict.kind, verdict.answer, verdict.reason) == ("person", "unsure", "too young")
    assert (verdict.made.user, verdict.made.operation, verdict.taken_back) == ("owner", "decide", None)
    assert {end.code: end.source for end in verdict.ends} == {"P-0001": "I-01", "P-0002": "I-02"}
    assert page(registry).others.keys() == {"P-0002"}


def test_ties_lead_to_the_other_person_from_either_side(registry: Registry) -> None:
    tie = relation("I-01", "r1", account("I-01", "person", "p1"), account("I-01", "person", "p2"))
    hand(registry, with_account(interview("I-01", "p1", "p2"), tie))
    assert [_bare(tie) for tie in page(registry).ties] == [(Ref(kind="person", code="P-0002"), True, True)]
    assert [_bare(tie) for tie in page(registry, "P-0002").ties] == [(Ref(kind="person", code="P-0001"), False, True)]


def _bare(tie: Tie) -> tuple[Ref, bool, bool]:
    return tie.other, tie.to_other, tie.is_kin


def test_a_value_that_names_an_account_out_of_sight_is_left_out(registry: Registry) -> None:
    told = several(registry, A="a", C="c")
    tie: Any = next(one for one in told["A"].coded().accounts if one.kind == "relation")
    tie = replace(tie, other=(Coded(value=told["C"].id("person", "p1")),))
    coded = told["A"].coded()
    hand(registry, replace(coded, accounts=tuple(tie if a.kind == "relation" else a for a in coded.accounts)))
    assert [one.other.code for one in page(registry).ties] == ["P-0003"]
    assert person_page(rights("a"), "P-0001", registry.workspace).ties == ()


def test_whoever_was_taken_on_account_of_the_person_is_told_of(registry: Registry) -> None:
    several(registry, A="a")
    shown = page(registry, "P-0002")
    assert [one.said("person")[0].value for one in shown.blamed] == [Ref(kind="person", code="P-0001")]
    assert [one.kind for one in shown.accounts] == ["person", "relation"]


def test_who_was_taken_together_is_listed_by_case(registry: Registry) -> None:
    hand(registry, _of_one_case("I-01", "p1", "p2", "p3"))
    names = (Name(text="고은별", script="Hang"),)
    others = tuple(PersonShort(code=code, names=names, roles=(Code("victim"),)) for code in ("P-0002", "P-0003"))
    assert page(registry).together == (Together(case="C-0001", total=2, people=others),)


def test_of_very_many_taken_together_the_first_are_shown_and_all_are_counted(registry: Registry) -> None:
    hand(registry, _of_one_case("I-01", *(f"p{number}" for number in range(1, 61))))
    (together,) = page(registry).together
    assert (together.total, len(together.people), together.people[0].code) == (59, 50, "P-0002")


def _of_one_case(source: str, *people: str) -> Any:
    coded = interview(source, *people)
    case = said(account(source, "case", people[0]))
    accounts = (replace(a, case=case) if a.kind == "stage" else a for a in coded.accounts)  # type: ignore[call-arg]
    return replace(coded, accounts=tuple(accounts))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_page_asks_the_same_number_of_questions_whatever_is_told(registry: Registry, count: int) -> None:
    told = list(several(registry, **{f"S{number}": "a" for number in range(count)}).values())
    for left, right in pairwise(told):
        judge(registry, "person", left.id("person", "p1"), right.id("person", "p1"))
        judge(registry, "case", left.id("case", "c1"), right.id("case", "c1"))
    decided(registry, "so", told[0].id("person", "p1"))
    assert len(page(registry).sources) == count
    assert questions(lambda: person_page(rights("a"), "P-0001", registry.workspace)) == 21


def test_what_is_derived_of_everybody_is_what_a_snapshot_derives(sqlite_registry: Registry) -> None:
    workspace = sqlite_registry.workspace
    build_registry(workspace, DATA, actor=sqlite_registry.owner, now=NOW)
    book = read_book()
    links, frame = book.links, workspace.frame
    derived = {file.person: disappearances(file, links, book.decisions, book.victims, frame) for file in book.files()}
    assert len(derived) > 100
    for person, taken in derived.items():
        assert read_near(EVERYTHING, [person]).taken(frame)[person] == taken
        shown = page(sqlite_registry, code_of("person", book.serial[person]))
        assert [one.id for one in shown.takings] == [one.id for one in taken]


def test_who_may_see_no_case_is_refused(registry: Registry) -> None:
    several(registry, A="a")
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            person_page(rights("a", roles=[role]), "P-0001", registry.workspace)
