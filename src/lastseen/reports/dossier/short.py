"""In short: who was taken, when, where and by whom, what became of the person, and what was found of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from lastseen.domain.derive.variables import SHAPES, VARIABLES, Shape
from lastseen.reports.document.model import Block, Heading, Line, Paragraph, Run, Terms, Text, plain
from lastseen.reports.dossier.desk import Desk, line
from lastseen.reports.records.dossiers import NameTold, PersonRecord
from lastseen.reports.records.takings import IN_SHORT, Reason, Taking

_VOCABULARY = {variable.name: variable.vocabulary for variable in VARIABLES}


def short(desk: Desk, person: PersonRecord) -> Iterator[Block]:
    """The names told, then each time the person was taken."""
    yield Heading(level=2, text=plain(desk.texts["section"]["short"]))
    yield desk.note("inside")
    for taking in person.takings:
        yield from desk.titled(person, taking)
        yield in_short(desk, taking)
    if person.names:
        heads = {"name": 0.4, "script": 0.2, "kind": 0.2, "source": 0.2}
        yield desk.table("names", heads, (_name(desk, name) for name in person.names))


def _name(desk: Desk, name: NameTold) -> Line:
    written = (desk.label("name-script", name.script), desk.label("name-system", name.system))
    script = ", ".join(word for word in written if word)
    return line(name.text, script, desk.label("name-kind", name.kind), desk.sources(name.sources))


def in_short(desk: Desk, taking: Taking, names: Sequence[str] = IN_SHORT) -> Terms:
    """The answers to some variables, each marked if it was concluded or if sources differ, and the finding."""
    answers = [(desk.texts["variable"][name], _marked(desk, taking, name)) for name in names]
    return Terms(terms=(*answers, (desk.texts["finding"], _finding(desk, taking))))


def _marked(desk: Desk, taking: Taking, name: str) -> Text:
    said = Run(text=answer(desk, taking, name))
    if name in {reason.variable for reason in taking.conclusions}:
        return (said, Run(text=f" ({desk.texts['concluded']})", italic=True))
    return (said, Run(text=f" ({desk.texts['differs']})", italic=True)) if name in taking.differing else (said,)


def answer(desk: Desk, taking: Taking, name: str) -> str:
    """What is left open of a variable, or why nobody answers it."""
    if name in taking.absent:
        return _rumoured(desk, taking) if name == "fate" and taking.rumoured else desk.absent(taking.absent[name])
    answers = taking.taken
    match SHAPES[name]:
        case Shape.DATE:
            return desk.wording.interval(*answers.days[name])
        case Shape.NUMBER:
            return desk.years(*answers.numbers[name])
        case shape:
            labels = [desk.joined(_VOCABULARY[name], code) for code in answers.codes[name]]
            return desk.wording.enumeration(labels) if shape is Shape.MULTIPLE else desk.wording.either(labels)


def _rumoured(desk: Desk, taking: Taking) -> str:
    """A fate that is told, but by nobody who could know."""
    said = desk.wording.either([desk.label("fate-status", code) for code in taking.rumoured])
    rumour: str = desk.texts["rumoured"].format(fate=said)
    return rumour


def _finding(desk: Desk, taking: Taking) -> Text:
    if not taking.outcomes:
        return plain(desk.texts["no_finding"])
    either = desk.wording.either
    outcome = either([desk.label("finding-outcome", code) for code in taking.outcomes])
    standard = either([desk.label("finding-standard", code) for code in taking.standards])
    said = desk.texts["finding_said"].format(outcome=outcome, standard=standard)
    reasons = dict.fromkeys(desk.texts["reason"].format(reason=one.reason) for one in taking.findings if one.reason)
    return plain(" ".join((f"{said}.", *reasons)))


def conclusions(desk: Desk, taking: Taking) -> Iterator[Block]:
    """The values the organisation stands by where accounts differ; what shares a reason stands together."""
    by_reason: dict[str, list[tuple[str, Text]]] = {}
    for one in sorted(taking.conclusions, key=lambda one: list(SHAPES).index(one.variable)):
        value = (desk.texts["variable"][one.variable], plain(_concluded(desk, one)))
        by_reason.setdefault(one.reason, []).append(value)
    for reason, values in by_reason.items():
        yield Terms(terms=tuple(values))
        yield Paragraph(text=plain(desk.texts["reason"].format(reason=reason)))


def _concluded(desk: Desk, one: Reason) -> str:
    """The concluded values of a variable: codes with labels, of two ends the interval between them."""
    first, last = one.values[0], one.values[-1]
    match SHAPES[one.variable]:
        case Shape.DATE:
            return desk.wording.interval(date.fromisoformat(first), date.fromisoformat(last))
        case Shape.NUMBER:
            return desk.wording.in_digits(int(first), int(last))
        case _:
            return desk.wording.enumeration([desk.joined(_VOCABULARY[one.variable], code) for code in one.values])
