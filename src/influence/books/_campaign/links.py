"""Links of the campaign file: where they lead, and where their visits are to be seen."""

from __future__ import annotations

from typing import Any

from influence.books._campaign.keys import Keys
from influence.links import CodePolicy, LinkPolicy


def read_links(root: Keys) -> LinkPolicy:
    """How links, codes and keywords are made."""
    section = root.table("links")
    if section is None:
        return LinkPolicy()
    fields: dict[str, Any] = {
        "landing_page": section.text("landing_page"),
        "channel": section.text("channel"),
        "medium": section.text("medium"),
        "source": section.text("source"),
        "codes": _codes(section),
    }
    section.refuse_others()
    return (
        section.built(lambda: LinkPolicy(**_given(fields)), renamed={"channel": "channel"})
        or LinkPolicy()
    )


def _codes(section: Keys) -> CodePolicy | None:
    """How new codes look."""
    fields: dict[str, Any] = {
        "is_vanity": section.flag("vanity"),
        "discount": section.count("discount"),
    }
    return section.built(lambda: CodePolicy(**_given(fields)))


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that the file gives."""
    return {name: value for name, value in fields.items() if value is not None}
