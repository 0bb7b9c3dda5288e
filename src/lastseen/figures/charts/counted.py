"""The number that a mark of a chart stands for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Certainly ``n``, ``high`` at most. ``shown`` is the number as the reader's language writes it, where that differs
    from plain digits: thousands set apart, or *about 10* for a rounded one."""

    n: int
    high: int
    shown: str = ""

    @property
    def text(self) -> str:
        """The number as it is written beside its mark: 62, or 62–64."""
        return self.shown or (f"{self.n}–{self.high}" if self.high > self.n else str(self.n))
