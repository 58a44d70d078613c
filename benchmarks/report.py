"""What was measured, as one table."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `target` is what the design asks for; `met` None: nothing to meet, or not measured."""

    what: str
    figure: str
    target: str = ""
    met: bool | None = None
    note: str = ""
    """More about it, on a line of its own."""


def skipped(what: str, why: str) -> Row:
    """A figure that could not be had, and why."""
    return Row(what, f"skipped: {why}")


def show(rows: Iterable[Row]) -> None:
    """Print the table on standard output."""
    kept = list(rows)
    wide = [
        max((len(getattr(row, name)) for row in kept), default=0) for name in ("what", "figure", "target")
    ]
    for row in kept:
        verdict = {True: "met", False: "MISSED", None: ""}[row.met]
        print(f"{row.what:<{wide[0]}}  {row.figure:<{wide[1]}}  {row.target:<{wide[2]}}  {verdict}".rstrip())
        if row.note:
            print(f"    {row.note}")
