"""Checks the numbers of a text: against each other by arithmetic, and against a reference by what they are about.

A claim that fits one of the facts its words speak for holds. It is called wrong only where its own clause speaks for
facts of a single question and it fits none of them; of all else the verdict is that one cannot tell.
"""

from collections.abc import Iterator, Sequence

from lastseen.claims.arithmetic import impossible
from lastseen.claims.claim import QUOTED, RETRACTED, Because, Claim, Kind, Modality, Text, Verdict
from lastseen.claims.measuring import Fit, holds
from lastseen.claims.placing import Placed, place
from lastseen.claims.reference import Fact, Reference
from lastseen.claims.tabling import Right, judge_cell, right_rows
from lastseen.claims.topics import CYCLE, Topics, topics
from lastseen.claims.weighing import Candidate, Found, lie, lookalikes, of_one_family, tight, values_of, weigh

_ALL = "victims/total"
_CHILDREN = "age-at-disappearance/0-9"


def check(text: Text, reference: Reference | None) -> tuple[Claim, ...]:
    """Every claim of a text in order, each with its verdict and why. Without a reference only arithmetic speaks."""
    labels = () if reference is None else reference.labels(text.language)
    words = topics(text.language, labels)
    reference = None if reference is None else reference.called(words.label)
    placed = place(text)
    totals = sorted({one.quantity.value for one in placed if one.is_base} | set(_totals(reference)))
    right = frozenset() if reference is None else right_rows(placed, words, reference)
    return tuple(_claim(one, text, words, _judge(one, words, reference, (totals, right))) for one in placed)


def _totals(reference: Reference | None) -> Iterator[float]:
    if reference is not None:
        yield from (fact.n for fact in reference.facts.values())


def _claim(placed: Placed, text: Text, words: Topics, found: Found) -> Claim:
    verdict, because, figure = found
    meant = words.meant(placed.clause) or words.meant(placed.sentence)
    about = dict.fromkeys([figure, *(topic.id for topic in meant)] if figure else [topic.id for topic in meant])
    at = placed.sentence_at
    return Claim(
        quantity=placed.quantity,
        sentence=text.content[at : at + len(placed.sentence)],
        sentence_at=at,
        about=tuple(about),
        figure=figure,
        verdict=verdict,
        because=because,
    )


def _judge(placed: Placed, words: Topics, reference: Reference | None, known: tuple[Sequence[float], Right]) -> Found:
    """The verdict on one number. ``known`` are the totals of the text and the rows of its tables that are right."""
    totals, right = known
    if reference is not None and placed.cell is not None:
        return judge_cell(placed, placed.cell, words, reference, right)
    if placed.quantity.kind is Kind.PERIOD:
        return _not_own(placed, words, _period(placed, words))
    if placed.quantity.kind is Kind.YOUNGEST:
        return _not_own(placed, words, _youngest(placed, reference))
    candidates = () if reference is None else weigh(placed, reference, words)
    if placed.is_listed:
        return _holding(candidates) or _silent(placed, candidates, words)
    wrong_sum = _impossible(impossible(placed, totals))
    if reference is None:
        return _not_own(placed, words, wrong_sum or (Verdict.CANNOT_TELL, Because(code="no_reference"), ""))
    found = (
        _misused(placed, candidates, words, reference)
        or _holding(candidates)
        or wrong_sum
        or _failing(placed, candidates, words, reference)
        or _silent(placed, candidates, words)
    )
    return _not_own(placed, words, found)


def _not_own(placed: Placed, words: Topics, found: Found) -> Found:
    """What a text takes back, or quotes of the media of the State, is not its own word: it is never called wrong."""
    verdict, _, figure = found
    if verdict in {Verdict.AGREES, Verdict.ROUNDED}:
        return found
    if words.retracted.search(placed.wider.rpartition("\n\n")[2]):
        return Verdict.CANNOT_TELL, Because(code=RETRACTED), figure
    if words.state_media.search(placed.sentence):
        return Verdict.CANNOT_TELL, Because(code=QUOTED), figure
    return found


def _impossible(because: Because | None) -> Found | None:
    return None if because is None else (Verdict.IMPOSSIBLE, because, "")


