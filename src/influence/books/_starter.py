"""Starters: a small book to begin with, every table with its header and two rows.

The campaign is made up. The rows show what a table is for, and the comments of the campaign file
what may be agreed; replace both with your own.
"""

from __future__ import annotations

from pathlib import Path

from influence.books._folder import CAMPAIGN
from influence.books._writer import written

_CAMPAIGN = """\
# What was agreed. The tables beside this file say what happened.
# `influence check` tells what is wrong with either, with the line and the rule.
schema = 1

[campaign]
id = "first-campaign"
name = "First campaign"
currency = "USD"                 # of every amount in this book
time_zone = "America/New_York"   # where its days begin
starts = 2026-03-02
ends = 2026-04-13                # the day after the last
hashtag = "#FirstCampaign"
persona = "who should buy, in a few words"
budget = "2000.00"               # amounts stand in quotes, so that no digit is lost
gross_margin = "0.55"            # or a gross_profit column in orders; without either, no profit
payback_days = 45
success_metrics = ["saves", "clicks", "orders"]   # exactly three, agreed before the start

[offer]
product = "The product"
primary_action = "buy_with_code"
urgency = "deadline"
deadline = 2026-04-13
landing_page = "https://shop.example/first"

[attribution]
model = "last_touch"
lookback_days = 30               # both ends inclusive
precedence = "code_wins"         # or link_wins, last_touch

[settlement]
hold_days = 30                   # orders can still be returned so long
minimum_payout = "25.00"

[[angles]]
id = "before-after"
format = "before_and_after"

[[angles]]
id = "a-day"
format = "day_in_the_life"

# One deal for each creator. A code, link or keyword belongs to one creator only.
[[deals]]
creator = "maya"
angles = ["before-after", "a-day"]
codes = ["MAYA15"]
links = ["maya"]                 # utm_content values
dm_keywords = ["KIT"]
stage = "hybrid"                 # product, affiliate, flat, hybrid
usage_rights = { channels = ["paid_social"], days = 90, paid_amplification = true }
deliverables = [{ kind = "short_video", count = 2 }]
terms = { rule = "hybrid", parts = [
    { rule = "flat_fee", per_deliverable = { short_video = "100.00" } },
    { rule = "commission", rate = "0.10" },
] }

# This creator's sales come as counts a day (results.csv), so the deal needs no marks.
[[deals]]
creator = "leo"
stage = "flat"
deliverables = [{ kind = "long_video", count = 1, state = "published" }, \
{ id = "comment", kind = "pinned_comment", post_due = 2026-04-12 }]
terms = { rule = "flat_fee", per_campaign = "150.00" }
"""

