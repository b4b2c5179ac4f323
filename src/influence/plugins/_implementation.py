"""Implementation: one plugin's function for one hook, and where to look when it fails.

    plugin barter of influence-barter 1.0 (influence_barter.py:17)

The line is that of the plugin's own code in which it failed. What the plugin called further down,
ours or anybody's, is passed over: the author of the plugin is who can mend it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import CodeType, FrameType, GeneratorType
from typing import cast

import attrs

from influence.plugins._hook_error import HookError
from influence.plugins._spot import Spot


@attrs.frozen(kw_only=True)
class Implementation:
    """One plugin's function for one hook.

    Args:
        plugin: The name of the plugin: of its entry point, or of its module.
        function: What is called, with the hook's one argument.
        distribution: The distribution that brought it; empty where it was not installed.
        version: The version of that distribution.

    Example:
        >>> barter = Implementation(
        ...     plugin="barter", function=print, distribution="influence-barter", version="1.0"
        ... )
        >>> barter.named
        'plugin barter of influence-barter 1.0'
    """

    plugin: str
    function: Callable[..., object]
    distribution: str = ""
    version: str = ""

    @property
    def named(self) -> str:
        """The plugin, and the distribution and version that brought it, in words."""
        brought = f" of {self.distribution} {self.version}".rstrip() if self.distribution else ""
        return f"plugin {self.plugin}{brought}"

    @property
    def spot(self) -> Spot:
        """Where the function begins."""
        code = getattr(inspect.unwrap(self.function), "__code__", None)
        if not isinstance(code, CodeType):
            return Spot()
        return Spot(file=code.co_filename, line=code.co_firstlineno)

    def spot_of(self, failure: BaseException) -> Spot:
        """The last line of the plugin's own package that *failure* came through."""
        own = _package(getattr(self.function, "__module__", None))
        found, trace = self.spot, failure.__traceback__
        while trace is not None:
            frame = trace.tb_frame
            if _package(frame.f_globals.get("__name__")) == own:
                found = Spot(file=frame.f_code.co_filename, line=trace.tb_lineno)
            trace = trace.tb_next
        return found

    def spot_in(self, answer: object) -> Spot:
        """The line at which a generator waits; the function's own for any other answer."""
        frame = _frame(answer)
        if frame is None:
            return self.spot
        return Spot(file=frame.f_code.co_filename, line=frame.f_lineno)

    def refusal(
        self, *, hook: str, rule: str, value: object, spot: Spot | None = None
    ) -> HookError:
        """The error that says what this plugin must do, and where."""
        place = spot or self.spot
        return HookError(
            f"{self.named} ({place})" if place.file else self.named,
            rule,
            value,
            plugin=self.plugin,
            distribution=self.distribution,
            version=self.version,
            hook=hook,
            spot=place,
        )


def _frame(answer: object) -> FrameType | None:
    """Where a generator waits; anything else, and one that is at its end, waits nowhere."""
    if not isinstance(answer, GeneratorType):
        return None
    return cast("GeneratorType[object, object, object]", answer).gi_frame


def set_aside(answer: object) -> None:
    """Close a coroutine that nobody will wait for, so that no warning about it comes later."""
    if inspect.iscoroutine(answer):
        answer.close()


def _package(module: object) -> str:
    """The outermost package of a module's name; what is no name is a package of nobody's."""
    return module.partition(".")[0] if isinstance(module, str) else ""
