"""Mapping files: what they say, and how strictly they are read."""

import tomllib
from pathlib import Path

import pytest
from openpyxl import Workbook

from lastseen.domain.answers import Absence
from lastseen.exchange.intake.checking import check_mapping
from lastseen.exchange.mapping.model import (
    NOTHING,
    Authorities,
    Codes,
    Condition,
    Dates,
    Feed,
    IntakeMapping,
    MalformedMapping,
    Precision,
    References,
    SourceText,
    Text,
)
from lastseen.exchange.mapping.reading import parse_mapping, read_mapping
from lastseen.exchange.vocabularies import load_vocabularies

VOCABULARIES = load_vocabularies("dprk", None)

HEAD = """
id = "trial"
[source]
id = "list"
kind = "document"
compartment = "general"
"""


def parsed(sheet: str, head: str = HEAD) -> IntakeMapping:
    return parse_mapping(tomllib.loads(head + sheet), "trial.toml")


def test_a_text_stands_for_itself_and_braces_for_columns() -> None:
    mapping = parsed("""
[[sheet]]
id = "{no}"
[[sheet.person]]
sex = "{Sex of person}"
role = "victim"
names = { text = "{given} {family}", script = "Latn" }
""")
    (part,) = mapping.sheets[0].parts
    texts = {name: feeds[0].text for name, feeds in part.fields.items()}
    assert texts == {
        "sex": Text(("", "Sex of person", "")),
        "role": Text(("victim",)),
        "names": Text(("", "given", " ", "family", "")),
    }
    assert (texts["sex"].column, texts["role"].column, texts["names"].column) == ("Sex of person", None, None)
    assert part.id == Text(("", "no", ""))


def test_a_sheet_says_which_columns_it_needs_each_once() -> None:
    mapping = parsed("""
[[sheet]]
id = "{no}"
page = "{page}"
[[sheet.stage]]
person = "{no}"
when = { column = "taken", filled = true }
start = { earliest = "{from}", latest = "{to}" }
place = { text = "{place}", when = { column = "country", is = ["CN"] } }
""")
    assert mapping.sheets[0].columns == ("no", "page", "taken", "from", "to", "place", "country")


def test_a_repeated_part_is_written_out_once_for_each_value() -> None:
    mapping = parsed("""
[[sheet]]
id = "{no}"
[[sheet.stage]]
for = { n = [1, 2] }
person = "{no}"
order = "{n}"
place = "{place_{n}}"
when = { column = "place_{n}", filled = true }
""")
    first, second = mapping.sheets[0].parts
    assert (str(first.id), str(second.id)) == ("{no}/1", "{no}/2")
    assert first.fields["order"][0].text == Text(("1",))
    assert second.fields["place"][0].text == Text(("", "place_2", ""))
    assert [condition.column for condition in second.when] == ["place_2"]


def test_a_part_may_repeat_over_two_things_at_once() -> None:
    mapping = parsed("""
[[sheet]]
id = "{no}"
[[sheet.relation]]
for = { a = ["x", "y"], b = [1, 2] }
person = "{no}/{a}"
other = "{no}/{b}"
""")
    assert [str(part.id) for part in mapping.sheets[0].parts] == ["{no}/x/1", "{no}/x/2", "{no}/y/1", "{no}/y/2"]


def test_what_holds_for_the_whole_file_holds_for_every_field_unless_it_says_otherwise() -> None:
    mapping = parsed(
        """
[[sheet]]
id = "{no}"
[[sheet.stage]]
person = "{no}"
stage = { text = "{kind}", terms = { "Caught" = "abduction" }, absent = { refused = ["-"] } }
start = "{start}"
end = { text = "{end}", day_first = false, precision = "month" }
authorities = { text = "{who}", role = "depriving", bands = [{ to = 5, code = "mss" }] }
""",
        HEAD
        + """
[dates]
day_first = true
[absent]
unknown = ["NA", "모름"]
[terms.stage-kind]
"caught" = "arrest"
"held" = "detention"
""",
    )
    fields = mapping.sheets[0].parts[0].fields
    assert fields["stage"] == (
        Feed(
            text=Text(("", "kind", "")),
            reading=Codes(vocabulary="stage-kind", words={"caught": "abduction", "held": "detention"}),
            absent={"na": Absence.UNKNOWN, "모름": Absence.UNKNOWN, "-": Absence.REFUSED},
        ),
    )
    assert fields["start"][0].reading == Dates(day_first=True)
    assert fields["end"][0].reading == Dates(day_first=False, precision=Precision.MONTH)
    who = fields["authorities"][0].reading
    assert isinstance(who, Authorities)
    assert (who.role, who.codes.bands[0].high, who.codes.bands[0].code) == ("depriving", 5.0, "mss")


