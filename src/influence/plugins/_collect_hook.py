"""Collect hook: every plugin is asked what it offers, and answers with specs.

    @hook.payment_rules                                    the author's decorator
    hook.payment_rules.specs(implementation, host=host)    the host's call

pluggy finds and registers; its callers have no types, so the call is made here. A plugin is asked
by itself and its answer is judged whole: who fails, or yields anything but specs, raises with its
name and line, and disturbs no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol, TypeVar, cast

import attrs
import pluggy

from influence.plugins._host import Host
from influence.plugins._implementation import Implementation, set_aside
from influence.plugins._marking import PROJECT, marked

S = TypeVar("S")
S_co = TypeVar("S_co", covariant=True)

_MOST_SPECS = 10_000  # of one plugin for one hook; whoever yields more will never stop


class CollectFunction(Protocol[S_co]):
    """What an author puts the decorator of a collect hook on; most are generator functions."""

    def __call__(self, host: Host) -> Iterable[S_co]:
        """Yield what the plugin offers."""
        ...


@attrs.frozen
class CollectHook(Generic[S]):
    """A hook that asks every plugin what it offers: the author's decorator and the host's call.

    Args:
        name: What pluggy calls it.
        spec: The class of what it yields.
        used_in: Where books, commands or programs use what it brings.
        on_failure: What becomes of it, and of the others, when a plugin fails.

    Example:
        >>> from influence.plugins import PaymentRuleSpec
        >>> rules = CollectHook("influence_payment_rules", spec=PaymentRuleSpec)
        >>> @rules
        ... def payment_rules(host):
        ...     yield PaymentRuleSpec(name="barter", make=dict)
        >>> barter = Implementation(plugin="barter", function=payment_rules)
        >>> [spec.name for spec in rules.specs(barter, host=Host(version="0.1.0"))]
        ['barter']
    """

    name: str
    spec: type[S] = attrs.field(kw_only=True)
    used_in: str = attrs.field(default="", kw_only=True)
    on_failure: str = attrs.field(default="", kw_only=True)

    @property
    def parameter(self) -> str:
        """The name of its one argument."""
        return "host"

    def __call__(self, function: CollectFunction[S], /) -> CollectFunction[S]:
        """Mark *function* as a plugin's implementation of this hook.

        Raises:
            PluginError: It is no function, is ``async``, or does not take ``host`` alone.
        """
        return marked(function, hook=self.name, parameter=self.parameter)

    def specification(self) -> Callable[[Host], Iterable[S]]:
        """The hook as pluggy wants it declared."""

        def collect(host: Host) -> Iterable[S]:  # noqa: ARG001  # the name is the contract
            """Yield specs."""
            return ()

        collect.__name__ = self.name
        return pluggy.HookspecMarker(PROJECT)(collect)

    def specs(self, implementation: Implementation, *, host: Host) -> tuple[S, ...]:
        """What one plugin offers.

        Raises:
            HookError: It failed, or yielded what is not a spec of this hook.
        """
        answer: object = None
        found: list[S] = []
        try:
            answer = implementation.function(host)
            wrong = self._taken(answer, into=found)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # what a plugin raises is its fault, ``SystemExit`` too
            rule, spot = f"answer {self.name} without failing", implementation.spot_of(error)
            raise implementation.refusal(
                hook=self.name, rule=rule, value=error, spot=spot
            ) from error
        for rule, value in wrong:
            spot = implementation.spot_in(answer)
            set_aside(value)
            raise implementation.refusal(hook=self.name, rule=rule, value=value, spot=spot)
        return tuple(found)

    def collected(
        self, implementations: Iterable[Implementation], *, host: Host
    ) -> Iterator[tuple[Implementation, tuple[S, ...]]]:
        """What each plugin offers, in the order in which they are given.

        Raises:
            HookError: One of them failed, or yielded what is not a spec of this hook.
        """
        for implementation in implementations:
            yield implementation, self.specs(implementation, host=host)

    def _taken(self, answer: object, *, into: list[S]) -> tuple[tuple[str, object], ...]:
        """The rule that an answer breaks and the value that breaks it, once its specs are taken."""
        kind = self.spec.__name__
        if isinstance(answer, str) or not isinstance(answer, Iterable):
            return ((f"answer {self.name} with an iterable of {kind}", answer),)
        for spec in cast("Iterable[object]", answer):
            if not isinstance(spec, self.spec):
                return ((f"yield {kind} from {self.name}", spec),)
            if len(into) == _MOST_SPECS:
                return ((f"yield at most {_MOST_SPECS} specs from {self.name}", spec),)
            into.append(spec)
        return ()
