"""The vocabularies that come with the product, and those a registry adds."""

import tomllib
from datetime import timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from lastseen.domain.vocabulary import MalformedVocabulary, PeriodName, Vocabulary
from lastseen.exchange.vocabularies import UnknownProfile, available_profiles, load_vocabularies

SHIPPED = load_vocabularies("dprk", None)

CODES = {
    "sex": "male female",
    "role": "victim relative",
    "relation": "spouse parent child sibling grandparent grandchild aunt-uncle nephew-niece cousin in-law relative "
    "friend neighbour colleague fellow-detainee acquaintance",
    "occupation": "farmer labourer miner fisher driver trader smuggler office-worker party-official state-official "
    "security-officer soldier teacher doctor-nurse engineer student-school student-university artist housewife "
    "pensioner unemployed child other",
    "stage-kind": "arrest abduction detention interrogation transfer repatriation camp release death last-sighting",
    "authority-role": "depriving ordering supervising receiving",
    "authority": "mss border-guard msc moss anti-socialist kpa party cn-mps cn-border-guard ru-police",
    "facility": "mss-detention mss-interrogation border-post military-detention police-station holding-centre "
    "labour-training prison political-camp cn-detention ru-detention",
    "grounds": "escape/after-repatriation escape/attempt escape/preparation escape/helping association outside-contact "
    "criticism religion economic foreign-media trafficking other",
    "basis": "saw heard-from-victim heard-from-other document rumour inference",
    "fate-status": "alive seen released dead remains-found",
    "response-kind": "acknowledged denied silent refused-to-tell",
    "effort-kind": "search complaint bribe-for-news",
    "source-kind": "interview document press official-statement partner-record",
    "finding-standard": "reasonable-grounds credible insufficient",
    "finding-outcome": "enforced-disappearance ended known-detention killing other",
    "consent-purpose": "internal-analysis aggregate-statistics anonymised-publication named-publication un-procedures "
    "courts partner-database media research",
    "identity-level": "none pseudonym name",
    "absence": "unknown refused not-asked undetermined",
    "name-script": "Hang Hani Latn Cyrl",
    "name-system": "revised mccune-reischauer dprk press kontsevich pinyin as-told",
    "name-kind": "own alias childhood married",
    "element": "deprivation state refusal concealment outside-law",
    "on-account-of": "interviewee another-victim somebody-else",
    "leadership-period": "kim-il-sung kim-jong-il kim-jong-un",
    "place": "KP KP-01 KP-02 KP-03 KP-04 KP-05 KP-06 KP-07 KP-08 KP-09 KP-10 KP-13 KP-14 KP-15 CN CN-JL CN-LN CN-HL "
    "CN-YN CN-BJ CN-NM CN-SD RU RU-PRI RU-KHA RU-AMU RU-SAK KR changbai chongjin hamhung helong hoeryong hongwon "
    "hyesan kyongwon longjing musan nampo onsong pyongyang rason samjiyon sariwon shenyang sinuiju tumen vladivostok "
    "wonsan yanji hunchun dandong nanping kunming harbin khabarovsk blagoveshchensk",
}


@pytest.mark.parametrize("vocabulary", CODES)
def test_every_code_that_codings_use_exists(vocabulary: str) -> None:
    assert set(CODES[vocabulary].split()) <= {term.code for term in SHIPPED[vocabulary].terms}


@pytest.mark.parametrize("vocabulary", SHIPPED.values(), ids=lambda v: v.id)
def test_every_term_is_labelled_in_english_and_korean(vocabulary: Vocabulary) -> None:
    labelled = [vocabulary.labels, *(t.labels for t in vocabulary.terms), *(n.labels for n in _names(vocabulary))]
    assert [labels for labels in labelled if not {"en", "ko"} <= labels.keys()] == []


@pytest.mark.parametrize("vocabulary", ["sex", "stage-kind", "fate-status", "finding-standard", "finding-outcome"])
def test_the_short_lists_are_labelled_in_spanish(vocabulary: str) -> None:
    assert [term.code for term in SHIPPED[vocabulary].terms if "es" not in term.labels] == []


@pytest.mark.parametrize("vocabulary", SHIPPED.values(), ids=lambda v: v.id)
def test_every_word_finds_its_own_term_and_no_other(vocabulary: Vocabulary) -> None:
    found = {
        (term.code, word): vocabulary.find(word) for term in vocabulary.terms for word in (term.code, *term.words())
    }
    assert {where: terms for where, terms in found.items() if [t.code for t in terms] != [where[0]]} == {}


def test_every_place_lies_in_a_country_and_below_a_part_of_it() -> None:
    places = SHIPPED["place"]
    for term in places.terms:
        lineage = (*reversed(places.ancestors(term.code)), term.code)
        assert lineage[0] in {"KP", "CN", "RU", "KR"}
        assert len(lineage) == (1 if term.parent is None else 2 if term.code.isupper() else 3)
        assert term.code.isupper() is (len(lineage) < 3)


def test_every_place_but_a_country_has_coordinates_in_the_region() -> None:
    for term in SHIPPED["place"].terms:
        lat, lon = term.attributes.get("lat"), term.attributes.get("lon")
        if term.parent is None:
            assert (lat, lon) == (None, None)
        else:
            assert isinstance(lat, float)
            assert isinstance(lon, float)
            assert 24 < lat < 52
            assert 101 < lon < 144


def test_chinese_places_are_labelled_in_chinese_and_russian_ones_in_russian() -> None:
    places = SHIPPED["place"]
    for country, language in (("CN", "zh"), ("RU", "ru")):
        assert [t.code for t in places.terms if places.is_a(t.code, country) and language not in t.labels] == []


