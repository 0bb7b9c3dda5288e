"""What partners said of records here: verdicts, corrections, terms that are none of ours. Theirs to say."""

from dataclasses import dataclass

from lastseen.domain.rights import May, Rights
from lastseen.storage.partners import names_of, their_verdicts, their_words
from lastseen.storage.seen import known_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a partner said of something here: a verdict, a correction, a term that is none of ours; about which."""

    partner: str
    what: str
    about: tuple[str, ...]
    field: str
    value: str
    reason: str


def told_by_partners(rights: Rights) -> tuple[Told, ...]:
    """What partners decided and would have changed, of accounts that somebody sees, the oldest first.

    Raises :class:`~lastseen.domain.rights.NotAllowed`: it is of sensitivity *identity*, as corrections of names are.
    """
    rights.require(May.IDENTIFY)
    verdicts, words = their_verdicts(), their_words()
    accounts = {end for _, one in verdicts for end in (one.left, one.right)} | {one.account for _, one in words}
    seen = known_to(rights, accounts)
    names = names_of(seen)
    said = [
        Told(
            partner=partner,
            what=f"{one.kind} verdict",
            about=(names[one.left], names[one.right]),
            field="",
            value=one.answer.value,
            reason="",
        )
        for partner, one in verdicts
        if {one.left, one.right} <= seen
    ]
    said += [
        Told(
            partner=partner,
            what=one.kind,
            about=(names[one.account],),
            field=one.field,
            value=one.value,
            reason=one.reason,
        )
        for partner, one in words
        if one.account in seen
    ]
    return tuple(said)
