"""What happens in the example: who posts, who comes, who buys, who sends it back.

The cast says how many; the dice say who and when. Times are seconds after the campaign began,
amounts are cents. How it is written down is for ``spring_launch.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from spring_launch_dice import Dice

DAY = 86_400
END = 42 * DAY - 3_600  # New York loses an hour to summer time on 8 March

#: Price in cents and how often out of a hundred it is what somebody wants.
SHELF = ((11_000, 13), (3_900, 14), (3_200, 20), (1_800, 20), (1_400, 20), (1_200, 13))
TAXES = (0, 400, 625, 825, 887)  # in ten-thousandths
FREE_SHIPPING_FROM = 6_000
VIDEOS = 2  # one for each angle

TABLES = ("creators", "posts", "touches", "orders", "refunds", "leads", "costs")

CAPTIONS: Mapping[str, tuple[str, ...]] = {
    "before-after": (
        "Six weeks ago I could not run to the bus stop. This is today",
        "Same hill, same shoes, other me",
        "What my mornings looked like in February, and what they look like now",
    ),
    "day-in-the-life": (
        "Up at six, out by ten past, back before anyone is awake",
        "A whole Saturday outside, start to finish",
        "What fits in one small bag, and where it takes me",
    ),
    "problem-to-solution": (
        "I kept stopping for water, keys, phone, layers. One bag fixed it",
        'You asked "how do you run after dark?" and here is how',
        "Blisters, cold hands, dead torch: three things I no longer have",
    ),
}

Row = dict[str, str]


@attrs.frozen
class Visit:
    """Somebody met a creator, *at* seconds after the campaign began."""

    at: int
    visitor: str
    creator_id: str


@attrs.frozen
class World:
    """What has happened so far, by table; the moment stands beside the row until it is written."""

    cast: Mapping[str, Any]
    tables: dict[str, list[tuple[int, Row]]] = attrs.field(
        factory=lambda: {table: [] for table in TABLES}
    )

    def happened(self, table: str, at: int, **cells: str) -> Row:
        """Note a row down; whoever gets it back may still fill cells in."""
        self.tables[table].append((at, cells))
        return cells


def money(cents: int) -> str:
    """Cents as the tables have them, such as ``19.90``."""
    return f"{cents // 100}.{cents % 100:02d}"


def publish(world: World, dice: Dice, *, creator_id: str) -> list[tuple[int, Row]]:
    """Two short videos, one per angle, then story frames in turn."""
    person = world.cast[creator_id]
    angles = person.get("deal", {}).get("angles", ["before-after", "day-in-the-life"])
    count = VIDEOS + person["plays"]["frames"]
    published = []
    for number in range(count):
        day = 1 + number * 36 // count + dice.below(5)
        at = day * DAY + dice.between(7 * 3_600, 20 * 3_600) + dice.below(60)
        row = world.happened(
            "posts",
            at,
            post_id=f"{creator_id}-{number + 1}",
            creator_id=creator_id,
            platform=person["who"]["platform"],
            kind="short_video" if number < VIDEOS else "story_frame",
            url=f"https://{person['who']['platform']}.example/{creator_id}/{number + 1}",
            angle=angles[number % 2],
        )
        published.append((at, row))
    return published


def visit(world: World, dice: Dice, *, published: int, creator_id: str, visitor: str) -> Visit:
    """One visit after a post: link mostly, else landing page, DM keyword or a code tried out."""
    deal = world.cast[creator_id].get("deal", {})
    kind = dice.picked(("link",) * 16 + ("landing",) * 2 + ("dm", "code")) if deal else "link"
    value = deal[kind] if kind in {"dm", "code"} else creator_id
    at = published + dice.soon(min(10 * DAY, END - published))
    world.happened("touches", at, visitor_id=visitor, kind=kind, value=value)
    return Visit(at, visitor, creator_id)


def visits_after(world: World, dice: Dice, *, posts: Sequence[tuple[int, Row]]) -> list[Visit]:
    """Everybody who came because of one creator; the platform counts them a little differently."""
    creator_id = posts[0][1]["creator_id"]
    shares = [
        n for n, (_, row) in enumerate(posts) for _ in range(3 if "video" in row["kind"] else 1)
    ]
    visits: list[Visit] = []
    counts = [0] * len(posts)
    for _ in range(world.cast[creator_id]["plays"]["visits"]):
        number = dice.picked(shares)
        again = bool(visits) and dice.happens(7)
        visitor = dice.picked(visits).visitor if again else dice.name("v")
        visits.append(
            visit(world, dice, published=posts[number][0], creator_id=creator_id, visitor=visitor)
        )
        counts[number] += 1
    for (_, row), count in zip(posts, counts, strict=True):
        row["clicks"] = str(count * dice.between(93, 109) // 100)
    return visits


def measure(world: World, dice: Dice, *, row: Row) -> None:
    """What the platform shows of one post; what it does not show stays empty."""
    person = world.cast[row["creator_id"]]
    video, platform = row["kind"] == "short_video", row["platform"]
    seen = (
        person["who"]["followers"] * (dice.between(18, 52) if video else dice.between(8, 20)) // 100
    )
    seen = seen * 13 // 10 if platform == "tiktok" else seen
    comments = seen * dice.between(15, 50) // 10_000
    figures = {
        "impressions": seen * dice.between(110, 150) // 100,
        "reach": seen,
        "views": seen * dice.between(100, 135) // 100,
        "likes": seen * dice.between(20, 70) // 1_000,
        "comments": comments,
        "intent_comments": comments * dice.between(5, 30) // 100,
        "saves": seen * person["plays"]["saves"] * dice.between(80, 120) // 100_000,
        "shares": seen * dice.between(2, 12) // 1_000,
    }
    hidden = {"youtube": {"reach", "saves"}, "x": {"reach"}, "pinterest": {"views"}}.get(
        platform, set()
    )
    hidden = hidden if video else {"views", "likes", "comments", "intent_comments", "saves"}
    row.update({name: str(count) for name, count in figures.items() if name not in hidden})


def caption(world: World, dice: Dice, *, row: Row) -> None:
    """Their own words, the campaign's hashtag, the code, and in most posts that it is paid for."""
    deal = world.cast[row["creator_id"]].get("deal", {})
    words = [dice.picked(CAPTIONS[row["angle"]]) + "."]
    words += [f"{deal['code']} takes 15 % off the Trail kit."] if deal and dice.happens(85) else []
    labels = ("paid partnership label",) * 7 + ("#ad",) * 3 + ("",)
    label = dice.picked(labels if deal.get("stage") != "product" else ("#gifted", "#ad", ""))
    words += [label] if label.startswith("#") else []
    row["disclosure"], row["caption"] = label, " ".join([*words, "#SpringReset"])
    if deal.get("boosted") and row["kind"] == "short_video":
        row["cost"] = "18.00"


