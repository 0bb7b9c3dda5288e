"""Which variables each unit of count has, with their shape, vocabulary, and the account fields they are read from."""

from collections.abc import Mapping

from lastseen.domain.derive.variables import VARIABLES, Shape, Variable
from lastseen.figures.definitions import BadDefinition, Definition, Unit

DISAPPEARANCES = Variable("disappearances", Shape.NUMBER, "", ("stage.case",))
"""How many admitted disappearances a victim has."""

FOLLOWED = Variable("followed", Shape.SINGLE, "", ("stage.order",))
"""Whether another stage comes after a custody stage in the chain told: ``followed`` or ``last``."""

VICTIMS = Variable("victims", Shape.NUMBER, "", ("relation.relation",))
"""How many people of a family were taken."""

AUTHORITY = Variable("authority", Shape.SINGLE, "authority", ("stage.authorities",))
"""The authority of an authority–victim pair."""

ADDED_UP = frozenset({"independent_sources", DISAPPEARANCES.name, VICTIMS.name})
"""Numbers that add up where two units turn out to be one."""

_RELATION = ("person.relation_to_interviewee",)

_STAGE = (
    Variable("stage_kind", Shape.SINGLE, "stage-kind", ("stage.stage",)),
    Variable("holder", Shape.SINGLE, "authority", ("stage.authorities",)),
    Variable("basis", Shape.SINGLE, "basis", ("stage.basis",)),
    Variable("start", Shape.DATE, "", ("stage.start",)),
    Variable("days_to_next", Shape.NUMBER, "", ("stage.start",)),
    FOLLOWED,
)

_OF_UNIT: Mapping[Unit, tuple[Variable, ...]] = {
    Unit.VICTIM: (*VARIABLES, DISAPPEARANCES),
    Unit.DISAPPEARANCE: VARIABLES,
    Unit.CASE: VARIABLES,
    Unit.STAGE: _STAGE,
    Unit.PAIR: (Variable("relation", Shape.SINGLE, "relation", _RELATION),),
    Unit.AUTHORITY_PAIR: (AUTHORITY,),
    Unit.FAMILY: (VICTIMS,),
}

PLAIN = Variable("", Shape.SINGLE, "", ())
"""Stands for the variable of a plain count."""

CODED = frozenset({Shape.SINGLE, Shape.MULTIPLE})


def variables_of(unit: Unit) -> dict[str, Variable]:
    """The variables a unit has, by name."""
    return {variable.name: variable for variable in _OF_UNIT.get(unit, ())}


def variable_of(definition: Definition, name: str | None = None) -> Variable:
    """The variable a figure counts, or another of its unit's. Raises :class:`BadDefinition` for one it has not."""
    wanted = definition.variable if name is None else name
    if wanted is None:
        return PLAIN
    known = variables_of(definition.unit)
    if wanted not in known:
        there_are = f"there are {', '.join(sorted(known))}" if known else "it can only be counted"
        raise BadDefinition(figure=definition.id, why=f"a {definition.unit} has no variable {wanted!r}; {there_are}")
    return known[wanted]


def columns_of(variable: Variable) -> tuple[str, ...]:
    """The columns of a snapshot's table that hold a variable: what is left open, and why nothing is said."""
    if variable is PLAIN:
        return ()
    values = (variable.name,) if variable.shape in CODED else (f"{variable.name}_low", f"{variable.name}_high")
    return (*values, f"{variable.name}_absence")
