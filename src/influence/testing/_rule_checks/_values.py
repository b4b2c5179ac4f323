"""Values: what a payment rule answers, and what it is as a value."""

from __future__ import annotations

import copy
import tomllib
from decimal import Context, localcontext
from typing import cast

from influence.books._campaign_document import campaign_document
from influence.books._toml_text import toml_text
from influence.deals import Deal
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.payments import Fee, PaymentRule, Performance, fee_of
from influence.testing._books import book
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._conformance._value_rules import (
    refuse_changing,
    refuse_differing_copy,
    refuse_floats,
    refuse_mutated,
    refuse_unclear_repr,
    refuse_unhashed,
)
from influence.testing._law_terms import parts_in
from influence.testing._performances import performance
from influence.testing._rule_checks._subject import RuleSubject

_NEEDS = ("examples",)
_FOREIGN = Context(prec=2)


@check(
    "PR-V01",
    needs=_NEEDS,
    if_fails="Statements are made of fees; anything else cannot be paid. Return "
    "`Fee.of_lines(lines, currency=performance.currency)`.",
)
def answers_fees(subject: RuleSubject) -> None:
    """The answer is a fee in the currency of the performance."""
    subject.fees()


@check(
    "PR-V02",
    needs=_NEEDS,
    if_fails="A creator asks why, and there is no line to answer with. Write a line for each part "
    "of the sum, also when it comes to nothing in all.",
)
def shows_working(subject: RuleSubject) -> None:
    """A fee that is not zero has lines that add up to it."""
    for rule, _, fee in subject.fees():
        lines = [line.amount.minor for line in fee.working]
        if sum(lines) != fee.amount.minor:
            raise CheckFailedError(f"working of {rule.name}", f"add up to {fee.amount}", lines)


@check(
    "PR-V03",
    needs=_NEEDS,
    if_fails="Whoever is asked next sees other facts, so a payout depends on who asked first. "
    "Never set or sort in place what the performance holds.",
)
def leaves_performances(subject: RuleSubject) -> None:
    """A performance is as it was before somebody was paid for it."""
    for rule, told in subject.cases():
        before = copy.deepcopy(told)
        fee_of(rule, told)
        refuse_mutated(f"payment rule {rule.name}", before, now=told)


@check(
    "PR-V04",
    needs=_NEEDS,
    if_fails="Terms are frozen into ledgers and sent to other processes. Keep plain values in "
    "fields; no lambdas, files or locks.",
)
def copies(subject: RuleSubject) -> None:
    """Terms that are pickled or copied are the same terms."""
    for rule in subject.rules:
        refuse_differing_copy(f"payment rule {rule.name}", rule)


@check(
    "PR-V05",
    needs=_NEEDS,
    if_fails="Equal terms are not recognised, so an amendment that changes nothing looks like "
    "one. Use `@attrs.frozen`.",
)
def hashes(subject: RuleSubject) -> None:
    """Equal terms have equal hashes."""
    refuse_unhashed(f"payment rule {subject.member}", subject.rules)


@check(
    "PR-V06",
    needs=_NEEDS,
    if_fails="A float is not the number that was agreed: 0.1 is not a tenth. Use `Share`, "
    "`Money` or whole numbers.",
)
def has_no_float(subject: RuleSubject) -> None:
    """Nothing in the terms is a float."""
    for rule in subject.rules:
        refuse_floats(f"payment rule {rule.name}", rule)


@check(
    "PR-V07",
    needs=_NEEDS,
    if_fails="Nobody can see in an error or a log which terms were meant. Use `@attrs.frozen`, "
    "which writes a repr.",
)
def is_told(subject: RuleSubject) -> None:
    """Terms say in one line what they are."""
    for rule in subject.rules:
        refuse_unclear_repr(f"payment rule {rule.name}", rule)


