"""The variables there are for each unit of count, and the standard figures."""

from lastseen.exchange.vocabularies import available_profiles
from lastseen.figures.definitions import Definition, Unit
from lastseen.figures.standard import standard_definitions
from lastseen.figures.variables import variables_of
from regions.markdown import code, table


def figure_units() -> str:
    """The units of count and the variables each has."""
    names = {unit: ", ".join(code(name) for name in variables_of(unit)) or "(only counted)" for unit in Unit}
    return table(["unit", "variables"], [[code(unit.value), names[unit]] for unit in Unit])


def variables() -> str:
    """Every variable of any unit: its shape, vocabulary, and where it is read from."""
    found = {variable.name: variable for unit in Unit for variable in variables_of(unit).values()}
    rows = [
        [code(v.name), v.shape.value, code(v.vocabulary), ", ".join(code(field) for field in v.fields)]
        for v in sorted(found.values(), key=lambda variable: variable.name)
    ]
    return table(["variable", "answers", "vocabulary", "read from"], rows)


def standard_figures() -> str:
    """The standard figures, and those of each profile."""
    general = standard_definitions(None)
    parts = [_section("Of every registry", general.figures)]
    for profile in available_profiles():
        known = {figure.id for figure in general.figures}
        own = [figure for figure in standard_definitions(profile).figures if figure.id not in known]
        parts.append(_section(f"Of the profile {profile}", own))
    return "\n\n".join(parts)


def _section(title: str, figures: list[Definition] | tuple[Definition, ...]) -> str:
    rows = [[code(f.id), f.labels["en"], f.unit.value, code(f.population.name), _rows(f)] for f in figures]
    return f"### {title}\n\n{table(['id', 'figure', 'unit', 'population', 'rows'], rows)}"


def _rows(figure: Definition) -> str:
    if figure.variable is None:
        return "`total`"
    if figure.each is not None:
        return f"each {figure.each.value.replace('-', ' ')} of `{figure.variable}`"
    return ", ".join(code(row.code) for row in figure.rows)
