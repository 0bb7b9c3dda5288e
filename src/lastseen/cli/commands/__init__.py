"""The verbs of the command line, one file for each area; importing this gives ``lastseen`` all of them."""

from lastseen.cli.commands import (
    agreement,
    coding,
    demo,
    dossiers,
    figures,
    files,
    intake,
    keys,
    linking,
    names,
    queues,
    registry,
    reports,
    serving,
    snapshots,
    users,
)

__all__ = [
    "agreement",
    "coding",
    "demo",
    "dossiers",
    "figures",
    "files",
    "intake",
    "keys",
    "linking",
    "names",
    "queues",
    "registry",
    "reports",
    "serving",
    "snapshots",
    "users",
]
