"""Observer hook: plugins are told what happened, and can change nothing by it.

    @hook.observe                                  the author's decorator
    hook.observe.tell(implementations, event=…)    the host's call

Whatever an observer answers is dropped and whatever it raises is logged under the name
``influence.plugins``, so no observer can change a result or fail a caller. Only the interrupt of a
person goes through.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

import attrs
import pluggy

from influence.plugins._implementation import Implementation, set_aside
from influence.plugins._marking import PROJECT, marked

E = TypeVar("E")
E_contra = TypeVar("E_contra", contravariant=True)

_LOG = logging.getLogger("influence.plugins")


class ObserverFunction(Protocol[E_contra]):
    """What an author puts the decorator of an observer hook on."""

    def __call__(self, event: E_contra) -> None:
        """Take note of what happened."""
        ...


@attrs.frozen
class ObserverHook(Generic[E]):
    """A hook that is told what happened: the author's decorator and the host's call.

    Args:
        name: What pluggy calls it.
        used_in: Where books, commands or programs use what it brings.
        on_failure: What becomes of it, and of the others, when a plugin fails.

    Example:
        >>> seen = []
        >>> words: ObserverHook[str] = ObserverHook("influence_words")
        >>> @words
        ... def note(event):
        ...     seen.append(event)
        >>> words.tell([Implementation(plugin="diary", function=note)], event="hello")
        >>> seen
        ['hello']
    """

    name: str
    used_in: str = attrs.field(default="", kw_only=True)
    on_failure: str = attrs.field(default="", kw_only=True)

    @property
    def parameter(self) -> str:
        """The name of its one argument."""
        return "event"

    def __call__(self, function: ObserverFunction[E], /) -> ObserverFunction[E]:
        """Mark *function* as a plugin's implementation of this hook.

        Raises:
            PluginError: It is no function, is ``async``, or does not take ``event`` alone.
        """
        return marked(function, hook=self.name, parameter=self.parameter)

    def specification(self) -> Callable[[E], None]:
        """The hook as pluggy wants it declared."""

        def observe(event: E) -> None:
            """Take note."""

        observe.__name__ = self.name
        return pluggy.HookspecMarker(PROJECT)(observe)

    def tell(self, implementations: Iterable[Implementation], *, event: E) -> None:
        """Tell every observer of *event*; what goes wrong there is logged."""
        for implementation in implementations:
            try:
                set_aside(implementation.function(event))
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001  # an observer can fail nobody
                _log(implementation, error)


def _log(implementation: Implementation, error: BaseException) -> None:
    """Log that an observer failed; the error itself is shown by its type alone, and its trace."""
    _LOG.warning(
        "%s (%s) must observe without failing, got %s",
        implementation.named,
        implementation.spot_of(error),
        type(error).__name__,
        exc_info=error,
    )
