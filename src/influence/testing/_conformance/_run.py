"""Run: every check of every kind that a plugin offers.

Loading comes first. When it fails, that is one failure, and everything else is blocked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from influence.errors import UnknownNameError
from influence.testing._conformance._check import Check, Subject
from influence.testing._conformance._judge import Judge
from influence.testing._conformance._kind import KINDS, Kind, check_named
from influence.testing._conformance._offer import Offer, offer_of
from influence.testing._conformance._outcome import Outcome
from influence.testing._conformance._report import Conformance
from influence.testing._conformance._setup import Setup
from influence.testing._conformance._target import Target

LOADS = "PK-D01"


@attrs.frozen(kw_only=True)
class Choice:
    """Which checks are wanted.

    Args:
        kinds: The prefixes of the kinds; empty for all.
        only: The ids of checks; empty for all.
    """

    kinds: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def wants(self, kind: Kind) -> bool:
        """Whether checks of a kind are wanted."""
        if self.only:
            return any(check_id.startswith(kind.prefix) for check_id in self.only)
        return not self.kinds or kind.prefix in self.kinds

    def of(self, checks: Sequence[Check[Subject]]) -> tuple[Check[Subject], ...]:
        """The wanted ones of some checks."""
        return tuple(one for one in checks if not self.only or one.id in self.only)


_ALL, _PLAIN = Choice(), Setup()


def conformance(target: Target, *, setup: Setup = _PLAIN, choice: Choice = _ALL) -> Conformance:
    """What is said of the plugin at a target.

    Raises:
        UnknownNameError: An excuse is of no check, or something is given for no member.
    """
    _refuse_unknown_excuses(setup)
    offer = offer_of(target)
    if offer.error:
        outcomes = tuple(_blocked(offer))
    else:
        _refuse_unknown_members(offer, setup)
        outcomes = tuple(_judged(offer, setup, choice))
    told = f"{target.distribution} {target.version}" if target.distribution else None
    return Conformance(plugin=target.plugin, distribution=told, seed=setup.seed, outcomes=outcomes)


def _judged(offer: Offer, setup: Setup, choice: Choice) -> Iterator[Outcome]:
    """Every wanted check of every member."""
    for kind in KINDS.values():
        for member in kind.members(offer, setup) if choice.wants(kind) else ():
            excuses = member.given.excuses
            mine = {key: why for key, why in excuses.items() if key.startswith(kind.prefix)}
            judge = Judge(kind=kind, deadline_s=setup.deadline_s, excuses=mine)
            kit = kind.kit
            yield from judge.outcomes(kit.subject(member, setup), choice.of(kit.checks))


def _blocked(offer: Offer) -> Iterator[Outcome]:
    """One failure: it does not load. Everything else that would be asked of a plugin is blocked."""
    kind, plugin = KINDS["PK"], offer.target.plugin
    judge = Judge(kind=kind, deadline_s=0, excuses={})
    for one in kind.kit.checks:
        blocked = judge.blocked(one, plugin, why="the plugin cannot be loaded")
        if one.id == LOADS:
            blocked = attrs.evolve(blocked, status="failed", told=offer.error)
        yield blocked


def _refuse_unknown_excuses(setup: Setup) -> None:
    """Refuse an excuse from a check that is none."""
    for given in setup.given.values():
        for check_id in given.excuses:
            check_named(check_id)


def _refuse_unknown_members(offer: Offer, setup: Setup) -> None:
    """Refuse what is given for a member that is not there."""
    families = [kind.family for kind in KINDS.values() if kind.family]
    known = {name for family in families for name in offer.own(family)} | {offer.target.plugin}
    for name in setup.given:
        if name not in known:
            raise UnknownNameError("member that something is given for", name, known)
