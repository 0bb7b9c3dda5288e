"""Grave steps: who takes one has to show again that it is they."""

from collections.abc import Callable
from typing import TypeVar

from allauth.account.decorators import reauthentication_required

View = TypeVar("View", bound=Callable[..., object])


def fresh(view: View) -> View:
    """A view whose user has shown a password or a factor again in the last ten minutes; a form sent to it is kept."""
    decorated: View = reauthentication_required(view, app="lastseen")
    return decorated


def without_factor(view: View) -> View:
    """A view for whoever has to set a second factor before anything else."""
    view.without_factor = True  # type: ignore[attr-defined]  # read by the middleware
    return with_told_password(view)


def with_told_password(view: View) -> View:
    """A view for whoever has to choose a password in place of one they were told, before anything else."""
    view.with_told_password = True  # type: ignore[attr-defined]  # read by the middleware
    return view
