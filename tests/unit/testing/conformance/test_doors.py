"""The kit in pytest: test classes, run in a pytest of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, cast

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.exporters import Exporter
from influence.lint import LintRule
from influence.payments import Commission, PaymentRule
from influence.sources import Shopify
from influence.testing import (
    AttributionModelConformance,
    AttributionSourceConformance,
    ExporterConformance,
    LintRuleConformance,
    PaymentRuleConformance,
    PlatformConformance,
    PluginConformance,
    RankingStrategyConformance,
    commissions,
    faulty_members,
)

_BUGS = {bug.name: bug for bug in faulty_members()}


class _Commission(PaymentRuleConformance):
    rule = Commission(rate="0.12")
    examples = 3


def test_a_rule_that_keeps_a_check_passes_its_test() -> None:
    _Commission().test_check("PR-L09")
    _Commission().test_loads()
    assert _Commission.outcome("PR-L09").member == "commission"


def test_a_rule_by_its_name_is_found_in_its_plugin() -> None:
    class Named(PaymentRuleConformance):
        rule = "commission"
        terms = ({"rate": "0.1"},)
        examples = 3

    Named().test_check("PR-V13")
    assert Named.outcome("PR-V13").status == "passed"


def test_a_strategy_of_rules_is_drawn_from() -> None:
    class Drawn(PaymentRuleConformance):
        rule = commissions()
        examples = 3

    assert len(Drawn.member().given.members) == 3
    Drawn().test_check("PR-V01")


def test_a_broken_check_fails_with_evidence_and_mend() -> None:
    class Faulty(PaymentRuleConformance):
        rule = cast("PaymentRule", _BUGS["answers_money"].member.given.members[0])

    with pytest.raises(pytest.fail.Exception) as told:
        Faulty().test_check("PR-V01")
    text = str(told.value)
    assert text.startswith("PR-V01: The answer is a fee in the currency of the performance\n\n")
    assert text.endswith("Return `Fee.of_lines(lines, currency=performance.currency)`.")
    assert "\n\nif this fails: Statements are made of fees; anything else cannot be paid." in text


def test_an_excuse_is_a_strict_xfail() -> None:
    class Excused(PaymentRuleConformance):
        rule = cast("PaymentRule", _BUGS["answers_money"].member.given.members[0])
        xfail: ClassVar[Mapping[str, str]] = {"PR-V01": "it pays in money", "PR-V06": "unneeded"}

    with pytest.raises(pytest.xfail.Exception, match="it pays in money"):
        Excused().test_check("PR-V01")
    with pytest.raises(pytest.fail.Exception, match="excuse PR-V06 must be needed"):
        Excused().test_check("PR-V06")


def test_what_is_not_claimed_is_skipped_with_its_reason() -> None:
    with pytest.raises(pytest.skip.Exception, match="not claimed: it is made by a function"):
        _Commission().test_check("PR-V13")


def test_when_loading_fails_the_rest_is_blocked(tmp_path: Path) -> None:
    (tmp_path / "broken_door.py").write_text("import nobody_has_this\n", encoding="utf-8")

    class Broken(PaymentRuleConformance):
        plugin = str(tmp_path / "broken_door.py")
        rule = "barter"

    with pytest.raises(pytest.fail.Exception, match="must be importable"):
        Broken().test_loads()
    with pytest.raises(pytest.skip.Exception, match="blocked: the plugin cannot be loaded"):
        Broken().test_check("PR-L01")


def test_an_excuse_from_a_check_of_another_kind_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="excuse of Wrong must be one of"):

        class Wrong(PaymentRuleConformance):
            xfail: ClassVar[Mapping[str, str]] = {"RS-P01": "of another kind"}


def test_an_excuse_without_a_reason_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="excuse PR-L06 must have a reason, got ' '"):

        class Silent(PaymentRuleConformance):
            xfail: ClassVar[Mapping[str, str]] = {"PR-L06": " "}


def test_a_member_that_is_not_there_is_refused() -> None:
    class Missing(PaymentRuleConformance):
        rule = "comission"

    with pytest.raises(UnknownNameError, match="did you mean 'commission'"):
        Missing().test_check("PR-L01")


def test_a_class_that_names_nobody_is_refused() -> None:
    class Nobody(PaymentRuleConformance):
        pass

    with pytest.raises(InvalidInputError) as told:
        Nobody().test_check("PR-L01")
    assert str(told.value) == (
        "member of a test class must be a name, a value or a strategy, got None"
    )


def test_every_kind_has_its_class() -> None:
    class Ours(PluginConformance):
        pass

    class Linear(AttributionModelConformance):
        model = "linear"
        examples = 3

    class Shop(AttributionSourceConformance):
        source = Shopify()
        exports = ("examples/sources/shopify-orders.csv",)

    class Profit(RankingStrategyConformance):
        strategy = "profit"

    class Few(LintRuleConformance):
        rule = cast("LintRule", _BUGS["never"].twin.given.members[0])
        good = _BUGS["never"].twin.given.good
        bad = _BUGS["never"].twin.given.bad
        examples = 2

    class Names(ExporterConformance):
        exporter = cast("Exporter", _BUGS["numbered"].twin.given.members[0])
        examples = 2

    class Ether(PlatformConformance):
        platform = "ether"

    Ours().test_check("PK-D01")
    Linear().test_check("AM-L03")
    Shop().test_check("AS-R02")
    Profit().test_check("RS-P04")
    Few().test_check("LR-F07")
    Names().test_check("EX-F02")
    assert Ether.named() == "ether"
    with pytest.raises(UnknownNameError, match="got 'PC-Z99'"):
        Ether().test_check("PC-Z99")
