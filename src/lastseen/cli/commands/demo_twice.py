"""Two interviews of the demo coded a second time: of one the conclusion waits, of the other it is made."""

from datetime import datetime
from pathlib import Path

from lastseen.domain.rights import Role
from lastseen.exchange.codings import read_codings
from lastseen.operations.coding import hand_in
from lastseen.operations.concluding import codings_of_two, conclude_codings, save_choices
from lastseen.operations.double import set_double
from lastseen.operations.picking import Picked, Picks
from lastseen.operations.users import find_user, rights_of
from lastseen.operations.workspace import Workspace

CONCLUDED = "I-20"
_REASONS = {
    "age": "How the age was counted is not told: she says so herself.",
    "stage": "He was kept there; nothing is told of questions.",
}


def code_twice(workspace: Workspace, folder: Path, now: datetime) -> None:
    """Hand in the second codings of a folder, by the demo's coder, and let its editor conclude from those of one."""
    coder, editor = (find_user(role.value) for role in (Role.CODER, Role.EDITOR))
    codings = read_codings(folder, workspace.ids, Role.CODER.value)
    set_double([one.source.external_id for one in codings], None, Role.CODER.value, actor=editor, now=now)
    hand_in(codings, workspace, actor=coder, now=now)
    rights = rights_of(editor)
    beside = codings_of_two(rights, CONCLUDED, workspace).beside
    units = () if beside is None else beside.units
    fields = [field for unit in units for field in unit.fields if field.is_open]
    picks = {f.place: Picked(take="first", reason=_REASONS[f.compared.field], mark=f.mark) for f in fields}
    version = save_choices(rights, CONCLUDED, Picks(places=picks), 0, at=now)
    conclude_codings(CONCLUDED, version, workspace, actor=editor, now=now)
