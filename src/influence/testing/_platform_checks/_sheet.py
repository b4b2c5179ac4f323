"""Sheet: what the fact sheet of a connector says, and whether that can be."""

from __future__ import annotations

import datetime as dt

from influence.testing._conformance._check import check
from influence.testing._platform_checks._matching import expect
from influence.testing._platform_checks._subject import PlatformSubject


@check(
    "PC-A13",
    if_fails="Nobody knows what the figures count, so no two platforms can be compared. Most often "
    "the sheet was left for later. Write `fields.toml` first; it is what the connector reads by.",
    needs=("metrics",),
)
def has_a_sheet(subject: PlatformSubject) -> None:
    """A connector that reads figures has a fact sheet."""
    sheet = subject.capability.sheet
    expect(f"sheet of {subject.member}", "hold a field", sheet.fields, holds=bool(sheet.fields))


@check(
    "PC-A14",
    if_fails="A fact has a date on which nobody can have looked. Most often a date was typed "
    "wrong. Write the day on which somebody read the source.",
    needs=("sheet",),
)
def verified_is_past(subject: PlatformSubject) -> None:
    """No field was verified in the future."""
    today = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1)  # it may be tomorrow elsewhere
    wrong = [one.vendor for one in subject.capability.sheet.fields if one.verified > today]
    expect(f"sheet of {subject.member}", "be verified before today", wrong, holds=not wrong)


@check(
    "PC-A15",
    if_fails="Nobody can look up what a figure counts when a creator asks. Most often a "
    "placeholder was left. Give the address of the page, or its title.",
    needs=("sheet",),
)
def sources_are_given(subject: PlatformSubject) -> None:
    """Each field names a source that can be looked up."""
    vague = {"todo", "tbd", "unknown", "docs", "documentation", "api", "n/a", "none", "-", "?"}
    wrong = [
        one.vendor
        for one in subject.capability.sheet.fields
        if one.source.lower() in vague or one.counts.lower() in vague
    ]
    expect(f"sheet of {subject.member}", "name its sources", wrong, holds=not wrong)


@check(
    "PC-A16",
    if_fails="A retired field points to one that is retired as well, so the figure is gone. Most "
    "often a chain of successors was not followed to its end. Name the field that exists today.",
    needs=("sheet",),
)
def successors_live(subject: PlatformSubject) -> None:
    """What replaces a retired field is not retired on the same day."""
    fields = {one.vendor: one for one in subject.capability.sheet.fields}
    dead = [
        one.vendor
        for one in fields.values()
        if one.replaced_by and one.retired and fields[one.replaced_by].is_retired(on=one.retired)
    ]
    expect(f"sheet of {subject.member}", "name successors that live", dead, holds=not dead)


@check(
    "PC-A17",
    if_fails="A field ends before it begins, and the plan says that nothing can be read. Most "
    "often two dates were swapped. Put them right.",
    needs=("sheet",),
)
def dates_are_in_order(subject: PlatformSubject) -> None:
    """No field is retired before it exists, and what has a successor is retired."""
    wrong = [
        one.vendor
        for one in subject.capability.sheet.fields
        if (one.since and one.retired and one.retired <= one.since)
        or (one.replaced_by and not one.retired)
    ]
    expect(f"sheet of {subject.member}", "have its dates in order", wrong, holds=not wrong)


@check(
    "PC-A18",
    if_fails="The plan promises a figure that needs the owner's leave to somebody without any. "
    "Most often `access` was copied. Say who may read each field, and how the connector shows who "
    "it is.",
    needs=("sheet",),
)
def access_needs_a_token(subject: PlatformSubject) -> None:
    """Fields for owners or partners are only declared by a connector that shows who it is."""
    fields = subject.capability.sheet.fields
    closed = [one.vendor for one in fields if one.access != "public"]
    has_auth = subject.capability.auth.kind != "none"
    expect(f"sheet of {subject.member}", "have an auth", closed, holds=has_auth or not closed)
