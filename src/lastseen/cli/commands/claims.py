"""``claims``: the numbers in published texts, or in one's own draft, and whether they hold."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from lastseen.claims import (
    LANGUAGES,
    STANDARD_INPUT,
    WRONG,
    Claim,
    Matrix,
    Reading,
    Reference,
    Text,
    Verdict,
    check,
    claim_as_json,
    compare,
    files_in,
    language_of,
    matrix_as_json,
    paged,
    read_pages,
    read_reference,
    read_text,
)
from lastseen.cli.commands.figures import chosen, with_definitions, with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.cli.writing import write_document
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile
from lastseen.operations.claims import reference_of
from lastseen.operations.snapshots import find_snapshot
from lastseen.reports import languages
from lastseen.reports.claims import (
    because_in,
    claims_page,
    correction_letter,
    following_told,
    matrix_page,
    said_by,
    topic_in,
)

MATRIX = "matrix.html"
"""The page on all texts beside each other."""
_FOLDER = click.Path(file_okay=False, path_type=Path)


class NoSuchVerdict(Refusal):
    """A verdict to fail on is none of those there are."""

    code = "claims.no-such-verdict"
    sentence = "{verdict} is no verdict."
    hint = "There are: {known}."


@lastseen.command("claims")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option(
    "--reference",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Published numbers in a JSON file; else those of the registry's snapshot, if one is named.",
)
@with_snapshot
@with_definitions
@click.option("--ours", is_flag=True, help="A draft of our own: fail on whatever does not hold.")
@click.option("--fail-on", "verdicts", default="", help="Verdicts, with commas between, on which to exit with 1.")
@click.option("--out", type=_FOLDER, help="A folder for a page on each text.")
@click.option("--letters", type=_FOLDER, help="A folder for a letter to the editors of each text that is wrong.")
@click.option(
    "--report",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The report as a PDF, so that letters name its pages.",
)
@click.option("--text-language", type=click.Choice(LANGUAGES), help="That of the texts; found if left out.")
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True, help="That of the answer.")
@with_format
@click.pass_obj
def claims(
    session: Session,
    paths: tuple[Path, ...],
    file: Path | None,
    name: str | None,
    definitions: Path | None,
    ours: bool,  # noqa: FBT001  # click hands it over
    verdicts: str,
    out: Path | None,
    letters: Path | None,
    report: Path | None,
    text_language: str | None,
    language: str,
    format_: str,
) -> int:
    """Find the numbers in texts and say of each whether it holds: files, folders, or - for the standard input.

    They are measured by the figures of the registry's snapshot or by a reference file, else by each other alone. Shares
    are in percent; start and end are characters of the text read. Exits with 0 whatever the verdicts, but for --ours
    and --fail-on.
    """
    failing = _failing(verdicts, ours=ours)
    measure = Measure(file=file, snapshot=name, definitions=definitions)
    reference = measure.taken(session, Profile.INTERNAL)
    pages = () if report is None else read_pages(report)
    texts = [read_text(path, sys.stdin.buffer, text_language or "") for path in files_in(paths)]
    readings, matrix = compare([Reading(text=text, claims=check(text, reference)) for text in texts])
    if out is not None:
        _write_pages(readings, reference, out)
        if len(readings) > 1:
            write_document(matrix_page(matrix, readings, language), out / MATRIX)
    if letters is not None:
        _write_letters(texts, measure.taken(session, Profile.PUBLIC), pages, letters)
    answer = {
        "texts": [
            {
                "file": one.text.file,
                "language": one.text.language,
                "claims": [claim_as_json(claim, because_in(claim, language)) for claim in one.claims],
            }
            for one in readings
        ],
        "matrix": matrix_as_json(matrix),
    }
    show(answer, format_, lambda: "\n".join((*_told(readings, language), *_beside(matrix, readings, language))))
    return int(any(claim.verdict in failing for one in readings for claim in one.claims))


def _failing(verdicts: str, *, ours: bool) -> frozenset[Verdict]:
    known = {verdict.value: verdict for verdict in Verdict}
    wanted = [word.strip() for word in verdicts.split(",") if word.strip()]
    for word in wanted:
        if word not in known:
            raise NoSuchVerdict(verdict=word, known=", ".join(known))
    return frozenset(known[word] for word in wanted) | (WRONG if ours else frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What texts are measured by: a reference file, else figures of a snapshot, where a registry is named."""

    file: Path | None
    snapshot: str | None
    definitions: Path | None

    def taken(self, session: Session, profile: Profile) -> Reference | None:
        """The reference itself; None where there is neither a file nor a registry."""
        if self.file is not None:
            return read_reference(self.file)
        if session is None or session.folder is None:
            return None
        workspace, actor = session.workspace, session.actor
        taken, wanted = find_snapshot(workspace, self.snapshot), chosen(self.definitions, workspace.profile)
        return reference_of(taken, wanted, profile, workspace, actor=actor, now=session.now())


def _told(readings: Iterable[Reading], language: str) -> Iterator[str]:
    for one in readings:
        yield f"{one.text.file} ({one.text.language}, {len(one.claims)})"
        for claim in one.claims:
            yield f"  {claim.verdict.value:14}  {said_by(one, claim)}  {_line(claim)}"
            yield f"  {'':14}  {because_in(claim, language)}"


def _beside(matrix: Matrix, readings: Sequence[Reading], language: str) -> Iterator[str]:
    """What the texts say of each figure, a text on each line, marked where they exclude each other."""
    if len(readings) < 2:
        return
    for line in matrix.lines:
        yield f"{'!' if line.contradiction else ' '} {topic_in(line.figure, language)}"
        for one in readings:
            said = dict.fromkeys(said_by(one, claim) for claim in line.said.get(one.text.file, ()))
            if said:
                yield f"    {one.text.file}: {', '.join(said)}"
    yield from following_told(matrix, language)


def _line(claim: Claim) -> str:
    """The sentence on one line, cut to what fits beside a number."""
    words = " ".join(claim.sentence.split())
    return words if len(words) <= 90 else f"{words[:89]}…"


def _write_pages(readings: Sequence[Reading], reference: Reference | None, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for one in readings:
        (out / f"{_stem(one.text)}.html").write_text(claims_page(one, reference), encoding="utf-8")


def _write_letters(texts: Sequence[Text], reference: Reference | None, pages: Sequence[str], out: Path) -> None:
    """A letter for each text that is wrong by what may be published: others are told nothing else."""
    out.mkdir(parents=True, exist_ok=True)
    if reference is None:
        return
    reference = paged(reference, pages, language_of("\n".join(pages)))
    for text in texts:
        reading = Reading(text=text, claims=check(text, reference))
        if any(claim.verdict in WRONG for claim in reading.claims):
            write_document(correction_letter(reading, reference), out / f"{_stem(text)}.docx")


def _stem(text: Text) -> str:
    return "text" if text.file == STANDARD_INPUT else Path(text.file).stem
