"""Two persons side by side: who they are, what is told of each, and what was decided of them before."""

from collections.abc import Sequence
from dataclasses import dataclass

from lastseen.operations.pages import AccountTold, PersonPage
from lastseen.web.people.beside import Beside, fate_rows, person_rows, taking_rows
from lastseen.web.people.decided import Decided, judged
from lastseen.web.speech import Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Somebody at the head of a column: the code, every name told, and the sources that tell of them."""

    code: str
    names: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar for how much something counts, in hundredths of its width: to the right for, to the left against."""

    start: str
    width: str
    way: str

    @classmethod
    def of(cls, share: float) -> "Bar":
        """The bar of a share from minus one to one."""
        return cls(
            start=f"{50 + 50 * min(share, 0):.1f}",
            width=f"{50 * abs(share):.1f}",
            way="for" if share > 0 else "against",
        )


def heads(pages: Sequence[PersonPage]) -> list[Head]:
    """Who stands side by side."""
    return [
        Head(
            code=page.code,
            names=tuple(one.name.text for one in page.names),
            sources=tuple(source.name for source in page.sources),
        )
        for page in pages
    ]


def side_by_side(speech: Speech, pages: Sequence[PersonPage]) -> Beside:
    """Each person in a column: all that sources say of them, and of how they were taken."""
    told = {page.code: page.accounts for page in pages}
    stages = {page.code: _stages(page) for page in pages}
    rows = (*person_rows(speech, told), *taking_rows(speech, stages), *fate_rows(speech, told))
    return Beside(columns=tuple(told), rows=rows)


def _stages(page: PersonPage) -> list[AccountTold]:
    """The stages that the first source tells of the first taking, in order."""
    return [stage for taking in page.takings[:1] for telling in taking.tellings[:1] for stage in telling.chain]


def histories(speech: Speech, pages: Sequence[PersonPage]) -> list[Decided]:
    """The verdicts between persons that stand on either, each once, the newest first."""
    seen = {one.id: one for page in pages for one in page.verdicts if one.kind == "person"}
    newest_first = sorted(seen.values(), key=lambda one: one.made.number, reverse=True)
    return [judged(speech, one) for one in newest_first]