def _period(placed: Placed, words: Topics) -> Found:
    """How often the review of all States comes round is known to all."""
    one, true = placed.quantity, words.cycle_years
    if not words.cycle.search(placed.wider):
        return Verdict.NOT_IN_DATA, Because(code="nothing_like_it"), ""
    because = Because(code="review_cycle", values={"years": true, "said": one.value})
    if one.value == true:
        return Verdict.AGREES, because, CYCLE
    if one.modality is not Modality.EXACT and abs(one.value - true) <= 0.5:
        return Verdict.ROUNDED, because, CYCLE
    return (Verdict.UNDERSTATED if one.value < true else Verdict.OVERSTATED), because, CYCLE


def _youngest(placed: Placed, reference: Reference | None) -> Found:
    children = None if reference is None else reference.facts.get(_CHILDREN)
    if children is None or not children.n or placed.quantity.value < 10:
        return Verdict.CANNOT_TELL, Because(code="ages_unknown"), ""
    values = {"age": placed.quantity.value, "n": children.n, "label": children.label}
    return Verdict.OTHER_CATEGORY, Because(code="younger_ones", values=values), children.id


def _holding(candidates: Sequence[Candidate]) -> Found | None:
    """Of the facts that the claim fits the first; exact before rounded. Where two fit, both are named."""
    fitting = [one for one in candidates if one.holds]
    fitting.sort(key=lambda one: (not one.near, one.fact.is_total, one.fit is not Fit.EXACT))
    if not fitting:
        return None
    first = fitting[0]
    exact = first.fit is Fit.EXACT
    values = values_of(first.fact) | {"others": ", ".join(one.fact.label for one in fitting[1:] if one.near)}
    code = "agrees" if exact else "rounded"
    return (Verdict.AGREES if exact else Verdict.ROUNDED), Because(code=code, values=values), first.fact.id


def _misused(placed: Placed, candidates: Sequence[Candidate], words: Topics, reference: Reference) -> Found | None:
    """A number that is right of something else than what the text says it of."""
    return (
        _credited_to_more(placed, words, reference)
        or _all_given_one_reason(placed, candidates, reference)
        or _other_unit(placed, candidates, reference)
    )


def _credited_to_more(placed: Placed, words: Topics, reference: Reference) -> Found | None:
    one = placed.quantity
    for fact in lookalikes(one, reference) if one.is_share or one.unit else ():
        topic = words.by_id.get(fact.id)
        if topic is not None and topic.widened(placed.sentence):
            return Verdict.OTHER_CATEGORY, Because(code="credited_to_more", values=values_of(fact)), fact.id
    return None


def _all_given_one_reason(placed: Placed, candidates: Sequence[Candidate], reference: Reference) -> Found | None:
    """All of them, said to be of one category that holds fewer: over 100 vanished after trying to flee."""
    if placed.is_base or not _all_of_them(placed, reference):
        return None
    for one in candidates:
        restricted = one.topic.restricts.search(placed.sentence) and not one.holds
        if restricted and _alone(one, candidates, placed):
            values = values_of(one.fact) | {"whole": reference.facts[_ALL].n}
            return Verdict.OTHER_BASE, Because(code="all_given_one_reason", values=values), one.fact.id
    return None


def _all_of_them(placed: Placed, reference: Reference) -> bool:
    """Whether a number of people can be that of all victims."""
    one, whole = placed.quantity, reference.facts.get(_ALL)
    if whole is None or one.is_share or one.unit not in {"person", "victim", "defector"}:
        return False
    return holds(lie(one, whole, reference))


def _alone(one: Candidate, candidates: Sequence[Candidate], placed: Placed) -> bool:
    """Whether the sentence gives no other reason than this one, or a part of it."""
    others = [other for other in candidates if other.topic.family == one.topic.family and other is not one]
    said = [other.fact.id for other in others if other.topic.meant(placed.sentence)]
    return all(id_.startswith(f"{one.fact.id}/") for id_ in said)


def _other_unit(placed: Placed, candidates: Sequence[Candidate], reference: Reference) -> Found | None:
    """A total given for another unit: 113 cases, 113 defectors (who are those interviewed), 66 victims."""
    one = placed.quantity
    if one.is_share or one.kind is not Kind.NUMBER or one.modality is Modality.RANGE:
        return None
    totals = [fact for fact in reference.facts.values() if fact.is_total]
    right = [fact for fact in totals if holds(lie(one, fact, reference))]
    named = next((fact for fact in totals if fact.unit == _UNITS.get(one.unit)), None)
    if named is None or len(right) != 1 or right[0] is named or any(c.holds for c in candidates if not c.fact.is_total):
        return None
    if one.modality is not Modality.EXACT and one.unit != "defector":
        return None
    if right[0].unit == "interviewee" and one.unit == "victim":
        return None
    values = {"n": right[0].n, "unit": right[0].unit, "named": one.unit, "true": named.n}
    return Verdict.OTHER_BASE, Because(code="other_unit", values=values), right[0].id


