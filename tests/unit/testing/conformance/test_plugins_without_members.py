"""A plugin that answers questions, or is told of events, offers something without any member."""

from __future__ import annotations

from types import ModuleType

import pytest

from influence.plugins import AccountQuestion, Event, SecretQuestion, hook, load
from influence.testing import CheckFailedError
from influence.testing._conformance._kind import check_named
from influence.testing._conformance._offer import Offer
from influence.testing._conformance._target import Target
from influence.testing._packaging_checks._subject import PluginSubject

OFFERS = check_named("PK-D02")


def _resolve(question: AccountQuestion) -> None:
    """Knows nobody."""


def _secret(question: SecretQuestion) -> None:
    """Keeps nothing."""


def _observe(event: Event) -> None:
    """Passes over everything."""


def subject(module: ModuleType | None) -> PluginSubject:
    """The plugin that a module is."""
    offer = Offer(
        target=Target(plugin="sample", module="sample"),
        module=module,
        registry=None if module is None else load(plugins=[module]),
    )
    return PluginSubject(member="sample", offer=offer)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("resolve_account", hook.resolve_account(_resolve)),
        ("secret", hook.secret(_secret)),
        ("observe", hook.observe(_observe)),
    ],
)
def test_one_that_is_asked_or_told_offers_something(name: str, function: object) -> None:
    module = ModuleType("sample")
    setattr(module, name, function)
    OFFERS.run(subject(module))


def test_one_that_is_neither_offers_nothing() -> None:
    with pytest.raises(CheckFailedError, match="must offer a member of one of its kinds"):
        OFFERS.run(subject(ModuleType("sample")))
    with pytest.raises(CheckFailedError, match="must offer a member of one of its kinds"):
        OFFERS.run(subject(None))
