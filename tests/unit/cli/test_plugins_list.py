"""``influence plugins list``, ``show`` and ``doctor``, and which plugins a command works with."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from influence.cli._app import app
from influence.cli._plugins._offering import noun_of, offering
from influence.plugins import Plugin

RULE = """\
from typing import ClassVar

import attrs

from influence.payments import Fee
from influence.plugins import PaymentRuleSpec, hook


@attrs.frozen
class Rule:
    name: ClassVar[str] = "{name}"

    def fee(self, performance, /):
        return Fee.of_lines((), currency=performance.currency)


@hook.payment_rules
def payment_rules(host):
    yield PaymentRuleSpec(name="{name}", make=Rule)
"""
OBSERVER = """\
from influence.plugins import hook


@hook.observe
def observe(event):
    pass
"""
MISSPELT = RULE + "\n\ndef influence_payment_rule(host):\n    yield\n"

Install = Callable[..., None]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages that is on the path, and a folder to work in."""
    folder, work = tmp_path / "site", tmp_path / "work"
    folder.mkdir()
    work.mkdir()
    monkeypatch.syspath_prepend(folder)
    monkeypatch.chdir(work)
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
            del sys.modules[name]


@pytest.fixture
def install(site: Path) -> Install:
    """Writes what an installer leaves behind of a distribution of one module."""

    def write(name: str, source: str = RULE, *, summary: str = "") -> None:
        module = f"influence_{name}"
        (site / f"{module}.py").write_text(source.replace("{name}", name), encoding="utf-8")
        folder = site / f"{module}-1.0.dist-info"
        folder.mkdir()
        head = f"Metadata-Version: 2.4\nName: influence-{name}\nVersion: 1.0\n"
        told = f"Summary: {summary}\n" if summary else ""
        (folder / "METADATA").write_text(head + told, encoding="utf-8")
        points = f"[influence.plugins]\n{name} = {module}\n"
        (folder / "entry_points.txt").write_text(points, encoding="utf-8")

    return write


def run(*words: str) -> Result:
    """What a command says, at the width of a plain terminal."""
    return CliRunner().invoke(app, [*words], env={"COLUMNS": "80"})


@pytest.mark.usefixtures("site")
def test_where_nothing_is_installed_that_is_said() -> None:
    result = run("plugins", "list")
    assert result.exit_code == 0, result.output
    assert result.stdout == "No plugins are installed.\n"
    assert result.stderr == ""


def test_a_plugin_is_listed_with_its_version_its_state_and_what_it_brings(install: Install) -> None:
    install("swap")
    install("watch", OBSERVER)
    result = run("plugins", "list")
    assert result.exit_code == 0, result.output
    title, _, *lines = result.stdout.splitlines()
    assert title.split() == ["Plugin", "Distribution", "State", "Brings"]
    assert [line.split() for line in lines] == [
        ["swap", "influence-swap", "1.0", "loaded", "payment", "rule", "swap"],
        ["watch", "influence-watch", "1.0", "loaded", "answers", "observe"],
    ]


@pytest.mark.usefixtures("site")
def test_ours_are_listed_when_they_are_asked_for() -> None:
    result = run("plugins", "list", "--all")
    told = " ".join(result.stdout.split())
    assert "10 payment rules" in told
    assert "ranking strategies" in told


def test_what_does_not_load_is_listed_with_the_finding_beside_it(install: Install) -> None:
    install("swap", MISSPELT)
    result = run("plugins", "list")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[2].split()[3] == "broken"
    assert result.stderr.startswith("error   plugin swap of influence-swap 1.0")
    assert "INF72" in result.stderr


def test_the_list_as_json_has_all_that_is_known(install: Install) -> None:
    install("swap", summary="Swaps things")
    document = json.loads(run("plugins", "list", "--json").stdout)
    assert document["schema"] == 1
    assert document["findings"] == []
    (plugin,) = document["plugins"]
    assert (plugin["name"], plugin["summary"], plugin["state"]) == (
        "swap",
        "Swaps things",
        "loaded",
    )
    assert plugin["members"] == {"payment_rules": ["swap"]}
    assert plugin["hooks"] == ["influence_payment_rules"]


