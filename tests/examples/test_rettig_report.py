"""Rettig's report: every number in its prose, tables and charts equals a count taken straight from the CSV.

What the example's README shows is run first, so that the report is made from what its reader has.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lastseen.cli.commands.reports import released_report
from lastseen.domain.release import OF_FIGURES, Profile
from lastseen.reports.plan import read_plan
from tests.conftest import wire
from tests.docs.blocks import run
from tests.examples.printed import drawings_of_page, tables_of_page, words
from tests.examples.rettig import EXAMPLE, ROOT, WHERE_THE_FILE_IS, Person, counted, everybody, those_of

pytestmark = WHERE_THE_FILE_IS

LANGUAGES = ("en", "es")
ENDINGS = ("html", "pdf", "docx")
PLAN: Mapping[str, Any] = tomllib.loads((EXAMPLE / "report.toml").read_text(encoding="utf-8"))
FIGURES: Mapping[str, Mapping[str, Any]] = {
    figure["id"]: figure for figure in tomllib.loads((EXAMPLE / "figures.toml").read_text(encoding="utf-8"))["figure"]
}
DRAWN = ("bars", "series")
VICTIMS = {"en": "victims", "es": "víctimas"}
UNKNOWN = {"en": "Unknown", "es": "Se desconoce"}
OF = {"en": "of", "es": "de"}

Written = Callable[[Profile, str, str], Path]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """The report of a profile, in a language, in a format."""
    folder = tmp_path_factory.mktemp("rettig") / "project"
    folder.mkdir()
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder.parent / "shared").symlink_to(ROOT.parent / "shared")
    run(EXAMPLE / "README.md", folder)
    wiring = wire(folder / "rettig")
    plan = read_plan(EXAMPLE / "report.toml")
    released = cache(lambda profile: released_report(wiring, plan, profile, None))

    @cache
    def write(profile: Profile, language: str, ending: str) -> Path:
        out = folder / f"report.{profile}.{language}.{ending}"
        released(profile)(language, out)
        return out

    yield write
    wiring.close()


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return everybody()


def number(n: int, language: str) -> str:
    return f"{n:,}" if language == "en" else f"{n:,}".replace(",", ".")


def percent(n: int, whole: int, language: str) -> str:
    share = f"{100 * n / whole:.1f}"
    return f"{share}%" if language == "en" else f"{share.replace('.', ',')} %"


def quoted(what: str, form: str, language: str, people: Sequence[Person]) -> str:
    """What stands in the prose where a figure is quoted."""
    id_, _, row = what.partition("/")
    whole = len(those_of(id_, people))
    n = whole if row in ("", "total") else counted(id_, people)[row]
    said = number(n, language)
    return {
        "": said,
        "units": f"{said} {VICTIMS[language]}",
        "share": f"{said} {OF[language]} {number(whole, language)} ({percent(n, whole, language)})",
        "percent": percent(n, whole, language),
    }[form]


def prose(language: str, people: Sequence[Person]) -> list[str]:
    """Every paragraph, point, heading and caption of the author's, filled in."""
    text = (EXAMPLE / f"report.{language}.md").read_text(encoding="utf-8")
    text = re.sub(r"!\[(.*?)\]\((.*?)\)", lambda found: "" if found[2] == "key-numbers" else found[1], text, flags=re.S)
    text = re.sub(r"\s*\{#.*?\}|^#+ |[*]", "", text, flags=re.MULTILINE)
    text = re.sub(r"\{figure:([^|}]*)\|?(.*?)\}", lambda found: quoted(found[1], found[2], language, people), text)
    return [" ".join(part.removeprefix("- ").split()) for part in re.split(r"\n\n+|\n(?=- )", text) if part.strip()]


def rows(figure: str, language: str, people: Sequence[Person]) -> dict[str, int]:
    """The rows of a figure by their labels, in order."""
    counts = counted(figure, people)
    labels = {row["code"]: row["labels"][language] for row in FIGURES[figure].get("row", [])}
    labels |= {} if labels else {year: year for year in sorted(counts) if year != "unknown"}
    labels |= {"unknown": UNKNOWN[language]} if counts["unknown"] else {}
    assert counts.keys() <= labels.keys()
    return {label: counts[code] for code, label in labels.items()}


