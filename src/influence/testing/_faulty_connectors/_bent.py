"""Bent: the stall's connector with seams at which a bug can be put in.

what is asked for → request → response → item → page → answer, or a fault
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, TypeVar, cast

import attrs

from influence.orders import Order, Refund
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import (
    Audience,
    Blocking,
    Capability,
    Conversation,
    FaultError,
    Page,
    Profile,
    Reading,
    Request,
    Response,
    Window,
)
from influence.testing._faulty_connectors._stall import CAPABILITY, Stall
from influence.tracking import Touch

R = TypeVar("R")


@attrs.frozen(kw_only=True)
class Bent(Stall):
    """The stall's connector, as it should be as long as no seam is taken."""

    declared: ClassVar[Capability] = CAPABILITY
    memory: dict[str, object] = attrs.field(
        factory=dict[str, object], eq=False, repr=False, init=False
    )

    @property
    def capability(self) -> Capability:
        """What it says that it can do."""
        return self.declared

    def on_account(self, account: Account) -> Account:
        """The account that is read."""
        return account

    def on_window(self, window: Window, _cursor: str | None) -> Window:
        """The window that is read."""
        return window

    def on_cursor(self, cursor: str | None) -> str | None:
        """The cursor that is sent."""
        return cursor

    def on_request(self, request: Request) -> object:
        """What is yielded."""
        return request

    def on_response(self, response: Response) -> Response:
        """What is read."""
        return response

    def on_item(self, item: object) -> object:
        """What stands on a page; ``None`` leaves it out."""
        return item

    def on_page(self, page: Page[object]) -> Page[object]:
        """What is answered where pages are."""
        return page

    def on_answer(self, answer: object, _read: str) -> object:
        """What is answered."""
        return answer

    def on_fault(self, fault: FaultError) -> object:
        """What is answered to a fault; as a rule it is let through."""
        raise fault

    def profile(self, account: Account, /) -> Conversation[Profile]:
        """The account."""
        return self.bent(super().profile(self.on_account(account)), read="profile")

    def posts(
        self, account: Account, /, *, window: Window, cursor: str | None
    ) -> Conversation[Page[Post]]:
        """A page of posts."""
        within, place = self.on_window(window, cursor), self.on_cursor(cursor)
        found = super().posts(self.on_account(account), window=within, cursor=place)
        return self.bent(found, read="posts")

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str]
    ) -> Conversation[Page[Reading]]:
        """The figures of posts."""
        return self.bent(super().metrics(post_ids, names=names), read="metrics")

    def audience(self, account: Account, /) -> Conversation[Page[Audience]]:
        """Who follows an account."""
        return self.bent(super().audience(self.on_account(account)), read="audience")

    def search(self, words_: str, /, *, cursor: str | None) -> Conversation[Page[Profile]]:
        """A page of accounts."""
        return self.bent(super().search(words_, cursor=self.on_cursor(cursor)), read="search")

    def orders(self, *, window: Window, cursor: str | None) -> Conversation[Page[Order]]:
        """A page of orders."""
        within, place = self.on_window(window, cursor), self.on_cursor(cursor)
        return self.bent(super().orders(window=within, cursor=place), read="orders")

    def refunds(self, *, window: Window, cursor: str | None) -> Conversation[Page[Refund]]:
        """A page of refunds."""
        within, place = self.on_window(window, cursor), self.on_cursor(cursor)
        return self.bent(super().refunds(window=within, cursor=place), read="refunds")

    def touches(self, *, window: Window, cursor: str | None) -> Conversation[Page[Touch]]:
        """A page of touches."""
        within, place = self.on_window(window, cursor), self.on_cursor(cursor)
        return self.bent(super().touches(window=within, cursor=place), read="touches")

    def bent(self, conversation: Conversation[R], *, read: str) -> Conversation[R]:
        """A conversation with everything that passes bent at its seam."""
        turn: Callable[[], Request | Blocking] = conversation.__next__
        while True:
            try:
                said = turn()
            except StopIteration as end:
                return cast("R", self.on_answer(self._bent_answer(end.value, read), read))
            try:
                response = yield cast("Request", self.on_request(cast("Request", said)))
            except FaultError as fault:
                return cast("R", self.on_fault(fault))
            turn = partial(conversation.send, self.on_response(response))

    def _bent_answer(self, answer: object, read: str) -> object:
        """An answer with its items and its page bent; a profile is an item alone."""
        if read == "profile":
            return self.on_item(answer)
        page = cast("Page[object]", answer)
        items = [self.on_item(item) for item in page.items]
        kept = tuple(item for item in items if item is not None)
        return self.on_page(Page(items=kept, next=page.next, gaps=page.gaps))
