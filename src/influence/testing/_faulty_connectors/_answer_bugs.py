"""Bugs of answers: values of the wrong kind, of somebody else, or without a reason."""

from __future__ import annotations

import datetime as dt
from typing import cast

import attrs

from influence.platforms import Account
from influence.posts import Post
from influence.sansio import Audience, Connection, Conversation, Page, Profile, Reading, Response
from influence.shares import Share
from influence.sources import Gap
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._json import table_of, with_table
from influence.testing._faulty_connectors._seeded import bug, whole

_LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@bug("on_item", "PC-I01")
def tables_for_items(_self: Bent, item: object) -> object:
    """Hands on tables in place of values."""
    return {"id": item.post_id} if isinstance(item, Post) else item


@bug("on_answer", "PC-I02")
def lists_for_pages(_self: Bent, answer: object, _read: str) -> object:
    """Answers a list in place of a page."""
    return list(cast("Page[object]", answer).items) if isinstance(answer, Page) else answer


@bug("on_item", "PC-I03")
def of_its_handle(_self: Bent, item: object) -> object:
    """Takes the handle for the creator."""
    return attrs.evolve(item, creator_id="creator.1") if isinstance(item, Post) else item


@bug("on_item", "PC-I04")
def creator_forgotten(_self: Bent, item: object) -> object:
    """Forgets whose account it was asked for."""
    if not isinstance(item, Profile):
        return item
    return attrs.evolve(item, account=attrs.evolve(item.account, creator_id=None))


@bug("on_item", "PC-I05")
def found_elsewhere(_self: Bent, item: object) -> object:
    """Names another platform for what it found."""
    if not isinstance(item, Profile):
        return item
    return attrs.evolve(item, account=Account(platform="web", handle=item.account.handle or "?"))


@bug("on_item", "PC-I06")
def untold_left_out(_self: Bent, item: object) -> object:
    """Leaves out figures that are not told."""
    return None if isinstance(item, Reading) and item.value is None else item


@bug("on_response", "PC-I07")
def gone_like_the_others(_self: Bent, response: Response) -> Response:
    """Takes the figures of another post for those of one that is gone."""
    table = table_of(response)
    rows = cast("list[dict[str, object]]", table.get("insights", []))
    return (
        with_table(response, {**table, "insights": [*rows, {**rows[0], "id": "p2"}]})
        if rows
        else response
    )


@bug("on_response", "PC-I08")
def failed_is_untold(_self: Bent, response: Response) -> Response:
    """Takes a post that failed for one of which nothing is told."""
    table = table_of(response)
    rows = cast("list[dict[str, object]]", table.get("insights", []))
    kept = [{"id": row["id"]} if "error" in row else row for row in rows]
    return with_table(response, {**table, "insights": kept}) if rows else response


@bug("on_item", "PC-I10")
def unknown_metric_left_out(_self: Bent, item: object) -> object:
    """Leaves out metrics that the platform does not have."""
    return None if isinstance(item, Reading) and item.why_none == "retired" else item


@bug("on_item", "PC-I11")
def read_long_ago(_self: Bent, item: object) -> object:
    """Gives figures the moment of something else."""
    return attrs.evolve(item, at=_LONG_AGO) if isinstance(item, Reading) else item


@bug("on_item", "PC-I12")
def percent_of_percent(_self: Bent, item: object) -> object:
    """Takes shares for percent."""
    if not isinstance(item, Audience):
        return item
    parts = {name: Share(share.fraction / 100) for name, share in item.parts.items()}
    return attrs.evolve(item, parts=parts)


@bug("on_page", "PC-I13")
def hides_that_it_hides(_self: Bent, page: Page[object]) -> Page[object]:
    """Says nothing of what is missing."""
    return attrs.evolve(page, gaps=())


@bug("on_page", "PC-I14")
def gaps_of_nobody(_self: Bent, page: Page[object]) -> Page[object]:
    """Names no platform in a gap."""
    gap = Gap(source="api", kind="untold", where="page", told="something is missing")
    return attrs.evolve(page, gaps=(gap,))


@whole("PC-I15")
class NoScopes(Bent):
    """Says nothing of the scopes of its token."""

    def check(self) -> Conversation[Connection]:
        """Whose token it is."""
        found = yield from super().check()
        return Connection(who=found.who)


@bug("on_answer", "PC-I16")
def never_the_same(_self: Bent, answer: object, _read: str) -> object:
    """Answers with something that is equal to nothing."""
    mark = Gap(
        source="stall", kind="untold", where=f"answer {id(answer)}", told="a mark of its own"
    )
    return (
        attrs.evolve(cast("Page[object]", answer), gaps=(mark,))
        if isinstance(answer, Page)
        else answer
    )
