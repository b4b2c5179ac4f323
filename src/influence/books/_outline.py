"""Outline: what a platform's reader has to know of a book, without its tables of facts."""

from __future__ import annotations

from pathlib import Path

import attrs

from influence.attribution import AttributionPolicy
from influence.books._campaign.files import NamedPlatform
from influence.books._faults import InvalidBookError
from influence.books._files.pieces import silent
from influence.books._folder import Folder
from influence.books._reading import Reading
from influence.campaigns import Campaign
from influence.creators import Creator
from influence.plugins import Registry


@attrs.frozen(kw_only=True)
class BookOutline:
    """What a book says before anything has happened.

    Args:
        campaign: The campaign.
        creators: Everybody in it.
        attribution: How credit is decided.
        platforms: The platforms that it reads from.
    """

    campaign: Campaign
    creators: tuple[Creator, ...]
    attribution: AttributionPolicy
    platforms: tuple[NamedPlatform, ...]


def book_outline(path: str | Path, *, registry: Registry) -> BookOutline:
    """The outline of the campaign book in a folder.

    Args:
        path: The folder.
        registry: The members that it may name.

    Raises:
        InvalidBookError: The campaign file or the table of creators cannot be used.
    """
    reading = Reading(folder=Folder(path), registry=registry, progress=silent)
    draft = reading.draft()
    creators = reading.creators()
    if draft.agreement is None or creators is None:
        raise InvalidBookError(str(path), reading.faults)
    return BookOutline(
        campaign=draft.agreement.campaign,
        creators=creators,
        attribution=draft.agreement.attribution,
        platforms=draft.files.platforms,
    )
