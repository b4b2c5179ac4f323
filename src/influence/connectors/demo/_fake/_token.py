"""A token of the fake: whose it is, what it may do, and until when."""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require
from influence.connectors.demo._capability import SCOPES
from influence.connectors.demo._fake._answer import refusal
from influence.connectors.demo._world_token import WORLD_TOKEN
from influence.sansio import Secret

ALL_SCOPES = tuple(dict.fromkeys(SCOPES.values()))


@attrs.frozen(kw_only=True)
class FakeToken:
    """A token that the fake accepts.

    Args:
        secret: The token itself.
        who: Whose it is.
        scopes: What it may do.
        expires_at: When it ends; ``None`` when it does not.
    """

    secret: Secret = attrs.field(default=Secret(WORLD_TOKEN))
    who: str = attrs.field(default="the owner of the made-up shop", validator=require.is_line)
    scopes: tuple[str, ...] = attrs.field(default=ALL_SCOPES, validator=require.are_texts)
    expires_at: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )


def admitted(
    tokens: tuple[FakeToken, ...], header: str, *, read: str, at: dt.datetime
) -> FakeToken:
    """The token of a request.

    Raises:
        RefusalError: There is none, it has ended, or it lacks the scope of the read.
    """
    kind, _, text = header.partition(" ")
    found = next((token for token in tokens if token.secret.revealed() == text), None)
    if kind.lower() != "bearer" or found is None:
        raise refusal(401, "token_invalid", "no valid token came with the request")
    if found.expires_at is not None and found.expires_at <= at:
        raise refusal(401, "token_expired", "the token has expired")
    scope = SCOPES.get(read)
    if scope is not None and scope not in found.scopes:
        raise refusal(403, "scope_missing", f"the token lacks {scope}", scopes=[scope])
    return found
