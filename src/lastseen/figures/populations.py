"""Whom a population admits: every disappearance judged by its findings and by who tells of it.

A *doubt* names everything that may be one: people between whom the verdict is *unsure* share one, as do cases. Where
one of them is outside the population it still speaks in the doubt, as a *shadow*: it is not counted, but a row is
certain only if the shadow fits it too.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from lastseen.figures.definitions import Population

Read = Callable[[str], pl.LazyFrame]
"""Gives a table of the snapshot, always with its lines in one order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """The judged disappearances of one population, in the shapes that units are made of.

    ``disappearances`` holds every one, with its person's and case's doubt; ``inside`` says whether some finding admits
    it, ``sure`` whether no finding speaks against. ``people`` holds those with a disappearance inside, ``sure`` if one
    is certainly so, and their shadows (``inside`` false).
    """

    population: Population
    disappearances: pl.DataFrame
    people: pl.DataFrame


def admitted(population: Population, read: Read) -> Admitted:
    """Judge every disappearance: certainly inside if there is a finding and every one that stands is admitted, possibly
    if some finding is; not at all if no source of the kinds wanted tells of it."""
    judged = _judged(population, read)
    return Admitted(population=population, disappearances=judged.collect(), people=_people(judged).collect())


def _judged(population: Population, read: Read) -> pl.LazyFrame:
    inside, sure = pl.lit(value=True), pl.lit(value=True)
    for column, allowed in (("outcome", population.outcomes), ("standard", population.standards)):
        if allowed:
            fits = pl.col(column).list.eval(pl.element().is_in(list(allowed)))
            inside, sure = inside & fits.list.any(), sure & fits.list.all()
    if population.source_kinds:
        told = pl.col("source_kinds").list.eval(pl.element().is_in(list(population.source_kinds)))
        inside &= told.list.any()
    people = read("persons").select("person", "family", person_doubt="doubt")
    cases = read("cases").select("case", case_doubt="doubt")
    return (
        read("disappearances")
        .select("disappearance", "person", "case", "sequence", inside=inside, sure=sure)
        .join(people, on="person")
        .join(cases, on="case", how="left")
        .with_columns(case_doubt=pl.coalesce("case_doubt", "case", pl.lit("")))
    )


def _people(judged: pl.LazyFrame) -> pl.LazyFrame:
    """One line for each person inside, or sharing a doubt with one who is."""
    shared = pl.col("inside").any().over("person_doubt", "case_doubt")
    return (
        judged.with_columns(sure=pl.when("inside").then("sure").otherwise(pl.col("sure") | ~shared))
        .group_by("person")
        .agg(
            pl.col("person_doubt", "family").first(),
            pl.col("inside").any(),
            some=(pl.col("sure") & pl.col("inside")).any(),
            every=pl.col("sure").all(),
        )
        .filter(pl.col("inside").any().over("person_doubt"))
        .with_columns(sure=pl.when("inside").then("some").otherwise("every").all().over("person_doubt"))
        .select("person", "person_doubt", "family", "inside", "sure")
    )
