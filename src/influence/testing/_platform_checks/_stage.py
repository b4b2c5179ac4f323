"""Stage: a connector before its fake, which holds what the kit chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar, cast

import attrs

from influence.sansio import Connector, Conversation, Page, ReadName, Request, Response
from influence.testing._conformance._check import CheckFailedError
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._line import Exchange, Line
from influence.testing._platform_fake import FakeMaker, PlatformFake, is_newest_first, silent_fields

R = TypeVar("R")

#: Pages after which a walk is taken for endless.
MOST_PAGES: Final = 60


@attrs.frozen(kw_only=True)
class Stage:
    """A connector before its fake.

    Args:
        member: Its name.
        connector: The connector.
        fake: What answers it.
        line: What is between them, and keeps everything.
        maker: What made the fake.
    """

    member: str
    connector: Connector
    fake: PlatformFake
    line: Line
    maker: FakeMaker

    @property
    def kept(self) -> Sequence[Exchange]:
        """Every exchange so far."""
        return self.line.kept

    @property
    def requests(self) -> Sequence[Request]:
        """Every request so far that was sent."""
        return [exchange.request for exchange in self.line.kept]

    def silent(self, read: ReadName) -> frozenset[str]:
        """The fields that the platform does not tell in a read."""
        return silent_fields(self.maker, read=read)

    def in_order(self, ask: Ask) -> Sequence[object]:
        """What is held, in the order in which the platform tells it."""
        held = ask.held(self.line.holdings)
        return held[::-1] if is_newest_first(self.maker, read=ask.read) else held

    def answer(self, ask: Ask, *, cursor: str | None = None) -> object:
        """What the connector answers."""
        return self.concluded(ask.conversation(self.connector, cursor=cursor))

    def concluded(self, conversation: Conversation[R]) -> R:
        """What comes of a conversation."""
        return self.line.concluded(conversation, connector=self.connector)

    def page(self, ask: Ask, *, cursor: str | None = None) -> Page[object]:
        """One page; what comes alone is a page of one."""
        found = self.answer(ask, cursor=cursor)
        if ask.read == "profile":
            return Page(items=(found,))
        if not isinstance(found, Page):
            raise CheckFailedError(f"{self.member} {ask.read}", "answer a Page", found)
        return cast("Page[object]", found)

    def walk(self, ask: Ask, *, cursor: str | None = None) -> Sequence[Page[object]]:
        """Every page from a cursor on, or from the first.

        Raises:
            CheckFailedError: There is no end of them.
        """
        pages = [self.page(ask, cursor=cursor)]
        while pages[-1].next is not None:
            if len(pages) == MOST_PAGES:
                rule = f"end within {MOST_PAGES} pages"
                raise CheckFailedError(f"{self.member} {ask.read}", rule, pages[-1].next)
            pages.append(self.page(ask, cursor=pages[-1].next))
        return pages

    def items(self, ask: Ask, *, cursor: str | None = None) -> Sequence[object]:
        """Every item from a cursor on, or from the first."""
        return [item for page in self.walk(ask, cursor=cursor) for item in page.items]

    def first_request(self, ask: Ask, *, cursor: str | None = None) -> Request:
        """What the connector asks for first; nothing is sent."""
        conversation = ask.conversation(self.connector, cursor=cursor)
        asked = next(conversation)
        conversation.close()
        return cast("Request", asked)


def unchanged(response: Response, _place: int) -> Response:
    """The answer as it came."""
    return response
