"""A book's pull: its platforms, its accounts on them, and the span of its campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from influence.books import BookOutline, book_outline, posts_of_platform
from influence.connectors._plan import Plan
from influence.connectors._planning import Wanted, plan
from influence.connectors._settings import Places
from influence.connectors._telling import OnEvent
from influence.connectors.pulls._figures import post_metrics
from influence.connectors.pulls._made import connector_of
from influence.connectors.pulls._pull import PullSummary, pull
from influence.connectors.pulls._reading import PullScope
from influence.connectors.pulls._served import session_for
from influence.errors import InvalidInputError, UnknownNameError
from influence.platforms import Account
from influence.plugins import Registry, load
from influence.sansio import Connector, ReadName, Window

_READS: tuple[ReadName, ...] = ("posts", "metrics", "orders", "refunds", "touches")


@attrs.frozen(kw_only=True)
class _Asked:
    """A platform that is pulled, with its settings."""

    platform: str
    settings: Mapping[str, object]


def pull_book(
    path: str | Path,
    *,
    platform: str | None = None,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    places: Places | None = None,
    registry: Registry | None = None,
    on_event: OnEvent | None = None,
) -> tuple[PullSummary, ...]:
    """Read every platform that a book names into its tables.

    Args:
        path: The folder of the book.
        platform: Only this one, whether the book names it or not.
        since: From when; by default from the first day of the campaign, and touches from as long
            before it as its attribution looks back.
        until: Until when; by default until now.
        places: Where settings and secrets are looked for beside the book; by default the
            environment, ``influence.toml`` and the secret hook.
        registry: The connectors there are; by default those of ``influence.plugins.load()``.
        on_event: Told of every request and every wait.

    Raises:
        InvalidBookError: The campaign file cannot be used.
        InvalidInputError: The book names no platform, or a setting is wrong or missing.
        UnknownNameError: A platform or a setting is not known; the close one is named.
        PluginError: A connector broke its side of the contract.

    Example:
        >>> import shutil, tempfile
        >>> folder = shutil.copytree("examples/demo-shop", tempfile.mkdtemp() + "/book")
        >>> [summary] = pull_book(folder)
        >>> [str(table) for table in summary.merged.tables if table.name == "refunds"]
        ['refunds: 11 new, 0 changed, 11 in all']
        >>> [summary] = pull_book(folder)
        >>> [str(table) for table in summary.merged.tables if table.name == "refunds"]
        ['refunds: 0 new, 0 changed, 11 in all']
    """
    known = registry or load()
    outline = book_outline(path, registry=known)
    return tuple(
        pull(path, session=session_for(made, on_event=on_event), scope=scope)
        for made, scope in _pulled(
            outline, platform=platform, span=(since, until), places=places, registry=known
        )
    )


def plan_book(
    path: str | Path,
    *,
    platform: str | None = None,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    places: Places | None = None,
    registry: Registry | None = None,
) -> tuple[Plan, ...]:
    """What a pull of a book will bring, miss and cost, before any call; else as ``pull_book``.

    Args:
        path: The folder of the book.
        platform: Only this one.
        since: From when.
        until: Until when.
        places: Where settings and secrets are looked for beside the book.
        registry: The connectors there are.

    Raises:
        InvalidBookError: The campaign file cannot be used.
        InvalidInputError: The book names no platform, or a setting is wrong or missing.
        UnknownNameError: A platform or a setting is not known; the close one is named.

    Example:
        >>> [plan] = plan_book("examples/demo-shop")
        >>> plan.is_possible, plan.least_requests
        (True, 8)
    """
    known = registry or load()
    outline = book_outline(path, registry=known)
    return tuple(
        _planned(path, made, scope=scope)
        for made, scope in _pulled(
            outline, platform=platform, span=(since, until), places=places, registry=known
        )
    )


def _planned(path: str | Path, made: Connector, *, scope: PullScope) -> Plan:
    """The plan of one connector."""
    capability = made.capability
    wanted = Wanted(
        reads=tuple(name for name in _READS if name in capability.read_names),
        accounts=len(scope.accounts),
        window=scope.window,
        metrics=post_metrics(capability.sheet),
        posts=len(posts_of_platform(path, platform=capability.platform)),
    )
    return plan(made, wanted=wanted, on=session_for(made).clock.now().date())


def _pulled(
    outline: BookOutline,
    *,
    platform: str | None,
    span: tuple[dt.datetime | None, dt.datetime | None],
    places: Places | None,
    registry: Registry,
) -> Iterator[tuple[Connector, PullScope]]:
    """Each connector with what is read of it."""
    for asked in _asked(outline, platform=platform, registry=registry):
        made = connector_of(
            asked.platform, settings=asked.settings, places=places, registry=registry
        )
        since, until = span
        yield made, _scope(outline, platform=asked.platform, since=since, until=until)


def _asked(outline: BookOutline, *, platform: str | None, registry: Registry) -> Iterator[_Asked]:
    """The platforms to be pulled."""
    named = [one for one in outline.platforms if platform in {None, one.platform}]
    if not named and platform is None:
        rule = "name a platform in [[platforms]], or be pulled with --platform"
        raise InvalidInputError("book", rule, "none")
    if not named and platform not in registry.platforms:
        raise UnknownNameError("platform", str(platform), registry.platforms)
    if not named:
        yield _Asked(platform=str(platform), settings={})
    for one in named:
        yield _Asked(platform=one.platform, settings=one.settings)


def _scope(
    outline: BookOutline, *, platform: str, since: dt.datetime | None, until: dt.datetime | None
) -> PullScope:
    """Whose posts, from when until when."""
    begins = since or outline.campaign.period.start
    lookback = dt.timedelta(days=outline.attribution.lookback_days)
    return PullScope(
        accounts=tuple(_accounts(outline, platform=platform)),
        window=Window(since=begins, until=until),
        touches_since=since or begins - lookback,
    )


def _accounts(outline: BookOutline, *, platform: str) -> Iterator[Account]:
    """The accounts of the book's creators on a platform."""
    for creator in outline.creators:
        for handle in creator.handles:
            if handle.platform == platform:
                yield Account(platform=platform, handle=handle.name, creator_id=creator.creator_id)
