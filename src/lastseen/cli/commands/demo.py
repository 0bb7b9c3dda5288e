"""``demo``: a fictional registry, built through the same operations as everybody's."""

import hashlib
import shutil
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import click

from lastseen.cli.commands.demo_files import attach_files
from lastseen.cli.commands.demo_held import record_held
from lastseen.cli.commands.demo_permits import record_permits
from lastseen.cli.commands.demo_twice import code_twice
from lastseen.cli.commands.figures import chosen, written
from lastseen.cli.commands.reports import released_report
from lastseen.cli.commands.sites import write_site
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import NewRegistry, Session
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile
from lastseen.domain.rights import Role
from lastseen.domain.texts import Credits, TextState
from lastseen.exchange.codings import read_codings
from lastseen.exchange.decisions import read_decisions
from lastseen.exchange.efforts import read_efforts
from lastseen.exchange.markings import MarkingFile, read_markings
from lastseen.operations.coding import hand_in
from lastseen.operations.correcting import Corrected, correct_text
from lastseen.operations.efforts import add_reply, record_effort
from lastseen.operations.figures import figures
from lastseen.operations.markings import Chosen, TextOf, mark, read_through, third_persons
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.text_shelf import TRANSLATION, shelf
from lastseen.operations.texts import NewText, add_text
from lastseen.operations.users import add_user, rights_of, set_password
from lastseen.operations.verdicts import decide_all
from lastseen.operations.workspace import FICTIONAL, Workspace
from lastseen.reports.plan import standard_plan

DATA = Path(str(files("lastseen") / "data" / "demo"))
DONE = ".done"
PASSPHRASE = "fictional"  # noqa: S105  # of the fictional registry, and printed for everybody
OWNER = "demo"
TRANSLATOR = "T-01"
PASSWORD = "five invented words in a row"  # noqa: S105  # as above
"""What everybody in the fictional registry logs in with: the owner, and a user of each role, called by its name."""

NOTICE = {
    "en": "Fictional: everybody in this registry is invented.",
    "ko": "가상 자료입니다. 이 기록에 나오는 사람은 모두 지어낸 인물입니다.",
}


class InTheWay(Refusal):
    """Something that is not a demo stands where the demo is to go."""

    code = "demo.in-the-way"
    sentence = "{path} is there already and is not a finished demo."
    hint = "Move it away, or name another folder."


@lastseen.command("demo")
@click.argument("out", default="demo", type=click.Path(file_okay=False, path_type=Path))
@with_format
@click.pass_obj
def demo(session: Session, out: Path, format_: str) -> None:
    """Build the fictional registry in the folder OUT, run the whole chain, and say where to go on."""
    made_of = _digest()
    if not (out / DONE).exists() or (out / DONE).read_text(encoding="utf-8") != made_of:
        _build(session, out, made_of)
    answer = {
        "registry": str(out / "registry"),
        "passphrase": PASSPHRASE,
        "figures": str(out / "figures.json"),
        "users": [OWNER, *(role.value for role in Role)],
        "password": PASSWORD,
    }
    show(answer, format_, lambda: _told(out))


def _told(out: Path) -> str:
    figures_as_text = (out / "figures.txt").read_text(encoding="utf-8")
    roles = ", ".join(role.value for role in Role)
    told = {"passphrase": PASSPHRASE, "owner": OWNER, "roles": roles, "password": PASSWORD}
    return f"{figures_as_text}\n{_WHERE_TO_GO_ON.format(out=out, **told)}"


