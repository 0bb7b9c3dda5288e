"""A registry with at least one row in every table, some of them superseded, taken back or erased."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

from lastseen.domain.accounts import AccountId
from lastseen.domain.conduct import Session
from lastseen.domain.conduct_words import Channel
from lastseen.domain.decisions import Conclusion, ConsentAnswer
from lastseen.domain.file_places import FilePlace
from lastseen.domain.permitting import TableClearance
from lastseen.domain.release import Profile
from lastseen.domain.rights import May, Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.exchange.drafts import Draft
from lastseen.figures.standard import standard_definitions
from lastseen.operations.clearing import clear_table
from lastseen.operations.concluding import conclude_codings
from lastseen.operations.conduct import Entered, record_particular, take_back_particular
from lastseen.operations.correcting import correct_text
from lastseen.operations.double import end_double, set_double
from lastseen.operations.drafting import save_draft
from lastseen.operations.efforts import add_reply, record_effort, take_back_effort, take_back_reply
from lastseen.operations.erasing import erase_source
from lastseen.operations.files import bring_file_back, mark_place, set_file_aside, unmark_place
from lastseen.operations.judging import judge, take_back_judgement
from lastseen.operations.library import delete_view, save_view
from lastseen.operations.library_query import Query
from lastseen.operations.markings import Chosen, TextOf, mark, read_again, read_through, third_persons, unmark
from lastseen.operations.overlap import Caps, approve_overlap
from lastseen.operations.partners import add_partner, own_keys
from lastseen.operations.permitting import approve, clear_person, record_family_consent, take_back_permit
from lastseen.operations.press import ask_correction, say_where_published, take_in_press
from lastseen.operations.protections import judge_risk, lift_hold, place_hold
from lastseen.operations.receiving import import_bundle
from lastseen.operations.release import Asked, release
from lastseen.operations.served import Change
from lastseen.operations.showing import show_people
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.texts import add_text, align_texts, credit_text
from lastseen.operations.tokens import end_token, make_token, tokens
from lastseen.operations.uploads import attach
from lastseen.operations.users import add_user, rights_of, set_rights
from lastseen.operations.verdicts import conclude, decide, find, take_back
from lastseen.operations.withdrawing import bring_back, withdraw_entry
from lastseen.storage.double import double_of, put_concluding
from lastseen.storage.ledger import recording
from lastseen.storage.models import Conduct
from lastseen.storage.releases import put_told
from tests.apart import READ, UNREAD, choose_all, own_of, read_alone, read_apart, read_by
from tests.coded import (
    IDS,
    NAME,
    REPLY,
    SUBMISSION,
    account,
    approval,
    clearance,
    consent,
    family,
    found,
    hand,
    hold,
    interview,
    risk,
)
from tests.conftest import NOW, Registry
from tests.drawn import put_drawn
from tests.press import CORRECTED, NEW_ITEM
from tests.sent import sent, short
from tests.texts import MADE, PAIR, RENDERED, begin_translation, called, correction, translation
from tests.west import EAST, WEST, from_west, question, records


def use_programs(registry: Registry) -> None:
    """Make two tokens, and end one of them."""
    actor, until = registry.owner, NOW.date() + timedelta(days=30)
    for name in ("a list", "a copy"):
        make_token(name, [May.READ], until, registry.workspace, actor=actor, now=NOW)
    end_token(tokens(rights_of(actor))[0].id, actor=actor, now=NOW)


def fill(registry: Registry) -> None:
    """Do one of everything."""
    actor, workspace = registry.owner, registry.workspace
    first = interview("I-01")
    hand(registry, first, interview("I-02"), interview("I-03"))
    corrected = replace(first.source, title="Corrected")
    refused = consent("I-01", "internal-analysis", ConsentAnswer.NO)
    hand(registry, replace(interview("I-01", sex="male", consents=(refused,)), source=corrected))
    people = [account(source, "person", "p1") for source in ("I-01", "I-02", "I-03")]
    unsure = Verdict(left=people[0], right=people[1], answer=Answer.UNSURE)
    decide(VerdictKind.PERSON, unsure, "not yet", actor=actor, now=NOW)
    decide(VerdictKind.PERSON, replace(unsure, answer=Answer.SAME), "as told", actor=actor, now=NOW)
    conclusion = Conclusion(accounts=frozenset(people[:2]), variable="sex", values=("male",), reason="a photograph")
    conclude(conclusion, workspace, actor=actor, now=NOW)
    hasty = conclude(replace(conclusion, values=("female",)), workspace, actor=actor, now=NOW)
    take_back(hasty, actor=actor, now=NOW)
    find([found("I-01"), found("I-02")], workspace, actor=actor, now=NOW)
    (replaced,) = find([found("I-02", outcome="ended")], workspace, actor=actor, now=NOW)
    take_back(replaced, actor=actor, now=NOW)
    judge_sample(registry, people)
    protect(registry)
    interview_held(registry)
    read_texts(registry)
    enter_texts(registry)
    try_(registry)
    watch_press(registry)
    colleague = add_user("colleague", [Role.CODER], ["interviews"], None, actor=actor, now=NOW)
    set_rights(colleague, [Role.EDITOR], None, actor=actor, now=NOW)
    use_programs(registry)
    read_twice(registry)
    take_snapshot(workspace, actor=actor, now=NOW)
    asked = Asked(what="a word", profile=Profile.PUBLIC)
    release(find_snapshot(workspace, None), asked, lambda _: "a word", workspace, actor=actor, now=NOW)
    let_leave(registry)
    keep_files(registry)
    erase(registry, "I-03")
    save_draft(rights_of(actor), "I-01", Draft(), 0, at=NOW)
    for _ in range(2):
        forgotten = save_view("women", Query(chosen={"sex": ("female",)}), actor=actor, now=NOW)
    delete_view(forgotten, actor=actor, now=NOW)
    save_view("women", Query(chosen={"sex": ("female",)}), actor=actor, now=NOW)


def let_leave(registry: Registry) -> None:
    """Show one person of the second interview to somebody outside, and tell them what became of the person since."""
    actor, workspace, person = registry.owner, registry.workspace, account("I-02", "person", "p1")
    asked = Asked(what="people", profile=Profile.PSEUDONYMOUS, purpose="aggregate-statistics", single_people=True)
    for _ in range(2):
        answered = record_family_consent(family("I-02"), workspace, actor=actor, now=NOW)
        cleared = clear_person(clearance("I-02"), actor=actor, now=NOW)
        approved = approve(approval(purpose=asked.purpose), workspace, actor=actor, now=NOW)
        table = clear_table(
            TableClearance(figure="sex", reason="Known."), standard_definitions(None), actor=actor, now=NOW
        )
    for permit in (answered, cleared, approved, table):
        take_back_permit(permit, actor=actor, now=NOW)
    made = show_people(find_snapshot(workspace, None), asked, workspace, actor=actor, now=NOW)
    with recording(actor, "tell-recipient", NOW) as pen:
        put_told(pen, made.id, person, Change.FATE, "a letter")


def judge_sample(registry: Registry, people: list[AccountId]) -> None:
    """Judge one pair of a sample of two, take that back, and judge it again."""
    actor = registry.owner
    pair, _ = put_drawn(actor, [(people[0], people[1]), (people[0], people[2])])
    take_back_judgement(judge(pair, Answer.UNSURE, actor=actor, now=NOW), actor=actor, now=NOW)
    judge(pair, Answer.SAME, actor=actor, now=NOW)


def enter_texts(registry: Registry) -> None:
    """Translate one interview twice over, correct its transcript twice, and begin a third translation."""
    actor, workspace = registry.owner, registry.workspace
    add_text("I-02", translation("I-02"), workspace, actor=actor, now=NOW)
    credit_text("I-02", called(RENDERED), MADE, actor=actor, now=NOW)
    align_texts("I-02", called(RENDERED), [PAIR], actor=actor, now=NOW)
    begin_translation("I-02", actor)
    again = correction("I-02")
    correct_text("I-02", again, workspace, actor=actor, now=NOW)
    again = replace(again, name=called(again.text), text=f"Q.\n{again.text}")
    correct_text("I-02", again, workspace, actor=actor, now=NOW)


def interview_held(registry: Registry) -> None:
    """Say how an interview was held, say it otherwise, and take one part back."""
    actor, source = registry.owner, IDS.source("I-02")
    items = [uuid5(source, part) for part in ("first", "second")]
    for item, channel in zip([*items, items[0]], (Channel.PHONE, Channel.VIDEO, Channel.WRITING), strict=True):
        before = Conduct.objects.filter(item=item).values_list("id", flat=True).first()
        entered = Entered(item=item, particular=Session(channel=channel), base=before)
        record_particular(source, entered, registry.workspace, actor=actor, now=NOW)
    take_back_particular(source, Conduct.objects.get(item=items[1]).id, actor=actor, now=NOW)


def protect(registry: Registry) -> None:
    """Hold one interview and one person, and judge the risk of both twice; one of each stands."""
    actor, person = registry.owner, account("I-02", "person", "p1")
    lift_hold(place_hold(hold("I-02"), actor=actor, now=NOW), "out of danger", actor=actor, now=NOW)
    place_hold(hold("I-02", person), actor=actor, now=NOW)
    hasty = judge_risk(risk("I-02"), None, actor=actor, now=NOW)
    judge_risk(risk("I-02", person), hasty, actor=actor, now=NOW)


def try_(registry: Registry) -> None:
    """Record two efforts, one of them taken back, and two replies, one of them taken back."""
    actor, workspace, people = registry.owner, registry.workspace, [account("I-01", "person", "p1")]
    made = record_effort(people, SUBMISSION, workspace, actor=actor, now=NOW)
    hasty = record_effort(people, replace(SUBMISSION, number="2"), workspace, actor=actor, now=NOW)
    take_back_effort(hasty, actor=actor, now=NOW)
    add_reply(made, REPLY, workspace, actor=actor, now=NOW)
    take_back_reply(
        add_reply(made, replace(REPLY, answer="receipt"), workspace, actor=actor, now=NOW), actor=actor, now=NOW
    )


def exchange(registry: Registry) -> None:
    """Know a partner by new keys, take their records in, and approve an answer to a question of theirs."""
    actor, workspace = registry.owner, registry.workspace
    for keys in (EAST.public, WEST.public):
        add_partner("West", keys, workspace, actor=actor, now=NOW)
    ours, file = own_keys(workspace).public, workspace.folder / "a bundle"
    import_bundle(from_west(records(), ours, file), "partners", workspace, dry_run=False, actor=actor, now=NOW)
    approve_overlap(from_west(question("a"), ours, file), workspace, Caps(fewest=1), actor=actor, now=NOW)
    file.unlink()


def watch_press(registry: Registry) -> None:
    """Take a press item in, say anew where it appeared, ask for a correction of it; and exchange with a partner."""
    actor, workspace = registry.owner, registry.workspace
    take_in_press(NEW_ITEM, workspace, actor=actor, now=NOW)
    say_where_published(NEW_ITEM.name, "Another paper", "", actor=actor, now=NOW)
    ask_correction(NEW_ITEM.name, CORRECTED, workspace, actor=actor, now=NOW)
    exchange(registry)


def read_twice(registry: Registry) -> None:
    """One interview coded by two and concluded, one in the making; an entry withdrawn, and one brought back."""
    actor, workspace = registry.owner, registry.workspace
    read_apart(registry, "colleague")
    read_alone(registry)
    conclude_codings(READ, choose_all(actor, "colleague"), workspace, actor=actor, now=NOW)
    kept, gone = own_of(actor)
    person = read_by("owner", gone).accounts[0].id
    bring_back(gone, [person], workspace, actor=actor, now=NOW)
    withdraw_entry(kept, ("person", "p1"), "a slip", workspace, together=False, actor=actor, now=NOW)
    double = double_of(IDS.source(UNREAD))
    assert double is not None
    put_concluding(double.id, actor, 1, {}, NOW)
    end_double(UNREAD, actor=actor, now=NOW)
    set_double([UNREAD], None, "colleague", actor=actor, now=NOW)


def read_texts(registry: Registry) -> None:
    """Mark two places of a text and take one back, read the text through, take that back and read it again."""
    actor, rights = registry.owner, rights_of(registry.owner)
    digest = third_persons(rights, "I-02", "", registry.workspace).texts[0][0].digest
    where = TextOf("I-02", digest)
    chosen = [Chosen(words=words, kind="kin") for words in (NAME, "p1")]
    mark(where, chosen, registry.workspace, actor=actor, now=NOW)
    unmark(where, third_persons(rights, "I-02", digest, registry.workspace).standing[0].id, actor=actor, now=NOW)
    seen = third_persons(rights, "I-02", digest, registry.workspace).state
    read_through(where, seen, actor=actor, now=NOW)
    read_again(where, actor=actor, now=NOW)
    read_through(where, seen, actor=actor, now=NOW)


def keep_files(registry: Registry) -> None:
    """Keep two files; set one aside and bring it back, and the other aside; mark both, and take one mark away."""
    actor, workspace = registry.owner, registry.workspace
    for content in (b"first", b"second"):
        attach(sent(registry, "I-01", content), workspace, actor=actor, now=NOW)
        set_file_aside("I-01", short(content), "a copy", actor=actor, now=NOW)
    bring_file_back("I-01", short(b"first"), actor=actor, now=NOW)
    for _ in range(2):
        mark = mark_place("I-01", FilePlace(file=short(b"first")), "her voice", actor=actor, now=NOW)
    unmark_place("I-01", short(b"first"), mark, actor=actor, now=NOW)


def erase(registry: Registry, source: str) -> None:
    """Erase one interview."""
    erase_source(source, registry.workspace, together=False, actor=registry.owner, now=NOW)
