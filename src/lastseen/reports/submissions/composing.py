"""The submission composed: the sections a UN body asks for in order, then a sheet for the body alone.

Nothing in it points at whoever spoke: sources stand under letters, without their words, days or relations.
"""

from collections.abc import Callable, Iterator

from lastseen.domain.release import Released
from lastseen.domain.submitting import Status
from lastseen.figures.encoding import label_in
from lastseen.reports.document.model import Block, Cover, Document, Heading, Items, Paragraph, Terms, Voice, plain
from lastseen.reports.submissions.annexes import Annexes, annexed
from lastseen.reports.submissions.chain import by_letter
from lastseen.reports.submissions.facts import Matter
from lastseen.reports.submissions.romanising import in_latin
from lastseen.reports.submissions.saying import Speech, speech, why
from lastseen.reports.submissions.trying import answers, search

_DOUBTED = frozenset({"clock"})
"""Elements whose doubt is for the submitter, not for the body."""
_TRAITS = {"sex": "sex", "occupation": "occupation", "residence": "place"}


def submission(released: Released[Matter], language: str, annexes: Released[Annexes] | None = None) -> Document:
    """The document of a submission, in one of :func:`~lastseen.reports.submissions.saying.languages`, and what is
    enclosed with it."""
    content = released.content
    voice = speech(content, language)
    return Document(
        language=language,
        cover=_cover(voice, content, str(released.id)),
        contents="",
        blocks=(
            Heading(level=1, text=plain(_title(voice, content))),
            Paragraph(text=plain(_addressed(voice, content)), voice=Voice.LEAD),
            *(block for number, section in enumerate(_SECTIONS, start=1) for block in section(voice, content, number)),
            *(() if annexes is None else annexed(annexes.content, language, len(_SECTIONS) + 1)),
            *_sheet(voice, content),
        ),
    )


def _title(voice: Speech, content: Matter) -> str:
    title: str = voice.texts["title"][content.checked.procedure]
    return title


def _cover(voice: Speech, content: Matter, release: str) -> Cover:
    notice = label_in(voice.words.language, content.record.notice) if content.record.notice else ""
    return Cover(
        title=_title(voice, content),
        subtitle=" / ".join(filter(None, (_romanised(content), _names(content)))),
        day=voice.words.day(content.case.received),
        notice=tuple(line for line in (notice, voice.texts["copy"]) if line),
        colophon=(voice.texts["track"][content.checked.track], voice.texts["reference"].format(number=release[:8])),
    )


def _addressed(voice: Speech, content: Matter) -> str:
    first, *others = map(voice.state, content.checked.states)
    if not others:
        return str(voice.texts["addressed"].format(state=first))
    return str(voice.texts["addressed_copies"].format(state=first, copies=voice.words.enumeration(others)))


Section = Callable[[Speech, Matter, int], Iterator[Block]]


def _heading(voice: Speech, name: str, number: int) -> Heading:
    return Heading(level=2, text=plain(f"{number}. {voice.texts['section'][name]}"))


def _identity(voice: Speech, content: Matter, number: int) -> Iterator[Block]:
    yield _heading(voice, "identity", number)
    person = content.person
    told = [("names", _names(content)), ("romanised", _romanised(content))]
    for trait, vocabulary in _TRAITS.items():
        told.append((trait, "; ".join(dict.fromkeys(voice.told(a, trait, vocabulary) for a in person.of("person")))))
    told.append(("birth", "; ".join(voice.when(a.said("birth").values) for a in person.of("person"))))
    told.append(("age", _age(voice, content)))
    heads = voice.texts["term"]
    yield Terms(terms=tuple((heads[name], plain(words.strip("; "))) for name, words in told if words.strip("; ")))


def _names(content: Matter) -> str:
    return " / ".join(dict.fromkeys(name.text for name in content.person.names))


def _romanised(content: Matter) -> str:
    return in_latin([name.text for name in content.person.names])


def _age(voice: Speech, content: Matter) -> str:
    low, high = content.taking.taken.numbers["age"]
    if low is None and high is None:
        return ""
    ends = [end for end in (low, high) if end is not None]
    return str(voice.texts["years"].format(n=voice.words.in_digits(ends[0], ends[-1])))


def _date(voice: Speech, content: Matter, number: int) -> Iterator[Block]:
    yield _heading(voice, "date", number)
    yield Paragraph(text=plain(voice.words.interval(*content.taking.taken.days["disappeared"])))


def _place(voice: Speech, content: Matter, number: int) -> Iterator[Block]:
    yield _heading(voice, "place", number)
    places = content.taking.taken.codes["place_of_arrest"] or (content.facts.place,)
    yield Paragraph(text=plain(voice.words.either([voice.place(code) for code in places])))


def _forces(voice: Speech, content: Matter, number: int) -> Iterator[Block]:
    yield _heading(voice, "forces", number)
    hands = dict.fromkeys((hand.authority, hand.state) for hand in content.facts.custody if hand.authority)
    yield Items(items=tuple(plain(voice.authority(*hand)) for hand in hands))
    yield from by_letter(voice, content.taking)


def _search(voice: Speech, content: Matter, number: int) -> Iterator[Block]:
    yield _heading(voice, "search", number)
    yield Items(items=tuple(map(plain, search(voice, content))))


def _answers(voice: Speech, content: Matter, number: int) -> Iterator[Block]:
    yield _heading(voice, "answers", number)
    found = tuple(map(plain, answers(voice, content)))
    yield Items(items=found) if found else Paragraph(text=plain(voice.texts["no_answer"]))


def _fate(voice: Speech, content: Matter, number: int) -> Iterator[Block]:
    yield _heading(voice, "fate", number)
    fates = [voice.label("fate-status", code) for code in content.taking.taken.codes["fate"]]
    yield Paragraph(text=plain(voice.words.either(fates) or voice.texts["no_fate"]))


def _stands(voice: Speech, content: Matter, number: int) -> Iterator[Block]:
    """What the body asks besides, as the check found it, and what is not certain."""
    yield _heading(voice, "stands", number)
    shown = [one for one in content.checked.elements if one.code in _ASKED or one.status is Status.WARNING]
    yield Items(items=tuple(plain(why(one, voice.texts)) for one in shown if one.code not in _DOUBTED))


_ASKED = frozenset({"consent", "duplicate", "state-party", "in-force", "bodies"})
_SECTIONS: tuple[Section, ...] = (_identity, _date, _place, _forces, _search, _answers, _fate, _stands)


def _sheet(voice: Speech, content: Matter) -> Iterator[Block]:
    """Who submits, on a page of its own: taken out before anything is passed on to a State."""
    submitter = content.case.submitter
    yield Heading(level=1, text=plain(voice.texts["section"]["submitter"]))
    yield Paragraph(text=plain(submitter.name))
    yield Paragraph(text=plain(voice.texts["confidential" if submitter.confidential else "open"]))
    yield Paragraph(text=plain(voice.texts["consented"]))
    yield Paragraph(text=plain(voice.texts["copies"]), voice=Voice.NOTE)
