"""The changes that may be made of many at once."""

from enum import StrEnum


class BulkKind(StrEnum):
    """What a change of many does; the word is that of its operation in the ledger."""

    CONCLUDE = "conclude-many"
    HOLD = "hold-many"
    DESCRIBE = "describe-many"


class Described(StrEnum):
    """What of the description of an interview may be changed for many at once; never who may see it."""

    KIND = "kind"
    LANGUAGE = "language"
    DAY = "day"
