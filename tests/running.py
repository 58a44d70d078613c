"""A real server on this machine, as several tests need it: started, asked, watched, stopped."""

import http.client
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent

# Starting and forking as `python -m webapp serve`, with a clock that may be wrong by some seconds.
PROGRAM = """
import sys, time
port, workers, skew = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
if skew:
    right = time.time
    time.time = lambda: right() + skew
from webapp.serve import serve
sys.exit(serve("127.0.0.1", port, workers))
"""


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Running:
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def ask(
        self, path: str, data: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Status, body and where to next. A connection that breaks off before an answer is asked for again once,
        as every browser and proxy does: it is how a killed worker shows."""
        for again in (True, False):
            request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers or {})
            try:
                with urllib.request.build_opener(_StayHere).open(request, timeout=10) as answer:
                    return answer.status, answer.read().decode(), ""
            except urllib.error.HTTPError as other:
                return other.code, other.read().decode(), other.headers.get("Location") or ""
            except (urllib.error.URLError, http.client.HTTPException, ConnectionError):
                if not again:
                    raise
                time.sleep(0.1)
        raise AssertionError

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in children.read_text().split()]


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until `holds()`; fails after that many seconds."""
    last = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < last, "this did not come true"
        time.sleep(0.05)


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(
    log: Path, workers: int = 2, skew: float = 0, cwd: Path = CHECKOUT, **settings: str
) -> Iterator[Running]:
    """A server with these settings; what it writes, on either output, goes to `log`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("HAKI_")}
    port = free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(port), str(workers), str(skew)],
            cwd=cwd,
            env={**own, "PYTHONPATH": str(CHECKOUT), **settings},
            stdout=output,
            stderr=output,
        )
    try:
        until(lambda: "Haki serves on" in log.read_text() or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield Running(process, port, log)
    finally:
        process.terminate()
        process.wait(timeout=20)
