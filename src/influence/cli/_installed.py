"""Installed: the plugins that a command works with.

    options of the program → INFLUENCE_PLUGINS_… → [plugins] of influence.toml → everything

    influence --block barter report BOOK

What is installed is asked for once a command, and only by commands that need it, so that a broken
``influence.toml`` stops nobody from asking for help.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Annotated, Final, TypeAlias

import attrs
import typer

from influence.plugins import PluginSettings, Registry, Trace, plugin_settings

Allow: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Load this plugin and no other; may be given again."),
]
Block: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Do not load this plugin; may be given again."),
]
Strict: TypeAlias = Annotated[
    bool | None,
    typer.Option("--strict/--lenient", help="Whether a plugin that is not loaded is an error."),
]


@attrs.frozen(kw_only=True)
class Wanted:
    """What the options of the program say; what they leave open, the settings say.

    Args:
        allow: Only these plugins.
        block: Not these, beside those that the settings block.
        strict: Whether a plugin that is not loaded is an error.
    """

    allow: tuple[str, ...] | None = None
    block: tuple[str, ...] = ()
    strict: bool | None = None

    def over(self, settings: PluginSettings) -> PluginSettings:
        """The settings, with what the options say instead.

        Example:
            >>> Wanted(block=("swap",)).over(PluginSettings(block=("barter",), strict=True))
            PluginSettings(allow=None, block=('barter', 'swap'), order=(), strict=True)
        """
        return attrs.evolve(
            settings,
            allow=settings.allow if self.allow is None else self.allow,
            block=(*settings.block, *self.block),
            strict=settings.strict if self.strict is None else self.strict,
        )


# The options stand before the command, and are read before it. Each run of the program sets them.
_WANTED: Final[ContextVar[Wanted]] = ContextVar("wanted plugins")


def want(wanted: Wanted) -> None:
    """Keep what the options of the program say for its command."""
    _WANTED.set(wanted)


def installed(*, trace: Trace | None = None) -> Registry:
    """The members there are: ours, and those of the plugins that are installed and wanted.

    Raises:
        PluginError: It was asked to be strict, and a plugin is not loaded.
        InvalidInputError: The settings cannot be read.
    """
    return _WANTED.get(Wanted()).over(plugin_settings()).load(trace=trace)
