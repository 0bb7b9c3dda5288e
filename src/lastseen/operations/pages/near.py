"""The registry around a few people, read through pointers and verdicts: a book of just these, as one user sees it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lastseen.domain.accounts import Account, AccountId, SourceId
from lastseen.domain.decisions import Conclusion, Finding
from lastseen.domain.derive.cases import Decisions, Disappearance, disappearances, index
from lastseen.domain.derive.frame import Frame
from lastseen.domain.rights import Rights
from lastseen.domain.sources import Source, origins
from lastseen.domain.verdicts import VerdictKind
from lastseen.operations.book import Book
from lastseen.operations.pages.sight import AccountTold, Sight, look, named_by
from lastseen.storage.seen import Kept, Made, conclusions_on, findings_on, kept, pointing_at, verdicts_on
from lastseen.storage.seen_sources import sources_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """People with all that is told of them, and whoever else is named there.

    ``own`` are the accounts of the people asked for; ``about`` are all those that tell of them. ``book`` is what
    derivations work on, the same as for a snapshot.
    """

    own: frozenset[AccountId]
    about: tuple[AccountId, ...]
    sight: Sight
    kept: Mapping[AccountId, Kept]
    sources: Mapping[SourceId, Source]
    names: Mapping[SourceId, str]
    conclusions: tuple[Made, ...]
    findings: tuple[Made, ...]
    book: Book

    def told(self, accounts: Iterable[AccountId]) -> tuple[AccountTold, ...]:
        """These accounts as pages have them."""
        return tuple(self.sight.told(self.kept[account], self.names) for account in accounts)

    def taken(self, frame: Frame) -> dict[AccountId, tuple[Disappearance, ...]]:
        """The disappearances of each of the people asked for who was taken, by the oldest account of each."""
        links, victims, decisions = self.book.links, self.book.victims, self.book.decisions
        return {
            file.person: disappearances(file, links, decisions, victims, frame)
            for file in self.book.files()
            if file.person in self.own
        }


def read_near(rights: Rights, people: Iterable[AccountId], also: Iterable[AccountId] = ()) -> Near:
    """What somebody sees around these people; ``also`` are other accounts to be read with whatever they name."""
    own = look(rights, people).placed
    first = kept(rights, {*own, *pointing_at(rights, own), *also})
    about = {one.account.id: one for one in first}
    ends = {end for verdict in verdicts_on(rights, about) for end in verdict.accounts}
    conclusions, findings = conclusions_on(rights, own), findings_on(rights, own)
    hanging = {account for made in (*conclusions, *findings) for account in made.accounts}
    sight = look(rights, {*about, *ends, *hanging, *named_by(one.account for one in first)})
    held = about | {one.account.id: one for one in kept(rights, sight.placed.keys() - about.keys())}
    sources = sources_of(rights, {one.account.source for one in held.values()})
    conclusions, findings = ([m for m in made if m.accounts <= sight.placed.keys()] for made in (conclusions, findings))
    return Near(
        own=frozenset(own),
        about=tuple(about),
        sight=sight,
        kept=held,
        sources=sources,
        names={id_: source.external_id for id_, source in sources.items()},
        conclusions=tuple(conclusions),
        findings=tuple(findings),
        book=_book(sight, held, sources, _decisions(conclusions, findings)),
    )


def _decisions(conclusions: Iterable[Made], findings: Iterable[Made]) -> Decisions:
    return Decisions(
        conclusions=index(
            Conclusion(accounts=m.accounts, variable=m.subject, values=m.values, reason=m.reason) for m in conclusions
        ),
        findings=index(
            Finding(accounts=m.accounts, standard=m.values[0], outcome=m.values[1], reason=m.reason) for m in findings
        ),
    )


def _book(
    sight: Sight, held: Mapping[AccountId, Kept], sources: Mapping[SourceId, Source], decisions: Decisions
) -> Book:
    accounts: dict[type[Account], list[Account]] = {}
    for one in sorted(held.values(), key=lambda one: one.serial):
        accounts.setdefault(type(one.account), []).append(sight.in_sight(one.account))
    return Book(
        accounts=accounts,
        serial={id_: place.serial for id_, place in sight.placed.items()},
        sources=tuple(sources.values()),
        persons=sight.clusters[VerdictKind.PERSON],
        cases=sight.clusters[VerdictKind.CASE],
        stages=sight.clusters[VerdictKind.STAGE],
        origin=origins({id_: source.derived_from for id_, source in sources.items()}),
        decisions=decisions,
    )
