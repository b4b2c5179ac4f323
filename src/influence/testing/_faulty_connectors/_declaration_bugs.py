"""Bugs of declarations: a connector that says of itself what is not so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import ClassVar, cast

import attrs

from influence.platforms import Account
from influence.posts import Post
from influence.sansio import (
    Auth,
    Capability,
    Conversation,
    FactSheet,
    Incremental,
    Page,
    Read,
    ReadName,
    VendorField,
    Window,
)
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._seeded import FaultyConnector, declared, whole
from influence.testing._faulty_connectors._stall import CAPABILITY

_FUTURE = dt.date(2999, 1, 1)
_EARLY, _LATE = dt.date(2024, 1, 1), dt.date(2025, 6, 1)


def _with_field(capability: Capability, vendor: str, field: VendorField) -> Capability:
    """A capability with another field in its sheet."""
    fields = [field if one.vendor == vendor else one for one in capability.sheet.fields]
    return attrs.evolve(capability, sheet=FactSheet(fields=tuple(fields)))


def _field(capability: Capability, vendor: str) -> VendorField:
    """A field of a sheet."""
    return next(one for one in capability.sheet.fields if one.vendor == vendor)


def _with_read(capability: Capability, read: Read) -> Capability:
    """A capability with another read in the place of that of its name."""
    reads = [read if one.name == read.name else one for one in capability.reads]
    return attrs.evolve(capability, reads=tuple(reads))


def _without(capability: Capability, name: ReadName) -> Capability:
    """A capability without a read."""
    kept = tuple(read for read in capability.reads if read.name != name)
    return attrs.evolve(capability, reads=kept)


@whole("PC-A01")
@attrs.frozen(kw_only=True)
class LooksAround(Bent):
    """Opens a file when it is made."""

    def __attrs_post_init__(self) -> None:
        with Path(__file__).open(encoding="utf-8"):
            pass


@whole("PC-A02")
class OtherName(Bent):
    """Calls itself something else than its spec."""

    name: ClassVar[str] = "stall-2"


@whole("PC-A03")
class ChangesItsMind(Bent):
    """Declares something else each time."""

    @property
    def capability(self) -> Capability:
        """What it can do today."""
        count = len(self.memory)
        self.memory[str(count)] = True
        return attrs.evolve(CAPABILITY, hosts=(f"api{count}.stall.example",))


@declared("PC-A04")
def local_host(capability: Capability) -> Capability:
    """Declares this very machine as its host."""
    return attrs.evolve(capability, hosts=("localhost",))


@whole("PC-A05")
class NoTouches(Bent):
    """Declares a read that it does not have."""

    touches: ClassVar[None] = None  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleMethodOverride]  # that is the bug


@declared("PC-A06")
def hidden_read(capability: Capability) -> Capability:
    """Does not declare a read that it has."""
    return _without(capability, "search")


@whole("PC-A07")
class WantsMore(Bent):
    """Needs an argument that nobody gives."""

    def posts(  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # the bug
        self, account: Account, /, *, window: Window, cursor: str | None, limit: int
    ) -> Conversation[Page[Post]]:
        """A page, whatever number of posts is asked for."""
        del limit
        return super().posts(account, window=window, cursor=cursor)


@declared("PC-A08")
def no_such_setting(capability: Capability) -> Capability:
    """Names a secret that is none of its fields."""
    auth = attrs.evolve(capability.auth, settings=("token", "api_secret"))
    return attrs.evolve(capability, auth=auth)


@whole("PC-A09")
@attrs.frozen(kw_only=True)
class OpenKey(Bent):
    """Keeps a key as plain text."""

    client_key: str = "k-1"


@declared("PC-A10")
def no_auth(capability: Capability) -> Capability:
    """Says that it needs no auth, and has a token."""
    return attrs.evolve(capability, auth=attrs.evolve(capability.auth, kind="none"))


@declared("PC-A11")
def scope_not_listed(capability: Capability) -> Capability:
    """Reads by a scope that its auth does not list."""
    auth = Auth(kind="token", scopes=("posts", "shop"), settings=("token",))
    return attrs.evolve(capability, auth=auth)


@whole("PC-A12")
class NotFrozen(Bent):
    """Lets its settings be changed."""

    __setattr__ = object.__setattr__


@declared("PC-A13")
def no_sheet(capability: Capability) -> Capability:
    """Has no fact sheet."""
    return attrs.evolve(capability, sheet=FactSheet())


@declared("PC-A14")
def verified_tomorrow(capability: Capability) -> Capability:
    """Has a field that was verified in the future."""
    field = attrs.evolve(_field(capability, "plays"), verified=_FUTURE)
    return _with_field(capability, "plays", field)


@declared("PC-A15")
def source_to_do(capability: Capability) -> Capability:
    """Has a field whose source is left for later."""
    field = attrs.evolve(_field(capability, "plays"), source="TODO")
    return _with_field(capability, "plays", field)


@declared("PC-A16")
def dead_successor(capability: Capability) -> Capability:
    """Replaces a retired field by one that is retired as well."""
    field = attrs.evolve(_field(capability, "plays"), retired=_LATE)
    return _with_field(capability, "plays", field)


@declared("PC-A17")
def ends_before_it_begins(capability: Capability) -> Capability:
    """Has a field that is retired before it exists."""
    field = attrs.evolve(_field(capability, "looks"), since=_LATE, retired=_EARLY)
    return _with_field(capability, "looks", field)


@declared("PC-A18")
def closed_and_open(capability: Capability) -> Capability:
    """Reads what only owners may read, and shows nobody who it is."""
    return attrs.evolve(capability, auth=Auth())


@declared("PC-A19")
def no_uses(capability: Capability) -> Capability:
    """Says nothing of what its figures may be used for."""
    return attrs.evolve(capability, uses=())


@declared("PC-A20")
def batch_of_profiles(capability: Capability) -> Capability:
    """Declares a batch of a read that takes no ids."""
    return _with_read(capability, attrs.evolve(capability.read("profile"), batch=50))


@declared("PC-A21")
def new_profiles(capability: Capability) -> Capability:
    """Asks a read without a window for what is new."""
    new = attrs.evolve(capability.read("profile"), incremental=Incremental(key="since"))
    return _with_read(capability, new)


undocumented = FaultyConnector(
    name="undocumented",
    wrong="Says nothing of itself.",
    caught_by=("PC-A22",),
    make=cast("type[Bent]", type("Undocumented", (Bent,), {"__doc__": None})),
)


@whole("PC-A23")
class ReadsItsSheetAnew(Bent):
    """Opens its sheet each time that it is asked what it can do."""

    @property
    def capability(self) -> Capability:
        """What it can do, read from a file."""
        with Path(__file__).open(encoding="utf-8"):
            return CAPABILITY
