"""Faulty packagings: plugins that are wrong before anybody uses what they offer.

Each is the text of a module, with the metadata of its distribution, written into a folder and found
there as an installed plugin is. All of them differ in one thing from one honest plugin.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

import attrs

from influence.testing._conformance._target import Target, target_named

_MODULE: Final = '''\
"""Barter: whole products in place of a share of sales."""

from typing import ClassVar

import attrs

from influence.money import Money
from influence.payments import Fee, FeeLine
from influence.plugins import PaymentRuleSpec, hook


@attrs.frozen(kw_only=True)
class Barter:
    """Give a product for each order.

    Args:
        product: What one is worth.
    """

    name: ClassVar[str] = "barter"
    product: Money

    def fee(self, performance, /):
        """One product for each order."""
        count = len(performance.orders)
        line = FeeLine(f"{count} products", Money.zero(performance.currency))
        return Fee.of_lines([line], currency=performance.currency)


@hook.payment_rules
def payment_rules(host):
    """The rule of this plugin."""
    yield PaymentRuleSpec(name="barter", make=Barter)
'''

_HEADERS: Final = MappingProxyType(
    {
        "Name": "influence-seeded",
        "Version": "1.2.0",
        "Summary": "Whole products in place of a share of sales",
        "License-Expression": "MIT",
        "Requires-Python": ">=3.11",
        "Requires-Dist": "influence-marketing>=0.1",
        "Description-Content-Type": "text/markdown",
    }
)


@attrs.frozen(kw_only=True)
class Packaging:
    """A plugin as files.

    Args:
        plugin: The name of its entry point.
        module: The module that the entry point names.
        source: The text of that module.
        headers: The metadata of the distribution.
        description: What follows the metadata.
        is_typed: Whether the package holds ``py.typed``.
        others: Other files, by path.
        is_listed: Whether the distribution lists its own module among its files.
    """

    plugin: str = "influence_seeded"
    module: str = "influence_seeded"
    source: str = _MODULE
    headers: Mapping[str, str] = _HEADERS
    description: str = "# Seeded\n"
    is_typed: bool = True
    others: tuple[str, ...] = ()
    is_listed: bool = True

    @contextmanager
    def installed(self, folder: Path) -> Generator[Target]:
        """The plugin as a target, while its folder is on the path."""
        self._write(folder)
        sys.path.insert(0, str(folder))
        try:
            yield target_named(self.plugin)
        finally:
            sys.path.remove(str(folder))
            for name in [name for name in sys.modules if name.partition(".")[0] == self.module]:
                del sys.modules[name]

    def _write(self, folder: Path) -> None:
        """Write the package and its metadata, as an installer does."""
        files = {f"{self.module}/__init__.py": self.source, **dict.fromkeys(self.others, "")}
        if self.is_typed:
            files[f"{self.module}/py.typed"] = ""
        home = "influence_seeded-1.2.0.dist-info"
        headers = "".join(f"{key}: {value}\n" for key, value in self.headers.items())
        files[f"{home}/METADATA"] = f"Metadata-Version: 2.4\n{headers}\n{self.description}"
        points = f"[influence.plugins]\n{self.plugin} = {self.module}\n"
        files[f"{home}/entry_points.txt"] = points
        listed = [path for path in files if self.is_listed or not path.startswith(self.module)]
        files[f"{home}/RECORD"] = "".join(f"{path},,\n" for path in listed)
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")


@attrs.frozen(kw_only=True)
class FaultyPackaging:
    """A plugin with one bug in how it is packaged, and what must be said of it.

    Args:
        name: What the bug is called.
        wrong: What is wrong, in one sentence.
        claim: The id of the check that must kill it.
        packaging: The plugin with the bug; its twin is ``Packaging()``.

    Example:
        >>> from influence.testing import faulty_packagings
        >>> bug = next(bug for bug in faulty_packagings() if bug.name == "prints")
        >>> bug.wrong, bug.claim
        ('Prints a greeting when it is imported.', 'PK-I01')
    """

    name: str
    wrong: str
    claim: str
    packaging: Packaging


def faulty_packagings() -> tuple[FaultyPackaging, ...]:
    """Every plugin with a bug in how it is packaged.

    Example:
        >>> len(faulty_packagings()) >= 20
        True
    """
    written = (
        FaultyPackaging(name=name, wrong=wrong, claim=claim, packaging=Packaging(source=source))
        for claim, name, wrong, source in _SOURCES
    )
    told = (
        FaultyPackaging(name=name, wrong=wrong, claim=claim, packaging=packaging)
        for claim, name, wrong, packaging in _METADATA
    )
    return (*written, *told)


def _changed(before: str, after: str) -> str:
    """The module with one thing changed."""
    return _MODULE.replace(before, after)


def _first(line: str) -> str:
    """The module with a line before everything else that runs."""
    return _changed("from typing import ClassVar\n", f"from typing import ClassVar\n{line}\n")


def _last(text: str) -> str:
    """The module with something at its end."""
    return f"{_MODULE}\n\n{text}\n"


def _without(*keys: str) -> Mapping[str, str]:
    """The metadata without some of it."""
    return {key: value for key, value in _HEADERS.items() if key not in keys}


_SOURCES: Final = (
    ("PK-D01", "broken", "Imports what nobody has.", _first("import a_module_that_nobody_has")),
    (
        "PK-D01",
        "leaves",
        "Ends the interpreter when it is imported.",
        _first("raise SystemExit(3)"),
    ),
    (
        "PK-D02",
        "offers_nothing",
        "Answers a hook with nothing.",
        _changed('    yield PaymentRuleSpec(name="barter", make=Barter)\n', "    return ()\n"),
    ),
    (
        "PK-D03",
        "spaced",
        "Has a name with a space in it.",
        _changed('"barter"', '"Barter deal"'),
    ),
    (
        "PK-D04",
        "undocumented",
        "Says nothing of its class.",
        _changed(
            '    """Give a product for each order.\n\n    Args:\n'
            '        product: What one is worth.\n    """\n\n',
            "",
        ),
    ),
    (
        "PK-D05",
        "unfrozen",
        "Has a class whose values can be changed.",
        _changed("frozen", "define"),
    ),
    (
        "PK-D06",
        "positional",
        "Takes its fields by position.",
        _changed("@attrs.frozen(kw_only=True)", "@attrs.frozen"),
    ),
    (
        "PK-D07",
        "two_names",
        "Calls its class otherwise than its spec.",
        _changed('ClassVar[str] = "barter"', 'ClassVar[str] = "swap"'),
    ),
    (
        "PK-D08",
        "slow_to_make",
        "Waits for something whenever it is made.",
        _changed(
            "    def fee(",
            "    def __attrs_post_init__(self):\n        import time\n\n        time.sleep(0.7)\n\n"
            "    def fee(",
        ),
    ),
    (
        "PK-D09",
        "pushes_in",
        "Asks to be called before all others.",
        _changed(
            "@hook.payment_rules\n",
            'import pluggy\n\n\n@pluggy.HookimplMarker("influence")(\n'
            '    tryfirst=True, specname="influence_payment_rules"\n)\n',
        ),
    ),
    (
        "PK-D10",
        "comes_and_goes",
        "Offers its rule every other time.",
        _changed(
            '    yield PaymentRuleSpec(name="barter", make=Barter)\n',
            "    TIMES.append(1)\n    if len(TIMES) % 2:\n"
            '        yield PaymentRuleSpec(name="barter", make=Barter)\n\n\nTIMES = []\n',
        ),
    ),
    (
        "PK-D11",
        "silent_module",
        "Does not say what the plugin is for.",
        _changed('"""Barter: whole products in place of a share of sales."""\n\n', ""),
    ),
    (
        "PK-F01",
        "unreadable",
        "Has a field of a type that no book can hold.",
        _changed("    product: Money\n", "    product: Money\n    when: complex = 0j\n"),
    ),
    (
        "PK-F02",
        "fails_on_zero",
        "Divides by a field without looking at it.",
        _changed(
            "    product: Money\n",
            "    product: Money\n"
            "    every: int = attrs.field(default=1, converter=lambda n: 9 // n)\n",
        ),
    ),
    (
        "PK-F02",
        "asserts",
        "Refuses bad terms with an assertion.",
        _changed(
            "    def fee(",
            "    def __attrs_post_init__(self):\n"
            "        assert self.product.minor > 0\n\n    def fee(",
        ),
    ),
    (
        "PK-F03",
        "unexplained_field",
        "Has a field that its docstring does not name.",
        _changed("    product: Money\n", "    product: Money\n    every: int = 1\n"),
    ),
    ("PK-I01", "prints", "Prints a greeting when it is imported.", _first('print("hello")')),
    (
        "PK-I02",
        "slow",
        "Waits for something when it is imported.",
        _first("import time; time.sleep(1.2)"),
    ),
    (
        "PK-I03",
        "heavy",
        "Loads a drawing library when it is imported.",
        _first("import sys, types; sys.modules['matplotlib'] = types.ModuleType('matplotlib')"),
    ),
    (
        "PK-I04",
        "restless",
        "Starts a thread when it is imported.",
        _first(
            "import threading, time; threading.Thread(target=time.sleep, args=(3,), daemon=True)"
            ".start()"
        ),
    ),
    (
        "PK-I05",
        "patches",
        "Replaces how a commission is paid.",
        _last("from influence.payments import Commission\n\nCommission.fee = Barter.fee"),
    ),
    (
        "PK-I06",
        "sets_precision",
        "Sets the decimal context of the whole program.",
        _first("import decimal; decimal.getcontext().prec = 4"),
    ),
    (
        "PK-I07",
        "calls_home",
        "Starts another program when it is imported.",
        _first("import os; os.system('')"),
    ),
    (
        "PK-I08",
        "deprecated",
        "Warns that it is out of date.",
        _first("import warnings; warnings.warn('old', DeprecationWarning)"),
    ),
    (
        "PK-I01",
        "leaves_when_watched",
        "Ends the interpreter in which an import is watched.",
        _first("import sys; sys.argv[0].endswith('_import_trial.py') and sys.exit(7)"),
    ),
)

