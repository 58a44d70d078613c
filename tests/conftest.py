"""What several tests share."""

import io
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from cryptography.fernet import Fernet
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from webapp.__main__ import main
from webapp.answering import Answerer
from webapp.app import create_app
from webapp.settings import Settings

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


# No test is about time. In CI a commit is tried with the same inputs each time, so that red means a change, not luck;
# everywhere else the search goes on.
settings.register_profile("haki", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("haki")

CommandLine = Callable[[list[str], bytes], tuple[int, bytes, bytes]]
"""Arguments and standard input → exit status, standard output, standard error."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser its tests are skipped, and the report lists them."""
    if CHROMIUM is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, headless. For tests marked `browser`; each makes a context of its own."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM,
            # No sandbox: CI runs as root. The rest keeps the browser from calling home.
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield running
        running.close()


class _Silent(WSGIRequestHandler):
    def log(self, *_: object, **__: object) -> None:
        """Nothing: the test's own output is enough."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a running Haki, for tests that need a browser."""
    app = create_app(Settings(secret_keys=(Fernet.generate_key().decode(),)))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def answerer() -> Answerer:
    return Answerer.from_settings(Settings(secret_keys=("unused",)))


@pytest.fixture
def command_line(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """`python -m webapp …` in this process, with facts that are read once: for commands that are run many times."""
    monkeypatch.setattr(Answerer, "from_settings", lambda _settings: answerer)

    def run(arguments: list[str], told: bytes) -> tuple[int, bytes, bytes]:
        out, log = io.BytesIO(), io.BytesIO()
        for name, stream in (("stdin", io.BytesIO(told)), ("stdout", out), ("stderr", log)):
            monkeypatch.setattr(sys, name, io.TextIOWrapper(stream, write_through=True))
        return main(arguments), out.getvalue(), log.getvalue()

    return run
