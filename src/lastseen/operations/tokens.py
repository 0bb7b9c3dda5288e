"""Tokens: a program acts for a user, with some of the rights the user has, until a day, and its user may end it."""

import hashlib
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.domain.tokens import LONGEST, LONGEST_NAME, TokenLine
from lastseen.operations.users import NotActive, authorised, rights_of
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import recording
from lastseen.storage.tokens import put_token, retract_token, standing_tokens, token_with
from lastseen.storage.users import name_of

_BYTES = 32
_PREFIX = "lastseen_"
"""By which a secret left lying about is recognised."""
_SECRET = re.compile(rf"{_PREFIX}[A-Za-z0-9_-]{{43}}", re.ASCII)


class BadToken(Refusal):
    """A token is asked for that cannot be."""

    code = "token.bad"
    sentence = "Such a token cannot be made: {why}."
    hint = "Say what it is for, give it rights of your own, and a last day within a year from now."


class NoSuchToken(Refusal):
    """There is no such token, or it is somebody else's."""

    code = "token.not-found"
    sentence = "There is no token {token} that stands."
    hint = "Your own are listed by `lastseen token list`."


class TokenRefused(Refusal):
    """Somebody comes without a token, or with one that does not stand."""

    code = "token.refused"
    sentence = "This needs a token that stands."
    hint = "Send it as 'Authorization: Bearer …'. Tokens are made by `lastseen token add`."


def make_token(  # noqa: PLR0913  # every operation also takes who acts and when
    name: str, scopes: Iterable[May], until: date, workspace: Workspace, *, actor: UUID, now: datetime
) -> str:
    """Make a token for oneself, known by what it is for; gives its secret, which is kept nowhere.

    Raises :class:`BadToken`, also for a right one does not have.
    """
    rights = authorised(actor)
    line = TokenLine(
        id=uuid4(),
        name=name.strip(),
        user=actor,
        user_name=name_of(actor),
        scopes=frozenset(scopes),
        until=until,
    )
    _check(line, rights, now.date())
    secret = _PREFIX + urlsafe_b64encode(workspace.entropy(_BYTES)).decode().rstrip("=")
    with recording(actor, "make-token", now) as pen:
        put_token(pen, line, _digest(secret))
    return secret


def end_token(token: UUID, *, actor: UUID, now: datetime) -> None:
    """End a token of one's own, or anybody's for who administers users: from this moment it opens nothing.

    Raises :class:`NoSuchToken`.
    """
    rights = authorised(actor)
    with recording(actor, "end-token", now) as pen:
        if token not in {line.id for line in tokens(rights)}:
            raise NoSuchToken(token=token)
        retract_token(pen, token)


def tokens(rights: Rights) -> tuple[TokenLine, ...]:
    """The tokens that stand: one's own, or everybody's for who administers users; oldest first."""
    return standing_tokens(None if rights.may(May.ADMINISTER) else rights.user)


def rights_by_token(secret: str, now: datetime) -> Rights:
    """What whoever holds this secret may now: what its user may, as far as its scopes go.

    Raises :class:`TokenRefused`, whatever the reason.
    """
    line = token_with(_digest(secret)) if _SECRET.fullmatch(secret) else None
    if line is None or line.until < now.date():
        raise TokenRefused
    try:
        return replace(rights_of(line.user), scopes=line.scopes)
    except NotActive as refusal:
        raise TokenRefused from refusal


def _check(line: TokenLine, rights: Rights, today: date) -> None:
    beyond = sorted(scope.value for scope in line.scopes if not rights.may(scope))
    if not 0 < len(line.name) <= LONGEST_NAME:
        raise BadToken(why="it needs a name of at most a hundred characters")
    if not line.scopes or beyond:
        raise BadToken(why=f"you have no right to {', '.join(beyond)}" if beyond else "it would allow nothing")
    if not today <= line.until <= today + LONGEST:
        raise BadToken(why=f"{line.until} is not within a year from today")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
