# ruff: noqa: E501  # a plugin is written in one line, and messages are matched whole
"""No plugin can change a payout that its deal does not name.

Python has no walls between modules: what a hostile plugin does cannot always be prevented. It is
found when the plugin has been imported or asked, put back, and the plugin brings nothing. Each
plugin here is written into a folder and found by its entry point; the shipped example is read,
evaluated and settled beside it, and every line of every statement is what it is without any plugin.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from plugin_site import RULE, Site

from influence.attribution import AttributionPolicy, Journey, Path as TouchPath, PathTouch
from influence.books import read_book
from influence.deals import Deal
from influence.errors import PluginError
from influence.evaluation import evaluate
from influence.payments import fee_of
from influence.plugins import load
from influence.ranking import Standing, placed
from influence.testing import at, book, order, performance, touch, usd

_EXAMPLE = "examples/spring-launch"
_HEAD = "import pluggy\nhookimpl = pluggy.HookimplMarker('influence')\n"
_ZERO = "lambda self, performance: __import__('influence').payments.Fee.of_lines((), currency=performance.currency)"

_HOSTILE = {
    "a wrapper": _HEAD
    + "@hookimpl(wrapper=True)\ndef influence_payment_rules(host):\n    yield\n    return []\n",
    "an old wrapper": _HEAD
    + "@hookimpl(hookwrapper=True)\ndef influence_payment_rules(host):\n    outcome = yield\n    outcome.force_result([])\n",
    "tryfirst": _HEAD
    + "@hookimpl(tryfirst=True)\ndef influence_payment_rules(host):\n    return []\n",
    "trylast": _HEAD
    + "@hookimpl(trylast=True)\ndef influence_payment_rules(host):\n    return []\n",
    "another fee of commission": f"from influence.payments import Commission\nCommission.fee = {_ZERO}\n"
    + RULE,
    "another fee of commission by its code": "from influence.payments import Commission\n"
    f"Commission.fee.__code__ = ({_ZERO}).__code__\n" + RULE,
    "another fee of every rule": "from influence.payments import _rule\n_rule.fee_of = None\n"
    + RULE,
    "another sum": "from influence.money import Money\nMoney.total = classmethod(lambda cls, parts, *, currency: cls('0', currency))\n"
    + RULE,
    "another multiplication": "from fractions import Fraction\nFraction.__mul__ = Fraction.__rmul__ = lambda self, other: self\n"
    + RULE,
    "another settle": "import influence.appraisals as a\na.settle = None\n" + RULE,
    "another registry": "from influence.plugins import Registry\nRegistry.payment_rule = lambda *a, **k: None\n"
    + RULE,
    "other members": "from influence.plugins import _members\n_members.payment_rules = lambda host: ()\n"
    + RULE,
    "a mark on our members": "from influence.plugins import _members\n"
    "_members.payment_rules.influence_impl['specname'] = 'influence_lint_rules'\n" + RULE,
    "another hook": "from influence.plugins import hook\nobject.__setattr__(hook.payment_rules, 'name', 'zzz')\n"
    + RULE,
    "another pluggy": "import pluggy\npluggy.HookimplMarker.__call__ = lambda *a, **k: None\n"
    + RULE,
    "another loader": "from influence.plugins import _loader\n_loader.collected = None\n" + RULE,
    "another module": "import sys\nsys.modules['influence.payments'] = sys\n" + RULE,
    "a shadowed builtin": "from influence.payments import _rule\n_rule.isinstance = lambda *a: False\n"
    + RULE,
    "other currencies": "from influence import _iso4217\n_iso4217.DECIMALS['USD'] = 0\n" + RULE,
    "an exit when it is asked": _HEAD
    + "import sys\n@hookimpl\ndef influence_payment_rules(host):\n    sys.exit(0)\n",
    "an exit at import": "import sys\nsys.exit(0)\n",
    "a change when it is asked": RULE
    + "    from influence.payments import Commission\n    Commission.fee = None\n",
    "a change of the host": RULE + "    object.__setattr__(host, 'version', '9')\n",
    "a change of its spec": RULE.replace(
        "    yield", "    from influence.payments import Commission\n    spec ="
    )
    + "    yield spec\n    object.__setattr__(spec, 'name', 'commission')\n    object.__setattr__(spec, 'make', Barter)\n",
    "a name of ours": RULE.replace("barter", "commission"),
    "a name of ours for a class of ours": _HEAD
    + "from influence.payments import FlatFee\nfrom influence.plugins import PaymentRuleSpec\n"
    "@hookimpl\ndef influence_payment_rules(host):\n    return [PaymentRuleSpec(name='commission', make=FlatFee)]\n",
    "marks that are no marks": RULE
    + "payment_rules.influence_impl = {'specname': 'influence_payment_rules', 'wrapper': 1}\n",
}
_LOADED = {"a change of the host"}  # each is told of a host of its own


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    yield Site(folder)
    for name in [name for name in sys.modules if name.startswith("influence_")]:
        del sys.modules[name]


def _statements() -> list[str]:
    lines = evaluate(read_book(_EXAMPLE)).ranking
    return [f"{line.creator_id} {line.rank} {line.decision} {line.statement!r}" for line in lines]


@pytest.fixture(scope="module")
def honest() -> list[str]:
    """The statements of the example without any plugin."""
    return _statements()


@pytest.mark.parametrize(("name", "source"), _HOSTILE.items(), ids=_HOSTILE.keys())
def test_every_statement_is_what_it_is_without_the_plugin(
    site: Site, honest: list[str], name: str, source: str
) -> None:
    site.install("influence_hostile", source)
    for registry in (load(), load()):  # the second time, it may be imported already
        plugin = registry.plugin("hostile")
        assert plugin.is_loaded == (name in _LOADED)
        assert bool(plugin.error) != plugin.is_loaded
        assert [one for one in registry.findings if one.severity == "error"] or plugin.is_loaded
    assert _statements() == honest


def test_a_spec_that_is_changed_later_is_not_ours(site: Site) -> None:
    source = (
        RULE.replace("    yield", "    kept.append(").rstrip() + ")\n    return kept\n\nkept = []\n"
    )
    site.install("influence_hostile", source)
    registry = load()
    (spec,) = sys.modules["influence_hostile"].kept
    object.__setattr__(spec, "make", None)
    assert registry.payment_rules["barter"].make is not None


def _member(site: Site, source: str) -> Any:  # noqa: ANN401 - whatever the plugin made
    site.install("influence_hostile", source)
    return load().payment_rule({"rule": "barter"}, currency="USD", where="terms")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("raise SystemExit(0)", r"answer a fee without failing, got SystemExit\(0\)"),
        (
            "return 1 / 0",
            r"answer a fee without failing, got ZeroDivisionError\('division by zero'\)",
        ),
        ("return 7", "answer a Fee, got 7"),
        (
            "object.__setattr__(performance, 'orders', ())",
            "leave what it is shown as it is, got 'a changed Performance'",
        ),
        (
            "object.__setattr__(performance.orders[0], 'credit', 0)",
            "leave what it is shown as it is, got 'a changed Performance'",
        ),
        (
            (
                "performance.orders[0].gross.__class__.__setattr__; "
                "object.__setattr__(performance.orders[0].gross, 'minor', 0)"
            ),
            r"(answer a fee without failing|leave what it is shown as it is), got .+",
        ),
    ],
)
def test_a_rule_that_misbehaves_when_it_is_asked_always_raises(
    site: Site, body: str, told: str
) -> None:
    rule = _member(
        site, RULE.replace("return Fee.of_lines((), currency=performance.currency)", body)
    )
    label = (
        r"payment rule barter \(plugin hostile of influence-hostile 1\.0, "
        r"influence_payment_rules(, influence_hostile\.py:14)?\)"
    )
    with pytest.raises(PluginError, match=f"^{label} must {told}$"):
        fee_of(rule, performance(["20.00"], currency="USD"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            "object.__setattr__(fee, 'amount', Money('9', 'USD'))",
            r": fee must be the sum of its lines, 1\.00 USD, got .+",
        ),
        (
            "object.__setattr__(fee.working[0], 'text', '')",
            r": fee\.working\[0\] must be text that is not blank, got ''",
        ),
        (
            "object.__setattr__(fee, 'working', (7,))",
            r": fee\.working\[0\] must be as it was built, got .+",
        ),
    ],
)
def test_a_fee_that_was_changed_after_it_was_built_is_refused_with_the_path(
    site: Site, change: str, told: str
) -> None:
    body = (
        "from influence.payments import FeeLine; from influence.money import Money; "
        "fee = Fee.of_lines([FeeLine('one', Money('1', 'USD'))], currency='USD'); "
        f"{change}; return fee"
    )
    rule = _member(
        site, RULE.replace("return Fee.of_lines((), currency=performance.currency)", body)
    )
    with pytest.raises(PluginError, match=rf"^payment rule barter \(.+\){told}$"):
        fee_of(rule, performance(["20.00"], currency="USD"))


_STRATEGY = """\
from fractions import Fraction
from influence.plugins import RankingStrategySpec, hook
from influence.ranking import Profit

