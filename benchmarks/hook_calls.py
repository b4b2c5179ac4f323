"""What a typed hook call costs, against pluggy's own call of the same implementations.

    ratio = median(typed call) / median(pluggy's call)

Run it from anywhere: ``python benchmarks/hook_calls.py [plugins] [rounds]``. Both calls are made in
turn in each round, of the same functions, and do the same: what a generator yields is taken, and
for pluggy that is done in a plain loop that judges nothing. Ours judges every answer and can name
the line of one that fails.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from types import ModuleType

import attrs
import pluggy

from influence.payments import Commission
from influence.platforms import Account
from influence.plugins import AccountQuestion, Event, Host, PaymentRuleSpec, hook
from influence.plugins._implementation import Implementation
from influence.plugins.hooks import BookRead, declared_hooks

_CALLS = 200  # of each, timed together
_HOST = Host(version="0.1.0")
_QUESTION = AccountQuestion(text="mastodon:maya")
_EVENT = BookRead(campaign="Spring launch", creators=40, orders=3_000, rejections=7)
_SPECS = tuple(PaymentRuleSpec(name=f"rule_{number}", make=Commission) for number in range(3))


@attrs.frozen(kw_only=True)
class Pair:
    """A typed call, and pluggy's call that does the same."""

    name: str
    typed: Callable[[], object]
    bare: Callable[[], object]


def plugin(number: int) -> ModuleType:
    """A plugin that answers three hooks; it yields three specs and knows no account."""

    @hook.payment_rules
    def payment_rules(host: Host) -> Iterable[PaymentRuleSpec]:  # noqa: ARG001  # the hook's argument
        yield from _SPECS

    @hook.resolve_account
    def resolve_account(question: AccountQuestion) -> Account | None:  # noqa: ARG001  # as above
        return None

    @hook.observe
    def observe(event: Event) -> None:
        """Take note of nothing."""

    module = ModuleType(f"plugin_{number}")
    vars(module).update(rules=payment_rules, resolve=resolve_account, observe=observe)
    return module


def pairs(count: int) -> list[Pair]:
    """The three kinds of calls, of *count* plugins."""
    manager = pluggy.PluginManager("influence")
    declared = ModuleType("declared")
    for one in declared_hooks():
        setattr(declared, one.name, one.specification())
    manager.add_hookspecs(declared)
    for number in range(count):
        manager.register(plugin(number))
    rules, accounts, observers = (
        _implementations(caller)
        for caller in (
            manager.hook.influence_payment_rules,
            manager.hook.influence_resolve_account,
            manager.hook.influence_observe,
        )
    )
    return [
        Pair(
            name="collect",
            typed=lambda: list(hook.payment_rules.collected(rules, host=_HOST)),
            bare=lambda: [
                tuple(answer) for answer in manager.hook.influence_payment_rules(host=_HOST)
            ],
        ),
        Pair(
            name="first result",
            typed=lambda: hook.resolve_account.answered(accounts, question=_QUESTION),
            bare=lambda: manager.hook.influence_resolve_account(question=_QUESTION),
        ),
        Pair(
            name="observer",
            typed=lambda: hook.observe.tell(observers, event=_EVENT),
            bare=lambda: manager.hook.influence_observe(event=_EVENT),
        ),
    ]


def _implementations(caller: pluggy.HookCaller) -> tuple[Implementation, ...]:
    return tuple(
        Implementation(plugin=one.plugin_name, function=one.function)
        for one in caller.get_hookimpls()
    )


def _microseconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(_CALLS):
        call()
    return (time.perf_counter() - started) * 1_000_000 / _CALLS


def medians(pair: Pair, *, rounds: int) -> tuple[float, float]:
    """The median microseconds of the typed call and of pluggy's, measured in turn."""
    timed = [(_microseconds(pair.typed), _microseconds(pair.bare)) for _ in range(rounds)]
    typed, bare = zip(*timed, strict=True)
    return statistics.median(typed), statistics.median(bare)


def main() -> None:
    """Print one line for each kind of hook."""
    given = [int(one) for one in sys.argv[1:]]
    count, rounds = (*given, *(10, 101)[len(given) :])
    print(f"{count} plugins, median of {rounds} rounds in turn, Python {sys.version.split()[0]}")
    for pair in pairs(count):
        typed, bare = medians(pair, rounds=rounds)
        print(f"{pair.name:14} {typed:7.2f} µs, pluggy {bare:7.2f} µs  x{typed / bare:.2f}")


if __name__ == "__main__":
    main()
