"""A document with every kind of block, in English and in Korean, and one that means harm. All of it is invented."""

from dataclasses import dataclass, replace

from lastseen.figures.charts.drawing import Drawing
from lastseen.reports.document.model import (
    Align,
    Block,
    Box,
    Column,
    Cover,
    Document,
    Heading,
    Items,
    Line,
    Number,
    Numbers,
    Paragraph,
    Picture,
    Run,
    Table,
    Terms,
    Text,
    Voice,
    Weight,
    plain,
)

LONG_PLACE = (
    "함경북도 온성군 새마을노동자구 제3인민반 앞 두만강 기슭의 옛 나루터에서 상류 쪽으로 걸어서 반 시간쯤 떨어진 "
    "국경경비대 초소 뒤편의 이름이 없는 작은 골짜기와 그 골짜기 끝에 있던 버려진 돌집 근처"
)
HARM = (
    "<script>alert(1)</script> & \"two\" 'one' ]]> \x00\x08\x1b\ufffe \u202eRTL\u202c "
    "#strong[*x*] {{ 7 * 7 }} \U0010fffd"
)
"""Markup of every kind, characters that XML cannot hold, a mark that turns the direction, and one no font has."""


@dataclass(frozen=True, slots=True)
class Say:
    """What is said in one of the two languages."""

    language: str

    def __call__(self, english: str, korean: str) -> str:
        """The words."""
        return {"en": english, "ko": korean}[self.language]

    def text(self, english: str, korean: str) -> Text:
        """The words, with nothing to set them apart."""
        return plain(self(english, korean))

    def body(self, english: str, korean: str, voice: Voice = Voice.BODY) -> Paragraph:
        """A paragraph of them."""
        return Paragraph(text=self.text(english, korean), voice=voice)

    def heading(self, level: int, anchor: str, english: str, korean: str) -> Heading:
        """A heading of them."""
        return Heading(level=level, text=self.text(english, korean), anchor=anchor)


def specimen(language: str) -> Document:
    """The document in ``en`` or ``ko``."""
    say = Say(language)
    return Document(
        language=language,
        cover=_cover(say),
        contents=say("Contents", "차례"),
        blocks=(
            *_findings(say),
            *_voices(say),
            *_grounds(say),
            long_table(say, 40),
            *_people(say),
            *_method(say),
            *_asks(say),
        ),
    )


def _cover(say: Say) -> Cover:
    return Cover(
        title=say("Taken and Never Named", "이름 없이 끌려간 사람들"),
        subtitle=say(
            "Enforced disappearances told of by 62 people from Hwangsan Province",
            "황산도를 떠나온 62명이 증언한 강제실종",
        ),
        organisation=say("Lantern House", "등불의 집"),
        day=say("31 October 2026", "2026년 10월 31일"),
        notice=(say("Fictional. Nobody in it exists.", "지어낸 자료입니다. 실제 인물이 아닙니다."),),
        colophon=(
            say("Made from snapshot 2026-10-31-a1.", "스냅숏 2026-10-31-a1로 만들었습니다."),
            say("You may copy this report if you name its source.", "출처를 밝히면 이 보고서를 옮겨 실을 수 있습니다."),
        ),
    )


def _findings(say: Say) -> tuple[Block, ...]:
    return (
        say.heading(1, "findings", "What we found", "조사 결과"),
        say.body(
            "Sixty-two people told us of 113 victims whom the State took and of whom nothing is known since.",
            "62명이 국가에 끌려간 뒤 소식이 끊긴 피해자 113명에 관하여 증언하였다.",
            Voice.LEAD,
        ),
        Numbers(
            numbers=(
                Number(value="113", label=say("victims", "피해자")),
                Number(value="66", label=say("cases", "사건")),
                Number(
                    value="62–64",
                    label=say("taken by the Ministry alone", "보위성이 단독으로 체포한 피해자"),
                    link="counted-alone",
                ),
                Number(
                    value="39.8%", label=say("because of an escape", "탈출과 관련된 피해자 비율"), link="table-grounds"
                ),
            )
        ),
    )


