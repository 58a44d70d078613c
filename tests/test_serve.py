"""The server as an operator meets it: it starts, survives, reloads, stops, and its log names nobody."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent

# The real application, with more routes: two that fail, and one that shows who answers with which key.
PROGRAM = """
import os, sys
from flask import request
import webapp.serve as server

make = server.create_app

def create_app(settings):
    app = make(settings)

    @app.post("/fault/<token>")
    def fault(token):
        raise RuntimeError(token + request.get_data(as_text=True))

    @app.get("/stream/<token>")
    def stream(token):
        def pieces():
            raise RuntimeError(token)
            yield ""
        return pieces()

    @app.get("/who")
    def who():
        return f"{os.getpid()} {settings.secret_keys[0]}"

    return app

server.create_app = create_app
sys.exit(server.serve("127.0.0.1", int(sys.argv[1]), 2))
"""


@dataclass
class Server:
    process: subprocess.Popen[str]
    port: int
    log: Path

    def ask(self, path: str, data: bytes | None = None, method: str | None = None) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, ""

    def workers(self) -> dict[str, str]:
        """Process id and key of each worker, as two of them answer."""
        found: dict[str, str] = {}
        until(lambda: found.update([self.ask("/who")[1].split()]) or len(found) == 2)
        return found

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=20)


def until(holds: Callable[[], bool]) -> None:
    """Wait until `holds()`; fails after 20 seconds."""
    last = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < last, "this did not come true"
        time.sleep(0.05)


def environment(**settings: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("HAKI_")}
    return {**own, **settings}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(CHECKOUT / "content", tmp_path / "content")


@pytest.fixture
def server(tmp_path: Path, content: Path) -> Iterator[Server]:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(port)],
            cwd=CHECKOUT,
            env=environment(HAKI_CONTENT_DIR=str(content)),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        until(lambda: "Haki serves on" in log.read_text() or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield Server(process, port, log)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def start_that_fails(**settings: str) -> str:
    """What the server says on standard error when it cannot start."""
    done = subprocess.run(
        [sys.executable, "-m", "webapp", "serve", "--port", "1"],
        cwd=CHECKOUT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


def test_one_line_says_where_it_serves_and_another_that_a_key_was_made(server: Server) -> None:
    assert server.ask("/healthz")[0] == 200
    log = server.log.read_text()
    assert f"Haki serves on http://127.0.0.1:{server.port}" in log
    assert "HAKI_SECRET_KEYS is not set" in log


def test_all_workers_share_the_key_that_was_made_at_start(server: Server) -> None:
    assert len(set(server.workers().values())) == 1


def test_a_killed_worker_is_replaced_and_has_the_same_key(server: Server) -> None:
    before = server.workers()
    os.kill(int(next(iter(before))), signal.SIGKILL)
    after: dict[str, str] = {}
    until(lambda: after.update([server.ask("/who")[1].split()]) or bool(after.keys() - before.keys()))
    assert set(after.values()) == set(before.values())


def test_told_to_stop_it_ends_well_and_has_written_nothing_to_standard_output(server: Server) -> None:
    assert server.ask("/healthz")[0] == 200
    assert server.stop() == 0
    assert server.process.stdout is not None
    assert server.process.stdout.read() == ""


def test_the_log_has_the_route_and_the_status_and_nothing_that_a_person_sent(server: Server) -> None:
    assert server.ask("/healthz?nationality=PRIVATEQUERY")[0] == 200
    assert server.ask("/PRIVATEPATH")[0] == 404
    assert server.ask("/fault/PRIVATETOKEN", b"PRIVATEBODY")[0] == 500
    assert server.ask("/stream/PRIVATETOKEN")[0] == 500
    assert server.ask("/healthz", method="PRIVATEMETHOD")[0] == 405
    assert server.ask("/" + "PRIVATELONG" * 900)[0] == 414
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(b"PRIVATE NOISE\r\n\r\n")
        assert b" 400 " in line.recv(100)
    assert server.stop() == 0
    log = server.log.read_text()
    assert re.search(r"^GET /healthz 200 \d+ ms$", log, re.MULTILINE)
    assert re.search(r"^POST /fault/<token> 500 \d+ ms$", log, re.MULTILINE)
    assert log.count("builtins.RuntimeError, raised in:") == 2
    assert "PRIVATE" not in log
    assert "127.0.0.1" not in log.replace(f"http://127.0.0.1:{server.port} ", "")


def test_told_to_reload_it_reads_the_content_again(server: Server) -> None:
    before = server.workers()
    server.process.send_signal(signal.SIGHUP)
    until(lambda: "The content was read again." in server.log.read_text())
    until(lambda: server.ask("/who")[1].split()[0] not in before)
    assert set(server.workers().values()) == set(before.values())


def test_told_to_reload_content_that_is_broken_it_goes_on_with_the_old(server: Server, content: Path) -> None:
    (content / "facts" / "countries" / "TH.toml").write_text("country = ")
    server.process.send_signal(signal.SIGHUP)
    until(lambda: "The content was not read again" in server.log.read_text())
    assert "TH.toml" in server.log.read_text()
    assert server.ask("/healthz")[0] == 200
    assert len(server.workers()) == 2


def test_broken_content_stops_the_start_and_the_file_is_named(content: Path) -> None:
    (content / "facts" / "countries" / "TH.toml").write_text("country = ")
    assert "TH.toml" in start_that_fails(HAKI_CONTENT_DIR=str(content))


def test_a_setting_that_cannot_be_used_stops_the_start_and_is_named() -> None:
    assert "HAKI_HSTS must be a whole number" in start_that_fails(HAKI_HSTS="on")
