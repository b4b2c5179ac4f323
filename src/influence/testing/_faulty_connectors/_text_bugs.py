"""Bugs of texts: ids, names and captions that are not what the platform sent."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable
from urllib.parse import quote, unquote

import attrs

from influence.orders import Order
from influence.posts import Post
from influence.sansio import Profile, Reading, Request, Response
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._json import ascii_json, table_of
from influence.testing._faulty_connectors._seeded import bug
from influence.tracking import Touch

_CUT = 2_200
_LAST_OF_PLANE_0 = 0xFFFF


def _with_id(item: object, change: Callable[[str], str]) -> object:
    """An item under a changed id."""
    if isinstance(item, Post):
        return attrs.evolve(item, post_id=change(item.post_id))
    if isinstance(item, Order):
        return attrs.evolve(item, order_id=change(item.order_id))
    return item


def _with_text(item: object, change: Callable[[str], str]) -> object:
    """A post with a changed caption, a profile with a changed biography."""
    if isinstance(item, Post) and item.caption:
        return attrs.evolve(item, caption=change(item.caption) or None)
    if isinstance(item, Profile) and item.biography:
        return attrs.evolve(item, biography=change(item.biography) or None)
    return item


@bug("on_item", "PC-C01")
def ids_as_numbers(_self: Bent, item: object) -> object:
    """Takes ids of digits for numbers."""
    return _with_id(item, lambda name: str(int(name)) if name.isdecimal() else name)


@bug("on_item", "PC-C02")
def ids_as_floats(_self: Bent, item: object) -> object:
    """Takes long ids for floats."""
    return _with_id(item, lambda name: str(int(float(name))) if name.isdecimal() else name)


@bug("on_item", "PC-C03")
def ids_in_lower_case(_self: Bent, item: object) -> object:
    """Puts ids into lower case."""
    return _with_id(item, str.lower)


@bug("on_response", "PC-C04")
def latin_1(_self: Bent, response: Response) -> Response:
    """Reads the bytes of an answer as Latin-1."""
    return attrs.evolve(response, body=response.body.decode("latin-1").encode())


@bug("on_request", "PC-C05")
def id_not_escaped(_self: Bent, request: Request) -> Request:
    """Puts ids into addresses as they are."""
    return attrs.evolve(request, url=unquote(request.url))


@bug("on_request", "PC-C06")
def handle_as_id(_self: Bent, request: Request) -> Request:
    """Takes a handle for an id."""
    return attrs.evolve(request, url=request.url.replace("/handles/", "/accounts/"))


@bug("on_item", "PC-C07")
def no_emoji(_self: Bent, item: object) -> object:
    """Drops letters that an old database cannot hold."""
    return _with_text(item, lambda text: "".join(c for c in text if ord(c) <= _LAST_OF_PLANE_0))


@bug("on_item", "PC-C08")
def marks_stripped(_self: Bent, item: object) -> object:
    """Strips characters that cannot be seen."""
    return _with_text(
        item, lambda text: "".join(c for c in text if unicodedata.category(c) != "Cf")
    )


@bug("on_item", "PC-C09")
def normalised(_self: Bent, item: object) -> object:
    """Normalises text."""
    return _with_text(item, lambda text: unicodedata.normalize("NFC", text))


@bug("on_item", "PC-C10")
def on_one_line(_self: Bent, item: object) -> object:
    """Puts text on one line."""
    return _with_text(item, lambda text: " ".join(text.split()))


@bug("on_item", "PC-C11")
def unescaped(_self: Bent, item: object) -> object:
    """Unescapes text that nobody escaped."""
    return _with_text(item, html.unescape)


@bug("on_item", "PC-C12")
def cut_short(_self: Bent, item: object) -> object:
    """Cuts text to the width of a column."""
    return _with_text(item, lambda text: text[:_CUT])


@bug("on_item", "PC-C13")
def codes_tidied(_self: Bent, item: object) -> object:
    """Puts codes into upper case, and sorts them."""
    if not isinstance(item, Order):
        return item
    return attrs.evolve(item, codes=tuple(sorted(code.upper() for code in item.codes)))


@bug("on_item", "PC-C14")
def marks_decoded(_self: Bent, item: object) -> object:
    """Decodes the value of a touch once too often."""
    return attrs.evolve(item, value=unquote(item.value)) if isinstance(item, Touch) else item


@bug("on_item", "PC-C15")
def figures_by_number(_self: Bent, item: object) -> object:
    """Looks figures up by the number of a post."""
    if not isinstance(item, Reading):
        return item
    return attrs.evolve(item, post_id=item.post_id.lstrip("0").lower())


@bug("on_request", "PC-C16")
def words_encoded_twice(_self: Bent, request: Request) -> Request:
    """Encodes the words of a search, which the host does as well."""
    query = [(name, quote(str(value)) if name == "q" else value) for name, value in request.query]
    return attrs.evolve(request, query=tuple(query))


@bug("on_item", "PC-C17")
def caption_none(_self: Bent, item: object) -> object:
    """Makes a word of a caption that is not there."""
    return attrs.evolve(item, caption=str(item.caption)) if isinstance(item, Post) else item


@bug("on_response", "PC-C07", "PC-C09")
def ascii_alone(_self: Bent, response: Response) -> Response:
    """Replaces letters that ASCII does not have."""
    return attrs.evolve(response, body=ascii_json(table_of(response)))
