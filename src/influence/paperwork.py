"""Paperwork: the forms that payments to creators ask for, as dated data. A reminder, not advice.

    paid in a calendar year, cash and product at fair market value ≥ threshold → form

Who has to file what depends on facts that no book holds; a row here says when to ask somebody who
knows. What a book says of its own creators is for ``influence.tax_reminders``.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.money import Money

__all__ = [
    "FORMS_FOR_FOREIGN_PERSONS",
    "PAPERWORK_RULES",
    "Counted",
    "PaperworkRule",
    "form_key",
    "is_foreign_form",
    "rules_on",
]

Counted: TypeAlias = Literal["payments", "sales_on_a_platform"]
#: What a threshold is counted in: what a payer paid, or what a seller sold on a platform.
_COUNTED: tuple[Counted, ...] = get_args(Counted)


@attrs.frozen(kw_only=True)
class PaperworkRule:
    """One form and when it is asked for.

    Args:
        payer: The country of who pays, as ISO 3166 alpha-2, or ``EU``.
        form: What is filed.
        ask_for: What to ask of the creator before paying.
        threshold: From which sum of a calendar year on.
        counts: What is counted.
        sales: With *sales_on_a_platform*, the number of sales below which it is not asked for.
        since: The first day of payments that it is about.
        until: The first day of payments that it is no more about; ``None`` while it holds.
        note: What else matters, in a sentence.
        source: Where it is said.
        read_on: The day on which that was read.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: *counts* is not known; the close one is named.
    """

    payer: str = attrs.field(validator=require.is_country)
    form: str = attrs.field(validator=require.is_line)
    ask_for: str = attrs.field(validator=require.is_line)
    threshold: Money = attrs.field(validator=require.is_money)
    counts: Counted = attrs.field(default="payments", validator=require.one_of(_COUNTED))
    sales: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    since: dt.date = attrs.field(validator=require.is_date)
    until: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_date)
    )
    note: str = attrs.field(validator=require.is_line)
    source: str = attrs.field(validator=require.is_line)
    read_on: dt.date = attrs.field(validator=require.is_date)

    def __attrs_post_init__(self) -> None:
        if self.until is not None and self.until <= self.since:
            rule = f"be after {self.since.isoformat()}, its first day"
            raise InvalidInputError("PaperworkRule.until", rule, self.until.isoformat())

    def holds(self, day: dt.date) -> bool:
        """Whether payments of a day count."""
        return self.since <= day and (self.until is None or day < self.until)


_READ = dt.date(2026, 11, 27)
_PRODUCT = "product given for work counts at its fair market value"

#: What is known. Source: S330 to S335.
PAPERWORK_RULES: tuple[PaperworkRule, ...] = (
    PaperworkRule(
        payer="US",
        form="Form 1099-NEC",
        ask_for="Form W-9",
        threshold=Money("600", "USD"),
        since=dt.date(2020, 1, 1),
        until=dt.date(2026, 1, 1),
        note=f"{_PRODUCT}; payments by card or through a payment platform are reported by those",
        source="S330, S331",
        read_on=_READ,
    ),
    PaperworkRule(
        payer="US",
        form="Form 1099-NEC",
        ask_for="Form W-9",
        threshold=Money("2000", "USD"),
        since=dt.date(2026, 1, 1),
        note=f"{_PRODUCT}; the threshold is indexed to prices from 2027 on",
        source="S331, S332",
        read_on=_READ,
    ),
    PaperworkRule(
        payer="EU",
        form="DAC7 report",
        ask_for="name, address, tax number and date of birth",
        threshold=Money("2000", "EUR"),
        counts="sales_on_a_platform",
        sales=30,
        since=dt.date(2023, 1, 1),
        note="it is for operators of platforms on which creators sell, and not for a brand",
        source="S334",
        read_on=_READ,
    ),
)

#: Forms by which a person outside the United States says so. Source: S333.
FORMS_FOR_FOREIGN_PERSONS = ("W-8BEN", "W-8BEN-E", "W-8ECI")


def rules_on(day: dt.date, *, payer: str) -> tuple[PaperworkRule, ...]:
    """The rules about payments of a day from a country.

    Example:
        >>> [str(rule.threshold) for rule in rules_on(dt.date(2025, 6, 1), payer="US")]
        ['600.00 USD']
        >>> [str(rule.threshold) for rule in rules_on(dt.date(2026, 6, 1), payer="US")]
        ['2000.00 USD']
    """
    return tuple(rule for rule in PAPERWORK_RULES if rule.payer == payer and rule.holds(day))


def form_key(form: str) -> str:
    """The name of a form as forms are compared.

    Example:
        >>> form_key("Form W-9"), form_key("w9")
        ('w9', 'w9')
    """
    letters = "".join(character for character in form.casefold() if character.isalnum())
    return letters.removeprefix("form")


def is_foreign_form(form: str) -> bool:
    """Whether a form is one by which a person outside the United States says so."""
    return form_key(form) in {form_key(one) for one in FORMS_FOR_FOREIGN_PERSONS}
