"""Numbers in text: what is found beside quantulum3, what is said of each, and the time over three sizes.

Run as ``python benchmarks/claims.py``; results go to ``benchmarks/results/claims.md``. The sentences are the gold set
of the tests, written for it; the reference is that of ``shared/reference`` beside the project.
"""

import json
import platform
import random
import re
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from peers import PROGRAMS, ROOT, installed

sys.path.insert(0, str(ROOT))
from tests.claims.goldset import FURTHER, Due, Sentence, gold, meets  # the tests lie beside the benchmarks

from lastseen.claims import WRONG, Reference, Text, check, read_reference, text_of
from lastseen.reports.document.model import Cover, Document, Paragraph, plain
from lastseen.reports.writers.pdf import pdf

REFERENCE = ROOT.parent / "shared" / "reference" / "tjwg-2024.json"
RESULTS = Path(__file__).parent / "results" / "claims.md"
Span = tuple[int, int]
SENTENCES = 25
"""So many sentences make a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many of the numbers due were found, how many found were none, and the precision and recall of it."""

    right: int
    extra: int
    missed: int

    def line(self, name: str) -> str:
        """A line of the table."""
        precision, recall = self.right / (self.right + self.extra or 1), self.right / (self.right + self.missed or 1)
        return f"| {name} | {precision:.3f} | {recall:.3f} |"


def finding(sentences: Sequence[Sentence], spans: Sequence[Sequence[Span]]) -> Found:
    """What spans found in sentences come to."""
    right = missed = extra = 0
    for sentence, found in zip(sentences, spans, strict=True):
        met = [any(_overlap(due, span) for span in found) for due in sentence.due]
        right, missed = right + sum(met), missed + len(met) - sum(met)
        extra += sum(not any(_overlap(due, span) for due in sentence.due) for span in found)
    return Found(right=right, extra=extra, missed=missed)


def _overlap(due: Due, span: Span) -> bool:
    return span[0] < due.end and due.start < span[1]


def ours(sentences: Iterable[Sentence], reference: Reference | None) -> list[list[tuple[Span, str]]]:
    """Our claims of each sentence: where and with which verdict."""
    texts = (Text(file="", language=sentence.language, content=sentence.content) for sentence in sentences)
    return [
        [((claim.quantity.start, claim.quantity.end), claim.verdict.value) for claim in check(text, reference)]
        for text in texts
    ]


def theirs(sentences: Sequence[Sentence]) -> list[list[Span]] | None:
    """What quantulum3 finds; nothing where it cannot be installed."""
    python = installed()
    if python is None:
        return None
    with TemporaryDirectory() as folder:
        texts, out = Path(folder) / "texts.json", Path(folder) / "out.json"
        texts.write_text(json.dumps([sentence.content for sentence in sentences]), encoding="utf-8")
        subprocess.run([python, PROGRAMS / "by_quantulum3.py", texts, out], check=True)  # noqa: S603  # our own program
        return [[(start, end) for start, end in spans] for spans in json.loads(out.read_text(encoding="utf-8"))]


def judged(sentences: Sequence[Sentence], claims: Sequence[Sequence[tuple[Span, str]]]) -> Iterator[str]:
    """A line for each verdict due: how often it was due, given, and given rightly; and the wrong alarms."""
    due_of, given, right = Counter[str](), Counter[str](), Counter[str]()
    alarms, wrong = 0, {verdict.value for verdict in WRONG}
    for sentence, found in zip(sentences, claims, strict=True):
        for due in sentence.due:
            said = next((verdict for span, verdict in found if _overlap(due, span)), "missed")
            due_of[due.verdict] += 1
            given[said if said in wrong else due.verdict if meets(said, due.verdict) else "none"] += 1
            right[due.verdict] += meets(said, due.verdict)
            alarms += due.verdict in {"ok", "?"} and said in wrong
    names = {"ok": "agrees or rounded", "?": "no alarm"}
    for verdict, n in due_of.most_common():
        precision = f"{right[verdict] / given[verdict]:.3f}" if given[verdict] else "–"
        yield f"| {names.get(verdict, verdict)} | {n} | {precision} | {right[verdict] / n:.3f} |"
    yield f"\nRight numbers called wrong: {alarms} of {due_of['ok'] + due_of['?']}."