def test_conditions_are_compared_without_regard_to_case() -> None:
    mapping = parsed("""
[[sheet]]
id = "{no}"
[[sheet.person]]
when = [
    { column = "status", is = ["Missing"], is_not = ["Dead"] },
    { column = "note", contains = ["Not Found"] },
    { column = "age", between = [0, ""] },
]
""")
    assert mapping.sheets[0].parts[0].when == (
        Condition(column="status", is_any=frozenset({"missing"}), is_none=frozenset({"dead"})),
        Condition(column="note", contains=("not found",)),
        Condition(column="age", between=(0.0, None)),
    )


def test_a_sheet_may_describe_its_source_or_only_name_it() -> None:
    mapping = parsed(
        """
[[sheet]]
name = "Interviews"
id = "{code}"
[sheet.source]
id = "{code}"
kind = "interview"
compartment = "interviews"
interviewee = "{code}"
[[sheet.source.consent]]
purpose = "internal-analysis"
answer = "{may we use it}"

[[sheet]]
name = "People"
id = "{no}"
source = "{interview}"
[[sheet.person]]
""",
        'id = "trial"\n',
    )
    interviews, people = mapping.sheets
    assert isinstance(interviews.source, SourceText)
    assert interviews.source.consents[0].answer == Text(("", "may we use it", ""))
    assert interviews.source.day == NOTHING
    assert people.source == Text(("", "interview", ""))


def test_some_words_may_stand_for_the_person_who_speaks() -> None:
    mapping = parsed("""
[[sheet]]
id = "{no}"
[[sheet.relation]]
person = "{who}"
other = { text = "{other}", interviewee = ["interviewee", "본인"] }
""")
    reading = mapping.sheets[0].parts[0].fields["other"][0].reading
    assert reading == References(kind="person", interviewee=frozenset({"interviewee", "본인"}))


SHEET = '[[sheet]]\nid = "{no}"\n'
PERSON = SHEET + "[[sheet.person]]\n"


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("", "trial.toml", r"it has no \[\[sheet\]\]"),
        ('[[sheets]]\nid = "{no}"\n', "trial.toml", "unknown key 'sheets'"),
        ('[[sheet]]\nid = "no"\n[[sheet.person]]\n', "sheet", "its 'id' names no column"),
        ("[[sheet]]\n[[sheet.person]]\n", "sheet", "it has no 'id'"),
        (PERSON + 'sexx = "{sex}"', "sheet, person 1", "unknown key 'sexx'"),
        (PERSON + 'sex = "{sex"', "sheet, person 1, sex", "a brace without its other half"),
        (PERSON + 'sex = ""', "sheet, person 1, sex", "'text' is empty"),
        (PERSON + "sex = true", "sheet, person 1, sex", "'text' is not a text"),
        (PERSON + "sex = []", "sheet, person 1", "'sex' is an empty list"),
        (PERSON + 'sex = { text = "{sex}", split = ";" }', "sheet, person 1, sex", "unknown key 'split'"),
        (PERSON + 'sex = { text = "{sex}", role = "x" }', "sheet, person 1, sex", "unknown key 'role'"),
        (PERSON + 'age = { text = "{age}", reckoning = "lunar" }', "age", "'reckoning' is not one of full, korean"),
        (PERSON + 'when = { column = "x" }', "sheet, person 1, when", "it tests nothing"),
        (PERSON + 'when = { column = "x", is = "y" }', "sheet, person 1, when", "'is' is not a list of words"),
        (PERSON + 'when = { column = "x", between = [1] }', "when", "'between' takes two numbers"),
        (PERSON + 'shared = "yes"', "sheet, person 1", "'shared' is not true or false"),
        (SHEET + '[[sheet.stage]]\nstage = "arrest"', "sheet, stage 1", "it has no 'person'"),
        (SHEET + '[[sheet.relation]]\nperson = "{no}"', "sheet, relation 1", "it has no 'other'"),
        (SHEET + '[[sheet.finding]]\nperson = "{no}"\noutcome = "ended"', "finding 1", "it has no 'standard'"),
        (SHEET + '[[sheet.stage]]\nperson = "{no}"\nauthorities = "{who}"', "authorities", "it has no 'role'"),
        (PERSON + 'residence = { text = "{x}", bands = [{ from = 2, to = 1, code = "KP" }] }', "bands", "not below"),
        (PERSON + 'sex = { text = "{x}", absent = { missing = ["NA"] } }', "absent", "unknown key 'missing'"),
        ('[[sheet]]\nid = "{no}"\nheader = 0\n[[sheet.person]]\n', "sheet", "'header' is the number of a line"),
        ('[[sheet]]\nid = "{no}"\npassages = "none"\n[[sheet.person]]\n', "sheet", "neither 'cell' nor 'row'"),
        ('[[sheet]]\nid = "{no}"\nsource = "{x}"\n', "sheet", "it says nothing"),
        ('[dates]\nreference = "2011"\n' + PERSON, "dates", "'reference' is not a date"),
        ('[terms.sex]\n"F" = "female"\n"f" = "male"\n' + PERSON, "terms, sex", "stands there twice"),
    ],
)
def test_a_slip_of_the_pen_is_refused_and_says_where(text: str, where: str, why: str) -> None:
    with pytest.raises(MalformedMapping, match=f"{where}.*{why}"):
        parsed(text)


