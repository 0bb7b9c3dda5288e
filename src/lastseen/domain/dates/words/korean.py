"""Dates as told in Korean, South and North."""

from lastseen.domain.dates.numerals import HANGUL
from lastseen.domain.dates.span import Unit
from lastseen.domain.dates.words.language import Language, Season, Word

_ABOUT = "쯤|경|무렵|즈음|정도|가량|께|전후|안팎"
_SAID = "이?에요|예요|이요|이오|이지요|이죠|지요|요|입니다|이다|이었어요|이었소|이었습니다|이었을 거예요|이라고|이라"

KOREAN = Language(
    rewrites=(
        (r"유월", "6월"),
        (r"시월", "10월"),
        (r"(?:이른|초) ?(봄|여름|가을|겨울)", r"\1 초"),
        (r"한(여름|겨울)", r"\1 중반"),
        (r"늦(봄|여름|가을|겨울)", r"\1 말"),
        (r"(?:연|(?<=년)년|(?<=년 )년) ?(초|말)", r"\1"),
        (rf"(년|해|달|개월|일|주) ?(?:{_ABOUT}) ?전", r"\1 전쯤"),
    ),
    seasons={
        **dict.fromkeys(("봄", "봄철", "봄날"), Season.SPRING),
        **dict.fromkeys(("여름", "여름철"), Season.SUMMER),
        **dict.fromkeys(("가을", "가을철"), Season.AUTUMN),
        **dict.fromkeys(("겨울", "겨울철"), Season.WINTER),
    },
    numbers=HANGUL,
    years=(r"(?P<y>[0-9]{4}|'?[0-9]{2}) ?년도?", r"주체 ?(?P<juche>[0-9]{1,3}) ?(?:\((?P<y>[0-9]{4})\) ?)?년?"),
    decades=(r"{decade} ?년 ?대",),
    years_back={
        **dict.fromkeys(("올해", "올", "금년"), 0),
        **dict.fromkeys(("작년", "지난해", "지난 해"), 1),
        **dict.fromkeys(("재작년", "지지난해", "지지난 해"), 2),
    },
    days_back={"오늘": 0, "어제": 1, "그저께": 2, "그제": 2},
    ago={
        Unit.YEAR: (r"{n} ?(?:년|해) ?전",),
        Unit.MONTH: (r"{n} ?(?:개월|달) ?전", r"지난 ?달"),
        Unit.WEEK: (r"{n} ?주일? ?전", r"일주일 ?전", r"지난 ?주"),
        Unit.DAY: (r"{n} ?일 ?전",),
    },
    ranges=(r"(?P<a>.+?)(?:에서|부터|하고|과|와) (?P<b>.+?) ?사이", r"(?P<a>.+?)(?:에서|부터) (?P<b>.+?)까지"),
    alternatives=(r"(?P<a>.+?) ?(?:이나|나|아니면|또는|혹은|이거나) (?P<b>.+)",),
    words={
        Word.BEFORE: (r"(?!(?:약|한|대략|대충|아마) ){rest} ?전",),
        Word.UNTIL: (r"{rest} ?이전", r"{rest} ?까지"),
        Word.SINCE: (r"{rest} ?이후", r"{rest} ?이래", r"{rest} ?부터"),
        Word.AFTER: (r"{rest}(?<!전) ?후",),
        Word.ABOUT: (
            rf"{{rest}} ?(?:{_ABOUT})",
            r"(?:약|대략|대충|아마도?) ?(?P<rest>(?!.*전쯤? .).+)",
            r"한 (?P<rest>(?!.*전쯤? .)[0-9].+)",
        ),
        Word.NOTHING: (
            rf"{{rest}}(?:{_SAID})",
            r"{rest} ?(?:생|출생|중|동안)",
            r"{rest} ?(?:새벽|아침|오전|낮|오후|저녁|밤)",
            r"{rest}(?:에는|에|의|도|은|는)",
            r"(?:그때가|서기) {rest}",
        ),
        Word.EARLY: (r"{rest} ?(?:초순|초반|초엽|초|상순)",),
        Word.MID: (r"{rest} ?(?:중순|중반|중엽|중기)",),
        Word.LATE: (r"{rest} ?(?:하순|말기|말엽|말)",),
        Word.FIRST_HALF: (r"{rest} ?(?:상반기|전반기|전반)",),
        Word.SECOND_HALF: (r"{rest} ?(?:하반기|후반기|후반)",),
    },
)
