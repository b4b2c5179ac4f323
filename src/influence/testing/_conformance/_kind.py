"""Kinds: what a plugin may offer, each with its checks in a package of its own.

The packages are imported when they are asked for. Each gives one value ``KIT``: its checks, and how
a member becomes a subject.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final, Generic, cast

import attrs

from influence.errors import UnknownNameError
from influence.testing._conformance._check import Check, S, Subject
from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import Offer
from influence.testing._conformance._setup import Setup


@attrs.frozen(kw_only=True)
class Kit(Generic[S]):
    """The checks of a kind.

    Args:
        checks: All of them, by id.
        subject: What they look at, of one member.
        groups: What each letter stands for.
    """

    checks: tuple[Check[S], ...]
    subject: Callable[[Member, Setup], S]
    groups: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Kind:
    """A kind of thing that a plugin may offer.

    Args:
        prefix: The two letters of its checks.
        noun: What a member is called.
        word: What the command line calls it.
        home: The package of its checks, beside this one.
        family: The attribute of a registry that holds its members; empty for the plugin itself.
    """

    prefix: str
    noun: str
    word: str
    home: str
    family: str

    @property
    def kit(self) -> Kit[Subject]:
        """Its checks, imported now."""
        home = import_module(f"influence.testing.{self.home}")
        return cast("Kit[Subject]", home.KIT)

    def members(self, offer: Offer, setup: Setup) -> tuple[Member, ...]:
        """The members of this kind that an offer has; the plugin itself where that is the kind."""
        if not self.family:
            name = offer.target.plugin
            return (Member(name=name, offer=offer, given=setup.of(name)),)
        return tuple(
            Member(name=name, offer=offer, make=spec.make, given=setup.of(name))
            for name, spec in sorted(offer.own(self.family).items())
        )


#: Every kind, by the prefix of its checks, in the order of a report.
KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        prefix: Kind(
            prefix=prefix, noun=noun, word=noun.replace(" ", "-"), home=home, family=family
        )
        for prefix, noun, home, family in (
            ("PK", "plugin", "_packaging_checks", ""),
            ("PC", "platform", "_platform_checks", "platforms"),
            ("PR", "payment rule", "_rule_checks", "payment_rules"),
            ("AM", "attribution model", "_model_checks", "attribution_models"),
            ("AS", "attribution source", "_source_checks", "attribution_sources"),
            ("RS", "ranking strategy", "_strategy_checks", "ranking_strategies"),
            ("LR", "lint rule", "_lint_checks", "lint_rules"),
            ("EX", "exporter", "_exporter_checks", "exporters"),
        )
    }
)


def kind_named(word: str) -> Kind:
    """The kind of a prefix, or of a word of the command line.

    Raises:
        UnknownNameError: There is none; the close one is named.

    Example:
        >>> kind_named("payment-rule") is kind_named("PR")
        True
    """
    for kind in KINDS.values():
        if word in {kind.prefix, kind.word}:
            return kind
    raise UnknownNameError("kind", word, [kind.word for kind in KINDS.values()])


def check_named(check_id: str) -> Check[Subject]:
    """The check of an id.

    Raises:
        UnknownNameError: There is none; the close one is named.
    """
    kind = KINDS.get(check_id[:2])
    known = [one for each in ([kind] if kind else KINDS.values()) for one in each.kit.checks]
    for one in known:
        if one.id == check_id:
            return one
    raise UnknownNameError("check", check_id, [one.id for one in known])
