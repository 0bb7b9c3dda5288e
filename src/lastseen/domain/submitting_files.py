"""What has to be there before files leave for a UN body: as annexes of a submission, or as a deposit of evidence.

A file leaves whole, and with it everybody its source tells of: so it follows the consent of that source, and whatever
holds any of these people back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lastseen.domain.submitting import Check, Checked, Status

DEPOSIT = "deposit"
"""How files are taken up that nobody is asked to decide on."""
ELEMENTS = ("submitter", "files", "consent", "protection", "copies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosing:
    """What is to be enclosed, by how many: ``files`` in all, of which some may not leave, or not as they are.

    ``refused`` are of sources that do not consent, ``protected`` tell of somebody held back or of nobody known,
    ``aside`` were set aside, ``listed`` cannot be copied without what they say of themselves.
    """

    submitter: str
    files: int
    refused: int = 0
    protected: int = 0
    aside: int = 0
    listed: int = 0


def check_files(told: Enclosing) -> Check:
    """Each thing that has to be there before files leave."""
    found = ((code, *_JUDGING[code](told)) for code in ELEMENTS)
    elements = tuple(Checked(code=code, status=status, why=why, n=n) for code, status, why, n in found)
    return Check(procedure=DEPOSIT, track=DEPOSIT, elements=elements, states=())


Judged = tuple[Status, str, int]


def _submitter(told: Enclosing) -> Judged:
    return (Status.OK, "told", 0) if told.submitter.strip() else (Status.MISSING, "none", 0)


def _files(told: Enclosing) -> Judged:
    if told.aside:
        return Status.MISSING, "aside", told.aside
    return (Status.OK, "listed", told.files) if told.files else (Status.MISSING, "none", 0)


def _consent(told: Enclosing) -> Judged:
    return (Status.MISSING, "files", told.refused) if told.refused else (Status.OK, "given", 0)


def _protection(told: Enclosing) -> Judged:
    return (Status.MISSING, "files", told.protected) if told.protected else (Status.OK, "judged", 0)


def _copies(told: Enclosing) -> Judged:
    return (Status.WARNING, "listed-only", told.listed) if told.listed else (Status.OK, "made", 0)


_JUDGING: Mapping[str, Callable[[Enclosing], Judged]] = {
    "submitter": _submitter,
    "files": _files,
    "consent": _consent,
    "protection": _protection,
    "copies": _copies,
}
