"""Dates as told in Spanish."""

from lastseen.domain.dates.numerals import counted, numbered
from lastseen.domain.dates.span import Unit
from lastseen.domain.dates.words.language import Language, Season, Word

_MONTHS = numbered("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", 1)
_UNITS = numbered("un dos tres cuatro cinco seis siete ocho nueve", 1)
_TEENS = numbered("diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte", 10)
_TENS = numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)

SPANISH = Language(
    months={
        **_MONTHS,
        "ene": 1,
        "abr": 4,
        "ago": 8,
        "setiembre": 9,
        "dic": 12,
    },
    seasons={
        "primavera": Season.SPRING,
        "verano": Season.SUMMER,
        "otoño": Season.AUTUMN,
        "invierno": Season.WINTER,
    },
    numbers=counted(
        _UNITS,
        _TEENS,
        _TENS,
        " y ",
    ),
    decade_words=_TENS,
    years=(r"(?:el )?año (?P<y>[0-9]{4})",),
    decades=(r"(?:los )?años {decade}", r"(?:la )?d[ée]cada (?:de(?:l| los)? )?(?:años )?{decade}"),
    years_back={"este año": 0, "el año pasado": 1, "el año antepasado": 2},
    days_back={"hoy": 0, "ayer": 1, "anteayer": 2},
    ago={
        Unit.YEAR: (r"hace {n} años?",),
        Unit.MONTH: (r"hace {n} mes(?:es)?", r"el mes pasado"),
        Unit.WEEK: (r"hace {n} semanas?",),
        Unit.DAY: (r"hace {n} d[íi]as?",),
    },
    ranges=(r"entre (?P<a>.+?) y (?P<b>.+)", r"(?:de|desde) (?P<a>.+?) (?:a|hasta) (?P<b>.+)"),
    alternatives=(r"(?P<a>.+?) [ou] (?P<b>.+)",),
    words={
        Word.BEFORE: (r"antes de(?:l)? {rest}",),
        Word.UNTIL: (r"hasta {rest}",),
        Word.SINCE: (r"(?:desde|a partir de(?:l)?) {rest}",),
        Word.AFTER: (r"despu[ée]s de(?:l)? {rest}",),
        Word.ABOUT: (
            r"(?:hacia|alrededor de(?:l)?|aproximadamente|aprox|quizás?|tal vez) {rest}",
            r"{rest} aproximadamente",
        ),
        Word.NOTHING: (r"(?:en|el|la|los|de|del|a|durante) {rest}",),
        Word.EARLY: (r"(?:principios|comienzos|inicios) de(?:l)? {rest}",),
        Word.MID: (r"mediados de(?:l)? {rest}",),
        Word.LATE: (r"(?:fines|finales) de(?:l)? {rest}",),
    },
)
