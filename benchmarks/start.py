"""How soon does it serve, and how much memory does a worker hold, fresh and after much work?"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.content import with_countries
from benchmarks.report import Row
from benchmarks.servers import Request, burst, haki, pss_megabytes, rss_megabytes
from benchmarks.situations import CONTENT, ROOT, every_pair, facts

COUNTRIES = 150


def measure() -> list[Row]:
    rows = _rows("as it is", CONTENT)
    with tempfile.TemporaryDirectory() as folder:
        rows += _rows(f"{COUNTRIES} countries", with_countries(COUNTRIES, Path(folder)))
    return rows


def _rows(what: str, content: Path) -> list[Row]:
    environment = {"HAKI_CONTENT_DIR": str(content)}
    starts = []
    for _ in range(3):
        with haki(environment=environment) as server:
            starts.append(server.start_seconds)
    base = facts(content)
    asks = [
        Request("POST", "/api/v1/check?lang=en", str(one).replace("'", '"').encode())
        for one in every_pair(base, 3)
    ]
    with haki(environment=environment) as server:
        fresh = max(pss_megabytes(pid) for pid in server.workers())
        burst(server, asks, 10)
        full = max(pss_megabytes(pid) for pid in server.workers())
        resident = max(rss_megabytes(pid) for pid in server.workers())
    soonest = min(starts)
    return [
        Row(f"start until it serves, {what}", f"{soonest:.2f} s", "< 2 s", soonest < 2),
        Row(f"`check` from shell to answer, {what}", f"{_check(content):.2f} s"),
        Row(f"memory of a worker (PSS), fresh, {what}", f"{fresh:.0f} MB", "< 150 MB", fresh < 150),
        Row(f"memory of a worker (PSS), after work, {what}", f"{full:.0f} MB", "< 150 MB", full < 150),
        Row(f"memory of a worker (RSS), after work, {what}", f"{resident:.0f} MB"),
    ]


def _check(content: Path) -> float:
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "webapp", "check"],
            input=b"{}",
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"HAKI_CONTENT_DIR": str(content), "PATH": ""},
        )
        seconds.append(time.perf_counter() - started)
    return min(seconds)
