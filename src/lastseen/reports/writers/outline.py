"""What all writers need to know of a document first: its contents, its anchors, and what of its text can be written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeGuard

from lastseen.reports.document.model import Block, Box, Document, Heading, Table

_ILLEGIBLE = re.compile("[^\t\n\r -~\xa0-\u2029\u202f-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold, controls, and marks that turn the direction of all that follows."""


def legible(text: str) -> str:
    """Text as it can be written anywhere: what has no place in a text becomes the mark for a lost character."""
    return _ILLEGIBLE.sub("\ufffd", text)


def anchored(document: Document) -> Document:
    """The document in which every heading that stands in the contents can be led to."""
    blocks = (
        replace(block, anchor=f"part-{index}") if in_contents(block) and not block.anchor else block
        for index, block in enumerate(document.blocks, start=1)
    )
    return replace(document, blocks=tuple(blocks))


def entries(document: Document) -> tuple[Heading, ...]:
    """The headings of the contents, in order; none where the document wants none."""
    return tuple(block for block in document.blocks if in_contents(block)) if document.contents else ()


def in_contents(block: Block) -> TypeGuard[Heading]:
    """Whether a block is a heading for the contents."""
    return isinstance(block, Heading) and block.level <= 2 and block.listed


def anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """Every place that can be led to, in order."""
    for block in blocks:
        if anchor := getattr(block, "anchor", ""):
            yield anchor
        if isinstance(block, Table):
            yield from (line.anchor for line in block.lines if line.anchor)
        if isinstance(block, Box):
            yield from anchors(block.blocks)
