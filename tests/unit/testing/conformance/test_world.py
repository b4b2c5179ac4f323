from __future__ import annotations

from pathlib import Path

import pytest

import influence.report
from influence.testing import CheckFailedError
from influence.testing._conformance._world import _EAR, untouched


def test_what_touches_nothing_passes() -> None:
    with untouched("a sum"):
        assert 1 + 1 == 2


def test_a_file_that_is_opened_is_named(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.touch()
    with pytest.raises(CheckFailedError) as told, untouched("a sum"):
        file.read_text(encoding="utf-8")
    assert str(told.value).startswith("a sum must touch no file, network or process, got 'open ")


def test_modules_may_still_be_imported() -> None:
    with untouched("an import"):
        Path(__file__).read_bytes()
        _EAR("open", (__file__,))


def test_the_ear_notes_what_it_listens_to_and_nothing_else() -> None:
    with untouched("a sum"):
        _EAR("os.putenv", ("A",))
    with pytest.raises(CheckFailedError, match=r"got 'os\.system'"), untouched("a sum"):
        _EAR("os.system", ())
    _EAR("os.system", ("after",))


def test_what_lies_in_a_package_may_be_read_and_not_written() -> None:
    template = Path(influence.report.__file__).parent / "schema.json"
    with untouched("a page"):
        template.read_bytes()
        _EAR("open", (str(template), "rb", 0))
    with pytest.raises(CheckFailedError, match="got 'open "), untouched("a page"):
        _EAR("open", (str(template), "wb", 0))
