"""Finds the quantities of the texts in a JSON file by quantulum3, and writes where each stands."""

import json
import sys
from pathlib import Path

from quantulum3 import classifier, parser

classifier.USE_CLF = False  # its classifier of units is stored for one version of its library; spans do not need it


def main(texts: str, out: str) -> None:
    """Read a JSON list of texts; write, for each, a list of the start and end of every quantity found."""
    read = json.loads(Path(texts).read_text(encoding="utf-8"))
    found = [[list(one.span) for one in parser.parse(text)] for text in read]
    Path(out).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
