"""The vocabularies that come with the product."""

from collections.abc import Mapping

from lastseen.domain.vocabulary import Term, Vocabulary
from lastseen.exchange.vocabularies import available_profiles, load_vocabularies
from regions.markdown import code, table


def general_vocabularies() -> str:
    """Every vocabulary that all registries have."""
    return _sections(load_vocabularies(None, None), "##")


def profile_vocabularies() -> str:
    """The vocabularies of each profile."""
    general = load_vocabularies(None, None)
    parts = []
    for profile in available_profiles():
        own = {id_: v for id_, v in load_vocabularies(profile, None).items() if general.get(id_) != v}
        parts.append(f"## Profile {profile}\n\n{_sections(own, '###')}")
    return "\n\n".join(parts)


def _sections(vocabularies: Mapping[str, Vocabulary], level: str) -> str:
    return "\n\n".join(_section(vocabularies[id_], level) for id_ in sorted(vocabularies))


def _section(vocabulary: Vocabulary, level: str) -> str:
    several = "several answers" if vocabulary.multiple else "one answer"
    about = f"{vocabulary.labels['en']} ({several}; version {vocabulary.version})"
    rows = [_row(term) for term in vocabulary.terms]
    columns = ["code", "English", "Korean", "below", "HURIDOCS", "from", "to"]
    used = [place for place, _ in enumerate(columns) if place < 3 or any(row[place] for row in rows)]
    shown = table([columns[place] for place in used], [[row[place] for place in used] for row in rows])
    return f"{level} {vocabulary.id}\n\n{about}\n\n{shown}"


def _row(term: Term) -> list[str]:
    days = ["" if day is None else day.isoformat() for day in (term.valid_from, term.valid_to)]
    labels = [term.labels["en"], term.labels.get("ko", "")]
    return [code(term.code), *labels, code(term.parent or ""), term.huridocs or "", *days]
