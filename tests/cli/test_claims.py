"""``claims`` reads files of every kind, folders and the standard input, answers in its shape, and can be a gate."""

import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from PIL import Image

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.claims.reading import CannotRead, NothingToRead, Scanned
from lastseen.claims.reference import NotAReference
from lastseen.cli.commands.claims import NoSuchVerdict
from lastseen.cli.main import lastseen as command
from lastseen.reports.document.model import Cover, Document, Paragraph, plain
from lastseen.reports.writers.pdf import pdf

TOTALS = {"interviews": {"n": 20}, "cases": {"n": 30}, "victims": {"n": 40}}
WOMEN = {"id": "sex", "code": "female", "unit": "victim", "category": "female", "n": 10}
RIGHT = "The invented report tells of 40 victims in 30 cases; 25.0% of the victims were women."
WRONG = "Half of the victims were women."


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    file = tmp_path / "reference.json"
    file.write_text(json.dumps({"report": "An invented report", **TOTALS, "figures": [WOMEN]}), encoding="utf-8")
    return file


def run(*arguments: object, told: bytes = b"", code: int = 0) -> str:
    result = CliRunner().invoke(
        command, ["claims", *map(str, arguments)], input=told, catch_exceptions=False, standalone_mode=False
    )
    assert (result.return_value or 0) == code
    return result.stdout


def verdicts(*arguments: object, told: bytes = b"") -> list[list[tuple[str, str]]]:
    answer = json.loads(run(*arguments, "--format", "json", told=told))
    return [[(claim["verdict"], claim["figure"]) for claim in text["claims"]] for text in answer["texts"]]


def test_an_answer_has_the_shape_others_rely_on(tmp_path: Path, reference: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{RIGHT}\n{WRONG}\n", encoding="utf-8")
    answer: dict[str, Any] = json.loads(run(file, "--reference", reference, "--format", "json"))
    (text,) = answer["texts"]
    assert (text["file"], text["language"], sorted(answer)) == (str(file), "en", ["matrix", "texts"])
    assert text["claims"][-1] == {
        "sentence": WRONG,
        "start": len(RIGHT) + 1,
        "end": len(RIGHT) + 5,
        "low": 50,
        "high": 50,
        "modality": "exact",
        "is_share": True,
        "unit": "",
        "about": "sex/female, victims/total",
        "figure": "sex/female",
        "verdict": "overstated",
        "because": "Female: 10 of 40, 25%; the text says more.",
    }
    assert [claim["verdict"] for claim in text["claims"][:3]] == ["agrees"] * 3


def test_texts_of_every_kind_are_read_alike(tmp_path: Path, reference: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(RIGHT, encoding="utf-16")
    page = (
        f"<html><head><title>99 victims</title></head><nav>7 cases</nav><script>8 cases</script><p>{RIGHT}</p></html>"
    )
    (folder / "b.html").write_text(page, encoding="utf-8")
    written = docx.Document()
    written.add_paragraph(RIGHT)
    written.save(str(folder / "c.docx"))
    told = Document(language="en", cover=Cover(title="x"), contents="", blocks=(Paragraph(text=plain(RIGHT)),))
    (folder / "d.pdf").write_bytes(pdf(told))
    due = [("agrees", "victims/total"), ("agrees", "cases/total"), ("agrees", "sex/female")]
    assert verdicts(folder, "--reference", reference) == [due] * 4
    assert verdicts("-", "--reference", reference, told=RIGHT.encode()) == [due]


def test_the_command_is_a_gate_only_where_it_is_asked_to_be(tmp_path: Path, reference: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(WRONG, encoding="utf-8")
    against = (file, "--reference", reference)
    run(*against)
    run(*against, "--fail-on", "impossible,other-base")
    run(*against, "--fail-on", "impossible,overstated", code=1)
    run("--ours", *against, code=1)
    file.write_text(RIGHT, encoding="utf-8")
    run("--ours", *against)


def test_without_a_reference_only_arithmetic_speaks() -> None:
    told = "Of the 113 victims, 90 (85.2%) were arrested. 38.5% of the 113 victims were young."
    assert [verdict for verdict, _ in verdicts("-", told=told.encode())[0]] == [
        "cannot-tell", "cannot-tell", "impossible", "impossible", "cannot-tell",
    ]  # fmt: skip


def test_two_renderings_of_one_origin_are_set_against_each_other(tmp_path: Path) -> None:
    for name, limit in (("a", "up to"), ("b", "over")):
        (tmp_path / f"{name}.txt").write_text(f"TJWG said {limit} 600 people were deported.", encoding="utf-8")
    answer = json.loads(run(tmp_path, "--format", "json"))
    assert [text["claims"][0]["verdict"] for text in answer["texts"]] == ["cannot-tell", "overstated"]
    (line,) = answer["matrix"]["figures"]
    assert (line["figure"], line["contradiction"], len(line["texts"])) == ("mass-repatriation/total", True, 2)


def test_pages_and_letters_are_written_in_the_language_of_the_text(tmp_path: Path, reference: Path) -> None:
    texts, out = tmp_path / "texts", tmp_path / "out"
    texts.mkdir()
    (texts / "ko.txt").write_text("피해자의 절반이 여성이었다.", encoding="utf-8")
    (texts / "right.txt").write_text(RIGHT, encoding="utf-8")
    told = run(texts, "--reference", reference, "--out", out, "--letters", out)
    assert "overstated      절반" in told
    assert sorted(path.name for path in out.iterdir()) == ["ko.docx", "ko.html", "matrix.html", "right.html"]
    letter = "\n".join(part.text for part in docx.Document(str(out / "ko.docx")).paragraphs)
    assert "정정" in letter
    assert "피해자의 절반이 여성이었다." in letter
    assert "과대" in (out / "ko.html").read_text(encoding="utf-8")


def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path: Path) -> None:
    scan = io.BytesIO()
    Image.new("L", (60, 80), 255).save(scan, "PDF")
    (tmp_path / "scan.pdf").write_bytes(scan.getvalue())
    (tmp_path / "bytes.bin").write_bytes(bytes(range(256)))
    (tmp_path / "half.docx").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "no.json").write_text("[]", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for arguments, refusal in (
        (["scan.pdf"], Scanned),
        (["bytes.bin"], CannotRead),
        (["half.docx"], CannotRead),
        (["empty"], NothingToRead),
        (["no.json", "--reference", tmp_path / "no.json"], NotAReference),
        (["no.json", "--fail-on", "wrong"], NoSuchVerdict),
    ):
        with pytest.raises(refusal):
            run(tmp_path / str(arguments[0]), *arguments[1:])
