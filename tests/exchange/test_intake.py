"""Rows and a mapping make accounts: values, passages, several accounts of a row. All people are invented."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from lastseen.domain.accounts import INTERVIEWEE, Account, Involved, Name, PersonAccount, StageAccount
from lastseen.domain.answers import Absence, Code, values
from lastseen.domain.dates import Age, IntervalDate, Reckoning
from lastseen.domain.decisions import Finding
from tests.exchange.coding_rows import HEAD, IDS, PEOPLE, mapping, one, read, write_csv

SOURCE = IDS.source("list")


def person(no: str) -> UUID:
    return IDS.account(SOURCE, "import:trial", "person", no)


def said(account: Account, field: str) -> list[object]:
    return [coded.value for coded in getattr(account, field)]


def days(earliest: str | None, latest: str | None, told: str) -> IntervalDate:
    return IntervalDate(
        earliest=None if earliest is None else date.fromisoformat(earliest),
        latest=None if latest is None else date.fromisoformat(latest),
        told=told,
    )


# ---- values ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ('sex = "{x}"', "여자", "female"),
        ('sex = "{x}"', " FEMALE ", "female"),
        ('sex = { text = "{x}", terms = { "2" = "female" } }', "2", "female"),
        ('residence = "{x}"', "회령", "hoeryong"),
        ('residence = { text = "{x}", bands = [{ from = 40, code = "KP-09" }] }', "40.0", "KP-09"),
        ('birth = "{x}"', "1974-03", days("1974-03-01", "1974-03-31", "1974-03")),
        ('birth = { text = "{x}", precision = "month" }', "1974-03-01", days("1974-03-01", "1974-03-31", "1974-03-01")),
        ('birth = { text = "{x}", precision = "year" }', "1974-01-01", days("1974-01-01", "1974-12-31", "1974-01-01")),
        ('birth = { text = "{x}", day_first = true }', "03/04/1974", days("1974-04-03", "1974-04-03", "03/04/1974")),
        ('birth = "{x}"', "작년", days("2019-01-01", "2019-12-31", "작년")),
        ('age = "{x}"', "33", Age(low=33, high=33, reckoning=Reckoning.UNSTATED)),
        ('age = { text = "{x}", reckoning = "korean" }', "33", Age(low=33, high=33, reckoning=Reckoning.KOREAN)),
        ('age = { text = "{x}", reckoning = "korean" }', "만 33", Age(low=33, high=33, reckoning=Reckoning.FULL)),
        ('age = { text = "{x}", reckoning = "full" }', "0.5", Age(low=0, high=0, reckoning=Reckoning.FULL)),
        ('names = { text = "{x}", script = "Hang" }', "리순옥", Name(text="리순옥", script="Hang")),
        ('remark = "{x}"', "seen at the market", "seen at the market"),
    ],
)  # fmt: skip
def test_a_cell_becomes_the_value_its_field_holds(tmp_path: Path, field: str, cell: str, value: object) -> None:
    account = one(tmp_path, f"no,x\n1,{cell}\n", field)
    assert said(account, field.split(maxsplit=1)[0]) == [value]


def test_an_empty_cell_says_nothing_and_three_absences_are_three_values(tmp_path: Path) -> None:
    head = HEAD + '[absent]\nunknown = ["NA", "모름"]\nrefused = ["거절"]\nnot-asked = ["-"]\n'
    path = write_csv(tmp_path, "no,x\n1,\n2,na\n3,거절\n4,-\n5,모름\n")
    accepted, _ = read([path], mapping(PEOPLE + 'sex = "{x}"', head))
    assert [said(row.accounts[0], "sex") for row in accepted] == [
        [],
        [Absence.UNKNOWN],
        [Absence.REFUSED],
        [Absence.NOT_ASKED],
        [Absence.UNKNOWN],
    ]


def test_several_columns_make_one_text_without_those_that_are_empty(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,a,b\n1,Sun Ok,Ri\n2,NA,Ri\n3,NA,NA\n4,,\n")
    wanted = mapping(PEOPLE + 'names = "{a} {b}"', HEAD + '[absent]\nunknown = ["NA"]\n')
    accepted, _ = read([path], wanted)
    assert [said(row.accounts[0], "names") for row in accepted] == [
        [Name(text="Sun Ok Ri")],
        [Name(text="Ri")],
        [Absence.UNKNOWN],
        [],
    ]


def test_the_first_feed_that_gives_a_value_counts_and_an_absence_only_where_none_does(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,day,month\n1,1974-03-05,1974-03-01\n2,NA,1974-03-01\n3,NA,\n")
    wanted = mapping(
        PEOPLE + 'birth = ["{day}", { text = "{month}", precision = "month" }]', HEAD + '[absent]\nunknown = ["NA"]\n'
    )
    accepted, _ = read([path], wanted)
    assert [said(row.accounts[0], "birth") for row in accepted] == [
        [days("1974-03-05", "1974-03-05", "1974-03-05")],
        [days("1974-03-01", "1974-03-31", "1974-03-01")],
        [Absence.UNKNOWN],
    ]


def test_a_field_of_many_takes_all_its_feeds_and_all_words_of_a_cell(tmp_path: Path) -> None:
    account = one(
        tmp_path,
        "no,job,other\n1,farmer; teacher ;,farmer\n",
        'occupation = [{ text = "{job}", split = ";" }, "{other}"]',
    )
    assert said(account, "occupation") == ["farmer", "teacher"]


def test_an_interval_may_stand_in_two_columns_either_of_which_may_be_open(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,a,b,told\n1,2011,2012-03,the famine years\n2,,1994,\n3,,,spring 2011\n4,,,\n")
    accepted, _ = read([path], mapping(PEOPLE + 'birth = { text = "{told}", earliest = "{a}", latest = "{b}" }'))
    assert [said(row.accounts[0], "birth") for row in accepted] == [
        [days("2011-01-01", "2012-03-31", "the famine years")],
        [days(None, "1994-12-31", "1994")],
        [days("2011-03-01", "2011-05-31", "spring 2011")],
        [],
    ]


def test_a_constant_may_depend_on_a_condition(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x\n1,Woman of the house\n2,boy\n3,\n")
    wanted = mapping(
        PEOPLE
        + """sex = [
            { text = "female", when = { column = "x", contains = ["woman"] } },
            { text = "male", when = [{ column = "x", filled = true }, { column = "x", is_not = ["girl"] }] },
        ]"""
    )
    accepted, _ = read([path], wanted)
    assert [said(row.accounts[0], "sex") for row in accepted] == [["female"], ["male"], []]


# ---- passages -------------------------------------------------------------------------------------------------------


def test_every_value_cites_the_cell_it_was_read_from(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x\n1,여자\n")
    (row,), _ = read([path], mapping(PEOPLE + 'sex = "{x}"\nrole = "victim"'))
    (account,) = row.accounts
    assert isinstance(account, PersonAccount)
    cited = {passage.id: (passage.locator, passage.quote) for passage in row.passages}
    assert [cited[p] for coded in account.sex for p in coded.passages] == [("people.csv, row 2, column B (x)", "여자")]
    assert [cited[p] for coded in account.role for p in coded.passages] == [("people.csv, row 2", "")]


def test_a_mapping_may_name_pages_instead_of_cells(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x,page\n1,여자,159-60\n")
    (row,), _ = read([path], mapping('[[sheet]]\nid = "{no}"\npage = "{page}"\n[[sheet.person]]\nsex = "{x}"\n'))
    assert [(passage.locator, passage.quote) for passage in row.passages] == [("p. 159-60", "")]


def test_a_mapping_may_cite_rows_only(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x,y\n1,여자,1974\n")
    text = '[[sheet]]\nid = "{no}"\npassages = "row"\n[[sheet.person]]\nsex = "{x}"\nbirth = "{y}"\n'
    (row,), _ = read([path], mapping(text))
    assert [(passage.locator, passage.quote) for passage in row.passages] == [("people.csv, row 2", "")]


def test_a_row_that_has_moved_says_what_it_said(tmp_path: Path) -> None:
    wanted = mapping(PEOPLE + 'sex = "{x}"')
    (before,), _ = read([write_csv(tmp_path, "no,x\n1,여자\n", "a.csv")], wanted)
    (_, after), _ = read([write_csv(tmp_path, "no,name,x\n2,Ri,남자\n1,Han,여자\n", "b.csv")], wanted)
    assert after.accounts == before.accounts


def test_a_changed_cell_is_another_passage(tmp_path: Path) -> None:
    wanted = mapping(PEOPLE + 'sex = "{x}"')
    (before,), _ = read([write_csv(tmp_path, "no,x\n1,여자\n")], wanted)
    (after,), _ = read([write_csv(tmp_path, "no,x\n1,여\n")], wanted)
    assert before.passages != after.passages
    assert (before.passages[0].quote, after.passages[0].quote) == ("여자", "여")


# ---- accounts -------------------------------------------------------------------------------------------------------

CHAIN = """
[[sheet.stage]]
for = { n = [1, 2, 3] }
person = "{no}"
order = "{n}"
place = "{place_{n}}"
stage = "{kind_{n}}"
"""


def test_a_repeated_group_makes_a_chain_of_the_stages_that_are_told(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path, "no,place_1,kind_1,place_2,kind_2,place_3,kind_3\n1,hoeryong,arrest,,,chongjin,detention\n"
    )
    (row,), _ = read([path], mapping(PEOPLE + CHAIN))
    stages = [account for account in row.accounts if isinstance(account, StageAccount)]
    assert [(s.external_id, said(s, "order"), said(s, "place"), said(s, "stage")) for s in stages] == [
        ("1/1", [1], ["hoeryong"], ["arrest"]),
        ("1/3", [3], ["chongjin"], ["detention"]),
    ]
    assert [values(stage.person) for stage in stages] == [(person("1"),), (person("1"),)]


def test_several_people_may_stand_in_one_row_with_the_tie_between_them(tmp_path: Path) -> None:
    text = """
