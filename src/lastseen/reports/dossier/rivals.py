"""Rival accounts side by side: a column for each source, rows marked where they differ, and the words that say it.

The words are those that the snapshot may quote; of how many passages they are held back is said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, groupby

from lastseen.domain.accounts import ACCOUNT_TYPES, specs
from lastseen.domain.answers import Absence
from lastseen.domain.markings import BAR, VOCABULARY, Held, labelled
from lastseen.reports.document.model import Block, Column, Heading, Items, Line, Run, Table, Text, plain
from lastseen.reports.dossier.desk import Desk, given
from lastseen.reports.dossier.short import conclusions
from lastseen.reports.records.accounts import Quote, ToldAccount
from lastseen.reports.records.dossiers import PersonRecord
from lastseen.reports.records.takings import Taking, first_taken

_SIDE_BY_SIDE = 4
"""So many sources stand beside each other; the next ones are in a table of their own."""
_HEAD = 0.2
_OF_EACH = "relation_to_interviewee"
"""What is of each source alone, and so never differs."""
_COMPARED = frozenset({"person", "stage", "fate"})
"""The kinds of accounts that stand side by side."""
_POINTING = frozenset({"names", "person", "other", "case", "order"})
"""Fields that are shown elsewhere, or only say which accounts hang together."""
_HELD = {Held.UNREVIEWED: "held_unreviewed", Held.NO_TEXT: "held_no_text"}
"""What is said of words that are held back."""

_Told = Mapping[str, Sequence[ToldAccount]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One field, and the accounts of each source that may say something for it."""

    head: str
    field: str
    told: _Told
    between: str = "; "

    @property
    def is_told(self) -> bool:
        """Whether any source says anything, be it that it does not know."""
        return any(account.said(self.field).is_told for accounts in self.told.values() for account in accounts)

    @property
    def differs(self) -> bool:
        """Whether of two sources each gives a value that the other does not give; to tell more is not to differ."""
        told = [{v for a in accounts for v in given(a.said(self.field))} for accounts in self.told.values()]
        return self.field != _OF_EACH and any(one - other and other - one for one, other in combinations(told, 2))

    def cell(self, desk: Desk, source: str) -> str:
        """What one source says, in words, a repetition once."""
        told = (desk.said(account, self.field) for account in self.told[source] if account.said(self.field).is_told)
        return self.between.join(words for words, _ in groupby(told)) or desk.absent(Absence.NOT_ASKED)


def sources_say(desk: Desk, person: PersonRecord) -> Iterator[Block]:
    """Conclusions first, then the sources side by side, then each source's words."""
    yield Heading(level=2, text=plain(desk.texts["section"]["sources_say"]))
    for taking in person.takings:
        if taking.conclusions:
            yield from desk.titled(person, taking)
            yield Heading(level=3, text=plain(desk.texts["conclusions"]))
            yield from conclusions(desk, taking)
    sources = sorted({account.source for account in person.accounts if account.kind in _COMPARED}, key=desk.source)
    rows = [row for row in _rows(desk, person, sources) if row.is_told]
    if not rows:
        yield desk.note("no_source")
    for place in range(0, len(sources) if rows else 0, _SIDE_BY_SIDE):
        yield _table(desk, rows, sources[place : place + _SIDE_BY_SIDE])
    for source in sorted({account.source for account in person.accounts}, key=desk.source):
        yield from _words(desk, person, source)


def _table(desk: Desk, rows: Sequence[_Row], sources: Sequence[str]) -> Table:
    share = (1 - _HEAD) / len(sources)
    return Table(
        caption=plain(desk.texts["caption"]["sources_say"]),
        columns=(
            Column(head=desk.texts["head"]["field"], width=_HEAD),
            *(Column(head=desk.source(source), width=share) for source in sources),
        ),
        lines=tuple(_line(desk, row, sources) for row in rows),
        notes=(plain(desk.texts["differing"]),) if any(row.differs for row in rows) else (),
    )


def _line(desk: Desk, row: _Row, sources: Sequence[str]) -> Line:
    head: Text = (Run(text=f"≠ {row.head}", bold=True),) if row.differs else plain(row.head)
    return Line(cells=(head, *(plain(row.cell(desk, source)) for source in sources)))


