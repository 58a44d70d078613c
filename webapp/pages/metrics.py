"""How many requests were answered, with what and how fast: over all worker processes, and nothing about anyone.

The numbers lie in memory that the processes share. Each process writes to a row of its own, so that none waits for
another and a process that is killed while it counts spoils nothing; what is told is the sum of the rows. A label is
the pattern of a route, a method or a class of status: never anything that a person sent.
"""

import mmap
import time
from collections.abc import Iterator
from threading import Lock
from typing import Any, Final

from flask import Flask, Response, request, request_finished, request_started

_ROUTES: Final = 128
_METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS", "other")
_CLASSES: Final = ("2xx", "3xx", "4xx", "5xx")
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_CELLS: Final = len(_SECONDS) + 2
"""For each label: how many in each stretch of seconds, the last without end; then the sum of the seconds."""
_ROWS: Final = 64
_ROW_CELLS: Final = _ROUTES * len(_METHODS) * len(_CLASSES) * _CELLS
_NO_ROUTE: Final = "-"

# Made when this is imported, before the workers are forked; only what is counted in takes memory.
_USED: Final = mmap.mmap(-1, _ROWS)
_COUNTS: Final = memoryview(mmap.mmap(-1, _ROWS * _ROW_CELLS * 8)).cast("d")
_lock = Lock()
_row = 0


def take_row(worker: int) -> None:
    """From now on this process counts in the row of its number; numbers that are 64 apart share one, in turn."""
    global _row
    _row = worker % _ROWS


def add_metrics(app: Flask) -> None:
    """Count what `app` answers."""
    request_started.connect(_begin, app)
    request_finished.connect(_end, app)


def _begin(_app: Flask, **_: Any) -> None:
    request.environ["haki.began"] = time.monotonic()


def _end(app: Flask, response: Response, **_: Any) -> None:
    seconds = time.monotonic() - request.environ["haki.began"]
    method = request.method if request.method in _METHODS else "other"
    status = min(max(response.status_code // 100, 2), 5) - 2
    route = _routes(app).get(str(request.url_rule), 0)
    _count(_place(route, _METHODS.index(method), status), seconds)


def _routes(app: Flask) -> dict[str, int]:
    """Number of each route's pattern; the same in every worker, for all come from the same application."""
    found: dict[str, int] | None = app.extensions.get("haki-routes")
    if found is None:
        patterns = sorted({rule.rule for rule in app.url_map.iter_rules()})[: _ROUTES - 1]
        found = {pattern: number for number, pattern in enumerate(patterns, start=1)}
        app.extensions["haki-routes"] = found
    return found


def _place(route: int, method: int, status: int) -> int:
    return ((route * len(_METHODS) + method) * len(_CLASSES) + status) * _CELLS


def _count(place: int, seconds: float) -> None:
    stretch = next((n for n, most in enumerate(_SECONDS) if seconds <= most), len(_SECONDS))
    start = _row * _ROW_CELLS + place
    with _lock:
        _USED[_row] = 1
        _COUNTS[start + stretch] += 1
        _COUNTS[start + _CELLS - 1] += seconds


def metrics_text(app: Flask) -> str:
    """All counts, in the text form that Prometheus reads (version 0.0.4)."""
    return "\n".join(_lines(app)) + "\n"


def _lines(app: Flask) -> Iterator[str]:
    rows = [row for row in range(_ROWS) if _USED[row]]
    yield "# HELP haki_request_seconds Seconds from a request to its answer."
    yield "# TYPE haki_request_seconds histogram"
    for route, number in {_NO_ROUTE: 0, **_routes(app)}.items():
        for m, method in enumerate(_METHODS):
            for c, status in enumerate(_CLASSES):
                start = _place(number, m, c)
                cells = [sum(_COUNTS[row * _ROW_CELLS + start + n] for row in rows) for n in range(_CELLS)]
                if not any(cells[:-1]):
                    continue
                labels = f'route="{route}",method="{method}",status="{status}"'
                total = 0
                for most, some in zip((*_SECONDS, "+Inf"), cells[:-1], strict=True):
                    total += int(some)
                    yield f'haki_request_seconds_bucket{{{labels},le="{most}"}} {total}'
                yield f"haki_request_seconds_sum{{{labels}}} {cells[-1]:.6f}"
                yield f"haki_request_seconds_count{{{labels}}} {total}"
