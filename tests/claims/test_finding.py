"""Numbers as people write them: what they come to, how they are bounded, where they stand; in linear time."""

from time import process_time

import pytest

from lastseen.claims import find

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


def test_reading_takes_time_as_the_text_grows() -> None:
    text = "Of the 113 victims, 90 (79.6%) were arrested in 2011; nearly half were relatives, see p. 12.\n" * 150
    times = []
    for size in (1, 2, 4):
        begun = process_time()
        assert len(find(text * size, "en")) == 600 * size
        times.append(process_time() - begun)
    assert times[2] < 8 * times[0]
