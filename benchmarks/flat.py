"""Does an assessment cost more where more countries are known? It should not."""

import statistics
import tempfile
from pathlib import Path

from benchmarks.assess import timed
from benchmarks.content import with_countries
from benchmarks.report import Row
from benchmarks.situations import every_pair, facts

FEW, MANY = 45, 150
_TURNS = 3


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        few = facts(with_countries(FEW, Path(folder)))
        many = facts(with_countries(MANY, Path(folder)))
    asked = list(every_pair(few, 4))
    # In turns, so that whatever else the machine does falls on both.
    turns = [(timed(asked, few)[1], timed(asked, many)[1]) for _ in range(_TURNS)]
    with_few, with_many = (
        statistics.median(min(times) for times in zip(*one_side, strict=True))
        for one_side in zip(*turns, strict=True)
    )
    ratio = with_many / with_few
    return [
        Row(
            f"assess the same people, {MANY} countries against {FEW}",
            f"{with_many * 1e6:.0f} µs / {with_few * 1e6:.0f} µs = {ratio:.2f}",
            "< 1.2",
            ratio < 1.2,
        )
    ]
