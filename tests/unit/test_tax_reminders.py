from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from typer.testing import CliRunner

from influence.books import read_book
from influence.cli._app import app
from influence.errors import InvalidInputError
from influence.evaluation import evaluate
from influence.money import Money
from influence.paperwork import (
    PAPERWORK_RULES,
    PaperworkRule,
    form_key,
    is_foreign_form,
    rules_on,
)
from influence.tax_reminders import NOT_ADVICE, Reminder, tax_reminders
from influence.testing import RuleExample

runner = CliRunner()
Told: TypeAlias = Callable[..., list[Reminder]]

US = '[campaign]\ncountry = "US"\n'
FEE = (
    '[[deals]]\ncreator = "diego"\n'
    'terms = {{ rule = "flat_fee", per_deliverable = {{ short_video = "{each}" }} }}\n'
)


@pytest.fixture
def told(tmp_path: Path) -> Told:
    def tell(campaign: str, creators: str = "", **more: str) -> list[Reminder]:
        texts = {"campaign.toml": campaign, **{f"{name}.csv": text for name, text in more.items()}}
        if creators:
            texts["creators.csv"] = creators
        RuleExample(title="Good", codes=(), fragments=texts).write(tmp_path)
        evaluation = evaluate(read_book(tmp_path))
        found = tax_reminders(evaluation.book, evaluation.ranking)
        return [one for one in found if one.creator_id == "diego"]

    return tell


FORM = "creator_id,country,tax_form\ndiego,US,W-9"


@pytest.mark.parametrize(("each", "kinds"), [("988.00", ["form_due"]), ("987.99", [])])
def test_the_threshold_of_2026_counts_cash_and_product(
    told: Told, each: str, kinds: list[str]
) -> None:
    # Two videos and 24.00 of product: 2 × 988.00 + 24.00 is 2,000.00.
    found = told(US + FEE.format(each=each), FORM)
    assert [one.kind for one in found] == kinds
    if found:
        (one,) = found
        assert (one.cash, one.product, one.paid) == (
            Money("1976.00", "USD"),
            Money("24.00", "USD"),
            Money("2000.00", "USD"),
        )
        assert one.working.result == NOT_ADVICE
        assert one.message.startswith("diego was paid 2000.00 USD, which asks for Form 1099-NEC; ")


def test_product_by_the_terms_counts_at_fair_market_value(told: Told) -> None:
    terms = (
        '[[deals]]\ncreator = "diego"\n'
        'terms = { rule = "in_kind", cost = "24.00", fair_market_value = "2100.00" }\n'
    )
    (one,) = told(US + terms, FORM)
    assert (one.kind, one.product) == ("form_due", Money("2100.00", "USD"))


@pytest.mark.parametrize(
    ("country", "form", "message"),
    [
        ("US", "", "diego must send Form W-9 before being paid, got none"),
        ("FR", "", "diego must send Form W-8BEN or W-8BEN-E before being paid, got none"),
        ("FR", "W-9", "the form of diego must fit FR, got W-9"),
        ("US", "W-8BEN", "the form of diego must fit US, got W-8BEN"),
        ("", "W-9", "where diego lives must be known before paying, got nothing"),
    ],
)
def test_a_form_that_is_missing_or_wrong_is_told(
    told: Told, country: str, form: str, message: str
) -> None:
    creators = f"creator_id,country,tax_form\ndiego,{country},{form}"
    assert [one.message for one in told(US, creators)] == [message]


def test_a_fitting_form_below_the_threshold_needs_nothing(told: Told) -> None:
    assert told(US, FORM) == []
    assert told(US, "creator_id,country,tax_form\ndiego,FR,w8ben") == []


def test_nothing_is_said_while_the_payer_is_unknown_or_has_no_rule(told: Told) -> None:
    assert told("") == []
    assert told('[campaign]\ncountry = "FR"\n') == []


def test_who_was_paid_nothing_needs_nothing(told: Told) -> None:
    bare = '[[deals]]\ncreator = "diego"\nterms = ""\n'
    assert told(US + bare, costs="cost_id,kind\nproduct-diego,shipping") == []


def test_another_currency_is_not_converted(told: Told) -> None:
    deals = "".join(
        f'[[deals]]\ncreator = "{who}"\nterms = {{ rule = "commission", rate = "0.10" }}\n'
        for who in ("maya", "diego", "ines")
    )
    text = '[campaign]\ncountry = "US"\ncurrency = "EUR"\nbudget = "3000.00"\n' + deals
    assert [one.kind for one in told(text, FORM)] == ["other_currency"]


class TestRules:
    def test_the_threshold_changed_with_2026(self) -> None:
        assert [rule.threshold for rule in rules_on(dt.date(2025, 12, 31), payer="US")] == [
            Money("600", "USD")
        ]
        assert [rule.threshold for rule in rules_on(dt.date(2026, 1, 1), payer="US")] == [
            Money("2000", "USD")
        ]

    def test_every_rule_has_its_days_and_source(self) -> None:
        assert all(rule.since < rule.read_on and rule.source for rule in PAPERWORK_RULES)

    def test_forms_are_known_however_they_are_written(self) -> None:
        assert form_key("FORM W 9") == form_key("W-9") == "w9"
        assert is_foreign_form("w8 ben-e")
        assert not is_foreign_form("W-9")

    def test_a_rule_ends_after_it_begins(self) -> None:
        with pytest.raises(InvalidInputError, match=r"PaperworkRule.until must be after"):
            PaperworkRule(
                payer="US",
                form="x",
                ask_for="y",
                threshold=Money("1", "USD"),
                since=dt.date(2026, 1, 1),
                until=dt.date(2026, 1, 1),
                note="z",
                source="S1",
                read_on=dt.date(2026, 1, 2),
            )


class TestCommand:
    def test_it_reminds_and_is_no_advice(self, told: Told, tmp_path: Path) -> None:
        told(US)
        result = runner.invoke(app, ["paperwork", str(tmp_path)])
        assert "diego: diego must send Form W-9 before being paid, got none\n" in result.stdout
        assert result.stderr == f"reminders: 3; {NOT_ADVICE}\n"
        document = json.loads(runner.invoke(app, ["paperwork", str(tmp_path), "--json"]).stdout)
        assert document["note"] == NOT_ADVICE
        assert document["reminders"][0]["form"] == "Form 1099-NEC"

    def test_it_says_what_it_would_have_to_know(self, told: Told, tmp_path: Path) -> None:
        told("")
        result = runner.invoke(app, ["paperwork", str(tmp_path)])
        assert result.stdout == "nothing can be told while campaign.country is not known\n"
