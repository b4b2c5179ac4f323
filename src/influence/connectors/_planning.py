"""Planning: makes a plan from what a connector declares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import attrs

from influence import _requirements as require
from influence.connectors._plan import Plan, PlannedRead
from influence.errors import UnknownNameError
from influence.sansio import (
    READ_NAMES,
    USES,
    Capability,
    Connector,
    Read,
    ReadName,
    Use,
    VendorField,
    Window,
)

_BY_ACCOUNT = frozenset({"profile", "posts", "audience"})


def _no_items() -> dict[ReadName, int]:
    """Of no read it is known how many items there are."""
    return {}


@attrs.frozen(kw_only=True)
class Wanted:
    """What somebody wants to read.

    Args:
        reads: The reads.
        accounts: Of how many accounts.
        window: From when until when.
        metrics: Which metrics; all of the fact sheet by default.
        posts: Of how many posts the metrics are read.
        items: How many items there are of a read, where that is known.
        scopes: The scopes that the token has; ``None`` when nobody knows.
        use: What the figures are for.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: A read or a use is not known; the close one is named.
    """

    reads: tuple[ReadName, ...] = attrs.field(validator=require.are_texts)
    accounts: int = attrs.field(default=1, validator=require.is_count)
    window: Window = attrs.field(factory=Window, validator=require.is_a(Window, called="a Window"))
    metrics: tuple[str, ...] | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.are_texts)
    )
    posts: int = attrs.field(default=0, validator=require.is_count)
    items: Mapping[ReadName, int] = attrs.field(factory=_no_items)
    scopes: tuple[str, ...] | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.are_texts)
    )
    use: Use = attrs.field(default="commercial", validator=require.one_of(USES))

    def __attrs_post_init__(self) -> None:
        for read in (*self.reads, *self.items):
            if read not in READ_NAMES:
                raise UnknownNameError("read", read, READ_NAMES)


def plan(connector: Connector, *, wanted: Wanted, on: dt.date) -> Plan:
    """What reading will bring, miss and cost; nothing is sent.

    Args:
        connector: What is to be read.
        wanted: What of it.
        on: The day, for fields that are retired on some day.

    Example:
        >>> from influence.sansio import Paging
        >>> @attrs.frozen
        ... class Tiny:
        ...     name = "tiny"
        ...     capability = Capability(
        ...         platform="tiny",
        ...         hosts=("api.example.com",),
        ...         reads=(Read(name="orders", paging=Paging(kind="cursor", size=50)),),
        ...     )
        >>> wanted = Wanted(reads=("orders", "refunds"), items={"orders": 120})
        >>> print(plan(Tiny(), wanted=wanted, on=dt.date(2026, 5, 1)))
        tiny: 3 to 10000 requests, at least 0 s
          orders: 3 to 10000 requests
          refunds: not possible, tiny does not read it
    """
    capability = connector.capability
    reads = tuple(_planned(name, capability, wanted=wanted, on=on) for name in wanted.reads)
    return Plan(connector=connector.name, reads=reads, quotas=capability.quotas)


def _planned(name: ReadName, capability: Capability, *, wanted: Wanted, on: dt.date) -> PlannedRead:
    """One read of the plan."""
    why_not = _why_not(name, capability, wanted=wanted)
    if why_not:
        return PlannedRead(read=name, why_not=why_not)
    read = capability.read(name)
    if name == "metrics":
        missing = tuple(_missing(capability, wanted=wanted, on=on))
        least, most = _batches(read, wanted=wanted, metrics=_wanted(capability, wanted))
    else:
        missing = ()
        least, most = _pages(read, wanted=wanted)
    return PlannedRead(
        read=name, least_requests=least, most_requests=most, cost=read.cost, missing=missing
    )


def _why_not(name: ReadName, capability: Capability, *, wanted: Wanted) -> str:
    """Why a read is not possible; empty when it is."""
    if name not in capability.read_names:
        return f"{capability.platform} does not read it"
    if wanted.use not in capability.uses:
        permitted = ", ".join(capability.uses) or "nothing"
        return f"the terms permit {permitted}, not {wanted.use}"
    needed = capability.read(name).scopes
    lacking = [
        scope for scope in needed if wanted.scopes is not None and scope not in wanted.scopes
    ]
    return f"the token lacks {', '.join(lacking)}" if lacking else ""


def _pages(read: Read, *, wanted: Wanted) -> tuple[int, int]:
    """The fewest and the most requests of a read that has pages."""
    times = wanted.accounts if read.name in _BY_ACCOUNT else 1
    if times == 0:
        return 0, 0
    if read.paging.kind == "none":
        return times, times
    # Many accounts share the items somehow, and each has a page of its own at least.
    pages = -(-wanted.items.get(read.name, 0) // read.paging.size)
    return max(times, pages), times * read.paging.most_pages


def _batches(read: Read, *, wanted: Wanted, metrics: Sequence[str]) -> tuple[int, int]:
    """The fewest and the most requests for the figures of posts.

    At most every name is refused, each is found by halving, and at the first batch also the posts
    are halved down to one before that is certain.
    """
    batches = -(-wanted.posts // read.batch)
    if not batches or not metrics:
        return 0, 0
    halvings = min(read.batch, wanted.posts).bit_length() + 1
    return batches, batches + 2 * len(metrics) * halvings


def _wanted(capability: Capability, wanted: Wanted) -> tuple[str, ...]:
    """The metrics that are asked for."""
    known = capability.sheet.metrics
    return known if wanted.metrics is None else tuple(dict.fromkeys(wanted.metrics))


def _missing(capability: Capability, *, wanted: Wanted, on: dt.date) -> Iterator[str]:
    """What will be missing from the figures, each with the reason."""
    for metric in _wanted(capability, wanted):
        fields = [field for field in capability.sheet.fields if field.metric == metric]
        alive = [field for field in fields if not field.is_retired(on=on)]
        if not fields:
            yield f"{metric}: {capability.platform} does not tell it"
        elif not alive:
            last = fields[-1]
            instead = f", {last.replaced_by} came instead" if last.replaced_by else ""
            yield f"{metric}: {last.vendor} is retired since {last.retired}{instead}"
        else:
            yield from _late(metric, alive, wanted=wanted)


def _late(metric: str, fields: Sequence[VendorField], *, wanted: Wanted) -> Iterator[str]:
    """That a metric did not exist yet when the window begins, or is for some tokens only."""
    since = [field.since for field in fields if field.since is not None]
    begins = None if wanted.window.since is None else wanted.window.since.date()
    if len(since) == len(fields) and begins is not None and begins < min(since):
        yield f"{metric} before {min(since)}: it did not exist"
    if all(field.access != "public" for field in fields):
        whom = fields[0].access
        yield f"{metric} of accounts that are not the token's own: it is told to the {whom}"
