"""Hooks: what a checker must take as an implementation of each kind, and what a call answers.

The mistakes that it must refuse stand in ``tests/plugins/typing-mistakes.md``, with its words.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import assert_type

import pluggy

from influence.payments import Commission
from influence.platforms import Account
from influence.plugins import (
    AccountQuestion,
    Answered,
    Event,
    ExporterSpec,
    Host,
    LintRuleSpec,
    PaymentRuleSpec,
    PlatformSpec,
    Registry,
    SecretQuestion,
    hook,
    load,
)
from influence.plugins._implementation import Implementation
from influence.plugins.hooks import (
    BookRead,
    CollectFunction,
    CollectHook,
    FirstResultFunction,
    ObserverFunction,
    ReportMade,
)
from influence.sansio import Secret

TEN = PaymentRuleSpec(name="ten", make=Commission)
implementations: Sequence[Implementation] = ()
registry: Registry = load(plugins=())


@hook.payment_rules
def as_generator(host: Host) -> Generator[PaymentRuleSpec]:
    """Yield a rule on some versions."""
    if host.version != "0.1.0":
        yield TEN


@hook.payment_rules
def as_iterator(host: Host) -> Iterator[PaymentRuleSpec]:  # noqa: ARG001  # the hook's argument
    """Yield a rule."""
    yield TEN


@hook.payment_rules
def as_list(host: Host) -> list[PaymentRuleSpec]:  # noqa: ARG001  # as above
    """Answer with a list."""
    return [TEN]


@hook.payment_rules
def as_tuple(host: Host) -> tuple[PaymentRuleSpec, ...]:  # noqa: ARG001  # as above
    """Answer with a tuple."""
    return (TEN,)


@hook.payment_rules
def of_anything(host: object) -> Sequence[PaymentRuleSpec]:  # noqa: ARG001  # as above
    """Take more than a host."""
    return [TEN]


@hook.payment_rules
def with_a_default(host: Host, times: int = 2) -> Iterable[PaymentRuleSpec]:  # noqa: ARG001  # as above
    """Leave the further argument to its default."""
    return [TEN] * times


@hook.lint_rules
def lint_rules(host: Host) -> Iterable[LintRuleSpec]:  # noqa: ARG001  # as above
    """Yield no lint rule."""
    return ()


@hook.exporters
def exporters(host: Host) -> Iterable[ExporterSpec]:  # noqa: ARG001  # as above
    """Yield no exporter."""
    return ()


@hook.platforms
def platforms(host: Host) -> Iterable[PlatformSpec]:  # noqa: ARG001  # as above
    """Yield no platform."""
    return ()


@hook.resolve_account
def resolve_account(question: AccountQuestion) -> Account | None:
    """Know a platform that we do not."""
    assert_type(question.text, str)
    return Account(platform="mastodon", handle="maya") if "@" in question.text else None


@hook.resolve_account
def always(question: AccountQuestion) -> Account:  # noqa: ARG001  # as above
    """Know every text."""
    return Account(platform="mastodon", handle="maya")


@hook.secret
def secret(question: SecretQuestion) -> Secret | None:
    """Keep one secret."""
    return Secret("s3cr3t") if question.name == "token" else None


@hook.observe
def observe(event: Event) -> None:
    """Take note of two kinds, and pass over the others."""
    match event:
        case BookRead(orders=orders):
            assert_type(orders, int)
        case ReportMade():
            assert_type(event.campaign, str)
        case _:
            return


@hook.observe
def observe_anything(event: object) -> None:
    """Take more than events."""
    assert_type(event, object)


@pluggy.HookimplMarker("influence")
def influence_payment_rules(host: Host) -> Iterable[PaymentRuleSpec]:  # noqa: ARG001  # as above
    """Speak pluggy itself."""
    return [TEN]


class Offers:
    """A class whose bound method has the right type; the decorator refuses it when it runs."""

    def rules(self, host: Host) -> Iterable[PaymentRuleSpec]:  # noqa: ARG002  # as above
        """Yield a rule."""
        return [TEN]


hook.payment_rules(Offers().rules)

assert_type(as_list, CollectFunction[PaymentRuleSpec])
assert_type(as_list(Host(version="0.1.0")), Iterable[PaymentRuleSpec])
assert_type(resolve_account, FirstResultFunction[AccountQuestion, Account])
assert_type(observe, ObserverFunction[Event])
assert_type(hook.payment_rules, CollectHook[PaymentRuleSpec])

asked = AccountQuestion(text="instagram:maya")
for implementation, specs in hook.payment_rules.collected(
    implementations, host=Host(version="0.1.0")
):
    assert_type(implementation, Implementation)
    assert_type(specs, tuple[PaymentRuleSpec, ...])
    hook.payment_rules.specs(implementation, host="0.1.0")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

answered = hook.resolve_account.answered(implementations, question=asked)
assert_type(answered, Answered[Account] | None)
assert_type(registry.account("instagram:maya"), Answered[Account] | None)
assert_type(registry.secret("token", plugin="demo"), Answered[Secret] | None)
registry.secret("token", "demo")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
registry.account("instagram:maya").value  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
registry.observe("a book was read")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
