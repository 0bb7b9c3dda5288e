"""What each right allows, and which roles have it."""

import ast
import inspect
from itertools import pairwise

from lastseen.domain.rights import ALLOWED, May, Role
from regions.markdown import code, first_paragraph, table


def rights() -> str:
    """Every right with what it allows, and the roles it comes with."""
    told = _told()
    rows = [[code(may), told[may.name], *("yes" if may in ALLOWED[role] else "" for role in Role)] for may in May]
    return table(["right", "allows", *(role.value for role in Role)], rows)


def _told() -> dict[str, str]:
    """The words that stand below each right in its class."""
    members = pairwise(node for top in ast.parse(inspect.getsource(May)).body for node in ast.iter_child_nodes(top))
    return {
        ast.unparse(member.targets[0]): first_paragraph(ast.literal_eval(words.value))
        for member, words in members
        if isinstance(member, ast.Assign) and isinstance(words, ast.Expr)
    }
