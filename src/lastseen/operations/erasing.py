"""A source erased: its key is destroyed, and who it is about can be read nowhere any more, in copies neither.

What was coded stays without names and words, so that figures are what they were; the ledger says that it was erased and
verifies. It cannot be taken back.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.operations.files import STORE, store_of, store_with
from lastseen.operations.reach import named_source
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.erasing import (
    Holding,
    contents_of,
    erased_sources,
    holding,
    names_of,
    put_erasures,
)
from lastseen.storage.ledger import recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.naming import Mention, mentions, names_told
from lastseen.storage.protection import repeating
from lastseen.storage.reading import snapshot_names
from lastseen.storage.sealed import source_keys
from lastseen.storage.search.keeping import forget_freed, reindex
from lastseen.storage.seen_sources import sources_seen


class ErasedAlready(Refusal):
    """A source is erased once."""

    code = "source.erased-already"
    sentence = "{source} was erased already."
    hint = "There is nothing left of it to erase. Copies of the file of keys made before should be destroyed as well."


class RepeatedByOthers(Refusal):
    """Other sources say the same words, and would still tell who the source is about."""

    code = "source.repeated-by-others"
    sentence = "{others} repeat what {source} says."
    hint = "Erase them together with it, or see first whether they may stay and describe them as derived from nothing."


class RepeatedUnseen(Refusal):
    """What repeats a source is in a compartment that is not seen."""

    code = "source.repeated-unseen"
    sentence = "What repeats {source} is not all in your compartments."
    hint = "Ask somebody who sees every compartment to erase it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasable:
    """What would go with a source: itself and what repeats it, how much there is of them, in how many snapshots.

    ``named`` are words of the organisation's own that stay and name somebody these sources name; None where not every
    compartment is seen, as such words may be about any.
    """

    source: str
    repeating: tuple[str, ...]
    holding: Holding
    snapshots: tuple[str, ...]
    named: tuple[Mention, ...] | None = field(repr=False)


def may_erase(rights: Rights) -> bool:
    """Whether somebody's roles let them erase what they see."""
    return all(map(rights.may, _NEEDED))


def is_erased(rights: Rights, name: str) -> bool:
    """Whether a source was erased. Raises :class:`~lastseen.operations.reach.NoSuchSource`."""
    return named_source(rights, name) in erased_sources()


def erasable(rights: Rights, name: str) -> Erasable:
    """What erasing a source would take away.

    Raises :class:`~lastseen.operations.reach.NoSuchSource`, :class:`ErasedAlready`, :class:`RepeatedUnseen` or
    :class:`~lastseen.domain.rights.NotAllowed`.
    """
    for needed in _NEEDED:
        rights.require(needed)
    with at_one_moment():
        source, others = _sources(rights, name)
        going = {source, *others}
        return Erasable(
            source=name,
            repeating=names_of(others),
            holding=holding(going),
            snapshots=tuple(snapshot_names()),
            named=mentions(names_told(going)) if rights.compartments is None else None,
        )


def erase_source(name: str, workspace: Workspace, *, together: bool, actor: UUID, now: datetime) -> Erasable:
    """Erase a source for good; with ``together``, also what repeats it. Gives what went.

    Where it fails after the keys are destroyed, it can be done again. Raises as :func:`erasable` does, and
    :class:`RepeatedByOthers`.
    """
    rights = authorised(actor, *_NEEDED)
    with recording(actor, "erase-source", now) as pen:
        gone = erasable(rights, name)
        source, others = _sources(rights, name)
        if others and not together:
            raise RepeatedByOthers(source=name, others=", ".join(gone.repeating))
        sources = {source, *others}
        files = _files(sources, workspace)
        put_erasures(pen, sources)
        source_keys().destroy(sources)
        reindex(pen.told, pen.described, workspace.frame)
    store_of(workspace).remove(files)
    forget_freed()
    return gone


def unfinished_erasures() -> tuple[str, ...]:
    """The sources whose keys are destroyed while the registry says nothing of it, or the other way round."""
    with at_one_moment():
        return names_of(erased_sources() ^ source_keys().erased())


_NEEDED = (May.IDENTIFY, May.COLLECT, May.RELEASE)


def _sources(rights: Rights, name: str) -> tuple[SourceId, frozenset[SourceId]]:
    """The source, and all that repeat it, or a repetition of it, and are not erased yet."""
    source = named_source(rights, name)
    gone = erased_sources() & source_keys().erased()
    if source in gone:
        raise ErasedAlready(source=name)
    others = repeating([source]) - gone - {source}
    if sources_seen(rights, others) != others:
        raise RepeatedUnseen(source=name)
    return source, others


def _files(sources: Collection[SourceId], workspace: Workspace) -> list[str]:
    """The names under which the files of these sources lie; none of those whose key is destroyed already."""
    erased = source_keys().erased()
    if not (workspace.folder / STORE).exists():
        return []
    return [
        store_with(workspace, source, digest).name_of(digest)
        for source, digest in contents_of(sources)
        if source not in erased
    ]