_METADATA: Final = (
    (
        "PK-P01",
        "capitals",
        "Has an entry point with capitals.",
        Packaging(plugin="InfluenceSeeded"),
    ),
    (
        "PK-P02",
        "no_version",
        "Calls its version the latest.",
        Packaging(headers={**_HEADERS, "Version": "latest"}),
    ),
    ("PK-P03", "untyped", "Does not say that it is typed.", Packaging(is_typed=False)),
    (
        "PK-P04",
        "unbound",
        "Requires any version of this library.",
        Packaging(headers={**_HEADERS, "Requires-Dist": "influence-marketing"}),
    ),
    (
        "PK-P05",
        "no_licence",
        "Names no licence.",
        Packaging(headers=_without("License-Expression")),
    ),
    ("PK-P06", "no_summary", "Says nowhere what it is.", Packaging(headers=_without("Summary"))),
    (
        "PK-P07",
        "any_python",
        "Does not say which Python it needs.",
        Packaging(headers=_without("Requires-Python")),
    ),
    (
        "PK-P08",
        "module_of_another",
        "Names a module that it does not ship.",
        Packaging(others=("something_else.py",), is_listed=False),
    ),
    (
        "PK-P09",
        "ships_its_tests",
        "Installs its tests beside everybody's.",
        Packaging(others=("tests/__init__.py",)),
    ),
    ("PK-P10", "no_description", "Has an empty page.", Packaging(description="")),
)
