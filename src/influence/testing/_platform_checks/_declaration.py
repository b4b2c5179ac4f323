"""Declaration: what a connector says of itself before anything is asked, and whether it is so."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, cast, get_type_hints

import attrs

from influence.sansio import (
    Capability,
    Connector,
    ReadsAudience,
    ReadsMetrics,
    ReadsOrders,
    ReadsPosts,
    ReadsProfile,
    ReadsRefunds,
    ReadsTouches,
    Searches,
)
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._platform_checks._audit import touched
from influence.testing._platform_checks._matching import expect
from influence.testing._platform_checks._subject import PlatformSubject

_PROTOCOLS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "profile": ReadsProfile,
        "posts": ReadsPosts,
        "metrics": ReadsMetrics,
        "audience": ReadsAudience,
        "search": Searches,
        "orders": ReadsOrders,
        "refunds": ReadsRefunds,
        "touches": ReadsTouches,
    }
)
#: What a read is called with: by position, then by name.
_CALLS: Final[Mapping[str, tuple[int, tuple[str, ...]]]] = MappingProxyType(
    {
        "profile": (1, ()),
        "posts": (1, ("window", "cursor")),
        "metrics": (1, ("names",)),
        "audience": (1, ()),
        "search": (1, ("cursor",)),
        "orders": (0, ("window", "cursor")),
        "refunds": (0, ("window", "cursor")),
        "touches": (0, ("window", "cursor")),
    }
)
_SECRET_WORDS: Final = frozenset({"token", "key", "password", "secret", "passphrase", "credential"})
_MANY: Final = 50


def _made(subject: PlatformSubject) -> Connector:
    """The connector alone.

    Raises:
        CheckFailedError: It cannot be made.
    """
    try:
        return cast("Connector", subject.bare())
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        raise CheckFailedError(subject.member, "be made of its settings", told) from error


def _fields(subject: PlatformSubject) -> Mapping[str, object]:
    """The types of the fields of a connector's class, by name; empty where it is no attrs class."""
    kind = cast("type", type(_made(subject)))
    if not attrs.has(kind):
        return {}
    hints = get_type_hints(kind)
    return {field.name: hints.get(field.name) for field in attrs.fields(kind)}


@check(
    "PC-A01",
    if_fails="Nobody can use the connector, or only where the network is. Most often it looks "
    "something up when it is made. Make it of its settings alone.",
)
def is_made_of_settings(subject: PlatformSubject) -> None:
    """It is made of its settings, and asks nobody for that."""
    _made(subject)
    heard = touched(lambda: _made(subject))
    expect(subject.member, "ask for nothing when it is made", heard, holds=not heard)


@check(
    "PC-A02",
    if_fails="Errors, settings and gaps speak of another connector than the book. Most often a "
    "name was changed in one place. Give the class, its spec and its capability the same name.",
)
def one_name(subject: PlatformSubject) -> None:
    """Its name is that of its spec."""
    name = getattr(_made(subject), "name", None)
    expect(
        f"name of {subject.member}", f"be {subject.member!r}", name, holds=name == subject.member
    )


@check(
    "PC-A03",
    if_fails="What was planned is not what happens. Most often the capability is made anew, with "
    "something of the day in it. Keep it as one value.",
)
def one_capability(subject: PlatformSubject) -> None:
    """Its capability is a Capability, the same each time, with the reads of its spec."""
    connector = _made(subject)
    first, second = connector.capability, connector.capability
    same = isinstance(cast("object", first), Capability) and first == second
    expect(f"capability of {subject.member}", "be the same each time", second, holds=same)
    told, promised = _fixed(first), _fixed(subject.promised or first)
    expect(subject.member, f"be what its spec says, {promised}", told, holds=told == promised)


def _fixed(capability: Capability) -> tuple[object, ...]:
    """What no setting changes: hosts and sizes may differ from connector to connector."""
    auth, platform = capability.auth, capability.platform
    return platform, capability.read_names, auth, capability.uses, capability.sheet.metrics


