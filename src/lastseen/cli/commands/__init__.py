"""The verbs of the command line, one file for each area; importing this gives ``lastseen`` all of them."""

from lastseen.cli.commands import coding, registry, snapshots

__all__ = ["coding", "registry", "snapshots"]
