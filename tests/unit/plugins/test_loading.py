"""The loader as its callers see it: what is loaded, what is not, and who is told."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from plugin_site import RULE, Site

from influence.books import InvalidBookError, check_book, new_book, read_book
from influence.errors import InvalidInputError, PluginError, UnknownNameError
from influence.metrics import SuccessMetrics
from influence.plugins import Event, Plugin, Registry, Step, hook, load
from influence.plugins.hooks import PluginFailed, PluginLoaded

_TERMS = {"rule": "barter"}
_THREE = SuccessMetrics(("saves", "clicks", "orders"))
_BROKEN = "import a_module_that_nobody_has\n"
_GONE = "ModuleNotFoundError(\"No module named 'a_module_that_nobody_has'\")"


def _states(registry: Registry) -> dict[str, str]:
    return {one.label: one.state for one in registry.plugins if not one.is_built_in}


def _rule(registry: Registry, name: str = "barter") -> object:
    return registry.payment_rule({"rule": name}, currency="USD", where="terms")


def _refused(error: type[Exception], message: str, **arguments: Any) -> None:  # noqa: ANN401 - of load
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        load(**arguments)


def test_an_installed_plugin_is_told_with_all_that_is_known_of_it(site: Site) -> None:
    site.install("influence_barter", version="1.2", summary="Goods for a part of the sales")
    plugin = load().plugin("barter")
    assert plugin == Plugin(
        name="barter",
        distribution="influence-barter",
        version="1.2",
        summary="Goods for a part of the sales",
        module="influence_barter",
        file=str(site.folder / "influence_barter.py"),
        state="loaded",
        phase="collect",
        hooks=("influence_payment_rules",),
        members={"payment_rules": ("barter",)},
    )
    assert load().plugin("influence-barter") == plugin


def test_our_own_members_are_plugins_as_well() -> None:
    ours = load(plugins=()).plugins
    assert [one.name for one in ours][:2] == ["influence", "influence.report"]
    assert all(one.is_built_in and one.is_loaded and not one.findings for one in ours)
    assert {"commission", "tiered"} <= set(ours[0].members["payment_rules"])


def test_a_mistake_of_our_own_raises(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    (site.folder / "their_members.py").write_text("", encoding="utf-8")
    monkeypatch.setattr("influence.plugins._loader._BUILT_IN", ("their_members",))
    with pytest.raises(PluginError, match=r"^plugin their_members of .+ must mark a function with"):
        load(plugins=())


def test_a_plugin_that_nobody_has_is_refused_with_the_close_one(site: Site) -> None:
    site.install("influence_barter")
    with pytest.raises(UnknownNameError, match=r"^plugin must be one of .+; did you mean 'barter'"):
        load().plugin("bartr")


def test_two_plugins_of_one_name_are_both_named_and_neither_loads(site: Site) -> None:
    site.install("influence_barter")
    site.install("influence_swap", RULE.replace("barter", "swap"), name="barter", version="2.0")
    registry = load()
    both = "plugin barter of influence-barter 1.0 and plugin barter of influence-swap 2.0"
    assert _states(registry) == dict.fromkeys(both.split(" and "), "collides")
    told = f"INF701 plugin must have a name of its own, {both} have this one, got 'barter'"
    assert [str(one) for one in registry.findings] == [
        f"{one}: {told}" for one in both.split(" and ")
    ]
    assert _states(load(block=["influence-swap"])) == {
        "plugin barter of influence-barter 1.0": "loaded",
        "plugin barter of influence-swap 2.0": "blocked",
    }


def test_two_plugins_that_bring_one_name_are_both_named_and_neither_loads(site: Site) -> None:
    site.install("influence_barter")
    site.install("influence_swap", version="2.0")
    registry = load()
    both = "plugin barter of influence-barter 1.0 and plugin swap of influence-swap 2.0"
    assert _states(registry) == dict.fromkeys(both.split(" and "), "collides")
    told = f"INF702 payment rules must take names of their own, {both} take this one, got 'barter'"
    assert [str(one) for one in registry.findings] == [
        f"{one}: {told}" for one in both.split(" and ")
    ]
    assert "barter" not in registry.payment_rules


def test_a_plugin_that_is_called_as_we_are_does_not_load(site: Site) -> None:
    site.install("influence_barter", name="influence")
    registry = load()
    assert _states(registry) == {"plugin influence of influence-barter 1.0": "collides"}
    assert [str(one) for one in registry.findings] == [
        (
            "plugin influence of influence-barter 1.0: INF703 plugin must have a name of its own, "
            "influence has this one, got 'influence'"
        )
    ]


def test_a_plugin_for_another_version_is_not_imported(site: Site) -> None:
    site.install("influence_barter", "raise SystemExit\n", requires=("influence-marketing>=9,<10",))
    registry = load()
    assert _states(registry) == {"plugin barter of influence-barter 1.0": "incompatible"}
    version = registry.plugins[0].version
    assert [str(one) for one in registry.findings] == [
        (
            "plugin barter of influence-barter 1.0: INF704 plugin must require versions of "
            f"influence-marketing that {version} is one of, got '>=9,<10'"
        )
    ]


@pytest.mark.parametrize(
    "requires",
    [
        ("influence-marketing[http] (>=0.1)", "attrs>=24"),
        ('influence-marketing>=9; extra == "later"',),
        ("influence-marketing",),
        ("Influence_Marketing<9",),
    ],
)
def test_a_plugin_for_this_version_is_loaded(site: Site, requires: tuple[str, ...]) -> None:
    site.install("influence_barter", requires=requires)
    assert load().plugin("barter").is_loaded


def test_a_requirement_that_cannot_be_read_is_told(site: Site) -> None:
    site.install("influence_barter", requires=("influence-marketing about 3",))
    registry = load()
    assert registry.plugin("barter").is_loaded
    assert [str(one) for one in registry.findings] == [
        (
            "plugin barter of influence-barter 1.0: INF709 plugin must require versions of "
            "influence-marketing in a way that can be read, got 'about 3'"
        )
    ]


def test_a_blocked_plugin_is_not_imported(site: Site) -> None:
    site.install("influence_barter", "raise SystemExit\n")
    blocked: tuple[dict[str, Any], ...] = (
        {"block": ["barter"]},
        {"block": ["Influence_Barter"]},
        {"allow": []},
    )
    for lists in blocked:
        registry = load(**lists)
        assert registry.plugin("barter").state == "blocked"
        assert registry.plugin("barter").phase == "discover"
    told = [str(one) for one in load(block=["barter"], allow=["barter"]).findings]
    assert told == [
        (
            "plugin barter of influence-barter 1.0: INF705 plugin barter must be allowed to load, got "
            "'the list of blocked plugins'"
        )
    ]
    assert [str(one) for one in load(allow=()).findings] == [
        (
            "plugin barter of influence-barter 1.0: INF705 plugin barter must be allowed to load, got "
            "'a list of allowed plugins without it'"
        )
    ]


def test_only_what_is_allowed_is_loaded(site: Site) -> None:
    site.install("influence_barter")
    site.install("influence_broken", _BROKEN)
    assert _states(load(allow=["influence-barter"], strict=True)) == {
        "plugin barter of influence-barter 1.0": "loaded",
        "plugin broken of influence-broken 1.0": "blocked",
    }


def test_a_name_in_a_list_that_is_nobodys_is_told_with_the_close_one(site: Site) -> None:
    site.install("influence_barter")
    lists: dict[str, Any] = {"block": ["bartr"], "order": ["zzz"]}
    assert [str(one) for one in load(**lists).findings] == [
        (
            "plugins: INF706 plugin in block must be one of barter, influence-barter, got 'bartr'; did "
            "you mean 'barter'?"
        ),
        "plugins: INF706 plugin in order must be one of barter, influence-barter, got 'zzz'",
    ]
    _refused(
        UnknownNameError,
        "plugin in block must be one of barter, influence-barter, got 'bartr'; did you mean "
        "'barter'?",
        block=["bartr"],
        strict=True,
    )


@pytest.mark.parametrize("name", ["allow", "block", "order"])
def test_a_list_is_no_text(name: str) -> None:
    lists: dict[str, Any] = {name: "barter"}
    _refused(InvalidInputError, "list of plugins must be a list of names, got 'barter'", **lists)


def test_strict_loading_raises_for_the_first_plugin_that_is_not_loaded(site: Site) -> None:
    site.install("influence_barter")
    site.install("influence_broken", "\n" + _BROKEN)
    _refused(
        PluginError,
        "plugin broken of influence-broken 1.0, influence_broken.py:2: module influence_broken must "
        f"be importable, got {_GONE}",
        strict=True,
    )
    assert load(strict=True, block=["broken"]).plugin("barter").is_loaded


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            RULE + "    yield None\n",
            (
                "terms.rule must be known, and may be of a plugin that is not; plugin barter of "
                "influence-barter 1.0 is broken: INF733 answer of payment_rules must yield "
                "PaymentRuleSpec from influence_payment_rules, got None, got 'barter'"
            ),
        ),
        (
            _BROKEN,
            (
                "terms.rule must be known, and may be of a plugin that is not; plugin barter of "
                f"influence-barter 1.0 is broken: INF711 module influence_barter must be importable, got "
                f"{_GONE}, got 'barter'"
            ),
        ),
        (
            "from influence.payments import Commission\nCommission.fee = None\n" + RULE,
            (
                "terms.rule must be known, and may be of a plugin that is not; plugin barter of influence-barter 1.0 "
                "is quarantined: INF742 plugin must leave alone what is not its own; what it changed "
                "was put back, got influence.payments._commission.Commission.fee, got 'barter'"
            ),
        ),
    ],
)
def test_a_rule_of_a_plugin_that_is_not_loaded_never_vanishes(
    site: Site, source: str, message: str
) -> None:
    site.install("influence_barter", source)
    with pytest.raises(PluginError, match=f"^{re.escape(message)}$"):
        _rule(load())


def test_a_name_that_two_plugins_wanted_tells_of_both(site: Site) -> None:
    site.install("influence_barter")
    site.install("influence_swap")
    with pytest.raises(PluginError) as caught:
        _rule(load())
    assert caught.value.rule.startswith(
        "be of a plugin that is loaded; plugin barter of influence-barter 1.0 is in a collision: "
        "INF702 payment rules must"
    )
    assert "; plugin swap of influence-swap 1.0 is in a collision: INF702" in caught.value.rule


def test_a_name_like_no_other_may_be_that_of_any_plugin_that_said_nothing(site: Site) -> None:
    site.install("influence_goods", _BROKEN)
    with pytest.raises(
        PluginError, match=r"^terms.rule must be known, and may be of a plugin that"
    ):
        _rule(load(), "zzz")
    with pytest.raises(UnknownNameError, match=r"did you mean 'commission'\?$"):
        _rule(load(), "comission")


def test_a_blocked_plugin_is_named_to_whoever_misses_its_rule(site: Site) -> None:
    site.install("influence_barter")
    with pytest.raises(
        PluginError, match=r"^terms.rule .+ influence-barter 1.0 is blocked: INF705"
    ):
        _rule(load(block=["barter"]))


def test_members_of_every_family_are_missed_in_the_same_way(site: Site) -> None:
    site.install("influence_barter", _BROKEN)
    registry = load()
    for ask in (
        lambda: registry.attribution_model("barter"),
        lambda: registry.attribution_source("barter"),
        lambda: registry.ranking_strategy("barter", metrics=_THREE),
        lambda: registry.lint_rule("barter"),
        lambda: registry.exporter("barter"),
    ):
        with pytest.raises(PluginError, match=r"may be of a plugin that is not; plugin barter of"):
            ask()


def test_a_rule_that_a_plugin_told_before_it_went_wrong_is_surely_of_it(site: Site) -> None:
    site.install(
        "influence_goods",
        RULE + "    from influence.payments import Commission\n    Commission.fee = None\n",
    )
    with pytest.raises(
        PluginError, match=r"^terms.rule must be of a plugin that is loaded; plugin goods of"
    ):
        _rule(load())


def test_what_came_with_a_plugin_in_quarantine_is_forgotten_and_nothing_else(site: Site) -> None:
    (site.folder / "somebody_else.py").write_text("", encoding="utf-8")
    source = (
        "import somebody_else\nfrom influence.payments import Commission\nCommission.fee = None\n"
    )
    site.install("influence_barter", source)
    assert load().plugin("barter").state == "quarantined"
    assert "influence_barter" not in sys.modules
    assert "somebody_else" in sys.modules
    assert load().plugin("barter").state == "quarantined"


def test_each_step_is_told(site: Site) -> None:
    site.install("influence_barter")
    site.install("influence_broken", _BROKEN)
    steps: list[Step] = []
    load(trace=steps.append)
    assert [(step.plugin, step.phase, step.what) for step in steps] == [
        ("", "discover", "2 plugins are installed"),
        ("barter", "import", "done"),
        ("barter", "declare", "done"),
        ("barter", "collect", "done"),
        ("broken", "import", "broken"),
    ]
    assert all(step.seconds >= 0 for step in steps)


_WATCHER = """\
from influence.plugins import hook

