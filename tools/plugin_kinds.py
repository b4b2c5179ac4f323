"""Begins a plugin of each kind, and does with it all that its author would do.

    python tools/plugin_kinds.py [--within SECONDS] [--keep DIR]

    new → wheel → install → list → check → test → lint → mypy, pyright → report

Nothing is downloaded: wheels are built by the tools that are there, and installed into a folder of
their own beside what this interpreter has. The seconds of each step are printed; with ``--within``
it fails when all of them took longer.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "spring-launch"
AT_ONCE = 2

#: The kinds, each with the name of its plugin.
KINDS = {
    "payment-rule": "new_buyers",
    "attribution-model": "bookends",
    "attribution-source": "till",
    "ranking-strategy": "yield_first",
    "lint-rule": "few_posts",
    "exporter": "ranking_json",
    "platform": "snapgrid",
    "account-resolver": "snapgram",
    "secret-keeper": "mounted",
    "observer": "diary",
}


#: Pulls a plugin's platform into a book, from the fake that the plugin brings along.
PULLING = """\
import datetime as dt
import sys

from influence.connectors import Session, WsgiTransport
from influence.connectors.pulls import PullScope, pull
from influence.platforms import Account
from influence.plugins import load
from influence.posts import Post
from influence.sansio import Window
from influence.testing import Holdings
from influence_snapgrid.fake import Fake

MAYA = Account(platform="snapgrid", account_id="007", creator_id="maya")
AT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
POSTS = tuple(
    Post(post_id=f"p-{day}", creator_id="maya", published_at=AT + dt.timedelta(days=day))
    for day in range(30)
)
fake = Fake(Holdings(accounts=(MAYA,), posts=POSTS))
connector = load().platforms["snapgrid"].make(**fake.settings)
scope = PullScope(accounts=(MAYA,), window=Window(since=AT, until=AT + dt.timedelta(days=99)))
session = Session(connector, transport=WsgiTransport(fake.app))
for table in pull(sys.argv[1], session=session, scope=scope).merged.tables:
    print(table)
