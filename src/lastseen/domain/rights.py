"""Who may do what, and who may see what: roles, what they allow, and compartments.

Need to know is the rule: a user sees a field only with the right to its sensitivity *and* to the compartment of the
source that says it. Persons, searches and proposals are computed from the accounts a user may see, so that what is
hidden leaves no trace. Whoever may administer users sees no case; whoever reads the log sees who did what, and no case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from lastseen.domain.accounts import Sensitivity
from lastseen.domain.errors import Refusal


class Role(StrEnum):
    """What somebody is in the organisation. One may have several."""

    INTERVIEWER = "interviewer"
    CODER = "coder"
    ANALYST = "analyst"
    EDITOR = "editor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class May(StrEnum):
    """What a role allows."""

    READ = "read"
    """See cases: public and internal fields."""
    IDENTIFY = "identify"
    """See names, transcripts and whatever else is of sensitivity *identity*."""
    COLLECT = "collect"
    """Add sources, their texts, files and consents."""
    CODE = "code"
    """Code what a source says."""
    DECIDE = "decide"
    """Give verdicts, conclusions and findings."""
    ANALYSE = "analyse"
    """Take snapshots, see figures."""
    RELEASE = "release"
    """Let something leave, and judge protection."""
    AUDIT = "audit"
    """Read the ledger."""
    ADMINISTER = "administer"
    """Add users and say what they may."""


ALLOWED: Mapping[Role, frozenset[May]] = MappingProxyType(
    {
        Role.INTERVIEWER: frozenset({May.READ, May.IDENTIFY, May.COLLECT, May.CODE}),
        Role.CODER: frozenset({May.READ, May.IDENTIFY, May.CODE}),
        Role.ANALYST: frozenset({May.READ, May.ANALYSE}),
        Role.EDITOR: frozenset({May.READ, May.IDENTIFY, May.COLLECT, May.CODE, May.DECIDE, May.ANALYSE, May.RELEASE}),
        Role.AUDITOR: frozenset({May.AUDIT}),
        Role.ADMINISTRATOR: frozenset({May.ADMINISTER}),
    }
)


class NotAllowed(Refusal):
    """The user's roles do not allow it."""

    code = "rights.not-allowed"
    sentence = "Your roles do not allow this: it needs the right to {needed}."
    hint = "Ask whoever administers the users of this registry."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What one user may do and see. ``compartments`` is None for every compartment there is or will be.

    ``scopes`` is None but for a program that acts by a token, which may no more than these.
    """

    user: UUID
    roles: frozenset[Role]
    compartments: frozenset[str] | None
    scopes: frozenset[May] | None = None

    def may(self, needed: May) -> bool:
        """Whether any role allows it, and the scopes do."""
        scoped = self.scopes is None or needed in self.scopes
        return scoped and any(needed in ALLOWED[role] for role in self.roles)

    def require(self, needed: May) -> None:
        """Raise :class:`NotAllowed` where no role allows it."""
        if not self.may(needed):
            raise NotAllowed(needed=needed.value)

    def sees(self, compartment: str, sensitivity: Sensitivity = Sensitivity.INTERNAL) -> bool:
        """Whether a field of this sensitivity, told by a source of this compartment, is to be seen."""
        if self.compartments is not None and compartment not in self.compartments:
            return False
        return self.may(May.READ) and (sensitivity is not Sensitivity.IDENTITY or self.may(May.IDENTIFY))

    @property
    def is_guarded(self) -> bool:
        """Whether a second factor is required: of everybody who sees names, lets things leave, or administers."""
        return any(self.may(needed) for needed in (May.IDENTIFY, May.RELEASE, May.ADMINISTER, May.AUDIT))