def _rows(desk: Desk, person: PersonRecord, sources: Sequence[str]) -> Iterator[_Row]:
    """The person, each time the person was taken, and the fate, field by field."""
    yield from _of_kind(desk, person, sources, "person")
    for taking in person.takings:
        yield from _of_taking(desk, person, taking, sources)
    yield from _of_kind(desk, person, sources, "fate")


def _of_kind(desk: Desk, person: PersonRecord, sources: Sequence[str], kind: str) -> Iterator[_Row]:
    told = {source: [a for a in person.of(kind) if a.source == source] for source in sources}
    for field in specs(ACCOUNT_TYPES[kind]):
        if field not in _POINTING:
            yield _Row(head=desk.texts["field"][kind][field], field=field, told=told)


def _of_taking(desk: Desk, person: PersonRecord, taking: Taking, sources: Sequence[str]) -> Iterator[_Row]:
    """The first deprivation of liberty as each source itself tells it, with all grounds, and the stages in order."""
    stages = {source: _own_stages(person, taking, source) for source in sources}
    first = {source: [stage] if (stage := first_taken(own)) else [] for source, own in stages.items()}
    suffix = f" · {taking.case}" if len(person.takings) > 1 else ""
    heads = {name: f"{head}{suffix}" for name, head in desk.texts["row"].items()}
    for field in ("start", "place", "authorities"):
        yield _Row(head=heads[field], field=field, told=first)
    yield _Row(head=heads["grounds"], field="grounds", told=stages)
    yield _Row(head=heads["chain"], field="stage", told=stages, between=" → ")


def _own_stages(person: PersonRecord, taking: Taking, source: str) -> list[ToldAccount]:
    own = [stage for stage in person.of("stage") if stage.source == source and _case(stage) == taking.case]
    return sorted(own, key=_in_order)


def _case(stage: ToldAccount) -> str:
    return next((value.other for value in stage.said("case").values if value.other), "")


def _words(desk: Desk, person: PersonRecord, source: str) -> Iterator[Block]:
    """The passages of one source, each once with all that it says."""
    supports: dict[Quote, dict[str, list[str]]] = {}
    for account in sorted((a for a in person.accounts if a.source == source), key=_in_order):
        for field in specs(ACCOUNT_TYPES[account.kind]):
            for quote in account.said(field).quotes:
                fields = supports.setdefault(quote, {}).setdefault(_called(desk, account), [])
                fields.append(desk.texts["field"][account.kind][field])
    if supports:
        yield Heading(level=3, text=plain(desk.texts["passages"].format(source=desk.source(source))))
        shown = {quote: fields for quote, fields in supports.items() if quote.words or quote.place}
        if shown:
            yield Items(items=tuple(_passage(desk, quote, fields) for quote, fields in shown.items()))
        if any(BAR in quote.words for quote in shown):
            yield desk.note("barred")
        yield from _held_back(desk, supports)


def _held_back(desk: Desk, quotes: Iterable[Quote]) -> Iterator[Block]:
    """Of how many passages the words are held back, reason by reason."""
    for held, n in sorted(Counter(quote.held for quote in quotes if quote.held).items()):
        yield desk.note(_HELD[Held(held)], n=desk.wording.number(n))


def _in_order(account: ToldAccount) -> tuple[int, int]:
    """Accounts by their kind, stages as they are told."""
    return list(ACCOUNT_TYPES).index(account.kind), next((v.numbers[0] or 0 for v in account.said("order").values), 0)


def _called(desk: Desk, account: ToldAccount) -> str:
    """What kind of stage an account tells of; nothing of what is no stage."""
    return desk.said(account, "stage") if account.kind == "stage" else ""


def _passage(desk: Desk, quote: Quote, supported: Mapping[str, Sequence[str]]) -> Text:
    """A quote after what it says: Sex, Age; or of stages Arrest (Authorities, Place). Third persons by their kind."""
    said = (f"{stage} ({', '.join(fields)})" if stage else ", ".join(fields) for stage, fields in supported.items())
    place = f" ({quote.place})" if quote.place else ""
    words = labelled(quote.words, partial(desk.label, VOCABULARY))
    return (Run(text="; ".join(said), bold=True), Run(text=f" «{words}»{place}" if words else place))
