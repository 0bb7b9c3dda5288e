"""Relations of a person, what authorities answered, and what was done to find the person."""

from collections.abc import Iterator

from lastseen.reports.document.model import Block, Heading, Line, plain
from lastseen.reports.dossier.desk import Desk, line
from lastseen.reports.records.accounts import ToldAccount
from lastseen.reports.records.dossiers import PersonRecord

_TIES = {"who": 0.22, "relation": 0.3, "to_whom": 0.3, "source": 0.18}
_ANSWERS = {"authority": 0.24, "answer": 0.2, "when": 0.2, "basis": 0.22, "source": 0.14}
_EFFORTS = {"effort": 0.5, "when": 0.36, "source": 0.14}


def ties(desk: Desk, person: PersonRecord) -> Iterator[Block]:
    """Ties to relatives and to interviewees."""
    yield Heading(level=2, text=plain(desk.texts["section"]["ties"]))
    to_speakers = [a for a in person.of("person") if a.said("relation_to_interviewee").is_told]
    lines = [
        *(_to_speaker(desk, account) for account in to_speakers),
        *(_tie(desk, account) for account in person.of("relation")),
    ]
    yield desk.table("ties", _TIES, lines) if lines else desk.note("none_tie")


def _to_speaker(desk: Desk, account: ToldAccount) -> Line:
    relation = desk.said(account, "relation_to_interviewee")
    return line(account.about, relation, desk.speaker(account.source), desk.source(account.source))


def _tie(desk: Desk, account: ToldAccount) -> Line:
    return line(*(desk.said(account, end) for end in ("person", "relation", "other")), desk.source(account.source))


def answers(desk: Desk, person: PersonRecord) -> Iterator[Block]:
    """What authorities answered, then searches and complaints."""
    yield Heading(level=2, text=plain(desk.texts["section"]["answers"]))
    answered = [_answer(desk, account) for account in person.of("response")]
    yield desk.table("answers", _ANSWERS, answered) if answered else desk.note("none_answer")
    efforts = [_effort(desk, account) for account in person.of("effort")]
    yield desk.table("efforts", _EFFORTS, efforts) if efforts else desk.note("none_effort")


def _answer(desk: Desk, account: ToldAccount) -> Line:
    told = (desk.said(account, field) for field in ("authority", "response", "start", "basis"))
    return line(*told, desk.source(account.source))


def _effort(desk: Desk, account: ToldAccount) -> Line:
    return line(desk.said(account, "effort"), desk.said(account, "start"), desk.source(account.source))