def _voices(say: Say) -> tuple[Block, ...]:
    passed = say(
        " were arrested and held by the Ministry alone (54.9–56.6%). The others passed through the hands of another "
        "authority first, most often the border guard; see ",
        "(54.9~56.6%)이 보위성에 단독으로 체포·구금되었다. 나머지는 먼저 다른 기관, 주로 국경경비대의 손을 거쳤다. ",
    )
    quote = say.body(
        "They told my mother there had never been such a person. After that nobody in the street spoke the name aloud.",
        "어머니가 찾아가니 그런 사람은 처음부터 없었다고 하였습니다. 그 뒤로는 동네에서 아무도 그 이름을 입에 올리지 "
        "않았습니다.",
        Voice.QUOTE,
    )
    return (
        Paragraph(
            text=(
                Run(text=say("Of 113 victims, ", "피해자 113명 가운데 ")),
                Run(text=say("at least 62 and at most 64", "62~64명"), bold=True, link="counted-alone"),
                Run(text=passed),
                Run(text=say("why people were taken", "체포 사유"), link="grounds"),
                Run(text=say(". Where nobody can say, the answer is ", "는 따로 다룬다. 아무도 말할 수 없으면 ")),
                Run(text=say("unknown", "알 수 없음"), italic=True),
                Run(text=say(", never a guess.", "으로 적고, 짐작하지 않는다."), link="nowhere"),
            )
        ),
        quote,
        say.body("An interviewee, spring 2024. Invented.", "구술자, 2024년 봄. 지어낸 말이다.", Voice.NOTE),
    )


def _grounds(say: Say) -> tuple[Block, ...]:
    return (
        say.heading(1, "grounds", "Why people were taken", "체포 사유"),
        say.heading(2, "grounds-given", "Grounds that were given", "당국이 내세운 사유"),
        say.body(
            "Escape stands behind four of ten arrests; then comes guilt by association, which takes whole families.",
            "열 건 가운데 네 건이 탈출과 관련되어 있다. 그다음은 연좌제로, 온 가족이 함께 끌려간다.",
        ),
        picture(say),
        grounds_table(say),
        say.heading(3, "", "Where it happened", "일어난 곳"),
    )


def picture(say: Say) -> Picture:
    """A chart of three bars."""
    return Picture(
        drawing=drawing(say),
        caption=say.text("Escape is the most frequent ground", "가장 많은 사유는 탈출이다"),
        alternative=say(
            "Escape: 45 victims. Guilt by association: 29, at most 31. Unknown: 8.",
            "탈출: 피해자 45명. 연좌: 29명, 최대 31명. 알 수 없음: 8명.",
        ),
        notes=(say.text("Unit of count: victim, N = 113.", "집계 단위: 피해자, N = 113."),),
        anchor="picture-grounds",
    )


def drawing(say: Say) -> Drawing:
    """Three bars, the second with a part that is only possible."""
    bars = (
        (say("Escape", "탈출"), 45, 45),
        (say("By association", "연좌"), 29, 31),
        (say("Unknown", "알 수 없음"), 8, 8),
    )
    parts = [
        f'<text x="112" y="{20 * row + 15}" text-anchor="end" fill="#1B1F23">{label}</text>'
        f'<rect x="120" y="{20 * row + 4}" width="{high * 7}" height="14" fill="#9CC3C9"/>'
        f'<rect x="120" y="{20 * row + 4}" width="{n * 7}" height="14" fill="#0B5563"/>'
        f'<text x="{126 + high * 7}" y="{20 * row + 15}" fill="#1B1F23">{n if n == high else f"{n}–{high}"}</text>'
        for row, (label, n, high) in enumerate(bars)
    ]
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="460" height="64" viewBox="0 0 460 64" '
        f'font-family="&quot;Source Sans 3&quot;, Kurinto Sans KR, sans-serif" font-size="8.5">{"".join(parts)}</svg>'
    )
    return Drawing(svg=svg, width=460, height=64)


def grounds_table(say: Say) -> Table:
    """A table of numbers with an aside and a sum."""
    rows = (
        (say("Escape", "탈출"), "45", "", "39.8", Weight.ANSWER),
        (say("Guilt by association", "연좌"), "29", "31", "25.7", Weight.ANSWER),
        (say("Contact with the outside", "외부와의 접촉"), "10", "", "8.8", Weight.ANSWER),
        (say("Unknown", "알 수 없음"), "8", "", "7.1", Weight.ASIDE),
        (say("Total", "계"), "113", "", "100.0", Weight.SUM),
    )
    return Table(
        caption=say.text("Victims by the ground of their arrest", "체포 사유별 피해자 수"),
        columns=(
            Column(head=say("Ground", "사유")),
            Column(head="n", align=Align.NUMBER),
            Column(head=say("At most", "최대"), align=Align.NUMBER),
            Column(head="%", align=Align.NUMBER),
        ),
        lines=tuple(Line(cells=tuple(plain(cell) for cell in cells), weight=weight) for *cells, weight in rows),
        notes=(
            say.text("Unit of count: victim, N = 113.", "집계 단위: 피해자, N = 113."),
            say.text(
                "n is certain; at most adds what is possible.", "n은 확실한 수이고 최대는 가능한 수까지 더한 값이다."
            ),
        ),
        anchor="table-grounds",
    )


