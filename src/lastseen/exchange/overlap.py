"""The size of what two groups have in common, without either showing the other whom (private set intersection).

Elliptic-curve Diffie-Hellman: each item is hashed to a point of the curve and multiplied by a secret number; whoever
does not know the number cannot tell a point from any other. What is compared are items multiplied by both numbers, in
an order that says nothing, so that the asker learns only how many there are (Huberman, Franklin and Hogg 1999). The
protocol is that of the library openmined-psi, which is optional. Its Bloom filters are not used: every point is sent
whole.
"""

import base64
import json
from collections.abc import Collection
from typing import Any

from lastseen.domain.errors import Refusal

try:
    import private_set_intersection.python as psi
    from google.protobuf.message import DecodeError
except ImportError:  # the extra `overlap` is not installed
    psi, DecodeError = None, ValueError

_NEVER = 1e-9
"""How likely a chance match is; whole points have none, and the library asks all the same."""


class NotInstalled(Refusal):
    """The library that compares without showing is not there."""

    code = "overlap.not-installed"
    sentence = "Questions about overlap need the library openmined-psi."
    hint = "Install it: pip install 'lastseen[overlap]'."


class NoMessage(Refusal):
    """A message about overlap cannot be read."""

    code = "overlap.malformed"
    sentence = "This message about overlap cannot be computed with."
    hint = "Ask the partner to make it anew; nothing was told."


def ask(items: Collection[str], key: bytes) -> str:
    """The question how many of these items the other side has; the key, 32 bytes, opens the answer.

    Raises :class:`NotInstalled`.
    """
    request = _library().client.CreateFromKey(key, False).CreateRequest(sorted(items))  # noqa: FBT003  # sizes only
    return _text(request)


def asked(question: str) -> int:
    """How many items a question is about. Raises :class:`NotInstalled` or :class:`NoMessage`."""
    request = _parsed(_library().Request(), question)
    if request.reveal_intersection or not request.encrypted_elements:
        raise NoMessage
    return len(request.encrypted_elements)


def answered(question: str, items: Collection[str]) -> str:
    """The answer of whoever has these items, computed with a number that is thrown away.

    Raises :class:`NotInstalled` or :class:`NoMessage`.
    """
    number, library = asked(question), _library()
    server = library.server.CreateWithNewKey(False)  # noqa: FBT003  # sizes only
    try:
        response = server.ProcessRequest(_parsed(library.Request(), question))
    except RuntimeError as error:
        raise NoMessage from error
    setup = server.CreateSetupMessage(_NEVER, number, sorted(items), library.DataStructure.RAW)
    return json.dumps([_text(setup), _text(response)])


def found(answer: str, key: bytes) -> tuple[int, int]:
    """How many items were compared, and how many are had in common.

    Raises :class:`NotInstalled` or :class:`NoMessage`.
    """
    library = _library()
    try:
        setup, response = json.loads(answer)
        parsed = _parsed(library.ServerSetup(), setup), _parsed(library.Response(), response)
        client = library.client.CreateFromKey(key, False)  # noqa: FBT003  # sizes only
        return len(parsed[1].encrypted_elements), int(client.GetIntersectionSize(*parsed))
    except (ValueError, TypeError, RuntimeError) as error:
        raise NoMessage from error


def _library() -> Any:
    if psi is None:
        raise NotInstalled
    return psi


def _text(message: Any) -> str:
    return base64.b64encode(message.SerializeToString()).decode()


def _parsed(message: Any, text: str) -> Any:
    try:
        message.ParseFromString(base64.b64decode(text, validate=True))
    except (ValueError, TypeError, DecodeError) as error:
        raise NoMessage from error
    return message
