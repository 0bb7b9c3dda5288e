"""The family that vanished whole, as a tree."""

from lastseen.figures.charts.kinship import Member, Tie
from lastseen.figures.charts.tree import TreeWords, tree
from lastseen.reports.document.model import Block, Paragraph, Picture, Text, plain
from lastseen.reports.records.families import Family, Relative
from lastseen.reports.report.page import Page


def family(page: Page, caption: Text) -> tuple[Block, ...]:
    """The tree with who is who in words; a sentence where there is no family of several victims."""
    found = page.matter.inside.family if page.matter.inside else None
    if found is None:
        return (Paragraph(text=plain(page.texts("report")["no_family"])),)
    drawing = tree(
        tuple(_member(page, relative) for relative in found.members),
        tuple(
            Tie(person=tie.person, other=tie.other, kind=tie.relation, label=page.term("relation", tie.relation))
            for tie in found.ties
        ),
        TreeWords(**page.texts("report")["tree"]),
    )
    whole = page.texts("report")["whole" if found.whole else "not_whole"]
    return (Picture(drawing=drawing, caption=caption, alternative=_in_words(page, found), notes=(plain(whole),)),)


def _member(page: Page, relative: Relative) -> Member:
    told = relative.told
    sexes = told.codes["sex"] if told else ()
    lines = (relative.code, _age(page, relative))
    return Member(
        code=relative.person,
        lines=tuple(line for line in lines if line),
        sex=sexes[0] if len(sexes) == 1 else "",
        taken=told is not None,
    )


def _age(page: Page, relative: Relative) -> str:
    low, high = relative.told.numbers["age"] if relative.told else (None, None)
    if low is None or high is None:
        return ""
    years: str = page.texts("report")["years"]
    return years.format(n=page.wording.in_digits(low, high))


def _in_words(page: Page, found: Family) -> str:
    texts = page.texts("report")
    code = {relative.person: relative.code for relative in found.members}
    people = [", ".join(filter(None, (relative.code, _age(page, relative)))) for relative in found.members]
    ties = [
        texts["tie"].format(
            person=code[tie.person], other=code[tie.other], relation=page.term("relation", tie.relation)
        )
        for tie in found.ties
    ]
    return f"{'; '.join(people)}. {'; '.join(ties)}."
