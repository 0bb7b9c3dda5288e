"""Dates as told in Russian."""

from lastseen.domain.dates.numerals import counted, numbered
from lastseen.domain.dates.span import Unit
from lastseen.domain.dates.words.language import Language, Season, Word

_STEMS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_ENDINGS = ("", "ь", "й", "я", "а", "е")
_UNITS = numbered("один два три четыре пять шесть семь восемь девять", 1)
_TEENS = numbered(
    "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    10,
)
_TENS = numbered("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто", 20, 10)
_DECADES = numbered("двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност", 20, 10)
_YEAR = r"(?:год[ауе]?|г\.?)"

RUSSIAN = Language(
    months={
        f"{stem}{ending}": place
        for place, stem in enumerate(_STEMS, 1)
        for ending in _ENDINGS
        if len(stem + ending) > 2
    },
    seasons={
        **dict.fromkeys(("весна", "весной", "весны", "весну"), Season.SPRING),
        **dict.fromkeys(("лето", "летом", "лета"), Season.SUMMER),
        **dict.fromkeys(("осень", "осенью", "осени"), Season.AUTUMN),
        **dict.fromkeys(("зима", "зимой", "зимы", "зиму"), Season.WINTER),
    },
    numbers=counted(
        _UNITS,
        _TEENS,
        _TENS,
        " ",
    ),
    decade_words=_DECADES,
    years=(rf"(?P<y>[0-9]{{4}}|'?[0-9]{{2}}) ?{_YEAR}", r"(?P<y>[0-9]{4}|[0-9]{2})-(?:й|м|го|ом)(?: год[ауе]?)?"),
    decades=(r"{decade}-?(?:е|ые|х|ых)(?: год(?:ы|ов|ах))?",),
    years_back={
        **dict.fromkeys(("этот год", "этом году"), 0),
        **dict.fromkeys(("прошлый год", "прошлом году", "прошлого года"), 1),
        **dict.fromkeys(("позапрошлый год", "позапрошлом году"), 2),
    },
    days_back={"сегодня": 0, "вчера": 1, "позавчера": 2},
    ago={
        Unit.YEAR: (r"{n} (?:лет|год|года) назад", r"год назад"),
        Unit.MONTH: (r"{n} месяц(?:а|ев)? назад", r"месяц назад"),
        Unit.WEEK: (r"{n} недел[иьюя] назад",),
        Unit.DAY: (r"{n} (?:день|дня|дней) назад",),
    },
    ranges=(r"между (?P<a>.+?) и (?P<b>.+)", r"(?:с|от) (?P<a>.+?) (?:по|до) (?P<b>.+)"),
    alternatives=(r"(?P<a>.+?) или (?P<b>.+)",),
    words={
        Word.BEFORE: (r"(?:до|раньше|перед) {rest}",),
        Word.UNTIL: (r"(?:по|не позднее|не позже) {rest}",),
        Word.SINCE: (r"(?:с|со|начиная с|не раньше|не ранее) {rest}",),
        Word.AFTER: (r"после {rest}",),
        Word.ABOUT: (r"(?:около|примерно|приблизительно|где-то|может быть) {rest}", r"{rest} примерно"),
        Word.NOTHING: (r"(?:в|во|на) {rest}",),
        Word.EARLY: (r"(?:начал[оае]) {rest}",),
        Word.MID: (r"(?:середин[аеуы]) {rest}",),
        Word.LATE: (r"(?:конец|конце|конца) {rest}",),
        Word.FIRST_HALF: (r"(?:перв(?:ая|ой|ую) половин[аеуы]) {rest}",),
        Word.SECOND_HALF: (r"(?:втор(?:ая|ой|ую) половин[аеуы]) {rest}",),
    },
)
