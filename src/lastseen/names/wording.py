"""What stands where a name should: a name with a title, or no name at all, as ``영희 엄마`` or ``the child``."""

import tomllib
from functools import cache
from importlib.resources import files

from lastseen.names.cleaning import cleaned


def named(text: str) -> str:
    """The name in a text, cleaned, without titles; empty where it names nobody: kin terms, initials, nothing."""
    titles, kin = _words()
    words = [word for word in cleaned(text).split() if word.strip(".") not in titles]
    bare = [word.strip(".,") for word in words]
    is_told = any(len(word) > 1 for word in bare) or _in_syllables("".join(bare))
    return " ".join(words) if is_told and not kin.intersection(bare) else ""


def _in_syllables(text: str) -> bool:
    """Whether every letter says a syllable, so that single ones are no initials."""
    return len(text) > 1 and all("\u3400" <= char <= "\u9fff" or "가" <= char <= "힣" for char in text)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    listed = tomllib.loads((files("lastseen") / "data" / "names" / "words.toml").read_text(encoding="utf-8"))
    return frozenset(listed["titles"]), frozenset(listed["kin"])
