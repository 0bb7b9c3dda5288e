"""Report files, read strictly."""

from pathlib import Path

import pytest

from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile
from lastseen.reports.plan import (
    Account,
    AccountPart,
    Chart,
    ChartPart,
    MapPart,
    NarrativesPart,
    NumbersPart,
    Plan,
    PyramidPart,
    parse_prose,
    read_plan,
)
from lastseen.reports.plan.refusals import NotWritten

HEAD = 'id = "r"\nversion = "1"\n'
TEXT = '[text]\nen = "en.md"\n'
ASIA = "northeast-asia"


def write(folder: Path, plan: str, **prose: str) -> Path:
    for language, text in prose.items():
        (folder / f"{language}.md").write_text(text, encoding="utf-8")
    path = folder / "report.toml"
    path.write_text(plan, encoding="utf-8")
    return path


def prose(*parts: str) -> str:
    return "# T\n\nSub\n\n" + "\n\n".join(f"![Seen]({part})" for part in parts) + "\n"


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        read_plan(path)
    return str(caught.value)


def test_a_plan_has_parts_and_prose_and_takes_what_is_usual(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + TEXT + '[part.sex]\nkind = "bars"\nfigure = "sex"\n', en=prose("sex"))
    assert read_plan(path) == Plan(
        id="r",
        version="1",
        threshold=5,
        organisation={},
        definitions=None,
        parts={"sex": ChartPart(chart=Chart.BARS, figure="sex")},
        prose={"en": parse_prose(prose("sex"), "en.md")},
    )


def test_a_plan_may_have_figures_of_its_own_an_organisation_and_a_threshold(tmp_path: Path) -> None:
    definition = (
        '[population.all]\n[[figure]]\nid = "people"\nunit = "victim"\npopulation = "all"\nlabels = { en = "P" }\n'
    )
    (tmp_path / "own.toml").write_text(definition, encoding="utf-8")
    head = HEAD + 'figures = "own.toml"\nthreshold = 3\n'
    path = write(tmp_path, head + TEXT + '[organisation]\nen = "A group"\nko = "어느 단체"\n', en="# T\n")
    plan = read_plan(path)
    assert plan.definitions is not None
    assert [figure.id for figure in plan.definitions.figures] == ["people"]
    assert (plan.threshold, plan.organisation) == (3, {"en": "A group", "ko": "어느 단체"})


@pytest.mark.parametrize(
    ("told", "part"),
    [
        ('kind = "numbers"\nfigures = ["a/b", "c"]', NumbersPart(figures=("a/b", "c"))),
        *((f'kind = "{chart}"\nfigure = "a"', ChartPart(chart=chart, figure="a")) for chart in Chart),
        *((f'kind = "{account}"', AccountPart(account=account)) for account in Account),
        ('kind = "pyramid"\nleft = "a"\nright = "b"', PyramidPart(left="a", right="b")),
        (
            f'kind = "map"\narrests = "a"\nlegs = "b"\noutlines = "{ASIA}"',
            MapPart(arrests="a", legs="b", outlines=ASIA),
        ),
        (f'kind = "map"\narrests = "a"\noutlines = "{ASIA}"', MapPart(arrests="a", legs="", outlines=ASIA)),
        ('kind = "narratives"\nmost = 3', NarrativesPart(most=3)),
        ('kind = "narratives"', NarrativesPart(most=6)),
    ],
)
def test_every_kind_of_part_is_read(tmp_path: Path, told: str, part: object) -> None:
    path = write(tmp_path, f"{HEAD}{TEXT}[part.one]\n{told}\n", en=prose("one"))
    assert read_plan(path).parts == {"one": part}


