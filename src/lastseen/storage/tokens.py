"""Tokens written and read."""

from collections.abc import Iterable
from uuid import UUID

from lastseen.domain.rights import May
from lastseen.domain.tokens import TokenLine
from lastseen.storage.ledger import Pen
from lastseen.storage.token_models import Token


def put_token(pen: Pen, line: TokenLine, digest: str) -> None:
    """Write a new token."""
    scopes = sorted(scope.value for scope in line.scopes)
    row = Token(id=line.id, user_id=line.user, name=line.name, digest=digest, scopes=scopes, until=line.until)
    pen.sign(row).save(force_insert=True)
    pen.touched["token.name"] += 1


def retract_token(pen: Pen, token: UUID) -> None:
    """Let a token stand no more."""
    pen.retract(Token.objects.filter(id=token, retracted__isnull=True))
    pen.touched["token.ended"] += 1


def standing_tokens(user: UUID | None) -> tuple[TokenLine, ...]:
    """The tokens of a user that stand, or for None everybody's, oldest first."""
    whose = {} if user is None else {"user_id": user}
    rows = Token.objects.filter(retracted__isnull=True, **whose).select_related("user")
    return tuple(_lines(rows.order_by("entry__number", "id")))


def token_with(digest: str) -> TokenLine | None:
    """The token that stands with this digest of its secret."""
    rows = Token.objects.filter(digest=digest, retracted__isnull=True).select_related("user")
    return next(iter(_lines(rows)), None)


def _lines(rows: Iterable[Token]) -> Iterable[TokenLine]:
    for row in rows:
        yield TokenLine(
            id=row.id,
            name=row.name,
            user=row.user_id,
            user_name=row.user.name,
            scopes=frozenset(map(May, row.scopes)),
            until=row.until,
        )
