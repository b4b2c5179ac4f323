"""Door: the checks of a kind as tests of pytest, one item a check.

    class TestBarter(PaymentRuleConformance):
        plugin = "influence_barter"
        rule = "barter"
        xfail = {"PR-L06": "whole products are given"}

A check that does not apply is skipped with its reason, so that it stands in pytest's summary; an
excuse is a strict xfail: one that is not needed fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import ClassVar, TypeVar, cast
from weakref import WeakKeyDictionary

import attrs
import pytest
from hypothesis import strategies as st

from influence.errors import InvalidInputError, UnknownNameError
from influence.testing._conformance._check import Subject
from influence.testing._conformance._drawn import drawn
from influence.testing._conformance._judge import Judge
from influence.testing._conformance._kind import KINDS, Kind, check_named
from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import Offer, offer_of
from influence.testing._conformance._outcome import Outcome
from influence.testing._conformance._setup import Given, Setup, Table
from influence.testing._conformance._target import target_named

T = TypeVar("T", bound=Callable[..., None])


def each_check(prefix: str) -> Callable[[T], T]:
    """Make a test of ``check_id`` one item for each check of a kind."""
    ids = [one.id for one in KINDS[prefix].kit.checks]
    return pytest.mark.parametrize("check_id", ids)


@cache
def _offer(plugin: str) -> Offer:
    """The offer of a plugin, loaded once."""
    return offer_of(target_named(plugin))


class Door:
    """What the test classes of all kinds have in common.

    Attributes:
        prefix: The two letters of the kind.
        plugin: The plugin, its distribution, its module, or a path to it.
        xfail: The checks that are not kept, by id, each with the reason.
        terms: Tables of terms to try the member with, as a book would write them.
        seed: What is drawn is drawn from it.
        examples: How many cases a check looks at.
        deadline_s: How many seconds a check may take.
    """

    prefix: ClassVar[str]
    plugin: ClassVar[str] = "influence"
    xfail: ClassVar[Mapping[str, str]] = MappingProxyType({})
    terms: ClassVar[Sequence[Table]] = ()
    seed: ClassVar[int] = 0
    examples: ClassVar[int] = 25
    deadline_s: ClassVar[float] = 120.0

    def __init_subclass__(cls) -> None:
        """Refuse excuses that say nothing."""
        super().__init_subclass__()
        known = [one.id for one in KINDS[cls.prefix].kit.checks] if cls.xfail else ()
        for check_id in cls.xfail:
            if check_id not in known:
                raise UnknownNameError(f"excuse of {cls.__name__}", check_id, known)
        cls.given(Given(excuses=cls.xfail))

    @classmethod
    def named(cls) -> object:
        """The member: its name in the plugin, a value, or a strategy of values."""
        return cls.plugin

    @classmethod
    def given(cls, given: Given) -> Given:
        """What else is given to try the member with."""
        return given

    @classmethod
    def setup(cls) -> Setup:
        """How hard to try."""
        return Setup(seed=cls.seed, examples=cls.examples, deadline_s=cls.deadline_s)

    def test_loads(self) -> None:
        """The plugin can be loaded."""
        error = self.error()
        if error:
            pytest.fail(error, pytrace=False)

    @classmethod
    def error(cls) -> str:
        """Why the plugin cannot be loaded; empty when it can."""
        return _offer(cls.plugin).error if isinstance(cls.named(), str) else ""

    def judge(self, check_id: str) -> None:
        """Hold the member to one check."""
        __tracebackhide__ = True
        if self.error():
            pytest.skip("blocked: the plugin cannot be loaded")
        told(self.outcome(check_id))

    @classmethod
    def outcome(cls, check_id: str) -> Outcome:
        """What becomes of one check."""
        kind = KINDS[cls.prefix]
        one = check_named(check_id)
        judge = Judge(kind=kind, deadline_s=cls.deadline_s, excuses=cls.xfail)
        return judge.outcome(one, _subject(cls))

    @classmethod
    def member(cls) -> Member:
        """The member with everything that is given.

        Raises:
            UnknownNameError: The plugin has no member of that name.
        """
        kind, named = KINDS[cls.prefix], cls.named()
        given = cls.given(Given(terms=tuple(cls.terms), excuses=cls.xfail))
        if isinstance(named, str):
            return _found(kind, _offer(cls.plugin), named, given=given, setup=cls.setup())
        values = _values(named, setup=cls.setup())
        name = str(getattr(values[0], "name", cls.__name__))
        return Member(name=name, given=attrs.evolve(given, members=values))


def _subject(door: type[Door]) -> Subject:
    """The subject of a test class, made once."""
    if door not in _SUBJECTS:
        _SUBJECTS[door] = KINDS[door.prefix].kit.subject(door.member(), door.setup())
    return _SUBJECTS[door]


_SUBJECTS = WeakKeyDictionary["type[Door]", Subject]()


def _found(kind: Kind, offer: Offer, named: str, *, given: Given, setup: Setup) -> Member:
    """The member of a name; the plugin itself where that is the kind."""
    members = {member.name: member for member in kind.members(offer, setup)}
    wanted = named if kind.family else offer.target.plugin
    if wanted not in members:
        raise UnknownNameError(f"{kind.noun} of {offer.target.plugin}", wanted, members)
    found = members[wanted]
    return Member(name=found.name, offer=offer, make=found.make, given=given)


def _values(named: object, *, setup: Setup) -> tuple[object, ...]:
    """The values that a class is held to: one, or what a strategy draws.

    Raises:
        InvalidInputError: Nothing was named.
    """
    if isinstance(named, st.SearchStrategy):
        strategy = cast("st.SearchStrategy[object]", named)
        return drawn(strategy, count=setup.examples, seed=setup.seed)
    if named is None:
        raise InvalidInputError("member of a test class", "be a name, a value or a strategy", named)
    return (named,)


def told(outcome: Outcome) -> None:
    """Tell pytest what became of a check."""
    __tracebackhide__ = True
    if outcome.is_failure:
        text = f"{outcome.check_id}: {outcome.title}\n\n{outcome.told}"
        tail = f"\n\nif this fails: {outcome.if_fails}" if outcome.status == "failed" else ""
        pytest.fail(text + tail, pytrace=False)
    if outcome.status == "excused":
        pytest.xfail(outcome.told)
    if outcome.status != "passed":
        pytest.skip(f"{outcome.status.replace('_', ' ')}: {outcome.told}")
