"""The words that particulars of how an interview was held are chosen from."""

from enum import StrEnum


class Agreed(StrEnum):
    """How somebody agreed to what was read to them."""

    SIGNED = "signed"
    RECORDED = "recorded"
    WITNESSED = "witnessed"
    DECLINED = "declined"


class Presence(StrEnum):
    """As what somebody was there."""

    INTERVIEWER = "interviewer"
    INTERPRETER = "interpreter"
    NOTE_TAKER = "note-taker"
    SUPPORT = "support"
    """Somebody the interviewee trusts and asked to be there."""
    LAWYER = "lawyer"
    FAMILY = "family"
    CHILD = "child"
    OTHER = "somebody-else"


class Whether(StrEnum):
    """Yes or no, where nothing said is a third thing."""

    YES = "yes"
    NO = "no"


class Channel(StrEnum):
    """By which way people spoke with each other, or may."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"
    MESSENGER = "messenger"
    WRITING = "writing"
    THIRD_PERSON = "third-person"
    """Through somebody both trust."""


class PlaceKind(StrEnum):
    """In what kind of place an interview was held."""

    OFFICE = "office"
    PARTNER = "partner"
    HOME = "home"
    SHELTER = "shelter"
    PUBLIC = "public"
    OTHER = "elsewhere"


class Kept(StrEnum):
    """By what a session was kept."""

    NOTES = "notes"
    AUDIO = "audio"
    FILM = "film"
    NOTHING = "nothing"


class Halt(StrEnum):
    """How an interview was interrupted."""

    BREAK = "break"
    STOPPED = "stopped"


class HaltedBy(StrEnum):
    """Who wanted an interruption."""

    INTERVIEWEE = "interviewee"
    INTERVIEWER = "interviewer"
    INTERPRETER = "interpreter"
    OTHERS = "others"


class Fate(StrEnum):
    """What is to become of what was recorded before an interview was stopped."""

    KEEP = "keep"
    KEEP_NOTHING = "keep-nothing"
    ASK_AGAIN = "ask-again"


class Service(StrEnum):
    """What kind of help somebody was referred to."""

    MEDICAL = "medical"
    MENTAL_HEALTH = "mental-health"
    LEGAL = "legal"
    PROTECTION = "protection"
    LIVELIHOOD = "livelihood"
    TRACING = "tracing"
    FAMILIES = "families"
    """A group of families of the disappeared."""
    OTHER = "other-help"


class Offered(StrEnum):
    """What became of an offer of help."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_NOW = "not-now"


class Progress(StrEnum):
    """How far a question to be asked later is."""

    OPEN = "open"
    ASKED = "asked"
    ANSWERED = "answered"
    NOT_POSSIBLE = "not-possible"