seen = []

@hook.observe
def observe(event):
    seen.append(event)

@hook.resolve_account
def resolve_account(question):
    from influence.platforms import Account
    return Account(platform="instagram", handle="{name}") if question.text == "who" else None
"""


def test_observers_are_told_who_was_loaded_and_who_was_not(site: Site) -> None:
    site.install("influence_watcher", _WATCHER.format(name="watcher"))
    site.install("influence_broken", _BROKEN)
    load()
    seen: list[Event] = __import__("influence_watcher").seen
    assert seen == [
        PluginFailed(
            plugin="broken",
            distribution="influence-broken",
            version="1.0",
            code="INF711",
            reason=f"module influence_broken must be importable, got {_GONE}",
        ),
        PluginLoaded(plugin="watcher", distribution="influence-watcher", version="1.0"),
    ]


def test_whoever_is_asked_first_is_named_by_the_caller_or_goes_by_name(site: Site) -> None:
    for name in ("zoe", "ann", "bob"):
        site.install(f"influence_{name}", _WATCHER.format(name=name))

    def first(**lists: Any) -> str | None:  # noqa: ANN401 - of load
        found = load(**lists).account("who")
        return None if found is None else found.value.handle

    assert first() == "ann"
    assert first(order=["zoe"]) == "zoe"
    assert first(order=["influence-bob", "zoe"]) == "bob"
    assert first(block=["ann"]) == "bob"


def test_the_order_of_modules_changes_nothing() -> None:
    def module(name: str) -> Any:  # noqa: ANN401 - a module with an attribute
        made: Any = ModuleType(name)
        made.observe = hook.observe(lambda event: None)  # noqa: ARG005 - the hook's argument
        return made

    one, two = module("one"), module("two")
    assert load(plugins=[one, two]).plugins == load(plugins=[two, one]).plugins


def test_a_module_that_is_given_is_no_class_and_given_once() -> None:
    module: Any = ModuleType("theirs")
    module.observe = hook.observe(lambda event: None)  # noqa: ARG005 - the hook's argument
    _refused(
        PluginError,
        "plugin theirs must have a name of its own, plugin theirs and plugin theirs have this one, "
        "got 'theirs'",
        plugins=[module, module],
        strict=True,
    )
    _refused(
        PluginError,
        "plugin Step must be a module and no class; give its entry point the name of the module "
        f"alone, got {Step!r}",
        plugins=[Step],
        strict=True,
    )


def test_a_book_that_names_a_rule_of_a_broken_plugin_is_no_book(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    new_book(folder)
    file = folder / "campaign.toml"
    whole = file.read_text(encoding="utf-8")
    site.install("influence_barter", _BROKEN)
    site.install("influence_unrelated", _BROKEN)
    assert [one.code for one in check_book(folder) if one.code.startswith("INF7")] == []
    file.write_text(
        whole.replace('rule = "flat_fee", per_campaign = "150.00"', 'rule = "barter"'),
        encoding="utf-8",
    )
    with pytest.raises(InvalidBookError) as caught:
        read_book(folder)
    told = [str(finding) for finding in caught.value.findings]
    assert "deals[leo].terms.rule must be known, and may be of a plugin that is not" in told[0]
    assert told[1] == (
        "plugin barter of influence-barter 1.0, influence_barter.py:1: INF711 module "
        f"influence_barter must be importable, got {_GONE}"
    )
    assert [one.code for one in check_book(folder)][:2] == ["INF201", "INF711"]
