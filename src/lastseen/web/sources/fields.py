"""What kinds of accounts and their fields are called."""

from lastseen.reports.texts import texts_in
from lastseen.web.words import words_in


def kind_label(kind: str, language: str) -> str:
    """What a kind of account is called."""
    label: str = words_in(language)["sources"]["kinds"][kind]
    return label


def field_label(kind: str, field: str, language: str) -> str:
    """What a field of a kind of account is called: as in dossiers, where it stands in them."""
    own = words_in(language)["sources"]["fields"].get(kind, {})
    label: str = own[field] if field in own else texts_in(language)["dossier"]["field"][kind][field]
    return label
