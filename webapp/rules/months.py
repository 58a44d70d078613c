"""How many months a history holds, counted once: in one country, by insurance, within a window.

Periods are whole calendar months (Regulation (EC) 987/2009, art. 12: overlapping periods count once;
art. 13: conversion). A period told only as a number of months has no place in time, so it can neither
overlap nor be put inside or outside a window.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from webapp.situation import Period


@dataclass(frozen=True, slots=True)
class Months:
    """A number of months that may not be known exactly: at least `least`, at most `most`."""

    least: int
    most: int


NONE = Months(0, 0)


def month_index(year: int, month: int) -> int:
    """Months since year 0: differences are lengths in months."""
    return year * 12 + month - 1


def span(period: Period, day: date) -> tuple[int, int] | None:
    """First and last month index of a dated period, both inclusive, cut at `day`; None if not dated."""
    if period.from_ is None:
        return None
    today = month_index(day.year, day.month)
    last = today if period.to is None else min(month_index(*period.to), today)
    return month_index(*period.from_), last


def length(period: Period, day: date) -> int:
    """Months of one period, up to `day`."""
    stretch = span(period, day)
    if stretch is None:
        return period.months or 0
    return max(0, stretch[1] - stretch[0] + 1)


def count(
    periods: Iterable[Period], day: date, window_months: int = 0, whatever_insurance: bool = False
) -> Months:
    """Insured months in `periods` up to `day`, each month once; only the last `window_months` if not 0.

    `least` counts what is told as insured, `most` also what may have been (`insured` unknown). Undated
    months count fully without a window; with one, they may all lie inside or outside it.
    `whatever_insurance`: months of work count, insured or not.
    """
    today = month_index(day.year, day.month)
    first = today - window_months + 1 if window_months else 0
    sure: set[int] = set()
    perhaps: set[int] = set()
    loose_sure = loose_perhaps = 0
    for period in periods:
        if period.insured == "no" and not whatever_insurance:
            continue
        counts = period.insured == "yes" or whatever_insurance
        stretch = span(period, day)
        if stretch is None:
            if counts:
                loose_sure += period.months or 0
            else:
                loose_perhaps += period.months or 0
        else:
            target = sure if counts else perhaps
            target.update(range(max(first, stretch[0]), stretch[1] + 1))
    dated_least, dated_most = len(sure), len(sure | perhaps)
    if not window_months:
        return Months(dated_least + loose_sure, dated_most + loose_sure + loose_perhaps)
    most = min(window_months, dated_most + loose_sure + loose_perhaps)
    return Months(min(window_months, dated_least), most)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later; the last day of that month where it has no such day."""
    index = month_index(day.year, day.month) + months
    year, month = divmod(index, 12)
    for candidate in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, candidate)
        except ValueError:
            continue
    raise ValueError("no such month")
