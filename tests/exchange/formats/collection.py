"""A collection as groups keep theirs in Uwazi: people, events, ties, two languages, doubles. All invented."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = Mapping[str, str]

THESAURI = {
    "sexes": [("English", "Korean"), ("Woman", "여성"), ("Man", "남성")],
    "kinds of event": [("English", "Korean"), ("Taken away", "체포"), ("Sent to a camp", "수용소 수감")],
    "ties": [("English", "Korean"), ("Brother or sister", "형제자매"), ("Other", "기타")],
}
"""By thesaurus its labels in two languages: the first are this collection's own, the second are ours as well."""

DOCUMENTS: list[Row] = [{"title": "A letter", "type": "document"}]
PEOPLE: list[Row] = [
    {"title__en": "Ko Eunbyol", "title__ko": "고은별", "gender__en": "Woman", "gender__ko": "여성",
     "date_of_birth": "1970-03-05", "occupation": "Work::Farmer|Work::Teacher", "source": "A letter"},
    {"title__en": "Han Saebyeok", "title__ko": "한새벽", "gender__en": "Man", "gender__ko": "남성",
     "date_of_birth": "", "occupation": "", "source": ""},
    {"title__en": "Nam Garam", "title__ko": "남가람", "gender__en": "Woman", "gender__ko": "여성",
     "date_of_birth": "", "occupation": "", "source": ""},
    {"title__en": "Nam Garam", "title__ko": "남가람", "gender__en": "Woman", "gender__ko": "여성",
     "date_of_birth": "", "occupation": "", "source": ""},
]  # fmt: skip
"""Of the last somebody made an entry twice, as an import of the same file does without a word."""
EVENTS: list[Row] = [
    {"title": "The night of 5 March", "victims": "Ko Eunbyol|Han Saebyeok", "type": "Taken away",
     "date": "1998-03-05~1998-03-20", "location": "Pyongyang"},
    {"title": "A camp", "victims": "Ko Eunbyol", "type": "Sent to a camp", "date": "1998/04/01", "location": ""},
    {"title": "Who was it", "victims": "Nam Garam", "type": "Taken away", "date": "1998", "location": ""},
]  # fmt: skip
TIES: list[Row] = [
    {"title": "Ko and Han", "from": "Ko Eunbyol", "to": "Han Saebyeok", "relationship": "Brother or sister"},
    {"title": "Han and Nam", "from": "Han Saebyeok", "to": "Nam Garam", "relationship": "Other"},
]
TABLES = {"Documents": DOCUMENTS, "People": PEOPLE, "Events": EVENTS, "Family relations": TIES}

TROUBLES = [
    ("uwazi.duplicate-title", "Nam Garam"), ("uwazi.duplicate-title", "Nam Garam"),
    ("records.nobody-called", "Nam Garam"), ("records.nobody-called", "Nam Garam"),
    ("records.of-nobody", "Han and Nam"), ("records.of-nobody", "Who was it"),
]  # fmt: skip
"""What is told: nothing is joined to an entry that is there twice."""

_BOTH = "The night of 5 March"
ACCOUNTS = {
    ("person", "Ko Eunbyol"): {
        "names": [["Ko Eunbyol", "", "", "own"], ["고은별", "", "", "own"]], "sex": ["female"],
        "birth": [["1970-03-05", "1970-03-05", ""]], "occupation": ["farmer", "teacher"]},
    ("person", "Han Saebyeok"): {
        "names": [["Han Saebyeok", "", "", "own"], ["한새벽", "", "", "own"]], "sex": ["male"]},
    ("person", "Han Saebyeok (A letter)"): {"names": [["Han Saebyeok", "", "", "own"], ["한새벽", "", "", "own"]]},
    ("person", "Nam Garam"): {"names": [["Nam Garam", "", "", "own"], ["남가람", "", "", "own"]], "sex": ["female"]},
    ("person", "Nam Garam (again)"): {
        "names": [["Nam Garam", "", "", "own"], ["남가람", "", "", "own"]], "sex": ["female"]},
    ("stage", f"{_BOTH} (Ko Eunbyol)"): {
        "person": ["Ko Eunbyol"], "stage": ["arrest"], "place": ["pyongyang"],
        "start": [["1998-03-05", "1998-03-20", ""]]},
    ("stage", f"{_BOTH} (Han Saebyeok)"): {
        "person": ["Han Saebyeok"], "stage": ["arrest"], "place": ["pyongyang"],
        "start": [["1998-03-05", "1998-03-20", ""]]},
    ("stage", "A camp"): {
        "person": ["Ko Eunbyol"], "stage": ["camp"], "start": [["1998-04-01", "1998-04-01", ""]]},
    ("relation", "Ko and Han"): {
        "person": ["Ko Eunbyol"], "other": ["Han Saebyeok (A letter)"], "relation": ["sibling"]},
}  # fmt: skip
"""By kind and id all that the collection says."""


def in_files(folder: Path) -> Path:
    """The collection as a folder of one file for each template."""
    _thesauri(folder)
    for name, rows in TABLES.items():
        _write(folder / f"{name}.csv", rows)
    return folder


def in_one(folder: Path) -> Path:
    """The same as Uwazi exports what was searched for: one file, each row with its template."""
    _thesauri(folder)
    _write(folder / "export.csv", ({"Template": name, **row} for name, rows in TABLES.items() for row in rows))
    return folder


def _thesauri(folder: Path) -> None:
    (folder / "thesauri").mkdir(parents=True)
    for name, rows in THESAURI.items():
        with (folder / "thesauri" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def _write(path: Path, rows: Iterable[Row]) -> None:
    told = list(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.DictWriter(file, list(dict.fromkeys(name for row in told for name in row)))
        out.writeheader()
        out.writerows(told)
