"""Rows that depend on each other, sources described apart, and what is implausible. All people are invented."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastseen.domain.accounts import Account, PersonAccount, SourceId
from lastseen.domain.answers import Absence, Coded
from lastseen.domain.dates import IntervalDate
from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.derive.frame import Frame
from lastseen.domain.sources import Source
from lastseen.exchange.intake.implausible import Judging
from lastseen.exchange.intake.rows import CodedRow
from tests.exchange.coding_rows import HEAD, IDS, PEOPLE, VOCABULARIES, mapping, problems, read, write_csv

SOURCE = IDS.source("list")


def person(no: str) -> UUID:
    return IDS.account(SOURCE, "import:trial", "person", no)


def said(account: Account, field: str) -> list[object]:
    return [coded.value for coded in getattr(account, field)]


def asked(source: SourceId, purpose: str, identity: IdentityLevel, answer: ConsentAnswer) -> Consent:
    return Consent(source=source, purpose=purpose, recipient="", identity=identity, answer=answer)


def days(earliest: str | None, latest: str | None, told: str) -> IntervalDate:
    return IntervalDate(
        earliest=None if earliest is None else date.fromisoformat(earliest),
        latest=None if latest is None else date.fromisoformat(latest),
        told=told,
    )


# ---- sources --------------------------------------------------------------------------------------------------------

WORKBOOK = """
id = "trial"
[terms.consent-answer]
"예" = "yes"
"아니오" = "no"
"""
INTERVIEWS = """
[[sheet]]
name = "interviews"
id = "{code}"
[sheet.source]
id = "{code}"
kind = "{kind}"
language = "ko"
compartment = "interviews"
day = "{day}"
interviewee = "{speaker}"
[[sheet.source.consent]]
purpose = "aggregate-statistics"
answer = "{statistics}"
[[sheet.source.consent]]
purpose = "named-publication"
identity = "name"
answer = "{name}"

[[sheet]]
name = "people"
id = "{interview}/{no}"
source = "{interview}"
[[sheet.person]]
birth = "{born}"
"""


def workbook(folder: Path, interviews: str, people: str) -> list[Path]:
    return [
        write_csv(folder, "interview,no,born\n" + people, "people.csv"),
        write_csv(folder, "code,kind,day,speaker,statistics,name\n" + interviews, "interviews.csv"),
    ]


def test_one_sheet_may_describe_the_sources_and_another_name_them(tmp_path: Path) -> None:
    paths = workbook(tmp_path, "I-1,면담,2021-02-03,W-1,예,아니오\n", "I-1,1,작년\n")
    (interview, people), refused = read(paths, mapping(INTERVIEWS, WORKBOOK))
    source = IDS.source("I-1")
    assert refused == []
    assert interview.described is not None
    assert interview.described.source == Source(
        id=source,
        external_id="I-1",
        kind="interview",
        language="ko",
        compartment="interviews",
        day=date(2021, 2, 3),
        interviewee="W-1",
    )
    assert interview.described.consents == (
        asked(source, "aggregate-statistics", IdentityLevel.NONE, ConsentAnswer.YES),
        asked(source, "named-publication", IdentityLevel.NAME, ConsentAnswer.NO),
    )
    assert people.accounts[0].source == source
    assert said(people.accounts[0], "birth") == [days("2020-01-01", "2020-12-31", "작년")]


def test_rows_of_a_source_that_was_refused_are_refused_with_it(tmp_path: Path) -> None:
    paths = workbook(tmp_path, "I-1,면담,2021,W-1,예,\nI-2,면담,,W-2,maybe,\n", "I-1,1,1974\nI-2,1,1974\nI-3,1,1974\n")
    accepted, refused = read(paths, mapping(INTERVIEWS, WORKBOOK))
    assert accepted == []
    assert problems(refused) == [
        (2, "day", "intake.not-a-day", "2021"),
        (3, "statistics", "intake.unknown-word", "maybe"),
        (2, "interview", "intake.refers-to-refused", "I-1"),
        (3, "interview", "intake.refers-to-refused", "I-2"),
        (4, "interview", "intake.refers-to-nothing", "I-3"),
    ]


def test_rows_of_one_source_have_to_describe_it_alike(tmp_path: Path) -> None:
    head = 'id = "trial"\n[source]\nid = "{list}"\nkind = "press"\ncompartment = "general"\ntitle = "{title}"\n'
    path = write_csv(tmp_path, "no,list,title\n1,a,Daily\n2,a,Weekly\n1,b,Weekly\n")
    accepted, refused = read([path], mapping(PEOPLE, head))
    assert [(row.source, row.name) for row in accepted] == [(IDS.source("a"), "1"), (IDS.source("b"), "1")]
    assert problems(refused) == [(3, "", "intake.rows-differ", "a")]


# ---- rows that depend on each other ---------------------------------------------------------------------------------

TIES = (
    PEOPLE
    + """
