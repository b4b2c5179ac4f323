"""The schema of the campaign file takes what the reader takes, and refuses the same slips."""

from __future__ import annotations

import copy
import datetime as dt
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from influence.books import campaign_schema, new_book
from influence.books._campaign.campaign_file import CampaignFile
from influence.books._campaign.keys import Faults
from influence.books._campaign.shape import Key, Shape
from influence.books._campaign.shapes import ROOT
from influence.books._campaign_document import campaign_document
from influence.books._toml_text import toml_text
from influence.campaign_book import Book
from influence.plugins import load
from influence.testing import books
from influence.tracking import KINDS

ROOT_FOLDER = Path(__file__).parents[3]
WHOLE = """\
schema = 1

[campaign]
id = "spring"
name = "Spring"
currency = "USD"
time_zone = "America/New_York"
starts = 2026-03-02
ends = "2026-04-13"
hashtag = "#Spring"
persona = "runners"
budget = "2000.00"
gross_margin = "1/3"
payback_days = 45
cycle_days = 14
success_metrics = ["saves", "clicks", "orders"]
brand = "Cairn"
country = "US"
celebrity_conditions = ["capacity"]

[offer]
product = "Kit"
primary_action = "buy_with_code"
urgency = "deadline"
deadline = 2026-04-13
landing_page = "https://shop.example/spring"

[attribution]
model = { model = "custom", kinds = { code = 5, link = 1, dm = 1, landing = 1 }, first = 1 }
lookback_days = 30
precedence = "code_wins"
several_codes = "one_speaks"

[settlement]
hold_days = 30
minimum_payout = "25.00"
other_minimums = { EUR = "20" }
refund_window_days = 14
period_months = 1
rail = { name = "wire", steps = { HUF = "100" } }

[links]
landing_page = "https://shop.example/spring"
channel = "affiliates"
medium = "affiliate"
source = "creators"
vanity = true
discount = 15

[progression]
ladder = "evidence"
cool_down = 1
flat = "0.8"
hybrid = "0.9"
down = "0.5"
top = "0.2"
least_posts = 2

[ranking]
strategy = "sheet"

[next_cycle]
budget = "5000.00"
cycles_left = 4
most_share = "0.5"
least_partners = 3
at_most = 3
exploration = "1"
first_cycle = "1"
response = "0.7"
test_response = "0.25"
least_value = "0"
least_probability = "0"
enough_orders = 5
rest_after = 4
season = "0.2"

[learning]
untracked = "0.2"
untracked_doubt = "0.2"
fading = "0.1"
bargain_trust = "0.5"
price_slope = "0.8"
price_weight = 5
exposure_carried = "0.7"
clicks_carried = "0.7"
carried_weight = 8
luck_carried = "0.5"
between = "0.5"
between_weight = 8
between_early = "0.6"
post_to_post = "0.6"
post_to_post_early = "0.4"
post_weight = 8
order_values = "0.7"
order_values_between = "0.25"
season = "0.15"
level_doubt = "0.4"
tier_doubt = "0.25"
orders_at_break_even = 6
usable = "0.6"

[decisions]
missed_angles = 2
renew_share = "0.2"
least_expected_orders = 3
scale_probability = "0.8"
renew_probability = "0.5"
retest_probability = "0.2"
drop_probability = "0.5"
least_effective_orders = 5
solid_effective_orders = 30
rest_after = 4

[audience_tiers]
nano = 0
micro = 10000

[lint]
rules = ["without_deal", { rule = "leaked_codes", least_orders = 3, mostly = "0.4" }]
off = [{ code = "INF303", reason = "agreed" }, { rule = "own_orders", reason = "known" }, \
{ code = "INF801", at = "campaign.toml:1", reason = "here" }]

[audience]
ages = ["25-34"]
countries = ["US"]
genders = ["female"]
languages = ["en"]
cities = ["Boston"]
niches = ["running"]
words = ["trail"]

[brief]
goal = "First orders"
talking_points = ["Packs small"]
usage_guidelines = ["Show it worn"]
guardrails = ["No health claims"]
approval_days = 5
contact = "creator manager"

[deliverables]
proposal_days = 7
deemed_approved_days = 3
verify_days = 7
keep_days = 90
kill_fees = { shipped = "0.25" }

[repurposing]
ad_variation = 2
hook = 3
testimonial_cut = 1
retargeting_asset = 1
still = 0
original = 1
quote = 0
other = 0
replacement_values = { ad_variation = "90.00", hook = "40.00", testimonial_cut = "50", \
retargeting_asset = "20", still = "10", other = "5", original = "9", quote = "1" }

[[angles]]
id = "a-day"
format = "day_in_the_life"

[[deals]]
creator = "maya"
angles = ["a-day"]
codes = ["MAYA15"]
links = ["maya"]
dm_keywords = ["KIT"]
stage = "hybrid"
usage_rights = { channels = ["paid_social"], days = 90, paid_amplification = true }
deliverables = [
    { kind = "short_video", count = 2, state = "published" },
    { kind = "story_frame", id = "one", draft_due = 2026-03-05, post_due = 2026-03-07 },
    { kind = "story_frame", follows = "one", within_days = 7 },
    { kind = "story_frame", follows = "one", within_months = 1 },
]
brief = { goal = "Orders", talking_points = ["a"], usage_guidelines = ["b"], guardrails = ["c"], \
approval_days = 2, contact = "us" }
rights = [
    { kind = "paid_usage", channels = ["paid_social"], territories = ["US"], \
territories_out = ["CA"], starts = "approved", months = 6, sunset_days = 7, impressions = 9, \
edits = "any", ai = "none", exclusivity = "category", renewal = "option", notice_days = 14, \
renewal_price = "150", price = "20", posts = ["maya-1"] },
    { kind = "whitelisting", channels = ["instagram"], days = 60 },
    { kind = "whitelisting", channels = ["instagram"], starts = "2026-03-01", until = 2026-05-01 },
]
ad_authorisations = [{ platform = "tiktok", granted_at = 2026-03-05, days = 60, post = "maya-1", \
revoked_at = 2026-03-09T00:00:00Z, code = "abc" }]
code_terms = { MAYA15 = { starts = 2026-03-02, ends = 2026-04-01T00:00:00Z, limit = 9, \
priority = 1, credit = "always" } }
terms = { rule = "hybrid", parts = [
    { rule = "flat_fee", per_deliverable = { short_video = 100 } },
    { rule = "capped", terms = { rule = "commission", lines = [
        { product = "serum", rate = "0.2" },
    ] }, per_campaign = "500" },
    { rule = "bonus", metric = "orders", every = 10, pay = "50", at_most = "300" },
] }

[[sources]]
source = "shopify"
file = "exports/orders.csv"
prices_include_tax = true

[[platforms]]
platform = "demo"
world = "spring"

[[exports]]
exporter = "sheet"
file = "out/ranking.csv"
separator = "semicolon"
"""

