"""Doors: a test class for each kind of thing that a plugin may offer."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, cast

import attrs
from hypothesis import strategies as st

from influence.attribution import AttributionModel, LearningModel
from influence.campaign_book import Book
from influence.exporters import Exporter
from influence.lint import LintRule
from influence.payments import PaymentRule
from influence.ranking import RankingStrategy
from influence.sources import AttributionSource, Setting
from influence.testing._conformance._door import Door, each_check
from influence.testing._conformance._setup import Given
from influence.testing._platform_fake import FakeMaker


class PluginConformance(Door):
    """How a plugin is packaged and declared, as tests: subclass it under a name with ``Test``.

    Example:
        >>> class TestOurs(PluginConformance):
        ...     plugin = "influence"
        >>> TestOurs().test_check("PK-D01")
    """

    prefix: ClassVar[str] = "PK"

    @each_check("PK")
    def test_check(self, check_id: str) -> None:
        """One check."""
        self.judge(check_id)


class PlatformConformance(Door):
    """The checks of a platform's connector as tests: subclass it under a name with ``Test``.

    Attributes:
        platform: Its name in the plugin, or the connector's class.
        fake: What makes a fake of its platform; without one, only what it declares is looked at.

    Example:
        >>> from influence.testing import Stall, StallFake
        >>> class TestStall(PlatformConformance):
        ...     platform = Stall
        ...     fake = StallFake
        >>> TestStall().test_check("PC-B01")
    """

    prefix: ClassVar[str] = "PC"
    platform: ClassVar[str | Callable[..., object]] = ""
    fake: ClassVar[FakeMaker | None] = None

    @classmethod
    def named(cls) -> object:
        """The connector."""
        return inspect.getattr_static(cls, "platform")

    @classmethod
    def given(cls, given: Given) -> Given:
        """The fake."""
        return attrs.evolve(
            given, fake=cast("FakeMaker | None", inspect.getattr_static(cls, "fake"))
        )

    @each_check("PC")
    def test_check(self, check_id: str) -> None:
        """One check."""
        self.judge(check_id)


class PaymentRuleConformance(Door):
    """The checks of a payment rule as tests: subclass it under a name with ``Test``.

    Attributes:
        rule: Its name in the plugin, the rule itself, or a Hypothesis strategy of rules.

    Example:
        >>> from influence.payments import Commission
        >>> class TestCommission(PaymentRuleConformance):
        ...     rule = Commission(rate="0.12")
        >>> TestCommission().test_check("PR-L09")
    """

    prefix: ClassVar[str] = "PR"
    rule: ClassVar[str | PaymentRule | st.SearchStrategy[Any] | None] = None

    @classmethod
    def named(cls) -> object:
        """The rule."""
        return cls.rule

    @each_check("PR")
    def test_check(self, check_id: str) -> None:
        """One check."""
        self.judge(check_id)


class AttributionModelConformance(Door):
    """The checks of an attribution model as tests: subclass it under a name with ``Test``.

    Attributes:
        model: Its name in the plugin, the model itself, or a Hypothesis strategy of models.

    Example:
        >>> class TestLinear(AttributionModelConformance):
        ...     model = "linear"
        >>> TestLinear().test_check("AM-L03")
    """

    prefix: ClassVar[str] = "AM"
    model: ClassVar[str | AttributionModel | LearningModel | st.SearchStrategy[Any] | None] = None

    @classmethod
    def named(cls) -> object:
        """The model."""
        return cls.model

    @each_check("AM")
    def test_check(self, check_id: str) -> None:
        """One check."""
        self.judge(check_id)


class AttributionSourceConformance(Door):
    """The checks of an attribution source as tests: subclass it under a name with ``Test``.

    Attributes:
        source: Its name in the plugin, or the source itself.
        exports: Paths of files that it reads; without one, most checks do not apply.
        options: Its options, as a person would type them.
        setting: What it is told of a book.

    Example:
        >>> class TestShopify(AttributionSourceConformance):
        ...     source = "shopify"
        ...     exports = ("examples/sources/shopify-orders.csv",)
        >>> TestShopify().test_check("AS-R01")
    """

    prefix: ClassVar[str] = "AS"
    source: ClassVar[str | AttributionSource | None] = None
    exports: ClassVar[Sequence[str | Path]] = ()
    options: ClassVar[Mapping[str, str]] = MappingProxyType({})
    setting: ClassVar[Setting | None] = None

    @classmethod
    def named(cls) -> object:
        """The source."""
        return cls.source

    @classmethod
    def given(cls, given: Given) -> Given:
        """The exports and the options."""
        paths = tuple(Path(path) for path in cls.exports)
        return attrs.evolve(given, exports=paths, options=cls.options, setting=cls.setting)

    @each_check("AS")
    def test_check(self, check_id: str) -> None:
        """One check."""
        self.judge(check_id)


class RankingStrategyConformance(Door):
    """The checks of a ranking strategy as tests: subclass it under a name with ``Test``.

    Attributes:
        strategy: Its name in the plugin, or the strategy itself.

    Example:
        >>> class TestProfit(RankingStrategyConformance):
        ...     strategy = "profit"
        >>> TestProfit().test_check("RS-P01")
    """

    prefix: ClassVar[str] = "RS"
    strategy: ClassVar[str | RankingStrategy | None] = None

    @classmethod
    def named(cls) -> object:
        """The strategy."""
        return cls.strategy

    @each_check("RS")
    def test_check(self, check_id: str) -> None:
        """One check."""
        self.judge(check_id)


class LintRuleConformance(Door):
    """The checks of a lint rule as tests: subclass it under a name with ``Test``.

    Attributes:
        rule: Its name in the plugin, or the rule itself.
        good: Books in which it finds nothing.
        bad: Books in which it finds something.
    """

    prefix: ClassVar[str] = "LR"
    rule: ClassVar[str | LintRule | None] = None
    good: ClassVar[Sequence[Book]] = ()
    bad: ClassVar[Sequence[Book]] = ()

    @classmethod
    def named(cls) -> object:
        """The rule."""
        return cls.rule

    @classmethod
    def given(cls, given: Given) -> Given:
        """The good books and the bad."""
        return attrs.evolve(given, good=tuple(cls.good), bad=tuple(cls.bad))

    @each_check("LR")
    def test_check(self, check_id: str) -> None:
        """One check."""
        self.judge(check_id)


class ExporterConformance(Door):
    """The checks of an exporter as tests: subclass it under a name with ``Test``.

    Attributes:
        exporter: Its name in the plugin, or the exporter itself.
    """

    prefix: ClassVar[str] = "EX"
    exporter: ClassVar[str | Exporter | None] = None

    @classmethod
    def named(cls) -> object:
        """The exporter."""
        return cls.exporter

    @each_check("EX")
    def test_check(self, check_id: str) -> None:
        """One check."""
        self.judge(check_id)
