"""The runner of documentation: true pages pass, and every kind of untrue page fails."""

from pathlib import Path

import pytest

from tests.docs.blocks import Wrong, run


def page(folder: Path, *lines: str) -> Path:
    path = folder / "page.md"
    path.write_text("\n".join(("Text.", "", *lines, "")), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "lines",
    [
        ("```console", "$ echo one", "one", "```"),
        ("```console", "$ printf 'one\\ntwo\\nthree\\n'", "one", "...", "three", "```"),
        ("```console", "$ echo id 4711 end", "id … end", "```"),
        ("```console", "$ cat <<'END'", "> one", ">", "> END", "one", "```"),
        (
            "```console",
            "$ export X=1; mkdir in; cd in",
            "```",
            "",
            "```console",
            "$ echo $X; basename $PWD",
            "1",
            "in",
            "```",
        ),
        ("```python", "print('one')", "```"),
        ("```sh", "exit 1", "```"),
    ],
)
def test_a_true_page_passes(tmp_path: Path, lines: tuple[str, ...]) -> None:
    run(page(tmp_path, *lines), tmp_path)


@pytest.mark.parametrize(
    "lines",
    [
        ("```console", "$ echo one", "two", "```"),
        ("```console", "$ printf 'one\\ntwo\\n'", "one", "```"),
        ("```console", "$ echo one", "one", "two", "```"),
        ("```console", "$ echo one >&2", "two", "```"),
        ("```console", "$ false", "```"),
        ("```console", "$ printf 'one\\ntwo\\n'", "one", "...", "three", "```"),
        ("```python", "assert 1 == 2", "```"),
        ("```console", "$ lastseen no-such-verb", "```"),
    ],
)
def test_an_untrue_page_fails(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(Wrong):
        run(page(tmp_path, *lines), tmp_path)