@pytest.mark.parametrize("name", ["swap", "influence-swap"])
def test_one_plugin_is_shown_whole(install: Install, site: Path, name: str) -> None:
    install("swap", summary="Swaps things")
    result = run("plugins", "show", name)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "plugin swap of influence-swap 1.0",
        "summary       Swaps things",
        "state         loaded",
        "module        influence_swap",
        f"file          {site / 'influence_swap.py'}",
        "hooks         influence_payment_rules",
        "payment rule  swap",
    ]


def test_a_broken_plugin_is_shown_with_the_phase_that_it_came_to(install: Install) -> None:
    install("swap", "import a_module_that_nobody_has\n")
    result = run("plugins", "show", "swap")
    assert result.exit_code == 0
    assert "state   broken in the phase 'import'" in result.stdout
    assert "INF711" in result.stderr


def test_a_plugin_is_shown_as_json(install: Install) -> None:
    install("swap")
    document = json.loads(run("plugins", "show", "swap", "--json").stdout)
    assert (document["schema"], document["name"], document["phase"]) == (1, "swap", "collect")


def test_a_plugin_that_is_not_there_is_told_with_the_close_one(install: Install) -> None:
    install("swap")
    for command in ("show", "doctor"):
        result = run("plugins", command, "swop")
        assert result.exit_code == 1
        assert result.stderr.startswith("error: plugin must be one of influence, influence-")
        assert result.stderr.endswith("got 'swop'; did you mean 'swap'?\n")


def test_the_doctor_tells_every_step_and_that_nothing_is_wrong(install: Install) -> None:
    install("swap")
    result = run("plugins", "doctor")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].endswith("ms  1 plugins are installed")
    assert lines[1:3] == [
        "plugin swap of influence-swap 1.0: loaded",
        "  brings   payment rule swap",
    ]
    assert [line.split()[0] for line in lines[3:6]] == ["import", "declare", "collect"]
    assert lines[6:] == ["Nothing is wrong."]


def test_the_doctor_tells_how_what_is_wrong_is_mended(install: Install) -> None:
    install("good")
    install("swap", MISSPELT)
    result = run("plugins", "doctor")
    assert result.exit_code == 1
    assert "plugin good of influence-good 1.0: loaded" in result.stdout
    at = result.stdout.index("error   plugin swap of influence-swap 1.0")
    assert "nobody would ever call" in result.stdout[at:]


def test_the_doctor_looks_at_one_plugin_alone(install: Install) -> None:
    install("good")
    install("swap", MISSPELT)
    result = run("plugins", "doctor", "influence-good")
    assert result.exit_code == 0, result.output
    assert "swap" not in result.stdout


def test_the_doctor_knows_nothing_of_what_a_blocked_plugin_brings(install: Install) -> None:
    install("swap")
    result = run("--block", "swap", "plugins", "doctor")
    assert result.exit_code == 0, result.output
    assert "plugin swap of influence-swap 1.0: blocked" in result.stdout.splitlines()
    assert "brings" not in result.stdout
    assert "note    plugin swap of influence-swap 1.0: INF705" in result.stdout


def test_a_family_without_a_member_brings_nothing() -> None:
    assert offering(Plugin(name="swap", members={"exporters": (), "lint_rules": ("a",)})) == (
        "lint rule a"
    )


