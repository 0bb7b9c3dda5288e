"""What UN procedures ask of a letter about a pattern, where there is no case of one person: element by element.

Pure, as :mod:`lastseen.domain.submitting` is for one person: what is asked is a :class:`Form`, what there is a
:class:`Draft`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lastseen.domain.submitting import Check, Checked, Status, name_told

PATTERN = "pattern"
"""How a letter is taken up that is about no single person."""
_FEW = 2
"""So many disappearances make a pattern at least."""
_SHORT = 3
"""A name of fewer signs, where no space is set within it, may be part of any word."""
_CODE = re.compile(r"\b[PIC]-\d{2,}\b")
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_MARKS = r"\W_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a letter has to have: its elements in order, and the most words of one submitter and of several.

    Of ``advised`` elements a lack is a doubt only. ``limit`` is nought where there is none. It is ``published`` as it
    comes. ``figure`` is the figure that counts those it is about.
    """

    id: str
    forum: str
    elements: tuple[str, ...]
    advised: frozenset[str] = frozenset()
    limit: int = 0
    limit_joint: int = 0
    published: bool = False
    one_state: bool = False
    figure: str = "victims"

    def most(self, submitters: int) -> int:
        """The most words for so many submitters; nought for no limit."""
        return self.limit_joint if submitters > 1 else self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What there is of a letter: who sends it about which States, what is written, counted and shown.

    ``sections`` are the anchors under which something is written, ``counted`` is how many it is about for certain.
    ``asked`` people were to be shown, ``withheld`` of them must not be, and ``approvals`` are wanting to show any.
    ``named`` is how many names and codes of people
    stand in the words. A ``working`` copy is in a language the body does not read.
    """

    submitters: tuple[str, ...] = ()
    confidential: bool = False
    states: tuple[str, ...] = ()
    mandates: tuple[str, ...] = ()
    sections: frozenset[str] = frozenset()
    words: int = 0
    counted: int = 0
    asked: int = 0
    withheld: int = 0
    approvals: int = 0
    named: int = 0
    working: bool = False


Judged = tuple[Status, str, int]


def check_draft(form: Form, draft: Draft) -> Check:
    """Each element that a form asks for, as far as it is there."""
    found = (_checked(code, form, draft) for code in form.elements)
    return Check(procedure=form.id, track=PATTERN, elements=tuple(found), states=draft.states)


def count_words(texts: Iterable[str]) -> int:
    """How many words there are, as word processors count them: what stands between spaces and is not a mark alone."""
    return sum(any(sign.isalnum() for sign in word) for text in texts for word in text.split())


def names_within(text: str, names: Iterable[str]) -> frozenset[str]:
    """The full names, and the codes of people, interviews and cases, that stand in a text.

    A name of a script that sets no space may have particles after it, and is found from three signs on.
    """
    plain = text.casefold()
    near = (name for name in names if all(word in plain for word in name.casefold().split()))
    full = {name for name in near if name_told((name,), ()) == "full"}
    return frozenset(_CODE.findall(text)) | {name for name in full if _stands_in(name, text)}


def _stands_in(name: str, text: str) -> bool:
    if _LATIN.search(name) is None and len(name.replace(" ", "")) < _SHORT:
        return False
    after = rf"(?=[{_MARKS}]|$)" if _LATIN.search(name) else ""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.search(rf"(?:^|(?<=[{_MARKS}])){words}{after}", text, re.IGNORECASE) is not None


def _checked(code: str, form: Form, draft: Draft) -> Checked:
    status, why, n = _JUDGING[code](form, draft) if code in _JUDGING else _section(code, draft)
    is_advised = status is Status.MISSING and code in form.advised
    return Checked(code=code, status=Status.WARNING if is_advised else status, why=why, n=n)


def _submitter(form: Form, draft: Draft) -> Judged:
    if not any(name.strip() for name in draft.submitters):
        return Status.MISSING, "none", 0
    if draft.confidential:
        return (Status.MISSING, "published", 0) if form.published else (Status.OK, "confidential", 0)
    return Status.OK, "told", 0


def _state(form: Form, draft: Draft) -> Judged:
    n = len(draft.states)
    if not n:
        return Status.MISSING, "none", 0
    return (Status.MISSING, "several", n) if n > 1 and form.one_state else (Status.OK, "told", n)


def _mandates(_: Form, draft: Draft) -> Judged:
    return (Status.OK, "told", len(draft.mandates)) if draft.mandates else (Status.MISSING, "none", 0)


def _figures(_: Form, draft: Draft) -> Judged:
    return (Status.OK, "counted", draft.counted) if draft.counted >= _FEW else (Status.MISSING, "few", draft.counted)


def _words(form: Form, draft: Draft) -> Judged:
    most = form.most(len(draft.submitters))
    over = draft.words - most
    return (Status.MISSING, "over", over) if over > 0 else (Status.OK, "within", draft.words)


def _people(_: Form, draft: Draft) -> Judged:
    if not draft.asked:
        return Status.WARNING, "none", 0
    if draft.withheld:
        return Status.MISSING, "withheld", draft.withheld
    return (Status.MISSING, "unapproved", draft.approvals) if draft.approvals else (Status.OK, "shown", draft.asked)


def _names(_: Form, draft: Draft) -> Judged:
    return (Status.MISSING, "named", draft.named) if draft.named else (Status.OK, "unnamed", 0)


def _language(_: Form, draft: Draft) -> Judged:
    return (Status.WARNING, "working", 0) if draft.working else (Status.OK, "read", 0)


def _section(code: str, draft: Draft) -> Judged:
    return (Status.OK, "written", 0) if code in draft.sections else (Status.MISSING, "unwritten", 0)


_JUDGING: Mapping[str, Callable[[Form, Draft], Judged]] = {
    "submitter": _submitter,
    "state": _state,
    "mandates": _mandates,
    "figures": _figures,
    "words": _words,
    "people": _people,
    "names": _names,
    "language": _language,
}