"""


class Workshop:
    """A folder in which plugins are made, and the environment that has them installed.

    Args:
        folder: The folder; it has to be empty.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        before = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([str(self.site), *([before] if before else [])])
        self.environ = {**os.environ, "PYTHONPATH": path, "COLUMNS": "100"}

    @property
    def projects(self) -> list[Path]:
        """The folders of the packages."""
        return [self.folder / f"influence-{name.replace('_', '-')}" for name in KINDS.values()]

    def run(self, *words: str | Path, at: Path | None = None, exits: Iterable[int] = (0,)) -> str:
        """What a program of this interpreter answers.

        Raises:
            SystemExit: It ended otherwise; what it said is printed.
        """
        command = [sys.executable, "-m", *map(str, words)]
        done = subprocess.run(
            command,
            cwd=at or self.folder,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in exits:
            print(done.stdout + done.stderr)
            sys.exit(f"{' '.join(command)} must exit with {exits}, got {done.returncode}")
        return done.stdout

    def influence(self, *words: str | Path, exits: Iterable[int] = (0,)) -> str:
        """What a command of the library answers."""
        return self.run("influence", *words, exits=exits)

    def each(self, act: Callable[[T], object], values: Iterable[T]) -> None:
        """Do something for several values, two at once."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(act, values))


def begin(shop: Workshop) -> None:
    """Write the packages."""
    shop.each(lambda kind: shop.influence("plugins", "new", KINDS[kind], "--kind", kind), KINDS)


def install(shop: Workshop) -> None:
    """Build a wheel of each and install all of them into a folder of their own."""
    offline = ("--quiet", "--no-deps", "--no-index")
    here = [f"./{project.name}" for project in shop.projects]
    shop.run("pip", "wheel", *offline, "--no-build-isolation", "--wheel-dir", "dist", *here)
    wheels = sorted((shop.folder / "dist").glob("*.whl"))
    must("wheels", "be one for each kind", len(wheels), is_so=len(wheels) == len(KINDS))
    shop.run("pip", "install", *offline, "--no-compile", "--target", shop.site, *wheels)


def find(shop: Workshop) -> None:
    """See that each is found by its entry point and loads without a finding."""
    document = json.loads(shop.influence("--strict", "plugins", "list", "--json"))
    states = {one["name"]: one["state"] for one in document["plugins"]}
    wanted = dict.fromkeys(KINDS.values(), "loaded")
    must("plugins", "all be loaded", states, is_so=states == wanted)
    must("findings", "be none", document["findings"], is_so=not document["findings"])
    shop.influence("plugins", "doctor")


def check(shop: Workshop) -> None:
    """Hold each to the conformance kit."""

    def conform(words: Sequence[str]) -> None:
        told = shop.influence("plugins", "check", *words, "--json")
        for one in json.loads(told)["plugins"]:
            counts = one["counts"]
            is_so = counts["passed"] > 0 and not counts["excused"]
            must(f"checks of {one['target']}", "pass without excuse", one, is_so=is_so)

    platform = KINDS["platform"]
    given = shop.folder / f"influence-{platform}" / "kit.toml"
    others = [name for name in KINDS.values() if name != platform]
    halves = [others[half::AT_ONCE] for half in range(AT_ONCE)]
    shop.each(conform, [[platform, "--xfail", str(given)], *halves])


def test(shop: Workshop) -> None:
    """Run the tests of each, without the checks of the kit, which ran just now."""
    options = ("-q", "-p", "no:cacheprovider", "--import-mode=importlib", "-k", "not test_check")
    shop.run("pytest", *options, *(project / "tests" for project in shop.projects))


def lint(shop: Workshop) -> None:
    """Lint each as its own settings say."""
    shop.run("ruff", "check", "--no-cache", *shop.projects)


def types(shop: Workshop) -> None:
    """Check the types of all of them at once, with both checkers beside each other."""
    sources = [project / "src" for project in shop.projects]
    looked_at = [*sources, *(project / "tests" for project in shop.projects)]
    shop.environ["MYPYPATH"] = os.pathsep.join(map(str, sources))
    settings = {
        "include": [path.relative_to(shop.folder).as_posix() for path in looked_at],
        "extraPaths": [path.relative_to(shop.folder).as_posix() for path in sources],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
    }
    (shop.folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    strictly = ("--strict", "--explicit-package-bases", "--python-version", "3.11")
    checkers: dict[str, Sequence[str | Path]] = {
        "mypy": ("mypy", *strictly, *looked_at),
        "pyright": ("pyright", "--pythonpath", sys.executable),
    }
    shop.each(lambda name: shop.run(*checkers[name]), checkers)


def use(shop: Workshop) -> None:
    """Name them all in a copy of the example book, and ask for the report."""
    book = shop.folder / "spring-launch"
    shutil.copytree(EXAMPLE, book)
    file = book / "campaign.toml"
    file.write_text(named(file.read_text(encoding="utf-8")), encoding="utf-8")
    report = json.loads(shop.influence("report", book, "--json"))
    ranked_by = report["ranked_by"]
    must("report", "be ranked by the plugin", ranked_by, is_so=ranked_by == "yield_first")
    codes = {finding["code"] for finding in report["findings"]}
    must("findings", "have that of the lint rule", codes, is_so="FEWPOSTS101" in codes)
    working = shop.influence("explain", book, "statement:maya")
    must("statement", "be of the rule", working, is_so="of new customers" in working)
    orders = shop.influence("paths", book, "--model", "bookends", "--json")
    must("model", "credit orders", orders, is_so='"model": "bookends"' in orders)
    shop.influence("export", book, "--as", "ranking_json", "--out", "ranking.json")
    rows = json.loads((shop.folder / "ranking.json").read_text(encoding="utf-8"))
    must("export", "have the creators", len(rows), is_so=len(rows) == len(report["creators"]))
    journal = shop.folder / "influence-till" / "tests" / "journal.csv"
    shop.influence("import", "till", journal, "imported", "--option", "currency=USD")
    told = (shop.folder / "imported" / "orders.csv").read_text(encoding="utf-8")
    must("import", "keep ids as they are", told, is_so="0007" in told)
    shop.influence("explain", "FEWPOSTS101")
    shop.influence("plugins", "schema", "few_posts")
    (shop.folder / "pulling.py").write_text(PULLING, encoding="utf-8")
    told = shop.run("pulling", "imported")
    must("pull", "put the posts into the book", told, is_so="posts: 30 new" in told)


def named(campaign: str) -> str:
    """The campaign with the plugins in it."""
    rule = 'terms = { rule = "new_buyers", rate = "0.10", new_rate = "0.15" }'
    head, maya, rest = campaign.partition('creator = "maya"\n')
    deal, end, others = rest.partition("\n\n")
    kept = [line for line in deal.splitlines() if not line.startswith("terms = ")]
    campaign = "\n".join((head + maya.rstrip("\n"), *kept, rule)) + end + others
    model = 'model = { model = "bookends", between = 25 }'
    campaign = campaign.replace('model = "last_touch"', model, 1)
    strategy = '\n[ranking]\nstrategy = "yield_first"\n'
    lint_rules = '\n[lint]\nrules = [{ rule = "few_posts", least = 99 }]\n'
    return campaign + strategy + lint_rules


def must(what: str, rule: str, value: object, *, is_so: bool) -> None:
    """Stop when something is not as it has to be."""
    if not is_so:
        sys.exit(f"{what} must {rule}, got {value!r}")


STEPS: dict[str, Callable[[Workshop], None]] = {
    "influence plugins new": begin,
    "wheel and install": install,
    "found by entry point": find,
    "influence plugins check": check,
    "pytest": test,
    "ruff": lint,
    "mypy --strict and pyright": types,
    "used in a report": use,
}


def main() -> None:
    """Go through the steps and print the seconds of each."""
    parser = argparse.ArgumentParser(description="Begin a plugin of each kind, and use it.")
    parser.add_argument("--within", type=float, help="the seconds that all of it may take")
    parser.add_argument("--keep", type=Path, help="a new folder to work in, which is kept")
    asked = parser.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        folder: Path = Path(scratch).resolve() if asked.keep is None else asked.keep.resolve()
        folder.mkdir(parents=True, exist_ok=asked.keep is None)
        shop = Workshop(folder)
        for name, step in STEPS.items():
            since = time.perf_counter()
            step(shop)
            print(f"{name:<28}{time.perf_counter() - since:7.1f} s", flush=True)
    took = time.perf_counter() - began
    print(f"{f'{len(KINDS)} kinds in all':<28}{took:7.1f} s")
    if asked.within is not None:
        must("all of it", f"take at most {asked.within:g} s", took, is_so=took <= asked.within)


if __name__ == "__main__":
    main()
