"""Fills what is generated in the reference pages from the code; with ``--check``, names the stale pages instead.

A page holds a generated region between ``<!-- generated: NAME -->`` and ``<!-- end -->``; all else in it is written by
hand.
"""

import re
import sys
from pathlib import Path

from lastseen.config.database import configure

configure(web=True)

from regions import REGIONS  # noqa: E402  # models need Django set up first, those of the web too

DOCS = Path(__file__).parent
_REGION = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str) -> str:
    """A page with its regions as the code has them now."""
    return _REGION.sub(lambda found: f"{found[1]}\n{REGIONS[found['name']]().strip()}\n\n{found[3]}", page)


def stale() -> list[Path]:
    """The pages whose regions are not as the code has them now."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
    return [path for path, text in pages.items() if filled(text) != text]


def main() -> int:
    """Fill the pages, or with ``--check`` name the stale ones; gives the exit code."""
    pages = stale()
    for page in pages:
        print(page.relative_to(DOCS.parent))
        if "--check" not in sys.argv:
            page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if pages and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
