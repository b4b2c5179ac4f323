"""A folder of installed distributions, written by hand: what pip leaves behind, without pip.

The plugins' tests write their packages here, because building each of them would take seconds.
"""

from __future__ import annotations

from pathlib import Path

import attrs

RULE = """\
from typing import ClassVar

import attrs

from influence.payments import Fee
from influence.plugins import PaymentRuleSpec, hook


@attrs.frozen
class Barter:
    name: ClassVar[str] = "barter"

    def fee(self, performance, /):
        return Fee.of_lines((), currency=performance.currency)


@hook.payment_rules
def payment_rules(host):
    yield PaymentRuleSpec(name="barter", make=Barter)
"""


@attrs.frozen
class Site:
    """A folder that packages are installed into.

    Args:
        folder: The folder; it need not be there yet.
    """

    folder: Path

    def install(
        self,
        module: str,
        source: str | None = RULE,
        *,
        point: str | None = None,
        name: str | None = None,
        version: str = "1.0",
        requires: tuple[str, ...] = (),
        summary: str = "",
    ) -> None:
        """Write a distribution of one module.

        Args:
            module: The module's name; its distribution is called the same, with hyphens.
            source: What the module says; ``None`` leaves it out.
            point: The value of the entry point; without it, the module.
            name: The name of the entry point; without it, the module without ``influence_``.
            version: The version.
            requires: The requirements.
            summary: What the distribution says of itself.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if source is not None:
            (self.folder / f"{module}.py").write_text(source, encoding="utf-8")
        head = [
            "Metadata-Version: 2.1",
            f"Name: {module.replace('_', '-')}",
            f"Version: {version}",
            *([f"Summary: {summary}"] if summary else []),
            *(f"Requires-Dist: {one}" for one in requires),
        ]
        called = name or module.removeprefix("influence_")
        told = self.folder / f"{module}-{version}.dist-info"
        told.mkdir()
        (told / "METADATA").write_text("\n".join([*head, "", "# Read me", ""]), encoding="utf-8")
        (told / "entry_points.txt").write_text(
            f"[influence.plugins]\n{called} = {point or module}\n", encoding="utf-8"
        )
