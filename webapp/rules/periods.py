"""What each country of the history pays on its own account in the long-term branches.

Legal source: each country's own law on the months it asks for; Regulation (EC) 883/2004, arts 50 to 52 and 57
(each state pays its part, by its own law and at its own age); Ibero-American Convention, arts 5, 13 and 14; ILO
Convention 157, art. 8; the clauses of bilateral agreements.
"""

from collections.abc import Mapping

from webapp.facts.base import FactBase, holds_on
from webapp.facts.vocabulary import LONG_TERM, Branch
from webapp.rules.assessment import PeriodsEntry, Reason, Verdict
from webapp.rules.hinge import claims, hinge
from webapp.rules.logic import Holds
from webapp.rules.months import NONE
from webapp.rules.person import Person
from webapp.rules.qualifying import has_open_way, needed_months, pension_age_reasons, qualify
from webapp.rules.totalisation import Totalised, main_benefit, totalise

REASONS: Mapping[str, tuple[str, ...]] = {
    "periods-scheme-not-known": ("country", "branch"),
    "periods-nothing-insured": ("country",),
    "periods-better-of-two": ("country",),
}

_VERDICT: Mapping[Holds, Verdict] = {
    Holds.TRUE: "yes",
    Holds.FALSE: "not-yet",
    Holds.ASK: "if",
    Holds.SILENT: "unknown",
}


def periods(person: Person, facts: FactBase) -> tuple[PeriodsEntry, ...]:
    """One entry for each long-term branch and each country of the history that pays in it, in the history's order.

    A country of which no scheme is known stands once, under old age, as `unknown`.
    """
    found: list[PeriodsEntry] = []
    for branch in LONG_TERM:
        for country in person.countries:
            entry = _entry(country, branch, person, facts)
            if entry is not None:
                found.append(entry)
    return tuple(found)


def _entry(country: str, branch: Branch, person: Person, facts: FactBase) -> PeriodsEntry | None:
    own = person.insured_months(country) or NONE
    main = main_benefit(country, branch, person.day, facts)
    if main is None:
        if branch != "old-age" or _has_none(country, branch, person, facts):
            return None
        not_known = Reason("periods-scheme-not-known", {"country": country, "branch": branch}, (), "no")
        return PeriodsEntry(
            branch=branch,
            country=country,
            own_months=own.most,
            added=(),
            needed=None,
            verdict="unknown",
            pays_alone=False,
            share=None,
            below_one_year=False,
            reasons=(not_known,),
        )
    scheme, benefit = main
    if own.most == 0 and benefit.basis == "contributions":
        nothing = Reason("periods-nothing-insured", {"country": country}, benefit.sources, benefit.checked)
        return PeriodsEntry(
            branch=branch,
            country=country,
            own_months=0,
            added=(),
            needed=benefit.qualifying_months,
            verdict="not-yet",
            pays_alone=False,
            share=None,
            below_one_year=False,
            reasons=(nothing,),
        )
    qualified = qualify(scheme, benefit, country, person, facts)
    added, share, reasons = qualified.added, qualified.share, list(qualified.reasons)
    pays_alone = qualified.holds is Holds.TRUE and not added
    if added and len(person.periods) == 2:
        if qualified.holds is Holds.TRUE:
            agreement = facts.agreement_by_id[added[0].agreement]
            reasons.extend(claims(country, [(agreement, [one.country for one in added])], person))
    elif len(person.periods) > 1:
        least_needed, most_needed = needed_months(benefit, person)
        window = benefit.window_months
        joint = totalise(country, branch, most_needed, window, person, facts)
        if pays_alone:
            added, share = joint.added, joint.share
            reasons.extend(_better_of_two(country, joint, facts))
        reasons.extend(hinge(country, least_needed, window, joint.computations, person))
    verdict = _VERDICT[qualified.holds]
    if verdict == "not-yet" and has_open_way(scheme, branch, person.day):
        verdict = "unknown"
    reasons.extend(pension_age_reasons(scheme, benefit, person)[0])
    return PeriodsEntry(
        branch=branch,
        country=country,
        own_months=own.most,
        added=added,
        needed=qualified.needed,
        verdict=verdict,
        pays_alone=pays_alone,
        share=share,
        below_one_year=any(reason.code == "below-one-year" for reason in reasons),
        reasons=tuple(reasons),
    )


def _better_of_two(country: str, joint: Totalised, facts: FactBase) -> tuple[Reason, ...]:
    """A country that pays alone also works out the joint pension, and pays the higher one.

    Regulation (EC) 883/2004, art. 52(1) and (3); Ibero-American Convention, art. 13.
    """
    if joint.agreement is None or joint.share is None or joint.share == 1:
        return ()
    agreement = facts.agreement_by_id[joint.agreement]
    better = Reason("periods-better-of-two", {"country": country}, agreement.sources, agreement.checked)
    return (better, *joint.reasons)


def _has_none(country: str, branch: Branch, person: Person, facts: FactBase) -> bool:
    """Whether a source says that the country has no scheme for the branch."""
    known = facts.countries.get(country)
    return known is not None and any(
        absent.branch == branch and holds_on(absent, person.day) for absent in known.absent_branch
    )
