"""Does an assessment cost more where more countries are known? It should not."""

import statistics
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.assess import timed
from benchmarks.content import with_countries
from benchmarks.report import Row
from benchmarks.situations import every_pair, facts

FEW, MANY = 45, 150
_TURNS = 3


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        few, many = (with_countries(count, Path(folder)) for count in (FEW, MANY))
        # In turns, so that whatever else the machine does falls on both; each in a process of its own, because
        # two versions of the same facts get in each other's way in the caches.
        turns = [(_alone(few, few), _alone(few, many)) for _ in range(_TURNS)]
    with_few, with_many = (min(seconds) for seconds in zip(*turns, strict=True))
    ratio = with_many / with_few
    return [
        Row(
            f"assess the same people, {MANY} countries against {FEW}",
            f"{with_many * 1e6:.0f} µs / {with_few * 1e6:.0f} µs = {ratio:.2f}",
            "< 1.2",
            ratio < 1.2,
        )
    ]


def _alone(asked_of: Path, content: Path) -> float:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_median, asked_of, content).result()


def _median(asked_of: Path, content: Path) -> float:
    """Median seconds, with the facts of `content`, for people who work in the countries of `asked_of`."""
    return statistics.median(timed(list(every_pair(facts(asked_of), 4)), facts(content))[1])
