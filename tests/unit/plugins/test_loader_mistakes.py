"""Every mistake that an author can make, as the loader tells it: whole, with place and mend.

One broken plugin never stops the others: a good one is installed beside each of them.
"""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

from textwrap import dedent
from types import ModuleType
from typing import Any

import pluggy
import pytest
from plugin_site import RULE, Site

from influence.errors import PluginError
from influence.payments import Commission
from influence.plugins import PaymentRuleSpec, Registry, load
from influence.plugins._containment import SLOW_SECONDS

_MARK = "import pluggy\nhookimpl = pluggy.HookimplMarker('influence')\n"
_LABEL = "plugin odd of influence-odd 1.0"


def _beside_a_good_one(site: Site, source: str | None, *, point: str | None = None) -> Registry:
    site.install("influence_good")
    site.install("influence_odd", None if source is None else dedent(source), point=point)
    registry = load()
    assert registry.plugin("good").state == "loaded"
    assert "barter" in registry.payment_rules
    return registry


def _findings(registry: Registry) -> list[str]:
    return [str(finding) for finding in registry.plugin("odd").findings]


_MISTAKES = {
    "a misspelt hook": (
        _MARK + "@hookimpl\ndef influence_payment_rule(host):\n    return []\n",
        "broken",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:3: INF721 function influence_payment_rule must answer a hook "
            "that there is, such as influence_payment_rules, got 'influence_payment_rule'"
        ),
    ),
    "a misspelt hook by its specname": (
        _MARK + "@hookimpl(specname='influence_rankings')\ndef rank(host):\n    return []\n",
        "broken",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:3: INF721 function rank must answer a hook that there is, such "
            "as influence_ranking_strategies, got 'influence_rankings'"
        ),
    ),
    "a misspelt hook without a mark": (
        "\ndef influence_lint_rule(host):\n    return []\n",
        "broken",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:2: INF721 function influence_lint_rule must answer a hook that "
            "there is, such as influence_lint_rules, got 'influence_lint_rule'"
        ),
    ),
    "a hook that is like no other": (
        _MARK + "@hookimpl(specname='zzz')\ndef rank(host):\n    return []\n",
        "broken",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:3: INF721 function rank must answer a hook that there is, got "
            "'zzz'"
        ),
    ),
    "a forgotten mark on the word of authors": (
        "def payment_rules(host):\n    return []\n",
        "broken",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:1: INF722 function payment_rules must be marked with "
            "@hook.payment_rules to answer influence_payment_rules, got 'no mark'"
        ),
    ),
    "a forgotten mark on the name of a hook": (
        "def influence_payment_rules(anything):\n    return []\n",
        "broken",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:1: INF722 function influence_payment_rules must be marked with "
            "@hook.payment_rules to answer influence_payment_rules, got 'no mark'"
        ),
    ),
    "a module that answers nothing": (
        "def payment_rules(sales, fees):\n    return []\n",
        "broken",
        "declare",
        f"{_LABEL}: INF723 plugin must mark a function with a hook, got 'influence_odd'",
    ),
    "hooks that are methods": (
        _MARK
        + "class Odd:\n    @hookimpl\n    def influence_payment_rules(self, host):\n        return []\n",
        "broken",
        "declare",
        (
            f"{_LABEL}: INF723 plugin must have its hooks as functions of the module, got 'methods of "
            "the class Odd'"
        ),
    ),
    "an async function": (
        _MARK + "@hookimpl\nasync def influence_payment_rules(host):\n    return []\n",
        "broken",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:3: INF724 function influence_payment_rules must answer "
            "influence_payment_rules without async, got 'async def influence_payment_rules(host)'"
        ),
    ),
    "an async generator": (
        _MARK + "@hookimpl\nasync def influence_payment_rules(host):\n    yield 1\n",
        "broken",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:3: INF724 function influence_payment_rules must answer "
            "influence_payment_rules without async, got 'async def influence_payment_rules(host)'"
        ),
    ),
    "a wrong argument": (
        _MARK + "@hookimpl\ndef influence_payment_rules(registry):\n    return []\n",
        "broken",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:3: INF725 function influence_payment_rules must take one "
            "argument named host to answer influence_payment_rules, got 'def "
            "influence_payment_rules(registry)'"
        ),
    ),
    "a class that is marked": (
        _MARK + "@hookimpl\nclass influence_payment_rules:\n    pass\n",
        "broken",
        "declare",
        (
            f"{_LABEL}: INF726 class influence_payment_rules must be a function of the module to answer "
            "influence_payment_rules, got <class 'influence_odd.influence_payment_rules'>"
        ),
    ),
    "a hook that fails": (
        _MARK + "@hookimpl\ndef influence_payment_rules(host):\n    yield 1 / 0\n",
        "broken",
        "collect",
        (
            f"{_LABEL}, influence_odd.py:5: INF731 answer of influence_payment_rules must answer "
            "influence_payment_rules without failing, got ZeroDivisionError('division by zero')"
        ),
    ),
    "a hook that ends the program": (
        _MARK + "import sys\n@hookimpl\ndef influence_payment_rules(host):\n    sys.exit(3)\n",
        "broken",
        "collect",
        (
            f"{_LABEL}, influence_odd.py:6: INF731 answer of influence_payment_rules must answer "
            "influence_payment_rules without failing, got SystemExit(3)"
        ),
    ),
    "an answer of None": (
        _MARK + "@hookimpl\ndef influence_payment_rules(host):\n    pass\n",
        "broken",
        "collect",
        (
            f"{_LABEL}, influence_odd.py:3: INF732 answer of influence_payment_rules must answer "
            "influence_payment_rules with an iterable of PaymentRuleSpec, got None"
        ),
    ),
    "an answer of text": (
        _MARK + "@hookimpl\ndef influence_payment_rules(host):\n    return 'barter'\n",
        "broken",
        "collect",
        (
            f"{_LABEL}, influence_odd.py:3: INF732 answer of influence_payment_rules must answer "
            "influence_payment_rules with an iterable of PaymentRuleSpec, got 'barter'"
        ),
    ),
    "an answer without end": (
        RULE.replace("    yield", "    while True:\n        yield"),
        "broken",
        "collect",
        (
            f"{_LABEL}, influence_odd.py:20: INF732 answer of payment_rules must yield at most 10000 "
            "specs from influence_payment_rules, got PaymentRuleSpec(name='barter', make=<class "
            "'influence_odd.Barter'>)"
        ),
    ),
    "an answer that holds no specs": (
        _MARK + "@hookimpl\ndef influence_payment_rules(host):\n    return {'barter': 1}\n",
        "broken",
        "collect",
        (
            f"{_LABEL}, influence_odd.py:3: INF733 answer of influence_payment_rules must yield "
            "PaymentRuleSpec from influence_payment_rules, got 'barter'"
        ),
    ),
    "the spec of another hook": (
        RULE.replace("PaymentRuleSpec", "RankingStrategySpec").replace(
            "@hook.payment", "@hook.payment"
        ),
        "broken",
        "collect",
        (
            f"{_LABEL}, influence_odd.py:19: INF734 answer of payment_rules must be a PaymentRuleSpec, "
            "because a RankingStrategySpec is for influence_ranking_strategies, got "
            "RankingStrategySpec(name='barter', make=<class 'influence_odd.Barter'>)"
        ),
    ),
    "two members of one name": (
        RULE + "    yield PaymentRuleSpec(name='barter', make=Barter)\n",
        "broken",
        "collect",
        f"{_LABEL}: INF735 payment rules must have one member of a name, got 'barter'",
    ),
    "a name of ours": (
        RULE.replace("'barter'", "'commission'").replace('"barter"', '"commission"'),
        "collides",
        "collect",
        (
            f"{_LABEL}: INF703 payment rules must take names of their own, influence has this one, got "
            "'commission'"
        ),
    ),
    "an import that fails": (
        "x = 1\nimport a_module_that_nobody_has\n",
        "broken",
        "import",
        (
            f"{_LABEL}, influence_odd.py:2: INF711 module influence_odd must be importable, got "
            "ModuleNotFoundError(\"No module named 'a_module_that_nobody_has'\")"
        ),
    ),
    "a module that is no Python": (
        "x = 1\ndef f(:\n",
        "broken",
        "import",
        (
            f"{_LABEL}, influence_odd.py:2: INF711 module influence_odd must be importable, got "
            "SyntaxError('invalid syntax', ('{folder}/influence_odd.py', 2, 7, 'def f(:\\n', 2, 8))"
        ),
    ),
    "an import that ends the program": (
        "import sys\nsys.exit('usage: odd')\n",
        "broken",
        "import",
        (
            f"{_LABEL}, influence_odd.py:2: INF712 module influence_odd must be importable without "
            "ending the program, got SystemExit('usage: odd')"
        ),
    ),
    "a wish to go first": (
        _MARK + "@hookimpl(tryfirst=True)\ndef influence_payment_rules(host):\n    return []\n",
        "quarantined",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:3: INF741 function influence_payment_rules must answer its "
            "hook without going before, after or around others, got 'tryfirst'"
        ),
    ),
    "a wish to go around": (
        _MARK
        + "@hookimpl(wrapper=True, trylast=True)\ndef influence_payment_rules(host):\n    return (yield)\n",
        "quarantined",
        "declare",
        (
            f"{_LABEL}, influence_odd.py:3: INF741 function influence_payment_rules must answer its "
            "hook without going before, after or around others, got 'wrapper and trylast'"
        ),
    ),
    "a part of ours replaced": (
        "from influence.payments import Commission\nCommission.fee = None\n" + RULE,
        "quarantined",
        "import",
        (
            f"{_LABEL}: INF742 plugin must leave alone what is not its own; what it changed was put "
            "back, got influence.payments._commission.Commission.fee"
        ),
    ),
}