@check(
    "PR-V08",
    needs=_NEEDS,
    if_fails="Terms that were agreed could be changed by any code that meets them. Use "
    "`@attrs.frozen`.",
)
def is_frozen(subject: RuleSubject) -> None:
    """Terms cannot be changed once they are made."""
    for rule in subject.rules:
        refuse_changing(f"payment rule {rule.name}", rule)


@check(
    "PR-V09",
    needs=_NEEDS,
    if_fails="The fee depends on the decimal context of the program around it, so two hosts pay "
    "two amounts. Compute with `Fraction` or in a context of your own.",
)
def ignores_contexts(subject: RuleSubject) -> None:
    """The decimal context around a rule changes no fee."""
    for rule, told, fee in subject.fees():
        with localcontext(_FOREIGN):
            again = fee_of(rule, told)
        if again != fee:
            raise CheckFailedError(f"fee of {rule.name}", f"be {fee.amount} again", again.amount)


@check(
    "PR-V10",
    needs=_NEEDS,
    if_fails="A creator without a single order stops the whole settlement. Sum over nothing is "
    "zero; do not divide by counts.",
)
def pays_nobody(subject: RuleSubject) -> None:
    """A performance without any fact has a fee as well."""
    for rule, told in subject.cases()[: len(subject.rules)]:
        try:
            fee_of(rule, _nothing(told.currency))
        except (CurrencyMismatchError, InvalidInputError) as error:
            raise CheckFailedError(f"payment rule {rule.name}", "pay for nothing", error) from error


@check(
    "PR-V11",
    needs=_NEEDS,
    if_fails="Statements are compared line by line; lines that come in another order each time "
    "look like a correction. Do not iterate over sets.",
)
def lines_stay(subject: RuleSubject) -> None:
    """A fresh copy of the terms writes the same lines."""
    for rule, told, fee in subject.fees():
        again = fee_of(copy.deepcopy(rule), told)
        if _lines(again) != _lines(fee):
            raise CheckFailedError(f"lines of {rule.name}", f"be {_lines(fee)}", _lines(again))


@check(
    "PR-V12",
    needs=_NEEDS,
    if_fails="A line that rests on facts which are not in the performance cannot be checked by "
    "anybody. Give `FeeLine.facts` only ids that the rule was shown.",
)
def rests_on_facts(subject: RuleSubject) -> None:
    """The facts of a line are facts of the performance."""
    for rule, told, fee in subject.fees():
        known = _ids(told)
        for line in fee.working:
            unknown = sorted(set(line.facts) - known)
            if unknown:
                what = f"facts of {rule.name}, {line.text!r}"
                raise CheckFailedError(what, "be in the performance", unknown)


@check(
    "PR-V13",
    needs=("examples", "fields"),
    if_fails="A book that is written and read again has other terms. Give every field a type "
    "that a book can hold, and let the class accept what it answers.",
)
def round_trips(subject: RuleSubject) -> None:
    """Terms that are written into a campaign file and read again are the same terms."""
    for rule in subject.rules:
        table = cast("dict[str, object]", _reading(rule))
        again = subject.known.payment_rule(table, currency="USD", where="terms")
        if again != rule:
            raise CheckFailedError("terms that were written and read", f"be {rule}", again)


def _nothing(currency: str) -> Performance:
    """A performance without any fact."""
    return performance((), currency=currency)


def _lines(fee: Fee) -> list[str]:
    """The lines of a fee in words."""
    return [str(line) for line in (*fee.working, *fee.costs)]


def _ids(told: Performance) -> set[str]:
    """Every text that a performance holds; the ids of its facts are among them."""
    return {part for part in parts_in(told) if isinstance(part, str)}


def _reading(rule: PaymentRule) -> object:
    """What a campaign file says of terms, read back as TOML."""
    document = campaign_document(book(Deal(creator_id="maya", terms=rule)))
    deals: list[dict[str, object]] = tomllib.loads(toml_text(document))["deals"]
    return deals[0]["terms"]
