"""Events: what observers are told, as one closed union of frozen values.

Fields are plain: text and whole numbers, nothing else. None of them holds a secret, what a platform
says of a person, or a part of a result that a plugin could reach into. Later versions may add kinds
of events and fields of them, so an observer passes over a kind that it does not know.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs


@attrs.frozen(kw_only=True)
class PluginLoaded:
    """A plugin was loaded; it answered its hooks and its members can be named.

    Args:
        plugin: The name of the plugin.
        distribution: The distribution that brought it; empty where it was not installed.
        version: The version of that distribution.
    """

    plugin: str
    distribution: str = ""
    version: str = ""


@attrs.frozen(kw_only=True)
class PluginFailed:
    """A plugin was not loaded.

    Args:
        plugin: The name of the plugin.
        distribution: The distribution that brought it; empty where it was not installed.
        version: The version of that distribution.
        code: The code of the finding that says why.
        reason: Why, in one line.
    """

    plugin: str
    distribution: str = ""
    version: str = ""
    code: str = ""
    reason: str = ""


@attrs.frozen(kw_only=True)
class BookRead:
    """A campaign book was read.

    Args:
        campaign: The name of the campaign.
        creators: How many creators it has.
        orders: How many orders it has.
        rejections: How many rows were left out.
    """

    campaign: str
    creators: int
    orders: int
    rejections: int


@attrs.frozen(kw_only=True)
class ReportMade:
    """A report was made.

    Args:
        campaign: The name of the campaign.
        creators: How many creators it ranks.
        findings: How many findings it has.
    """

    campaign: str
    creators: int
    findings: int


@attrs.frozen(kw_only=True)
class StatementSettled:
    """A statement was booked for good.

    Args:
        campaign: The name of the campaign.
        creator_id: Whose it is.
        statement_id: Which one.
        amount: What is paid out by it, as decimal text.
        currency: Of the amount.
    """

    campaign: str
    creator_id: str
    statement_id: str
    amount: str
    currency: str


@attrs.frozen(kw_only=True)
class RequestMade:
    """A connector's request was answered, or failed on the way.

    Args:
        connector: The name of the connector.
        method: ``GET``, ``POST`` …
        host: Where it went; the path and what was asked are left out, for they may hold secrets.
        status: The status of the response; 0 when there was none.
        attempt: 1 for the first try.
        elapsed_ms: How long it took, in milliseconds.
    """

    connector: str
    method: str
    host: str
    status: int
    attempt: int
    elapsed_ms: int


@attrs.frozen(kw_only=True)
class RetryWaited:
    """A connector's request is tried again after a wait.

    Args:
        connector: The name of the connector.
        reason: Why, in one line.
        attempt: The try that comes next; 2 for the first retry.
        waited_ms: How long was waited, in milliseconds.
    """

    connector: str
    reason: str
    attempt: int
    waited_ms: int


@attrs.frozen(kw_only=True)
class PageRead:
    """A page of a connector's answer was read.

    Args:
        connector: The name of the connector.
        capability: What was read: ``posts``, ``orders`` …
        page: 1 for the first page.
        items: How many items it has.
    """

    connector: str
    capability: str
    page: int
    items: int


@attrs.frozen(kw_only=True)
class GapFound:
    """Something that a connector was to read is missing, and it is known why.

    Args:
        connector: The name of the connector.
        capability: What was read: ``posts``, ``orders`` …
        reason: Why it is missing, in one line.
    """

    connector: str
    capability: str
    reason: str


Event: TypeAlias = (
    PluginLoaded
    | PluginFailed
    | BookRead
    | ReportMade
    | StatementSettled
    | RequestMade
    | RetryWaited
    | PageRead
    | GapFound
)