_TABLES = {
    "creators": """\
creator_id,name,platform,handle,followers,niche,location,audience_match,reliability
maya,Maya Example,instagram,@maya.example,24000,running,Austin,0.8,0.95
leo,Leo Example,youtube,@leo.example,61000,hiking,Denver,0.7,
""",
    "rates": """\
currency,at,rate,source
EUR,2026-03-02,1.08,our bank
GBP,2026-03-02,1.27,our bank
""",
    "posts": """\
post_id,creator_id,published_at,platform,kind,url,angle,impressions,reach,views,likes,comments,\
intent_comments,saves,shares,clicks,cost,disclosure,caption
maya-1,maya,2026-03-03T11:00:00-05:00,instagram,short_video,https://instagram.example/maya/1,\
before-after,9100,7400,8800,410,38,9,120,44,160,,#ad,"Before, after. #ad"
maya-2,maya,2026-03-17T11:00:00-04:00,instagram,short_video,https://instagram.example/maya/2,\
a-day,8700,7100,8300,390,31,6,97,40,140,12.00,#ad,A day outside. #ad
""",
    "touches": """\
touch_id,at,visitor_id,kind,value
t-1,2026-03-03T12:10:00-05:00,v-1,link,maya
t-2,2026-03-04T09:30:00-05:00,v-2,dm,KIT please
""",
    "orders": """\
order_id,at,items,visitor_id,customer_id,currency,discount,tax,shipping,codes,gross_profit,\
is_new_customer,status
o-1,2026-03-03T12:40:00-05:00,78.00,v-1,c-1,USD,0.00,6.24,5.95,,,true,paid
o-2,2026-03-05T08:05:00-05:00,66.30,v-2,c-2,USD,11.70,5.30,5.95,MAYA15,,true,paid
""",
    "order_lines": """\
line_id,order_id,product,amount,quantity,kind
o-1-1,o-1,kit,60.00,1,item
o-1-2,o-1,refill,18.00,2,item
""",
    "refunds": """\
refund_id,order_id,at,amount,product
r-1,o-1,2026-03-12T10:00:00-04:00,18.00,refill
r-2,o-1,2026-03-14T10:00:00-04:00,6.00,
""",
    "disputes": """\
dispute_id,order_id,opened_at,closed_at,outcome
d-1,o-1,2026-03-16T09:00:00-04:00,2026-03-20T09:00:00-04:00,won
d-2,o-2,2026-03-18T09:00:00-04:00,2026-03-25T09:00:00-04:00,won
""",
    "leads": """\
lead_id,at,visitor_id,kind,qualified
l-1,2026-03-03T12:20:00-05:00,v-1,signup,true
l-2,2026-03-04T09:35:00-05:00,v-2,lead,
""",
    "results": """\
creator_id,date,clicks,leads,signups,orders,customers,revenue,gross_profit
leo,2026-03-10,85,4,3,3,3,214.00,117.70
leo,2026-03-11,41,1,1,1,1,78.00,42.90
""",
    "costs": """\
cost_id,creator_id,kind,at,amount
product-maya,maya,product,2026-03-02,48.00
photos,,other,2026-03-02,90.00
""",
    "controls": """\
region,arm,date,revenue,orders,people
north,treated,2026-03-02,412.00,6,52000
south,control,2026-03-02,388.50,5,48000
""",
    "holdouts": """\
unit_id,arm,people,conversions,revenue
all-exposed,exposed,9000,270,16200.00
all-held-out,holdout,3000,60,3570.00
""",
    "moves": """\
move_id,creator_id,deliverable,to,at,post_id,note
m-1,leo,comment,agreed,2026-03-03T09:00:00-05:00,,
m-2,leo,comment,cancelled,2026-03-06T15:00:00-05:00,,the offer changed
""",
    "assets": """\
asset_id,creator_id,kind,post_id,made_from,made_at,url,cost
a-1,maya,original,maya-1,,2026-03-03T11:00:00-05:00,https://assets.example/a-1,
a-2,maya,original,maya-2,,2026-03-17T11:00:00-04:00,https://assets.example/a-2,
""",
    "asset_uses": """\
use_id,asset_id,channel,starts,ends,purpose,territory,spend,impressions,clicks,orders,revenue,\
gross_profit
u-1,a-1,paid_social,2026-03-10,2026-03-24,paid_usage,US,60.00,12400,130,3,214.00,117.70
u-2,a-2,paid_social,2026-03-20,2026-04-03,paid_usage,US,40.00,8100,74,1,78.00,42.90
""",
    "recent_posts": """\
post_id,creator_id,published_at,platform,kind,views,likes,comments,saves,shares,caption
maya-0,maya,2026-02-20T11:00:00-05:00,instagram,short_video,8100,402,35,88,31,A hill in the rain
leo-0,leo,2026-02-21T11:00:00-05:00,youtube,long_video,14200,610,92,,44,What I carry
""",
    "comments": """\
comment_id,creator_id,post_id,text,at,language,is_by_creator
k-1,maya,maya-1,How much is it?,2026-03-03T12:00:00-05:00,en,
k-2,maya,maya-1,It is in the link,2026-03-03T14:00:00-05:00,en,true
""",
    "audience": """\
creator_id,dimension,group,share,read_on
maya,country,US,0.74,2026-02-20
maya,age,25-34,0.46,2026-02-20
""",
    "memberships": """\
step_id,creator_id,to,at,note
s-1,maya,member,2026-02-24T10:00:00-05:00,
s-2,leo,member,2026-02-25T10:00:00-05:00,asked by mail
""",
}


def new_book(path: str | Path) -> tuple[Path, ...]:
    """Write a book to start from.

    Args:
        path: A folder that is empty or not there yet.

    Returns:
        The files that were written, the campaign file first.

    Raises:
        InvalidInputError: The folder is not empty.
    """
    tables = {f"{name}.csv": text for name, text in _TABLES.items()}
    return written({CAMPAIGN: _CAMPAIGN, **tables}, Path(path))
