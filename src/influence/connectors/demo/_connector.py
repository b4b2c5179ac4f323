"""The demo connector: the one that tutorials read with and that others can be held against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast
from urllib.parse import urlsplit

import attrs

from influence import _requirements as require
from influence.connectors._local_platform import LocalPlatform
from influence.connectors.demo import _accounts, _figures, _posts, _shop
from influence.connectors.demo._api import Api
from influence.connectors.demo._capability import HOST, LARGEST_PAGE, PLATFORM, demo_capability
from influence.connectors.demo._faults import demo_fault
from influence.connectors.demo._served import served_world
from influence.connectors.demo._world_token import WORLD_TOKEN
from influence.errors import InvalidInputError
from influence.orders import Order, Refund
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import (
    Audience,
    Capability,
    Connection,
    Conversation,
    FaultError,
    Page,
    Profile,
    Reading,
    Response,
    Secret,
    Window,
)
from influence.tracking import Touch


def _is_base(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """An address that paths can be put behind."""
    require.is_line(instance, attribute, value)
    parts = urlsplit(cast("str", value))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.endswith("/"):
        rule = "be an http or https address that does not end with /"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _is_page_size(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """As many as the platform puts on a page."""
    if not require.is_whole(value) or not 1 <= value <= LARGEST_PAGE:
        rule = f"be a whole number from 1 to {LARGEST_PAGE}"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


@attrs.frozen(kw_only=True)
class Demo:
    """A synthetic platform and shop; the fields are its settings.

    Args:
        token: The token that shows who asks.
        base_url: The address of the platform; by default that of ``api.demo.example``, which is
            nowhere, so that nothing can be sent to anybody by mistake.
        page_size: How many items a page is asked for.
        world: The seed of a generated world that is served within the process, without a network;
            ``None`` to speak to *base_url*.
        day: The day of that world on which it is read, counted from 1; by default a week after its
            last one.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> demo = Demo(world="spring")
        >>> demo.capability.read("orders").paging.kind
        'offset'
        >>> next(demo.check()).url
        'https://api.demo.example/v1/me'

    Source: S220.
    """

    name: ClassVar[str] = PLATFORM

    token: Secret = attrs.field(
        default=Secret(WORLD_TOKEN), validator=require.is_a(Secret, called="a Secret")
    )
    base_url: str = attrs.field(default=f"https://{HOST}/v1", validator=_is_base)
    page_size: int = attrs.field(default=50, validator=_is_page_size)
    world: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )

    day: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )

    @property
    def capability(self) -> Capability:
        """What it can do."""
        host = urlsplit(self.base_url).hostname or HOST
        return demo_capability(host, page_size=self.page_size)

    def local_platform(self) -> LocalPlatform | None:
        """The platform itself, where a generated world is to be read."""
        return None if self.world is None else served_world(self.world, day=self.day)

    def fault(self, response: Response, /) -> FaultError | None:
        """The fault that *response* stands for."""
        return demo_fault(response)

    def check(self) -> Conversation[Connection]:
        """Whose token it is and what it may do."""
        return _accounts.connection(self._api)

    def profile(self, account: Account, /) -> Conversation[Profile]:
        """The account as the platform describes it."""
        return _accounts.profile(self._api, account)

    def posts(
        self, account: Account, /, *, window: Window, cursor: str | None
    ) -> Conversation[Page[Post]]:
        """A page of the posts that the account published in the window."""
        return _posts.post_page(self._api, account, window=window, cursor=cursor)

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str]
    ) -> Conversation[Page[Reading]]:
        """The figures of some posts, at most a batch."""
        return _figures.figures(self._api, post_ids, names=names)

    def audience(self, account: Account, /) -> Conversation[Page[Audience]]:
        """Who follows the account."""
        return _accounts.audience(self._api, account)

    def search(self, words: str, /, *, cursor: str | None) -> Conversation[Page[Profile]]:
        """A page of accounts that fit some words."""
        return _accounts.found_accounts(self._api, words, cursor=cursor)

    def orders(self, *, window: Window, cursor: str | None) -> Conversation[Page[Order]]:
        """A page of the orders that were placed or changed in the window."""
        return _shop.order_page(self._api, window=window, cursor=cursor)

    def refunds(self, *, window: Window, cursor: str | None) -> Conversation[Page[Refund]]:
        """A page of the refunds of the window."""
        return _shop.refund_page(self._api, window=window, cursor=cursor)

    def touches(self, *, window: Window, cursor: str | None) -> Conversation[Page[Touch]]:
        """A page of the touches of the window."""
        return _shop.touch_page(self._api, window=window, cursor=cursor)

    @property
    def _api(self) -> Api:
        """Where it asks, and as whom."""
        return Api(base_url=self.base_url, token=self.token, page_size=self.page_size)
