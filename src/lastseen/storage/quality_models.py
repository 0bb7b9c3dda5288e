"""Models of random samples by which linking is judged: what was drawn, and what people held of each pair.

A judgement is no verdict: it joins nothing, and no verdict enters here.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lastseen.domain.strata import Stratum
from lastseen.domain.verdicts import Answer
from lastseen.storage.rows import Recorded, Standing, one_of


class Sample(Recorded):
    """Pairs of accounts of people drawn at random, by whoever wrote this, from the accounts they saw.

    ``compartments`` are those they saw, null for all; ``newest`` is the highest serial among the accounts, ``accounts``
    how many there were. ``strata`` has for each stratum how many pairs it had, and how many of them were drawn, which
    gives the probability of each to be drawn; ``state`` is the digest of the clusters that stood.
    """

    seed = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    compartments = models.JSONField(null=True)
    accounts = models.PositiveIntegerField()
    newest = models.PositiveBigIntegerField()
    strata = models.JSONField()
    state = models.CharField(max_length=64)


class SampledPair(Recorded):
    """A pair of a sample, the smaller id left: its stratum when it was drawn, and its place in the random order."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="pairs")
    place = models.PositiveIntegerField()
    left = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="+")
    stratum = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "place"], name="sampled_place_once"),
            models.UniqueConstraint(fields=["sample", "left", "right"], name="sampled_pair_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="sampled_pair_of_two_accounts"),
            models.CheckConstraint(condition=one_of("stratum", Stratum), name="sampled_stratum_is_a_known_word"),
        ]


class Judgement(Standing):
    """What whoever wrote this holds of a pair drawn: the same person, different ones, or unsure; one stands."""

    pair = models.ForeignKey(SampledPair, on_delete=models.PROTECT, related_name="judgements")
    answer = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pair"], condition=Q(retracted__isnull=True), name="one_standing_judgement_per_pair"
            ),
            models.CheckConstraint(condition=one_of("answer", Answer), name="judgement_answer_is_a_known_word"),
        ]
