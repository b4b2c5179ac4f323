"""Registries for tests: of the modules that a test names, and of nothing that is installed.

A test that loads what is installed passes or fails by what its machine has. ``registry_of`` takes
modules; inside ``no_discovery`` every look at what is installed is refused.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from types import ModuleType

from influence.plugins import Registry, load
from influence.plugins._loading import discovery_refused

_RULE = "be given to influence.testing.registry_of(…) here, or to load(plugins=[…])"


def registry_of(*modules: ModuleType) -> Registry:
    """The registry of our own members and of *modules*, each of which has to load.

    Raises:
        PluginError: Why the first of them does not.

    Example:
        >>> registry = registry_of()
        >>> "commission" in registry.payment_rules, registry.findings
        (True, ())
    """
    return load(plugins=modules, strict=True)


@contextmanager
def no_discovery() -> Generator[None]:
    """Refuse every look at what is installed, in the whole process, until the end.

    Raises:
        PluginError: Inside, whoever calls ``load()`` without modules is told what to do in its place.

    Example:
        >>> from influence.plugins import load
        >>> with no_discovery():
        ...     load()
        Traceback (most recent call last):
        ...
        influence.errors.PluginError: plugins must be given to influence.testing.registry_of(…) here, or to load(plugins=[…]), got 'load() of what is installed'
    """  # noqa: E501  # the message is shown whole
    with discovery_refused(_RULE):
        yield
