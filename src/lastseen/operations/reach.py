"""Which sources somebody can reach: to write to, to ask about. What they cannot reach is not there for them."""

from lastseen.domain.accounts import SourceId
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.storage.compartments import compartment_of
from lastseen.storage.ledger import Pen
from lastseen.storage.seen_sources import source_named

_NEEDS = {
    "source": May.COLLECT,
    "interviewee": May.COLLECT,
    "consent": May.COLLECT,
    "finding": May.DECIDE,
}
"""The right that writing something of this kind needs. Accounts are not among them: whoever hands in may code."""


class NoSuchSource(Refusal):
    """There is no source of this id, or it is in a compartment that is not seen."""

    code = "source.not-found"
    sentence = "There is no source {source} in this registry."
    hint = "Look its name up among the sources; if it should be there, ask who may see it."


class OutOfReach(Refusal):
    """A source is written to that is not seen, or would not be seen once it is written."""

    code = "source.out-of-reach"
    sentence = "You cannot write a source {source} in this compartment."
    hint = "Put it in a compartment you see and give it a name that is not taken, or ask who may see it."


def check_reach(rights: Rights, source: SourceId) -> None:
    """The source is there and its compartment seen. Raises :class:`NoSuchSource`, the same for either."""
    compartment = compartment_of(source)
    if compartment is None or not rights.sees(compartment):
        raise NoSuchSource(source=source)


def named_source(rights: Rights, name: str) -> SourceId:
    """The id of the source of this name. Raises :class:`NoSuchSource`."""
    found = source_named(rights, name)
    if found is None:
        raise NoSuchSource(source=name)
    return found.id


def check_writing(rights: Rights, source: Source) -> None:
    """The source is, and was, of compartments that are seen. Raises :class:`OutOfReach`."""
    if rights.compartments is None:
        return
    before = compartment_of(source.id)
    if not all(rights.sees(compartment) for compartment in (source.compartment, before or source.compartment)):
        raise OutOfReach(source=source.external_id)


def check_written(rights: Rights, pen: Pen) -> None:
    """Everything written so far was allowed: what is said of a source and its consents needs more than to code does.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    for needed in {_NEEDS.get(what.partition(".")[0], May.CODE) for what in pen.touched}:
        rights.require(needed)
