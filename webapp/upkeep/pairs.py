"""`content coverage`: how many pairs of countries an agreement in force joins, and what that rests on."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from webapp.facts.base import FactBase, pair
from webapp.facts.records import Agreement
from webapp.facts.vocabulary import Checked, SourceKind

Pair = tuple[str, str]
"""Two country codes in a fixed order."""

_OFFICIAL: frozenset[SourceKind] = frozenset({"law", "treaty", "official", "international-organisation"})


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Pairs of countries joined by an agreement in force; counts of knowledge, not of anybody's rights."""

    pairs: int
    officially: int
    """Of these, pairs whose agreement stands in an official list or text that was read."""
    checked: Mapping[Checked, int]
    """How far what the agreement provides was read; of several agreements the best read one counts."""


def pair_counts(facts: FactBase, day: date, *, bilateral_only: bool = False) -> PairCounts:
    """The counts on `day`, for every agreement or for the bilateral ones."""
    found = pairs_in_force(facts, day)
    if bilateral_only:
        found = {
            two: kept for two, held in found.items() if (kept := [a for a in held if a.kind == "bilateral"])
        }
    best: Counter[Checked] = Counter(
        min((a.checked for a in held), key=("yes", "partly", "no").index) for held in found.values()
    )
    officially = sum(any(_official(facts, a) for a in held) for held in found.values())
    return PairCounts(len(found), officially, best)


def pairs_in_force(facts: FactBase, day: date) -> Mapping[Pair, list[Agreement]]:
    """Pair → the agreements in force on `day` that join it.

    One that is only partly applied does not count; one in force since a day that is not known does.
    """
    found: dict[Pair, list[Agreement]] = defaultdict(list)
    for agreement in facts.agreements:
        if agreement.status != "in-force" or (agreement.until is not None and agreement.until < day):
            continue
        apart = {pair(*two) for two in agreement.not_between}
        for two in _joined(agreement, day):
            if two not in apart:
                found[two].append(agreement)
    return found


def _joined(agreement: Agreement, day: date) -> Iterator[Pair]:
    """The pairs of states that it binds on `day`: a party may come later than the others, or have left."""
    bound = []
    for party in agreement.parties:
        if party in agreement.territories:
            continue
        since = agreement.party_since.get(party, agreement.in_force)
        last = agreement.party_until.get(party)
        if (since is None or since <= day) and (last is None or day <= last):
            bound.append(party)
    return combinations(sorted(bound), 2)


def _official(facts: FactBase, agreement: Agreement) -> bool:
    sources = (facts.sources[id_] for id_ in agreement.sources if id_ in facts.sources)
    return any(source.seen == "excerpt" and source.kind in _OFFICIAL for source in sources)
