"""Family benefits where parents and children live in several countries: who pays first, and who tops up.

Legal source: Regulation (EC) 883/2004, arts 67 (children elsewhere count as if they lived in the paying state) and
68 (order of the states, difference paid by the next). Other agreements seldom cover family benefits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from webapp.facts.base import FactBase
from webapp.facts.records import Agreement
from webapp.rules.agreements import bindings, gives
from webapp.rules.assessment import Reason
from webapp.rules.logic import Holds
from webapp.rules.person import Person

REASONS: Mapping[str, tuple[str, ...]] = {
    "family-children-count": ("agreement", "other"),
    "family-children-outside": ("country", "other"),
}

Ground = Literal["work", "pension", "residence"]
_ORDER: Mapping[Ground, int] = {"work": 0, "pension": 1, "residence": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyClaim:
    """What one country would pay for the same children, by its best ground of either parent (money a month)."""

    country: str
    ground: Ground
    amount: Fraction
    insured_months: int = 0
    """Months of insurance there: decides between two pensions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPayment:
    country: str
    amount: Fraction
    """What it pays: the first its whole amount, the others what theirs is higher."""
    first: bool


def family_payments(
    claims: Sequence[FamilyClaim], children_in: str, agreement: Agreement
) -> tuple[FamilyPayment, ...]:
    """Who pays what for children who live in `children_in`, the first state first; empty outside `agreement`'s states.

    Regulation (EC) 883/2004, art. 68(1): work before pension before residence; on the same ground the children's
    state, else for work the highest amount, for pensions the longest insurance. Art. 68(2): the next state pays the
    difference, but not for children elsewhere where its only ground is residence.
    """
    inside = [claim for claim in claims if claim.country in agreement.parties]
    if children_in not in agreement.parties or not inside:
        return ()
    ranked = sorted(
        inside,
        key=lambda claim: (
            _ORDER[claim.ground],
            claim.country != children_in,
            -claim.insured_months if claim.ground == "pension" else 0,
            -claim.amount,
            claim.country,
        ),
    )
    paid: list[FamilyPayment] = []
    reached = Fraction(0)
    for place, claim in enumerate(ranked):
        amount = max(Fraction(0), claim.amount - reached)
        if place and claim.ground == "residence" and claim.country != children_in:
            amount = Fraction(0)
        paid.append(FamilyPayment(country=claim.country, amount=amount, first=place == 0))
        reached = max(reached, claim.amount if amount else reached)
    return tuple(paid)


def children_abroad(country: str, person: Person, facts: FactBase) -> tuple[Reason, ...]:
    """Whether children who live elsewhere count for the family benefits of `country`.

    Regulation (EC) 883/2004, art. 67; other agreements by their own list of branches.
    """
    reasons: list[Reason] = []
    for other in person.situation.family_countries:
        if other == country:
            continue
        counting = [
            binding.agreement
            for binding in bindings(country, (other,), person, facts)
            if binding.holds is Holds.TRUE and gives(binding.agreement.export, "family") is Holds.TRUE
        ]
        if counting:
            best = max(counting, key=lambda agreement: agreement.checked != "no")
            params = {"agreement": best.id, "other": other}
            reasons.append(Reason("family-children-count", params, best.sources, best.checked))
        else:
            told = {"country": country, "other": other}
            reasons.append(Reason("family-children-outside", told, (), "no"))
    return tuple(reasons)
