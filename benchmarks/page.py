"""How long does a result page take, against a bare Flask page of the same size on the same server?"""

import statistics
import sys
import tempfile
from pathlib import Path

from werkzeug.routing import BuildError

from benchmarks.report import Row, skipped
from benchmarks.servers import HOST, KEY, Request, burst, free_port, haki, running
from benchmarks.situations import facts, told_in_full
from webapp.app import create_app
from webapp.settings import Settings
from webapp.situation import parse
from webapp.state import TokenBox, Walk

_ROUNDS = 5
_SECONDS = 3.0
_PAGES = 40
_PACKED = (("Accept-Encoding", "br"),)

_BARE = """
from pathlib import Path
from flask import Flask
from webapp.pages.compress import add_compression
TEXT = Path(__file__).with_name("page.html").read_text("utf-8")
app = Flask(__name__)
add_compression(app)
app.add_url_rule("/", "page", lambda: TEXT)
"""


def measure() -> list[Row]:
    what = "a result page against a bare Flask page of its size"
    app = create_app(Settings(secret_keys=(KEY,)))
    box = TokenBox(keys=(KEY,), idle_seconds=7200)
    walks = [Walk(parse(one)) for one in told_in_full(facts(), _PAGES)]
    with app.test_request_context("/en/"):
        try:
            paths = [app.url_for("check.result", lang="en", token=box.seal(walk)) for walk in walks]
        except BuildError:
            return [skipped(what, "there is no result page")]
    client = app.test_client()
    pages = sorted((client.get(path).get_data(as_text=True) for path in paths), key=len)
    typical = pages[len(pages) // 2]
    asks = [Request("GET", path, None, _PACKED) for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.html").write_text(typical, "utf-8")
        Path(folder, "bare.py").write_text(_BARE, "utf-8")
        port = free_port()
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--workers",
            "2",
            "--worker-class",
            "gthread",
            "--threads",
            "16",
        ]
        command += ["--bind", f"{HOST}:{port}", "--pythonpath", folder, "bare:app"]
        with running(command, port, "/") as bare, haki() as ours:
            rounds = [
                (burst(bare, [Request("GET", "/", None, _PACKED)], _SECONDS), burst(ours, asks, _SECONDS))
                for _ in range(_ROUNDS)
            ]
    theirs = statistics.median(one.cpu_seconds_each for one, _ in rounds)
    own = statistics.median(two.cpu_seconds_each for _, two in rounds)
    ratio = own / theirs
    return [
        Row(
            f"a bare Flask page of {len(typical.encode()) // 1000} kB, packed",
            f"{theirs * 1e3:.2f} ms of processor",
        ),
        Row("a result page", f"{own * 1e3:.2f} ms of processor = {ratio:.1f} times", "≤ 2 times", ratio <= 2),
    ]
