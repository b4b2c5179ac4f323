"""The shipped example: a spring campaign of forty creators, made from one seed.

    python tools/spring_launch.py examples/spring-launch

The cast (``spring_launch_cast.toml``) says who takes part, what was agreed and how each will do;
the dice decide the rest, and every Python from 3.11 on gives the same bytes. A few rows are broken
on purpose, because real exports have such rows: ``broken_rows`` has them, and
``examples/README.md`` says how they are judged.
"""

from __future__ import annotations

import argparse
import csv
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from spring_launch_dice import Dice
from spring_launch_running import running_tables, where_they_live
from spring_launch_world import (
    World,
    come_back,
    live,
    mingle,
    number_rows,
    send_back,
    sign_up,
    spend,
)

HERE = Path(__file__).parent
NEW_YORK = ZoneInfo("America/New_York")
MIDNIGHT = datetime(2026, 3, 2, 5, tzinfo=UTC)  # the first one of the campaign in New York

DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "creators": (
        *("creator_id", "name", "platform", "handle", "followers", "niche", "location"),
        *("audience_match", "reliability", "country", "language", "tax_form"),
    ),
    "posts": (
        *("post_id", "creator_id", "published_at", "platform", "kind", "url", "angle"),
        *("impressions", "reach", "views", "likes", "comments", "intent_comments", "saves"),
        *("shares", "clicks", "cost", "disclosure", "caption"),
    ),
    "touches": ("touch_id", "at", "visitor_id", "kind", "value"),
    "orders": (
        *("order_id", "at", "visitor_id", "customer_id", "currency", "items", "discount", "tax"),
        *("shipping", "codes", "is_new_customer", "status"),
    ),
    "refunds": ("refund_id", "order_id", "at", "amount"),
    "leads": ("lead_id", "at", "visitor_id", "kind", "qualified"),
    "costs": ("cost_id", "creator_id", "kind", "at", "amount"),
}


def moment(at: int) -> str:
    """Seconds after the campaign began as a time with New York's offset."""
    return (MIDNIGHT + timedelta(seconds=at)).astimezone(NEW_YORK).isoformat()


def lines(world: World) -> dict[str, list[list[str]]]:
    """The cells of every table, the moment under the name that the table has for it."""
    written: dict[str, list[list[str]]] = {}
    for table, columns in COLUMNS.items():
        when = "published_at" if table == "posts" else "at"
        written[table] = [
            [(row | {when: moment(at)}).get(column, "") for column in columns]
            for at, row in world.tables[table]
        ]
    return written


def broken_rows(tables: Mapping[str, list[list[str]]]) -> tuple[tuple[str, list[str]], ...]:
    """The rows that no reader should take, each of them seen in some real export."""
    order, at = tables["orders"][401], "2026-03-19T14:05:00-04:00"
    return (
        ("touches", ["t-90001", "2026-03-19T14:05:00", "v-0badc10c", "link", "maya"]),
        (
            "orders",
            [
                "SL-9001",
                at,
                "v-0badca54",
                "",
                "USX",
                "32.00",
                "0.00",
                "0.00",
                "5.95",
                "",
                "",
                "paid",
            ],
        ),
        ("orders", [order[0], *order[1:5], "999.00", *order[6:]]),
        (
            "orders",
            [
                "SL-9003",
                at,
                "v-0badbad0",
                "",
                "USD",
                "-24.00",
                "0.00",
                "0.00",
                "0.00",
                "",
                "",
                "paid",
            ],
        ),
        ("refunds", ["R-9001", tables["orders"][366][0], at, "4000.00"]),
        ("refunds", ["R-9002", "SL-99999", at, "18.00"]),
        ("leads", ["L-9001", at, "v-0badf00d", "signup", "true", "yes", "newsletter"]),
        ("costs", ["boost-nan", "diego", "boost", at, "NaN"]),
    )


def broken(tables: dict[str, list[list[str]]]) -> tuple[str, ...]:
    """Put the broken rows among the others; returns their places, such as ``orders.csv:17``."""
    rows = broken_rows(tables)
    for number, (table, row) in enumerate(rows, start=2):
        tables[table].insert(len(tables[table]) * number // (len(rows) + 4), row)
    return tuple(f"{table}.csv:{tables[table].index(row) + 2}" for table, row in rows)


def toml(value: object) -> str:
    """A value of ``campaign.toml`` on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(inner) for inner in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    # A day is a day in TOML, and stands as text in the cast only because it is written by hand.
    is_day = isinstance(value, str) and DAY.fullmatch(value)
    return f'"{value}"' if isinstance(value, str) and not is_day else str(value)


def deal_table(creator_id: str, *, person: Mapping[str, Any]) -> str:
    """One ``[[deals]]`` table as a campaign book has it."""
    deal = person["deal"]
    channels = ["paid_social", "email"] if deal.get("boosted") else ["organic_social"]
    counts = {"short_video": 2, "story_frame": person["plays"]["frames"]}
    promised = [
        {"kind": kind, "count": count, "state": "published"}
        for kind, count in counts.items()
        if count
    ]
    promised += [{"kind": kind, "count": 1, "state": "overdue"} for kind in deal.get("owes", ())]
    promised = deal.get("pieces", promised)
    fields = {
        "creator": creator_id,
        "angles": deal["angles"],
        "codes": [deal["code"]],
        "links": [creator_id],
        "dm_keywords": [deal["dm"]],
        "stage": deal["stage"],
        "usage_rights": {"channels": channels, "days": 90, "paid_amplification": "boosted" in deal},
        "deliverables": promised,
        "terms": person["terms"],
        **{name: deal[name] for name in ("rights", "ad_authorisations", "brief") if name in deal},
    }
    return "\n".join(
        ["", "[[deals]]", *(f"{name} = {toml(value)}" for name, value in fields.items()), ""]
    )


def campaign(cast: Mapping[str, Any]) -> str:
    """The text of ``campaign.toml``: what holds for everybody, then the deals."""
    head = (HERE / "spring_launch_campaign.toml").read_text(encoding="utf-8")
    return head + "".join(
        deal_table(name, person=who) for name, who in cast.items() if "deal" in who
    )


def write(target: Path) -> tuple[str, ...]:
    """Write the book; returns the places of the rows that are broken on purpose."""
    cast = tomllib.loads((HERE / "spring_launch_cast.toml").read_text(encoding="utf-8"))
    world, dice = World(cast), Dice.numbered(0)
    visits = live(world)
    mingle(world, dice, visits=visits)
    come_back(world, dice)
    number_rows(world)
    send_back(world, dice)
    sign_up(world, dice, visits=visits)
    spend(world, dice)
    tables = lines(world)
    for row in tables["creators"]:
        row[-3:] = where_they_live(row[0], cast[row[0]])
    posts = [dict(zip(COLUMNS["posts"], row, strict=True)) for row in tables["posts"]]
    places = broken(tables)
    target.mkdir(parents=True, exist_ok=True)
    (target / "campaign.toml").write_text(campaign(cast), encoding="utf-8", newline="\n")
    for table, rows in tables.items():
        write_table(target / f"{table}.csv", rows=[list(COLUMNS[table]), *rows])
    for table, rows in running_tables(cast, posts, moment=moment).items():
        write_table(target / f"{table}.csv", rows=rows)
    return places


def write_table(path: Path, *, rows: Iterable[Sequence[str]]) -> None:
    """A CSV table with the same line ends on every system."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the shipped example book.")
    parser.add_argument("target", type=Path)
    print("broken on purpose:", *write(parser.parse_args().target), sep="\n  ")
