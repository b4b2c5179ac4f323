"""Content tables: what was published, what is kept of it, and how far each piece has come."""

from __future__ import annotations

from functools import partial

import attrs

from influence.assets import Asset, AssetUse
from influence.audiences import AudienceShare
from influence.books._cells import (
    as_amount,
    as_count,
    as_day,
    as_flag,
    as_moment,
    as_name,
    as_share,
    as_text,
)
from influence.books._columns import Column, TableKind
from influence.comments import Comment
from influence.deliverables import Move
from influence.memberships import MembershipStep
from influence.posts import Post

_must = partial(Column, required=True)

_POST_COLUMNS = (
    _must("post_id", as_text),
    _must("creator_id", as_name, refers_to="creators"),
    _must("published_at", as_moment),
    Column("platform", as_name),
    Column("kind", as_name),
    Column("url", as_text),
    Column("angle", as_name, refers_to="angles"),
    Column("impressions", as_count),
    Column("reach", as_count),
    Column("views", as_count),
    Column("likes", as_count),
    Column("comments", as_count),
    Column("intent_comments", as_count),
    Column("saves", as_count),
    Column("shares", as_count),
    Column("clicks", as_count),
    Column("cost", as_amount),
    Column("disclosure", as_name),
    Column("caption", as_text),
    Column("language", as_name),
    Column("has_label", as_flag),
    Column("on_screen", as_text),
    Column("spoken", as_text),
)

POSTS = TableKind(
    name="posts",
    key="post_id",
    make=Post,
    has_amounts=True,
    dated_by="published_at",
    columns=_POST_COLUMNS,
)

# A recent post may tell an angle that is none of this campaign's.
_RECENT_COLUMNS = tuple(
    attrs.evolve(one, refers_to="") if one.refers_to == "angles" else one for one in _POST_COLUMNS
)

RECENT_POSTS = TableKind(
    name="recent_posts",
    key="post_id",
    make=Post,
    has_amounts=True,
    dated_by="published_at",
    columns=_RECENT_COLUMNS,
)

COMMENTS = TableKind(
    name="comments",
    key="comment_id",
    make=Comment,
    columns=(
        _must("comment_id", as_text),
        _must("creator_id", as_name, refers_to="creators"),
        _must("post_id", as_text),
        _must("text", as_text),
        Column("at", as_moment),
        Column("language", as_name),
        Column("is_by_creator", as_flag),
    ),
)

AUDIENCE = TableKind(
    name="audience",
    key="place",
    key_column="group",
    make=AudienceShare,
    columns=(
        _must("creator_id", as_name, refers_to="creators"),
        _must("dimension", as_name),
        _must("group", as_name),
        _must("share", as_share),
        Column("read_on", as_day),
    ),
)

MEMBERSHIPS = TableKind(
    name="memberships",
    key="step_id",
    make=MembershipStep,
    columns=(
        _must("step_id", as_text),
        _must("creator_id", as_name, refers_to="creators"),
        _must("to", as_name),
        _must("at", as_moment),
        Column("note", as_name),
    ),
)

MOVES = TableKind(
    name="moves",
    key="move_id",
    make=Move,
    columns=(
        _must("move_id", as_text),
        _must("creator_id", as_name, refers_to="creators"),
        _must("deliverable", as_name),
        _must("to", as_name),
        _must("at", as_moment),
        Column("post_id", as_text),
        Column("note", as_name),
    ),
)

ASSETS = TableKind(
    name="assets",
    key="asset_id",
    make=Asset,
    has_amounts=True,
    dated_by="made_at",
    columns=(
        _must("asset_id", as_text),
        _must("creator_id", as_name, refers_to="creators"),
        _must("kind", as_name),
        Column("post_id", as_text),
        Column("made_from", as_text),
        Column("made_at", as_moment),
        Column("url", as_text),
        Column("cost", as_amount),
    ),
)

ASSET_USES = TableKind(
    name="asset_uses",
    key="use_id",
    make=AssetUse,
    has_amounts=True,
    dated_by="starts",
    columns=(
        _must("use_id", as_text),
        _must("asset_id", as_text, refers_to="assets"),
        _must("channel", as_name),
        _must("starts", as_moment),
        Column("ends", as_moment),
        Column("purpose", as_name),
        Column("territory", as_name),
        Column("spend", as_amount),
        Column("impressions", as_count),
        Column("clicks", as_count),
        Column("orders", as_count),
        Column("revenue", as_amount),
        Column("gross_profit", as_amount),
    ),
)