def report(pages: int, sentences: Sequence[Sentence]) -> str:
    """An invented report of so many pages: English sentences of the gold set, every number in digits another one."""
    drawn = random.Random(pages)  # noqa: S311  # no secret
    english = [sentence.content for sentence in sentences if sentence.language == "en"]
    told = (
        re.sub(r"\d+", lambda _: str(drawn.randrange(2, 500)), drawn.choice(english)) for _ in range(pages * SENTENCES)
    )
    return "\n\n".join(" ".join(islice(told, 5)) for _ in range(pages * SENTENCES // 5))


def as_pdf(content: str) -> bytes:
    """The same as a PDF."""
    blocks = tuple(Paragraph(text=plain(part)) for part in content.split("\n\n"))
    return pdf(Document(language="en", cover=Cover(title="Invented"), contents="", blocks=blocks))


def times(reference: Reference, sentences: Sequence[Sentence]) -> Iterator[str]:
    """The processor time of reading and checking, over three sizes, and the most memory of the process until then."""
    for pages in (75, 150, 300):
        content = report(pages, sentences)
        for kind, raw in (("text", content.encode()), ("PDF", as_pdf(content))):
            begun = process_time()
            claims = len(check(text_of(raw, f"report.{kind}", "en"), reference))
            taken, most = process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            yield f"| {pages} | {kind} | {len(content):,} | {claims:,} | {taken:.1f} | {most:,.0f} |"


def further(reference: Reference) -> Iterator[str]:
    """The same of the sentences in the manner of newspapers."""
    sentences = gold(FURTHER)
    yield f"\n{len(sentences)} more sentences in the manner of newspapers, English and Korean, were written before"
    yield "the grammar was read, and it was mended by them since:\n"
    yield from ("| verdict due | times | precision | recall |", "| --- | ---: | ---: | ---: |")
    yield from judged(sentences, ours(sentences, reference))


def main() -> None:
    """Measure and write the results."""
    if not REFERENCE.exists():
        sys.exit(f"{REFERENCE} is missing")
    sentences, reference = gold(), read_reference(REFERENCE)
    claims = ours(sentences, reference)
    other = theirs(sentences)
    lines = [
        "# Numbers in text",
        "",
        f"Made by `python benchmarks/claims.py` on Python {platform.python_version()}, one core.",
        f"{len(sentences)} sentences of our own with {sum(len(one.due) for one in sentences)} numbers. They were",
        "written by those who wrote the grammar and mended it by them: what it does on texts of others will be less.",
        "quantulum3 is made for English; it also finds years, ages and dates, which here are no claims.",
        "",
        "| finding | precision | recall |",
        "| --- | ---: | ---: |",
    ]
    for language in ("en", "ko", "es"):
        mine = [place for place, one in enumerate(sentences) if one.language == language]
        some = [sentences[place] for place in mine]
        lines.append(finding(some, [[s for s, _ in claims[p]] for p in mine]).line(f"Lastseen, {language}"))
        if other is not None:
            lines.append(finding(some, [other[p] for p in mine]).line(f"quantulum3, {language}"))
    lines += ["", "| verdict due | times | precision | recall |", "| --- | ---: | ---: | ---: |"]
    lines += judged(sentences, claims)
    lines += further(reference)
    lines += [
        "",
        "A long report, made of English sentences of the gold set with other numbers; processor time, and the most",
        "memory of the process until then, which also made the PDF:",
        "",
        "| pages | as | characters | claims | seconds | megabytes |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
        *times(reference, sentences),
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
