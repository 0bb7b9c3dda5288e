"""What a failing database or a full disk is to whoever asked: a refusal with a code. Every door works within this."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from lastseen.storage.failures import StorageFull, explained

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


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
