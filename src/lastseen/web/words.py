"""The words of pages in each language, by topic: one file for each, ``languages/<language>/<topic>.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale, UnknownLocaleError

from lastseen.domain.errors import Refusal
from lastseen.reports.wording import with_particles

LANGUAGES: Mapping[str, str] = {"en": "English", "ko": "한국어"}
"""The languages pages can be read in, each by its own name."""
FIRST = "en"
"""The language refusals are written in, and of whoever asks for none that is there."""

_WORDS = files("lastseen.web") / "languages"


@cache
def words_in(language: str) -> Mapping[str, Any]:
    """The words of one of :data:`LANGUAGES`, by topic.

    ``Any`` because this is TOML: a test holds all languages to one shape.
    """
    topics = sorted((_WORDS / language).iterdir(), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8")) for file in topics}


def language_name(tag: str, reader: str) -> str:
    """What a language is called in the reader's; its tag where nobody knows."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(reader) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def say(text: str | Mapping[str, str], values: object, language: str) -> str:
    """A text with its values filled in: a mapping by name, anything else as ``n``.

    A text with forms of a plural (``one``, ``other``) is said in the form that the language has for ``n``.
    """
    named: Mapping[str, Any] = values if isinstance(values, Mapping) else {"n": values}
    if isinstance(text, Mapping):
        form = Locale.parse(language).plural_form(named["n"])
        text = text.get(form, text["other"])
    return with_particles(text.format(**named))


@cache
def _refusals(language: str) -> Mapping[str, Mapping[str, str]]:
    file = _WORDS / f"refusals.{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def told(refusal: Refusal, language: str) -> tuple[str, str]:
    """What was refused and what would mend it, in a language; in English where nobody has translated it."""
    translated = _refusals(language).get(refusal.code)
    if translated is None:
        return str(refusal), refusal.mend
    sentence, hint = (with_particles(translated[part].format(**refusal.values)) for part in ("sentence", "hint"))
    return sentence, hint
