"""Creator marketing that has to pay for itself.

    book = influence.read_book("examples/spring-launch")
    evaluation = influence.evaluate(book)

The names that people type most are here, and every public module is an attribute:
``influence.payments``, ``influence.roi``. Nothing is imported before it is asked for, so that
``import influence`` costs next to nothing and a missing extra is missed only by those who use it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from influence import (
        accounts as accounts,
        allocation as allocation,
        appraisals as appraisals,
        assets as assets,
        attribution as attribution,
        audiences as audiences,
        beliefs as beliefs,
        bookings as bookings,
        books as books,
        briefs as briefs,
        campaign_book as campaign_book,
        campaigns as campaigns,
        candidates as candidates,
        cli as cli,
        comments as comments,
        connectors as connectors,
        contradictions as contradictions,
        costs as costs,
        creator_lines as creator_lines,
        creators as creators,
        deals as deals,
        decisions as decisions,
        deliverables as deliverables,
        disclosure as disclosure,
        disclosure_review as disclosure_review,
        disputes as disputes,
        errors as errors,
        evaluation as evaluation,
        exchange as exchange,
        experiments as experiments,
        exporters as exporters,
        findings as findings,
        flywheel as flywheel,
        frames as frames,
        guidelines as guidelines,
        ids as ids,
        incrementality as incrementality,
        intent as intent,
        ladders as ladders,
        leads as leads,
        links as links,
        lint as lint,
        markets as markets,
        memberships as memberships,
        metrics as metrics,
        money as money,
        next_cycle as next_cycle,
        next_tests as next_tests,
        offers as offers,
        orders as orders,
        outlooks as outlooks,
        outreach as outreach,
        paperwork as paperwork,
        paths as paths,
        patterns as patterns,
        payments as payments,
        payouts as payouts,
        performances as performances,
        periods as periods,
        personas as personas,
        planning as planning,
        platforms as platforms,
        plugins as plugins,
        posts as posts,
        production as production,
        progression as progression,
        qr as qr,
        ranking as ranking,
        ratios as ratios,
        reconciliation as reconciliation,
        report as report,
        results as results,
        rights as rights,
        rights_calendar as rights_calendar,
        roi as roi,
        sales as sales,
        sansio as sansio,
        scorecards as scorecards,
        settlement as settlement,
        shares as shares,
        sources as sources,
        spending as spending,
        stage_offers as stage_offers,
        store as store,
        tax_reminders as tax_reminders,
        testing as testing,
        tier_benchmarks as tier_benchmarks,
        totals as totals,
        tracking as tracking,
        trials as trials,
        vetting as vetting,
        workings as workings,
    )
    from influence.books import read_book
    from influence.campaign_book import Book
    from influence.errors import (
        ConnectorError,
        CurrencyMismatchError,
        InfluenceError,
        InvalidInputError,
        InvalidTermsError,
        InvalidTransitionError,
        MissingDataError,
        PluginError,
        UnknownNameError,
    )
    from influence.evaluation import Evaluation, evaluate
    from influence.findings import Finding
    from influence.money import Money
    from influence.shares import Share

    __version__: str

__all__ = [
    "Book",
    "ConnectorError",
    "CurrencyMismatchError",
    "Evaluation",
    "Finding",
    "InfluenceError",
    "InvalidInputError",
    "InvalidTermsError",
    "InvalidTransitionError",
    "MissingDataError",
    "Money",
    "PluginError",
    "Share",
    "UnknownNameError",
    "__version__",
    "evaluate",
    "read_book",
]

_HOMES = {
    "Book": "campaign_book",
    "ConnectorError": "errors",
    "CurrencyMismatchError": "errors",
    "Evaluation": "evaluation",
    "Finding": "findings",
    "InfluenceError": "errors",
    "InvalidInputError": "errors",
    "InvalidTermsError": "errors",
    "InvalidTransitionError": "errors",
    "MissingDataError": "errors",
    "Money": "money",
    "PluginError": "errors",
    "Share": "shares",
    "UnknownNameError": "errors",
    "evaluate": "evaluation",
    "read_book": "books",
}

_MODULES = (
    "accounts",
    "allocation",
    "appraisals",
    "assets",
    "attribution",
    "audiences",
    "beliefs",
    "bookings",
    "books",
    "briefs",
    "campaign_book",
    "campaigns",
    "candidates",
    "cli",
    "comments",
    "connectors",
    "contradictions",
    "costs",
    "creator_lines",
    "creators",
    "deals",
    "decisions",
    "deliverables",
    "disclosure",
    "disclosure_review",
    "disputes",
    "errors",
    "evaluation",
    "exchange",
    "experiments",
    "exporters",
    "findings",
    "flywheel",
    "frames",
    "guidelines",
    "ids",
    "incrementality",
    "intent",
    "ladders",
    "leads",
    "links",
    "lint",
    "markets",
    "memberships",
    "metrics",
    "money",
    "next_cycle",
    "next_tests",
    "offers",
    "orders",
    "outlooks",
    "outreach",
    "paperwork",
    "paths",
    "patterns",
    "payments",
    "payouts",
    "performances",
    "periods",
    "personas",
    "planning",
    "platforms",
    "plugins",
    "posts",
    "production",
    "progression",
    "qr",
    "ranking",
    "ratios",
    "reconciliation",
    "report",
    "results",
    "rights",
    "rights_calendar",
    "roi",
    "sales",
    "sansio",
    "scorecards",
    "settlement",
    "shares",
    "sources",
    "spending",
    "stage_offers",
    "store",
    "tax_reminders",
    "testing",
    "tier_benchmarks",
    "totals",
    "tracking",
    "trials",
    "vetting",
    "workings",
)


def _find(name: str) -> object:
    """Import what *name* stands for; from then on it is an ordinary name of this module."""
    from importlib import import_module

    if name == "__version__":
        found: object = import_module("importlib.metadata").version("influence-marketing")
    elif name in _HOMES:
        found = getattr(import_module(f"influence.{_HOMES[name]}"), name)
    elif name in _MODULES:
        found = import_module(f"influence.{name}")
    else:
        message = f"module 'influence' has no attribute {name!r}"
        raise AttributeError(message)
    globals()[name] = found
    return found


if not TYPE_CHECKING:  # a checker that saw a __getattr__ would believe every misspelt name
    __getattr__ = _find


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})
