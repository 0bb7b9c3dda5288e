"""Numbers as people write them: what they come to, how they are bounded, where they stand; in linear time."""

from time import process_time

import pytest

from lastseen.claims import Fact, Reference, Text, Verdict, check, find

SAID = [
    ("en", "over 1,200 people", (1200.0, None, "person")),
    ("en", "up to 600 people", (None, 600.0, "person")),
    ("en", "between five and seven hundred victims", (5.0, 700.0, "victim")),
    ("en", "two hundred and five cases", (205.0, 205.0, "case")),
    ("ko", "백십삼 명", (113.0, 113.0, "person")),
    ("ko", "1만 2천 명", (12000.0, 12000.0, "person")),
    ("ko", "３만４천여 명", (34000.0, 34000.0, "person")),
    ("ko", "三十명", (30.0, 30.0, "person")),
    ("ko", "100명 이상", (100.0, None, "person")),
    ("ko", "탈북민 62명", (62.0, 62.0, "defector")),
    ("es", "hasta 1.500 personas", (None, 1500.0, "person")),
]
SHARES = [
    ("en", "one in two", 50.0), ("en", "nearly half", 50.0), ("en", "three quarters", 75.0),
    ("en", "41.6 per cent", 41.6),
    ("ko", "10명 중 8명", 80.0), ("ko", "절반 가까이", 50.0), ("ko", "4분의 1", 25.0), ("ko", "39.8％", 39.8),
    ("es", "más de la mitad", 50.0), ("es", "uno de cada tres", 100 / 3), ("es", "39,8 %", 39.8),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "due"), SAID)
def test_a_count_is_read_with_its_limits_and_unit(
    language: str, words: str, due: tuple[float | None, float | None, str]
) -> None:
    (one,) = find(words, language)
    assert ((one.low, one.high, one.unit), one.is_share) == (due, False)
    assert one.start == (0 if language != "ko" or "탈북민" not in words else 4)


@pytest.mark.parametrize(("language", "words", "share"), SHARES)
def test_a_share_is_read_in_percent_and_stands_where_its_words_do(language: str, words: str, share: float) -> None:
    (one,) = find(f"– {words}.", language)
    assert one.is_share
    assert one.value == pytest.approx(share)
    assert (one.start, one.end) == (2, 2 + len(words))


TABLE = """Victims by where they were taken, N = 113

Where | n | %

Inside North Korea | 90 | 79.6%

In China or Russia | {abroad} | 20.4%

Grounds of 90 | Men | Women

Religion | 4 | 2
"""


def test_a_cell_is_judged_by_what_heads_its_row_and_beside_rows_that_are_right() -> None:
    def fact(id_: str, label: str, n: float) -> Fact:
        return Fact(id=id_, label=label, unit="victim", n=n, high=n, total=113)

    facts = [
        fact("where/inside", "Inside North Korea", 90), fact("where/abroad", "In China or Russia", 23),
        fact("grounds/religion", "Religion", 6), fact("sex/male", "Men", 66),
    ]  # fmt: skip
    reference = Reference(title="Invented", facts={fact.id: fact for fact in facts})

    def cells(abroad: int) -> list[str]:
        content = TABLE.format(abroad=abroad)
        claims = check(Text(file="", language="en", content=content), reference)
        return [claim.verdict.value for claim in claims if "|" in claim.sentence]

    assert cells(23)[:4] == ["agrees"] * 4
    assert cells(32)[:4] == ["agrees", "agrees", "overstated", "agrees"]
    assert [verdict for verdict in cells(23)[4:] if verdict in {"overstated", "understated"}] == []


NOT_OWN = [
    ("en", "Correction: An earlier version of this article said 90% of the victims were women.", "retracted"),
    ("en", "State media said 90% of the victims were women.", "quoted"),
    ("ko", "바로잡습니다. 여성 피해자 비율을 90%로 보도했으나 사실과 다릅니다.", "retracted"),
    ("ko", "조선중앙통신은 “피해자의 90%가 여성”이라고 주장했다.", "quoted"),
    ("es", "Fe de erratas: una versión anterior decía que el 90 % de las víctimas eran mujeres.", "retracted"),
    ("es", "Los medios estatales dijeron que el 90 % de las víctimas eran mujeres.", "quoted"),
]
OWN = {
    "en": "90% of the victims were women.",
    "ko": "피해자의 90%가 여성이었다.",
    "es": "El 90 % de las víctimas eran mujeres.",
}


@pytest.mark.parametrize(("language", "words", "because"), NOT_OWN)
def test_what_is_taken_back_or_quoted_of_the_state_is_not_called_wrong(language: str, words: str, because: str) -> None:
    women = Fact(id="sex/female", label="Female", unit="victim", n=47, high=47, total=113)
    reference = Reference(title="Invented", facts={women.id: women})
    (one,) = check(Text(file="", language=language, content=words), reference)
    (own,) = check(Text(file="", language=language, content=OWN[language]), reference)
    assert (one.verdict, one.because.code, one.is_own) == (Verdict.CANNOT_TELL, because, False)
    assert (own.verdict, own.is_own) == (Verdict.OVERSTATED, True)


def test_reading_takes_time_as_the_text_grows() -> None:
    text = "Of the 113 victims, 90 (79.6%) were arrested in 2011; nearly half were relatives, see p. 12.\n" * 150
    times = []
    for size in (1, 2, 4):
        begun = process_time()
        assert len(find(text * size, "en")) == 600 * size
        times.append(process_time() - begun)
    assert times[2] < 8 * times[0]