def test_the_doctor_answers_programs_as_well(install: Install) -> None:
    install("swap", MISSPELT)
    result = run("plugins", "doctor", "swap", "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert [step["phase"] for step in document["steps"]] == ["import", "declare"]
    assert {step["plugin"] for step in document["steps"]} == {"swap"}
    (finding,) = document["findings"]
    assert (finding["severity"], finding["where"][:11]) == ("error", "plugin swap")
    assert finding["meaning"]


def test_what_a_plugin_says_is_not_obeyed_by_the_terminal(install: Install) -> None:
    install("swap", summary="a\x1b[2Jb")
    assert "a\\x1b[2Jb" in run("plugins", "show", "swap").stdout


STATE = {"--block": "blocked", "--allow": "loaded"}


@pytest.mark.parametrize("option", ["--block", "--allow"])
def test_an_option_before_the_command_says_which_plugins_are_wanted(
    install: Install, option: str
) -> None:
    install("swap")
    install("trade")
    document = json.loads(run(option, "swap", "plugins", "list", "--json").stdout)
    states = {one["name"]: one["state"] for one in document["plugins"]}
    other = {"blocked": "loaded", "loaded": "blocked"}[STATE[option]]
    assert states == {"swap": STATE[option], "trade": other}


def test_what_is_not_said_again_is_not_remembered(install: Install) -> None:
    install("swap")
    run("--block", "swap", "plugins", "list")
    assert "loaded" in run("plugins", "list").stdout


def test_the_settings_count_where_no_option_speaks(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("swap")
    install("trade")
    Path("influence.toml").write_text('[plugins]\nblock = ["trade"]\n', encoding="utf-8")
    document = json.loads(run("--block", "swap", "plugins", "list", "--json").stdout)
    assert {one["state"] for one in document["plugins"]} == {"blocked"}
    monkeypatch.setenv("INFLUENCE_PLUGINS_STRICT", "true")
    install("odd", MISSPELT)
    assert run("plugins", "list").exit_code == 1
    assert run("--lenient", "plugins", "list").exit_code == 0


def test_a_strict_program_stops_at_the_first_plugin_that_is_not_loaded(install: Install) -> None:
    install("swap", "import a_module_that_nobody_has\n")
    result = run("--strict", "plugins", "list")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: plugin swap of influence-swap 1.0")


@pytest.mark.usefixtures("site")
def test_settings_that_cannot_be_read_stop_only_who_needs_them() -> None:
    Path("influence.toml").write_text("[plugins\n", encoding="utf-8")
    assert run("plugins", "list").exit_code == 1
    assert run("plugins", "new", "swap", "--kind", "exporter").exit_code == 0


@pytest.mark.parametrize(
    ("family", "noun"),
    [
        ("payment_rules", "payment rule"),
        ("ranking_strategies", "ranking strategy"),
        ("exporters", "exporter"),
        ("platforms", "platform"),
    ],
)
def test_a_family_has_its_singular(family: str, noun: str) -> None:
    assert noun_of(family) == noun


PLATFORM = """\
from typing import ClassVar

import attrs

from influence.plugins import PlatformSpec, hook
from influence.sansio import Capability, Connection, Request, Secret

CAPABILITY = Capability(platform="{name}", hosts=("api.{name}.example",), reads=())


@attrs.frozen(kw_only=True)
class Tiny:
    token: Secret
    shop: str
    page: int = 25
    name: ClassVar[str] = "{name}"
    capability: ClassVar[Capability] = CAPABILITY

    def check(self):
        yield Request(url="https://api.{name}.example/me", purpose="check")
        return Connection(who="maya")


@hook.platforms
def platforms(host):
    yield PlatformSpec(name="{name}", make=Tiny, capability=CAPABILITY)
"""
KEEPER = """\
from influence.plugins import hook
from influence.sansio import Secret


@hook.secret
def secret(question):
    return Secret("hidden-in-a-vault") if question.name == "token" else None
"""


def test_the_doctor_says_where_settings_were_found_and_never_what_they_are(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("grid", PLATFORM)
    result = run("plugins", "doctor", "grid")
    assert result.exit_code == 0, result.output
    told = [line.split(maxsplit=1)[1] for line in result.stdout.splitlines() if "setting" in line]
    assert told[0].startswith("grid.token is missing: give it in one of: argument token; ")
    assert "environment INFLUENCE_GRID_TOKEN" in told[0]
    assert told[1].startswith("grid.shop is missing")
    assert told[2] == "grid.page is from its default"
    monkeypatch.setenv("INFLUENCE_GRID_SHOP", "the-shop-of-maya")
    install("vault", KEEPER)
    result = run("plugins", "doctor")
    assert "grid.token is from secret hook" in result.stdout
    assert "grid.shop is from environment" in result.stdout
    document = run("plugins", "doctor", "--json").stdout
    found = {one["setting"]: one["place"] for one in json.loads(document)["settings"]}
    assert found == {"token": "secret_hook", "shop": "environment", "page": "default"}
    for text in (result.output, document):
        assert "hidden-in-a-vault" not in text
        assert "the-shop-of-maya" not in text


def test_a_platform_that_is_not_loaded_needs_nothing(install: Install) -> None:
    install("grid", PLATFORM + "\n\ndef influence_platform(host):\n    yield\n")
    result = run("plugins", "doctor", "grid")
    assert result.exit_code == 1
    assert "setting" not in result.stdout.partition("error")[0]
