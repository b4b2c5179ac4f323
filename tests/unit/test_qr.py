"""QR codes: levels, margins, refusals, and a real reader that reads the link back."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from influence.errors import InvalidInputError, MissingExtraError, UnknownNameError
from influence.qr import QUIET_ZONE, USES, QrCode, qr_code

segno = pytest.importorskip("segno")

LINK = (
    "https://shop.example/spring?utm_source=instagram&utm_medium=social"
    "&utm_campaign=spring-launch&utm_content=maya-before-after"
)


def _modules(code: QrCode) -> list[list[bool]]:
    """The picture as rows of dark and light, by what its path says and nothing else."""
    root = ET.fromstring(code.svg)  # noqa: S314  # we have just written it
    space = "{http://www.w3.org/2000/svg}"
    width, height = (int(side) for side in str(root.get("viewBox")).split()[2:])
    rows = [[False] * width for _ in range(height)]
    light, dark = root.findall(f"{space}path")
    assert (light.get("fill"), light.get("d")) == ("#fff", f"M0 0h{width}v{height}h-{width}z")
    column, row = 0.0, 0.0
    text = str(dark.get("d")).replace("M", " M").replace("m", " m").replace("h", " h").split()
    steps = iter(text)
    for step in steps:
        sign, number = step[0], step[1:]
        if sign == "h":
            for place in range(int(column), int(column) + int(number)):
                rows[int(row)][place] = True
            column += int(number)
        else:
            across, down = float(number), float(next(steps))
            column, row = (across, down) if sign == "M" else (column + across, row + down)
    return rows


@pytest.mark.parametrize(("use", "least"), [("print", "QH"), ("story", "MQH")])
def test_a_code_may_lose_as_much_as_its_use_asks(use: Any, least: str) -> None:  # noqa: ANN401
    code = qr_code(LINK, use=use)
    assert code.level in least
    assert (code.link, code.use) == (LINK, use)


def test_a_story_has_fewer_modules_than_a_print() -> None:
    assert qr_code(LINK, use="story").modules < qr_code(LINK, use="print").modules


@pytest.mark.parametrize("use", USES)
def test_the_margin_is_four_light_modules_on_each_side(use: Any) -> None:  # noqa: ANN401
    code = qr_code(LINK, use=use)
    rows = _modules(code)
    assert len(rows) == code.modules + 2 * QUIET_ZONE
    edge = [*rows[:QUIET_ZONE], *rows[-QUIET_ZONE:]]
    sides = [row[:QUIET_ZONE] + row[-QUIET_ZONE:] for row in rows]
    assert not any(dark for line in (*edge, *sides) for dark in line)
    inner = [row[QUIET_ZONE:-QUIET_ZONE] for row in rows[QUIET_ZONE:-QUIET_ZONE]]
    # The three finders: a dark ring of seven, light of five, dark of three.
    for top, left in ((0, 0), (0, -7), (-7, 0)):
        block = [row[left:][:7] for row in inner[top:][:7]]
        assert block[0] == block[6] == [True] * 7
        assert block[1] == block[5] == [True, *[False] * 5, True]
        assert block[3] == [True, False, True, True, True, False, True]


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(
    "link",
    [LINK, "https://bücher.example/", "https://bücher.example/ü?q=✓", "http://a", "https://[::1]/"],
)
def test_a_reader_reads_exactly_the_link(link: str, use: Any) -> None:  # noqa: ANN401
    zxingcpp = pytest.importorskip("zxingcpp")
    rows = _modules(qr_code(link, use=use))
    scale = 6
    pixels = bytes(
        0 if dark else 255
        for row in rows
        for _ in range(scale)
        for dark in row
        for _ in range(scale)
    )
    size = len(rows) * scale
    picture = memoryview(pixels).cast("B", (size, size))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == link


def test_what_is_in_the_link_is_no_markup() -> None:
    code = qr_code("https://a.example/?a=1&b=<x>")
    assert "<x>" not in code.svg
    assert ET.fromstring(code.svg)[0].text == "QR code of https://a.example/?a=1&b=<x>"  # noqa: S314


def test_the_same_link_gives_the_same_drawing() -> None:
    assert qr_code(LINK) == qr_code(LINK, use="print")


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("shop.example", "begin with http:// or https://"),
        ("https://a.example/?m=jo@mail.example", "hold no e-mail address"),
        ("https://a.example/" + "玛" * 700, "be short enough for one"),
    ],
)
def test_a_link_that_makes_no_code_is_refused(link: str, rule: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        qr_code(link)
    assert str(caught.value).startswith(f"link of a QR code must {rule}, got ")


def test_a_use_that_is_none_is_refused_with_the_close_one() -> None:
    fields: dict[str, Any] = {"use": "stories"}
    with pytest.raises(UnknownNameError) as caught:
        qr_code(LINK, **fields)
    assert str(caught.value) == (
        "use of a QR code must be one of print, story, got 'stories'; did you mean 'story'?"
    )


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "segno", None)
    with pytest.raises(MissingExtraError) as caught:
        qr_code(LINK)
    assert str(caught.value) == (
        "QR code must have the extra 'qr', got none; run pip install 'influence-marketing[qr]'"
    )
