"""Accounts of the demo platform: profiles, search, audiences, and whose the token is."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from influence.connectors.demo._api import (
    Api,
    account_named,
    account_query,
    built,
    moment_of_ms,
    next_number,
    parted,
)
from influence.connectors.demo._capability import PLATFORM
from influence.platforms import Account
from influence.sansio import Audience, Connection, Conversation, Document, Page, Profile
from influence.shares import Share
from influence.sources import Gap

_THOUSAND = 1_000


def connection(api: Api) -> Conversation[Connection]:
    """Whose token it is, and what it may do."""
    response = yield api.get("me", purpose="check")
    document = response.document()
    scopes = document.items("scopes")
    ends = document.at_or_none("expires_at_ms")
    return built(
        document,
        lambda: Connection(
            who=document.text("who"),
            scopes=tuple(
                scope.value if isinstance(scope.value, str) else scope.refuse("be text")
                for scope in scopes
            ),
            expires_at=None if ends is None else moment_of_ms(document, "expires_at_ms"),
        ),
    )


def profile(api: Api, account: Account) -> Conversation[Profile]:
    """One account as the platform describes it."""
    purpose = f"profile of {account_named(account)}"
    response = yield api.get("account", purpose=purpose, query=account_query(account))
    return _profile(response.document().at("account"), creator_id=account.creator_id)


def found_accounts(api: Api, words: str, *, cursor: str | None) -> Conversation[Page[Profile]]:
    """A page of the accounts that fit some words."""
    as_of, number = parted(cursor)
    query = (("q", words), ("page", str(number or 1)), ("limit", str(api.page_size)))
    pinned = (("as_of_ms", as_of),) if as_of else ()
    purpose = f"search, page {number or 1}"
    response = yield api.get("search", purpose=purpose, query=query + pinned, read="search")
    document = response.document()
    items = tuple(_profile(part, creator_id=None) for part in document.items("accounts"))
    return Page(items=items, next=next_number(document))


def audience(api: Api, account: Account) -> Conversation[Page[Audience]]:
    """Who follows an account, by country and by age; a gap where that is withheld."""
    purpose = f"audience of {account_named(account)}"
    query = account_query(account)
    response = yield api.get("audience", purpose=purpose, query=query, read="audience")
    document = response.document()
    at = moment_of_ms(document, "as_of_ms")
    items = tuple(
        built(
            part,
            lambda part=part: Audience(  # type: ignore[misc]  # mypy infers no such lambda
                account=account, at=at, by=part.text("by"), parts=_parts(part.at("parts"))
            ),
        )
        for part in document.items("breakdowns")
    )
    return Page(items=items, gaps=_withheld(document, account=account))


def _parts(part: Document) -> dict[str, Share]:
    """The thousandths of each part, as shares."""
    table = part.value
    if not isinstance(table, dict):
        return part.refuse("be a table")
    names = cast("dict[str, object]", table)
    return {name: Share(Fraction(part.whole(name), _THOUSAND)) for name in names}


def _withheld(document: Document, *, account: Account) -> tuple[Gap, ...]:
    """What the platform keeps to itself, and why."""
    why = document.text_or_none("withheld")
    if why is None:
        return ()
    told = f"the audience of {account_named(account)} is withheld ({why})"
    where = f"audience of {account_named(account)}"
    return (Gap(source=PLATFORM, kind="thresholded", where=where, told=told),)


def _profile(part: Document, *, creator_id: str | None) -> Profile:
    """A profile out of its part of an answer."""
    return built(
        part,
        lambda: Profile(
            account=Account(
                platform=PLATFORM,
                handle=part.text("handle"),
                account_id=part.text("id"),
                url=part.text_or_none("url"),
                creator_id=creator_id,
            ),
            name=part.text_or_none("display_name"),
            biography=part.text_or_none("about"),
            followers=part.whole_or_none("follower_count"),
            follows=part.whole_or_none("following_count"),
            posts=part.whole_or_none("post_count"),
            country=part.text_or_none("country_code"),
            is_verified=None if part.at_or_none("verified") is None else part.flag("verified"),
        ),
    )
