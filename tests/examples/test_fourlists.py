"""The example of four lists: a registry of invented people whose number is known, and what its README says of it."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from lastseen.cli.commands.reports import released_report
from lastseen.cli.session import NewRegistry
from lastseen.config.wiring import Wiring
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile
from lastseen.estimation import Answer, How, chosen, read_captures
from lastseen.estimation.histories import read_histories
from lastseen.estimation.refusing import NoOverlap
from lastseen.exchange.decisions import read_decisions
from lastseen.exchange.mapping.reading import read_mapping
from lastseen.operations.estimating import Wanted, estimates
from lastseen.operations.intake import import_files
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.verdicts import decide_all
from lastseen.reports.plan import EstimatesPart, read_plan
from lastseen.reports.plan.refusals import BadPlan
from lastseen.snapshot import Snapshot
from tests.conftest import NOW, REGISTRY_ID, wire
from tests.examples.printed import tables_of_page, words
from tests.examples.rettig import ROOT

EXAMPLE = ROOT / "examples" / "four-lists"
LISTS = chosen(
    ["families=interview", "church=partner-record/church", "lawyers=partner-record/lawyers", "press=press/press"]
)
TRUTH = {"all": 1000, "coast": 700, "uplands": 300}


@dataclass(frozen=True, slots=True)
class Run:
    """The registry, a snapshot from before anybody decided who is the same person, and one from after it."""

    wiring: Wiring
    before: Snapshot
    after: Snapshot

    def found(self, snapshot: Snapshot, *methods: str, by: str | None = None, draws: int = 0) -> dict[str, Answer]:
        """The answers, by stratum and method."""
        wanted = Wanted(how=How(methods=methods), chosen=LISTS, by=by, draws=draws)
        made = estimates(snapshot, wanted, self.wiring.workspace, actor=self.wiring.actor, now=NOW).content
        return {f"{answer.stratum}, {answer.method}": answer for answer in made}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    wiring = wire(tmp_path_factory.mktemp("four-lists") / "registry")
    new = NewRegistry(profile="", owner="owner", id=REGISTRY_ID, vocabularies=EXAMPLE / "vocabularies")
    workspace, actor = wiring.create(new), wiring.actor
    files = [EXAMPLE / f"{name}.csv" for name in ("families", "church", "lawyers", "press")]
    import_files(files, read_mapping(EXAMPLE / "mapping.toml"), workspace, dry_run=False, actor=actor, now=NOW)
    names = [take_snapshot(workspace, actor=actor, now=NOW).name]
    decide_all(read_decisions(EXAMPLE / "decisions.toml", workspace.ids), workspace, actor=actor, now=NOW)
    names.append(take_snapshot(workspace, actor=actor, now=NOW).name)
    yield Run(wiring, *(find_snapshot(workspace, name) for name in names))
    wiring.close()


def holds(answer: Answer, truth: int) -> bool:
    """Whether an interval holds the truth."""
    return not isinstance(answer.given, Refusal) and answer.given.low <= truth <= answer.given.high


def numbers(answer: Answer) -> str:
    """Point and interval as the README writes them."""
    point, interval = answer.numbers()
    return f"{point} ({interval})"


def test_the_registry_holds_the_captures_that_stand_beside_it(run: Run) -> None:
    found, told = read_histories(run.after).strata(LISTS)["all"], read_captures(EXAMPLE / "captures.csv")
    assert (found.lists, found.table().tolist()) == (told.lists, told.table().tolist())


def test_nothing_follows_before_the_lists_are_linked(run: Run) -> None:
    (answer,) = run.found(run.before, "chao").values()
    assert isinstance(answer.given, NoOverlap)


def test_the_truth_is_inside_and_the_readme_says_where(run: Run) -> None:
    methods = ("lcmcr", "dga", "loglinear", "chao")
    whole, parts = run.found(run.after, *methods), run.found(run.after, *methods, by="place_of_arrest")
    told = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    rows: Mapping[str, list[str]] = {
        method: [numbers({**whole, **parts}[f"{where}, {method}"]) for where in TRUTH] for method in methods
    }
    assert rows == {
        found[0]: list(found[1:])
        for found in re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", told, flags=re.MULTILINE)
    }
    assert [holds(answer, TRUTH["all"]) for answer in whole.values()] == [True, True, False, True]
    assert all(holds(answer, TRUTH[answer.stratum]) for answer in parts.values() if answer.method != "chao")


def test_what_linkage_leaves_open_is_carried_on(run: Run) -> None:
    drawn, listed = run.found(run.before, "dga", draws=10)["all, dga"], read_captures(EXAMPLE / "captures.csv").observed
    assert not isinstance(drawn.given, Refusal)
    low, high = (int(str(drawn.given.diagnostics[end])) for end in ("observed_low", "observed_high"))
    assert (low < high, abs(drawn.observed - listed) < 10, holds(drawn, TRUTH["all"])) == (True, True, True)
    told = " ".join((EXAMPLE / "README.md").read_text(encoding="utf-8").split())
    assert f"between {low:,} and {high:,} people are on a list (in truth {listed:,})" in told
    assert f"the estimate is {numbers(drawn)}" in told
    decided = run.found(run.after, "dga", draws=2)["all, dga"]
    assert abs(decided.observed - listed) <= 2


def test_the_report_sets_methods_side_by_side_and_rounds_what_leaves(run: Run) -> None:
    plan, folder = read_plan(EXAMPLE / "report.toml"), run.wiring.workspace.folder.parent
    quick = {
        id_: replace(part, how=How(methods=("dga", "chao", "chapman")))
        for id_, part in plan.parts.items()
        if isinstance(part, EstimatesPart)
    }
    pages = {profile: folder / f"{profile.value}.html" for profile in (Profile.INTERNAL, Profile.PUBLIC)}
    for profile, out in pages.items():
        released_report(run.wiring, replace(plan, parts=quick), profile, run.after.manifest.name)("ko", out)
    inside, public = (tables_of_page(page) for page in pages.values())
    dga, chao = "분해 가능 그래프 평균", "차오 하한"
    assert inside[0] == [
        (dga, "약 925명", "869–1,002", "687"),
        (chao, "적어도 약 973명", "907–1,058", "687"),
        ("두 목록 비교(채프먼)", "추정하지 않음", "–", "687"),
    ]
    assert [line[0] for line in inside[1]] == ["해안 도시"] * 3 + ["고원 마을"] * 3
    assert public == [
        [
            (dga, "약 925명", "870–1,000", "685"),
            (chao, "적어도 약 975명", "905–1,060", "685"),
            ("두 목록 비교(채프먼)", "추정하지 않음", "–", "685"),
        ]
    ]
    why, overlaps = "chapman 방법은 목록이 2개일 때 쓰는 방법인데 목록이 4개입니다.", "어느 목록에 몇 명이 있는지"
    assert [(why in words(page), overlaps in words(page)) for page in pages.values()] == [(True, True), (True, False)]


def test_a_report_names_at_least_two_methods_that_there_are(tmp_path: Path) -> None:
    for name in ("report.en.md", "report.ko.md", "report.es.md"):
        shutil.copy(EXAMPLE / name, tmp_path)
    told = (EXAMPLE / "report.toml").read_text(encoding="utf-8")
    for methods in ('["lcmcr"]', '["lcmcr", "magic"]'):
        (tmp_path / "report.toml").write_text(
            told.replace('["lcmcr", "dga", "loglinear", "chao"]', methods), encoding="utf-8"
        )
        with pytest.raises(BadPlan):
            read_plan(tmp_path / "report.toml")