@pytest.mark.parametrize(
    ("source", "state", "phase", "told"), _MISTAKES.values(), ids=_MISTAKES.keys()
)
def test_a_mistake_is_told_whole(
    site: Site, source: str, state: str, phase: str, told: str
) -> None:
    fee = Commission.fee
    registry = _beside_a_good_one(site, source)
    plugin = registry.plugin("odd")
    assert (plugin.state, plugin.phase) == (state, phase)
    assert _findings(registry) == [_with(told, folder=str(site.folder))]
    assert told.partition(": ")[2][:6] in plugin.error
    assert Commission.fee is fee


def _with(told: str, *, folder: str) -> str:
    """A long value is cut, as every message cuts it."""
    if "{folder}" not in told:
        return told
    head, _, value = told.replace("{folder}", folder).partition(", got ")
    cut = value if len(value) <= 160 else f"{value[:80]}... ({len(value)} characters)"
    return f"{head}, got {cut}"


@pytest.mark.parametrize(
    ("point", "told"),
    [
        (
            "influence_odd:Barter",
            (
                "INF714 plugin must be a module and no class; give its entry point the name of the "
                "module alone, got <class 'influence_odd.Barter'>"
            ),
        ),
        (
            "influence_odd:hook",
            (
                "INF714 plugin must be a module and no Hooks; give its entry point the name of the "
                "module alone, got Hooks(payment_rules=CollectHook(name='influence_payment_rules', "
                "spec=<class 'inf... ("
            ),
        ),
        (
            "influence_odd:Bartr",
            (
                "INF713 entry point must name something that is there, such as Barter, got "
                "'influence_odd:Bartr'"
            ),
        ),
        (
            "influence_odd:Barter.zzz",
            "INF713 entry point must name something that is there, got 'influence_odd:Barter.zzz'",
        ),
        (
            "influence odd!",
            "INF713 entry point must name a module, such as influence_barter, got 'influence odd!'",
        ),
        (
            "influence_even",
            (
                'INF711 module influence_even must be importable, got ModuleNotFoundError("No module '
                "named 'influence_even'\")"
            ),
        ),
    ],
)
def test_an_entry_point_has_to_lead_to_a_module(site: Site, point: str, told: str) -> None:
    registry = _beside_a_good_one(site, RULE.replace("barter", "odd"), point=point)
    (finding,) = _findings(registry)
    assert finding.startswith(f"{_LABEL}: {told}")
    assert registry.plugin("odd").state == "broken"


