"""Who gets which answer at the files of an interview: a recording's, which every row's test attaches for itself."""

from collections.abc import Mapping

from lastseen.domain.rights import Role
from lastseen.operations.uploads import attach
from lastseen.storage.evidence_models import EvidenceFile
from tests.conftest import NOW
from tests.sent import image, sent, short, tone
from tests.web.matrix import Route
from tests.web.site import Site

SEEING = frozenset({Role.INTERVIEWER, Role.CODER, Role.EDITOR})
COLLECTORS = frozenset({Role.INTERVIEWER, Role.EDITOR})
TONE, IMAGE = tone(1), image()


def _absent(_: Site) -> Mapping[str, object]:
    return {"name": "I-09", "short": short(TONE)}


def _name(_: Site) -> Mapping[str, object]:
    return {"name": "I-01"}


def _no_name(_: Site) -> Mapping[str, object]:
    return {"name": "I-09"}


def _recording(site: Site) -> Mapping[str, object]:
    return _attached(site, TONE)


def _image(site: Site) -> Mapping[str, object]:
    return {**_attached(site, IMAGE), "page": 1}


def _no_image(_: Site) -> Mapping[str, object]:
    return {"name": "I-09", "short": short(IMAGE), "page": 1}


def _attached(site: Site, content: bytes) -> Mapping[str, object]:
    """A file of an interview on the border, attached once."""
    if not EvidenceFile.objects.exists():
        attach(sent(site.registry, "I-01", content), site.registry.workspace, actor=site.registry.owner, now=NOW)
    return {"name": "I-01", "short": short(content)}


BEGIN = {"name": "a.wav", "size": "3"}

ROUTES = (
    Route(name="files:page", roles=SEEING, own=_name, absent=_no_name),
    Route(name="files:beside", roles=SEEING, own=_name, absent=_no_name),
    Route(
        name="files:send",
        method="post",
        roles=COLLECTORS,
        own=_name,
        absent=_no_name,
        data=BEGIN,
        ok=302,
        anonymous=403,
    ),
    Route(name="files:file", roles=SEEING, own=_recording, absent=_absent),
    Route(name="files:file_beside", roles=SEEING, own=_recording, absent=_absent),
    Route(name="files:play", roles=SEEING, own=_recording, absent=_absent, ok=206),
    Route(name="files:original", roles=SEEING, own=_recording, absent=_absent),
    Route(name="files:picture", roles=SEEING, own=_image, absent=_no_image),
    Route(
        name="files:marks",
        method="post",
        roles=SEEING,
        own=_recording,
        absent=_absent,
        data={"start": "0:00", "note": "her voice"},
        ok=302,
        anonymous=403,
    ),
    Route(
        name="files:aside",
        method="post",
        roles=COLLECTORS,
        own=_recording,
        absent=_absent,
        data={"reason": ""},
        ok=422,
        anonymous=403,
    ),
)
