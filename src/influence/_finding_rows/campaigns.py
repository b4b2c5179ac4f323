"""Rows of the table of codes about how a campaign is set up, tracked and paid."""

from __future__ import annotations

from influence._finding_rows.row import Row

ROWS: tuple[Row, ...] = (
    (
        "INF801",
        "warning",
        "no offer says what the audience is asked to do",
        (
            "A vague offer blocks sales whatever the content is worth. Say in [offer] what is "
            "offered and the one thing to do."
        ),
        "S2",
    ),
    (
        "INF802",
        "note",
        "nothing says why to act now",
        (
            "A fixed deadline, a limited bonus, a bundle or a first-time deal moves people who "
            "would have come back later and did not. Name one in offer.urgency."
        ),
        "S2",
    ),
    (
        "INF803",
        "warning",
        "the offer's deadline is missing or does not fit the campaign",
        (
            "An urgency without its day is a gimmick, and a day before the campaign ends asks the "
            "last creators to sell what is over. Give offer.deadline a day that fits."
        ),
        "S2",
    ),
    (
        "INF804",
        "warning",
        "there is no next step",
        (
            "The audience is asked to do something and is given no way to do it. Give a landing "
            "page, or codes where they are to buy with a code."
        ),
        "S2",
    ),
    (
        "INF805",
        "warning",
        "success is measured by reach alone",
        (
            "None of the three metrics tells interest or a sale; impressions and likes can be high "
            "while money is lost. Take saves, clicks, leads, orders or revenue among them."
        ),
        "S1, S3",
    ),
    (
        "INF806",
        "warning",
        "the campaign has no hashtag",
        (
            "One hashtag on every post makes them found together and leaves a trail that can be "
            "counted. Set campaign.hashtag, about the theme."
        ),
        "S1, S3",
    ),
    (
        "INF807",
        "note",
        "the hashtag is only the brand or the product",
        (
            "People gather around a theme and not around a name on a box; a brand tag also mixes "
            "the campaign with everything else that is said. Choose one about the theme."
        ),
        "S1, S3",
    ),
    (
        "INF808",
        "warning",
        "a hashtag cannot be used as one",
        (
            "Platforms end a hashtag at the first space or sign, so the trail breaks. Write it as "
            "one word of letters, digits and underscores."
        ),
        "S402",
    ),
    (
        "INF809",
        "warning",
        "posts do not carry the campaign's hashtag",
        (
            "A post without it is missing from the trail that the campaign is counted by. Ask for "
            "it in the brief."
        ),
        "S1, S3",
    ),
    (
        "INF811",
        "warning",
        "only one angle is tested",
        (
            "When it fails, nobody can tell whether it was the creator or the story. Test two "
            "angles with each creator."
        ),
        "S2",
    ),
    (
        "INF812",
        "warning",
        "fewer than three partners are in the campaign",
        (
            "With one or two, luck decides. A test of three to five finds out who sells and "
            "spreads the risk."
        ),
        "S2",
    ),
    (
        "INF813",
        "warning",
        "several offers run in one cycle",
        (
            "When creators promise different things, their results cannot be compared. Use one "
            "clear offer for a whole cycle, and change it in the next."
        ),
        "S2",
    ),
    (
        "INF814",
        "warning",
        "a celebrity is booked without the five conditions",
        (
            "A very large audience pays only for a mass product that is sold everywhere, with "
            "stock, repeated exposure and a long view. Say in campaign.celebrity_conditions which "
            "of them hold, or put the money into more small partners."
        ),
        "S2",
    ),
    (
        "INF815",
        "warning",
        "a payment stage is higher than the evidence",
        (
            "Fixed fees are for creators who are known to sell; paying them on trust is how most "
            "budgets are lost. The ladder would step down: offer commission or product first."
        ),
        "S1, S3",
    ),
    (
        "INF821",
        "note",
        "a link is written in mixed case",
        (
            "Analytics tools count maya and Maya as two sources, so a creator's visits fall apart. "
            "Write tags in small letters."
        ),
        "S404",
    ),
    (
        "INF822",
        "warning",
        "a creator has no link or no code of their own",
        (
            "What they sell cannot be told from what others sell, and nobody can say whether they "
            "pay. Give each creator a unique link and a unique code."
        ),
        "S2",
    ),
    (
        "INF823",
        "warning",
        "one code has had several owners",
        (
            "People keep codes for months, so the old owner's audience is credited to the new one. "
            "Give each creator a code that nobody had before."
        ),
        "S2",
    ),
    (
        "INF824",
        "warning",
        "a link in a caption does not name its campaign",
        (
            "Without utm_campaign and utm_content its visits are filed under nothing that this "
            "book knows. Use the creator's own link from influence links."
        ),
        "S72",
    ),
    (
        "INF825",
        "warning",
        "the landing page is not served over HTTPS",
        (
            "Browsers warn of such a page and apps refuse to open it, so people leave before they "
            "buy. Give the address that begins with https."
        ),
        "S403",
    ),
    (
        "INF826",
        "note",
        "the landing page is the front page of the shop",
        (
            "Visitors have to look for the offer, and the page's other visitors are mixed into the "
            "campaign's. Give the campaign a page of its own."
        ),
        "S2",
    ),
    (
        "INF827",
        "warning",
        "a post gives no next step",
        (
            "Its caption names neither code, link nor keyword of its creator, so whoever wants to "
            "buy has to search, and the sale is nobody's. Ask for it in the text."
        ),
        "S2",
    ),
    (
        "INF828",
        "error",
        "a post names somebody else's code",
        (
            "Every sale that it brings is credited to the other creator. Have the caption changed "
            "while it still sells."
        ),
        "S2",
    ),
    (
        "INF829",
        "note",
        "orders carry codes that belong to no deal",
        (
            "Nobody is credited for them. If one is a creator's, add it to their deal; else it is "
            "a code of your own and all is well."
        ),
        "S2",
    ),
    (
        "INF831",
        "error",
        "the commission is as large as the margin",
        (
            "Each order loses money, the more the better the creator sells. Lower the rate below "
            "campaign.gross_margin, or pay for something else."
        ),
        "S2",
    ),
    (
        "INF833",
        "warning",
        "goods come back after the hold is over",
        (
            "Commission was payable before the refund was known, and has to be taken back from "
            "somebody who has spent it. Lengthen settlement.hold_days."
        ),
        "S14",
    ),
    (
        "INF834",
        "warning",
        "a higher tier pays a lower rate",
        (
            "Whoever sells more earns less for it, and will stop at the boundary. Let the rates "
            "rise, or say in a remark why they fall."
        ),
    ),
    (
        "INF835",
        "note",
        "the fee jumps at the boundary of a tier",
        (
            "With a retroactive ladder one more sale changes the fee of all of them, which tempts "
            "people to buy their own last order. Consider the marginal meaning."
        ),
    ),
    (
        "INF836",
        "warning",
        "more is agreed than the budget holds",
        (
            "The fixed fees and products of the deals come to more than campaign.budget. Raise the "
            "budget, or book fewer."
        ),
        "S2",
    ),
    (
        "INF837",
        "note",
        "a fee is far above what creators of that size ask",
        (
            "Between 100 and 1,000 dollars a post are usual from 10,000 to 100,000 followers. Pay "
            "more only to somebody whose orders earn it back."
        ),
        "S1, S3",
    ),
    (
        "INF838",
        "warning",
        "nobody is paid by results",
        (
            "Every deal pays a fixed fee and none by results, so the brand carries all of the "
            "risk. Start new creators on product or commission."
        ),
        "S1, S3",
    ),
)
