"""What is looked at before coded sources are written: whatever a snapshot could not be made of is refused here."""

from collections.abc import Iterable, Mapping, Sequence

from lastseen.domain.accounts import INTERVIEWEE, Account, AccountId, ValueKind, specs
from lastseen.domain.answers import PassageId, values
from lastseen.domain.coding import CodedSource, DanglingReference, check_codes, check_distinct, references
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import Rights
from lastseen.domain.sources import Source, text_digest
from lastseen.domain.vocabulary import Vocabulary
from lastseen.storage.compartments import hidden_sources, seen_kinds
from lastseen.storage.reading import known_passages, known_sources, known_texts


class WrongReference(Refusal):
    """An account points at another of a kind that has no place there."""

    code = "coding.wrong-reference"
    sentence = "Account {account}: {field} points at a {found}; it takes a {wanted}."
    hint = "Name the right account, or the right field."


class InterviewSubject(Refusal):
    """The interviewee is spoken of as a person who was taken, without an account of their own as a person."""

    code = "coding.interviewee-as-person"
    sentence = "Account {account}: {field} is the interviewee, of whom nothing is coded as a person."
    hint = "Code the interviewee as a person with an id of their own, and point at that."


class UnknownPassage(Refusal):
    """A value cites a passage, or a passage a text, that is not there."""

    code = "coding.unknown-passage"
    sentence = "{what} cites a passage or a text that is not there."
    hint = "Hand in the passage with the source, or take the citation out."


class UnknownOrigin(Refusal):
    """A source is said to repeat one that is not in the registry."""

    code = "coding.unknown-origin"
    sentence = "Source {source} is derived from a source that is not there."
    hint = "Hand in the source it repeats before it or together with it, or leave `derived_from` out."


_FROM_THE_SPEAKER = frozenset({("relation", "person"), ("relation", "other"), ("stage", "on_account_of")})
"""Where the interviewee may stand without an account of their own."""


def check_coded(coded: CodedSource, vocabularies: Mapping[str, Vocabulary], rights: Rights) -> None:
    """Everything one coded source says can be kept and read again; it points at nothing its writer does not see.

    Raises the first refusal met.
    """
    check_distinct(coded.accounts)
    for account in coded.accounts:
        check_codes(account, vocabularies)
    _check_references(coded.accounts, rights)
    _check_speaker(coded.accounts)
    _check_passages(coded)


def check_origins(sources: Iterable[Source], rights: Rights) -> None:
    """Every source these repeat is there and seen, once all of them are written. Raises :class:`UnknownOrigin`."""
    derived = [source for source in sources if source.derived_from is not None]
    there = known_sources(source.derived_from for source in derived if source.derived_from is not None)
    there -= hidden_sources(rights.compartments)
    for source in derived:
        if source.derived_from not in there:
            raise UnknownOrigin(source=source.external_id)


def _check_references(accounts: Sequence[Account], rights: Rights) -> None:
    kinds: dict[AccountId, str] = {account.id: account.kind for account in accounts}
    pointed = [(account, name, target) for account in accounts for name, target in references(account)]
    kinds |= seen_kinds({target for _, _, target in pointed if target not in kinds}, rights.compartments)
    for account, name, target in pointed:
        wanted = specs(type(account))[name].vocabulary
        if target not in kinds:
            raise DanglingReference(account=account.external_id, field=name)
        if kinds[target] != wanted:
            raise WrongReference(account=account.external_id, field=name, found=kinds[target], wanted=wanted)


def _check_speaker(accounts: Sequence[Account]) -> None:
    for account in accounts:
        for name, spec in specs(type(account)).items():
            is_account = spec.kind is ValueKind.ACCOUNT and (account.kind, name) not in _FROM_THE_SPEAKER
            if is_account and INTERVIEWEE in values(getattr(account, name)):
                raise InterviewSubject(account=account.external_id, field=name)


def _check_passages(coded: CodedSource) -> None:
    here = {passage.id for passage in coded.passages}
    cited = {p: account for account in coded.accounts for p in cited_by(account) if p not in here}
    missing = cited.keys() - known_passages(cited)
    if missing:
        raise UnknownPassage(what=f"Account {cited[min(missing)].external_id}")
    texts = {passage.text_digest for passage in coded.passages if passage.text_digest}
    unknown = texts - {text_digest(coded.text)}
    if unknown and unknown - known_texts(coded.source.id):
        raise UnknownPassage(what=f"Source {coded.source.external_id}")


def cited_by(account: Account) -> Iterable[PassageId]:
    """Every passage that an account cites, value by value."""
    return (passage for name in specs(type(account)) for coded in getattr(account, name) for passage in coded.passages)
