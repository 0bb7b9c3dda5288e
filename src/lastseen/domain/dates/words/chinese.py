"""Dates as told in Chinese, in simplified or traditional characters."""

from lastseen.domain.dates.span import Unit
from lastseen.domain.dates.words.language import Language, Season, Word

CHINESE = Language(
    rewrites=(
        (r"初([春夏秋冬])", r"\1初"),
        (r"晚([春夏秋冬])", r"\1末"),
        (r"年年(初|中|底|末)", r"年\1"),
    ),
    seasons={
        f"{name}{ending}": season
        for name, season in zip("春夏秋冬", Season, strict=True)
        for ending in ("", "天", "季")
    },
    years=(r"(?P<y>[0-9]{4}|'?[0-9]{2}) ?年",),
    decades=(r"(?:20世[纪紀] ?)?{decade} ?年代",),
    years_back={"今年": 0, "去年": 1, "前年": 2},
    days_back={"今天": 0, "昨天": 1, "前天": 2},
    ago={
        Unit.YEAR: (r"{n} ?年(?:以|之)?前",),
        Unit.MONTH: (r"{n} ?[个個]月(?:以|之)?前", r"上[个個]月"),
        Unit.DAY: (r"{n} ?天(?:以|之)?前",),
        Unit.WEEK: (),
    },
    ranges=(r"[从從]?(?P<a>.+?)(?:到|至|和|与|與)(?P<b>.+?)(?:之[间間])?",),
    alternatives=(r"(?P<a>.+?)或者?(?P<b>.+)",),
    words={
        Word.BEFORE: (r"(?!大?[约約]|大概){rest}(?:之)?前",),
        Word.UNTIL: (r"{rest}以前", r"(?:到|至){rest}(?:[为為]止)?"),
        Word.SINCE: (r"{rest}(?:以[后後来來]|起)", r"自{rest}"),
        Word.AFTER: (r"{rest}(?<!前)(?:之)?[后後]",),
        Word.ABOUT: (r"{rest}(?:左右|前[后後])", r"(?:大?[约約]|大概) ?{rest}"),
        Word.NOTHING: (r"在{rest}", r"{rest}(?:的|出?生|[间間])"),
        Word.EARLY: (r"{rest}(?:初|上旬)",),
        Word.MID: (r"{rest}(?:中旬|中期|中)",),
        Word.LATE: (r"{rest}(?:底|末|下旬|[后後]期)",),
        Word.FIRST_HALF: (r"{rest}上半年",),
        Word.SECOND_HALF: (r"{rest}下半年",),
    },
)
