"""The reasons of verdicts on claims as sentences, and their numbers as they are written."""

from lastseen.claims import Claim
from lastseen.reports.texts import texts_in


def number_in(value: object) -> str:
    """A number without a needless fraction; anything else as it is."""
    return f"{value:g}" if isinstance(value, float) and value < 1e6 else str(value)


def because_in(claim: Claim, language: str) -> str:
    """Why a claim has its verdict, in a sentence or two."""
    texts = texts_in(language)["claims"]
    values = {name: number_in(value) for name, value in claim.because.values.items()}
    for name in ("unit", "named"):
        if name in values:
            values[name] = texts["units"].get(values[name], values[name])
    code = claim.because.code
    if code in {"overstated", "understated"} and not values["share"]:
        code = f"total_{code}"
    told: str = texts["because"][code].format(**values)
    return f"{told} {texts['because']['also'].format(**values)}" if values.get("others") else told