class Mine:
    name = "mine"

    def rank(self, standings, /):
        {body}

@hook.ranking_strategies
def ranking_strategies(host):
    yield RankingStrategySpec(name="mine", make=lambda metrics: Mine())
"""
_STANDINGS = (
    Standing(creator_id="maya", metrics={"orders": Fraction(3)}, spend=usd("5"), profit=usd("7")),
)


def _strategy(site: Site, body: str) -> Any:  # noqa: ANN401 - whatever the plugin made
    from influence.metrics import SuccessMetrics

    site.install("influence_hostile", _STRATEGY.format(body=body))
    three = SuccessMetrics(("saves", "clicks", "orders"))
    return load().ranking_strategy("mine", metrics=three)


def test_a_strategy_is_shown_a_copy(site: Site) -> None:
    body = "object.__setattr__(standings[0], 'spend', standings[0].spend * 0); return Profit().rank(standings)"
    strategy = _strategy(site, body)
    assert placed(_STANDINGS, strategy=strategy)["maya"].rank == 1
    assert _STANDINGS[0].spend == usd("5")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "return 1 / 0",
            (
                r", influence_hostile\.py:9\) must place creators without failing, got "
                r"ZeroDivisionError\('division by zero'\)"
            ),
        ),
        ("return [7]", r"\): answer\[0\] must be a Placing with a whole rank, got 7"),
        ("return []", r"\) must place each of \['maya'\] once, got \[\]"),
    ],
)
def test_a_strategy_that_misbehaves_raises_with_its_plugin(
    site: Site, body: str, told: str
) -> None:
    label = (
        r"ranking strategy mine \(plugin hostile of influence-hostile 1\.0, "
        "influence_ranking_strategies"
    )
    with pytest.raises(PluginError, match=f"^{label}{told}$"):
        placed(_STANDINGS, strategy=_strategy(site, body))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        ("lambda metrics: 7", "be a ranking strategy with a name and a rank, got 7"),
        (
            "lambda metrics: Mine",
            "be a ranking strategy with a name and a rank, got <class 'influence_hostile.Mine'>",
        ),
        ("lambda metrics: 1 / 0", r"refuse bad terms with InvalidInputError, got ZeroDivision.+"),
        ("lambda metrics: exit(0)", r"refuse bad terms with InvalidInputError, got SystemExit.+"),
    ],
)
def test_a_strategy_that_cannot_be_made_is_refused(site: Site, make: str, told: str) -> None:
    from influence.metrics import SuccessMetrics

    source = _STRATEGY.format(body="return []").replace("lambda metrics: Mine()", make)
    site.install("influence_hostile", source)
    three = SuccessMetrics(("saves", "clicks", "orders"))
    with pytest.raises(PluginError, match=f"^ranking strategy mine must {told}$"):
        load().ranking_strategy("mine", metrics=three)


class _Learner:
    name = "learner"

    def __init__(self, *, player: object = "maya", fitted: object = None) -> None:
        self._player, self._fitted = player, fitted

    def player(self, touch: PathTouch, /) -> Any:  # noqa: ANN401, ARG002 - wrong on purpose
        return self._player

    def fitted(self, journeys: Sequence[Journey], /) -> Any:  # noqa: ANN401, ARG002 - the same
        return self._fitted


class _Picky:
    name = "picky"

    def __init__(self, weights: object) -> None:
        self._weights = weights

    def weights(self, path: TouchPath, /) -> Any:  # noqa: ANN401, ARG002 - wrong on purpose
        return self._weights


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (
            _Learner(player=7),
            "attribution model learner must say in text who plays in a touch, got 7",
        ),
        (
            _Learner(),
            "attribution model learner must answer a model with weights when fitted, got None",
        ),
        (
            _Picky([0]),
            r"attribution model picky must give 1 whole numbers of at least 0, not all 0, got \[0\]",
        ),
        (
            _Picky(7),
            (
                r"attribution model picky must weigh a path without "
                r"failing, got TypeError\(.+\)"
            ),
        ),
    ],
)
def test_a_model_that_misbehaves_raises(model: Any, told: str) -> None:  # noqa: ANN401 - wrong on purpose
    made = book(
        Deal(creator_id="maya", links=("maya",)),
        touch("t1", value="maya", when=at(1)),
        order("o1", when=at(2)),
        attribution=AttributionPolicy(model=model),
    )
    with pytest.raises(PluginError, match=f"^{told}$"):
        evaluate(made)