def _build(session: Session, out: Path, made_of: str) -> None:
    if out.exists() and not (out / DONE).exists() and any(out.iterdir()):
        raise InTheWay(path=out)
    building = out.absolute().with_name(f".{out.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    there = session.elsewhere(building / "registry", PASSPHRASE)
    _fill(there, building)
    there.close()
    (building / DONE).write_text(made_of, encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    building.rename(out)


def _fill(session: Session, folder: Path) -> None:
    workspace = session.create(NewRegistry(profile="dprk", owner=OWNER, id=FICTIONAL, notice=NOTICE))
    shutil.copytree(DATA, folder / "sources")
    actor, now = session.actor, session.now()
    build_registry(workspace, folder / "sources", actor=actor, now=now)
    take_snapshot(workspace, actor=actor, now=now)
    snapshot = find_snapshot(workspace, None)
    released = figures(snapshot, chosen(None, workspace.profile), Profile.INTERNAL, workspace, actor=actor, now=now)
    for name, format_, language in _PAGES:
        (folder / name).write_text(written(released, format_, language) + "\n", encoding="utf-8")
    _report(session, folder)
    _add_users(actor, now)
    _record_efforts(workspace, folder / "sources" / "efforts.toml", actor, now)
    record_held(workspace, folder / "sources" / "held.toml", OWNER, actor=actor, now=now)
    record_permits(workspace, folder / "sources" / "permits.toml", actor=actor, now=now)
    code_twice(workspace, folder / "sources" / "second", now)
    write_site(session, folder / "site", ("en", "ko"), "", find=None, profile=Profile.PSEUDONYMOUS)
    attach_files(workspace, folder / "sources" / "files.toml", actor=actor, now=now)


def _add_users(owner: UUID, now: datetime) -> None:
    """A user of each role, who has chosen the password that is printed; and the same password for the owner."""
    added = [add_user(role.value, [role], None, None, actor=owner, now=now) for role in Role]
    for user in (owner, *added):
        set_password(user, PASSWORD, actor=user, now=now)


def _record_efforts(workspace: Workspace, path: Path, actor: UUID, now: datetime) -> None:
    """What was done for some of those taken, and what came back."""
    for one in read_efforts(path, workspace.ids):
        made = record_effort(one.accounts, one.effort, workspace, actor=actor, now=now)
        for reply in one.replies:
            add_reply(made, reply, workspace, actor=actor, now=now)


def _report(session: Session, folder: Path) -> None:
    """The report for those inside, in every language and format, and the public one as a page."""
    plan = standard_plan(session.workspace.profile)
    endings = {Profile.INTERNAL: (".html", ".pdf", ".docx"), Profile.PUBLIC: (".html",)}
    for profile, wanted in endings.items():
        write = released_report(session, plan, profile, None)
        name = "report" if profile is Profile.INTERNAL else "report.public"
        outs = [(language, folder / f"{name}.{language}{ending}") for language in plan.prose for ending in wanted]
        for language, out in session.workspace.watch(outs, "report", len(outs)):
            write(language, out)


_PAGES = (
    ("figures.en.html", "html", "en"),
    ("figures.ko.html", "html", "ko"),
    ("figures.json", "json", "en"),
    ("figures.txt", "text", "en"),
)


def build_registry(workspace: Workspace, sources: Path, *, actor: UUID, now: datetime) -> None:
    """Hand in the interviews and press items of a folder, and what was decided on them; read their texts through."""
    names: list[str] = []
    for part in ("interviews", "press"):
        codings = read_codings(sources / part, workspace.ids, OWNER)
        hand_in(workspace.watch(codings, part, len(codings)), workspace, actor=actor, now=now)
        names += [coded.source.external_id for coded in codings]
    for file in ("decisions.toml", "findings.toml"):
        decide_all(read_decisions(sources / file, workspace.ids), workspace, actor=actor, now=now)
    _enter_texts(sources / "texts", workspace, actor=actor, now=now)
    markings = read_markings(sources / "markings.toml")
    for name in names:
        _read_through(name, markings, workspace, actor=actor, now=now)


def _enter_texts(folder: Path, workspace: Workspace, *, actor: UUID, now: datetime) -> None:
    """Enter translations, called ``SOURCE.LANGUAGE.txt``; one in the language of the transcript is its correction."""
    checked = Credits(author=TRANSLATOR, checker=OWNER, state=TextState.CHECKED)
    for path in sorted(folder.glob("*.txt")):
        source, language, _ = path.name.split(".")
        transcript, text = shelf(rights_of(actor), source).current[0], path.read_text(encoding="utf-8")
        if language == transcript.language:
            corrected = Corrected(name=transcript.name, text=text, author=TRANSLATOR)
            correct_text(source, corrected, workspace, actor=actor, now=now)
        else:
            new = NewText(role=TRANSLATION, language=language, text=text, made=checked, translates=transcript.name)
            add_text(source, new, workspace, actor=actor, now=now)


def _read_through(name: str, markings: MarkingFile, workspace: Workspace, *, actor: UUID, now: datetime) -> None:
    """Mark third persons in the texts of a source, and say that they were read, unless they are left unread."""
    rights = rights_of(actor)
    for text, _ in third_persons(rights, name, "", workspace).texts:
        where = TextOf(name, text.digest)
        words = (one for one in markings.marked.get(name, ()) if one[0] in text.text)
        chosen = [Chosen(words=said, kind=kind, everywhere=True) for said, kind in words]
        if chosen:
            mark(where, chosen, workspace, actor=actor, now=now)
        if name not in markings.unread:
            seen = third_persons(rights, name, text.digest, workspace).state
            read_through(where, seen, actor=actor, now=now)


def _digest() -> str:
    """What a demo is made of: every file of this software. Another version makes it again."""
    digest = hashlib.sha256()
    package = DATA.parents[1]
    for path in sorted(p for p in package.rglob("*") if p.suffix in _MADE_OF):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest() + "\n"


_MADE_OF = frozenset({".py", ".toml", ".txt", ".md", ".geojson", ".j2", ".css", ".typ"})


_WHERE_TO_GO_ON = """\
Passphrase of the demo: {passphrase}

Where to go on:
  {out}/report.en.html, report.ko.pdf …          the report: two languages, as a page, a PDF and a DOCX
  {out}/report.public.en.html                     the same report as the public may see it
  {out}/site/index.html                           the public database: those who may be shown, under aliases
  {out}/figures.en.html, figures.ko.html          the figures alone
  {out}/sources/interviews                        the interviews and what was coded from them
  lastseen trace grounds religion --registry {out}/registry
  lastseen doctor --registry {out}/registry
  lastseen serve --registry {out}/registry        the registry in the browser, in English and Korean:
                                                  log in as {owner} (every role), or as one of
                                                  {roles};
                                                  the password of each is: {password}
                                                  (no second factor is asked for in this one, as nobody in it is real)
  (lastseen stands in .venv/bin; LASTSEEN_PASSPHRASE={passphrase} spares you the question)"""
