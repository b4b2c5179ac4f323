"""Testing: for people who use or extend ``influence`` and test what they made.

``performance``, ``book`` and the small builders beside them make values by hand and need nothing
more; ``world`` and ``DemoFake`` are a whole platform to read from. The others are Hypothesis
strategies, and laws that hold a rule to what payouts rest on, and a model to what credit rests on;
they come with the extra ``testing`` and are imported when they are asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from influence.connectors.demo import (
    DemoFake,
    FakeToken,
    ScriptedFault,
    World,
    loopback,
    world,
)
from influence.errors import MissingExtraError
from influence.testing._books import at, book, campaign, order, touch, usd
from influence.testing._performances import performance
from influence.testing._registries import no_discovery, registry_of
from influence.testing._rule_pages import RuleExample, rule_examples

if TYPE_CHECKING:
    from influence.testing._book_strategies import books, moments, policies
    from influence.testing._conformance._check import Check, CheckFailedError
    from influence.testing._conformance._doors import (
        AttributionModelConformance,
        AttributionSourceConformance,
        ExporterConformance,
        LintRuleConformance,
        PaymentRuleConformance,
        PlatformConformance,
        PluginConformance,
        RankingStrategyConformance,
    )
    from influence.testing._conformance._kind import KINDS, Kind
    from influence.testing._conformance._outcome import Outcome
    from influence.testing._conformance._report import Conformance
    from influence.testing._conformance._run import Choice, conformance
    from influence.testing._conformance._setup import Given, Setup
    from influence.testing._conformance._target import Target, target_named
    from influence.testing._faulty_connectors import faulty_connectors
    from influence.testing._faulty_connectors._seeded import FaultyConnector
    from influence.testing._faulty_connectors._stall import Stall
    from influence.testing._faulty_connectors._stall_fake import StallFake
    from influence.testing._faulty_members import faulty_members
    from influence.testing._faulty_members._faulty_member import FaultyMember
    from influence.testing._faulty_models import FaultyModel, faulty_models
    from influence.testing._faulty_packagings import (
        FaultyPackaging,
        Packaging,
        faulty_packagings,
    )
    from influence.testing._faulty_rules import faulty_rules
    from influence.testing._faulty_rules._seeded import FaultyRule
    from influence.testing._holdings import CANARY, Holdings
    from influence.testing._law_trial import RULE_LAWS
    from influence.testing._ledger_contract import LedgerContract
    from influence.testing._model_laws import AttributionModelLaws
    from influence.testing._model_trial import MODEL_LAWS
    from influence.testing._path_strategies import attribution_models, paths
    from influence.testing._payment_rule_laws import PaymentRuleLaws
    from influence.testing._platform_fake import (
        TROUBLE_MEANINGS,
        TROUBLES,
        FakeMaker,
        PlatformFake,
        Trouble,
    )
    from influence.testing._rule_strategies import (
        bonuses,
        caps,
        commissions,
        flat_fees,
        graded_bonuses,
        guarantees,
        in_kinds,
        itemized_commissions,
        payment_rules,
        retainers,
        tiered,
        windows,
    )
    from influence.testing._settlement_laws import (
        SettlementChecks,
        SettlementLaws,
        SettlementMachine,
    )
    from influence.testing._strategies import (
        credited_orders,
        monies,
        order_lines,
        performances,
        performances_for,
        shares,
    )

__all__ = [
    "CANARY",
    "KINDS",
    "MODEL_LAWS",
    "RULE_LAWS",
    "TROUBLES",
    "TROUBLE_MEANINGS",
    "AttributionModelConformance",
    "AttributionModelLaws",
    "AttributionSourceConformance",
    "Check",
    "CheckFailedError",
    "Choice",
    "Conformance",
    "DemoFake",
    "ExporterConformance",
    "FakeMaker",
    "FakeToken",
    "FaultyConnector",
    "FaultyMember",
    "FaultyModel",
    "FaultyPackaging",
    "FaultyRule",
    "Given",
    "Holdings",
    "Kind",
    "LedgerContract",
    "LintRuleConformance",
    "Outcome",
    "Packaging",
    "PaymentRuleConformance",
    "PaymentRuleLaws",
    "PlatformConformance",
    "PlatformFake",
    "PluginConformance",
    "RankingStrategyConformance",
    "RuleExample",
    "ScriptedFault",
    "SettlementChecks",
    "SettlementLaws",
    "SettlementMachine",
    "Setup",
    "Stall",
    "StallFake",
    "Target",
    "Trouble",
    "World",
    "at",
    "attribution_models",
    "bonuses",
    "book",
    "books",
    "campaign",
    "caps",
    "commissions",
    "conformance",
    "credited_orders",
    "faulty_connectors",
    "faulty_members",
    "faulty_models",
    "faulty_packagings",
    "faulty_rules",
    "flat_fees",
    "graded_bonuses",
    "guarantees",
    "in_kinds",
    "itemized_commissions",
    "loopback",
    "moments",
    "monies",
    "no_discovery",
    "order",
    "order_lines",
    "paths",
    "payment_rules",
    "performance",
    "performances",
    "performances_for",
    "policies",
    "registry_of",
    "retainers",
    "rule_examples",
    "shares",
    "target_named",
    "tiered",
    "touch",
    "usd",
    "windows",
    "world",
]

# The module of each name that is found when it is asked for.
_HOMES = {
    "_book_strategies": ("books", "moments", "policies"),
    "_conformance._check": ("Check", "CheckFailedError"),
    "_conformance._doors": (
        "AttributionModelConformance",
        "AttributionSourceConformance",
        "ExporterConformance",
        "LintRuleConformance",
        "PaymentRuleConformance",
        "PlatformConformance",
        "PluginConformance",
        "RankingStrategyConformance",
    ),
    "_conformance._kind": ("KINDS", "Kind"),
    "_conformance._outcome": ("Outcome",),
    "_conformance._report": ("Conformance",),
    "_conformance._run": ("Choice", "conformance"),
    "_conformance._setup": ("Given", "Setup"),
    "_conformance._target": ("Target", "target_named"),
    "_faulty_connectors": ("faulty_connectors",),
    "_faulty_connectors._seeded": ("FaultyConnector",),
    "_faulty_connectors._stall": ("Stall",),
    "_faulty_connectors._stall_fake": ("StallFake",),
    "_faulty_members": ("faulty_members",),
    "_faulty_members._faulty_member": ("FaultyMember",),
    "_faulty_models": ("FaultyModel", "faulty_models"),
    "_faulty_packagings": ("FaultyPackaging", "Packaging", "faulty_packagings"),
    "_faulty_rules": ("faulty_rules",),
    "_faulty_rules._seeded": ("FaultyRule",),
    "_holdings": ("CANARY", "Holdings"),
    "_law_trial": ("RULE_LAWS",),
    "_ledger_contract": ("LedgerContract",),
    "_model_laws": ("AttributionModelLaws",),
    "_model_trial": ("MODEL_LAWS",),
    "_path_strategies": ("attribution_models", "paths"),
    "_payment_rule_laws": ("PaymentRuleLaws",),
    "_platform_fake": (
        "TROUBLES",
        "TROUBLE_MEANINGS",
        "FakeMaker",
        "PlatformFake",
        "Trouble",
    ),
    "_rule_strategies": (
        "bonuses",
        "caps",
        "commissions",
        "flat_fees",
        "graded_bonuses",
        "guarantees",
        "in_kinds",
        "itemized_commissions",
        "payment_rules",
        "retainers",
        "tiered",
        "windows",
    ),
    "_settlement_laws": ("SettlementChecks", "SettlementLaws", "SettlementMachine"),
    "_strategies": (
        "credited_orders",
        "monies",
        "order_lines",
        "performances",
        "performances_for",
        "shares",
    ),
}

# A checker reads the imports above, and so still refuses a misspelt name.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Find a strategy or a law; without Hypothesis the error names the extra that brings it."""
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        try:
            where = next(where for where, names in _HOMES.items() if name in names)
            home = import_module(f"{__name__}.{where}")
        except ModuleNotFoundError as error:
            raise MissingExtraError(f"strategy {name}", "testing") from error
        found: object = getattr(home, name)
        return found