def long_table(say: Say, rows: int) -> Table:
    """A table that runs over pages, with a very long place name in a narrow column."""
    lines = [
        Line(
            cells=(
                plain(f"V-{row:03}"),
                plain(LONG_PLACE) if row == 3 else say.text(f"Valley number {row}", f"{row}번 골짜기"),
                say.text("The border guard, then the Ministry of State Security", "국경경비대, 이어서 국가보위성"),
                plain(str(1970 + row % 50)),
            ),
            anchor="counted-alone" if row == 2 else "",
        )
        for row in range(1, rows + 1)
    ]
    return Table(
        caption=say.text("Who is counted", "집계된 피해자"),
        columns=(
            Column(head=say("Victim", "피해자"), width=0.14),
            Column(head=say("Place", "장소"), width=0.26),
            Column(head=say("Into whose hands", "넘겨진 기관"), width=0.45),
            Column(head=say("Year", "연도"), align=Align.NUMBER, width=0.15),
        ),
        lines=tuple(lines),
    )


def _people(say: Say) -> tuple[Block, ...]:
    chain = (
        say.text("Arrest, March or April 2003", "체포, 2003년 3월 또는 4월"),
        say.text("Held in the county town", "군 소재지에 구금"),
        say.text("Not seen since", "그 뒤로 본 사람이 없음"),
    )
    told = (
        "She had listened to a foreign broadcast. Two men in plain clothes came at night.",
        "외국 방송을 들었다는 이유였다. 밤에 사복 차림의 남자 둘이 찾아왔다.",
    )
    return (
        say.heading(1, "people", "One of the disappeared", "실종된 한 사람"),
        Box(
            title=say.text("A teacher, taken in 2003", "2003년에 끌려간 교사"),
            anchor="box-teacher",
            blocks=(
                say.body(*told),
                Items(items=chain, numbered=True),
                say.body("Two sources.", "출처 2건.", Voice.NOTE),
            ),
        ),
        Table(
            caption=say.text("Families who asked and were answered", "당국에 물어 답을 들은 가족"),
            columns=(Column(head=say("Answer", "답변")), Column(head="n", align=Align.NUMBER)),
            lines=(),
            notes=(say.text("Nobody was answered.", "답을 들은 가족이 없다."),),
        ),
    )


def _method(say: Say) -> tuple[Block, ...]:
    undetermined = say.text("Sources differ and nobody has concluded.", "진술이 엇갈리고 아직 결론이 없다.")
    places = say.text("As on maps: 图们, 丹东.", "지도에 적힌 대로 쓴다: 图们(투먼), 丹东(단둥).")
    return (
        say.heading(1, "method", "How we counted", "집계 방법"),
        say.heading(2, "words", "The words", "쓰는 말"),
        Terms(
            terms=(
                (say("victim", "피해자"), say.text("A person, counted once.", "사람. 한 번만 센다.")),
                (say("undetermined", "미확정"), undetermined),
                (say("Chinese place names", "중국 지명"), places),
            )
        ),
    )


def _asks(say: Say) -> tuple[Block, ...]:
    ratify = (
        Run(text=say("Ratify", "강제실종보호협약"), bold=True),
        Run(text=say(" the Convention.", "을 비준할 것.")),
    )
    return (
        say.heading(2, "asks", "What we ask for", "권고"),
        Items(items=(say.text("Say where the disappeared are.", "실종된 사람들의 행방을 밝힐 것."), ratify)),
    )


def hostile() -> Document:
    """A document that has text in every place where text may stand, and means harm in each."""
    text = (Run(text=HARM, bold=True, link=HARM), Run(text=HARM, italic=True))
    columns = (Column(head=HARM), Column(head=HARM, align=Align.NUMBER))
    line = Line(cells=(text, text))
    table = Table(caption=text, columns=columns, lines=(line, replace(line, anchor=HARM)), notes=(text,))
    chart = Picture(drawing=drawing(Say("en")), caption=text, alternative=HARM, notes=(text,))
    return Document(
        language="en",
        cover=Cover(title=HARM, subtitle=HARM, organisation=HARM, day=HARM, notice=(HARM, HARM), colophon=(HARM,)),
        contents=HARM,
        blocks=(
            Heading(level=1, text=text, anchor=f"{HARM}h"),
            Heading(level=3, text=text),
            *(Paragraph(text=text, voice=voice) for voice in Voice),
            Items(items=(text,), numbered=True),
            Terms(terms=((HARM, text),)),
            Numbers(numbers=(Number(value=HARM, label=HARM, link=HARM),)),
            replace(table, anchor=f"{HARM}t"),
            chart,
            Box(title=text, blocks=(replace(table, lines=(line,)), chart), anchor=f"{HARM}b"),
        ),
    )
