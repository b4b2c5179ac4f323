from __future__ import annotations

import copy
import datetime as dt
import decimal
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import TypeVar

import attrs
from hypothesis import given, settings, strategies as st

from influence.campaign_book import Book
from influence.creator_lines import LINE_FIGURES, CreatorLine
from influence.creators import Creator
from influence.evaluation import Evaluation, evaluate
from influence.money import Money
from influence.payments import Bonus, FlatFee, Hybrid, PaymentRule
from influence.ratios import decimal_of
from influence.roi import FIGURES
from influence.testing._book_strategies import books, moments
from influence.totals import TOTAL_FIGURES

#: A whole book is a large example: half as many of them tell as much.
fewer = settings(max_examples=settings().max_examples // 2)

_Row = TypeVar("_Row", bound=attrs.AttrsInstance)

#: What follows from comparing the creators, and so may move when one is added.
COMPARED = {"rank", "sheet_rank", "profit_rank", "decision", "next_stage", "angles"}

#: What rests on a belief, which begins at what audiences of a size returned elsewhere.
BELIEVED = {"rank", "decision", "next_stage", "outlook"}


def planned(evaluation: Evaluation) -> Mapping[str, int]:
    """The packages of the next cycle."""
    return {} if evaluation.next_cycle is None else dict(evaluation.next_cycle.packages)


def shown(value: object, *, missing: str = "unknown") -> str:
    if value is None:
        return missing
    return str(decimal_of(value) if isinstance(value, Fraction) else value)


def is_shown(value: object, text: str) -> bool:
    """Whether a working ends in a figure; a missing one is unknown, or divided by zero."""
    return text in {"unknown", "undefined"} if value is None else text == shown(value)


def workings(evaluation: Evaluation) -> Mapping[tuple[str, str], str]:
    """Every working of an evaluation, line by line."""
    names = dict.fromkeys((*LINE_FIGURES, *FIGURES))
    of_lines = {
        (line.creator_id, name): str(line.why(name))
        for line in evaluation.ranking
        for name in names
    }
    of_all = {("totals", name): str(evaluation.totals.why(name)) for name in TOTAL_FIGURES}
    stories = {
        ("order", story.order_id): str(story.working())
        for story in evaluation.board.attribution.stories
    }
    return {**of_lines, **of_all, **stories}


def figures(evaluation: Evaluation) -> Mapping[tuple[str, str], str]:
    """Every figure of every line."""
    return {
        (line.creator_id, name): line.why(name).result
        for line in evaluation.ranking
        for name in dict.fromkeys((*LINE_FIGURES, *FIGURES))
    }


def line_values(line: CreatorLine) -> Mapping[str, object]:
    """The figures of a line as the line holds them."""
    economics, progress, outlook = line.economics, line.progress, line.outlook
    of_economics = ("orders", "customers", "clicks", "leads", "signups", "revenue", "gross_profit")
    return {
        **{name: getattr(economics, name) for name in (*of_economics, *FIGURES)},
        "spend": economics.spend,
        "payable": line.payable,
        "accrued": line.accrued,
        "held": line.held,
        "rank": line.rank,
        "sheet_rank": line.sheet.rank,
        "profit_rank": line.by_profit.rank,
        "decision": line.decision.label,
        "price": line.candidate.price,
        "packages": len(line.candidate.bookings),
        "outlook": None if outlook is None else f"{outlook.expected_multiple:.3f}",
        "stage": "none agreed" if progress is None else progress.stage,
        "next_stage": "none agreed" if progress is None else progress.next_stage,
        "angles": line.trials[-1].verdict if line.trials else "none told",
        "codes": line.codes[-1].revenue if line.codes else "none agreed",
        "metrics": str([*line.card.tallies.values()][-1]) if line.card.tallies else "none known",
        "rates": [*line.card.rates.values()][-1] if line.card.rates else "none known",
    }


class TestWorkings:
    """Every figure has a working, and the last line of the working is the figure."""

    @given(books())
    @fewer
    def test_last_line_of_a_working_is_the_figure(self, book: Book) -> None:
        for line in evaluate(book).ranking:
            for name, value in line_values(line).items():
                assert is_shown(value, line.why(name).result), name
            unpaid = "unknown" if line.economics.gross_profit is None else "not yet"
            assert line.why("payback_days").result == shown(line.payback_day, missing=unpaid)
            assert {*LINE_FIGURES} <= {*line_values(line), "payback_days"}

    @given(books())
    @fewer
    def test_last_line_of_a_working_of_the_totals_is_the_figure(self, book: Book) -> None:
        totals = evaluate(book).totals
        economics = totals.economics
        values: Mapping[str, object] = {
            "orders": totals.orders,
            "revenue": totals.revenue,
            "credited_orders": economics.orders,
            "credited_revenue": economics.revenue,
            "customers": economics.customers,
            "clicks": economics.clicks,
            "leads": economics.leads,
            "signups": economics.signups,
            "gross_profit": economics.gross_profit,
            "spend": economics.spend,
            "shared_costs": totals.shared_costs,
            "payable": totals.payable,
            "accrued": totals.accrued,
            "held": totals.held,
            **{name: getattr(economics, name) for name in FIGURES},
        }
        for name, value in values.items():
            assert is_shown(value, totals.why(name).result), name
        unpaid = "unknown" if economics.gross_profit is None else "not yet"
        assert totals.why("payback_days").result == shown(totals.payback_day, missing=unpaid)
        assert {*TOTAL_FIGURES} <= {*values, "payback_days"}


class TestTotals:
    """The campaign is the sum of its creators, and what nobody earned stays in it."""

    @given(books())
    @fewer
    def test_credited_and_unattributed_are_all(self, book: Book) -> None:
        evaluation = evaluate(book)
        totals = evaluation.totals
        paid = [order for order in book.orders if order.status == "paid"]
        counted = [row.orders for row in book.results]
        lines = [line.economics.orders for line in evaluation.ranking]
        if None in counted:
            assert totals.orders is None
        else:
            known = sum((Fraction(one) for one in lines if one is not None), Fraction(0))
            assert known + totals.unattributed_orders == totals.orders
            assert totals.orders == len(paid) + sum(count or 0 for count in counted)

    @given(books())
    @fewer
    def test_money_of_the_credited_and_of_the_rest_is_all_the_money(self, book: Book) -> None:
        evaluation = evaluate(book)
        totals, zero = evaluation.totals, Money.zero(book.campaign.currency)
        statuses = {order.order_id: order.status for order in book.orders}
        every = sum((order.items for order in book.orders if order.is_paid), start=zero)
        for refund in book.refunds:
            every -= refund.amount if statuses[refund.order_id] == "paid" else zero
        every = sum((row.revenue for row in book.results if row.revenue), start=every)
        parts = [line.economics.revenue for line in evaluation.ranking]
        if None in parts:
            assert totals.revenue is None
        else:
            assert sum(filter(None, parts), start=totals.unattributed_revenue) == every
            assert totals.revenue == every

    @given(books())
    @fewer
    def test_spend_of_the_creators_and_shared_costs_are_the_whole_spend(self, book: Book) -> None:
        evaluation = evaluate(book)
        spends = [line.economics.spend for line in evaluation.ranking]
        assert (
            sum(spends, start=evaluation.totals.shared_costs) == evaluation.totals.economics.spend
        )
        each = evaluation.totals.shared_each
        assert not each or sum(each, start=each[0] - each[0]) == evaluation.totals.shared_costs

    @given(books())
    @fewer
    def test_campaign_has_no_more_customers_than_its_creators_have(self, book: Book) -> None:
        evaluation = evaluate(book)
        customers = evaluation.totals.economics.customers
        lines = [line.economics.customers for line in evaluation.ranking]
        apart = [Fraction(one) for one in lines if one is not None]
        assert (customers is None) == (None in lines)
        if customers is not None:
            assert customers <= sum(apart, Fraction(0))
            assert (evaluation.totals.economics.repeat_customers or 0) <= customers


class TestPurity:
    """The same book gives the same evaluation, whatever surrounds it."""

    @given(books())
    @fewer
    def test_evaluating_twice_is_evaluating_once(self, book: Book) -> None:
        before = copy.deepcopy(book)
        first = evaluate(book)
        assert evaluate(book) == first
        assert evaluate(before) == first
        assert book == before

    @given(books())
    @fewer
    def test_decimal_context_of_the_caller_has_no_say(self, book: Book) -> None:
        expected = workings(evaluate(book))
        context = decimal.Context(prec=2, rounding=decimal.ROUND_UP, capitals=0)
        with decimal.localcontext(context):
            assert workings(evaluate(book)) == expected

    @given(books(), st.randoms(use_true_random=False))
    @fewer
    def test_order_of_the_rows_decides_nothing(self, book: Book, random: Random) -> None:
        def mixed(rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
            return tuple(random.sample(rows, len(rows)))

        assert isinstance(book.touches, tuple)
        other = attrs.evolve(
            book,
            creators=mixed(book.creators),
            deals=mixed(book.deals),
            posts=mixed(book.posts),
            touches=mixed(book.touches),
            orders=mixed(book.orders),
            line_items=mixed(book.line_items),
            refunds=mixed(book.refunds),
            disputes=mixed(book.disputes),
            leads=mixed(book.leads),
            results=mixed(book.results),
            costs=mixed(book.costs),
        )
        expected, found = evaluate(book), evaluate(other)
        assert found.ranking == expected.ranking
        assert found.totals == expected.totals
        assert sorted(map(str, found.findings)) == sorted(map(str, expected.findings))
        assert workings(found) == workings(expected)


class TestNames:
    """Names are labels and decide nothing; followers say where a belief begins, and no more."""

    @given(books())
    @fewer
    def test_other_names_give_the_same_figures(self, book: Book) -> None:
        renamed = evaluate(_renamed(book))
        expected = {
            (f"x-{who}", name): text for (who, name), text in figures(evaluate(book)).items()
        }
        assert figures(renamed) == expected
        assert planned(renamed) == {
            f"x-{who}": many for who, many in planned(evaluate(book)).items()
        }

    @given(books(), st.lists(st.integers(0, 10**8), min_size=4, max_size=4))
    @fewer
    def test_followers_are_in_no_figure_of_what_was(self, book: Book, followers: list[int]) -> None:
        famous = tuple(
            attrs.evolve(one, followers=count)
            for one, count in zip(book.creators, followers, strict=False)
        )
        found = workings(evaluate(attrs.evolve(book, creators=famous)))
        for key, text in workings(evaluate(book)).items():
            if key[1] not in BELIEVED:
                assert found[key] == text, key

    @given(books())
    @fewer
    def test_creator_without_facts_changes_nobodys_figures(self, book: Book) -> None:
        guest = Creator(creator_id="zed", name="Zed")
        before = evaluate(book)
        after = evaluate(attrs.evolve(book, creators=(*book.creators, guest)))
        found = figures(after)
        for (who, name), text in figures(before).items():
            if name not in COMPARED:
                assert found[who, name] == text, name
        assert after.totals.orders == before.totals.orders
        assert after.totals.revenue == before.totals.revenue
        assert after.totals.economics.profit == before.totals.economics.profit
        for old in before.ranking:
            assert after.line(old.creator_id).trials == old.trials


class TestScale:
    """Counting in another unit changes no decision, no rank and no stage."""

    @given(books())
    @fewer
    def test_ten_times_the_money_changes_no_decision(self, book: Book) -> None:
        whole = _scaled(book, 252_000)  # parts of it come out without rounding
        before, after = evaluate(whole), evaluate(_scaled(whole, 10))
        assert planned(before) == planned(after)
        for one, ten in zip(before.ranking, after.ranking, strict=True):
            assert (one.creator_id, one.rank) == (ten.creator_id, ten.rank)
            assert one.sheet.rank == ten.sheet.rank
            assert one.decision.label == ten.decision.label
            assert one.payback_day == ten.payback_day
            assert [trial.verdict for trial in one.trials] == [
                trial.verdict for trial in ten.trials
            ]
            stages = [line.progress and line.progress.next_stage for line in (one, ten)]
            assert stages[0] == stages[1]


class TestMoments:
    """A statement looks at nothing that came after its moment; no other figure minds the moment."""

    @given(books(), moments())
    @fewer
    def test_statement_knows_only_what_had_happened(self, book: Book, as_of: dt.datetime) -> None:
        found = evaluate(book, as_of=as_of)
        as_known = evaluate(book.until(as_of), as_of=as_of)
        for line in found.ranking:
            assert line.statement == as_known.line(line.creator_id).statement

    @given(books(), moments())
    @fewer
    def test_other_figures_do_not_mind_the_moment(self, book: Book, as_of: dt.datetime) -> None:
        early, late = figures(evaluate(book, as_of=as_of)), figures(evaluate(book))
        owed = {"payable", "accrued", "held"}
        assert {key: text for key, text in early.items() if key[1] not in owed} == {
            key: text for key, text in late.items() if key[1] not in owed
        }

    @given(books())
    @fewer
    def test_last_moment_leaves_nothing_out(self, book: Book) -> None:
        assert book.until(book.last_moment) is book
        later = book.last_moment + dt.timedelta(days=400)
        # An open dispute holds what it is about for as long as it is open.
        closed = tuple(one for one in book.disputes if one.outcome is not None)
        for line in evaluate(attrs.evolve(book, disputes=closed), as_of=later).ranking:
            assert line.held.is_zero


def _renamed(book: Book) -> Book:
    """The same book with longer names in the same order."""

    def all_of(rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
        return tuple(
            # The rows are of several classes, and all of them have a creator: attrs cannot say so.
            row if who is None else attrs.evolve(row, creator_id=f"x-{who}")  # type: ignore[misc]
            for row, who in ((row, getattr(row, "creator_id", None)) for row in rows)
        )

    return attrs.evolve(
        book,
        creators=all_of(book.creators),
        deals=all_of(book.deals),
        posts=all_of(book.posts),
        results=all_of(book.results),
        costs=all_of(book.costs),
    )


def _scaled(book: Book, factor: int) -> Book:
    """The same book with every amount so many times as large."""

    def larger(amount: Money | None) -> Money | None:
        return None if amount is None else amount * factor

    def all_of(rows: tuple[_Row, ...], *names: str) -> tuple[_Row, ...]:
        return tuple(
            # The names are chosen at run time, so no checker can match them with fields.
            attrs.evolve(row, **{name: larger(getattr(row, name)) for name in names})  # type: ignore[misc]
            for row in rows
        )

    return attrs.evolve(
        book,
        deals=tuple(attrs.evolve(deal, terms=_terms(deal.terms, factor)) for deal in book.deals),
        posts=all_of(book.posts, "cost"),
        orders=all_of(book.orders, "items", "gross_profit"),
        line_items=all_of(book.line_items, "amount"),
        refunds=all_of(book.refunds, "amount"),
        results=all_of(book.results, "revenue", "gross_profit"),
        costs=all_of(book.costs, "amount"),
    )


def _terms(terms: PaymentRule | None, factor: int) -> PaymentRule | None:
    """The same terms with every amount so many times as large."""
    if isinstance(terms, FlatFee):
        prices = {kind: price * factor for kind, price in terms.per_deliverable.items()}
        return FlatFee(per_deliverable=prices)
    if isinstance(terms, Bonus) and terms.pay is not None:
        return attrs.evolve(terms, pay=terms.pay * factor)
    if isinstance(terms, Hybrid):
        parts = (_terms(part, factor) for part in terms.parts)
        return Hybrid(parts=tuple(part for part in parts if part is not None))
    return terms