@check(
    "PC-A04",
    if_fails="The host lets nothing through, or something inside of its own network. Most often an "
    "address stands where the name of a host belongs. Declare each host that is spoken to, by "
    "name.",
)
def hosts_are_names(subject: PlatformSubject) -> None:
    """It declares its hosts, each by a name of the public network."""
    hosts = subject.capability.hosts
    local = [host for host in hosts if "." not in host or not host.rpartition(".")[2].isalpha()]
    rule = "declare public hosts by name"
    expect(subject.member, rule, local or hosts, holds=bool(hosts) and not local)


@check(
    "PC-A05",
    if_fails="A read is offered that ends in an error when it is made. Most often a read was "
    "declared ahead of its method. Declare what there is.",
)
def reads_have_methods(subject: PlatformSubject) -> None:
    """For each read that is declared there is a method."""
    connector = _made(subject)
    missing = [
        read.name
        for read in subject.capability.reads
        if not isinstance(connector, _PROTOCOLS[read.name])
    ]
    expect(subject.member, "have a method for each read", missing, holds=not missing)


@check(
    "PC-A06",
    if_fails="Something that could be read is never read, because nobody knows of it. Most often a "
    "read was forgotten in the capability. Declare it.",
)
def methods_are_declared(subject: PlatformSubject) -> None:
    """For each method that reads, a read is declared."""
    connector = _made(subject)
    declared = subject.capability.read_names
    hidden = [
        name
        for name, protocol in _PROTOCOLS.items()
        if isinstance(connector, protocol) and name not in declared
    ]
    expect(subject.member, "declare each read that it has", hidden, holds=not hidden)


@check(
    "PC-A07",
    if_fails="The host cannot call the method. Most often an argument has another name, or a "
    "further one is asked for. Take the arguments that the protocol has.",
)
def methods_take_what_is_given(subject: PlatformSubject) -> None:
    """Each read takes what the host gives it, and needs nothing more."""
    connector = _made(subject)
    for read in subject.capability.reads:
        places, names = _CALLS[read.name]
        method = cast("Callable[..., object]", getattr(connector, read.name, _nothing))
        told = inspect.signature(method)
        try:
            told.bind(*[None] * places, **dict.fromkeys(names))
        except TypeError as error:
            what = f"{subject.member} {read.name}"
            raise CheckFailedError(what, f"take {names}", f"{told}: {error}") from error


def _nothing(*_given: object, **_named: object) -> None:
    """What stands in for a method that is not there, which is another check's."""


@check(
    "PC-A08",
    if_fails="A token is asked for under a name that no setting has, so that it can never be "
    "given. Most often a field was renamed. Name the fields that hold secrets.",
)
def secrets_are_fields(subject: PlatformSubject) -> None:
    """Each secret that it declares is a field of its class, of the type Secret."""
    fields = _fields(subject)
    wrong = [
        name for name in subject.capability.auth.settings if "Secret" not in str(fields.get(name))
    ]
    expect(subject.member, "have a Secret for each setting of its auth", wrong, holds=not wrong)


@check(
    "PC-A09",
    if_fails="A token is shown wherever the connector is. Most often a field that holds one is "
    "text. Make it a `Secret`, and name it in the settings of its auth.",
)
def no_secret_in_the_open(subject: PlatformSubject) -> None:
    """No field whose name speaks of a secret is plain text, and each Secret is declared."""
    wrong = [
        name
        for name, kind in _fields(subject).items()
        if ("Secret" in str(kind)) != (name in subject.capability.auth.settings)
        or (_SECRET_WORDS & set(name.split("_")) and "Secret" not in str(kind))
    ]
    expect(subject.member, "keep its secrets as Secret, all declared", wrong, holds=not wrong)


@check(
    "PC-A10",
    if_fails="The doctor cannot say whether a token is missing. Most often `kind` was left at its "
    "default. Say how it shows who it is.",
)
def auth_is_told(subject: PlatformSubject) -> None:
    """It declares how it shows who it is exactly where it has secrets."""
    auth = subject.capability.auth
    has_secrets = bool(auth.settings)
    told = (auth.kind, auth.settings)
    rule = "name its secrets unless its kind is none"
    expect(f"auth of {subject.member}", rule, told, holds=has_secrets == (auth.kind != "none"))


