"""What a registry holds of one source, printed as JSON: run beside a browser, with which Django does not work."""

import json
import sys
from pathlib import Path

from lastseen.domain.encoding import encode
from tests.conftest import Registry, wire


def main(folder: Path, name: str) -> None:
    """Print the accounts of the source of this name, and its passages, each by what it is called."""
    registry = Registry(wire(folder))
    source = registry.workspace.ids.source(name)
    from lastseen.storage.reading import agreed_accounts, passages  # noqa: PLC0415  # once the registry is open

    accounts = [one.account for one in agreed_accounts() if one.account.source == source]
    print(  # noqa: T201  # read by the test that runs this
        json.dumps(
            {
                "accounts": {
                    str(account.id): [account.kind, account.external_id, encode(account)] for account in accounts
                },
                "passages": {str(p.id): [p.start, p.end, p.quote] for p in passages() if p.source == source},
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
