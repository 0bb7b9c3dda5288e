"""Random samples by which linking is judged, written and read; apart from verdicts, which never enter here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import polars as pl
from django.db.models import FilteredRelation, Q

from lastseen.domain.accounts import AccountId
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import Rights
from lastseen.domain.strata import Stratum
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Account, Verdict
from lastseen.storage.quality_models import Judgement, Sample, SampledPair
from lastseen.storage.search.reading import tabulated
from lastseen.storage.seen import Deed, deed, deed_columns, seen

_CHUNK = 500
_JOINED = {"left": pl.UInt32, "left_source": pl.String, "right": pl.UInt32, "right_source": pl.String}


class NoSuchPair(Refusal):
    """There is no such pair in a sample that the user may see."""

    code = "quality.pair-not-found"
    sentence = "There is no pair {pair} in the sample."
    hint = "Load the page again: another sample may have been drawn."


class JudgedAlready(Refusal):
    """A judgement of the pair stands."""

    code = "quality.judged-already"
    sentence = "This pair is judged already."
    hint = "Load the page again: somebody else was quicker. A judgement can be taken back first."


class NoSuchJudgement(Refusal):
    """There is no standing judgement of this id."""

    code = "quality.judgement-not-found"
    sentence = "There is no standing judgement {judgement}."
    hint = "Load the page again: it may have been taken back already."


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is known of a sample: the seed and size asked for, and what it was drawn from.

    ``compartments`` are those its pairs are from (None for all), ``accounts`` how many accounts they held, ``newest``
    the highest serial of these. ``strata`` has for each stratum how many pairs it held; ``drawn`` how many were drawn.
    """

    seed: int
    size: int
    compartments: frozenset[str] | None
    accounts: int
    newest: int
    strata: Mapping[Stratum, int]
    drawn: Mapping[Stratum, int]
    state: str

    def inclusion(self, stratum: Stratum) -> float:
        """The probability with which a pair of this stratum was drawn."""
        return self.drawn[stratum] / self.strata[stratum]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleKept:
    """A sample, and who drew it."""

    id: UUID
    drawing: Drawing
    made: Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class PairKept:
    """A pair of a sample in the order drawn, and what it is judged to be, with the id of that judgement, if at all."""

    id: UUID
    place: int
    accounts: tuple[AccountId, AccountId]
    stratum: Stratum
    judgement: UUID | None
    answer: Answer | None


def put_sample(pen: Pen, drawing: Drawing, pairs: Sequence[tuple[AccountId, AccountId, Stratum]]) -> UUID:
    """Write a sample, its pairs in the order drawn; gives its id."""
    sample = pen.sign(
        Sample(
            seed=drawing.seed,
            size=drawing.size,
            compartments=None if drawing.compartments is None else sorted(drawing.compartments),
            accounts=drawing.accounts,
            newest=drawing.newest,
            strata={name: {"pairs": n, "drawn": drawing.drawn[name]} for name, n in drawing.strata.items()},
            state=drawing.state,
        )
    )
    sample.save(force_insert=True)
    rows = [
        pen.sign(SampledPair(sample=sample, place=place, left_id=left, right_id=right, stratum=stratum.value))
        for place, (*ends, stratum) in enumerate(pairs)
        for left, right in [sorted(ends)]
    ]
    SampledPair.objects.bulk_create(rows, batch_size=_CHUNK)
    pen.touched["sample.drawn"] += 1
    pen.touched["sample.pair"] += len(rows)
    return sample.id


def newest_sample(rights: Rights) -> SampleKept | None:
    """The sample drawn last of those from compartments all of which somebody sees; None where there is none."""
    columns = ("id", "seed", "size", "compartments", "accounts", "newest", "strata", "state", *deed_columns("entry"))
    for cells in Sample.objects.order_by("-entry__number", "id").values_list(*columns):
        id_, seed, size, compartments, accounts, newest, strata, state = cells[:8]
        if rights.compartments is None or (compartments is not None and rights.compartments.issuperset(compartments)):
            drawing = Drawing(
                seed=seed,
                size=size,
                compartments=None if compartments is None else frozenset(compartments),
                accounts=accounts,
                newest=newest,
                strata={name: strata[name]["pairs"] for name in Stratum},
                drawn={name: strata[name]["drawn"] for name in Stratum},
                state=state,
            )
            return SampleKept(id=id_, drawing=drawing, made=deed(cells[8:]))
    return None


def pairs_of(sample: UUID) -> tuple[PairKept, ...]:
    """The pairs of a sample, in the order drawn, with the judgements that stand."""
    standing = FilteredRelation("judgements", condition=Q(judgements__retracted__isnull=True))
    rows = SampledPair.objects.filter(sample=sample).alias(standing=standing).order_by("place")
    columns = ("id", "place", "left_id", "right_id", "stratum", "standing__id", "standing__answer")
    return tuple(
        PairKept(
            id=id_,
            place=place,
            accounts=(AccountId(left), AccountId(right)),
            stratum=Stratum(stratum),
            judgement=judgement,
            answer=None if answer is None else Answer(answer),
        )
        for id_, place, left, right, stratum, judgement, answer in rows.values_list(*columns)
    )


def accounts_seen(rights: Rights, accounts: Iterable[AccountId]) -> frozenset[AccountId]:
    """Those of these accounts that somebody sees, none withdrawn."""
    rows = Account.objects.filter(seen(rights), id__in=set(accounts))
    return frozenset(AccountId(id_) for id_ in rows.values_list("id", flat=True))


def put_judgement(pen: Pen, pair: UUID, answer: Answer) -> UUID:
    """Write what a pair is judged to be; gives the id of the judgement. Raises :class:`JudgedAlready`."""
    if Judgement.objects.filter(pair=pair, retracted__isnull=True).exists():
        raise JudgedAlready
    row = pen.sign(Judgement(pair_id=pair, answer=answer.value))
    row.save(force_insert=True)
    pen.touched["judgement.given"] += 1
    return row.id


def retract_judgement(pen: Pen, judgement: UUID) -> None:
    """Take a standing judgement back."""
    pen.retract(Judgement.objects.filter(id=judgement, retracted__isnull=True))
    pen.touched["judgement.taken-back"] += 1


def pairs_decided_by(user: UUID) -> frozenset[frozenset[AccountId]]:
    """The pairs of accounts of people between which somebody ever gave a verdict, taken back or not."""
    rows = Verdict.objects.filter(kind=VerdictKind.PERSON, entry__actor_id=user)
    ends = rows.values_list("left_id", "right_id")
    return frozenset(frozenset((AccountId(left), AccountId(right))) for left, right in ends)


def joined_at(number: int) -> pl.DataFrame:
    """The pairs of accounts of people held to be the same when this entry was written: serials and sources of both."""
    then = Q(retracted__isnull=True) | Q(retracted__number__gt=number)
    rows = Verdict.objects.filter(then, kind=VerdictKind.PERSON, answer=Answer.SAME, entry__number__lt=number)
    ends = (f"{end}__{column}" for end in ("left", "right") for column in ("serial", "coding__source_id"))
    return tabulated(rows.order_by().values_list(*ends), _JOINED)