def test_outlines_that_are_not_shipped_are_a_file_beside_the_report_file(tmp_path: Path) -> None:
    told = '[part.one]\nkind = "map"\narrests = "a"\noutlines = "own.geojson"\n'
    own = MapPart(arrests="a", legs="", outlines=str(tmp_path / "own.geojson"))
    assert read_plan(write(tmp_path, HEAD + TEXT + told, en=prose("one"))).parts == {"one": own}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("", "report.toml: it has no 'id'."),
        ("id = 3\n", "report.toml: 'id' is not a text."),
        (HEAD, "report.toml: it names no prose; write [text] and en = 'report.en.md'."),
        (HEAD + "a =", "report.toml: it is not TOML: Invalid value (at end of document)."),
        (HEAD + TEXT + "[parts.x]\n", "report.toml: unknown key 'parts'; known are "),
        (HEAD + "threshold = 2\n" + TEXT, "report.toml: 'threshold' is less than 3."),
        (HEAD + "threshold = true\n" + TEXT, "report.toml: 'threshold' is not a whole number."),
        (HEAD + '[text]\nxx = "x.md"\n', "report.toml, [text]: unknown key 'xx'; known are en, es, ko."),
        (HEAD + '[text]\nko = "no.md"\n', "no.md: it cannot be opened: No such file or directory."),
        (HEAD + TEXT + "part = 3\n", "report.toml, [text]: unknown key 'part'; known are en, es, ko."),
        ("part = 3\n" + HEAD + TEXT, "report.toml: 'part' is not a table, written [part]."),
        (HEAD + TEXT + "[part]\none = 3\n", "report.toml, [part]: 'one' is not a table, written [part.one]."),
        (HEAD + TEXT + "[part.one]\n", "report.toml, [part.one]: it has no 'kind'."),
        (
            HEAD + TEXT + '[part.one]\nkind = "pie"\n',
            "report.toml, [part.one]: kind 'pie' is not one of numbers, bars, ",
        ),
        (
            HEAD + TEXT + '[part.one]\nkind = "bars"\nfigures = "a"\n',
            "report.toml, [part.one]: unknown key 'figures'; known are kind, figure.",
        ),
        (
            HEAD + TEXT + '[part.one]\nkind = "numbers"\n',
            "report.toml, [part.one]: 'figures' names 0 numbers, and there can be one to 6.",
        ),
        (
            HEAD + TEXT + '[part.one]\nkind = "numbers"\nfigures = [1]\n',
            "report.toml, [part.one]: 'figures' is not a list of texts.",
        ),
        (
            HEAD + TEXT + '[part.one]\nkind = "narratives"\nmost = 0\n',
            "report.toml, [part.one]: 'most' is less than 1.",
        ),
    ],
)
def test_a_slip_in_a_report_file_is_refused_where_it_stands(tmp_path: Path, told: str, said: str) -> None:
    assert refused(write(tmp_path, told, en="# T\n")).startswith(said)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.toml") == "none.toml: it cannot be opened: No such file or directory."
    (tmp_path / "report.toml").write_bytes(b"\xff\xfe")
    assert refused(tmp_path / "report.toml") == "report.toml: it is not text in UTF-8."


SEX = '[part.sex]\nkind = "bars"\nfigure = "sex"\n[part.who]\nkind = "counted"\n'
BOTH = '[text]\nen = "en.md"\nko = "ko.md"\n'


@pytest.mark.parametrize(
    ("ko", "said"),
    [
        (("sex",), "ko.md: part who stands nowhere in it."),
        (("sex", "who", "sex"), "ko.md, line 5: part sex stands in it twice."),
        (("sex", "who", "age"), "ko.md, line 9: part age is not in the report file."),
    ],
)
def test_every_part_stands_once_in_every_language(tmp_path: Path, ko: tuple[str, ...], said: str) -> None:
    assert refused(write(tmp_path, HEAD + BOTH + SEX, en=prose("sex", "who"), ko=prose(*ko))) == said


def test_a_report_is_not_given_in_a_language_it_is_not_written_in(tmp_path: Path) -> None:
    plan = read_plan(write(tmp_path, HEAD + TEXT, en="# T\n"))
    assert plan.in_language("en") == plan.prose["en"]
    with pytest.raises(NotWritten, match="Nobody has written the report r in ko"):
        plan.in_language("ko")


INSIDE = "# T\n\nSub\n\n## A {#a .internal}\n\n![Seen](sex)\n\n## B {#b}\n\n![Seen](who)\n"


@pytest.mark.parametrize(
    "ko",
    [
        INSIDE.replace(" .internal", ""),
        INSIDE.replace("(sex)", "(x)").replace("(who)", "(sex)").replace("(x)", "(who)"),
    ],
)
def test_what_is_hidden_in_one_language_is_hidden_in_all(tmp_path: Path, ko: str) -> None:
    said = "ko.md: its sections marked .internal are not those of en.md, or hold other parts."
    assert refused(write(tmp_path, HEAD + BOTH + SEX, en=INSIDE, ko=ko)) == said


def test_the_public_is_not_shown_what_is_about_single_people(tmp_path: Path) -> None:
    parts = {
        "sex": "bars",
        "ages": "bars",
        "family": "family",
        "cases": "narratives",
        "who": "counted",
        "how": "method",
    }
    told = "".join(
        f'[part.{id_}]\nkind = "{kind}"\n' + ('figure = "sex"\n' if kind == "bars" else "")
        for id_, kind in parts.items()
    )
    text = INSIDE.replace("(sex)", "(ages)") + prose("sex", "family", "cases", "how").removeprefix("# T\n\nSub\n")
    plan = read_plan(write(tmp_path, HEAD + TEXT + told, en=text))
    assert plan.for_profile(Profile.INTERNAL) == plan
    public = plan.for_profile(Profile.PUBLIC)
    assert (list(plan.parts), list(public.parts)) == (list(parts), ["sex", "how"])
    assert [place.part for place in public.prose["en"].places] == ["sex", "how"]
    assert [section.anchor for section in public.prose["en"].sections] == ["b"]
