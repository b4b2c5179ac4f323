"""Brief page: one creator's brief as one file that prints on one page.

The page is a function of the brief and of nothing else, runs no script and asks for nothing.
Everything from the book is escaped and isolated from the text around it.
"""

from __future__ import annotations

from importlib import resources
from typing import Literal, TypeAlias, get_args

import jinja2
from markupsafe import Markup

from influence.briefs import Brief
from influence.errors import UnknownNameError
from influence.report import _figures

Paper: TypeAlias = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)

_SIZES: dict[Paper, str] = {"a4": "A4", "letter": "letter"}


def brief_page(brief: Brief, /, *, paper: Paper = "a4") -> str:
    """Write a brief as one self-contained HTML page.

    Args:
        brief: The brief.
        paper: What it is to be printed on: ``a4`` or ``letter``.

    Raises:
        UnknownNameError: There is no such paper; the close one is named.
    """
    if paper not in _SIZES:
        raise UnknownNameError("paper", paper, PAPERS)
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("influence.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = {"visible": _figures.visible}
    environment.filters.update(filters)  # pyright: ignore[reportUnknownMemberType]  # untyped in Jinja
    style = f"@page {{ size: {_SIZES[paper]}; margin: 12mm 14mm; }}\n{_style()}"
    return environment.get_template("brief.html.j2").render(
        brief=brief,
        style=Markup(style),  # noqa: S704  # our own file, no text of the book in it
    )


def _style() -> str:
    sheet = resources.files("influence.report").joinpath("templates", "brief.css")
    return sheet.read_text(encoding="utf-8")
