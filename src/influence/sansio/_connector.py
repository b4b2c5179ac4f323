"""The connector: what a platform's or a shop's plugin has; one small protocol for each read.

    def posts(self, account, /, *, window, cursor):
        response = yield Request(url=…, purpose="posts")
        document = response.document()
        return Page(items=…, next=document.text_or_none("next"))

A method speaks to the host and to nobody else: it yields what it wants to be sent, is given what
came back, and returns its answer. It may yield several times. A fault that the host gives up on is
raised at the ``yield``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol, runtime_checkable

from influence.orders import Order, Refund
from influence.platforms import Account
from influence.posts import Post
from influence.sansio._capability import Capability
from influence.sansio._faults import FaultError
from influence.sansio._page import Conversation, Page
from influence.sansio._records import Audience, Connection, Profile, Reading
from influence.sansio._response import Response
from influence.sansio._window import Window
from influence.tracking import Touch


class Connector(Protocol):
    """Every connector: a frozen value whose fields are its settings."""

    #: The name of its spec.
    name: ClassVar[str]

    @property
    def capability(self) -> Capability:
        """What it can do."""
        ...

    def check(self) -> Conversation[Connection]:
        """Whose token it is and what it may do; the cheapest call that there is."""
        ...


@runtime_checkable
class FindsFaults(Protocol):
    """A connector that knows its platform's own ways of saying no."""

    def fault(self, response: Response, /) -> FaultError | None:
        """The fault that a response stands for; ``usual_fault`` knows those of HTTP."""
        ...


@runtime_checkable
class ReadsProfile(Protocol):
    """A connector that reads ``profile``."""

    def profile(self, account: Account, /) -> Conversation[Profile]:
        """The account as its platform describes it."""
        ...


@runtime_checkable
class ReadsPosts(Protocol):
    """A connector that reads ``posts``."""

    def posts(
        self, account: Account, /, *, window: Window, cursor: str | None
    ) -> Conversation[Page[Post]]:
        """A page of the posts that the account published in the window."""
        ...


@runtime_checkable
class ReadsMetrics(Protocol):
    """A connector that reads ``metrics``."""

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str]
    ) -> Conversation[Page[Reading]]:
        """The figures of some posts, at most a batch; every post and metric once, told or not."""
        ...


@runtime_checkable
class ReadsAudience(Protocol):
    """A connector that reads ``audience``."""

    def audience(self, account: Account, /) -> Conversation[Page[Audience]]:
        """Who follows the account."""
        ...


@runtime_checkable
class Searches(Protocol):
    """A connector that reads ``search``."""

    def search(self, words: str, /, *, cursor: str | None) -> Conversation[Page[Profile]]:
        """A page of accounts that fit some words."""
        ...


@runtime_checkable
class ReadsOrders(Protocol):
    """A connector that reads ``orders``."""

    def orders(self, *, window: Window, cursor: str | None) -> Conversation[Page[Order]]:
        """A page of the orders that were placed or changed in the window."""
        ...


@runtime_checkable
class ReadsRefunds(Protocol):
    """A connector that reads ``refunds``."""

    def refunds(self, *, window: Window, cursor: str | None) -> Conversation[Page[Refund]]:
        """A page of the refunds of the window."""
        ...


@runtime_checkable
class ReadsTouches(Protocol):
    """A connector that reads ``touches``."""

    def touches(self, *, window: Window, cursor: str | None) -> Conversation[Page[Touch]]:
        """A page of the touches of the window."""
        ...
