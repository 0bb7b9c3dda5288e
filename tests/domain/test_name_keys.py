"""Names in another spelling share a key; the names are invented."""

import pytest

from lastseen.domain.name_keys import name_keys, romanised

SPELLINGS = {
    "염옥희": ("Yeom Okhui", "Yom Ok-hui", "Yŏm Okhŭi", "Ok-hee Yeom", "YEOM Ok Hee", "염 옥희"),
    "박철수": ("Park Chul-soo", "Pak Ch'ŏlsu", "Bak Cheolsu", "Cheolsu Bak"),
    "최영숙": ("Choi Young-sook", "Choe Yeongsuk", "Ch'oe Yŏngsuk"),
    "이미라": ("Lee Mira", "Yi Mi-ra", "Ri Mi Ra", "Rhee Mi-ra"),
    "정은혜": ("Jung Eun-hye", "Jeong Eunhye", "Chŏng Ŭnhye"),
    "임진우": ("Lim Jin-woo", "Im Jinu", "Rim Jin U"),
    "강원길": ("Kang Won-gil", "Gang Wongil", "Kang Wŏn'gil"),
    "백혜경": ("Baek Hye-kyung", "Paek Hyegyŏng"),
}


@pytest.mark.parametrize(("name", "spelling"), [(name, s) for name, all_ in SPELLINGS.items() for s in all_])
def test_a_name_is_found_by_its_usual_spellings(name: str, spelling: str) -> None:
    assert name_keys(spelling)[0] in name_keys(name)


def test_no_two_of_these_names_share_a_key() -> None:
    keys = [key for name in SPELLINGS for key in name_keys(name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("begun", ["염", "Yeom", "옥희", "Ok-hui", "Yom Ok"])
def test_a_key_begins_with_that_of_the_family_name_and_one_with_that_of_the_given_name(begun: str) -> None:
    assert any(key.startswith(name_keys(begun)[0]) for key in name_keys("염옥희"))


@pytest.mark.parametrize("name", ["", " · ", "Анна", "李"])
def test_what_is_in_no_script_it_reads_has_no_keys(name: str) -> None:
    assert name_keys(name) == ()


def test_syllables_are_romanised_letter_by_letter() -> None:
    assert romanised("염옥희") == "yeomokhui"
