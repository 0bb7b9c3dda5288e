"""The reasons of verdicts on claims as sentences, and how their numbers, topics and files are written."""

from datetime import date

from lastseen.claims import Claim, Reading, Reference
from lastseen.claims.topics import topics
from lastseen.reports.texts import texts_in
from lastseen.reports.wording import with_particles, wording


def number_in(value: object) -> str:
    """A number without a needless fraction; anything else as it is."""
    return f"{value:g}" if isinstance(value, float) and value < 1e6 else str(value)


def file_name(file: str) -> str:
    """The name of a file without its folders."""
    return file.replace("\\", "/").rpartition("/")[2]


def said_by(reading: Reading, claim: Claim) -> str:
    """The words of a number as they stand in the text."""
    return reading.text.content[claim.quantity.start : claim.quantity.end]


def reference_in(reference: Reference, language: str) -> str:
    """What texts are measured by: a report by its title, or our figures by their day and the snapshot they are from."""
    texts = texts_in(language)["claims"]
    if not reference.day:
        return str(texts["report"].format(title=reference.title))
    day = wording(language).day(date.fromisoformat(reference.day))
    return str(texts["snapshot"].format(title=reference.title, day=day))


def topic_in(id_: str, language: str) -> str:
    """What a figure is called, by its id if it has no name."""
    return topics(language).label(id_, id_)


def because_in(claim: Claim, language: str) -> str:
    """Why a claim has its verdict, in a sentence or two."""
    texts, values = texts_in(language)["claims"], _values(claim, language)
    code = f"total_{claim.because.code}" if values.get("share") == "" else claim.because.code
    told = texts["because"][code].format(**values)
    if values.get("others"):
        told = f"{told} {texts['because']['also'].format(**values)}"
    return with_particles(told)


_LIKE_OVERSTATED = frozenset({"overstated", "understated", "other_category", "credited_to_more"})


def right_in(claim: Claim, language: str) -> str:
    """The right number in place of one that does not hold, with what it is taken of; empty where none is known."""
    texts, values = texts_in(language)["claims"]["right"], _values(claim, language)
    code = claim.because.code
    if code in _LIKE_OVERSTATED:
        code = "total" if values["share"] == "" else "overstated"
    told: str = texts.get(code, "")
    return told.format(**values)


def _values(claim: Claim, language: str) -> dict[str, str]:
    """What is filled into the sentences on a claim, as the language says it."""
    values = {name: number_in(value) for name, value in claim.because.values.items()}
    units = texts_in(language)["claims"]["units"]
    for name in ("unit", "named"):
        if name in values:
            values[name] = units.get(values[name], values[name])
    if "label" in values:
        values["label"] = topics(language).label(claim.figure, values["label"])
    return values
