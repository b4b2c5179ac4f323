from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.paperwork import (
    FORMS_FOR_FOREIGN_PERSONS,
    PAPERWORK_RULES,
    PaperworkRule,
    form_key,
    is_foreign_form,
    rules_on,
)

_FIELDS: dict[str, Any] = {
    "payer": "US",
    "form": "Form 1099-NEC",
    "ask_for": "Form W-9",
    "threshold": Money("600", "USD"),
    "since": dt.date(2026, 1, 1),
    "note": "ask somebody who knows",
    "source": "S330",
    "read_on": dt.date(2026, 11, 27),
}


class TestRule:
    def test_what_is_not_said_is_payments_without_an_end(self) -> None:
        rule = PaperworkRule(**_FIELDS)
        assert (rule.counts, rule.sales, rule.until) == ("payments", None, None)

    @pytest.mark.parametrize(
        ("day", "holds"),
        [
            (dt.date(2025, 12, 31), False),
            (dt.date(2026, 1, 1), True),
            (dt.date(2026, 12, 31), True),
            (dt.date(2027, 1, 1), False),
        ],
    )
    def test_it_holds_from_its_first_day_to_the_day_before_its_end(
        self, day: dt.date, holds: bool
    ) -> None:
        assert PaperworkRule(**_FIELDS, until=dt.date(2027, 1, 1)).holds(day) is holds

    def test_without_an_end_it_goes_on(self) -> None:
        rule = PaperworkRule(**_FIELDS)
        assert rule.holds(dt.date(9998, 12, 31))
        assert not rule.holds(dt.date(2025, 12, 31))

    def test_one_day_is_the_shortest(self) -> None:
        rule = PaperworkRule(**_FIELDS, until=dt.date(2026, 1, 2))
        days = (dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 1, 2))
        assert [rule.holds(day) for day in days] == [False, True, False]

    @pytest.mark.parametrize("until", [dt.date(2026, 1, 1), dt.date(2025, 12, 31)])
    def test_it_ends_after_it_begins(self, until: dt.date) -> None:
        message = (
            "PaperworkRule.until must be after 2026-01-01, its first day, "
            f"got {until.isoformat()!r}"
        )
        with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
            PaperworkRule(**_FIELDS, until=until)

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            (
                "payer",
                "USA",
                (
                    "PaperworkRule.payer must be two capital letters of ISO 3166, "
                    "such as US, got 'USA'"
                ),
            ),
            ("form", "", "PaperworkRule.form must be text that is not blank, got ''"),
            ("ask_for", "a\nb", "PaperworkRule.ask_for must be one line of text, got 'a\\nb'"),
            (
                "threshold",
                Money("-1", "USD"),
                (
                    "PaperworkRule.threshold must be an amount of at least 0, "
                    "got Money('-1.00', 'USD')"
                ),
            ),
            ("threshold", 600, "PaperworkRule.threshold must be an amount of at least 0, got 600"),
            ("sales", 0, "PaperworkRule.sales must be a whole number of at least 1, got 0"),
            ("sales", True, "PaperworkRule.sales must be a whole number of at least 1, got True"),
            ("since", None, "PaperworkRule.since must be a date, got None"),
            ("until", "2027", "PaperworkRule.until must be a date, got '2027'"),
            ("note", " ", "PaperworkRule.note must be text that is not blank, got ' '"),
            ("source", "", "PaperworkRule.source must be text that is not blank, got ''"),
            (
                "read_on",
                dt.datetime(2026, 11, 27, tzinfo=dt.UTC),
                (
                    "PaperworkRule.read_on must be a date, "
                    "got datetime.datetime(2026, 11, 27, 0, 0, tzinfo=datetime.timezone.utc)"
                ),
            ),
        ],
    )
    def test_a_field_that_breaks_its_rule_is_named(
        self, field: str, value: object, message: str
    ) -> None:
        with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
            PaperworkRule(**{**_FIELDS, field: value})

    @pytest.mark.parametrize(
        ("counts", "hint"), [("payment", "; did you mean 'payments'?"), ("hours", "")]
    )
    def test_what_cannot_be_counted_is_refused_with_the_close_one(
        self, counts: str, hint: str
    ) -> None:
        message = (
            "PaperworkRule.counts must be one of payments, sales_on_a_platform, "
            f"got {counts!r}{hint}"
        )
        with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
            PaperworkRule(**{**_FIELDS, "counts": counts})


class TestRulesOn:
    @pytest.mark.parametrize(
        ("day", "payer", "told"),
        [
            (dt.date(2019, 12, 31), "US", []),
            (dt.date(2020, 1, 1), "US", [("Form 1099-NEC", "600.00 USD")]),
            (dt.date(2025, 12, 31), "US", [("Form 1099-NEC", "600.00 USD")]),
            (dt.date(2026, 1, 1), "US", [("Form 1099-NEC", "2000.00 USD")]),
            (dt.date(2022, 12, 31), "EU", []),
            (dt.date(2023, 1, 1), "EU", [("DAC7 report", "2000.00 EUR")]),
            (dt.date(2026, 1, 1), "FR", []),
            (dt.date(2026, 1, 1), "us", []),
        ],
    )
    def test_the_rules_are_those_of_the_day_and_of_who_pays(
        self, day: dt.date, payer: str, told: list[tuple[str, str]]
    ) -> None:
        assert [(rule.form, str(rule.threshold)) for rule in rules_on(day, payer=payer)] == told

    def test_no_day_has_two_rules_for_one_form(self) -> None:
        days = [rule.since for rule in PAPERWORK_RULES]
        days += [rule.until for rule in PAPERWORK_RULES if rule.until is not None]
        for day in days:
            for payer in {rule.payer for rule in PAPERWORK_RULES}:
                forms = [rule.form for rule in rules_on(day, payer=payer)]
                assert len(forms) == len(set(forms))

    def test_platforms_report_from_30_sales_on(self) -> None:
        (rule,) = rules_on(dt.date(2026, 6, 1), payer="EU")
        assert (rule.counts, rule.sales) == ("sales_on_a_platform", 30)
        assert {one.sales for one in PAPERWORK_RULES if one.counts == "payments"} == {None}

    def test_product_counts_in_the_united_states(self) -> None:
        notes = [rule.note for rule in PAPERWORK_RULES if rule.payer == "US"]
        product = "product given for work counts at its fair market value; "
        assert notes == [
            f"{product}payments by card or through a payment platform are reported by those",
            f"{product}the threshold is indexed to prices from 2027 on",
        ]


class TestForms:
    @pytest.mark.parametrize(
        ("written", "key"),
        [
            ("Form W-9", "w9"),
            ("W-9", "w9"),
            ("  w 9 ", "w9"),
            ("FORM 1099-NEC", "1099nec"),
            ("form", ""),
            ("platform w-9", "platformw9"),
            ("–", ""),
            ("", ""),
        ],
    )
    def test_a_form_is_known_by_its_letters_and_digits(self, written: str, key: str) -> None:
        assert form_key(written) == key

    @pytest.mark.parametrize("form", FORMS_FOR_FOREIGN_PERSONS)
    def test_a_foreign_form_is_known_however_it_is_written(self, form: str) -> None:
        assert is_foreign_form(form)
        assert is_foreign_form(f"Form {form}")
        assert is_foreign_form(form.lower().replace("-", " "))

    @pytest.mark.parametrize("form", ["W-9", "Form 1099-NEC", "W-8", "W-8BEN-EX", ""])
    def test_no_other_form_is_foreign(self, form: str) -> None:
        assert not is_foreign_form(form)
