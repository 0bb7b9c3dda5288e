"""The error tree: one root, refusals a user can mend, damage nobody may overlook."""

from typing import ClassVar


class LastseenError(Exception):
    """The root of everything Lastseen raises on purpose."""


class Refusal(LastseenError):
    """Something asked for that is not done, with a stable code and what would mend it.

    Subclasses set ``code`` ("area.what") and ``hint``; ``str()`` is the sentence shown to the user,
    made by formatting ``sentence`` with the values given, which stay readable in ``values``.
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str] = "Refused."
    hint: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence.format(**values))

    @property
    def mend(self) -> str:
        """What the user can do, with this refusal's values filled in."""
        return self.hint.format(**self.values)