sex = "{x}"
[[sheet.relation]]
person = "{no}"
other = "{kin}"
relation = "{tie}"
"""
)


def test_a_row_waits_for_the_one_it_refers_to(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x,kin,tie\n1,여자,3,spouse\n2,여자,,\n3,남자,,\n")
    accepted, refused = read([path], mapping(TIES))
    assert ([row.name for row in accepted], refused) == (["2", "3", "1"], [])


def test_rows_that_refer_to_each_other_stand_together(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x,kin,tie\n1,여자,2,spouse\n2,남자,1,spouse\n")
    accepted, refused = read([path], mapping(TIES))
    assert ([row.name for row in accepted], refused) == (["1", "2"], [])


def test_rows_that_refer_to_a_refused_row_fall_with_it_and_no_others(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path,
        "no,x,kin,tie\n1,여자,2,spouse\n2,남자,3,child\n3,femal,,\n4,여자,,\n5,남자,4,spouse\n6,남자,9,spouse\n",
    )
    accepted, refused = read([path], mapping(TIES))
    assert [row.name for row in accepted] == ["4", "5"]
    assert problems(refused) == [
        (4, "x", "vocabulary.unknown-term", "femal"),
        (3, "kin", "intake.refers-to-refused", "3"),
        (7, "kin", "intake.refers-to-nothing", "9"),
        (2, "kin", "intake.refers-to-refused", "2"),
    ]


def test_what_the_registry_has_already_may_be_referred_to(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x,kin,tie\n1,여자,9,spouse\n")
    accepted, refused = read([path], mapping(TIES), exists=lambda ids: ids & {person("9")})
    assert ([row.name for row in accepted], refused) == (["1"], [])


def test_shared_accounts_may_stand_in_several_rows_that_agree(tmp_path: Path) -> None:
    text = PEOPLE + '[[sheet.case]]\nid = "{g}"\nshared = true\ntitle = "{t}"\n'
    path = write_csv(tmp_path, "no,g,t\n1,a,Raid\n2,a,Raid\n3,a,Market\n")
    accepted, refused = read([path], mapping(text))
    assert [[(a.kind, a.external_id) for a in row.accounts] for row in accepted] == [
        [("person", "1"), ("case", "a")],
        [("person", "2")],
    ]
    assert problems(refused) == [(4, "", "intake.rows-differ", "a")]


def test_a_shared_account_stands_even_if_the_first_row_that_tells_it_falls(tmp_path: Path) -> None:
    relation = '[[sheet.relation]]\nperson = "{no}"\nother = "{kin}"\nrelation = "{tie}"\n'
    text = PEOPLE + '[[sheet.case]]\nid = "{g}"\nshared = true\n' + relation
    path = write_csv(tmp_path, "no,g,kin,tie\n1,a,9,spouse\n2,a,,\n")
    accepted, refused = read([path], mapping(text))
    assert [(a.kind, a.external_id) for row in accepted for a in row.accounts] == [("person", "2"), ("case", "a")]
    assert [row.place.row for row in refused] == [2]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["", "여자", "femal"])), max_size=7))
def test_every_row_is_handed_on_or_refused_exactly_once(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str]]
) -> None:
    lines = [f"{no},{sex},{kin or ''},{'spouse' if kin else ''}" for no, (kin, sex) in enumerate(rows, start=1)]
    path = write_csv(tmp_path_factory.mktemp("law"), "\n".join(["no,x,kin,tie", *lines, ""]))
    if not rows:
        return
    accepted, refused = read([path], mapping(TIES))
    assert sorted([row.place.row for row in accepted] + [row.place.row for row in refused]) == list(
        range(2, len(rows) + 2)
    )
    there = {row.name for row in accepted}
    assert all(str(rows[int(name) - 1][0] or name) in there for name in there)


# ---- implausible ----------------------------------------------------------------------------------------------------


def judged(rows: list[CodedRow], text: str) -> list[tuple[int, str, tuple[str, ...]]]:
    judging = Judging(mapping(text), Frame(vocabularies=VOCABULARIES))
    found = [i for row in rows for i in judging.take(row)] + list(judging.finish())
    return [(i.place.row, i.rule, i.accounts) for i in found]


FLAT = (
    PEOPLE
    + """
birth = "{born}"
[[sheet.stage]]
person = "{no}"
stage = "arrest"
start = "{taken}"
end = "{until}"
"""
)


def test_what_is_implausible_is_kept_as_told_and_marked_with_its_row(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,born,taken,until\n1,1974,2011-05-03,2011-04-01\n2,2012,2011,\n3,1974,2011,2012\n")
    accepted, refused = read([path], mapping(FLAT))
    assert ([row.name for row in accepted], refused) == (["1", "2", "3"], [])
    assert judged(accepted, FLAT) == [
        (2, "ends-before-start", ("stage 1",)),
        (3, "born-after-arrest", ("person 2", "stage 2")),
    ]


def test_what_is_implausible_is_found_across_sheets_too(tmp_path: Path) -> None:
    text = """
[[sheet]]
name = "people"
id = "{no}"
[[sheet.person]]
birth = "{born}"
[[sheet]]
name = "stages"
id = "{no}/{n}"
[[sheet.stage]]
person = "{no}"
order = "{n}"
stage = "{kind}"
start = "{start}"
"""
    paths = [
        write_csv(tmp_path, "no,born\n1,1974\n"),
        write_csv(tmp_path, "no,n,kind,start\n1,1,arrest,2011-05\n1,2,release,2010\n", "stages.csv"),
    ]
    accepted, _ = read(paths, mapping(text))
    assert judged(accepted, text) == [
        (3, "out-of-order", ("stage 1/1", "stage 1/2")),
        (3, "release-before-arrest", ("stage 1/1", "stage 1/2")),
    ]


def test_absences_are_cited_like_values(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x\n1,NA\n")
    (row,), _ = read([path], mapping(PEOPLE + 'sex = "{x}"', HEAD + '[absent]\nunknown = ["NA"]\n'))
    (account,) = row.accounts
    assert isinstance(account, PersonAccount)
    assert account.sex == (Coded(value=Absence.UNKNOWN, passages=(row.passages[0].id,)),)
