"""What no file of the project may hold: an address to fetch packages from, or a path of one machine."""

import re

import pytest

from tests.contracts.reading import ROOT, files

FORBIDDEN = re.compile(
    "|".join(
        (
            r"py[p]i\.(?:org|python\.org)",
            r"python[h]osted\.org",
            r"registry\.npm[j]s",
            r"conda\.[a]naconda",
            r"--(?:extra-)?index[-]url",
            r"--find[-]links",
            r"(?<![\w.~-])/(?:home|root|Users|work|opt|mnt|srv)/\w",
        )
    )
)
TEXTS = [path for path in files() if path.suffix not in {".xlsx", ".png", ".parquet"}]


# Put together here, so that this file holds none of them either.
SEEN = [
    "".join(("https://py", "pi.org/simple")),
    "".join(("--index", "-url x")),
    "".join(("cd /ho", "me/somebody/lastseen")),
    "".join(('"/ro', 'ot/x"')),
    "".join(("/op", "t/wheels")),
]


@pytest.mark.parametrize("line", SEEN)
def test_what_is_forbidden_is_seen(line: str) -> None:
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize("line", ["src/lastseen/x", "demo/registry", "a / b", "https://example.org/home/x"])
def test_what_is_allowed_passes(line: str) -> None:
    assert FORBIDDEN.search(line) is None


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{number}": line
        for path in TEXTS
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if FORBIDDEN.search(line)
    }
    assert found == {}


def test_every_file_a_recipe_names_is_there() -> None:
    named = re.findall(r"`([\w.-]+/[\w./-]*)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(named) > 20
    assert [path for path in named if "NAME" not in path and not (ROOT / path).exists()] == []
