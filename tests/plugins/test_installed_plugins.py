"""Plugins as their users meet them: packages, really installed, found by their entry point.

Each is a distribution of one module. pip builds and installs it into a folder of its own, and a new
interpreter with that folder on its path loads what is there.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "1.0"

[project.entry-points."influence.plugins"]
{name} = "{name}"

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

_PAY = """\
from influence.plugins import load
from influence.testing import performance

terms = {"rule": "barter", "rate": "0.2", "product": "30.00"}
rule = load().payment_rule(terms, currency="USD", where="terms")
print(rule.fee(performance(["500.00"], currency="USD")).working[0])
"""

_LOAD = """\
from influence.errors import PluginError
from influence.plugins import load

try:
    print(sorted(load().payment_rules))
except PluginError as error:
    print(error)
"""

Install = Callable[[str, str], None]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder that packages are installed into."""
    return tmp_path / "site"


@pytest.fixture
def install(tmp_path: Path, site: Path) -> Install:
    """Builds a distribution of one module and installs it, without asking the network."""
    pytest.importorskip("hatchling", reason="building a package needs its build backend")

    def run(name: str, source: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "pyproject.toml").write_text(_PROJECT.format(name=name), encoding="utf-8")
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
        command = [sys.executable, "-m", "pip", "install", *options, "--target", str(site)]
        subprocess.run([*command, str(folder)], check=True)

    return run


def _run(code: str, site: Path) -> str:
    """What a new interpreter prints that has the folder on its path."""
    before = f"import sys; sys.path.append({str(site)!r})\n"
    command = [sys.executable, "-c", before + code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_an_installed_rule_is_found_and_pays(install: Install, site: Path) -> None:
    install("influence_barter", _BARTER)
    assert _run(_PAY, site) == "3 products of 30.00 USD: 90.00 USD"


def test_two_packages_that_take_one_name_are_both_named(install: Install, site: Path) -> None:
    install("influence_barter", _BARTER)
    install("influence_swap", _BARTER)
    assert _run(_LOAD, site) == (
        "plugin influence_swap must take a name of its own, influence_barter has it, got 'barter'"
    )


def test_a_package_that_cannot_be_imported_is_named(install: Install, site: Path) -> None:
    install("influence_broken", "import a_module_that_nobody_has\n")
    assert _run(_LOAD, site) == (
        "plugin influence_broken must be importable, got "
        "ModuleNotFoundError(\"No module named 'a_module_that_nobody_has'\")"
    )


def test_a_package_that_forgot_its_hook_is_named(install: Install, site: Path) -> None:
    install("influence_silent", _BARTER.replace("@hook.payment_rules\n", ""))
    assert _run(_LOAD, site) == (
        "plugin influence_silent must mark a function with a hook, got 'influence_silent'"
    )
