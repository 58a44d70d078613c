"""Put each question, print what was measured beside its target. Exit status 1 where a target is missed."""

import importlib
import sys

from benchmarks.report import Row, show

QUESTIONS = ("assess", "start", "api", "page", "flat", "matrix")
"""One module each; `measure()` gives its rows."""


def main(chosen: list[str]) -> int:
    """Measure the `chosen` questions, by default all."""
    unknown = [name for name in chosen if name not in QUESTIONS]
    if unknown:
        print(f"No such question: {', '.join(unknown)}. There are: {', '.join(QUESTIONS)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for name in chosen or QUESTIONS:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        rows.extend(importlib.import_module(f"benchmarks.{name}").measure())
    show(rows)
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
