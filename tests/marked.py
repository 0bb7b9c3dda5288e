"""Short ways to mark third persons in texts, and to say that texts were read through."""

from lastseen.operations.markings import Chosen, TextOf, mark, read_through, third_persons
from lastseen.operations.users import rights_of
from tests.conftest import NOW, Registry


def texts(registry: Registry, *sources: str) -> list[TextOf]:
    """Every text of these sources."""
    rights = rights_of(registry.owner)
    held = [third_persons(rights, source, "", registry.workspace) for source in sources]
    return [TextOf(one.source, text.digest) for one in held for text, _ in one.texts]


def marked(registry: Registry, source: str, words: str, kind: str = "broker") -> None:
    """Mark words wherever they stand in the texts of a source, as the registry's owner."""
    for where in texts(registry, source):
        mark(
            where, [Chosen(words=words, kind=kind, everywhere=True)], registry.workspace, actor=registry.owner, now=NOW
        )


def read(registry: Registry, *sources: str) -> None:
    """Say that the texts of these sources were read through, as they are marked now."""
    rights = rights_of(registry.owner)
    for where in texts(registry, *sources):
        seen = third_persons(rights, where.source, where.digest, registry.workspace).state
        read_through(where, seen, actor=registry.owner, now=NOW)
