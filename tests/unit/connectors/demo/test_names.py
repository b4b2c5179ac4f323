"""The names of the demo: the connector at once, the platform's own side when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from influence.connectors import demo


def test_every_promised_name_is_there() -> None:
    assert [name for name in demo.__all__ if not hasattr(demo, name)] == []


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError) as refused:
        # The misspelt name is the mistake that is to be refused at run time too.
        _ = demo.Wrld  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    assert str(refused.value) == "module 'influence.connectors.demo' has no attribute 'Wrld'"


def test_the_connector_does_not_import_the_world() -> None:
    code = (
        "import sys; from influence.plugins import load; load(plugins=());"
        "print([name for name in sys.modules if 'demo._fake' in name or 'demo._world.' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"
