"""`content stale`: what rests on old texts, and what has ended."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from webapp.facts.base import FactBase
from webapp.rules.months import month_index
from webapp.upkeep.entries import Entry, entries


def ended(facts: FactBase, day: date) -> Iterator[Entry]:
    """Entries whose last day has passed: they no longer show in results."""
    return (entry for entry in entries(facts) if entry.until is not None and entry.until < day)


def old(facts: FactBase, day: date, months: int) -> list[tuple[str, int, list[Entry]]]:
    """(source, its age in months, the entries for which it is the newest text), the oldest first."""
    by_source: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries(facts):
        if entry.until is not None and entry.until < day:
            continue
        newest = max(entry.sources, key=lambda id_: facts.sources[id_].as_of)
        if age_months(facts.sources[newest].as_of, day) >= months:
            by_source[newest].append(entry)
    found = [
        (source, age_months(facts.sources[source].as_of, day), held) for source, held in by_source.items()
    ]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def age_months(as_of: date, day: date) -> int:
    """Whole calendar months from `as_of` to `day`."""
    return month_index(day.year, day.month) - month_index(as_of.year, as_of.month)
