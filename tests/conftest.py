"""What all the tests share: the Hypothesis profiles, and a browser and Spark where they are."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import HealthCheck, Phase, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The same examples on every machine: a red build can be repeated, and a green one is not luck.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, max_examples=40)
# The same with more of them, for the figures of CONTRIBUTING.md.
settings.register_profile("whole", settings.get_profile("ci"), max_examples=100)
# For the long run before a release: new examples each time, and fifty times as many.
settings.register_profile(
    "deep",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# For mutation testing: the same few examples for each of a thousand mutants. To see whether a law
# breaks, the smallest example that breaks it is not needed.
settings.register_profile(
    "mutation",
    settings.get_profile("ci"),
    max_examples=20,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),  # a broken library may well be slow
)
# For a second run of the same tests: on the wheel, once all examples were tried on the source.
settings.register_profile("brief", settings.get_profile("ci"), max_examples=15)
settings.load_profile("ci")

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def _no_browser(why: str) -> NoReturn:
    """Skip on a machine that has no browser; fail where one was promised."""
    if os.environ.get("INFLUENCE_REQUIRE_BROWSER") == "1":
        pytest.fail(f"a browser is required here, and {why}")
    pytest.skip(why)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, started once a file.

    While it is open, an event loop runs in this thread, and no other test of the same process could
    run one of its own.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _no_browser("playwright is not installed")
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        _no_browser(f"none of {', '.join(_BROWSERS)} is on the path")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that is cut off from the network."""
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


def _no_spark(why: str) -> NoReturn:
    """Skip on a machine that cannot run Spark; fail where it was promised."""
    if os.environ.get("INFLUENCE_REQUIRE_SPARK") == "1":
        pytest.fail(f"Spark is required here, and {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Any]:
    """A real session of Spark on one core, started once, that listens to this machine alone.

    Its zone is far from UTC, so that a time that is read by a clock on the wall is a wrong answer.
    For a few rows, compiling takes most of the time, so only the deep run compiles, as users do.
    """
    if shutil.which("java") is None:
        _no_spark("java is not on the path")
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        _no_spark("pyspark is not installed")
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        # What Spark says of the versions of pandas and Arrow is not about what is tested.
        warnings.filterwarnings("ignore", module=r"pyspark\.")
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        quick = {} if "deep" in str(pytestconfig.getoption("markexpr")) else _UNCOMPILED
        session = _spark_builder(SparkSession.builder, folder, **quick).getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        gateway = session.sparkContext._gateway
        session.stop()
        gateway.shutdown()
        gateway.proc.stdin.close()  # the virtual machine ends with it
        gateway.proc.wait(timeout=60)


_UNCOMPILED = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
}


def _spark_builder(builder: Any, folder: Path, **more: str) -> Any:  # noqa: ANN401  # a class within a class
    """A builder of small sessions that leave nothing behind but *folder*."""
    options = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.local.dir": str(folder),
        "spark.sql.adaptive.enabled": "false",  # it plans anew after every stage
        "spark.sql.session.timeZone": "Asia/Kathmandu",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        **more,
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    return builder.master("local[1]").appName("influence")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the deep tests to those who ask for them by their marker."""
    if "deep" in str(config.getoption("markexpr")):
        return
    skipped = pytest.mark.skip(reason="takes minutes: run nox -s deep")
    for item in items:
        if item.get_closest_marker("deep"):
            item.add_marker(skipped)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted, such as how many settlements were checked in debt."""
    passed: list[pytest.TestReport] = terminalreporter.stats.get("passed", [])
    counted = [
        str(value)
        for report in passed
        for name, value in report.user_properties
        if name == "counted"
    ]
    if counted:
        terminalreporter.section("counted")
        for line in counted:
            terminalreporter.line(line)
