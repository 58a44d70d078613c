"""How long does `batch` take for every nationality in every country with every status?"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time

from benchmarks.report import Row
from benchmarks.situations import ROOT, every_pair, facts


def measure() -> list[Row]:
    base = facts()
    with tempfile.TemporaryFile() as lines:
        count = 0
        for one in every_pair(base, 10_000):
            lines.write(json.dumps(one).encode() + b"\n")
            count += 1
        lines.seek(0)
        started, before = time.perf_counter(), os.times()
        subprocess.run(
            [sys.executable, "-m", "webapp", "batch", "--jsonl"],
            stdin=lines,
            stdout=subprocess.DEVNULL,
            check=True,
            cwd=ROOT,
            timeout=1800,
        )
        took, after = time.perf_counter() - started, os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        Row(
            f"batch, {count} situations", f"{took:.0f} s ({count / took:.0f} a second)", "< 300 s", took < 300
        ),
        Row("batch, processor time", f"{cpu:.0f} s"),
        Row("batch, most memory of one process (RSS)", f"{most:.0f} MB", "< 150 MB", most < 150),
    ]
