# ruff: noqa: E501  # messages are matched whole
"""Plugins as their users meet them: packages, really built and installed, found by their entry point.

pip builds each into a wheel and installs all of them, once, into a fresh environment. A new
interpreter of that environment loads what is there, or what of it is not blocked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plugin_site import RULE

import influence

_PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "1.0"
description = "A plugin"
dependencies = [{requires}]

[project.entry-points."influence.plugins"]
{point} = "{name}"

[tool.hatch.build.targets.wheel]
include = ["{name}.py"]
"""

_BARTER = '''\
from typing import ClassVar

import attrs

from influence.money import Money
from influence.payments import Fee, FeeLine
from influence.plugins import PaymentRuleSpec, hook
from influence.shares import Share


@attrs.frozen(kw_only=True)
class Barter:
    """Pays a share of the sales in whole products."""

    name: ClassVar[str] = "barter"
    rate: Share
    product: Money

    def fee(self, performance, /):
        exact = self.rate.of(performance.net_sales)
        pieces = exact.rounded("floor").minor // self.product.minor
        line = FeeLine(f"{pieces} products of {self.product}", self.product * pieces)
        return Fee.of_lines([line], currency=performance.currency)


@hook.payment_rules
def payment_rules(host):
    yield PaymentRuleSpec(name="barter", make=Barter)
'''

_SOURCES = {
    "influence_barter": _BARTER,
    "influence_swap": _BARTER,
    "influence_broken": "import a_module_that_nobody_has\n",
    "influence_later": "raise RuntimeError('never imported')\n",
    "influence_leaves": "import sys\nsys.exit('usage: leaves')\n",
    "influence_loud": "import time\nprint('welcome')\ntime.sleep(1.1)\n"
    + RULE.replace("barter", "loud"),
    "influence_silent": _BARTER.replace("@hook.payment_rules\n", ""),
}
_REQUIRES = {"influence_later": '"influence-marketing>=99"'}

_PAY = """\
from influence.plugins import load
from influence.testing import performance

terms = {"rule": "barter", "rate": "0.2", "product": "30.00"}
rule = load(block=["swap"]).payment_rule(terms, currency="USD", where="terms")
print(rule.fee(performance(["500.00"], currency="USD")).working[0])
"""

_TELL = """\
import json
from influence.plugins import plugin_settings

registry = plugin_settings().load()
told = {one.name: [one.state, *map(str, one.findings)] for one in registry.plugins}
print(json.dumps(told))
"""

Run = Callable[..., str]


