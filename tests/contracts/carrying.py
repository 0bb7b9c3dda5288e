"""Examples of what goes to other programs and comes from them, on the stage of the contracts of operations."""

from collections.abc import Callable, Mapping
from typing import Any

from lastseen.exchange.ftm import write_ftm
from lastseen.operations.exporting import Wanted, export_records
from lastseen.operations.importing import From, import_records
from lastseen.operations.release import release_whole
from lastseen.operations.taking_along import take_everything
from tests.exchange.formats.records import FULL, WORDING


def _imported(stage: Any) -> object:
    path = stage.folder / "records.ftm"
    write_ftm(FULL, WORDING, path)
    return stage.act(import_records, path, From(format="ftm", partner="South"), stage.workspace, dry_run=False)


CARRYING: Mapping[Callable[..., Any], Callable[[Any], object]] = {
    export_records: lambda s: s.act(export_records, s.snapshot, Wanted(format="ftm"), s.workspace),
    release_whole: lambda s: s.act(release_whole, s.snapshot, "everything", lambda: "all of it"),
    take_everything: lambda s: s.act(take_everything, s.snapshot, s.folder / "all" / str(s.actor), s.workspace),
    import_records: _imported,
}
