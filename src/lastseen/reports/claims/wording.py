"""The reasons of verdicts on claims as sentences, and how their numbers, topics and files are written."""

from lastseen.claims import Claim, Reading
from lastseen.claims.topics import topics
from lastseen.reports.texts import texts_in


def number_in(value: object) -> str:
    """A number without a needless fraction; anything else as it is."""
    return f"{value:g}" if isinstance(value, float) and value < 1e6 else str(value)


def file_name(file: str) -> str:
    """The name of a file without its folders."""
    return file.replace("\\", "/").rpartition("/")[2]


def said_by(reading: Reading, claim: Claim) -> str:
    """The words of a number as they stand in the text."""
    return reading.text.content[claim.quantity.start : claim.quantity.end]


def topic_in(id_: str, language: str) -> str:
    """What a figure is called, by its id if it has no name."""
    return topics(language).label(id_, id_)


def because_in(claim: Claim, language: str) -> str:
    """Why a claim has its verdict, in a sentence or two."""
    texts = texts_in(language)["claims"]
    values = {name: number_in(value) for name, value in claim.because.values.items()}
    for name in ("unit", "named"):
        if name in values:
            values[name] = texts["units"].get(values[name], values[name])
    code = claim.because.code
    if values.get("share") == "":
        code = f"total_{code}"
    told: str = texts["because"][code].format(**values)
    return f"{told} {texts['because']['also'].format(**values)}" if values.get("others") else told
