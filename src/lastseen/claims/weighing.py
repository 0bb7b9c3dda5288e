"""What a claim may be about: the facts its words speak for, nearest first, and how it lies to each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lastseen.claims.claim import Because, Modality, Quantity, Verdict
from lastseen.claims.measuring import Fit, fit, holds
from lastseen.claims.placing import Placed
from lastseen.claims.reference import Fact, Reference
from lastseen.claims.topics import Topic, Topics

_PEOPLE = frozenset({"person", "victim", "defector", ""})


Found = tuple[Verdict, Because, str]
"""A verdict, its reason, and the id of the fact it was measured by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A fact that a claim may be about, its topic, how the claim lies to it, and whether its clause speaks of it."""

    fact: Fact
    topic: Topic
    fit: Fit
    near: bool

    @property
    def holds(self) -> bool:
        """Whether the claim is right if it is about this fact."""
        return holds(self.fit)


def weigh(placed: Placed, reference: Reference, topics: Topics) -> tuple[Candidate, ...]:
    """The facts that a claim may be about: those of its clause first, then of its sentence, then of the one before."""
    found: dict[str, Candidate] = {}
    broad = topics.meant(placed.wider)
    for scope, words in enumerate((placed.clause, placed.sentence, placed.wider)):
        for topic in broad:
            if topic.id in found or not topic.meant(words):
                continue
            fact = reference.facts.get(topic.id)
            if fact is not None and _of_one_unit(placed, fact):
                lies = lie(placed.quantity, fact, reference)
                found[topic.id] = Candidate(fact=fact, topic=topic, fit=lies, near=scope == 0)
    for fact in reference.facts.values():
        known = topics.by_id.get(fact.id)
        if known is not None and fact.id not in found and _is_total(placed, fact):
            found[fact.id] = Candidate(fact=fact, topic=known, fit=Fit.EXACT, near=False)
    return tuple(found.values())


def _is_total(placed: Placed, fact: Fact) -> bool:
    """Whether a number is the very total of its unit, so that no word need say of what: of the 113."""
    one = placed.quantity
    exact = one.value == fact.n > 12 and not one.is_share and one.modality is Modality.EXACT
    return fact.is_total and exact and _of_one_unit(placed, fact)


def lie(one: Quantity, fact: Fact, reference: Reference) -> Fit:
    """How a quantity lies to a fact: its count, or its share of all or, for a part of a category, of that category."""
    if not one.is_share:
        return fit(one, fact.n, fact.high)
    first = fit(one, *fact.shares())
    parent = reference.facts.get(fact.id.rpartition("/")[0])
    if holds(first) or parent is None or not parent.n:
        return first
    second = fit(one, 100 * fact.n / parent.high, 100 * fact.high / parent.n)
    return second if holds(second) else first


def _of_one_unit(placed: Placed, fact: Fact) -> bool:
    """Whether what is counted in the text can be what the fact counts."""
    one = placed.quantity
    if one.is_share:
        return not fact.is_total
    if fact.unit == "case":
        return one.unit == "case"
    if fact.unit == "interviewee":
        return one.unit in {"interview", "interviewee", "person", "defector", ""}
    return one.unit in _PEOPLE


def values_of(fact: Fact) -> dict[str, object]:
    """What the sentences on a fact are filled with; a total has no share."""
    share = "" if fact.is_total else round(fact.shares()[0], 1)
    return {"label": fact.label, "n": fact.n, "share": share, "total": fact.total}


def tight(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those categories that the clause itself speaks of."""
    return tuple(one for one in candidates if one.near and not one.fact.is_total)


def of_one_family(candidates: Sequence[Candidate]) -> bool:
    """Whether there are candidates, and all answer the same question."""
    return len({one.topic.family for one in candidates}) == 1


def lookalikes(one: Quantity, reference: Reference) -> Iterator[Fact]:
    """The facts whose published number a claim repeats to the decimal: what it may have been copied from."""
    for fact in reference.facts.values():
        if one.is_share:
            alike = bool(one.decimals) and not fact.is_total and fit(one, *fact.shares()) is Fit.EXACT
        else:
            alike = one.value == one.top == fact.n > 12
        if alike:
            yield fact