def test_an_entry_point_may_lead_to_a_module_by_an_attribute(site: Site) -> None:
    site.install(
        "influence_inner", "import influence_whole as whole\n", point="influence_inner:whole"
    )
    site.install("influence_whole", RULE, point="influence_whole", name="whole")
    registry = load(block=["whole"])
    assert registry.plugin("inner").state == "loaded"
    assert registry.plugin("inner").file == str(site.folder / "influence_whole.py")


def test_what_is_printed_is_kept_off_standard_output(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    source = (
        "print('welcome')\nprint('!')\n" + RULE.replace("barter", "odd") + "    print('asked')\n"
    )
    registry = _beside_a_good_one(site, source)
    assert registry.plugin("odd").state == "loaded"
    assert _findings(registry) == [
        f"{_LABEL}: INF715 plugin must print nothing while imported, got 'welcome'",
        f"{_LABEL}: INF715 plugin must print nothing while asked, got 'asked'",
    ]
    assert capsys.readouterr().out == ""


def test_what_is_slow_is_told_with_its_seconds(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(1_000))
    monkeypatch.setattr("time.perf_counter", lambda: next(ticks))
    monkeypatch.setattr("influence.plugins._attempt.SLOW_SECONDS", SLOW_SECONDS)
    site.install("influence_odd", RULE)
    assert _findings(load()) == [
        (
            f"{_LABEL}: INF716 plugin must take less than 1 s to be imported, and leave what is "
            "heavy to make, got '1.0 s'"
        ),
        (
            f"{_LABEL}: INF716 plugin must take less than 1 s to be asked, and leave what is heavy "
            "to make, got '1.0 s'"
        ),
    ]


def test_whoever_waits_may_interrupt(site: Site) -> None:
    site.install("influence_odd", "raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        load()


def test_a_hook_of_a_later_version_may_be_optional(site: Site) -> None:
    source = RULE.replace("barter", "odd") + (
        "import pluggy\n@pluggy.HookimplMarker('influence')(optionalhook=True)\n"
        "def influence_wishes(host):\n    return []\n"
    )
    registry = _beside_a_good_one(site, source.replace(")(optional", ", )(optional"))
    assert _findings(registry) == []
    assert registry.plugin("odd").hooks == ("influence_payment_rules",)


def test_a_function_under_two_names_is_asked_once(site: Site) -> None:
    source = RULE.replace("barter", "odd") + "\nagain = payment_rules\n"
    assert _beside_a_good_one(site, source).plugin("odd").state == "loaded"


def test_an_imported_function_is_no_forgotten_hook(site: Site) -> None:
    source = RULE.replace("barter", "odd") + ("from influence_words import platforms\n")
    (site.folder / "influence_words.py").write_text("def platforms(host): ...\n", encoding="utf-8")
    assert _beside_a_good_one(site, source).plugin("odd").state == "loaded"


def test_a_marked_value_that_is_no_function_is_refused(site: Site) -> None:
    source = """\
    class Rules:
        influence_impl = {"specname": "influence_payment_rules"}

    rules = Rules()
    """
    site.install("influence_odd", dedent(source))
    told = _findings(load())
    assert [one.partition(" got ")[0] for one in told] == [
        (
            f"{_LABEL}: INF726 class Rules must be a function of the module to answer "
            "influence_payment_rules,"
        ),
        (
            f"{_LABEL}: INF726 Rules rules must be a function of the module to answer "
            "influence_payment_rules,"
        ),
    ]


class _Hidden(ModuleType):
    """A module whose names cannot be read."""

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - as the language has it
        if name == "__dict__" and object.__getattribute__(self, "__doc__") == "closed":
            raise OSError(name)
        return super().__getattribute__(name)


def test_a_module_that_cannot_be_looked_through_is_refused() -> None:
    module = _Hidden("hidden")
    attempt = load(plugins=[module])
    assert attempt.plugin("hidden").state == "broken"
    closed = _Hidden("closed", "closed")
    with pytest.raises(PluginError, match=r"^plugin closed must be a module that can be looked"):
        load(plugins=[closed], strict=True)


def test_a_spec_whose_name_is_not_plain_text_is_refused() -> None:
    class Word(str):
        __slots__ = ()

    class Wider(PaymentRuleSpec):
        pass

    def answer(host: object) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
        return [
            PaymentRuleSpec(name="swap", make=Commission),
            PaymentRuleSpec(name=Word("barter"), make=Commission),
            Wider(name="odd", make=Commission),
        ]

    module: Any = ModuleType("theirs")
    module.answer = pluggy.HookimplMarker("influence")(answer, specname="influence_payment_rules")
    registry = load(plugins=[module])
    assert [str(finding).partition(", got")[0] for finding in registry.findings] == [
        "plugin theirs: INF733 answer of answer[1] must be a PaymentRuleSpec as it was built",
        "plugin theirs: INF733 answer of answer[2] must be a PaymentRuleSpec as it was built",
    ]
    assert not {"swap", "barter", "odd"} & set(registry.payment_rules)


def test_a_value_that_cannot_be_shown_is_told_all_the_same() -> None:
    class Rude:
        def __repr__(self) -> str:
            raise SystemExit

    def answer(host: object) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
        return [Rude()]

    module: Any = ModuleType("theirs")
    module.answer = pluggy.HookimplMarker("influence")(answer, specname="influence_payment_rules")
    (finding,) = load(plugins=[module]).findings
    assert str(finding) == (
        "plugin theirs: INF733 answer of answer must yield PaymentRuleSpec from "
        "influence_payment_rules, got a Rude that cannot be shown"
    )
