"""The command ``lastseen``: its verbs, and how refusals are told."""

import json
import sys
from collections.abc import Sequence
from itertools import pairwise

import click

from lastseen.cli.session import Session
from lastseen.domain.errors import LastseenError, Refusal
from lastseen.operations.failures import failures_explained

EPILOG = """\b
Everywhere, before or after the verb:
  --registry DIR          the registry's folder (or LASTSEEN_REGISTRY)
  --as USER               who acts (or LASTSEEN_USER; else the owner)
  --passphrase-file FILE  the passphrase (or LASTSEEN_PASSPHRASE; else asked)

Exit codes: 0 done (also when rows were refused and reported), 1 refused, 2 wrong usage.
Whoever holds the command line and the passphrase holds the registry."""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lastseen")
def lastseen() -> None:
    """From accounts of enforced disappearances as told to figures that can be defended."""


def run(arguments: Sequence[str], session: Session) -> int:
    """Run one command; gives the exit code."""
    try:
        with failures_explained():
            result = lastseen.main(list(arguments), prog_name="lastseen", obj=session, standalone_mode=False)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (LastseenError, click.Abort, OSError) as error:
        _tell(error, as_json=_wants_json(arguments))
        return 1
    return result if isinstance(result, int) else 0


def _tell(error: LastseenError | click.Abort | OSError, *, as_json: bool) -> None:
    match error:
        case Refusal():
            tell(error, as_json=as_json)
        case click.Abort():
            click.echo("lastseen: stopped; nothing was changed.", err=True)
        case OSError():
            where = f" {error.filename}" if error.filename else ""
            click.echo(f"lastseen: the system refused:{where} {error.strerror}.", err=True)
        case _:
            click.echo(f"lastseen: {error}", err=True)


def tell(refusal: Refusal, *, as_json: bool) -> None:
    """Say what was refused, under which code, and what would mend it."""
    if as_json:
        told = {"error": {"code": refusal.code, "message": str(refusal), "hint": refusal.mend}}
        click.echo(json.dumps(told, ensure_ascii=False))
    click.echo(f"lastseen: {refusal} [{refusal.code}]", err=True)
    if refusal.mend:
        click.echo(f"          {refusal.mend}", err=True)


def _wants_json(arguments: Sequence[str]) -> bool:
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)
