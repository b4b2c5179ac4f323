"""First-result hook: plugins are asked one after another, and the first who knows answers.

    @hook.resolve_account                                       the author's decorator
    hook.resolve_account.answered(implementations, question=…)  the host's call

``None`` says that a plugin does not know. Who answered is told with the answer. The order is that
of the configuration, then ours, then by name, and never that of installation: whoever is installed
last would otherwise answer for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

import attrs
import pluggy

from influence.plugins._hook_error import HookError
from influence.plugins._implementation import Implementation, set_aside
from influence.plugins._marking import PROJECT, marked

Q = TypeVar("Q")
Q_contra = TypeVar("Q_contra", contravariant=True)
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class FirstResultFunction(Protocol[Q_contra, R_co]):
    """What an author puts the decorator of a first-result hook on."""

    def __call__(self, question: Q_contra) -> R_co | None:
        """Answer, or ``None`` when the plugin does not know."""
        ...


@attrs.frozen(kw_only=True)
class Answered(Generic[R_co]):
    """An answer, and who gave it.

    Args:
        value: The answer.
        plugin: The name of the plugin.
        distribution: The distribution that brought it; empty where it was not installed.
        version: The version of that distribution.

    Example:
        >>> Answered(value=7, plugin="lucky").plugin
        'lucky'
    """

    value: R_co
    plugin: str
    distribution: str = ""
    version: str = ""


@attrs.frozen
class FirstResultHook(Generic[Q, R]):
    """A hook that the first plugin to know answers: the author's decorator and the host's call.

    Args:
        name: What pluggy calls it.
        question: The class of what is asked.
        answer: The class of what is answered, unless with ``None``.
        is_hidden: Whether an error tells what was answered, or raised, by its type alone: the text
            may be a secret.
        used_in: Where books, commands or programs use what it brings.
        on_failure: What becomes of it, and of the others, when a plugin fails.

    Example:
        >>> lengths = FirstResultHook("influence_length", question=str, answer=int)
        >>> @lengths
        ... def length(question):
        ...     return len(question) or None
        >>> counting = Implementation(plugin="counting", function=length)
        >>> lengths.answered([counting], question="four")
        Answered(value=4, plugin='counting', distribution='', version='')
        >>> lengths.answered([counting], question="") is None
        True
    """

    name: str
    question: type[Q] = attrs.field(kw_only=True)
    answer: type[R] = attrs.field(kw_only=True)
    is_hidden: bool = attrs.field(default=False, kw_only=True)
    used_in: str = attrs.field(default="", kw_only=True)
    on_failure: str = attrs.field(default="", kw_only=True)

    @property
    def parameter(self) -> str:
        """The name of its one argument."""
        return "question"

    def __call__(self, function: FirstResultFunction[Q, R], /) -> FirstResultFunction[Q, R]:
        """Mark *function* as a plugin's implementation of this hook.

        Raises:
            PluginError: It is no function, is ``async``, or does not take ``question`` alone.
        """
        return marked(function, hook=self.name, parameter=self.parameter)

    def specification(self) -> Callable[[Q], R | None]:
        """The hook as pluggy wants it declared."""

        def answer(question: Q) -> R | None:  # noqa: ARG001  # the name is the contract
            """Answer, or ``None``."""
            return None

        answer.__name__ = self.name
        return pluggy.HookspecMarker(PROJECT)(answer, firstresult=True)

    def answered(
        self, implementations: Iterable[Implementation], *, question: Q
    ) -> Answered[R] | None:
        """The first answer, and who gave it; ``None`` when nobody knows.

        Raises:
            HookError: A plugin that was asked failed, or answered with something else.
        """
        for implementation in implementations:
            value = self._answer(implementation, question=question)
            if value is not None:
                return Answered(
                    value=value,
                    plugin=implementation.plugin,
                    distribution=implementation.distribution,
                    version=implementation.version,
                )
        return None

    def _answer(self, implementation: Implementation, *, question: Q) -> R | None:
        """What one plugin answers."""
        try:
            value = implementation.function(question)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a plugin's fault, ``SystemExit`` too
            failure = self._failure(implementation, error)
            if not self.is_hidden:
                raise failure from error
        else:
            return self._judged(value, implementation)
        raise failure  # here, where what the plugin raised is not the context of it

    def _judged(self, value: object, implementation: Implementation) -> R | None:
        """An answer, once it is clear that it is one."""
        if value is None or isinstance(value, self.answer):
            return value
        set_aside(value)
        rule = f"answer {self.name} with {self.answer.__name__} or None"
        told = type(value).__name__ if self.is_hidden else value
        raise implementation.refusal(hook=self.name, rule=rule, value=told)

    def _failure(self, implementation: Implementation, error: BaseException) -> HookError:
        """The error of a plugin that raised one."""
        return implementation.refusal(
            hook=self.name,
            rule=f"answer {self.name} without failing",
            value=type(error).__name__ if self.is_hidden else error,
            spot=implementation.spot_of(error),
        )


def in_order(
    implementations: Iterable[Implementation], *, first: Sequence[str] = ()
) -> tuple[Implementation, ...]:
    """Implementations in the order in which they are asked.

    Args:
        implementations: All of them, in any order.
        first: The plugins that go before the others, as a configuration names them; a name that
            nobody has is passed over.
    """
    return tuple(sorted(implementations, key=lambda one: _standing(one, first=first)))


def _standing(one: Implementation, *, first: Sequence[str]) -> tuple[int, bool, str, str]:
    """Those who are named, then ours, then by name; two functions of one plugin by theirs."""
    place = first.index(one.plugin) if one.plugin in first else len(first)
    return place, one.plugin != PROJECT, one.plugin, getattr(one.function, "__name__", "")
