"""What a failing database or a full disk is to whoever asked, and any refusal to the web. Every door works in this."""

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import NotAllowed
from lastseen.operations.tokens import TokenRefused
from lastseen.operations.users import NotActive
from lastseen.storage.failures import StorageFull, explained

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


STATUS: Mapping[str, HTTPStatus] = {
    TokenRefused.code: HTTPStatus.UNAUTHORIZED,
    NotAllowed.code: HTTPStatus.FORBIDDEN,
    NotActive.code: HTTPStatus.FORBIDDEN,
    "storage.busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "storage.full": HTTPStatus.INSUFFICIENT_STORAGE,
    "storage.read-only": HTTPStatus.SERVICE_UNAVAILABLE,
    "storage.damaged": HTTPStatus.INTERNAL_SERVER_ERROR,
    "storage.failed": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The refusals that are not the fault of what was typed, and no stranger's question."""


def status_of(refusal: Refusal) -> HTTPStatus:
    """The HTTP status of a refusal: 404 where its code ends with ``not-found``, what is named here, and 422 else."""
    if refusal.code.endswith(".not-found"):
        return HTTPStatus.NOT_FOUND
    return STATUS.get(refusal.code, HTTPStatus.UNPROCESSABLE_ENTITY)


@contextmanager
def failures_explained() -> Iterator[None]:
    """Turns a failure that a user can mend into a refusal; whatever is a fault of ours goes on as it is."""
    try:
        with explained():
            yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise StorageFull from error
        raise
