"""What of a record that came back differs from ours: what somebody would have changed."""

from collections.abc import Iterator
from datetime import date

from lastseen.domain.accounts import Account, Involved, Name, ValueKind, specs
from lastseen.domain.dates import Age, IntervalDate, full_years


def differences(ours: Account, theirs: Account) -> Iterator[tuple[str, str]]:
    """Each field in which theirs says something else than ours, and what it says, in words.

    A field they say nothing of is none of these, nor is one that points at others: these have ids of their own.
    """
    for name, spec in specs(type(theirs)).items():
        if spec.kind is not ValueKind.ACCOUNT and getattr(theirs, name):
            here, there = ({_word(coded.value) for coded in getattr(one, name)} for one in (ours, theirs))
            if here != there:
                yield name, "; ".join(sorted(there))


def _word(value: object) -> str:
    """A value as words that are alike where the values are: days without how they were told, ages in full years."""
    match value:
        case IntervalDate():
            return f"{_end(value.earliest)}/{_end(value.latest)}"
        case Age():
            low, high = full_years(value)
            return f"{low}-{high}"
        case Name():
            return f"{value.text} ({value.script}, {value.kind})"
        case Involved():
            return f"{value.authority} ({value.role})"
        case _:
            return str(value)


def _end(day: date | None) -> str:
    return ".." if day is None else day.isoformat()
