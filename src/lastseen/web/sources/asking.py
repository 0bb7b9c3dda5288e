"""Which interviews the address of their list asks for."""

from django.http import QueryDict

from lastseen.operations.pages import Wanted

STATES = ("none", "draft", "submitted", "agreed")
"""How far the coding of an interview can be."""


def wanted(asked: QueryDict) -> Wanted:
    """What the parameters of an address want; a state that is none is not asked for."""
    return Wanted(
        text=asked.get("text", "").strip(),
        kinds=tuple(filter(None, asked.getlist("kind"))),
        languages=tuple(filter(None, asked.getlist("language"))),
        compartments=tuple(filter(None, asked.getlist("compartment"))),
        states=tuple(state for state in asked.getlist("state") if state in STATES),
    )
