"""Figures of posts: asked for by the platform's names and answered by ours, in our units.

    plays → views        watch_minutes × 60 → watch_time in seconds        …_minor → money

Every post and metric that was asked for comes back once. What there is no figure of says why; it is
never 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import attrs

from influence.connectors.demo._api import Api, built, minor, moment_of_ms
from influence.connectors.demo._capability import fact_sheet
from influence.sansio import Conversation, Document, Page, Reading, VendorField, WhyNone

_SECONDS = 60

#: Why the platform withholds a figure, in its words and in ours.
_WITHHELD: Mapping[str, WhyNone] = MappingProxyType(
    {
        "not_yours": "not_permitted",
        "counting": "too_early",
        "few_people": "too_few_people",
        "hidden_by_owner": "hidden",
    }
)


def figures(
    api: Api, post_ids: Sequence[str], *, names: Sequence[str]
) -> Conversation[Page[Reading]]:
    """The figures of some posts, in one request; of nothing, without one."""
    if not post_ids or not names:
        return Page(items=())
    sheet = fact_sheet()
    # The sheet is as new as what was last verified in it; a connector has no other clock.
    verified = max(field.verified for field in sheet.fields)
    asked = [field for field in sheet.fields_of(names, on=verified) if field.vendor in _OF_A_POST]
    query = (
        *(("id", post_id) for post_id in post_ids),
        *(("metric", field.vendor) for field in asked),
    )
    purpose = f"figures of {len(post_ids)} posts"
    response = yield api.get("insights", purpose=purpose, query=query, read="metrics")
    document = response.document()
    answer = _Answer(
        at=moment_of_ms(document, "as_of_ms"),
        posts={part.text("id"): part for part in document.items("posts")},
        fields={field.metric: field for field in asked},
    )
    readings = [answer.reading(post, name) for post in post_ids for name in dict.fromkeys(names)]
    return Page(items=tuple(readings))


@attrs.frozen(kw_only=True)
class _Answer:
    """What came back, by post.

    Args:
        at: When the platform counted.
        posts: The part of each post.
        fields: The platform's field of each of our metrics that was asked for.
    """

    at: dt.datetime
    posts: Mapping[str, Document]
    fields: Mapping[str, VendorField]

    def reading(self, post_id: str, name: str) -> Reading:
        """The figure of one post, or why there is none."""
        field, part = self.fields.get(name), self.posts.get(post_id)
        if field is None or part is None:
            return self._none(post_id, name, why="not_told")
        if part.at_or_none("error") is not None:
            why: WhyNone = "hidden" if part.at("error").text("code") == "deleted" else "failed"
            return self._none(post_id, name, why=why)
        told = part.at("figures")
        if told.at_or_none(field.vendor) is None:
            return self._none(post_id, name, why=_why(part, field.vendor))
        return self._told(post_id, told, field)

    def _told(self, post_id: str, told: Document, field: VendorField) -> Reading:
        """A figure that was told, in our unit."""
        value: object = told.whole(field.vendor)
        if field.unit == "min":
            value = told.whole(field.vendor) * _SECONDS
        elif field.unit == "money":
            value = minor(told, field.vendor, currency=told.text("currency"))
        return built(
            told,
            lambda: Reading(
                post_id=post_id,
                metric=field.metric,
                at=self.at,
                value=value,  # type: ignore[arg-type]  # its validator judges it
                unit="s" if field.unit == "min" else field.unit,
            ),
        )

    def _none(self, post_id: str, name: str, *, why: WhyNone) -> Reading:
        """No figure, and why."""
        return Reading(post_id=post_id, metric=name, at=self.at, why_none=why)


def _why(part: Document, vendor: str) -> WhyNone:
    """Why a figure is withheld; a reason that we do not know is none that was told."""
    withheld = part.at_or_none("withheld")
    word = None if withheld is None else withheld.text_or_none(vendor)
    return _WITHHELD.get(word or "", "not_told")


def _vendor_names() -> Iterator[str]:
    """The fields of the sheet that are figures of a post."""
    yield from ("impressions", "screen_views", "reached_accounts", "plays", "hearts", "replies")
    yield from ("question_replies", "bookmarks", "forwards", "link_taps", "watch_minutes")
    yield from ("average_view_ms", "promotion_spend_minor")


_OF_A_POST = frozenset(_vendor_names())