def _write(folder: Path, *, name: str, source: str) -> Path:
    """The project of one module."""
    project = folder / name
    project.mkdir()
    (project / f"{name}.py").write_text(source, encoding="utf-8")
    text = _PROJECT.format(
        name=name, point=name.removeprefix("influence_"), requires=_REQUIRES.get(name, "")
    )
    (project / "pyproject.toml").write_text(text, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs code in a fresh environment with every package of this file, and answers what it prints.

    The environment has the plugins; this library and what it needs come from the environment of
    the tests, so that nothing asks the network.
    """
    pytest.importorskip("hatchling", reason="building a package needs its build backend")
    folder = tmp_path_factory.mktemp("installed")
    projects = [_write(folder, name=name, source=source) for name, source in _SOURCES.items()]
    fresh = folder / "environment"
    venv.create(fresh, with_pip=False, symlinks=os.name != "nt")
    python = next(fresh.glob("bin/python*")) if os.name != "nt" else fresh / "Scripts/python.exe"
    pip, wheels = [sys.executable, "-m", "pip", "--disable-pip-version-check"], folder / "wheels"
    options = ["--quiet", "--no-deps", "--no-index"]
    build = [*pip, "wheel", *options, "--no-build-isolation", "--wheel-dir", str(wheels)]
    subprocess.run([*build, *map(str, projects)], check=True)
    put = [*pip, "--python", str(python), "install", *options]
    subprocess.run([*put, *map(str, wheels.glob("*.whl"))], check=True)
    places = "lib/python*/site-packages" if os.name != "nt" else "Lib/site-packages"
    (site,) = fresh.glob(places)
    ours = [
        str(Path(influence.__file__).parents[1]),
        *(one for one in sys.path if one.endswith("-packages")),
    ]
    (site / "ours.pth").write_text("\n".join(ours), encoding="utf-8")

    def answer(code: str, **environ: str) -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            [str(python), "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={**kept, **environ},
            cwd=folder,
        ).stdout.strip()

    return answer


@pytest.fixture(scope="module")
def told(run: Run) -> dict[str, Any]:
    """The state and the findings of every plugin."""
    found: dict[str, list[str]] = json.loads(run(_TELL))
    # On a busy machine any plugin is slow; that one of them is slow by itself has a test.
    return {
        name: [one for one in told if name == "loud" or "INF716" not in one]
        for name, told in found.items()
    }


def test_an_installed_rule_is_found_and_pays(run: Run) -> None:
    assert run(_PAY) == "3 products of 30.00 USD: 90.00 USD"


def test_two_packages_that_take_one_name_are_both_named(told: dict[str, Any]) -> None:
    both = "plugin barter of influence_barter 1.0 and plugin swap of influence_swap 1.0"
    for name in ("barter", "swap"):
        assert told[name] == [
            "collides",
            (
                f"plugin {name} of influence_{name} 1.0: INF702 payment rules must take names of their "
                f"own, {both} take this one, got 'barter'"
            ),
        ]


def test_a_package_that_cannot_be_imported_is_named(told: dict[str, Any]) -> None:
    assert told["broken"] == [
        "broken",
        (
            "plugin broken of influence_broken 1.0, influence_broken.py:1: INF711 module "
            'influence_broken must be importable, got ModuleNotFoundError("No module named '
            "'a_module_that_nobody_has'\")"
        ),
    ]


def test_a_package_for_another_version_is_not_imported(told: dict[str, Any]) -> None:
    state, finding = told["later"]
    assert state == "incompatible"
    assert finding.startswith(
        "plugin later of influence_later 1.0: INF704 plugin must require versions of "
        "influence-marketing that "
    )
    assert finding.endswith(" is one of, got '>=99'")


def test_a_package_that_ends_the_program_ends_nothing(told: dict[str, Any]) -> None:
    assert told["leaves"] == [
        "broken",
        (
            "plugin leaves of influence_leaves 1.0, influence_leaves.py:2: INF712 module "
            "influence_leaves must be importable without ending the program, got SystemExit('usage: "
            "leaves')"
        ),
    ]


def test_a_package_that_prints_and_sleeps_is_loaded_and_told(told: dict[str, Any]) -> None:
    state, printed, slow = told["loud"]
    assert state == "loaded"
    assert printed == (
        "plugin loud of influence_loud 1.0: INF715 plugin must print nothing while imported, got "
        "'welcome'"
    )
    assert slow.startswith(
        "plugin loud of influence_loud 1.0: INF716 plugin must take less than 1 s to be imported, "
        "and leave what is heavy to make, got '"
    )


def test_a_package_that_forgot_its_hook_is_named(told: dict[str, Any]) -> None:
    assert told["silent"] == [
        "broken",
        (
            "plugin silent of influence_silent 1.0, influence_silent.py:26: INF722 function "
            "payment_rules must be marked with @hook.payment_rules to answer influence_payment_rules, "
            "got 'no mark'"
        ),
    ]


def test_the_environment_says_which_are_wanted(run: Run) -> None:
    found = json.loads(run(_TELL, INFLUENCE_PLUGINS_BLOCK="swap, influence-broken"))
    assert found["barter"][0] == "loaded"
    assert {found[name][0] for name in ("swap", "broken")} == {"blocked"}
