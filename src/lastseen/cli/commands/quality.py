"""``quality``: how well people are linked, from a random sample of pairs that people judged."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.linkage.assessing import Share
from lastseen.linkage.sampling import FAR
from lastseen.operations.quality import LARGEST, SMALLEST, Quality, draw_sample, quality
from lastseen.operations.users import rights_of
from lastseen.reports.columns import table

_SEEDS = 2**31
_FIGURES = ("precision", "recall_near", "recall")


@lastseen.group("quality")
def quality_of_links() -> None:
    """Estimate how well people are linked, from a random sample judged by people."""


@quality_of_links.command("draw")
@click.option("--size", type=int, default=200, show_default=True, help=f"How many pairs, {SMALLEST} to {LARGEST}.")
@click.option("--seed", type=click.IntRange(0, _SEEDS), help="The same accounts and seed give the same pairs again.")
@with_format
@click.pass_obj
def draw(session: Session, size: int, seed: int | None, format_: str) -> None:
    """Draw pairs of accounts at random, to be judged in the browser under Review, Sample.

    They are of every kind: joined, not joined and more or less probable, and never compared. The newest sample is the
    one that counts.
    """
    chosen = secrets.randbelow(_SEEDS) if seed is None else seed
    made = draw_sample(size, chosen, session.workspace, actor=session.actor, now=session.now())
    show(
        {"sample": str(made), "seed": chosen},
        format_,
        lambda: f"A sample is drawn, with the seed {chosen}. Judge it in the browser, under Review, Sample.",
    )


@quality_of_links.command("show")
@with_format
@click.pass_obj
def show_quality(session: Session, format_: str) -> None:
    """Tell precision and recall of what is joined now, with 95 % intervals, and what they rest on."""
    actor = session.actor
    found = quality(rights_of(actor), session.workspace)
    show(_as_data(found), format_, lambda: _text(found))


def _as_data(found: Quality) -> dict[str, object]:
    sample = found.sample
    return {
        "sample": {
            "id": str(sample.id),
            "seed": sample.drawing.seed,
            "accounts": sample.drawing.accounts,
            "drawn_at_entry": sample.made.number,
        },
        "judged": found.assessment.judged,
        "unsure": found.assessment.unsure,
        "waiting": found.waiting,
        "accounts_since": found.since,
        **{name: _share(getattr(found.assessment, name)) for name in _FIGURES},
        "missed_far_at_most": round(found.assessment.missed_far),
        "more_to_judge": dict(found.more),
        "strata": [asdict(one) for one in found.assessment.strata],
    }


def _share(share: Share | None) -> dict[str, float] | None:
    return None if share is None else {name: round(value, 4) for name, value in asdict(share).items()}


def _text(found: Quality) -> str:
    told = found.assessment
    far = [one for one in told.strata if one.stratum in FAR]
    pairs, judged = sum(one.pairs for one in far), sum(one.judged for one in far)
    judgements = f"{told.judged} pairs judged, {told.unsure} of them unsure, {found.waiting} waiting."
    accounts = f"{found.since} accounts came after the sample was drawn and are left out."
    further = f"Of {pairs} pairs held at less than 1 % or never compared {judged} are judged;"
    most = f"there may be up to {told.missed_far:.0f} of one person among them."
    return "\n\n".join(
        (
            table([("figure", "estimate", "95 %", "to 5 points"), *_rows(found)]),
            f"{judgements} {accounts}\n{further} {most}",
            table(
                [
                    ("stratum", "pairs", "drawn", "judged", "same", "different", "unsure"),
                    *(
                        (o.stratum.value, *map(str, (o.pairs, o.drawn, o.judged, o.same, o.different, o.unsure)))
                        for o in told.strata
                    ),
                ]
            ),
        )
    )


def _rows(found: Quality) -> Iterable[tuple[str, str, str, str]]:
    for name in _FIGURES:
        share: Share | None = getattr(found.assessment, name)
        if share is None:
            yield name, "-", "", ""
            continue
        low, high = f"{100 * share.low:.0f}", f"{100 * share.high:.0f}"
        more = found.more[name]
        yield (
            name,
            f"{low} %" if low == high else f"{low}–{high} %",
            f"{100 * share.at_least:.0f}–{100 * share.at_most:.0f}",
            "hardly" if more is None else f"{more} more" if more else "known",
        )
