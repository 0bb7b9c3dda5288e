"""Short ways to make texts of the sources that :mod:`tests.coded` makes: translations and corrections."""

from uuid import UUID

from lastseen.domain.sources import text_digest
from lastseen.domain.texts import Credits, Range, Segment
from lastseen.operations.correcting import Corrected
from lastseen.operations.texts import NewText
from lastseen.operations.translating import Translating
from lastseen.storage.models import SourceText
from lastseen.storage.translating import TranslationKept, TranslationPlace, put_translation
from tests.coded import interview
from tests.conftest import NOW

RENDERED = "고은별이 잡혀갔다."
MADE = Credits(author="T-1")
PAIR = Segment(Range(0, 5), Range(0, 3))


def called(text: str) -> str:
    """What addresses call a text."""
    return text_digest(text)[:12]


def transcript(source: str) -> str:
    """What addresses call the transcript of an interview as it was handed in."""
    return called(interview(source).text)


def translation(source: str, text: str = RENDERED) -> NewText:
    """A translation of an interview's transcript."""
    return NewText(role="translation", language="ko", text=text, made=MADE, translates=transcript(source))


def correction(source: str) -> Corrected:
    """An interview's transcript with a line before it, so that everything in it moves."""
    return Corrected(name=transcript(source), text=f"Q.\n{interview(source).text}", author="T-1")


def begin_translation(source: str, user: UUID) -> Translating:
    """What somebody has translated of an interview's transcript and not finished: all of it."""
    text = SourceText.objects.get(digest=text_digest(interview(source).text)).id
    content = {"1": {"words": RENDERED, "joined": False, "changed": 1}}
    place = TranslationPlace(text=text, user=user, language="ko")
    put_translation(place, TranslationKept(version=1, at=NOW, content=content))
    return Translating(source, transcript(source), "ko")