[[sheet]]
id = "{case}"
[[sheet.person]]
for = { k = ["a", "b"] }
id = "{case}/{k}"
names = "{name_{k}}"
[[sheet.relation]]
person = "{case}/a"
other = "{case}/b"
relation = "{tie}"
"""
    (row,), _ = read([write_csv(tmp_path, "case,name_a,name_b,tie\n7,Han,Ri,spouse\n")], mapping(text))
    assert [(a.kind, a.external_id) for a in row.accounts] == [("person", "7/a"), ("person", "7/b"), ("relation", "7")]
    assert said(row.accounts[2], "other") == [person("7/b")]


def test_a_word_may_stand_for_the_person_who_speaks(tmp_path: Path) -> None:
    text = PEOPLE + '[[sheet.relation]]\nperson = "{no}"\nother = { text = "{o}", interviewee = ["본인"] }\n'
    (row,), _ = read([write_csv(tmp_path, "no,o\n1,본인\n")], mapping(text))
    assert said(row.accounts[1], "other") == [INTERVIEWEE]


def test_several_authorities_have_each_their_role(tmp_path: Path) -> None:
    text = (
        PEOPLE
        + """[[sheet.stage]]
person = "{no}"
authorities = [{ text = "{who}", role = "depriving", split = "/" }, { text = "{to}", role = "receiving" }]
"""
    )
    (row,), _ = read([write_csv(tmp_path, "no,who,to\n1,border-guard/kpa,보위부\n")], mapping(text))
    assert said(row.accounts[1], "authorities") == [
        Involved(authority=Code("border-guard"), role=Code("depriving")),
        Involved(authority=Code("kpa"), role=Code("depriving")),
        Involved(authority=Code("mss"), role=Code("receiving")),
    ]


def test_a_finding_hangs_on_the_person_and_the_case(tmp_path: Path) -> None:
    text = (
        PEOPLE
        + """[[sheet.case]]
id = "{group}"
shared = true
[[sheet.finding]]
when = { column = "verdict", is = ["disappeared"] }
person = "{no}"
case = "{group}"
outcome = "enforced-disappearance"
standard = "credible"
reason = "Listed as disappeared."
"""
    )
    path = write_csv(tmp_path, "no,group,verdict\n1,g,disappeared\n2,g,killed\n")
    (first, second), _ = read([path], mapping(text))
    case = IDS.account(SOURCE, "import:trial", "case", "g")
    assert (list(first.findings), list(second.findings)) == (
        [
            Finding(
                accounts=frozenset({IDS.account(SOURCE, "import:trial", "person", "1"), case}),
                outcome="enforced-disappearance",
                standard="credible",
                reason="Listed as disappeared.",
            )
        ],
        [],
    )
    assert [[a.kind for a in row.accounts] for row in (first, second)] == [["person", "case"], ["person"]]


def test_ids_follow_from_what_the_file_says_and_not_from_when_it_is_read(tmp_path: Path) -> None:
    account = one(tmp_path, "no\n1\n", "")
    assert (account.id, account.source, account.external_id) == (person("1"), SOURCE, "1")