def test_leadership_periods_leave_no_gap_and_do_not_overlap() -> None:
    periods = SHIPPED["leadership-period"].terms
    assert (periods[0].valid_from, periods[-1].valid_to) == (None, None)
    for earlier, later in pairwise(periods):
        assert earlier.valid_to is not None
        assert later.valid_from == earlier.valid_to + timedelta(days=1)


def test_every_stage_has_a_class_and_every_basis_says_whether_it_is_credible() -> None:
    assert {term.code: term.attributes["class"] for term in SHIPPED["stage-kind"].terms} == {
        "arrest": "deprivation",
        "abduction": "deprivation",
        "detention": "custody",
        "interrogation": "custody",
        "transfer": "movement",
        "repatriation": "movement",
        "camp": "custody",
        "release": "end",
        "death": "end",
        "last-sighting": "sighting",
    }
    assert [t.code for t in SHIPPED["basis"].terms if t.attributes["credible"] is not True] == ["rumour", "inference"]


def test_relations_are_ranked_by_closeness_without_ties_and_only_at_the_leaves() -> None:
    relations = SHIPPED["relation"]
    ranks = {term.code: term.rank for term in relations.terms}
    assert [c for c, rank in ranks.items() if (rank is None) is not bool(relations.children(c))] == []
    assert sorted(rank for rank in ranks.values() if rank is not None) == list(range(1, 17))
    kin = [rank for code, rank in ranks.items() if rank is not None and relations.is_a(code, "family")]
    immediate = [rank for code, rank in ranks.items() if rank is not None and relations.is_a(code, "immediate-family")]
    assert (sorted(immediate), sorted(kin)) == ([1, 2, 3, 4], list(range(1, 12)))


def test_every_authority_belongs_to_a_country_that_is_a_place() -> None:
    for term in SHIPPED["authority"].terms:
        assert str(term.attributes["country"]) in SHIPPED["place"]


def test_the_profile_points_at_terms_and_treaties_that_exist() -> None:
    profile = tomllib.loads((files("lastseen") / "data/profiles/dprk/profile.toml").read_text(encoding="utf-8"))
    places = [profile["country"], profile["home"], *profile["neighbours"], *(p["state"] for p in profile["party"])]
    elements = [code for t in profile["treaty"] for e in t.get("elements", ()) for code in e["any_of"]]
    assert profile["id"] in available_profiles()
    assert profile["main_authority"] in SHIPPED["authority"]
    assert [place for place in places if place not in SHIPPED["place"]] == []
    assert elements == [term.code for term in SHIPPED["element"].terms]
    assert {p["treaty"] for p in profile["party"]} <= {t["id"] for t in profile["treaty"]}


def test_authorities_places_and_periods_come_with_the_profile_alone() -> None:
    assert available_profiles() == ("dprk",)
    assert load_vocabularies(None, None).keys() == SHIPPED.keys() - {"authority", "place", "leadership-period"}


def test_a_profile_nobody_wrote_is_refused() -> None:
    for name in ("atlantis", "../vocabularies", ""):
        with pytest.raises(UnknownProfile, match="There is no profile"):
            load_vocabularies(name, None)


def test_a_registrys_own_files_extend_and_add(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_text(
        'id = "place"\n[[term]]\ncode = "puryong"\nparent = "KP-09"\nlabels = { en = "Puryong", ko = "부령" }\n',
        encoding="utf-8",
    )
    (tmp_path / "ward.toml").write_text(
        'id = "ward"\nversion = "3"\nlabels = { en = "Ward" }\n[[term]]\ncode = "a"\nlabels = { en = "A" }\n',
        encoding="utf-8-sig",
    )
    (tmp_path / "notes.txt").write_text("not a vocabulary", encoding="utf-8")
    loaded = load_vocabularies("dprk", tmp_path)
    assert loaded["place"].top("puryong") == "KP"
    assert loaded["place"].version == SHIPPED["place"].version + "+registry"
    assert loaded["ward"].version == "3"
    assert {id_: v for id_, v in loaded.items() if id_ not in {"place", "ward"}} == {
        id_: v for id_, v in SHIPPED.items() if id_ != "place"
    }


def test_a_registry_without_own_vocabularies_has_the_shipped_ones(tmp_path: Path) -> None:
    assert load_vocabularies("dprk", tmp_path / "nowhere") == SHIPPED


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'id = "place"\n[[term]\n', ["own.toml", "line 2"]),
        (b'id = "pl\xe9ce"\n', ["own.toml", "utf-8"]),
        (b'id = "place"\n[[term]]\ncode = "CN-JL"\nparent = "RU"\n', ["own.toml", "place, term CN-JL", "move"]),
        (b'id = "ward"\nversion = "1"\n', ["own.toml", "ward", "English"]),
    ],
)
def test_a_malformed_file_of_a_registry_is_refused_by_name(tmp_path: Path, content: bytes, says: list[str]) -> None:
    (tmp_path / "own.toml").write_bytes(content)
    with pytest.raises(MalformedVocabulary) as refused:
        load_vocabularies("dprk", tmp_path)
    assert [word for word in says if word not in str(refused.value)] == []


def test_two_files_for_one_vocabulary_are_refused(tmp_path: Path) -> None:
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text('id = "place"\n', encoding="utf-8")
    with pytest.raises(MalformedVocabulary, match=r"two\.toml: another file holds place already"):
        load_vocabularies("dprk", tmp_path)


def _names(vocabulary: Vocabulary) -> list[PeriodName]:
    return [name for term in vocabulary.terms for name in term.names]
