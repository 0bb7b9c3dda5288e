"""Korean particles after whatever can stand before them."""

import pytest

from lastseen.reports.wording import UnknownParticle, is_particle, particle

TOPIC = [
    ("피해자", "는"),
    ("구술자", "는"),
    ("국가보위성", "은"),
    ("탈북", "은"),
    ("남성", "은"),
    ("서울", "은"),
    ("0", "은"),
    ("1", "은"),
    ("2", "는"),
    ("3", "은"),
    ("4", "는"),
    ("5", "는"),
    ("6", "은"),
    ("7", "은"),
    ("8", "은"),
    ("9", "는"),
    ("10", "은"),
    ("20", "은"),
    ("100", "은"),
    ("113", "은"),
    ("1,000", "은"),
    ("10,000", "은"),
    ("100,000,000", "은"),
    ("1,000,000,000,000", "는"),
    ("10,000,000,000,000,000", "은"),
    ("62~64", "는"),
    ("2.5", "는"),
    ("2.0", "은"),
    ("45명", "은"),
    ("54.9%", "는"),
    ("54.9 %", "는"),
    ("UN", "은"),
    ("WGEID", "는"),
    ("NGO", "는"),
    ("ICRC", "는"),
    ("HTML", "은"),
    ("DDR", "는"),
    ("FM", "은"),
    ("Hyesan", "은"),
    ("Hoeryong", "은"),
    ("Kilju", "는"),
    ("Paektam", "은"),
    ("Shinuiju", "는"),
]

IN_BRACKETS = [
    ("국가보위성(보위부)", "은"),
    ("보위부(국가보위성)", "는"),
    ("피해자 45명(39.8%)", "은"),
    ("피해자 (전체)", "는"),
    ("(보위부)", "는"),
    ("(국가보위성)", "은"),
    ("‘연좌제’", "는"),
    ("“탈북”", "은"),
    ('"탈북"', "은"),
    ("『보고서』", "는"),
    ("「협약」", "은"),
    ("‘국가보위성(보위부)’", "은"),
    ("피해자 ", "는"),
]

UNREAD = [("", "은(는)"), ("金", "은(는)"), ("→", "은(는)"), ("()", "은(는)")]


@pytest.mark.parametrize(("word", "shape"), [*TOPIC, *IN_BRACKETS, *UNREAD])
def test_a_particle_follows_how_the_word_is_read(word: str, shape: str) -> None:
    assert particle(word, "은/는") == shape


@pytest.mark.parametrize(
    ("pair", "after_consonant", "after_rieul", "after_vowel", "after_what_is_not_read"),
    [
        ("은/는", "은", "은", "는", "은(는)"),
        ("이/가", "이", "이", "가", "이(가)"),
        ("을/를", "을", "을", "를", "을(를)"),
        ("과/와", "과", "과", "와", "와(과)"),
        ("와/과", "과", "과", "와", "와(과)"),
        ("으로/로", "으로", "로", "로", "(으)로"),
        ("로/으로", "으로", "로", "로", "(으)로"),
        ("으로부터/로부터", "으로부터", "로부터", "로부터", "(으)로부터"),
        ("이나/나", "이나", "이나", "나", "(이)나"),
        ("이라/라", "이라", "이라", "라", "(이)라"),
        ("이며/며", "이며", "이며", "며", "(이)며"),
    ],
)
def test_every_pair_has_its_shapes(
    pair: str, after_consonant: str, after_rieul: str, after_vowel: str, after_what_is_not_read: str
) -> None:
    shapes = (after_consonant, after_rieul, after_vowel, after_what_is_not_read)
    assert tuple(particle(word, pair) for word in ("탈북", "서울", "피해자", "金")) == shapes


@pytest.mark.parametrize(
    ("number", "shape"),
    [("1", "로"), ("2", "로"), ("3", "으로"), ("6", "으로"), ("7", "로"), ("8", "로"), ("10", "으로"), ("L", "로")],
)
def test_what_is_read_with_rieul_at_its_end_takes_the_short_shape(number: str, shape: str) -> None:
    assert particle(number, "으로/로") == shape


def test_what_is_no_particle_is_refused() -> None:
    with pytest.raises(UnknownParticle, match="은/늘 is no Korean particle"):
        particle("피해자", "은/늘")


def test_a_pair_may_stand_either_way_and_other_words_are_none() -> None:
    assert [is_particle(pair) for pair in ("은/는", "는/은", "남/녀", "은", "은/는/이")] == [
        True,
        True,
        False,
        False,
        False,
    ]