def buy(
    world: World, dice: Dice, at: int, *, visitor: str, codes: str = "", percent: int = 0
) -> Row:
    """One order: a small basket, less the code's discount, with tax and shipping on top."""
    wanted = [price for price, often in SHELF for _ in range(often)]
    basket = sum(dice.picked(wanted) for _ in range(dice.picked((1, 1, 1, 2, 2))))
    discount = (basket * percent + 50) // 100
    items = basket - discount
    return world.happened(
        "orders",
        at,
        visitor_id=visitor,
        customer_id="" if dice.happens(8) else dice.name("c"),
        currency="USD",
        items=money(items),
        discount=money(discount),
        tax=money((items * dice.picked(TAXES) + 5_000) // 10_000),
        shipping="0.00" if items >= FREE_SHIPPING_FROM else "5.95",
        codes=codes,
        is_new_customer="" if dice.happens(5) else "true" if dice.happens(88) else "false",
        status="cancelled" if dice.happens(1) else "paid",
    )


def codes_used(world: World, dice: Dice, *, creator_id: str) -> str:
    """The code as people type it, now and then beside another one."""
    deal = world.cast[creator_id].get("deal")
    if not deal or dice.happens(38):
        return ""
    typed = deal["code"].lower() if dice.happens(6) else deal["code"]
    others = ["WELCOME10"] * 4 + [p["deal"]["code"] for p in world.cast.values() if "deal" in p][:4]
    return f"{typed};{dice.picked(others)}" if dice.happens(5) else typed


def orders_after(world: World, dice: Dice, *, visits: Sequence[Visit], first: int) -> None:
    """Buyers who can be traced to a visit, and people who only typed the code."""
    creator_id = visits[0].creator_id
    plays = world.cast[creator_id]["plays"]
    for source in dice.some(visits, count=plays["buyers"]):
        wait = dice.soon(dice.picked((3 * 3_600, 3 * 3_600, 4 * DAY, 14 * DAY)))
        codes = codes_used(world, dice, creator_id=creator_id)
        percent = 15 if codes else 0
        buy(world, dice, source.at + wait, visitor=source.visitor, codes=codes, percent=percent)
    for _ in range(plays["code_only"]):
        opened = plays.get("leaked_on", first // DAY) * DAY
        at = opened + dice.soon(min(14 * DAY, END - opened))
        visitor = "" if dice.happens(40) else dice.name("v")
        code = world.cast[creator_id]["deal"]["code"]
        buy(world, dice, at, visitor=visitor, codes=code, percent=15)


def live(world: World) -> list[Visit]:
    """What each creator brings about, every one with dice of their own."""
    everyone: list[Visit] = []
    for number, (creator_id, person) in enumerate(world.cast.items(), start=1):
        dice = Dice.numbered(number)
        world.tables["creators"].append((0, creator_row(creator_id, who=person["who"])))
        posts = publish(world, dice, creator_id=creator_id)
        visits = visits_after(world, dice, posts=posts)
        orders_after(world, dice, visits=visits, first=posts[0][0])
        for _, row in posts:
            measure(world, dice, row=row)
            caption(world, dice, row=row)
        everyone += visits
    return everyone


def creator_row(creator_id: str, *, who: Mapping[str, str | int]) -> Row:
    """The row that introduces somebody."""
    return {"creator_id": creator_id} | {name: str(value) for name, value in who.items()}


def mingle(world: World, dice: Dice, *, visits: Sequence[Visit]) -> None:
    """What belongs to no single creator: overlap, the shop's own code, late and other buyers."""
    creators = [creator_id for creator_id, person in world.cast.items() if "deal" in person]
    for source in dice.some(visits, count=900):
        at = min(source.at + dice.soon(6 * DAY), END)
        other = dice.picked(creators)
        world.happened("touches", at, visitor_id=source.visitor, kind="link", value=other)
    for source in dice.some(visits, count=48):
        at = source.at + dice.soon(2 * DAY)
        buy(world, dice, at, visitor=source.visitor, codes="WELCOME10", percent=10)
    for source in dice.some([early for early in visits if early.at < 9 * DAY], count=12):
        buy(world, dice, source.at + dice.between(31, 36) * DAY, visitor=source.visitor)
    for code in [""] * 760 + ["WELCOME10"] * 95:
        at = dice.below(END)
        visitor = "" if dice.happens(3) else dice.name("v")
        buy(world, dice, at, visitor=visitor, codes=code, percent=10 if code else 0)
    for _ in range(9):
        buy(world, dice, dice.below(END), visitor=dice.name("v"))["status"] = "test"


def come_back(world: World, dice: Dice) -> None:
    """Some customers order again, every third on another device."""
    known = [(at, row) for at, row in world.tables["orders"] if row["customer_id"]]
    for at, row in dice.some(known, count=len(known) * 6 // 100):
        visitor = dice.name("v") if dice.happens(35) else row["visitor_id"]
        again = buy(world, dice, at + dice.between(4, 16) * DAY, visitor=visitor)
        again.update(customer_id=row["customer_id"], is_new_customer="false", status="paid")


def number_rows(world: World) -> None:
    """Put each table in the order of its moments and number its rows."""
    world.tables["touches"].sort(key=lambda entry: (entry[0], *sorted(entry[1].items())))
    world.tables["orders"].sort(key=lambda entry: (entry[0], *sorted(entry[1].items())))
    world.tables["posts"].sort(key=lambda entry: entry[0])
    for number, (_, row) in enumerate(world.tables["touches"], start=1):
        row["touch_id"] = f"t-{number:05d}"
    for number, (_, row) in enumerate(world.tables["orders"], start=1001):
        row["order_id"] = f"SL-{number}"


def send_back(world: World, dice: Dice) -> None:
    """Refunds: some whole, some in part, a few in two parts."""
    entries = [(at, row) for at, row in world.tables["orders"] if row["status"] == "paid"]
    for at, row in sorted(dice.some(entries, count=len(entries) * 5 // 100), key=lambda e: e[0]):
        items = int(row["items"].replace(".", ""))
        parts = dice.picked(((100,), (100,), (40,), (25,), (50,), (30, 20)))
        for number, part in enumerate(parts, start=1):
            world.happened(
                "refunds",
                at + dice.between(2, 18) * DAY * number + dice.below(36_000),
                refund_id=f"R-{row['order_id'][3:]}-{number}",
                order_id=row["order_id"],
                amount=money(items * part // 100),
            )
    world.tables["refunds"].sort(key=lambda entry: entry[0])


def sign_up(world: World, dice: Dice, *, visits: Sequence[Visit]) -> None:
    """Newsletter signups and a few bookings of a fitting; not all of them are looked at yet."""
    found = sorted((v.at + dice.soon(DAY), v.visitor) for v in dice.some(visits, count=520))
    strangers = sorted((dice.below(END), dice.name("v")) for _ in range(60))
    for number, (at, visitor) in enumerate(sorted(found + strangers), start=1):
        world.happened(
            "leads",
            at,
            lead_id=f"L-{number:04d}",
            visitor_id=visitor,
            kind="booking" if dice.happens(9) else "signup",
            qualified=dice.picked(("true", "true", "true", "false", "")),
        )


def spend(world: World, dice: Dice) -> None:
    """Product and shipping per creator, three boosted posts, and one photo shoot shared by all."""
    for creator_id, person in world.cast.items():
        if person.get("terms", {}).get("rule") != "in_kind":
            cost(world, creator_id=creator_id, kind="product", day=0, cents=4_800)
        cost(world, creator_id=creator_id, kind="shipping", day=0, cents=dice.between(780, 1_460))
        if person.get("deal", {}).get("boosted"):
            cents = dice.between(70, 140) * 100
            cost(world, creator_id=creator_id, kind="boost", day=dice.between(12, 30), cents=cents)
    cost(world, creator_id="", kind="other", day=3, cents=46_000)
    world.tables["costs"].sort(key=lambda entry: entry[0])


def cost(world: World, *, creator_id: str, kind: str, day: int, cents: int) -> None:
    """One row of ``costs``, in the afternoon of *day*."""
    cost_id = f"{kind}-{creator_id or 'photo-shoot'}"
    at = day * DAY + 15 * 3_600
    world.happened(
        "costs", at, cost_id=cost_id, creator_id=creator_id, kind=kind, amount=money(cents)
    )
