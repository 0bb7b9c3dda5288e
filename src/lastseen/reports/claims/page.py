"""The page on one text: each number in its sentence with its verdict, and the number that is right.

The text itself is one piece of HTML, which stands on this page and on that of the browser alike.
"""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from lastseen.claims import Reading, Reference
from lastseen.reports.claims.marking import Tone, marked, paragraphs
from lastseen.reports.claims.wording import file_name, reference_in
from lastseen.reports.texts import texts_in
from lastseen.reports.writers.page_fonts import faces

LOOKS = files("lastseen.reports.claims") / "looks"
"""The folder of the style sheet of marked texts, for whoever shows them."""


def marked_text(reading: Reading, language: str) -> Markup:
    """A text with its numbers marked, and beside it each number with its verdict and why, as a piece of HTML.

    ``language`` is that of whoever reads the verdicts; the text keeps its own.
    """
    return Markup(  # noqa: S704  # the template escapes all that is told
        _template("claims-text").render(
            paragraphs=list(paragraphs(reading, language)),
            claims=[marked(reading, claim, language) for claim in reading.claims],
            spoken=reading.text.language,
            t=texts_in(language)["claims"],
        )
    )


def claims_page(reading: Reading, reference: Reference | None) -> str:
    """The whole page on a text, in the language of the text: no script, no network, fonts within."""
    language = reading.text.language
    texts = texts_in(language)["claims"]
    tones = [marked(reading, claim, language).tone for claim in reading.claims]
    against = "" if reference is None else texts["against"].format(reference=reference_in(reference, language))
    body = _template("claims-page").render(
        language=language,
        title=texts["title"].format(file=file_name(reading.text.file)),
        against=against or texts["alone"],
        counts=texts["counts"].format(claims=len(tones), wrong=tones.count(Tone.WRONG)),
        text=marked_text(reading, language),
        t=texts,
        style=Markup((LOOKS / "claims.css").read_text(encoding="utf-8")),  # noqa: S704  # our own style sheet
    )
    return body.replace("/* fonts */", faces(body), 1)


@cache
def _template(name: str) -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string((LOOKS / f"{name}.html.j2").read_text(encoding="utf-8"))
