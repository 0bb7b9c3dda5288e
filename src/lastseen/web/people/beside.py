"""What several say of the same, side by side: a column for each who tells, a row for each field, differences marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from lastseen.domain.accounts import ACCOUNT_TYPES, specs
from lastseen.operations.pages import AccountTold
from lastseen.web.speech import Speech, Value

_POINTING = frozenset({"person", "other", "case", "order"})
"""Fields that only say which accounts hang together."""
_OF_EACH = "relation_to_interviewee"
"""What is of each source alone, and so never differs."""

Accounts = Sequence[AccountTold]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field as each of several tells it; ``differs`` where two give values that the other does not give."""

    head: str
    cells: tuple[tuple[Value, ...], ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Rows under columns, each of the source or person named at its head."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def person_rows(speech: Speech, told: Mapping[str, Accounts]) -> Iterator[Row]:
    """Every field of person accounts that anybody says something for."""
    yield from _of_kind(speech, told, "person", specs(ACCOUNT_TYPES["person"]))


def fate_rows(speech: Speech, told: Mapping[str, Accounts]) -> Iterator[Row]:
    """Every field of fates that anybody says something for."""
    yield from _of_kind(speech, told, "fate", specs(ACCOUNT_TYPES["fate"]))


def stage_rows(speech: Speech, told: Mapping[str, Accounts]) -> Iterator[Row]:
    """Every field of custody stages that anybody says something for."""
    yield from _of_kind(speech, told, "stage", specs(ACCOUNT_TYPES["stage"]))


def case_rows(speech: Speech, told: Mapping[str, Accounts]) -> Iterator[Row]:
    """Every field of cases themselves that anybody says something for."""
    yield from _of_kind(speech, told, "case", specs(ACCOUNT_TYPES["case"]))


def taking_rows(speech: Speech, told: Mapping[str, Accounts], suffix: str = "") -> Iterator[Row]:
    """How a taking began as each tells it (when, where, by whom), all grounds told, and the stages in order."""
    heads = speech.words["row"]
    first = {who: stages[:1] for who, stages in told.items()}
    for field, stages in (
        ("start", first),
        ("place", first),
        ("authorities", first),
        ("grounds", told),
        ("stage", told),
    ):
        head = heads["chain" if field == "stage" else field]
        yield from _row(speech, f"{head}{suffix}", field, stages)


def _of_kind(speech: Speech, told: Mapping[str, Accounts], kind: str, fields: Iterable[str]) -> Iterator[Row]:
    own = {who: [account for account in accounts if account.kind == kind] for who, accounts in told.items()}
    for field in fields:
        if field not in _POINTING:
            yield from _row(speech, speech.field(kind, field), field, own)


def _row(speech: Speech, head: str, field: str, told: Mapping[str, Accounts]) -> Iterator[Row]:
    cells = tuple(tuple(_values(speech, accounts, field)) for accounts in told.values())
    if any(cells):
        given = [{value.text for value in cell if not value.is_absent} for cell in cells]
        differs = field not in (_OF_EACH, "stage") and any(a - b and b - a for a, b in combinations(given, 2))
        yield Row(head=head, cells=cells, differs=differs)


def _values(speech: Speech, accounts: Accounts, field: str) -> Iterator[Value]:
    """The values of all these accounts; of one said twice in a row, the first."""
    last = None
    for account in accounts:
        for value in speech.values(account, field):
            if value.text != last:
                yield value
            last = value.text
