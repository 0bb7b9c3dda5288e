"""Text as it is searched: cut into tokens that any database can keep, alike for what is kept and what is asked.

Hangul and Han are cut into overlapping pairs, so that a word of two syllables is found within a longer one, whatever
ending follows; the last syllable of a run stands alone as well, so that a single syllable is found anywhere as the
beginning of a token. Other scripts are kept as words, without case and accents; what is asked finds every word that
begins with it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_PAIRED = "\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003fffd"
_RUN = re.compile(rf"(?P<paired>[{_PAIRED}]+)|(?P<word>[^\W_{_PAIRED}]+)")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')

PIECE, OVERLAP = 500, 20
"""How many tokens are kept together, and how many of them are repeated in what follows."""


@dataclass(frozen=True, slots=True)
class Term:
    """Something asked for, as it was typed: tokens that follow one another, the last of them perhaps only begun."""

    text: str
    tokens: tuple[str, ...]
    is_prefix: bool


def folded(text: str) -> str:
    """A text without case, accents and variants of width and form."""
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(c for c in bare if unicodedata.category(c) != "Mn"))


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text, in order."""
    return tuple(token for run in _RUN.finditer(folded(text)) for token in _of_run(run))


def _of_run(run: re.Match[str]) -> Iterator[str]:
    part = run[0]
    if run["word"] is not None:
        yield part
    else:
        yield from (part[place : place + 2] for place in range(len(part)))


def pieces(text: str) -> Iterator[tuple[str, ...]]:
    """The tokens of a text in pieces short enough for any database; each repeats the end of the one before.

    So whatever follows one another in up to :data:`OVERLAP` tokens does so within one piece.
    """
    held = tokens(text)
    for start in range(0, max(len(held) - OVERLAP, 1), PIECE - OVERLAP):
        if held:
            yield held[start : start + PIECE]


def terms(text: str) -> tuple[Term, ...]:
    """What a text asks for: each of its words, and as one whatever stands between quotation marks."""
    said = (match[1] if match[1] is not None else match[2] for match in _ASKED.finditer(text))
    return tuple(term for words in said if (term := _term(words)) is not None)


def _term(words: str) -> Term | None:
    runs = list(_RUN.finditer(folded(words)))
    if not runs:
        return None
    cut = [token for run in runs for token in _of_run(run)]
    last = runs[-1]
    if last["word"] is not None or len(last[0]) == 1:
        return Term(words, tuple(cut), is_prefix=True)
    return Term(words, tuple(cut[:-1]), is_prefix=False)


def is_found(term: Term, held: Sequence[str]) -> bool:
    """Whether tokens hold what is asked for."""
    size = len(term.tokens)
    *whole, last = term.tokens
    return any(
        list(held[place : place + size - 1]) == whole
        and (held[place + size - 1].startswith(last) if term.is_prefix else held[place + size - 1] == last)
        for place in range(len(held) - size + 1)
    )


def spots(text: str, asked: Iterable[Term]) -> list[tuple[int, int]]:
    """Every place in a text at which any of what is asked for stands, in code points, first to last.

    Places that touch or overlap are one.
    """
    letters = [(letter, place) for place, raw in enumerate(text) for letter in folded(raw)]
    plain = "".join(letter for letter, _ in letters)
    found = sorted(match.span() for term in asked for match in re.finditer(_pattern(term), plain))
    joined: list[tuple[int, int]] = []
    for first, end in found:
        start, stop = letters[first][1], letters[end - 1][1] + 1
        if joined and start <= joined[-1][1]:
            start, stop = joined[-1][0], max(joined.pop()[1], stop)
        joined.append((start, stop))
    return joined


def _pattern(asked: Term) -> str:
    """The tokens as they stand in a folded text: pairs overlap, words are apart."""
    parts: list[str] = []
    for place, token in enumerate(asked.tokens):
        before = asked.tokens[place - 1] if place else ""
        if _is_paired(token) and len(before) == 2 and _is_paired(before) and token[0] == before[1]:
            parts.append(re.escape(token[1:]))
        else:
            gap = r"[\W_]*" if place else "" if _is_paired(token) else r"(?<![^\W_])"
            parts.append(gap + re.escape(token))
    return "".join(parts)


def _is_paired(token: str) -> bool:
    return re.match(f"[{_PAIRED}]", token) is not None
