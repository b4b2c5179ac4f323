"""Loading: the one call that gives a registry.

    load()                        what is installed
    load(plugins=[my_module])     these modules, and nothing that is installed

Nothing is kept between two calls. Which plugins are wanted is told by the caller; what environment
and files say of it is read by ``plugin_settings``.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from types import MappingProxyType, ModuleType
from typing import Any

import attrs

from influence._foreign import mark_origin
from influence.errors import PluginError
from influence.findings import Finding
from influence.plugins._attempt import Attempt
from influence.plugins._events import PluginFailed, PluginLoaded
from influence.plugins._first_result_hook import in_order
from influence.plugins._implementation import Implementation
from influence.plugins._lists import Lists
from influence.plugins._loader import Loader, members_of
from influence.plugins._registry import Registry
from influence.plugins._steps import Trace
from influence.plugins.hooks import Hooks, hook

# Why looking for what is installed is refused at the moment; the last one is told. A test says so
# for its whole process, threads included.
_REFUSALS: list[str] = []


def load(
    *,
    plugins: Iterable[ModuleType] | None = None,
    allow: Iterable[str] | None = None,
    block: Iterable[str] = (),
    order: Iterable[str] = (),
    strict: bool = False,
    trace: Trace | None = None,
) -> Registry:
    """The registry of our own members and of *plugins*.

    A plugin that is broken brings nothing and stops nobody: ``Registry.plugins`` has its state and
    ``Registry.findings`` what is wrong. Whoever names one of its members is told.

    Args:
        plugins: The modules to load; without it, what installed distributions name under the entry-
            point group ``influence.plugins``.
        allow: Load only these, by the name of the plugin or of its distribution.
        block: Do not load these.
        order: Whom to ask first where the first answer counts; the others follow by name.
        strict: Raise for the first plugin that is not loaded, unless it is blocked, and for a name
            in a list that is nobody's.
        trace: Told each step.

    Raises:
        PluginError: With *strict*, why the first plugin is not loaded.
        UnknownNameError: With *strict*, a list names a plugin that there is not.
        InvalidInputError: A list is text.

    Example:
        >>> registry = load(plugins=())
        >>> registry.plugins[0].name, registry.findings
        ('influence', ())
    """
    if plugins is None and _REFUSALS:
        raise PluginError("plugins", _REFUSALS[-1], "load() of what is installed")
    lists = Lists(allow=allow, block=block, order=order)
    loader = Loader(lists=lists, trace=trace)
    loader.load(plugins)
    unknown = list(lists.unknown(loader.attempts))
    if strict:
        errors = [attempt.error() for attempt in loader.attempts]
        for error in (*unknown, *filter(None, errors)):
            raise error
    loader.findings += [
        Finding(code="INF706", where="plugins", message=str(error)) for error in unknown
    ]
    registry = _registry(loader)
    _tell(registry)
    return registry


@contextmanager
def discovery_refused(rule: str) -> Generator[None]:
    """Refuse every look at what is installed until the end; *rule* says what to do in its place."""
    _REFUSALS.append(rule)
    try:
        yield
    finally:
        _REFUSALS.remove(rule)


def _registry(loader: Loader) -> Registry:
    """What was loaded, as one frozen value."""
    attempts = (*loader.ours, *loader.attempts)
    for attempt in attempts:
        _mark(attempt)
    members = members_of(attempts)
    families: dict[str, Mapping[str, Any]] = {
        field.name: MappingProxyType(dict(members.get(field.name, {})))
        for field in attrs.fields(Hooks)
        if field.name in attrs.fields_dict(Registry)
    }
    plugins = tuple(attempt.plugin() for attempt in loader.ours) + tuple(
        sorted((attempt.plugin() for attempt in loader.attempts), key=lambda one: one.label)
    )
    found = tuple(finding for plugin in plugins for finding in plugin.findings)
    return Registry(
        **families,
        plugins=plugins,
        findings=(*loader.findings, *found),
        account_resolvers=_asked(loader, hook.resolve_account.name),
        secret_keepers=_asked(loader, hook.secret.name),
        observers=_asked(loader, hook.observe.name),
    )


def _mark(attempt: Attempt) -> None:
    """Write on the classes of a loaded plugin whose they are, so that a failure can tell."""
    for family, specs in attempt.specs.items():
        for spec in specs if attempt.is_under_way else ():
            make: object = getattr(spec, "make", None)
            if isinstance(make, type):
                mark_origin(make, f"{attempt.candidate.label}, influence_{family}")


def _asked(loader: Loader, name: str) -> tuple[Implementation, ...]:
    """The functions of loaded plugins that answer a hook, in the order in which they are asked."""
    loaded = [one for one in (*loader.ours, *loader.attempts) if one.is_under_way]
    first = [
        one.candidate.name
        for one in loader.attempts
        if loader.lists.place(one.candidate)[0] < len(loader.lists.order)
    ]
    return in_order(
        (
            implementation
            for one in loaded
            for answered, implementation in one.implementations
            if answered == name
        ),
        first=first,
    )


def _tell(registry: Registry) -> None:
    """Tell the observers which plugins were loaded and which were not."""
    for one in registry.plugins:
        whose = {"plugin": one.name, "distribution": one.distribution, "version": one.version}
        if one.is_loaded and not one.is_built_in:
            registry.observe(PluginLoaded(**whose))
        elif not one.is_loaded:
            code, _, reason = one.error.partition(" ")
            registry.observe(PluginFailed(**whose, code=code, reason=reason))
