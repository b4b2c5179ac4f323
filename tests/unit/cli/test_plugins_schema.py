"""``influence plugins schema``: what one member may be told in a book."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from influence.cli._app import app


def run(*words: str) -> Result:
    """What the command says."""
    return CliRunner().invoke(app, ["plugins", "schema", *words])


def test_the_schema_of_a_member_takes_what_the_member_takes() -> None:
    result = run("commission")
    assert result.exit_code == 0, result.output
    schema = json.loads(result.stdout)
    jsonschema.validate({"rule": "commission", "rate": "0.12"}, schema)
    with pytest.raises(jsonschema.ValidationError, match="rat"):
        jsonschema.validate({"rule": "commission", "rat": "0.12"}, schema)


def test_it_is_written_to_a_file_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "commission.json"
    result = run("commission", "--out", str(file))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"schema: {file}\n")
    assert json.loads(file.read_text(encoding="utf-8"))["title"] == "commission"


def test_a_name_of_several_members_needs_its_kind() -> None:
    result = run("sheet")
    assert result.exit_code == 2
    assert "'sheet' is the name of a ranking strategy and exporter: say which is meant" in (
        " ".join(result.stderr.split())
    )
    for kind, key in (("ranking_strategy", "strategy"), ("Exporter", "exporter")):
        schema = json.loads(run("sheet", "--kind", kind).stdout)
        jsonschema.validate({key: "sheet"}, schema)


def test_a_member_that_is_not_there_is_told_with_the_close_one() -> None:
    result = run("comission")
    assert result.exit_code == 1
    assert "did you mean 'commission'?" in result.stderr
    result = run("comission", "--kind", "payment-rule")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: payment rule must be one of amended, bonus")


def test_a_kind_that_is_none_is_wrong_usage() -> None:
    result = run("sheet", "--kind", "exporters")
    assert result.exit_code == 2
    assert "did you mean 'exporter'?" in result.stderr
