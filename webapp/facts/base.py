"""FactBase: every fact that was read, indexed the way the rules ask for it. Immutable once built."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from types import MappingProxyType
from typing import Literal, TypeVar

from webapp.facts.internal import Internal
from webapp.facts.records import (
    Agreement,
    Benefit,
    Country,
    Institution,
    Instrument,
    OriginMeasure,
    Ratification,
    Scheme,
    Source,
)
from webapp.facts.vocabulary import Branch

T = TypeVar("T")


def holds_on(entry: object, day: date) -> bool:
    """Whether a dated entry holds on `day`: from its first day to its last one, both included."""
    first, last = getattr(entry, "from_", None), getattr(entry, "until", None)
    return (first is None or first <= day) and (last is None or day <= last)


def pair(one: str, other: str) -> tuple[str, str]:
    """Two country codes in a fixed order: the key for what holds between them."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True, eq=False)
class FactBase:
    """Compared and hashed by identity, so that what follows from facts alone can be kept beside them."""

    countries: Mapping[str, Country]
    groups: Mapping[str, frozenset[str]]
    """Group name ("EU", "GCC" …) → members."""
    instruments: Mapping[str, Instrument]
    ratifications: Mapping[str, Mapping[str, Ratification]]
    """Convention → country → its ratification."""
    agreements: tuple[Agreement, ...]
    sources: Mapping[str, Source]
    institutions: Mapping[str, Institution]
    schemes: Mapping[str, Scheme]
    measures: Mapping[str, OriginMeasure]
    migrants: Mapping[tuple[str, str], int]
    """(origin, destination) → people, mid-2020 (UN DESA)."""
    regions: Mapping[str, "Region"]
    """ISO 3166-2 code → place inside a country."""
    by_branch: Mapping[tuple[str, Branch], tuple[tuple[Scheme, Benefit], ...]]
    by_pair: Mapping[tuple[str, str], tuple[Agreement, ...]]
    agreement_by_id: Mapping[str, Agreement]
    internal: Mapping[str, Internal]
    """Country → what its law says to people who move for work inside it."""

    def benefits(self, country: str, branch: Branch) -> tuple[tuple[Scheme, Benefit], ...]:
        """All schemes of a country that pay this branch, with the benefit; of any date."""
        return self.by_branch.get((country, branch), ())

    def agreements_between(self, one: str, other: str) -> tuple[Agreement, ...]:
        """All agreements that both countries are parties to, of any status and date."""
        return self.by_pair.get(pair(one, other), ())

    def in_group(self, country: str, names: Iterable[str]) -> bool:
        """Whether `country` is among the codes or groups in `names`."""
        return any(country == name or country in self.groups.get(name, ()) for name in names)

    def named_countries(self, names: Iterable[str]) -> frozenset[str]:
        """The codes that `names` (codes and groups) stand for."""
        found: set[str] = set()
        for name in names:
            found |= self.groups.get(name, frozenset({name}))
        return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A place inside a country that has insurance of its own (ISO 3166-2)."""

    code: str
    name: str
    name_local: str

    @property
    def country(self) -> str:
        return self.code[:2]


def migrants_by(facts: "FactBase", end: Literal[0, 1]) -> Counter[str]:
    """Country → the world's migrants who came from it (end 0) or who live in it (1)."""
    people: Counter[str] = Counter()
    for corridor, count in facts.migrants.items():
        people[corridor[end]] += count
    return people


def with_territories(agreement: Agreement) -> Agreement:
    """The agreement with its territories as parties, each on the terms of the party it is a part of."""
    part_of = {code: state for code, state in agreement.territories.items() if code not in agreement.parties}
    if not part_of:
        return agreement

    def shared(by_party: Mapping[str, T]) -> dict[str, T]:
        added = {code: by_party[state] for code, state in part_of.items() if state in by_party}
        return {**added, **by_party}

    same_state = [
        pair(one, other)
        for one, other in combinations({*part_of, *part_of.values()}, 2)
        if part_of.get(one, one) == part_of.get(other, other)
    ]
    return replace(
        agreement,
        parties=(*agreement.parties, *part_of),
        party_since=shared(agreement.party_since),
        party_until=shared(agreement.party_until),
        not_between=(*agreement.not_between, *sorted(same_state)),
        min_own_months=shared(agreement.min_own_months),
        posting_months_by_party=shared(agreement.posting_months_by_party),
    )


def build(
    countries: Mapping[str, Country],
    groups: Mapping[str, frozenset[str]],
    instruments: Mapping[str, Instrument],
    ratifications: Iterable[Ratification],
    agreements: tuple[Agreement, ...],
    sources: Mapping[str, Source],
    migrants: Mapping[tuple[str, str], int],
    regions: Mapping[str, Region],
    internal: Mapping[str, Internal] = MappingProxyType({}),
) -> FactBase:
    """Index what was read. Expects checked records: ids are unique and references exist."""
    agreements = tuple(with_territories(agreement) for agreement in agreements)
    by_branch: dict[tuple[str, Branch], list[tuple[Scheme, Benefit]]] = defaultdict(list)
    for code, country in countries.items():
        for scheme in country.scheme:
            for benefit in scheme.benefit:
                by_branch[code, benefit.branch].append((scheme, benefit))
    by_pair: dict[tuple[str, str], list[Agreement]] = defaultdict(list)
    for agreement in agreements:
        apart = {pair(*two) for two in agreement.not_between}
        parties = sorted(agreement.parties)
        for place, one in enumerate(parties):
            for other in parties[place + 1 :]:
                if (one, other) not in apart:
                    by_pair[one, other].append(agreement)
    ratified: dict[str, dict[str, Ratification]] = defaultdict(dict)
    for ratification in ratifications:
        ratified[ratification.convention][ratification.country] = ratification
    return FactBase(
        countries=countries,
        groups=groups,
        instruments=instruments,
        ratifications=ratified,
        agreements=agreements,
        sources=sources,
        institutions={i.id: i for c in countries.values() for i in c.institution},
        schemes={s.id: s for c in countries.values() for s in c.scheme},
        measures={m.id: m for c in countries.values() for m in c.origin_measure},
        migrants=migrants,
        regions=regions,
        by_branch={key: tuple(found) for key, found in by_branch.items()},
        by_pair={key: tuple(found) for key, found in by_pair.items()},
        agreement_by_id={a.id: a for a in agreements},
        internal=internal,
    )
