"""What is typed of a user: a name, roles, and which sources they see."""

from collections.abc import Iterable
from typing import Any

from django import forms

from lastseen.domain.rights import Rights, Role

ALL, SOME = "all", "some"


class RightsForm(forms.Form):
    """What a user may: roles, and every compartment or some. A compartment may be named before a source is in it."""

    roles = forms.MultipleChoiceField(choices=[(role.value, role.value) for role in Role], required=False)
    reach = forms.ChoiceField(choices=[(ALL, ALL), (SOME, SOME)], initial=SOME)
    compartments = forms.TypedMultipleChoiceField(required=False)
    more = forms.CharField(required=False, max_length=1000)

    def __init__(self, posted: Any, known: Iterable[str], rights: Rights | None = None) -> None:
        """With the compartments there are, and what the user may now."""
        seen = None if rights is None else rights.compartments
        initial = {
            "roles": [] if rights is None else sorted(rights.roles),
            "reach": SOME if rights is None or seen is not None else ALL,
            "compartments": sorted(seen or ()),
        }
        super().__init__(posted, initial=initial)
        field: Any = self.fields["compartments"]
        field.choices = [(one, one) for one in sorted({*known, *(seen or ())})]

    def chosen_roles(self) -> list[Role]:
        """The roles that were ticked."""
        return [Role(role) for role in self.cleaned_data["roles"]]

    def chosen_compartments(self) -> list[str] | None:
        """The compartments that were ticked or typed; None for all there are or will be."""
        if self.cleaned_data["reach"] == ALL:
            return None
        typed = (one.strip() for one in self.cleaned_data["more"].split(","))
        return [*self.cleaned_data["compartments"], *filter(None, typed)]


class UserForm(RightsForm):
    """Somebody new: a name beside what they may."""

    name = forms.CharField(max_length=150, strip=False)
