"""The capability: what a connector can read, how, at what price, and with whose leave.

One value for each connector. From it the host plans before any call, the doctor looks, the docs are
written, and the conformance kit knows which checks apply.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, TypeAlias, cast, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, UnknownNameError
from influence.sansio._fact_sheet import FactSheet
from influence.sansio._quota import QUOTA_KINDS, Quota

ReadName: TypeAlias = Literal[
    "profile", "posts", "metrics", "audience", "search", "orders", "refunds", "touches"
]
READ_NAMES: tuple[ReadName, ...] = get_args(ReadName)
PagingKind: TypeAlias = Literal["none", "cursor", "offset", "page_number"]
PAGING_KINDS: tuple[PagingKind, ...] = get_args(PagingKind)
AuthKind: TypeAlias = Literal["none", "key", "token", "oauth2"]
AUTH_KINDS: tuple[AuthKind, ...] = get_args(AuthKind)
Use: TypeAlias = Literal["own_accounts", "commercial", "advertising", "research"]
USES: tuple[Use, ...] = get_args(Use)

_LONGEST_HOST = 253


@attrs.frozen(kw_only=True)
class Paging:
    """How the pages of a read follow each other.

    Args:
        kind: ``none``, ``cursor``, ``offset`` or ``page_number``.
        size: The most items on a page.
        has_total: Whether the platform tells how many there are in all.
        most_pages: After so many pages the host stops and says so.
    """

    kind: PagingKind = attrs.field(default="none", validator=require.one_of(PAGING_KINDS))
    size: int = attrs.field(default=100, validator=require.at_least(1))
    has_total: bool = attrs.field(default=False, validator=require.is_flag)
    most_pages: int = attrs.field(default=10_000, validator=require.at_least(1))


@attrs.frozen(kw_only=True)
class Incremental:
    """How a read asks only for what is new.

    Args:
        key: The platform's name of the moment that it asks by, such as ``updated_at``.
        lookback: How far back figures may still change, so that it is read again.
    """

    key: str = attrs.field(validator=require.is_line)
    lookback: dt.timedelta = attrs.field(
        default=dt.timedelta(0), validator=require.is_a(dt.timedelta, called="a span of time")
    )

    def __attrs_post_init__(self) -> None:
        if self.lookback < dt.timedelta(0):
            raise InvalidInputError("Incremental.lookback", "not be negative", self.lookback)


@attrs.frozen(kw_only=True)
class Auth:
    """How a connector shows who it is.

    Args:
        kind: ``none``, ``key``, ``token`` or ``oauth2``.
        scopes: The scopes that its token needs for everything that it reads.
        settings: The names of the settings that hold its secrets.
    """

    kind: AuthKind = attrs.field(default="none", validator=require.one_of(AUTH_KINDS))
    scopes: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    settings: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)


@attrs.frozen(kw_only=True)
class Read:
    """One thing that a connector reads.

    Args:
        name: Which; the connector has a method of that name.
        paging: How its pages follow each other.
        incremental: How it asks only for what is new; ``None`` when it cannot.
        batch: The most ids in one request; 1 when each takes a request of its own.
        cost: Units of the quotas that one request takes, as far as is known before.
        scopes: The scopes that it needs beside none.
    """

    name: ReadName = attrs.field(validator=require.one_of(READ_NAMES))
    paging: Paging = attrs.field(factory=Paging, validator=require.is_a(Paging, called="a Paging"))
    incremental: Incremental | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(require.is_a(Incremental, called="an Incremental")),
    )
    batch: int = attrs.field(default=1, validator=require.at_least(1))
    cost: int = attrs.field(default=1, validator=require.is_count)
    scopes: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)


def _are_hosts(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Names of hosts, lower case, without scheme, port or path."""
    require.are_texts(instance, attribute, value)
    for host in cast("tuple[str, ...]", value):
        labels = host.split(".")
        is_name = len(host) <= _LONGEST_HOST and all(
            label and label.isascii() and label.replace("-", "").isalnum() for label in labels
        )
        if not is_name or host != host.lower():
            rule = "hold names of hosts such as api.example.com"
            raise InvalidInputError(require.place(instance, attribute), rule, host)


def _are_quotas(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Quotas of the four shapes."""
    require.is_tuple(instance, attribute, value)
    for quota in cast("tuple[object, ...]", value):
        if not isinstance(quota, QUOTA_KINDS):
            raise InvalidInputError(require.place(instance, attribute), "hold quotas", quota)


@attrs.frozen(kw_only=True)
class Capability:
    """What a connector can do.

    Args:
        platform: The platform or shop, as the book's tables name it.
        hosts: The hosts that it speaks to, and no others.
        reads: What it reads.
        quotas: The limits that the platform sets; all of them hold at once.
        auth: How it shows who it is.
        uses: What its terms permit the figures to be used for.
        sheet: Every field that it asks for.

    Raises:
        InvalidInputError: A field breaks its rule, or two reads have one name.

    Example:
        >>> capability = Capability(
        ...     platform="demo",
        ...     hosts=("api.demo.example",),
        ...     reads=(Read(name="posts", paging=Paging(kind="cursor", size=50)),),
        ... )
        >>> capability.read("posts").paging.size
        50
    """

    platform: str = attrs.field(validator=require.is_line)
    hosts: tuple[str, ...] = attrs.field(validator=_are_hosts)
    reads: tuple[Read, ...] = attrs.field(validator=require.are(Read, called="reads"))
    quotas: tuple[Quota, ...] = attrs.field(default=(), validator=_are_quotas)
    auth: Auth = attrs.field(factory=Auth, validator=require.is_a(Auth, called="an Auth"))
    uses: tuple[Use, ...] = attrs.field(default=("commercial",), validator=require.are_texts)
    sheet: FactSheet = attrs.field(
        factory=FactSheet, validator=require.is_a(FactSheet, called="a FactSheet")
    )

    def __attrs_post_init__(self) -> None:
        names = [read.name for read in self.reads]
        if len(set(names)) < len(names):
            raise InvalidInputError("Capability.reads", "name each read once", names)
        for use in self.uses:
            if use not in USES:
                raise UnknownNameError("Capability.uses", use, USES)

    @property
    def read_names(self) -> tuple[ReadName, ...]:
        """What it reads, by name."""
        return tuple(read.name for read in self.reads)

    def read(self, name: str) -> Read:
        """The read called *name*.

        Raises:
            UnknownNameError: The connector does not read that; the close one is named.
        """
        found = next((read for read in self.reads if read.name == name), None)
        if found is None:
            raise UnknownNameError(f"read of {self.platform}", name, self.read_names)
        return found
