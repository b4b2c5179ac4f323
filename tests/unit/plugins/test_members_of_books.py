"""Ranking strategies, lint rules, exporters and sources as books name them, with parameters."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import Any, ClassVar, cast

import attrs
import pytest

from influence.errors import InfluenceError, InvalidInputError, PluginError, UnknownNameError
from influence.evaluation import Evaluation
from influence.exporters import Sheet as SheetExporter
from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint import LeakedCodes, LintRule, LintSubject, WithoutDeal
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.plugins import (
    ExporterSpec,
    Host,
    LintRuleSpec,
    RankingStrategySpec,
    Registry,
    hook,
    load,
)
from influence.ranking import Placing, Profit, Sheet, Standing
from influence.sansio import Secret
from influence.shares import Share
from influence.sources import Shopify

THREE = SuccessMetrics(("saves", "clicks", "orders"))
OURS = load(plugins=())
THIN = FindingKind(code="ACME101", severity="warning", title="thin", meaning="Talk to finance.")


@attrs.frozen(kw_only=True)
class Blend:
    """A strategy with a parameter, a floor, and the metrics."""

    name: ClassVar[str] = "blend"
    three: SuccessMetrics
    weight: Share = Share("0.5")
    floor: Money | None = None

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        return Sheet(metrics=self.three).rank(standings)


@attrs.frozen(kw_only=True)
class Margin:
    """A rule with two parameters."""

    name: ClassVar[str] = "acme_margin"
    kinds: ClassVar[tuple[FindingKind, ...]] = (THIN,)
    least: Share
    below: Money | None = None

    def check(self, subject: LintSubject, /) -> Iterable[Finding]:
        return [THIN.finding(where="margin", message=f"{self.least} {subject.book.campaign.name}")]


@attrs.frozen(kw_only=True)
class Upload:
    """An exporter that wants a secret, which no book has."""

    name: ClassVar[str] = "upload"
    suffix: ClassVar[str] = ".txt"
    media_type: ClassVar[str] = "text/plain"
    token: Secret | None = None

    def export(self, evaluation: Evaluation, /) -> bytes:
        return evaluation.ranked_by.encode()


def function_of_metrics(metrics: SuccessMetrics) -> Sheet:
    """A strategy made by a function, as ever."""
    return Sheet(metrics=metrics)


def _registry(**specs: Any) -> Registry:  # noqa: ANN401  # one spec for a family
    ours = load(plugins=())
    fields: dict[str, Any] = {
        family: {**getattr(ours, family), spec.name: spec} for family, spec in specs.items()
    }
    return attrs.evolve(ours, **fields)


def _strategies(make: Callable[..., Any], name: str = "blend") -> Registry:
    return _registry(ranking_strategies=RankingStrategySpec(name=name, make=make))


def _refused(error: type[InfluenceError], call: Callable[[], object], message: str) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        call()


def _without_deal() -> WithoutDeal:
    return WithoutDeal()


def _sheet() -> SheetExporter:
    return SheetExporter()


class TestStrategies:
    """A strategy is a name, or a table whose keys are the fields of its class but the metrics."""

    def test_a_name_alone_takes_the_defaults(self) -> None:
        made = _strategies(Blend).ranking_strategy("blend", metrics=THREE)
        assert made == Blend(three=THREE)
        assert OURS.ranking_strategy("profit", metrics=THREE) == Profit()

    def test_a_table_gives_parameters(self) -> None:
        table = {"strategy": "blend", "weight": "0.3", "floor": "10"}
        made = _strategies(Blend).ranking_strategy(table, metrics=THREE, currency="USD")
        assert made == Blend(three=THREE, weight=Share("0.3"), floor=Money("10", "USD"))

    def test_a_field_called_metrics_is_filled_whatever_its_type(self) -> None:
        @attrs.frozen
        class Loose:
            name: ClassVar[str] = "blend"
            metrics: Any
            rank: ClassVar[Any] = Blend.rank

        assert _strategies(Loose).ranking_strategy("blend", metrics=THREE) == Loose(THREE)

    def test_a_function_of_the_metrics_is_as_good_as_ever(self) -> None:
        registry = _strategies(function_of_metrics, "sheet")
        assert registry.ranking_strategy("sheet", metrics=THREE) == Sheet(metrics=THREE)
        _refused(
            UnknownNameError,
            lambda: registry.ranking_strategy({"strategy": "sheet", "x": 1}, metrics=THREE),
            "key of ranking strategy must be one of the known names, of which there are none, got 'x'",
        )

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            ({"strategy": "blend", "wieght": "1"}, "key of ranking strategy must be one of floor, weight, got 'wieght'; did you mean 'weight'?"),
            ({"strategy": "blend", "three": ["saves"]}, "key of ranking strategy must be one of floor, weight, got 'three'"),
            ({"strategy": "blend", "weight": True}, 'ranking strategy.weight must be decimal text in quotes, such as "12.50", got True'),
            ({"strategy": "blnd"}, f"ranking strategy.strategy must be one of {', '.join(sorted(('blend', *OURS.ranking_strategies)))}, got 'blnd'; did you mean 'blend'?"),
            ({"weight": "1"}, "ranking strategy.strategy must name a ranking strategy, got None"),
            (7, 'ranking strategy must be a table such as { strategy = "sheet" }, got 7'),
        ],
    )  # fmt: skip
    def test_what_is_wrong_in_a_table_is_told(self, table: Any, message: str) -> None:  # noqa: ANN401  # wrong on purpose
        registry = _strategies(Blend)
        _refused(
            InvalidInputError, lambda: registry.ranking_strategy(table, metrics=THREE), message
        )

    @pytest.mark.parametrize(
        "make",
        [lambda _: 7, lambda _: Sheet, lambda _: Margin(least=Share(1))],
        ids=["number", "class", "rule"],
    )
    def test_what_is_no_strategy_is_its_authors_mistake(self, make: Callable[..., Any]) -> None:
        registry = _strategies(make)
        with pytest.raises(
            PluginError,
            match=r"^ranking strategy blend must be a ranking strategy with a name and a rank, got ",
        ):
            registry.ranking_strategy("blend", metrics=THREE)


class TestLintRules:
    """A lint rule is a name, or a table whose keys are the fields of its class."""

    def test_ours_and_theirs_are_named_alike(self) -> None:
        spec = LintRuleSpec(name="acme_margin", make=Margin)
        registry = _registry(lint_rules=spec)
        assert registry.lint_rule("without_deal") == WithoutDeal()
        assert registry.lint_rule({"rule": "leaked_codes", "least_orders": 2}) == LeakedCodes(
            least_orders=2
        )
        table = {"rule": "acme_margin", "least": "0.2", "below": "5"}
        made = registry.lint_rule(table, currency="USD")
        assert made == Margin(least=Share("0.2"), below=Money("5", "USD"))

    def test_a_key_that_has_to_be_there_is_asked_for(self) -> None:
        registry = _registry(lint_rules=LintRuleSpec(name="acme_margin", make=Margin))
        _refused(
            InvalidInputError,
            lambda: registry.lint_rule("acme_margin", currency="USD", where="lint.rules[1]"),
            "lint.rules[1] must have the key least, got []",
        )

    @pytest.mark.parametrize("kinds", [(), [THIN], ("ACME101",), None], ids=repr)
    def test_a_rule_says_in_a_tuple_what_it_finds(self, kinds: Any) -> None:  # noqa: ANN401  # wrong on purpose
        odd: Any = attrs.frozen(
            type("Odd", (), {"name": "odd", "kinds": kinds, "check": Margin.check})
        )
        spec = LintRuleSpec(name="odd", make=odd)
        assert spec.kinds == tuple(
            kind for kind in kinds or () if kind == THIN and isinstance(kinds, tuple)
        )
        registry = _registry(lint_rules=spec)
        _refused(
            PluginError,
            lambda: registry.lint_rule("odd"),
            "lint rule odd must be a lint rule with a name, a tuple of kinds and a check, got Odd()",
        )

    def test_a_rule_that_cannot_check_is_none(self) -> None:
        odd: Any = attrs.frozen(type("Odd", (), {"name": "odd", "kinds": (THIN,), "check": 7}))
        registry = _registry(lint_rules=LintRuleSpec(name="odd", make=odd))
        with pytest.raises(PluginError, match=r"^lint rule odd must be a lint rule with a name, "):
            registry.lint_rule("odd")

    def test_a_class_in_place_of_a_rule_is_refused(self) -> None:
        registry = _registry(lint_rules=LintRuleSpec(name="odd", make=_without_deal))
        with pytest.raises(
            PluginError, match=r"^lint rule odd must be an attrs class, got <function "
        ):
            registry.lint_rule("odd")

    def test_a_code_of_theirs_is_explained_as_one_of_ours_is(self) -> None:
        registry = _registry(lint_rules=LintRuleSpec(name="acme_margin", make=Margin))
        assert registry.finding_kind("ACME101") == THIN
        assert registry.finding_kind("INF301") == FINDING_KINDS["INF301"]
        with pytest.raises(UnknownNameError, match=r"got 'ACME102'; did you mean 'ACME101'\?$"):
            registry.finding_kind("ACME102")


class TestExporters:
    """An exporter is a name with typed options, or a table."""

    def test_typed_options_and_a_table_make_the_same(self) -> None:
        registry = load(plugins=())
        wanted = SheetExporter(separator="semicolon", byte_order_mark=True)
        typed = {"separator": "semicolon", "byte_order_mark": "true"}
        assert registry.exporter("sheet", options=typed) == wanted
        table = {"exporter": "sheet", "separator": "semicolon", "byte_order_mark": True}
        assert registry.exporter(table) == wanted

    @pytest.mark.parametrize(
        ("name", "options", "message"),
        [
            ("sheets", {"separator": "tab"}, "exporter must be one of html, json, sheet, statements, got 'sheets'; did you mean 'sheet'?"),
            ("sheets", {}, "exporter must be one of html, json, sheet, statements, got 'sheets'; did you mean 'sheet'?"),
            ("sheet", {"separator": "dash"}, "option.separator must be one of comma, semicolon, tab, got 'dash'"),
            ("sheet", {"seperator": "tab"}, "key of option must be one of byte_order_mark, separator, got 'seperator'; did you mean 'separator'?"),
            ("sheet", {"byte_order_mark": "yes"}, "option.byte_order_mark must be true or false, got 'yes'"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_told(self, name: str, options: dict[str, str], message: str) -> None:
        _refused(
            InvalidInputError, lambda: load(plugins=()).exporter(name, options=options), message
        )

    def test_a_function_makes_no_exporter(self) -> None:
        registry = _registry(exporters=ExporterSpec(name="odd", make=_sheet))
        for options in ({}, {"x": "1"}):
            with pytest.raises(
                PluginError, match=r"^exporter odd must be an attrs class, got <function "
            ):
                registry.exporter("odd", options=options)

    @pytest.mark.parametrize(
        "changed", [{"suffix": 7}, {"media_type": None}, {"export": 7}, {"name": 7}], ids=repr
    )
    def test_what_is_no_exporter_is_its_authors_mistake(self, changed: dict[str, Any]) -> None:
        told = {"name": "upload", "suffix": ".txt", "media_type": "text/plain"}
        fields = {**told, "export": lambda _self, _evaluation: b"", **changed}
        odd = attrs.frozen(type("Odd", (), fields))
        registry = _registry(exporters=ExporterSpec(name="upload", make=odd))  # pyright: ignore[reportArgumentType]  # on purpose
        with pytest.raises(
            PluginError,
            match=r"^exporter upload must be an exporter with a name, a suffix, a media type and an export, got Odd",
        ):
            registry.exporter("upload")

    def test_a_secret_has_no_place_in_a_book_and_is_not_shown(self) -> None:
        registry = _registry(exporters=ExporterSpec(name="upload", make=Upload))
        assert registry.exporter("upload") == Upload()
        _refused(
            InvalidInputError,
            lambda: registry.exporter(
                {"exporter": "upload", "token": "s3cr3t"}, where="exports[upload]"
            ),
            "exports[upload].token must stand in the environment, in influence.toml or behind a secret hook, not in a book, got 'what is not shown'",
        )


class TestSources:
    """A source is a name with typed options, or a table."""

    def test_a_table_is_read_as_toml_has_it(self) -> None:
        table = {"source": "shopify", "prices_include_tax": True}
        made = load(plugins=()).attribution_source(table)
        assert made.source == Shopify(prices_include_tax=True)

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            ({"source": "shopfy"}, "sources[1].source must be one of ga4, shopify, got 'shopfy'; did you mean 'shopify'?"),
            ({}, "sources[1].source must name an attribution source, got None"),
            ({"source": "shopify", "prices_include_tax": "true"}, "sources[1].prices_include_tax must be true or false, got 'true'"),
            ({"source": "shopify", "prices": True}, "key of sources[1] must be one of "),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_told(self, table: dict[str, object], message: str) -> None:
        with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}"):
            load(plugins=()).attribution_source(table, where="sources[1]")


def _plugin(name: str, *kinds: FindingKind) -> ModuleType:
    """A module with one lint rule, called like itself, of these kinds."""
    fields = {"name": name, "kinds": kinds, "check": Margin.check}  # all that a lint rule has
    made = cast("type[LintRule]", attrs.frozen(type(name, (), fields)))

    @hook.lint_rules
    def lint_rules(host: Host) -> Iterable[LintRuleSpec]:
        assert host.version
        yield LintRuleSpec(name=name, make=made)

    module: Any = ModuleType(name)
    module.lint_rules = lint_rules
    return module  # type: ignore[no-any-return]


class TestCodes:
    """A code means one thing, whoever is installed."""

    def test_two_plugins_with_one_code_both_stay_out(self) -> None:
        registry = load(plugins=[_plugin("one", THIN), _plugin("two", THIN)])
        assert not {"one", "two"} & set(registry.lint_rules)
        assert {
            plugin.name: plugin.state
            for plugin in registry.plugins
            if plugin.name in {"one", "two"}
        } == {"one": "collides", "two": "collides"}
        assert [str(one) for one in registry.findings] == [
            f"plugin {name}: INF702 codes of lint rules must be of their own, plugin one and plugin two have this one, got 'ACME101'"
            for name in ("one", "two")
        ]

    def test_a_plugin_does_not_find_what_is_ours_to_find(self) -> None:
        registry = load(plugins=[_plugin("one", FINDING_KINDS["INF301"])])
        assert [str(one) for one in registry.findings] == [
            "plugin one: INF703 codes of lint rules must be of their own, influence has this one, got 'INF301'"
        ]

    def test_two_rules_of_one_plugin_may_share_a_code(self) -> None:
        assert "one" in load(plugins=[_plugin("one", THIN, THIN)]).lint_rules