def test_a_mapping_needs_an_id_that_can_be_part_of_a_name() -> None:
    with pytest.raises(MalformedMapping, match="'id' takes small letters"):
        parse_mapping({"id": "Our list!"}, "trial.toml")


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    with pytest.raises(MalformedMapping, match="there is no encoding 'hangul'"):
        parsed(PERSON, 'encoding = "hangul"\n' + HEAD)


def test_a_file_that_is_not_toml_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('id = "trial"\n[[sheet\n')
    with pytest.raises(MalformedMapping, match=r"broken\.toml.*line 2"):
        read_mapping(path)


def test_a_workbook_in_place_of_a_mapping_is_told_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "map.xlsx"
    Workbook().save(path)
    with pytest.raises(MalformedMapping, match=r"^Mapping map\.xlsx: it is not a TOML text file"):
        read_mapping(path)


@pytest.mark.parametrize(
    "text",
    [
        SHEET,
        PERSON + 'sexx = "{sex}"',
        PERSON + 'sex = "femal"',
        PERSON + 'birth = "30 February 1990"',
        '[terms.colour]\n"a" = "b"\n' + PERSON,
    ],
)
def test_a_refusal_names_the_file_once_and_ends_in_one_full_stop(text: str) -> None:
    with pytest.raises(MalformedMapping) as refused:
        check_mapping(parsed(text), VOCABULARIES)
    told = str(refused.value)
    assert told.startswith("Mapping trial.toml, ")
    assert (told.count("trial"), told.endswith("."), told.endswith("..")) == (1, True, False)


def test_a_text_that_is_no_term_may_have_been_meant_as_a_column() -> None:
    with pytest.raises(MalformedMapping, match=r"vocabulary sex \(did you mean \{성별\}, the column\?\)\."):
        check_mapping(parsed(PERSON + 'sex = "성별"'), VOCABULARIES)


def test_sheets_to_be_passed_over_are_a_list_of_names() -> None:
    assert parsed(PERSON, 'ignore = ["Read me", "먼저 읽기"]\n' + HEAD).ignore == ("Read me", "먼저 읽기")
    with pytest.raises(MalformedMapping, match="'ignore' is not a list of words"):
        parsed(PERSON, 'ignore = "Read me"\n' + HEAD)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedMapping, match="there is no such file"):
        read_mapping(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PERSON + 'sex = "femal"', "'femal'.*is not a term"),
        (PERSON + 'sex = { text = "{x}", terms = { a = "woman" } }', "'woman' is not a term of the vocabulary sex"),
        (
            PERSON + 'names = { text = "{x}", script = "Hangul" }',
            "'Hangul' is not a term of the vocabulary name-script",
        ),
        (PERSON + 'birth = "30 February 1990"', "30 February 1990"),
        (PERSON + 'residence = { text = "{x}", bands = [{ code = "XX" }] }', "'XX' is not a term"),
        ('[terms.colour]\n"a" = "b"\n' + PERSON, "the registry has no vocabulary 'colour'"),
        ('[terms.consent-answer]\n"a" = "b"\n' + PERSON, "'b' is not a term of the vocabulary consent-answer"),
    ],
)
def test_a_code_the_vocabularies_do_not_have_is_refused_before_any_row(text: str, why: str) -> None:
    with pytest.raises(MalformedMapping, match=why):
        check_mapping(parsed(text), VOCABULARIES)


def test_a_registry_without_a_profile_has_no_authorities_unless_it_brings_its_own() -> None:
    text = SHEET + '[[sheet.stage]]\nperson = "{no}"\nauthorities = { text = "mss", role = "depriving" }'
    with pytest.raises(MalformedMapping, match="has no vocabulary 'authority'"):
        check_mapping(parsed(text), load_vocabularies(None, None))
    check_mapping(parsed(text), VOCABULARIES)
