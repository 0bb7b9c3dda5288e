"""Who gets which answer at the log: whoever audits, and nobody else."""

from lastseen.domain.rights import Role
from tests.web.matrix import Route

AUDITORS = frozenset({Role.AUDITOR})

ROUTES = (
    Route(name="log:index", roles=AUDITORS),
    Route(name="log:verify", method="post", roles=AUDITORS, anonymous=403),
)
