"""How the shipped example is run: what is vetted, made, approved, used again and asked.

Everything here stands beside the sales of ``spring_launch_world`` and changes none of them. Dice
are numbered from a thousand on, so that those of the world fall as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from spring_launch_dice import Dice

Table = list[list[str]]
Moment = Callable[[int], str]

_DAY = 86_400
_FIRST_DICE = 1_000
_POSTS = 12
_SPAIN = {"lucia"}
_FRANCE = {"chloe"}

_CAPTIONS = (
    "Tested in the rain: what held and what did not",
    "My morning routine before work",
    "A trail that nobody talks about",
    "Before and after eight weeks of hills",
    "What I carry on a long day",
    "Slow miles with a friend",
)
_ASKING = (
    "How much is the kit?",
    "Where can I get this?",
    "Does it work on stairs?",
    "is there a code",
    "¿Cuánto cuesta?",
    "Combien ça coûte ?",
)
_CHATTING = (
    "love this",
    "that view!!",
    "you make it look easy",
    "🔥🔥",
    "my dog says hi",
    "see you out there",
)


def running_tables(
    cast: Mapping[str, Any], posts: Sequence[Mapping[str, str]], *, moment: Moment
) -> dict[str, Table]:
    """The tables of running the campaign, each with its header.

    Args:
        cast: Who takes part.
        posts: The posts of the campaign as they stand in the book.
        moment: Seconds after the campaign began as a time.
    """
    return {
        "recent_posts": _recent_posts(cast, moment=moment),
        "comments": _comments(cast, posts),
        "audience": _audience(cast),
        "memberships": _memberships(cast, moment=moment),
        "moves": _moves(posts),
        "assets": _assets(posts),
        "asset_uses": _asset_uses(),
    }


def where_they_live(creator_id: str, person: Mapping[str, Any]) -> list[str]:
    """Country, language and tax form of a creator."""
    language = "es" if creator_id in _SPAIN else "fr" if creator_id in _FRANCE else "en"
    told = person["who"].get("location", "").rpartition(", ")[2]
    country = {"UK": "GB"}.get(told, told)
    form = "W-9" if country == "US" and creator_id not in {"brad", "zoe"} else ""
    return [country if len(country) == len("US") else "", language, form]


def _dice(cast: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], Dice]]:
    """Everybody with dice of their own."""
    for place, (name, person) in enumerate(cast.items()):
        yield name, person, Dice.numbered(_FIRST_DICE + place)


def _recent_posts(cast: Mapping[str, Any], *, moment: Moment) -> Table:
    """The last posts of everybody before the campaign."""
    head = "post_id,creator_id,published_at,platform,kind,views,likes,comments,saves,shares,caption"
    table = [head.split(",")]
    for name, person, dice in _dice(cast):
        for number in range(_POSTS):
            views = max(200, person["who"]["followers"] * dice.between(8, 30) // 100)
            table.append(
                [
                    f"{name}-before-{number + 1}",
                    name,
                    moment(-_DAY * (4 * (_POSTS - number) + dice.below(2))),
                    person["who"]["platform"],
                    "short_video",
                    str(views),
                    *(str(views * dice.between(low, high) // 1_000) for low, high in _SHARES),
                    dice.picked(_CAPTIONS),
                ]
            )
    return table


_BOTH = 98  # per cent in one of two countries
_SHARES = ((40, 70), (2, 6), (6, 20), (2, 8))


def _comments(cast: Mapping[str, Any], posts: Sequence[Mapping[str, str]]) -> Table:
    """What people wrote under the first post of everybody, and what most creators answered."""
    table = [["comment_id", "creator_id", "post_id", "text", "at", "is_by_creator"]]
    first: dict[str, Mapping[str, str]] = {}
    for post in posts:
        first.setdefault(post["creator_id"], post)
    for name, _, dice in _dice(cast):
        post = first.get(name)
        if post is None:
            continue
        for number in range(6):
            asks = dice.happens(35)
            text = dice.picked(_ASKING if asks else _CHATTING)
            at = _later(post["published_at"], hours=number + 1)
            key = f"{post['post_id']}-c{number + 1}"
            table.append([key, name, post["post_id"], text, at, ""])
            if asks and name not in {"brad", "celeste"}:
                answer = _later(post["published_at"], hours=number + 3)
                said = "it is in my link, and the code takes 15 % off"
                table.append([f"{key}-a", name, post["post_id"], said, answer, "true"])
    return table


def _later(at: str, *, hours: int) -> str:
    """A moment some hours after another."""
    return (datetime.fromisoformat(at) + timedelta(hours=hours)).astimezone(UTC).isoformat()


def _audience(cast: Mapping[str, Any]) -> Table:
    """Who follows each creator, by country and by age."""
    table = [["creator_id", "dimension", "group", "share", "read_on"]]
    for name, person, dice in _dice(cast):
        match = round(100 * float(person["who"].get("audience_match", "0.5")))
        home = max(10, min(95, match + dice.between(0, 8)))
        bands = {"18-24": (100 - match) // 2, "25-34": match * 6 // 10, "35-44": match * 4 // 10}
        for dimension, group, share in (
            ("country", "US", home),
            ("country", "CA", max(0, _BOTH - home)),
            *(("age", band, share) for band, share in bands.items()),
        ):
            table.append([name, dimension, group, f"{share / 100:.2f}", "2026-02-20"])
    return table


def _memberships(cast: Mapping[str, Any], *, moment: Moment) -> Table:
    """From suggested to member; whoever has no deal was passed over."""
    table = [["step_id", "creator_id", "to", "at", "note"]]
    way = ("suggested", "vetted", "invited", "replied", "member")
    for name, person, dice in _dice(cast):
        steps = way if "deal" in person else ("suggested", "vetted", "passed")
        for number, state in enumerate(steps):
            at = moment(-_DAY * (40 - 6 * number) + dice.below(_DAY // 3))
            note = "another time" if state == "passed" else ""
            table.append([f"{name}-{number + 1}", name, state, at, note])
    return table


_MAYA = (
    ("first", "maya-1", (("agreed", -240), ("shipped", -96), ("draft_submitted", -40))),
    ("first", "maya-1", (("changes_requested", -36), ("draft_submitted", -30), ("approved", -20))),
    ("first", "maya-1", (("published", 0), ("verified", 20))),
    ("second", "maya-2", (("agreed", -200), ("draft_submitted", -48), ("approved", -30))),
    ("second", "maya-2", (("scheduled", -24), ("published", 0), ("verified", 22))),
    ("reminder", "maya-2", (("agreed", -190), ("draft_submitted", 90), ("approved", 100))),
    ("reminder", "maya-2", (("published", 140), ("verified", 150))),
)


def _moves(posts: Sequence[Mapping[str, str]]) -> Table:
    """The steps of the deliverables whose steps are kept."""
    table = [["move_id", "creator_id", "deliverable", "to", "at", "post_id", "note"]]
    published = {post["post_id"]: post["published_at"] for post in posts}
    for piece, post_id, steps in _MAYA:
        for state, hours in steps:
            note = "the code is missing in the picture" if state == "changes_requested" else ""
            proof = post_id if state == "published" and piece != "reminder" else ""
            at = _later(published[post_id], hours=hours)
            table.append([f"maya-{len(table)}", "maya", piece, state, at, proof, note])
    for name, piece, steps in _OTHERS:
        for state, at, note in steps:
            table.append([f"{name}-{piece}-{state}", name, piece, state, at, "", note])
    return table


_OTHERS = (
    (
        "lucia",
        "comment",
        (
            ("agreed", "2026-03-18T10:00:00-04:00", ""),
            ("draft_submitted", "2026-03-24T11:00:00-04:00", ""),
            ("cancelled", "2026-03-26T15:00:00-04:00", "the angle was told by then"),
        ),
    ),
    (
        "hana",
        "newsletter",
        (("agreed", "2026-03-30T10:00:00-04:00", ""),),
    ),
)

_MADE = (
    ("ad-a", "ad_variation"),
    ("ad-b", "ad_variation"),
    ("hook-a", "hook"),
    ("hook-b", "hook"),
    ("hook-c", "hook"),
    ("testimonial", "testimonial_cut"),
    ("retargeting", "retargeting_asset"),
)


def _assets(posts: Sequence[Mapping[str, str]]) -> Table:
    """What was cut from the posts of those who sell."""
    table = [["asset_id", "creator_id", "kind", "post_id", "made_from", "made_at", "cost"]]
    published = {post["post_id"]: post["published_at"] for post in posts}
    for post_id, made in (("maya-1", _MADE), ("maya-2", _MADE[:3]), ("diego-1", _MADE[2:6])):
        for name, kind in made:
            at = _later(published[post_id], hours=50)
            source = f"{post_id}-ad-a" if kind == "retargeting_asset" else ""
            cost = "12.00" if kind == "ad_variation" else ""
            who = post_id.partition("-")[0]
            key = "" if source else post_id
            table.append([f"{post_id}-{name}", who, kind, key, source, at, cost])
    table.append(["omar-1-clip", "omar", "hook", "omar-1", "", "2026-03-10T10:00:00-04:00", ""])
    return table


def _asset_uses() -> Table:
    """Where it was used, and what came of it."""
    head = (
        "use_id,asset_id,channel,starts,ends,purpose,territory,spend,impressions,clicks,orders,"
        "revenue,gross_profit"
    )
    april = "2026-04-01T00:00:00-04:00"
    return [
        head.split(","),
        _use("ads-1", "maya-1-ad-a", "paid_social", "2026-03-08", april, "180.00", 41_200, 512, 14),
        _use("ads-2", "maya-1-ad-b", "paid_social", "2026-03-08", april, "120.00", 30_900, 287, 6),
        _use(
            "ads-3", "maya-1-retargeting", "paid_social", "2026-03-15", "", "90.00", 8_100, 240, 9
        ),
        _use("mail-1", "maya-1-testimonial", "email", "2026-03-20", april, "", 6_400, 310, 8),
        _use("ads-4", "diego-1-hook-a", "paid_social", "2026-03-12", april, "60.00", 12_700, 98, 2),
        _use("ads-5", "omar-1-clip", "paid_social", "2026-03-14", april, "40.00", 7_500, 41, 0),
    ]


def _use(  # noqa: PLR0917  # a row has as many cells
    key: str,
    asset: str,
    channel: str,
    day: str,
    ends: str,
    spend: str,
    impressions: int,
    clicks: int,
    orders: int,
) -> list[str]:
    """One use; its revenue is 64.00 an order."""
    starts = f"{day}T00:00:00{'-05:00' if day == '2026-03-08' else '-04:00'}"
    purpose = "paid_usage" if spend else "organic_repost"
    counts = [str(impressions), str(clicks), str(orders)]
    revenue = f"{64 * orders}.00"
    return [key, asset, channel, starts, ends, purpose, "US", spend, *counts, revenue, ""]
