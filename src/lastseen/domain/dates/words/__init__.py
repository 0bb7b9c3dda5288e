"""The words of dates by language; a language is one file and one line here."""

from lastseen.domain.dates.words.chinese import CHINESE
from lastseen.domain.dates.words.english import ENGLISH
from lastseen.domain.dates.words.korean import KOREAN
from lastseen.domain.dates.words.language import Language, Season, Word
from lastseen.domain.dates.words.russian import RUSSIAN
from lastseen.domain.dates.words.spanish import SPANISH

LANGUAGES: tuple[Language, ...] = (KOREAN, ENGLISH, SPANISH, CHINESE, RUSSIAN)

__all__ = ["LANGUAGES", "Language", "Season", "Word"]
