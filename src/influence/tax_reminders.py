"""Tax reminders: whose payments of a year come near a form, and what is missing. Not advice.

    fees by the terms + fees paid beside them + product at fair market value, by creator

What was paid is taken for what the terms have come to within the campaign, because a book holds no
bank account. A creator whose country nobody told is reminded of, and nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

from influence.campaign_book import Book
from influence.creator_lines import CreatorLine
from influence.creators import Creator
from influence.ids import CreatorId
from influence.money import Money
from influence.paperwork import PaperworkRule, is_foreign_form, rules_on
from influence.payments import InKind, rules_within
from influence.workings import Working

__all__ = ["NOT_ADVICE", "Reminder", "ReminderKind", "tax_reminders"]

#: What stands beside every reminder.
NOT_ADVICE = "a reminder, not advice: ask somebody who knows the law"

ReminderKind: TypeAlias = Literal[
    "form_due", "form_missing", "wrong_form", "country_unknown", "other_currency"
]


@attrs.frozen(kw_only=True)
class Reminder:
    """One thing to look at before a payment.

    Args:
        creator_id: Whom it is about.
        kind: What it is.
        year: The calendar year.
        paid: What they were paid in it, product included.
        cash: What of it was money.
        product: What of it was product, at fair market value.
        rule: The rule that it follows from.
        message: What to look at, in a sentence.
    """

    creator_id: CreatorId
    kind: ReminderKind
    year: int
    paid: Money
    cash: Money
    product: Money
    rule: PaperworkRule
    message: str

    @property
    def working(self) -> Working:
        """What was paid, worked out."""
        return Working.of(
            ("fees", self.cash),
            ("product at fair market value", self.product),
            (f"paid in {self.year}", self.paid),
            (f"threshold of {self.rule.form}", self.rule.threshold),
            (self.kind.replace("_", " "), NOT_ADVICE),
        )


def tax_reminders(book: Book, lines: tuple[CreatorLine, ...]) -> tuple[Reminder, ...]:
    """Whose payments ask for a form, in the order of the lines.

    Payments count in the year in which the campaign ends, in its zone. Nothing is said while the
    brand's country is not known, because no rule is known to hold.

    Args:
        book: The campaign book; its ``campaign.country`` is where the payer is.
        lines: The creators as they were judged.
    """
    day = book.campaign.ends - dt.timedelta(days=1)
    payer = book.campaign.country
    rules = () if payer is None else rules_on(day, payer=payer)
    creators = {creator.creator_id: creator for creator in book.creators}
    return tuple(
        reminder
        for line in lines
        for rule in rules
        if rule.counts == "payments"
        for reminder in _reminders(line, creators[line.creator_id], rule, year=day.year)
    )


def _reminders(
    line: CreatorLine, creator: Creator, rule: PaperworkRule, *, year: int
) -> Iterator[Reminder]:
    """What to look at with one creator."""
    product = _product(line)
    cash = _cash(line)
    paid = cash + product
    for kind, message in _kinds(creator, rule, paid):
        yield Reminder(
            creator_id=line.creator_id,
            kind=kind,
            year=year,
            paid=paid,
            cash=cash,
            product=product,
            rule=rule,
            message=message,
        )


def _kinds(
    creator: Creator, rule: PaperworkRule, paid: Money
) -> Iterator[tuple[ReminderKind, str]]:
    """What to look at with one creator, and why."""
    who, form = creator.creator_id, creator.tax_form
    if not paid.is_positive:
        return
    if creator.country is None:
        yield "country_unknown", f"where {who} lives must be known before paying, got nothing"
    elif form is None:
        wanted = rule.ask_for if creator.country == rule.payer else "Form W-8BEN or W-8BEN-E"
        yield "form_missing", f"{who} must send {wanted} before being paid, got none"
    elif (creator.country == rule.payer) == is_foreign_form(form):
        yield "wrong_form", f"the form of {who} must fit {creator.country}, got {form}"
    if creator.country not in {None, rule.payer}:
        return
    if paid.currency != rule.threshold.currency:
        yield "other_currency", f"{paid} of {who} cannot be compared with {rule.threshold}"
    elif paid >= rule.threshold:
        yield "form_due", f"{who} was paid {paid}, which asks for {rule.form}; {rule.note}"


def _cash(line: CreatorLine) -> Money:
    """The fees by the terms that are no product, and the fees beside them."""
    currency = line.economics.spend.currency
    fees = [cost.amount for cost in line.card.costs if cost.kind == "fee"]
    accrued = Money.zero(currency) if line.statement is None else line.statement.accrued_fee.amount
    return Money.total([accrued, *fees], currency=currency)


def _product(line: CreatorLine) -> Money:
    """Product at its fair market value; what was given beside the terms at its cost."""
    deal, currency = line.card.deal, line.economics.spend.currency
    rules = () if deal is None or deal.terms is None else rules_within(deal.terms)
    given = [rule.fair_market_value for rule in rules if isinstance(rule, InKind)]
    beside = [cost.amount for cost in line.card.costs if cost.kind == "product"]
    return Money.total(given or beside, currency=currency)
