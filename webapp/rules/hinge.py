"""Where two coordination systems meet in one country, and what falls between them.

Legal source: Regulation (EC) 883/2004, art. 8 (it leaves treaties with third countries alone), Ibero-American
Convention, art. 8 (the more favourable one is used): neither lets periods of the other be added. So a country
that stands in both works the pension out twice. Where to claim: Regulation (EC) 987/2009, art. 45. What both
leave out is lost by the design of the treaties; seed article on the two systems, 2022.
"""

from collections.abc import Iterable, Mapping, Sequence

from webapp.facts.records import Agreement
from webapp.rules.assessment import Reason
from webapp.rules.logic import Holds
from webapp.rules.months import NONE
from webapp.rules.person import Person
from webapp.rules.totalisation import Reckoned, last_country, together

REASONS: Mapping[str, tuple[str, ...]] = {
    "hinge-reckoned-twice": ("country", "count"),
    "hinge-computation": ("agreement", "country", "months", "needed"),
    "hinge-months-lost": ("country", "other", "months"),
    "hinge-bridge": ("country", "months", "needed"),
    "claim-here-for-all": ("agreement", "country"),
    "claim-here-too": ("agreement", "country"),
    "claim-elsewhere-for-all": ("agreement", "country"),
}


def hinge(
    country: str,
    needed: int | None,
    window_months: int,
    computations: Iterable[Reckoned],
    person: Person,
) -> tuple[Reason, ...]:
    """For one country's claim: each computation by itself, the months that stay lost, and where to claim first.

    Regulation (EC) 883/2004, art. 8; Ibero-American Convention, art. 8. `computations`: of `totalise` for the same
    claim, which needs `needed` months. Of fewer than three countries only the claim is told.
    """
    insured = [code for code in sorted(person.periods) if (person.insured_months(code) or NONE).most > 0]
    if len(insured) < 2 or country not in insured:
        return ()
    sure = [one for one in computations if one.holds is Holds.TRUE]
    systems = _systems(sure)
    reasons: list[Reason] = []
    if len(systems) > 1:
        both = {"country": country, "count": len(systems)}
        reasons.append(_joint("hinge-reckoned-twice", both, systems))
        reasons.extend(
            _about(one, "hinge-computation", country=country, months=one.total.most, needed=needed or 0)
            for one in systems
        )
    if len(insured) > 2:
        reasons.extend(_lost(country, needed, window_months, insured, sure, person))
    joined = [(one.binding.agreement, one.others) for one in systems]
    return (*reasons, *claims(country, joined, person))


def _systems(sure: Sequence[Reckoned]) -> list[Reckoned]:
    """The computations that no other one contains: each joins the country to countries that the others leave out."""
    kept: list[Reckoned] = []
    for one in sorted(sure, key=lambda each: (-len(each.others), each.binding.agreement.checked == "no")):
        if not any(set(one.others) <= set(other.others) for other in kept):
            kept.append(one)
    return kept


def _lost(
    country: str,
    needed: int | None,
    window_months: int,
    insured: Sequence[str],
    sure: Sequence[Reckoned],
    person: Person,
) -> list[Reason]:
    """Months of other countries that no agreement of this one joins, and whether all months together would do."""
    joined = {other for one in sure for other in one.others}
    reasons = [
        Reason(
            "hinge-months-lost",
            {"country": country, "other": other, "months": (person.insured_months(other) or NONE).most},
            (),
            "no",
        )
        for other in insured
        if other != country and other not in joined
    ]
    if needed is None:
        return reasons
    everything = together(insured, window_months, person)
    own = person.insured_months(country, window_months) or NONE
    reached = max([own.most, *(one.total.most for one in sure)])
    if sure and reached < needed <= everything.least:
        bridge = {"country": country, "months": everything.least, "needed": needed}
        reasons.append(_joint("hinge-bridge", bridge, sure))
    return reasons


def claims(
    country: str, systems: Iterable[tuple[Agreement, Sequence[str]]], person: Person
) -> tuple[Reason, ...]:
    """Where one claim sets every country of an agreement going: where one lives, else where one was last insured.

    Regulation (EC) 987/2009, art. 45(4) and (5); other agreements ask the same as a rule. `systems`: each
    agreement with the other countries it joins to `country`. The claim at home comes first, one under a further
    system next.
    """
    reasons: list[Reason] = []
    first = True
    for agreement, others in systems:
        party = claim_in((country, *others), person)
        if party is None:
            continue
        code = "claim-elsewhere-for-all"
        if party == country:
            code, first = ("claim-here-for-all" if first else "claim-here-too"), False
        params = {"agreement": agreement.id, "country": party}
        reasons.append(Reason(code, params, agreement.sources, agreement.checked))
    return tuple(reasons)


def claim_in(joined: Sequence[str], person: Person) -> str | None:
    """The one of the `joined` countries in which to claim; None where it is not told.

    Regulation (EC) 987/2009, art. 45: of residence, if it ever insured the person, else of the last insurance.
    """
    told = person.situation
    home = told.live_country or told.work_country
    if home in joined:
        return home
    return last_country(person, joined)


def _about(reckoned: Reckoned, code: str, **params: object) -> Reason:
    agreement = reckoned.binding.agreement
    return Reason(code, {"agreement": agreement.id, **params}, agreement.sources, agreement.checked)


def _joint(code: str, params: Mapping[str, object], systems: Sequence[Reckoned]) -> Reason:
    """A reason that rests on several agreements: as well checked as the least of them."""
    agreements = [one.binding.agreement for one in systems]
    sources = tuple(dict.fromkeys(source for agreement in agreements for source in agreement.sources))
    levels = {agreement.checked for agreement in agreements}
    return Reason(
        code, params, sources, "no" if "no" in levels else "partly" if "partly" in levels else "yes"
    )
