"""Definitions from files: what is read, and what is refused with its reason."""

from pathlib import Path

import pytest

from lastseen.domain.derive.variables import Shape
from lastseen.figures import tabulate, tabulate_all
from lastseen.figures.definitions import BadDefinition, NoSuchFigure, Unit
from lastseen.figures.encoding import as_json, figure_as_json
from lastseen.figures.lexicon import NoVocabulary
from lastseen.figures.standard import UnreadableDefinitions, read_definitions, standard_definitions
from lastseen.figures.variables import variable_of
from tests.figures.builder import Taken, define, define_all, freeze, row, rows, victim, written

REFERENCE = {
    "authority-alone": {"mss-alone"},
    "authority-handed-over": {"handed-to-mss"},
    "country-of-arrest": {"inside", "abroad"},
    "grounds": {"escape", "association", "outside-contact", "criticism", "religion"},
    "grounds/escape": {"after-repatriation", "attempt", "preparation", "helping"},
    "relation-to-interviewee": {"family"},
    "sex": {"male", "female"},
    "age-at-disappearance": {"0-9", "20-39"},
    "period": {"kim-jong-un", "kim-jong-il", "kim-il-sung"},
}


@pytest.mark.parametrize("figure", REFERENCE)
def test_the_standard_figures_have_the_rows_of_the_reference(figure: str) -> None:
    definition = standard_definitions("dprk").figure(figure)
    assert definition.unit is Unit.VICTIM
    assert REFERENCE[figure] <= {row.code for row in definition.rows}


def test_every_standard_label_is_in_english_and_korean() -> None:
    for figure in standard_definitions("dprk").figures:
        for labels in (figure.labels, *(defined.labels for defined in figure.rows)):
            assert {"en", "ko"} <= labels.keys()
            assert all(label.strip() for label in labels.values())


def test_without_a_profile_no_figure_names_one() -> None:
    general = {figure.id for figure in standard_definitions(None).figures}
    assert general.isdisjoint({"authority-alone", "period", "country-of-arrest"})
    assert standard_definitions("nowhere") == standard_definitions(None)


def test_every_figure_of_a_multiple_answer_variable_says_so(tmp_path: Path) -> None:
    snapshot = freeze(tmp_path, [victim("A")])
    for tabulation in tabulate_all(standard_definitions("dprk"), snapshot):
        shape = variable_of(tabulation.definition).shape
        assert tabulation.figure.multiple is (shape is Shape.MULTIPLE)


def test_a_missing_vocabulary_leaves_out_the_figures_that_need_it_and_no_others(tmp_path: Path) -> None:
    tables = {**rows([victim("A", sex=["male"])], {})}
    tables["terms"] = [term for term in tables["terms"] if term[0] != "leadership-period"]
    snapshot = written(tmp_path, tables)
    definitions = standard_definitions("dprk")
    found = [t.figure.id for t in tabulate_all(definitions, snapshot)]
    assert found == [f.id for f in definitions.figures if f.id != "period"]
    with pytest.raises(NoVocabulary, match="leadership-period"):
        tabulate(definitions.figure("period"), snapshot)


def test_a_figure_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(NoSuchFigure) as refused:
        define_all({"id": "a", "unit": "victim", "population": "report", "labels": {"en": "A"}}).figure("b")
    assert refused.value.mend == "The figures are: a."


def test_a_code_that_no_vocabulary_has_is_refused(tmp_path: Path) -> None:
    snapshot = freeze(tmp_path, [])
    with pytest.raises(BadDefinition, match="'mole' is not in sex"):
        tabulate(define(variable="sex", row=[row("male", "mole")]), snapshot)
    with pytest.raises(BadDefinition, match="'mole' is not in sex"):
        tabulate(define(where={"sex": ["mole"]}), snapshot)


BAD = [
    ({"variable": "shoe_size", "each": "code"}, "a victim has no variable 'shoe_size'"),
    ({"unit": "interview", "variable": "sex", "each": "code"}, "it can only be counted"),
    ({"unit": "person"}, "unit 'person' is not one of"),
    ({"population": "nobody"}, "its population 'nobody' is not defined"),
    ({"variable": "sex"}, "it needs either rows or 'each'"),
    ({"variable": "sex", "each": "code", "row": [row("male", "male")]}, "and not both"),
    ({"each": "code"}, "it has rows but no variable"),
    ({"variable": "sex", "each": "year"}, "'each' 'year' does not fit 'sex'"),
    ({"variable": "age", "each": "code"}, "'each' 'code' does not fit 'age'"),
    ({"variable": "sex", "row": [row("male")]}, "needs 'values'"),
    ({"variable": "sex", "row": [row("a", "male"), row("b", "male")]}, "value 'male' stands in it twice"),
    ({"variable": "sex", "row": [row("a", "male"), row("a", "female")]}, "row 'a' stands in it twice"),
    ({"variable": "sex", "row": [row("undetermined", "male")]}, "may not be called 'undetermined'"),
    ({"variable": "age", "row": [row("a", between=[0, 9]), row("b", between=[9, 20])]}, "rows 'a' and 'b' overlap"),
    ({"variable": "age", "row": [row("a", between=[9, 0])]}, "ends before it begins"),
    ({"variable": "age", "row": [row("a", between=[0])]}, "'between' takes two"),
    ({"variable": "age", "row": [row("a", between=[True, 9])]}, "'between' takes two"),
    ({"variable": "age", "row": [row("a", "male")]}, "needs 'between' with whole numbers"),
    ({"variable": "disappeared", "row": [row("a", between=[0, 9])]}, "needs 'between' with days"),
    ({"where": {"age": ["9"]}}, "a condition takes codes"),
    ({"colour": "red"}, "unknown key 'colour'"),
    ({"labels": {"ko": "표"}}, "has no English label"),
    ({"id": ""}, "it has no id"),
    ({"row": "male"}, "'row' is not a list of tables"),
    ({"where": ["sex"]}, "'where' is not a table"),
    ({"where": {"sex": "male"}}, "is not a list of codes"),
]


