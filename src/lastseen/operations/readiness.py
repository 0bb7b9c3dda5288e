"""What is read into memory before anybody asks for it, so that the first page does not wait."""

from uuid import UUID

from lastseen.domain.rights import May
from lastseen.operations.library_contents import library_of
from lastseen.operations.reviewing import to_review
from lastseen.operations.users import rights_of
from lastseen.operations.workspace import Workspace
from lastseen.storage.search.keeping import is_outdated, rebuild


def make_ready(user: UUID, workspace: Workspace) -> None:
    """Read what the library and the review answer from; once for the process, whoever asks afterwards.

    What a registry is searched by is made anew first where an earlier version made it.
    """
    if is_outdated():
        rebuild(workspace.frame)
    rights = rights_of(user)
    if rights.may(May.READ):
        library_of(rights, workspace)
    if rights.may(May.DECIDE) and rights.may(May.IDENTIFY):
        to_review(rights, workspace)
