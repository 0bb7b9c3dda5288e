"""The forms of what permits that people leave: each gives the value that its operation takes."""

from collections.abc import Mapping
from typing import Any

from django import forms

from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import ConsentAnswer, IdentityLevel
from lastseen.domain.permitting import Approval, Clearance, FamilyConsent, Standing, TableClearance
from lastseen.domain.release import Profile
from lastseen.web.acting import Act
from lastseen.web.words import words_in

OUTSIDE = (Profile.PUBLIC, Profile.PSEUDONYMOUS, Profile.NAMED)
_LEVELS = (IdentityLevel.PSEUDONYM, IdentityLevel.NAME)


class _Leaving(Act):
    area = "leaving"

    def add_choice(self, name: str, values: Any) -> None:
        """A field for one of a few words, each said in the language of the page."""
        self.add(name, forms.ChoiceField(choices=[(one.value, self.words[name][one.value]) for one in values]))

    def add_recipient(self) -> None:
        """A field for who gets it."""
        self.add("recipient", forms.CharField(max_length=300, required=False))


class Approving(_Leaving):
    """A way out: for which purpose, to whom, in which profile, until when."""

    def __init__(self, speech: Any, data: Any = None) -> None:
        super().__init__(speech, data)
        self.add_choice("profile", OUTSIDE[1:])
        self.add_term("purpose", "consent-purpose")
        self.add_recipient()
        self.add_day("until")

    def made(self) -> Approval:
        """The approval that was typed."""
        return Approval(**{**self.cleaned_data, "profile": Profile(self.cleaned_data["profile"])})


class Clearing(_Leaving):
    """Up to how much of an identity one person may be published, and why."""

    def __init__(self, speech: Any, accounts: frozenset[AccountId], data: Any = None) -> None:
        super().__init__(speech, data)
        self.accounts = accounts
        self.add_choice("identity", _LEVELS)
        self.add_reason()

    def made(self) -> Clearance:
        """The clearance of a person that was typed."""
        identity = IdentityLevel(self.cleaned_data["identity"])
        return Clearance(accounts=self.accounts, identity=identity, reason=self.cleaned_data["reason"])


class ClearingTable(_Leaving):
    """Which table may be published with its small rows, and why."""

    def __init__(self, speech: Any, tables: Mapping[str, str], data: Any = None) -> None:
        super().__init__(speech, data)
        self.add("figure", forms.ChoiceField(choices=list(tables.items())))
        self.add_reason()

    def made(self) -> TableClearance:
        """The clearance of a table that was typed."""
        return TableClearance(**self.cleaned_data)


class Asking(_Leaving):
    """What somebody answered who may speak for one person."""

    def __init__(self, speech: Any, accounts: frozenset[AccountId], data: Any = None) -> None:
        super().__init__(speech, data)
        self.accounts = accounts
        self.add("who", forms.CharField(max_length=300))
        self.add_choice("standing", (Standing.KIN, Standing.SELF, Standing.GUARDIAN, Standing.MANDATE))
        self.add_term("relation", "relation", required=False)
        self.add_term("purpose", "consent-purpose")
        self.add_recipient()
        self.add_choice("identity", tuple(reversed(_LEVELS)))
        self.add_choice("answer", (ConsentAnswer.YES, ConsentAnswer.NO))
        self.add_day("until", required=False)

    def made(self) -> FamilyConsent:
        """The answer that was typed."""
        typed = dict(self.cleaned_data)
        return FamilyConsent(
            accounts=self.accounts,
            standing=Standing(typed.pop("standing")),
            identity=IdentityLevel(typed.pop("identity")),
            answer=ConsentAnswer(typed.pop("answer")),
            **typed,
        )


class Looking(_Leaving):
    """What somebody wants to look at before it leaves."""

    def __init__(self, speech: Any, data: Any = None) -> None:
        super().__init__(speech, data)
        self.add_choice("profile", OUTSIDE)
        self.add_term("purpose", "consent-purpose", required=False)
        self.fields["purpose"].help_text = words_in(speech.language)["leaving"]["purpose_hint"]
        self.add_recipient()
