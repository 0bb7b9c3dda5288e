"""``risk``: who could be harmed by what a source tells, or by what is told of a person."""

from datetime import datetime
from uuid import UUID

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.protection import Harmed, Risk, RiskLevel, Subject
from lastseen.domain.rights import Rights
from lastseen.operations.permitting import accounts_of_person
from lastseen.operations.protections import judge_risk
from lastseen.operations.reach import named_source
from lastseen.operations.users import rights_of


@lastseen.command("risk")
@click.argument("code", required=False)
@click.option("--source", help="A source in place of a person: the risk of all it tells.")
@click.option("--harmed", type=click.Choice([one.value for one in Harmed]), required=True, help="Who could be harmed.")
@click.option("--how", required=True, help="How they could be harmed, or why they could not.")
@click.option("--level", type=click.Choice([one.value for one in RiskLevel]), required=True)
@click.option("--judged-by", required=True, help="Who judged it, who need not be a user.")
@click.option(
    "--review", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The last day it holds, as 2027-06-30."
)
@click.option("--replaces", type=click.UUID, help="The id of an older judgement that this one takes the place of.")
@with_format
@click.pass_obj
def risk(  # one for each option
    session: Session,
    code: str | None,
    source: str | None,
    harmed: str,
    how: str,
    level: str,
    judged_by: str,
    review: datetime,
    replaces: UUID | None,
    format_: str,
) -> None:
    """Judge the risk for one person (CODE as P-0012), or of one source, until it is judged again.

    Outsiders are shown nobody of whom no risk was judged, and nobody of whom a high one was.
    """
    judged = Risk(
        subject=_subject(rights_of(session.actor), code, source),
        harmed=Harmed(harmed),
        how=how,
        level=RiskLevel(level),
        judged_by=judged_by,
        review=review.date(),
    )
    id_ = judge_risk(judged, replaces, actor=session.actor, now=session.now())
    answer = {"risk": str(id_), "accounts": len(judged.subject.accounts)}
    show(answer, format_, lambda: f"Judged {level} until {judged.review}: {id_}")


def _subject(rights: Rights, code: str | None, source: str | None) -> Subject:
    """What is judged. Raises :class:`~lastseen.domain.protection.NoSubject` where both are named, or neither."""
    return Subject(
        source=None if source is None else named_source(rights, source),
        accounts=frozenset() if code is None else accounts_of_person(rights, code),
    )
