"""Records that say something in every field of every kind of account, and how they differ once they have travelled."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lastseen.domain.accounts import ACCOUNT_TYPES, ValueKind, specs
from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.exchange.bundles.contents import NOBODY, Contents, Head, Kind, SentAccount, SentSource, SentVerdict
from lastseen.exchange.grid import Wording
from lastseen.exchange.vocabularies import load_vocabularies

VOCABULARIES = load_vocabularies("dprk", None)
WORDING = Wording(VOCABULARIES)
_SAME = {
    VerdictKind.PERSON: ("person-1", "p2"),
    VerdictKind.STAGE: ("stage-1", "stage-2"),
    VerdictKind.CASE: ("case-1", "c2"),
}
_OF = {"person": "person-1", "other": "p2", "case": "case-1", "follows": "c2", "on_account_of": "p2"}


def _values(field: str, spec: Any) -> tuple[dict[str, Any], ...]:
    code = VOCABULARIES[spec.vocabulary].terms[0].code if spec.vocabulary in VOCABULARIES else ""
    code = "pyongyang" if spec.vocabulary == "place" else code
    given: dict[ValueKind, Any] = {
        ValueKind.CODE: code,
        ValueKind.DATE: ["1998-03-05", "1998-03-20", "some time that spring"],
        ValueKind.AGE: [33, 35, "korean"],
        ValueKind.NAME: ["고은별", "Hang", "as-told", "own"],
        ValueKind.AUTHORITY: [code, "ordering"],
        ValueKind.ACCOUNT: _OF.get(field),
        ValueKind.NUMBER: 2,
        ValueKind.TEXT: "Told of, in words.",
    }
    return ({"v": given[spec.kind]},)


def _account(kind: str, id_: str) -> SentAccount:
    said = {name: _values(name, spec) for name, spec in specs(ACCOUNT_TYPES[kind]).items()}
    return SentAccount(id=id_, source="s1", kind=kind, said=said, quotes={})


def _full() -> Contents:
    accounts = [_account(kind, f"{kind}-1") for kind in ACCOUNT_TYPES if kind != "mass-event"]
    other = SentAccount(id="p2", source="s1", kind="person", said={"sex": ({"v": "female"},)}, quotes={})
    unsaid = SentAccount(id="p3", source="s2", kind="person", said={"sex": ({"a": "unknown"},)}, quotes={})
    told = replace(accounts[0], quotes={"names": ("고은별이라고 했습니다",)})
    case = SentAccount(id="c2", source="s1", kind="case", said={"title": ({"v": "An operation"},)}, quotes={})
    again = SentAccount(id="stage-2", source="s1", kind="stage", said={"person": ({"v": "p2"},)}, quotes={})
    consent = Consent(
        source=NOBODY, purpose="internal-analysis", recipient="", identity=IdentityLevel.NAME, answer=ConsentAnswer.YES
    )
    return Contents(
        head=Head(kind=Kind.RECORDS, id="", made=""),
        sources=(SentSource(id="s1", kind="interview", origin="s1", consents=(consent,)),
                 SentSource(id="s2", kind="document", origin="s2")),
        accounts=(told, *accounts[1:], other, unsaid, case, again),
        verdicts=tuple(
            SentVerdict(kind=kind, left=left, right=right, answer=Answer.SAME) for kind, (left, right) in _SAME.items()
        ),
    )  # fmt: skip


FULL = _full()


def lost(before: Contents, after: Contents) -> set[str]:
    """What differs, in the words of a format's losses."""
    return set(_lost(before, after))


def _lost_verdicts(before: Contents, after: Contents) -> Iterator[str]:
    """The kinds of verdicts that differ; in which order they stand, and their ends, says nothing."""
    for kind in VerdictKind:
        there, here = (
            {(frozenset((one.left, one.right)), one.answer) for one in contents.verdicts if one.kind is kind}
            for contents in (before, after)
        )
        if there != here:
            yield f"verdicts.{kind}"


def _lost(before: Contents, after: Contents) -> Iterator[str]:
    assert {(one.id, one.kind) for one in before.sources} == {(one.id, one.kind) for one in after.sources}
    if any(one.consents for one in before.sources) and not any(one.consents for one in after.sources):
        yield "consents"
    yield from ["verdicts"] if before.verdicts and not after.verdicts else _lost_verdicts(before, after)
    came = {(one.kind, one.id): one for one in after.accounts}
    kinds = {one.kind for one in after.accounts}
    assert came.keys() <= {(one.kind, one.id) for one in before.accounts}
    for one in before.accounts:
        if one.kind not in kinds:
            yield one.kind
            continue
        here = came[one.kind, one.id]
        assert here.source == one.source
        if here.quotes != one.quotes:
            yield "quotes"
        for name in one.said.keys() | here.said.keys():
            if one.said.get(name) != here.said.get(name):
                yield "absence" if "a" in one.said[name][0] else f"{one.kind}.{name}"
