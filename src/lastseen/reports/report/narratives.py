"""Cases told one by one from what the organisation stands by: codes for names, two values where two are left."""

from collections.abc import Iterable

from lastseen.domain.derive.variables import VARIABLES
from lastseen.reports.document.model import Block, Box, Paragraph, Terms, Text, Voice, plain
from lastseen.reports.records.answers import Taken
from lastseen.reports.records.narratives import Narrated
from lastseen.reports.report.page import Page

_TOLD_APART = 8
"""Of more people than this only the number is given."""
_GROWN_UP = 18
_DETAILS = ("grounds", "authority_first", "authority_last", "responses", "fate")
_VOCABULARY = {variable.name: variable.vocabulary for variable in VARIABLES}


def narratives(page: Page, caption: Text) -> tuple[Block, ...]:
    """A box for each case; a sentence where there is none."""
    cases = page.matter.inside.cases if page.matter.inside else ()
    if not cases:
        return (Paragraph(text=plain(page.texts("narrative")["none"])),)
    lead = [Paragraph(text=caption, voice=Voice.NOTE)] if caption else []
    return (*lead, *(_case(page, case) for case in cases))


def _case(page: Page, case: Narrated) -> Box:
    told = [one for _, one in case.people]
    codes = Paragraph(text=plain(" · ".join(code for code, _ in case.people)), voice=Voice.NOTE)
    details = tuple((page.texts("narrative")[name], plain(_said(page, told, name))) for name in _DETAILS)
    return Box(title=plain(case.code), blocks=(Paragraph(text=plain(_taken(page, told))), Terms(terms=details), codes))


def _taken(page: Page, told: list[Taken]) -> str:
    texts, wording = page.texts("narrative"), page.wording
    places = _codes(told, "place_of_arrest")
    place = wording.either([page.term("place", code) for code in places])
    days = [one.days["disappeared"] for one in told]
    lows, highs = [low for low, _ in days], [high for _, high in days]
    low = None if None in lows else min(filter(None, lows))
    high = None if None in highs else max(filter(None, highs))
    sentence: str = texts["taken_one" if len(told) == 1 else "taken_several"]
    where = texts["where"].format(place=place) if places else ""
    said = sentence.format(people=_people(page, told), where=where, when=wording.when(low, high))
    return said[:1].upper() + said[1:]


def _people(page: Page, told: list[Taken]) -> str:
    texts = page.texts("narrative")
    people = [_person(page, one) for one in told]
    if len(people) == 1:
        return people[0]
    n = page.wording.number(len(people))
    if len(people) > _TOLD_APART:
        only: str = texts["several_counted"]
        return only.format(n=n)
    several: str = texts["several"]
    return several.format(n=n, people=page.wording.enumeration(people))


def _person(page: Page, one: Taken) -> str:
    texts = page.texts("narrative")
    low, high = one.numbers["age"]
    is_known = low is not None and high is not None
    sexes = one.codes["sex"]
    sex = sexes[0] if len(sexes) == 1 and sexes[0] in ("male", "female") else "unknown"
    grown = "adult" if high is None or high >= _GROWN_UP else "child"
    age = texts["age"].format(n=page.wording.in_digits(low or 0, high)) if is_known else ""
    said: str = texts["person"][grown][sex]
    return said.format(age=age)


def _said(page: Page, told: list[Taken], name: str) -> str:
    codes = _codes(told, name)
    labels = [page.term(_VOCABULARY[name], code) for code in codes]
    together = page.wording.enumeration if name in ("grounds", "responses") else page.wording.either
    nothing: str = page.texts("narrative")["nothing"][name]
    return together(labels) if labels else nothing


def _codes(told: Iterable[Taken], name: str) -> list[str]:
    return list(dict.fromkeys(code for one in told for code in one.codes[name]))
