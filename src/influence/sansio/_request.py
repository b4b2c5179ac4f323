"""The request: what a connector asks the host to send.

It is a value. Nothing is sent by making one, so a connector can be tested by looking at what it
yields. A header or parameter may hold a ``Secret``; it is revealed when the bytes leave, and
nowhere before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, cast, get_args
from urllib.parse import urlsplit

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.sansio._secret import Secret

Method: TypeAlias = Literal["GET", "POST"]
METHODS: tuple[Method, ...] = get_args(Method)
Value: TypeAlias = "str | Secret"
Pairs: TypeAlias = "tuple[tuple[str, Value], ...]"

_NO_HEADERS: Mapping[str, Value] = MappingProxyType({})


def _is_address(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """An absolute address with a host, and without user, fragment, spaces or control characters."""
    rule = "be an absolute http or https address without user and fragment"
    if not isinstance(value, str) or not value.isprintable() or " " in value or "\\" in value:
        raise InvalidInputError(require.place(instance, attribute), rule, value)
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or "@" in value.split("//", 1)[1].split("/", 1)[0] or "#" in value:
        raise InvalidInputError(require.place(instance, attribute), rule, value)


def _are_pairs(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Names and values, in their order."""
    if not isinstance(value, tuple):
        raise InvalidInputError(require.place(instance, attribute), "be a tuple of pairs", value)
    for pair in cast("tuple[object, ...]", value):
        if not _is_pair(pair):
            rule = "hold pairs of a name and text or a secret"
            raise InvalidInputError(require.place(instance, attribute), rule, pair)


def _is_pair(pair: object) -> bool:
    """Whether it is a name and its value."""
    match pair:
        case (str(), str() | Secret()):
            return True
        case _:
            return False


def _are_headers(
    instance: object, attribute: attrs.Attribute[Any], value: Mapping[str, object]
) -> None:
    """Names and values that stay on one line."""
    for name, part in value.items():
        is_line = isinstance(part, Secret) or (isinstance(part, str) and part.isprintable())
        if not name.isascii() or not name.replace("-", "").isalnum() or not is_line:
            rule = "hold header names and values of one line"
            raise InvalidInputError(require.place(instance, attribute), rule, (name, part))


def _frozen(headers: Mapping[str, Value]) -> Mapping[str, Value]:
    """A copy that nobody can change."""
    return MappingProxyType(dict(headers))


def _only_reads(request: Request) -> bool:
    """Whether a method changes nothing, by HTTP's own rules."""
    return request.method == "GET"


def _size(body: bytes | None) -> str:
    """The size of a body; a secret may stand in it."""
    return "None" if body is None else f"<{len(body)} bytes>"


@attrs.frozen(kw_only=True)
class Request:
    """One HTTP request, as a connector yields it.

    Args:
        url: Absolute address, of a host that the connector's capability declares.
        purpose: What it is for, in a few words, as progress and errors name it: ``orders, page 3``.
        method: ``GET`` or ``POST``.
        query: Parameters in their order; a name may stand more than once.
        headers: Headers; a value may be a ``Secret``.
        form: Fields of an urlencoded body, in their order.
        body: Any other body; never beside *form*.
        cost: What it takes from the quotas, in their units.
        is_repeatable: Whether it may be sent again when no answer came. ``GET`` always may; a
            ``POST`` that only reads, such as a GraphQL query, should say so.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> request = Request(
        ...     url="https://api.example.com/v1/posts",
        ...     purpose="posts, page 1",
        ...     query=(("limit", "50"),),
        ...     headers={"Authorization": Secret("t0ken").after("Bearer ")},
        ... )
        >>> request.host, request.is_repeatable
        ('api.example.com', True)
    """

    url: str = attrs.field(validator=_is_address)
    purpose: str = attrs.field(validator=require.is_line)
    method: Method = attrs.field(default="GET", validator=require.one_of(METHODS))
    query: Pairs = attrs.field(default=(), validator=_are_pairs)
    headers: Mapping[str, Value] = attrs.field(
        default=_NO_HEADERS, converter=_frozen, validator=_are_headers, hash=False
    )
    form: Pairs = attrs.field(default=(), validator=_are_pairs)
    body: bytes | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(require.is_a(bytes, called="bytes")),
        repr=_size,
    )
    cost: int = attrs.field(default=1, validator=require.is_count)
    is_repeatable: bool = attrs.field(
        default=attrs.Factory(_only_reads, takes_self=True), validator=require.is_flag
    )

    def __attrs_post_init__(self) -> None:
        if self.form and self.body is not None:
            raise InvalidInputError("Request", "have a form or a body, not both", self.url)
        if self.method == "GET" and (self.form or self.body is not None):
            raise InvalidInputError("Request", "have no body when it is a GET", self.url)

    @property
    def host(self) -> str:
        """The host that it goes to, lower case, without its port."""
        return urlsplit(self.url).hostname or ""

    def secrets(self) -> Iterable[Secret]:
        """Every secret in it."""
        pairs = (*self.query, *self.form, *self.headers.items())
        return [value for _, value in pairs if isinstance(value, Secret)]


def json_body(document: object) -> bytes:
    """*document* as the bytes of a JSON body; amounts go in as text, and floats are refused.

    Raises:
        InvalidInputError: It holds something that JSON has no exact word for, or a secret.

    Example:
        >>> json_body({"first": 50, "after": None})
        b'{"first":50,"after":null}'
    """
    _refuse_inexact(document, where="body")
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def _refuse_inexact(part: object, *, where: str) -> None:
    """Refuse what has no exact word in JSON, with the path to it."""
    if isinstance(part, Mapping):
        for key, inner in cast("Mapping[str, object]", part).items():
            _refuse_inexact(inner, where=f"{where}.{key}")
    elif isinstance(part, list | tuple):
        for place, inner in enumerate(cast("list[object]", part)):
            _refuse_inexact(inner, where=f"{where}[{place}]")
    elif part is not None and not isinstance(part, str | int):
        raise InvalidInputError(
            where, "be text, a whole number, true, false, null, a list or a table", part
        )
