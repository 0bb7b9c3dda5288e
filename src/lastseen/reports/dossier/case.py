"""The dossier of a case: who was taken in it, each with the chains drawn, and the cases it hangs together with."""

from collections.abc import Iterator

from lastseen.reports.document.model import Block, Box, Heading, Items, Line, Paragraph, Text, Voice, plain
from lastseen.reports.dossier.custody import drawn
from lastseen.reports.dossier.desk import Desk, line
from lastseen.reports.dossier.short import answer, in_short
from lastseen.reports.dossier.support import sources
from lastseen.reports.records.dossiers import PersonRecord
from lastseen.reports.records.takings import IN_SHORT, Taking

_PEOPLE = {"code": 0.12, "names": 0.24, "sex": 0.12, "age": 0.14, "fate": 0.16, "finding": 0.22}
_IN_BOX = tuple(name for name in IN_SHORT if name not in ("sex", "age", "fate"))
"""What stands under the drawing of a person; the rest is in the table of all."""


def of_case(desk: Desk) -> Iterator[Block]:
    """Who was taken, each person, the chain of events, the sources."""
    taken = [(person, taking) for person in desk.content.people for taking in _here(desk, person)]
    yield Heading(level=2, text=plain(desk.texts["section"]["people"]))
    yield from (Paragraph(text=plain(f"«{title}»"), voice=Voice.QUOTE) for title in _titles(desk))
    yield desk.note("inside")
    yield desk.table("people", _PEOPLE, (_person(desk, *one) for one in taken))
    yield Heading(level=2, text=plain(desk.texts["section"]["each"]))
    yield from (_box(desk, *one) for one in taken)
    yield Heading(level=2, text=plain(desk.texts["section"]["chain_of_events"]))
    ties = tuple(dict.fromkeys(_ties(desk)))
    yield Items(items=ties) if ties else desk.note("none_chain")
    yield from sources(desk)


def _here(desk: Desk, person: PersonRecord) -> Iterator[Taking]:
    """The times that a person was taken in this case; of other cases nothing is shown."""
    return (taking for taking in person.takings if taking.case == desk.content.code)


def _titles(desk: Desk) -> list[str]:
    own = (account for account in desk.content.cases if account.about == desk.content.code)
    return list(dict.fromkeys(words for account in own for words in account.said("title").words))


def _person(desk: Desk, person: PersonRecord, taking: Taking) -> Line:
    outcomes = desk.wording.either([desk.label("finding-outcome", code) for code in taking.outcomes])
    return line(
        person.code,
        desk.names(person),
        answer(desk, taking, "sex"),
        answer(desk, taking, "age"),
        answer(desk, taking, "fate"),
        outcomes or desk.texts["no_finding"],
    )


def _box(desk: Desk, person: PersonRecord, taking: Taking) -> Box:
    title = f"{person.code} · {desk.names(person)}"
    caption = desk.texts["caption"]["custody_of"].format(person=person.code)
    return Box(title=plain(title), blocks=(*drawn(desk, person, taking, caption), in_short(desk, taking, _IN_BOX)))


def _ties(desk: Desk) -> Iterator[Text]:
    """Each tie as a source tells it: what the one case is to the other."""
    for account in desk.content.cases:
        kind = desk.said(account, "chain_kind") if account.code("chain_kind") else desk.texts["tied"]
        for value in account.said("follows").values:
            if value.absence is None:
                yield plain(
                    desk.texts["case_tie"].format(
                        case=account.about or desk.texts["no_code"],
                        kind=kind,
                        other=value.other or desk.texts["no_code"],
                        source=desk.source(account.source),
                    )
                )
