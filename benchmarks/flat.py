"""Does an assessment cost more where more countries are known? It should not."""

import statistics
import tempfile
from pathlib import Path

from benchmarks.assess import timed
from benchmarks.content import with_countries
from benchmarks.report import Row
from benchmarks.situations import every_pair, facts

FEW, MANY = 45, 150


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        few = facts(with_countries(FEW, Path(folder)))
        many = facts(with_countries(MANY, Path(folder)))
    asked = list(every_pair(few, 4))
    with_few = statistics.median(timed(asked, few)[1])
    with_many = statistics.median(timed(asked, many)[1])
    ratio = with_many / with_few
    return [
        Row(
            f"assess the same people, {MANY} countries against {FEW}",
            f"{with_many * 1e6:.0f} µs / {with_few * 1e6:.0f} µs = {ratio:.2f}",
            "< 1.2",
            ratio < 1.2,
        )
    ]