def shown(language: str, people: Sequence[Person]) -> Iterator[str]:
    """What every table and chart tells."""
    for part in PLAN["part"].values():
        if part["kind"] in DRAWN:
            told = [f"{label}: {number(n, language)}" for label, n in rows(part["figure"], language, people).items()]
            yield f"{'; '.join(told)}."
        elif part["kind"] == "table":
            whole = len(those_of(part["figure"], people))
            for label, n in rows(part["figure"], language, people).items():
                yield f"{label} {number(n, language)} {percent(n, whole, language)}"
            yield f"{VICTIMS[language].capitalize()}, N = {number(whole, language)}."


def key_numbers(language: str, people: Sequence[Person]) -> str:
    """The numbers to be seen from afar, each above its label."""
    ids = [figure.partition("/")[0] for figure in PLAN["part"]["key-numbers"]["figures"]]
    return " ".join(f"{number(len(those_of(id_, people)), language)} {FIGURES[id_]['labels'][language]}" for id_ in ids)


def missing(told: str, *wanted: str) -> list[str]:
    return [text for text in wanted if text not in told]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", OF_FIGURES)
def test_every_number_quoted_in_prose_is_that_of_the_file(
    written: Written, people: list[Person], profile: Profile, language: str, ending: str
) -> None:
    told = words(written(profile, language, ending))
    assert missing(told, *prose(language, people), key_numbers(language, people)) == []


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_tables_and_charts_is_that_of_the_file(
    written: Written, people: list[Person], language: str, ending: str
) -> None:
    assert missing(words(written(Profile.INTERNAL, language, ending)), *shown(language, people)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_on_method_gives_the_whole_of_every_figure(
    written: Written, people: list[Person], language: str
) -> None:
    *_, last = tables_of_page(written(Profile.INTERNAL, language, "html"))
    told = {line[0]: line[-1] for line in last}
    by_label = {figure["labels"][language]: id_ for id_, figure in FIGURES.items()}
    assert told == {label: number(len(those_of(by_label[label], people)), language) for label in told}
    assert len(told) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_public_a_number_is_that_of_the_file_or_a_sum_of_small_ones(
    written: Written, people: list[Person], language: str
) -> None:
    found = list(of_public(written(Profile.PUBLIC, language, "html")))
    assert len(found) > 10
    for figure, told in found:
        true = rows(figure, language, people)
        left_out = sum(true.values()) - sum(n for label, n in told.items() if label in true)
        assert told == {label: true.get(label, left_out) for label in told}, figure
        assert [label for label, n in told.items() if 0 < n < 5 and label != UNKNOWN[language]] == []


def of_public(path: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """The rows of every table and chart of a page, in the order of the parts it is made of."""
    drawings, tables = iter(drawings_of_page(path)), iter(tables_of_page(path))
    for part in PLAN["part"].values():
        if part["kind"] in DRAWN:
            told = [row.rpartition(": ") for row in next(drawings).removesuffix(".").split("; ")]
            yield part["figure"], {label: whole(n) for label, _, n in told}
        elif part["kind"] == "table":
            yield part["figure"], {line[0]: whole(line[1]) for line in next(tables)}


def whole(told: str) -> int:
    return int(re.sub(r"[.,]", "", told))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_with_one_person_less_would_be_noticed(written: Written, people: list[Person], language: str) -> None:
    told = words(written(Profile.INTERNAL, language, "html"))
    assert len(missing(told, *prose(language, people[1:]))) > 1
    assert len(missing(told, *shown(language, people[1:]))) > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_kinds_of_disappearance_are_never_added_up(
    written: Written, people: list[Person], language: str
) -> None:
    both = sum(len(those_of(kind, people)) for kind in ("disappeared", "disappeared-death-known"))
    assert (both, str(both) in words(written(Profile.INTERNAL, language, "html"))) == (961, False)
