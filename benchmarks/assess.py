"""How long does one assessment take? The rules alone, without JSON and without words."""

import gc
import statistics
from collections.abc import Iterable
from time import perf_counter
from typing import Any

from benchmarks.report import Row
from benchmarks.situations import TODAY, every_pair, facts, told_in_full
from webapp.facts.base import FactBase
from webapp.rules.assess import assess
from webapp.situation import parse

_ROUNDS = 5
"""Each situation is timed so often and its best time counts: others use the same machine."""


def measure() -> list[Row]:
    base = facts()
    gc.collect()
    gc.freeze()  # as the server does
    return [
        *_rows("assess, every country and status", every_pair(base, 8), base, 300),
        *_rows("assess, told in full, up to four countries", told_in_full(base, 3000), base, 1000),
        _with_alternatives(base),
    ]


def _rows(what: str, situations: Iterable[dict[str, Any]], base: FactBase, most: int) -> list[Row]:
    """`most`: microseconds that the median may take."""
    asked = list(situations)
    first, best = timed(asked, base)
    worst = max(range(len(asked)), key=best.__getitem__)
    middle = statistics.median(best)
    return [
        Row(f"{what}: median of {len(asked)}", _micro(middle), f"< {most} µs", middle < most * 1e-6),
        Row(f"{what}: median of a first time", _micro(statistics.median(first))),
        Row(f"{what}: 99th percentile", _micro(sorted(best)[len(best) * 99 // 100])),
        Row(f"{what}: worst", _micro(best[worst]), "< 1 ms", best[worst] < 1e-3, str(asked[worst])),
    ]


def timed(asked: list[dict[str, Any]], base: FactBase) -> tuple[list[float], list[float]]:
    """Seconds of the first time each situation is assessed, and of its best time."""
    situations = [parse(one) for one in asked]
    rounds = []
    for _ in range(_ROUNDS):
        seconds = []
        for situation in situations:
            start = perf_counter()
            assess(situation, base, today=TODAY)
            seconds.append(perf_counter() - start)
        rounds.append(seconds)
    return rounds[0], [min(each) for each in zip(*rounds, strict=True)]


def _with_alternatives(base: FactBase) -> Row:
    seconds = []
    for one in told_in_full(base, 60):
        situation = parse(one)
        start = perf_counter()
        assess(situation, base, today=TODAY, with_alternatives=True)
        seconds.append(perf_counter() - start)
    return Row("assess with alternatives: median", f"{statistics.median(seconds) * 1e3:.1f} ms")


def _micro(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} µs"
