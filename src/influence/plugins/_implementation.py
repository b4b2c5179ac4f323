"""Implementation: one function of a plugin that answers a hook."""

from __future__ import annotations

from collections.abc import Callable

import attrs


@attrs.frozen(kw_only=True)
class Implementation:
    """A function that answers a hook, and whose it is.

    Args:
        hook: The hook's name, such as ``influence_payment_rules``.
        function: The function.
        plugin: The name of the plugin.
        distribution: Its distribution; empty for a module that was given.
        version: The version of the distribution.
        line: The file and line on which the function begins.
    """

    hook: str
    function: Callable[..., object] = attrs.field(repr=False)
    plugin: str
    distribution: str = ""
    version: str = ""
    line: str = ""
