"""The codes of an app, made here on their own."""

import base64
import hmac
import struct
import time


def code_of(secret: str) -> str:
    """The code that an app shows now for a secret (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    number = struct.unpack_from(">I", digest, digest[-1] & 15)[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"
