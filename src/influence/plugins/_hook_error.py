"""Hook error: a plugin's function for a hook failed, or answered what the hook does not take."""

from __future__ import annotations

from influence.errors import PluginError
from influence.plugins._spot import Spot


class HookError(PluginError):
    """A plugin's function for a hook failed, or answered what the hook does not take.

    Args:
        what: The plugin, with the distribution, its version and the line to look at.
        rule: What it must do.
        value: What there was instead.
        plugin: The name of the plugin.
        distribution: The distribution that brought it; empty where it was not installed.
        version: The version of that distribution.
        hook: What pluggy calls the hook.
        spot: The file and the line to look at.

    Example:
        >>> error = HookError(
        ...     "plugin barter (barter.py:17)", "answer influence_secret", 7, plugin="barter"
        ... )
        >>> print(error)
        plugin barter (barter.py:17) must answer influence_secret, got 7
        >>> error.plugin
        'barter'
    """

    def __init__(
        self,
        what: str,
        rule: str,
        value: object,
        *,
        plugin: str = "",
        distribution: str = "",
        version: str = "",
        hook: str = "",
        spot: Spot | None = None,
    ) -> None:
        """Keep the facts beside the message."""
        super().__init__(what, rule, value)
        self.plugin = plugin
        self.distribution = distribution
        self.version = version
        self.hook = hook
        self.spot = spot or Spot()
