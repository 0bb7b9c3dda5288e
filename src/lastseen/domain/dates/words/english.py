"""Dates as told in English."""

from lastseen.domain.dates.numerals import counted, numbered
from lastseen.domain.dates.span import Unit
from lastseen.domain.dates.words.language import Language, Season, Word

_MONTHS = numbered("january february march april may june july august september october november december", 1)
_UNITS = numbered("one two three four five six seven eight nine", 1)
_TEENS = numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_TENS = numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_ABOUT = "about|around|approximately|approx|circa|ca|c|roughly|maybe|perhaps|possibly|probably|some time around"

_FIRST = numbered("first second third fourth fifth sixth seventh eighth ninth", 1)
_TENTH = numbered(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 10
)
_ORDINALS = {
    **_FIRST,
    **_TENTH,
    **{f"twenty-{word}": 20 + value for word, value in _FIRST.items()},
    "twentieth": 20,
    "thirtieth": 30,
    "thirty-first": 31,
}
_BEFORE_MONTH = f"(?= (?:of )?(?:(?:{'|'.join(_MONTHS)})|last month))"

ENGLISH = Language(
    rewrites=(
        *((rf"(?<![\w-]){word}{_BEFORE_MONTH}", f"{value}th") for word, value in _ORDINALS.items()),
        (r"\b(early|mid|late)-", r"\1 "),
        (r"\bmid(spring|summer|autumn|winter)\b", r"mid \1"),
    ),
    months={
        **_MONTHS,
        **{name[:3]: place for name, place in _MONTHS.items()},
        "sept": 9,
    },
    seasons={
        "spring": Season.SPRING,
        "summer": Season.SUMMER,
        "autumn": Season.AUTUMN,
        "fall": Season.AUTUMN,
        "winter": Season.WINTER,
    },
    numbers=counted(
        _UNITS,
        _TEENS,
        _TENS,
        "-| ",
    )
    | {"a": 1, "an": 1},
    decade_words={f"{word[:-1]}ie": value for word, value in _TENS.items()},
    decades=(r"'?{decade}'?s",),
    years=(r"(?P<y>'[0-9]{2})", r"(?:the )?year (?P<y>[0-9]{4})"),
    years_back={"this year": 0, "last year": 1, "the year before last": 2},
    days_back={"today": 0, "yesterday": 1, "the day before yesterday": 2},
    ago={
        Unit.YEAR: (r"{n} (?:years?|yrs?) ago",),
        Unit.MONTH: (r"{n} months? ago", r"last month"),
        Unit.WEEK: (r"{n} weeks? ago", r"last week"),
        Unit.DAY: (r"{n} days? ago",),
    },
    ranges=(
        r"(?:sometime )?between (?P<a>.+?) and (?P<b>.+)",
        r"(?:from )?(?P<a>.+?) (?:to|until|till|through) (?P<b>.+)",
    ),
    alternatives=(r"(?:either )?(?P<a>.+?) or (?P<b>(?!around|about|so\b).+)",),
    words={
        Word.BEFORE: (r"(?:before|prior to|earlier than|pre-) ?{rest}",),
        Word.UNTIL: (r"(?:by|until|till|up to|(?:no|not) later than|on or before|in or before) {rest}",),
        Word.SINCE: (
            r"(?:from |since )?{rest} (?:or later|on|onwards?)",
            r"(?:since|from|(?:no|not) earlier than|on or after|in or after) {rest}",
        ),
        Word.AFTER: (r"(?:after|later than) {rest}",),
        Word.ABOUT: (
            rf"(?:in or )?(?:{_ABOUT})\.? ?(?P<rest>(?!.* ago.)(?:(?<![a-z])|(?=[0-9])).+)",
            r"{rest} or so",
            r"{rest} ?\?",
            r"{rest},? (?:approximately|roughly|perhaps|probably|i think)",
        ),
        Word.NOTHING: (
            r"(?:in|on|at|of|the|during|sometime|some time|it was|born|night of|morning of|evening of) {rest}",
            r"{rest}, ?",
        ),
        Word.EARLY: (r"(?:early|beginning of|start of|first months of) {rest}",),
        Word.MID: (r"(?:mid|middle of) {rest}",),
        Word.LATE: (r"(?:late|end of|last months of) {rest}",),
        Word.FIRST_HALF: (r"first half of {rest}",),
        Word.SECOND_HALF: (r"second half of {rest}",),
    },
)
