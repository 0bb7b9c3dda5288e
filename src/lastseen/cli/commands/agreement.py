"""``agreement``: how far two coders agree on what interviews tell."""

from dataclasses import asdict

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.figures.agreement import Agreement, Coefficient, Share, Why
from lastseen.operations.concluded import agreement_table
from lastseen.operations.users import rights_of
from lastseen.reports.columns import table


@lastseen.command("agreement")
@with_format
@click.pass_obj
def agreement(session: Session, format_: str) -> None:
    """Say how far two coders agreed, over all interviews coded by two people and concluded on by a third."""
    actor = session.actor
    found = agreement_table(rights_of(actor))
    show(asdict(found), format_, lambda: _text(found.agreement, found.standing))


def _text(found: Agreement, standing: int) -> str:
    head = f"{found.sources} coded by two people and concluded, {standing} in the making."
    if not found.sources:
        return head
    units = [
        (one.kind or "in all", str(one.both), str(one.first), str(one.second), *_share(one.share))
        for one in (*found.found, found.in_all)
    ]
    fields = [
        (
            f"{one.kind}.{one.field}",
            str(one.same.of),
            str(one.alone),
            *_share(one.same),
            _said(one.kappa),
            _said(one.alpha),
        )
        for one in found.valued
    ]
    return "\n\n".join(
        (
            head,
            table([("unit", "both", "first", "second", "agreement", "95 %"), *units]),
            table([("field", "n", "one only", "same", "95 %", "kappa", "alpha"), *fields]),
        )
    )


def _share(share: Share) -> tuple[str, str]:
    if share.value is None or share.low is None or share.high is None:
        return "-", ""
    return f"{100 * share.value:.0f} %", f"{100 * share.low:.0f}–{100 * share.high:.0f}"


def _said(one: Coefficient | Why | None) -> str:
    if one is None or isinstance(one, Why):
        return "" if one is None else one.value
    interval = "" if one.low is None or one.high is None else f" ({one.low:.2f}–{one.high:.2f})"
    return f"{one.value:.2f}{interval}"
