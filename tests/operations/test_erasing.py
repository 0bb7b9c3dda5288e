"""A source erased: nobody can read any more who it is about, in copies neither; figures stay as they were."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.apps import apps
from django.db import connection

from lastseen.config.registry import DATABASE
from lastseen.domain.accounts import PersonAccount, StageAccount
from lastseen.domain.answers import values
from lastseen.domain.coding import CodedSource
from lastseen.domain.conduct import CallBack
from lastseen.domain.dates import IntervalDate
from lastseen.domain.file_places import FilePlace
from lastseen.domain.rights import NotAllowed, Role
from lastseen.domain.sources import Derivation
from lastseen.evidence import SourceErased
from lastseen.exchange.drafts import Draft, Entry
from lastseen.operations.conduct import Entered, record_particular
from lastseen.operations.drafting import save_draft
from lastseen.operations.erasing import ErasedAlready, RepeatedByOthers, erasable, erase_source
from lastseen.operations.files import content, mark_place, open_file
from lastseen.operations.library import empty_library, reindex_library
from lastseen.operations.permitting import record_family_consent
from lastseen.operations.protections import place_hold
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.soundness import examine
from lastseen.operations.uploads import attach
from lastseen.operations.users import add_user, rights_of
from lastseen.operations.verdicts import find
from lastseen.snapshot.schema import ANALYSIS, IDENTITY
from lastseen.storage.conduct import particulars_due, versions_held
from lastseen.storage.reading import agreed_accounts, passages, sources
from tests.coded import IDS, family, found, hand, hold, interview, said
from tests.conftest import NOW, Registry, wire
from tests.sent import sent, short

CANARY = "호랑지빠귀"
"""The name of a bird, and of nobody."""
_PAGE, _AROUND = 4096, 80
"""SQLCipher's pages: at their end a vector of 16 bytes and a code of 64; in place of the first 16 bytes, a salt."""
RECORDING = f"{CANARY} was heard here.".encode()


def telling(source: str, name: str) -> CodedSource:
    """An interview that has a name in its title, its transcript, a quote, an account, and in the words of a date."""
    coded = interview(source, name=name)
    (stage,) = (one for one in coded.accounts if isinstance(one, StageAccount))
    day = IntervalDate(earliest=date(2019, 3, 1), latest=date(2019, 3, 31), told=f"when {name} was born")
    others = tuple(one for one in coded.accounts if one is not stage)
    dated = replace(coded, accounts=(*others, replace(stage, start=said(day))))
    return replace(dated, source=replace(coded.source, title=f"With {name}"))


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Two interviews, the first of which has a name wherever one can be; all of it in a snapshot."""
    actor, workspace = registry.owner, registry.workspace
    hand(registry, telling("I-01", CANARY), telling("I-02", "고은별"))
    attach(sent(registry, "I-01", RECORDING, name=f"{CANARY}.wav"), workspace, actor=actor, now=NOW)
    attach(sent(registry, "I-02", RECORDING, name="a.wav"), workspace, actor=actor, now=NOW)
    mark_place("I-01", FilePlace(file=short(RECORDING)), f"{CANARY} speaks", actor=actor, now=NOW)
    call_back = CallBack(wanted=NOW.date(), question=f"Where was {CANARY} seen?")
    entered = Entered(item=uuid4(), particular=call_back)
    record_particular(IDS.source("I-01"), entered, workspace, actor=actor, now=NOW)
    draft = Draft(entries=(Entry(kind="person", name=CANARY),))
    save_draft(rights_of(actor), "I-01", draft, 0, at=NOW)
    take_snapshot(workspace, actor=actor, now=NOW)
    return registry


def erase(registry: Registry, name: str = "I-01", *, together: bool = False) -> None:
    erase_source(name, registry.workspace, together=together, actor=registry.owner, now=NOW)


def cells() -> Iterator[str]:
    """Everything that lies in any table of the registry, opened where it can be."""
    for table in apps.get_app_config("storage").get_models():
        for row in table._default_manager.values_list():
            yield f"{table.__name__} {row}"


def pages(registry: Registry) -> bytes:
    """Every page of an SQLite file, decrypted: freed ones as well, and what the text index keeps."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    key, whole = registry.wiring._store_key(), (registry.folder / DATABASE).read_bytes()
    found = []
    for at in range(0, len(whole), _PAGE):
        body, initial = whole[at : at + _PAGE - _AROUND], whole[at + _PAGE - _AROUND :][:16]
        opening = Cipher(algorithms.AES(key), modes.CBC(initial)).decryptor()
        found.append(opening.update(body[16:] if at == 0 else body))
    assert found[0][84:85] == b"\x0d" or found[0][84:85] == b"\x05", "the first page is a table's"
    return b"".join(found)


