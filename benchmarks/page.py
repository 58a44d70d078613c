"""How long does a result page take, against a bare Flask page of the same size on the same server?

The bare pages are the result pages themselves, told out of a list: as many and as large, and as hard to pack.
"""

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
PAGES = [path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.html"))]
app = Flask(__name__)
add_compression(app)
app.add_url_rule("/<int:number>", "page", lambda number: PAGES[number])
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
    pages = [client.get(path).get_data() for path in paths]
    plain = [Request("GET", f"/{number}", None, _PACKED) for number in range(len(pages))]
    asks = [Request("GET", path, None, _PACKED) for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            Path(folder, f"{number:03}.html").write_bytes(page)
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
        with running(command, port, "/0") as bare, haki() as ours:
            rounds = [(burst(bare, plain, _SECONDS), burst(ours, asks, _SECONDS)) for _ in range(_ROUNDS)]
    theirs = statistics.median(one.cpu_seconds_each for one, _ in rounds)
    own = statistics.median(two.cpu_seconds_each for _, two in rounds)
    ratio = own / theirs
    return [
        Row(
            f"a bare Flask page of {sum(map(len, pages)) // len(pages) // 1000} kB, packed",
            f"{theirs * 1e3:.2f} ms of processor",
        ),
        Row("a result page", f"{own * 1e3:.2f} ms of processor = {ratio:.1f} times", "≤ 2 times", ratio <= 2),
    ]
