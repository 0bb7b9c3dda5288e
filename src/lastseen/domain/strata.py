"""The kinds of pairs of accounts that a random sample is drawn from, by what linking held of them."""

from enum import StrEnum


class Stratum(StrEnum):
    """A kind of pair: joined, or not joined and more or less probably one, or not scored at all."""

    JOINED = "joined"
    LIKELY = "likely"
    OPEN = "open"
    UNLIKELY = "unlikely"
    REMOTE = "remote"
    OUTSIDE = "outside"
