"""Bugs of conversations: what a generator must not do while it is read."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import attrs

from influence.platforms import Account
from influence.posts import Post
from influence.sansio import (
    Conversation,
    FaultError,
    Page,
    Profile,
    Reading,
    Request,
    Response,
    ThrottledError,
    Window,
    usual_fault,
)
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._seeded import bug, whole


@whole("PC-G01")
class NoGenerator(Bent):
    """Answers posts at once, without asking for them."""

    def posts(
        self, account: Account, /, *, window: Window, cursor: str | None
    ) -> Conversation[Page[Post]]:
        """A page, which is no conversation."""
        del account, window, cursor
        return cast("Conversation[Page[Post]]", Page[Post](items=()))


@bug("on_request", "PC-G02")
def yields_addresses(_self: Bent, request: Request) -> object:
    """Yields the address in place of a request."""
    return request.url


@whole("PC-G03")
class WillNotClose(Bent):
    """Goes on asking when it is closed."""

    def profile(self, account: Account, /) -> Conversation[Profile]:
        """A profile, whatever happens."""
        try:
            return (yield from super().profile(account))
        except GeneratorExit:
            return (yield from super().profile(account))


@whole("PC-G04")
class TriesAgain(Bent):
    """Asks for the same again after a fault."""

    def profile(self, account: Account, /) -> Conversation[Profile]:
        """A profile, in two tries."""
        try:
            return (yield from super().profile(account))
        except FaultError:
            return (yield from super().profile(account))


@bug("on_request", "PC-G05")
def numbers_its_requests(_self: Bent, request: Request) -> Request:
    """Gives each request a number of its own."""
    return attrs.evolve(request, headers={**request.headers, "X-Number": str(id(request))})


@whole("PC-G06")
class AnswersFromMemory(Bent):
    """Answers what it answered before, whoever is asked for."""

    def on_answer(self, answer: object, read: str) -> object:
        """The first answer of each read."""
        return self.memory.setdefault(read, answer)


@whole("PC-G07")
class SharesItsAccount(Bent):
    """Keeps the account that it reads where the next read overwrites it."""

    def on_account(self, account: Account) -> Account:
        """The account, kept."""
        self.memory["account"] = account
        return account

    def on_item(self, item: object) -> object:
        """An item of whoever was asked for last."""
        if not isinstance(item, Profile):
            return item
        return attrs.evolve(item, account=cast("Account", self.memory.get("account", item.account)))


@whole("PC-G08")
class SharesItsList(Bent):
    """Gathers what it reads in one list for all."""

    def on_page(self, page: Page[object]) -> Page[object]:
        """Everything so far."""
        gathered = cast("list[object]", self.memory.setdefault("all", list[object]()))
        gathered += page.items
        return attrs.evolve(page, items=tuple(gathered))


@bug("on_response", "PC-G09")
def writes_a_file(_self: Bent, response: Response) -> Response:
    """Opens a file while it reads."""
    with Path(__file__).open(encoding="utf-8"):
        return response


@bug("on_request", "PC-G12")
def purpose_is_an_address(_self: Bent, request: Request) -> Request:
    """Gives the address as the purpose."""
    return attrs.evolve(request, purpose=request.url)


@bug("on_request", "PC-G13")
def only_once(_self: Bent, request: Request) -> Request:
    """Says of a request that reads that it must not be sent again."""
    return attrs.evolve(request, is_repeatable=False)


@whole("PC-G14")
class EmptiesItsArguments(Bent):
    """Empties the list that it is given."""

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str]
    ) -> Conversation[Page[Reading]]:
        """The figures, and an empty list."""
        page = yield from super().metrics(tuple(post_ids), names=names)
        cast("list[str]", post_ids).clear()
        return page


@whole("PC-G15")
class ChangesItself(Bent):
    """Takes another name while it reads."""

    def __repr__(self) -> str:
        """How often it was read."""
        return f"Stall({self.memory})"

    def on_answer(self, answer: object, read: str) -> object:
        """The answer, counted."""
        self.memory[read] = True
        return answer


@bug("fault", "PC-G16")
def reads_captions_as_faults(_self: Bent, response: Response) -> FaultError | None:
    """Takes a word in a caption for a fault."""
    if b"Post" in response.body:
        return ThrottledError(response.purpose, "stay within the limits", "Post")
    return usual_fault(response)


@bug("fault", "PC-G17")
def needs_a_code(_self: Bent, response: Response) -> FaultError | None:
    """Looks for the platform's word in what may be no JSON."""
    if not response.is_success:
        response.document().at("error").text("code")
    return usual_fault(response)


@whole("PC-G19")
class OtherwiseAwaited(Bent):
    """Answers something else to a host that awaits."""

    def on_page(self, page: Page[object]) -> Page[object]:
        """A page, or none of it where somebody awaits it."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return page
        return attrs.evolve(page, items=())
