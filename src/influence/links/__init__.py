"""Links: for each creator a link, a code and a keyword that lead back to them.

    landing page + tags → link → visit → touch → creator

A mark is only worth something when it is unique, can be read off a story, and lands in the report
where people look for it. This package makes what deals lack and keeps what they have: links with
clean UTM tags, checked against GA4's channel rules; codes without look-alikes; keywords that nobody
says anyway. Whose a mark is, and for how long, is for ``influence.tracking``; who gets the credit
is for ``influence.attribution``; QR codes are for ``influence.qr``.
"""

from __future__ import annotations

from influence.links._blocked import blocked_word
from influence.links._channel_rules import CHANNEL_RULES, CHANNELS, Channel, ChannelRule
from influence.links._channels import (
    PLANNED_CHANNELS,
    channel_named,
    channel_of,
    check_channel,
    medium_of,
)
from influence.links._codes import CodePolicy, code_for
from influence.links._draws import ALPHABET
from influence.links._keywords import keyword_for, said_anyway
from influence.links._kit import TrackingKit, tracking_kit
from influence.links._lookalikes import look_alike_form
from influence.links._maker import MissingMarks
from influence.links._policy import LinkPolicy
from influence.links._review import reviewed_marks
from influence.links._slug import slug
from influence.links._table import KIT_COLUMNS, plain_cell, spreadsheet_cell
from influence.links._tags import UtmTags, checked_url, tagged
from influence.links._tracking_row import TrackingRow
from influence.links._words import KEYWORD_WORDS, STOP_WORDS, KeywordWords

__all__ = [
    "ALPHABET",
    "CHANNELS",
    "CHANNEL_RULES",
    "KEYWORD_WORDS",
    "KIT_COLUMNS",
    "PLANNED_CHANNELS",
    "STOP_WORDS",
    "Channel",
    "ChannelRule",
    "CodePolicy",
    "KeywordWords",
    "LinkPolicy",
    "MissingMarks",
    "TrackingKit",
    "TrackingRow",
    "UtmTags",
    "blocked_word",
    "channel_named",
    "channel_of",
    "check_channel",
    "checked_url",
    "code_for",
    "keyword_for",
    "look_alike_form",
    "medium_of",
    "plain_cell",
    "reviewed_marks",
    "said_anyway",
    "slug",
    "spreadsheet_cell",
    "tagged",
    "tracking_kit",
]