@check(
    "PC-A11",
    if_fails="A token is made with too few scopes, and the read that lacks one fails at night. "
    "Most often a scope was added to a read alone. List it in the auth as well.",
)
def scopes_are_listed(subject: PlatformSubject) -> None:
    """Each scope that a read needs is among those of its auth."""
    known = subject.capability.auth.scopes
    reads = subject.capability.reads
    missing = [scope for read in reads for scope in read.scopes if scope not in known]
    expect(f"auth of {subject.member}", "list each scope", missing, holds=not missing)


@check(
    "PC-A12",
    if_fails="Settings can be changed while something is read, and two connectors cannot be "
    "compared. Most often the class is not frozen. Use `@attrs.frozen(kw_only=True)`.",
)
def is_a_frozen_value(subject: PlatformSubject) -> None:
    """It is a frozen attrs value: made alike, it is equal and hashes alike."""
    settings = subject.settings()
    first, second = subject.make(**settings), subject.make(**settings)
    same = attrs.has(type(first)) and first == second and hash(first) == hash(second)
    expect(subject.member, "be a frozen value", first, holds=same)
    name = next(iter(_fields(subject)), "name")
    try:
        setattr(first, name, None)
    except AttributeError:
        return
    raise CheckFailedError(subject.member, "be frozen", f"{name} set anew")


@check(
    "PC-A19",
    if_fails="The report cannot say whether its figures may be used for what they are used for. "
    "Most often the uses were left at their default of nothing. Read the platform's terms, and "
    "say.",
)
def uses_are_told(subject: PlatformSubject) -> None:
    """It says what its platform's terms permit the figures to be used for."""
    uses = subject.capability.uses
    expect(f"uses of {subject.member}", "name at least one", uses, holds=bool(uses))


@check(
    "PC-A20",
    if_fails="The host puts ids together for a read that takes none, or asks for one post at a "
    "time where many could be asked for. Most often a batch was declared for another read. Only "
    "`metrics` takes ids.",
)
def batches_are_of_figures(subject: PlatformSubject) -> None:
    """Only a read that takes ids declares a batch."""
    wrong = [
        read.name for read in subject.capability.reads if read.batch > 1 and read.name != "metrics"
    ]
    expect(subject.member, "declare batches of metrics alone", wrong, holds=not wrong)


@check(
    "PC-A21",
    if_fails="The host asks for what is new and gets everything, or nothing. Most often "
    "`incremental` was declared for a read that has no window. Declare it for posts, orders, "
    "refunds and touches.",
)
def only_windows_are_incremental(subject: PlatformSubject) -> None:
    """Only a read that has a window declares how it asks for what is new."""
    windowed = {"posts", "orders", "refunds", "touches"}
    wrong = [
        read.name
        for read in subject.capability.reads
        if read.incremental is not None and read.name not in windowed
    ]
    expect(subject.member, "declare incremental reads of windows", wrong, holds=not wrong)


@check(
    "PC-A22",
    if_fails="Whoever looks for help finds none. Most often the class was made in a hurry. Say in "
    "its docstring what it reads, and what each setting is.",
)
def is_documented(subject: PlatformSubject) -> None:
    """Its class says what it is, in a docstring of its own."""
    told = type(_made(subject)).__doc__ or ""
    own = told.strip() and not told.startswith("Method generated by attrs")
    expect(f"docstring of {subject.member}", "say what it is", told, holds=bool(own))


@check(
    "PC-A23",
    if_fails="A program that plans a hundred pulls waits for seconds. Most often a file is parsed "
    "each time a capability is asked for. Keep what was read.",
)
def declaring_is_cheap(subject: PlatformSubject) -> None:
    """Making it and asking for its capability again opens no file and no connection."""
    _made(subject)

    def again() -> None:
        for _ in range(_MANY):
            _ = _made(subject).capability

    heard = touched(again)
    expect(subject.member, "be declared from memory", heard[:1], holds=not heard)