OURS = load(plugins=())
SCHEMA = campaign_schema(registry=OURS)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
# Language servers of TOML know no later draft: what is refused must not depend on later words.
IN_EDITORS = jsonschema.Draft4Validator(SCHEMA)


def _json(value: object) -> Any:  # noqa: ANN401  # whatever TOML holds
    """A value of TOML as an editor hands it to a schema: days and moments are text."""
    if isinstance(value, dict):
        return {key: _json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_json(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _is_valid(text: str) -> bool:
    return VALIDATOR.is_valid(_json(tomllib.loads(text)))


def _refused(text: str) -> list[str]:
    faults = Faults("campaign.toml", text)
    CampaignFile(faults=faults, registry=OURS).draft()
    return [one.message for one in faults.findings]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_a_file_with_every_key_is_right_for_both() -> None:
    assert _refused(WHOLE) == []
    errors = [error.message for error in VALIDATOR.iter_errors(_json(tomllib.loads(WHOLE)))]
    assert errors == []


def test_the_shipped_books_are_right(tmp_path: Path) -> None:
    new_book(tmp_path / "new")
    shipped = ROOT_FOLDER / "examples" / "spring-launch"
    for folder in (tmp_path / "new", shipped):
        assert _is_valid((folder / "campaign.toml").read_text(encoding="utf-8"))


class TestWrittenCampaigns:
    """Whatever campaign file the writer writes, the schema takes."""

    @given(made=books(models=[OURS.attribution_model(name) for name in ("linear", "time_decay")]))
    def test_any_book(self, made: Book) -> None:
        assert _is_valid(toml_text(campaign_document(made)))


def _shapes(shape: Shape, path: str) -> Iterator[tuple[str, Shape]]:
    yield path, shape
    keys = [*shape.keys.items(), *([("*", shape.each)] if shape.each is not None else [])]
    for name, key in keys:
        if key.inner is not None:
            yield from _shapes(key.inner, f"{path}.{name}")


def test_every_key_of_every_shape_is_asked_for_by_the_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: set[tuple[int, str]] = set()
    whole = Shape.asked

    def noted(shape: Shape, name: str, *, kind: Any) -> Key:  # noqa: ANN401  # a word of its own
        asked.add((id(shape), name))
        return whole(shape, name, kind=kind)

    monkeypatch.setattr(Shape, "asked", noted)
    assert _refused(WHOLE) == []
    declared = {
        f"{path}.{name}"
        for path, shape in _shapes(ROOT, "")
        for name in shape.keys
        if (id(shape), name) not in asked
    }
    assert declared == set()


def test_a_reader_that_asks_for_what_no_shape_has_fails_at_once() -> None:
    with pytest.raises(KeyError, match=r"^\('schema', 'text'\)$"):
        ROOT.asked("schema", kind="text")


Path_ = tuple[str | int, ...]


def _places(value: object, path: Path_ = ()) -> Iterator[tuple[Path_, object]]:
    yield path, value
    parts: Any = value.items() if isinstance(value, dict) else []
    parts = enumerate(value) if isinstance(value, list) else parts
    for key, part in parts:
        yield from _places(part, (*path, key))


def _at(document: Any, path: Path_) -> Any:  # noqa: ANN401  # whatever TOML holds
    for key in path:
        document = document[key]
    return document


def _wrong(value: object) -> list[object]:
    """Values of other types than *value*."""
    others: list[object] = [True, 7, "7", [], {"a": 1}]
    return [other for other in others if type(other) is not type(value)]


def _slips(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The document with one key too many, one too few, or one value of another type."""
    for path, value in _places(document):
        if isinstance(value, dict):
            added = copy.deepcopy(document)
            _at(added, path)["kez"] = 1
            yield f"{path} kez", added
            for key in value:
                less = copy.deepcopy(document)
                del _at(less, path)[key]
                yield f"{path} without {key}", less
        for other in _wrong(value) if path else []:
            changed = copy.deepcopy(document)
            _at(changed, path[:-1])[path[-1]] = other
            yield f"{path} {other!r}", changed


_PIECES = "('deals', 0, 'deliverables', "
_TERMS = "('deals', 0, 'terms', 'parts', "
# What the reader refuses and the schema does not, with the reason: the classes alone know it.
_BEYOND = {
    "keys of a mapping that only its class knows": {
        "('attribution', 'model', 'kinds') kez",
        *(f"('attribution', 'model', 'kinds') without {kind}" for kind in KINDS),
        f"{_TERMS}0, 'per_deliverable') kez",
    },
    "one of several keys has to be there": {
        f"{_TERMS}0) without per_deliverable",
        f"{_TERMS}0, 'per_deliverable') without short_video",
        f"{_TERMS}1) without per_campaign",
        f"{_TERMS}1, 'terms') without lines",
        f"{_TERMS}1, 'terms', 'lines', 0) without rate",
        f"{_TERMS}2) without every",
        f"{_TERMS}2) without pay",
        "('lint', 'off', 0) without code",
        "('lint', 'off', 1) without rule",
        "('lint', 'off', 2) without code",
        *(f"{_PIECES}2) without {key}" for key in ("follows", "within_days")),
        *(f"{_PIECES}3) without {key}" for key in ("follows", "within_months")),
    },
    "a value is out of bounds": {
        f"{_TERMS}1, 'terms', 'lines', 0, 'rate') 7",
        f"{_TERMS}2, 'at_most') 7",
        f"{_TERMS}2, 'every') '7'",
        "('lint', 'rules', 1, 'mostly') 7",
    },
    "what is named stands elsewhere": {
        "() without angles",
        "('deals', 0) without codes",
        f"{_PIECES}1) without id",
    },
}  # fmt: skip

# What the schema refuses and the reader does not: settings are judged when the platform is asked.
_JUDGED_LATER = {
    "('platforms', 0) kez",
    *(f"('platforms', 0, 'world') {other}" for other in ("True", "7", "[]", "{'a': 1}")),
}


def test_the_schema_and_the_reader_refuse_the_same_slips_but_for_those_that_are_told() -> None:
    document = tomllib.loads(WHOLE)
    only_reader: set[str] = set()
    only_schema: set[str] = set()
    by_draft: set[str] = set()
    slips = 0
    for what, changed in _slips(document):
        slips += 1
        is_read, is_valid = not _refused(toml_text(changed)), VALIDATOR.is_valid(_json(changed))
        by_draft |= {what} if IN_EDITORS.is_valid(_json(changed)) != is_valid else set()
        only_reader |= {what} if is_valid and not is_read else set()
        only_schema |= {what} if is_read and not is_valid else set()
    assert slips > 500
    assert only_reader == set().union(*_BEYOND.values())
    assert only_schema == _JUDGED_LATER
    assert by_draft == set()
