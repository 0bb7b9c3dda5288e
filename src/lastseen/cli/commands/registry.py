"""``init``, ``doctor`` and ``reindex``: making a registry, whether it is sound, and what it is searched by."""

from pathlib import Path

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import NewRegistry, Session
from lastseen.exchange.vocabularies import available_profiles
from lastseen.operations.file_checks import sweep_files
from lastseen.operations.library import empty_library, reindex_library
from lastseen.operations.soundness import Check, examine


@lastseen.command("init")
@click.option(
    "--profile",
    default="",
    help=f"The setting: {', '.join(available_profiles())}; none if left out.",
)
@click.option("--owner", default="owner", show_default=True, help="The first user, who may do everything.")
@click.option("--database", default="sqlite", show_default=True, help="sqlite, or postgresql://user@host:5432/name")
@click.option(
    "--vocabularies",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of the registry's own vocabularies, copied into it.",
)
@with_format
@click.pass_obj
def init(session: Session, profile: str, owner: str, database: str, vocabularies: Path | None, format_: str) -> None:
    """Make a registry in the folder --registry names, which must not exist yet."""
    session.create(NewRegistry(profile=profile, owner=owner, database=database, vocabularies=vocabularies))
    where = f"The registry is at {session.folder}; {owner} owns it."
    show({"registry": str(session.folder), "owner": owner}, format_, lambda: f"{where}\n{_KEEP_IT}")


_KEEP_IT = "Keep its passphrase safe: without it nobody can open the registry, and nobody can reset it."


@lastseen.command("doctor")
@click.option("--sweep", is_flag=True, help="First take away the files that nothing names; they are not brought back.")
@with_format
@click.pass_obj
def doctor(session: Session, format_: str, *, sweep: bool) -> int:
    """Check the registry: keys, database, ledger, files, and every snapshot."""
    workspace = session.workspace
    swept = sweep_files(workspace, actor=session.actor, now=session.now()) if sweep else 0
    checks = examine(workspace)
    answer = {"checks": [{"id": c.id, "sound": c.sound, "detail": c.detail} for c in checks], "swept": swept}
    taken = [f"{swept} files that nothing named are taken away."] if sweep else []
    show(answer, format_, lambda: "\n".join([*taken, *(_told(check) for check in checks)]))
    return 0 if all(check.sound for check in checks) else 1


@lastseen.command("reindex")
@click.option("--empty", is_flag=True, help="Forget it instead, before a backup is made; then make it anew.")
@with_format
@click.pass_obj
def reindex(session: Session, format_: str, *, empty: bool) -> None:
    """Make anew what the library is searched by: after a change of vocabularies, or where doctor says so."""
    workspace = session.workspace
    if empty:
        empty_library()
        show({"lines": 0}, format_, lambda: "The library is empty: run `lastseen reindex` once the copy is made.")
        return
    lines = reindex_library(workspace)
    show({"lines": lines}, format_, lambda: f"The library is made anew: {lines} lines.")


def _told(check: Check) -> str:
    return f"{'sound' if check.sound else 'NOT SOUND'}  {check.id}: {check.detail}"
