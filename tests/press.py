"""An article of an invented newspaper about invented figures, and the correction asked of it."""

from datetime import date

from lastseen.domain.efforts import Effort
from lastseen.operations.press import CORRECTION, FORUM, NewItem

TEXT = "The invented report tells of 3 victims. Nine in ten of the victims were women."
NEW_ITEM = NewItem(
    name="N-01",
    medium="The Invented Herald",
    address="https://example.org/a",
    title="Vanished",
    compartment="border",
    day=date(2024, 10, 31),
    text=TEXT,
)
CORRECTED = Effort(kind=CORRECTION, forum=FORUM, what="Nine in ten", day=date(2024, 11, 1))