@pytest.mark.parametrize(("figure", "why"), BAD, ids=[why for _, why in BAD])
def test_what_cannot_be_counted_is_refused(figure: dict[str, object], why: str) -> None:
    with pytest.raises(BadDefinition) as refused:
        define(**figure)
    assert why in str(refused.value)


def test_an_id_used_twice_is_refused() -> None:
    one = {"id": "a", "unit": "victim", "population": "report", "labels": {"en": "A"}}
    with pytest.raises(BadDefinition, match="its id is used twice"):
        define_all(one, one)


def test_a_row_may_label_what_fits_no_other(tmp_path: Path) -> None:
    rest = {"code": "other", "labels": {"en": "For another reason"}}
    definition = define(variable="ground", row=[row("religion", "religion"), rest])
    figure = tabulate(definition, freeze(tmp_path, [victim("A", ground=["economic"])])).figure
    assert [(r.code, r.n, r.labels["en"]) for r in figure.rows[:2]] == [
        ("religion", 0, "religion"),
        ("other", 1, "For another reason"),
    ]


def test_a_file_of_definitions_is_read(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        '\ufeffid = "own"\nversion = "1"\n[population.all]\n'
        '[[figure]]\nid = "v"\nunit = "victim"\npopulation = "all"\nlabels = { en = "Victims" }\n',
        encoding="utf-8",
    )
    assert [f.id for f in read_definitions(file).figures] == ["v"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"figure = [", "it is not TOML"),
        ('수 = "표"'.encode("cp949"), "it is not text in UTF-8"),
        (b'id = "empty"', "it defines no figure"),
    ],
)
def test_a_file_that_holds_no_definitions_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(content)
    with pytest.raises(UnreadableDefinitions) as refused:
        read_definitions(file)
    assert why in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDefinitions, match="No such file"):
        read_definitions(tmp_path / "none.toml")
    with pytest.raises(UnreadableDefinitions, match="directory"):
        read_definitions(tmp_path)


def test_figures_are_written_as_others_rely_on(tmp_path: Path) -> None:
    people = [victim("A", sex=["male"]), Taken(person="B", told={"s2": {"sex": ["male"]}, "s3": {"sex": ["female"]}})]
    snapshot = freeze(tmp_path, people)
    figure = tabulate(define(variable="sex", each="code", labels={"en": "Sex", "ko": "성별"}), snapshot).figure
    assert as_json(snapshot, [figure], "ko") == {
        "snapshot": snapshot.manifest.name,
        "figures": [
            {
                "id": "figure",
                "label": "성별",
                "unit": "victim",
                "N": 2,
                "multiple": False,
                "rounded_to": 1,
                "population": {
                    "name": "report",
                    "outcomes": ["enforced-disappearance"],
                    "standards": [],
                    "source_kinds": ["interview"],
                },
                "unsaid": {"unknown": 0, "refused": 0, "not-asked": 0},
                "rows": [
                    {"code": "male", "label": "남성", "n": 1, "low": 1, "high": 2, "percent": 50.0},
                    {"code": "female", "label": "여성", "n": 0, "low": 0, "high": 1, "percent": 0.0},
                    {"code": "unknown", "label": "알 수 없음", "n": 0, "low": 0, "high": 0, "percent": 0.0},
                    {"code": "undetermined", "label": "미확정", "n": 1, "low": 1, "high": 1, "percent": 50.0},
                ],
            }
        ],
    }


def test_a_label_that_a_language_lacks_is_given_in_english(tmp_path: Path) -> None:
    snapshot = freeze(tmp_path, [victim("A", sex=["male"])])
    found = figure_as_json(tabulate(define(variable="sex", each="code"), snapshot).figure, "fr")
    assert found["label"] == "Figure"
    assert found["rows"] == [
        {"code": "male", "label": "Male", "n": 1, "low": 1, "high": 1, "percent": 100.0},
        {"code": "unknown", "label": "Unknown", "n": 0, "low": 0, "high": 0, "percent": 0.0},
        {"code": "undetermined", "label": "Undetermined", "n": 0, "low": 0, "high": 0, "percent": 0.0},
    ]
