"""Names compared and looked up, the vocabularies of the registry, and whom the token acts for."""

from collections.abc import Iterable
from typing import Annotated, Literal
from uuid import UUID

from ninja import Router, Schema
from ninja.params.functions import Query as Asked

from lastseen.api.entry import Asking, answers
from lastseen.domain.rights import May
from lastseen.domain.vocabulary import Vocabulary
from lastseen.names import Comparison, compare, compare_places
from lastseen.operations.names_search import NameFound as Found
from lastseen.operations.names_search import search_names

router = Router(tags=["words"])

_LONGEST = 200


class Because(Schema):
    """One reason for a likeness, as a log Bayes factor."""

    place: str
    left: str
    right: str
    meant: str
    log_bayes_factor: float


class Likeness(Schema):
    """How much two spellings speak for one name."""

    log_bayes_factor: float
    because: list[Because]


class NameFound(Schema):
    """An account whose name is like what was sought."""

    code: str
    name: str
    source: str
    score: float


class TermOut(Schema):
    """One code of a vocabulary, with its labels by language."""

    code: str
    labels: dict[str, str]
    parent: str | None


class VocabularyOut(Schema):
    """The codes that answers are given in."""

    id: str
    version: str
    terms: list[TermOut]


class Me(Schema):
    """Who the token acts for, what it may, and in which compartments (null for all)."""

    user: UUID
    rights: list[May]
    compartments: list[str] | None


@router.get("/me", response=answers(Me), summary="Whom the token acts for")
def me(request: Asking) -> dict[str, object]:
    """Whom the token acts for, what it may, and where."""
    rights = request.rights
    compartments = None if rights.compartments is None else sorted(rights.compartments)
    return {"user": rights.user, "rights": [one for one in May if rights.may(one)], "compartments": compartments}


@router.get("/vocabularies", response=answers(list[VocabularyOut]), summary="Vocabularies")
def vocabularies(request: Asking) -> Iterable[Vocabulary]:
    """The codes that answers are given in, and their labels."""
    return list(request.workspace.vocabularies.values())


@router.get("/names/compare", response=answers(Likeness), summary="Compare two names")
def compare_two(
    request: Asking,
    a: Annotated[str, Asked(max_length=_LONGEST)],
    b: Annotated[str, Asked(max_length=_LONGEST)],
    kind: Literal["person", "place"] = "person",
) -> Comparison:
    """How much two spellings in any script speak for one name: the log of a Bayes factor, and why."""
    del request
    return (compare_places if kind == "place" else compare)(a, b)


@router.get("/names/search", response=answers(list[NameFound]), summary="Look a name up")
def search(
    request: Asking, q: Annotated[str, Asked(max_length=_LONGEST)], top: Annotated[int, Asked(ge=1, le=200)] = 20
) -> tuple[Found, ...]:
    """The accounts that tell of a name like this, any script to any script, the likest first."""
    return search_names(request.rights, q, top, request.workspace)
