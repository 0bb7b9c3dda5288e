"""The Rettig data set as its CSV file has it, counted without Lastseen."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "rettig"
DATA = ROOT.parent / "shared" / "data" / "rettig" / "rettig.csv"

WHERE_THE_FILE_IS = pytest.mark.skipif(not DATA.is_file(), reason=f"the Rettig data set is not at {DATA}")
"""The data is public research data that is not part of the project; without it these tests are skipped."""

DISAPPEARED = "Disappearance"
DEATH_KNOWN = "Disappearance, Information of Death"
KINDS = {"disappeared": DISAPPEARED, "disappeared-death-known": DEATH_KNOWN, "killed": "Killed"}
ALONE = {"suicide": "Suicide", "unresolved": "Unresolved"}

Person = Mapping[str, str]


def everybody() -> list[Person]:
    """Every line of the file."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def year(person: Person) -> str:
    return "unknown" if person["start_date_monthly"] == "NA" else person["start_date_monthly"][:4]


def group(person: Person) -> str:
    return {"Regime": "regime", "Opposition": "opposition", "NA": "unknown"}[person["perpetrator_affiliation"]]


def sex(person: Person) -> str:
    return {"1": "male", "0": "female", "NA": "unknown"}[person["male"]]


def fate(person: Person) -> str:
    dead = ("Killed", "Suicide", DEATH_KNOWN)
    return "dead" if person["violence"] in dead else "unknown"


def region(person: Person) -> str:
    if person["latitude_1"] == "NA":
        return "unknown"
    south, west = -float(person["latitude_1"]), -float(person["longitude_1"])
    if 17.4 <= south <= 27.3 and 66.9 <= west <= 72:
        return "norte-grande"
    if 46 < south <= 56 and 66.4 <= west <= 76:
        return "austral"
    if not (27.3 < south <= 46 and 69.4 <= west <= 76):
        return "abroad"
    edges = {"norte-chico": 32.9, "centro": 37.0, "sur": 41.8, "austral": 46.1}
    return next(name for name, edge in edges.items() if south <= edge)


def age(person: Person) -> str:
    if person["age"] == "NA":
        return "unknown"
    years = float(person["age"])
    edges = {"under-18": 18, "18-29": 30, "30-39": 40, "40-59": 60, "60-up": 200}
    return next(name for name, edge in edges.items() if years < edge)


TABLES: Mapping[str, Callable[[Person], str]] = {
    "fate": fate,
    "year": year,
    "group": group,
    "region": region,
    "sex": sex,
    "age": age,
}


def those_of(figure: str, people: Iterable[Person]) -> list[Person]:
    """Whom a figure is about."""
    whom = figure.partition("-by-")[0]
    return [person for person in people if whom == "victims" or person["violence"] == (KINDS | ALONE)[whom]]


def counted(figure: str, people: Iterable[Person]) -> Counter[str]:
    """The rows of a figure."""
    table = TABLES[figure.partition("-by-")[2]]
    return Counter(table(person) for person in those_of(figure, people))