_UNITS = {"case": "case", "victim": "victim", "defector": "interviewee", "interviewee": "interviewee"}


def _failing(placed: Placed, candidates: Sequence[Candidate], words: Topics, reference: Reference) -> Found | None:
    """Too high or too low, or the number of another category: only where the clause leaves no doubt what is meant."""
    if words.elsewhere.search(placed.sentence) or _all_of_them(placed, reference):
        return None
    meant = tight(candidates) or _total_meant(placed, candidates)
    if not of_one_family(meant) or len({one.fit for one in meant}) != 1 or not _sure(placed, meant, reference):
        return None
    others = [
        fact for fact in lookalikes(placed.quantity, reference) if not fact.is_total and fact is not meant[0].fact
    ]
    if meant[0].fact.is_total or not others:
        return _beyond(meant)
    known = (words.by_id.get(fact.id) for fact in others)
    if any(topic is not None and topic.family == meant[0].topic.family for topic in known) and not _of_one_figure(
        meant[0].fact, others
    ):
        return None
    values = values_of(meant[0].fact) | {"other": others[0].label}
    return Verdict.OTHER_CATEGORY, Because(code="other_category", values=values), meant[0].fact.id


def _of_one_figure(fact: Fact, others: Sequence[Fact]) -> bool:
    return all(other.figure == fact.figure for other in others)


def _beyond(meant: Sequence[Candidate]) -> Found | None:
    """Above or below all that can be meant; of these the first is named as the measure, the others beside it."""
    first = meant[0]
    values = values_of(first.fact) | {"others": ", ".join(one.fact.label for one in meant[1:])}
    if first.fit is Fit.OVER:
        return Verdict.OVERSTATED, Because(code="overstated", values=values), first.fact.id
    if first.fit is Fit.UNDER:
        return Verdict.UNDERSTATED, Because(code="understated", values=values), first.fact.id
    return None


def _total_meant(placed: Placed, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The total that a number with its own unit claims to be, where it is near enough to be meant."""
    one = placed.quantity
    units = {"case": "case", "victim": "victim", "interviewee": "interviewee"}
    return tuple(
        candidate
        for candidate in candidates
        if candidate.fact.is_total
        and candidate.near
        and one.modality not in {Modality.UP_TO, Modality.UNDER}
        and units.get(one.unit) == candidate.fact.unit
        and 0.8 * candidate.fact.n <= one.value <= 2 * candidate.fact.n
    )


def _sure(placed: Placed, meant: Sequence[Candidate], reference: Reference) -> bool:
    """Whether the claim surely speaks of what is counted: shares do; counts if they are near it, and, where they are
    lower and so may be part of it, stand beside their share or among others that are right."""
    one = placed.quantity
    if not (one.is_share or one.unit or placed.pair):
        return False
    if one.is_share:
        return placed.base is None or placed.base.unit not in {"case", "interview", "interviewee"}
    if any(not 0.5 <= one.value / max(candidate.fact.n, 1) <= 2 for candidate in meant) or one.worded:
        return False
    if meant[0].fit is Fit.OVER or meant[0].fact.is_total or placed.pair is not None:
        return True
    beside = [other for other in placed.company if other is not one]
    return any(holds(lie(other, fact, reference)) for other in beside for fact in _siblings(meant[0].fact, reference))


def _siblings(fact: Fact, reference: Reference) -> list[Fact]:
    return [other for other in reference.facts.values() if other.figure == fact.figure and other is not fact]


def _silent(placed: Placed, candidates: Sequence[Candidate], words: Topics) -> Found:
    if words.elsewhere.search(placed.sentence) or not candidates:
        return Verdict.NOT_IN_DATA, Because(code="nothing_like_it"), ""
    values = {"labels": ", ".join(one.fact.label for one in candidates[:3])}
    return Verdict.CANNOT_TELL, Because(code="unclear", values=values), ""
