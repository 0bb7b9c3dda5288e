"""``audit``: what the public figures give away together with all that left before."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from lastseen.cli.commands.figures import chosen, with_definitions, with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.figures.auditing import Inferred
from lastseen.figures.disclosure import THRESHOLD
from lastseen.operations.auditing import Audited, Terms, audit_figures
from lastseen.operations.snapshots import find_snapshot


@lastseen.command("audit")
@with_snapshot
@with_definitions
@click.option("--threshold", type=click.IntRange(3), default=THRESHOLD, show_default=True)
@click.option("--open", "opened", multiple=True, help="A variable that is published person by person anyway.")
@click.option("--all", "everything", is_flag=True, help="Print every protected cell, not only the narrow ones.")
@with_format
@click.pass_obj
def audit(
    session: Session,
    name: str | None,
    definitions: Path | None,
    threshold: int,
    opened: tuple[str, ...],
    format_: str,
    *,
    everything: bool,
) -> None:
    """Say what outsiders can work out of small groups from the public figures and all that was published before.

    Ends with 1 where an interval is narrower than the threshold.
    """
    workspace = session.workspace
    released = audit_figures(
        find_snapshot(workspace, name),
        chosen(definitions, workspace.profile),
        Terms(threshold=threshold, in_the_open=frozenset(opened)),
        workspace,
        actor=session.actor,
        now=session.now(),
    )
    audited = released.content
    show(_plain(audited), format_, lambda: "\n".join(_told(audited, everything=everything)))
    if audited.audit.narrow:
        raise SystemExit(1)


def _plain(audited: Audited) -> dict[str, Any]:
    found = audited.audit
    return {
        "before": audited.before,
        "cells": [_cell(one) for one in found.inferred],
        "narrow": [_cell(one) for one in found.narrow],
        "proposal": asdict(found.proposal),
        "grown": found.grown,
        "unread": found.unread,
    }


def _cell(one: Inferred) -> dict[str, Any]:
    cell = one.cell
    return {
        "figures": cell.figures,
        "rows": cell.rows,
        "n": cell.n,
        "low": one.interval.low,
        "high": one.interval.high,
        "since": one.since,
        "reason": cell.reason,
    }


def _told(audited: Audited, *, everything: bool) -> Iterator[str]:
    found = audited.audit
    yield f"{len(found.inferred)} protected cells, beside {audited.before} releases before; {len(found.narrow)} narrow"
    for one in found.inferred if everything else found.narrow:
        rows = " × ".join(f"{f}/{r}" for f, r in zip(one.cell.figures, one.cell.rows, strict=True))
        since = "" if one.since is None else f"  (newcomers since release {one.since + 1})"
        yield f"  {rows}: {one.interval.low} to {one.interval.high}{since}"
    for figure, row in found.proposal.suppress:
        yield f"  put together with the small rows: {figure}/{row}"
    for figure in found.proposal.coarser:
        yield f"  or leave out: {figure}"
    if found.proposal.left:
        yield f"  {found.proposal.left} would stay narrow"
    if not found.grown:
        yield "  People left between releases: the last is audited alone."
    if found.unread:
        yield f"  not read, as no definition explains them: {', '.join(found.unread)}"
