"""`content coverage`: how many of the world's migrants the facts speak for (weights: UN DESA stock 2020)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from webapp.facts.base import FactBase
from webapp.facts.vocabulary import BRANCHES, Branch, Status
from webapp.rules.entitlement import entitlement
from webapp.rules.person import person
from webapp.situation import Situation
from webapp.upkeep.entries import entries

STATUSES_OF_MIGRANTS: tuple[Status, ...] = (
    "permanent-resident",
    "work-permit",
    "seasonal-permit",
    "posted",
    "refugee",
    "asylum-seeker",
    "irregular",
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Shares between 0 and 1 of the world's migrants."""

    countries_with_schemes: int
    by_country_of_work: float
    """People who live in a country whose schemes are known."""
    by_both_ends: float
    """… and who come from a country that has a file too."""
    decided: dict[Status, dict[Branch, float]]
    """Status → branch → people (by country of work) who get a verdict other than `unknown`."""
    checked: Counter[str]
    """Entries by how far their sources were read."""


def reach(facts: FactBase, day: date, statuses: Iterable[Status] = STATUSES_OF_MIGRANTS) -> Reach:
    """How far the facts reach on `day`. A person is taken with origin, country and status told, no more."""
    people = sum(facts.migrants.values()) or 1
    with_schemes = {code for code, country in facts.countries.items() if country.scheme}
    decided: dict[Status, dict[Branch, float]] = {}
    for status in statuses:
        known: Counter[Branch] = Counter()
        for (origin, destination), count in facts.migrants.items():
            who = person(Situation(nationalities=(origin,), work_country=destination, status=status), day)
            for branch in BRANCHES:
                if entitlement(branch, who, facts, ())[0].verdict != "unknown":
                    known[branch] += count
        decided[status] = {branch: known[branch] / people for branch in BRANCHES}
    return Reach(
        countries_with_schemes=len(with_schemes),
        by_country_of_work=_share(facts, people, lambda o, d: d in with_schemes),
        by_both_ends=_share(facts, people, lambda o, d: d in with_schemes and o in facts.countries),
        decided=decided,
        checked=Counter(entry.checked for entry in entries(facts) if entry.kind != "agreement"),
    )


def _share(facts: FactBase, people: int, is_known: Callable[[str, str], bool]) -> float:
    return sum(count for (o, d), count in facts.migrants.items() if is_known(o, d)) / people
