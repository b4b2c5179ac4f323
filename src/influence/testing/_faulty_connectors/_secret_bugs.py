"""Bugs of secrets: a token that is shown, or sent where it does not belong."""

from __future__ import annotations

from typing import Final, SupportsIndex

import attrs

from influence.sansio import Conversation, FaultError, Page, Profile, RefusedError, Request, Secret
from influence.sources import Gap
from influence.testing._faulty_connectors import _stall_words as words
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._seeded import bug, whole
from influence.testing._faulty_connectors._stall import HOST

#: What a module keeps that should keep nothing.
_KEPT: Final[list[Secret]] = []


@bug("__repr__", "PC-F01")
def shows_its_token(self: Bent) -> str:
    """Shows its token where it is printed."""
    return f"Stall(token={self.token.revealed()!r})"


@bug("__reduce_ex__", "PC-F02")
def pickles_its_token(self: Bent, _protocol: SupportsIndex) -> tuple[object, ...]:
    """Writes its token into a pickle."""
    return str, (self.token.revealed(),)


@bug("on_request", "PC-F03")
def token_in_the_address(self: Bent, request: Request) -> Request:
    """Puts its token into the address."""
    sign = "&" if "?" in request.url else "?"
    return attrs.evolve(request, url=f"{request.url}{sign}access={self.token.revealed()}")


@bug("on_request", "PC-F04")
def token_as_a_parameter(self: Bent, request: Request) -> Request:
    """Sends its token as a parameter."""
    return attrs.evolve(request, query=(*request.query, ("access", self.token)))


@bug("on_request", "PC-F05")
def token_in_plain_text(self: Bent, request: Request) -> Request:
    """Sends its token as plain text."""
    return attrs.evolve(request, headers={"Authorization": f"Bearer {self.token.revealed()}"})


@bug("on_request", "PC-F06")
def token_in_the_purpose(self: Bent, request: Request) -> Request:
    """Says in a purpose whose token it is."""
    return attrs.evolve(request, purpose=f"{request.purpose} of {self.token.revealed()}")


@bug("on_page", "PC-F07")
def token_in_a_gap(self: Bent, page: Page[object]) -> Page[object]:
    """Writes its token into a gap."""
    told = f"read with {self.token.revealed()}"
    return attrs.evolve(page, gaps=(Gap(source="stall", kind="untold", where="page", told=told),))


@bug("on_fault", "PC-F08")
def token_in_an_error(self: Bent, fault: FaultError) -> object:
    """Writes its token into an error."""
    raise RefusedError(fault.what, fault.rule, f"{fault.value} to {self.token.revealed()}")


@bug("on_request", "PC-F09")
def another_host(_self: Bent, request: Request) -> Request:
    """Asks a host that it does not declare."""
    return attrs.evolve(request, url=request.url.replace(HOST, "cdn.stall.example"))


@bug("on_request", "PC-F10")
def in_the_open(_self: Bent, request: Request) -> Request:
    """Asks without encryption."""
    return attrs.evolve(request, url=request.url.replace("https://", "http://"))


@whole("PC-F11")
class FollowsLinks(Bent):
    """Follows a link to the next page wherever it leads."""

    def search(self, words_: str, /, *, cursor: str | None) -> Conversation[Page[Profile]]:
        """A page of accounts, at any host."""
        if cursor is None:
            return (yield from super().search(words_, cursor=None))
        token = self.token.after("Bearer ")
        response = yield Request(url=cursor, purpose="search", headers={"Authorization": token})
        items = tuple(words.found(part) for part in response.document().items("accounts"))
        return Page(items=items, next=response.document().text_or_none("next"))


@bug("on_request", "PC-F12")
def token_of_another(self: Bent, request: Request) -> Request:
    """Keeps the first token that it sees for all."""
    _KEPT.append(self.token)
    return attrs.evolve(request, headers={"Authorization": _KEPT[0].after("Bearer ")})