def leaks(registry: Registry) -> list[str]:
    """Where the canary can be read, with every key there is."""
    found = [cell.split()[0] for cell in cells() if CANARY in cell]
    snapshot = find_snapshot(registry.workspace, None)
    found += [name for name in IDENTITY if CANARY in repr(snapshot.identity(name).to_dicts())]
    found += [name for name in ANALYSIS if CANARY in repr(snapshot.table(name).to_dicts())]
    found += [
        path.name for path in registry.folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    if connection.vendor == "sqlite" and CANARY.encode() in pages(registry):
        found.append("pages")
    return sorted(set(found))


EVERYWHERE = ["Conduct", "Description", "Draft", "EvidenceFile", "FileMark", "Passage", "Revision", "SourceText"]
EVERYWHERE += ["names", "texts"]


def figures(registry: Registry) -> list[object]:
    snapshot = find_snapshot(registry.workspace, None)
    return [snapshot.table(name).rows() for name in ANALYSIS]


def test_a_name_that_was_everywhere_is_nowhere_and_all_else_is_as_it_was(told: Registry) -> None:
    """Old figures, the other interview with the same recording, the ledger: only the name is gone."""
    before, others = figures(told), [one for one in passages() if one.source == IDS.source("I-02")]
    assert set(EVERYWHERE) <= set(leaks(told))
    erase(told)
    assert leaks(told) == []
    assert [check for check in examine(told.workspace) if not check.sound] == []
    assert figures(told) == before
    assert [one for one in passages() if one.source == IDS.source("I-02")] == others
    people = [one.account for one in agreed_accounts() if isinstance(one.account, PersonAccount)]
    assert [[name.text for name in values(one.names)] for one in people] == [[], ["고은별"]]
    assert [one.title for one in sources()] == ["", "With 고은별"]
    assert (versions_held(IDS.source("I-01")), particulars_due(rights_of(told.owner), NOW.date())) == ((), ())
    with open_file(told.workspace, hashlib.sha256(RECORDING).hexdigest()) as whole:
        assert whole.read() == RECORDING


def test_a_copy_of_the_registry_from_before_gives_nothing_back(told: Registry) -> None:
    """Put back with the keys of now, its sealed words stay closed, its ledger verifies, and it says what to do."""
    if connection.vendor != "sqlite":
        pytest.skip("the copy is of a folder")
    empty_library()
    told.wiring.close()
    backup = Path(shutil.copytree(told.folder, told.folder.parent / "backup"))
    erase(told)
    told.wiring.close()
    shutil.copy(told.folder / "sources.keys", backup)
    restored = Registry(wire(backup))
    assert restored.owner
    assert leaks(restored) == [], "the library's index was dropped before the copy was made, as the how-to says"
    assert [check.id for check in examine(restored.workspace) if not check.sound] == ["keys", "search", "files"]
    erase(restored)
    reindex_library(restored.workspace)
    assert leaks(restored) == []
    restored.wiring.close()


def test_nothing_of_an_erased_source_is_read_or_written_again(told: Registry) -> None:
    erase(told)
    with pytest.raises(ErasedAlready):
        erase(told)
    with pytest.raises(SourceErased):
        hand(told, telling("I-01", "another"))
    with pytest.raises(SourceErased):
        content(rights_of(told.owner), "I-01", short(RECORDING), told.workspace)
    again = take_snapshot(told.workspace, actor=told.owner, now=NOW)
    assert leaks(told) == []
    assert again.rows["persons"] == 2


def test_what_repeats_a_source_goes_with_it_or_it_stays(told: Registry) -> None:
    copy = interview("I-03", name=CANARY)
    verbatim = replace(copy.source, derived_from=IDS.source("I-01"), derivation=Derivation.VERBATIM)
    hand(told, replace(copy, source=verbatim))
    take_snapshot(told.workspace, actor=told.owner, now=NOW)
    assert erasable(rights_of(told.owner), "I-01").repeating == ("I-03",)
    with pytest.raises(RepeatedByOthers):
        erase(told)
    assert "names" in leaks(told)
    erase(told, together=True)
    assert leaks(told) == []


def test_who_may_not_release_erases_nothing(told: Registry) -> None:
    coder = add_user("coder", [Role.INTERVIEWER], None, None, actor=told.owner, now=NOW)
    with pytest.raises(NotAllowed):
        erase_source("I-01", told.workspace, together=False, actor=coder, now=NOW)
    assert "names" in leaks(told)


def test_words_of_the_organisation_that_name_somebody_are_listed_whatever_the_table(told: Registry) -> None:
    """In any case and with hyphens; neither those that name nobody, nor for who sees some compartments only."""
    actor = told.owner
    place_hold(replace(hold("I-02"), why=f"A brother of {CANARY}."), actor=actor, now=NOW)
    record_family_consent(replace(family("I-02"), who=f"{CANARY}, by telephone"), told.workspace, actor=actor, now=NOW)
    find([found("I-02")], told.workspace, actor=actor, now=NOW)
    named = erasable(rights_of(actor), "I-01").named
    assert named is not None
    assert [(one.where, one.operation) for one in named] == [
        ("Hold.why", "place-hold"),
        ("FamilyConsent.who", "record-family-consent"),
    ]
    assert erasable(replace(rights_of(actor), compartments=frozenset({"interviews"})), "I-01").named is None
