"""One branch for one person in the country of work: the best of its schemes, and why.

The order of verdicts: yes, if, not-yet, unknown, no. A country without any entry for a branch gives
`unknown`; `no` only where a source that was read leaves the person out, or says that there is no such branch.

Legal source: the branches are those of ILO Convention 102, Parts II to X; each scheme's own law decides in them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from webapp.facts.base import FactBase, holds_on
from webapp.facts.records import Benefit, Scheme
from webapp.facts.vocabulary import LONG_TERM, Branch, Status
from webapp.rules.abroad import paid_abroad
from webapp.rules.assessment import RANK, Entitlement, Reason, TreatyEntry, TreatyGap, Verdict
from webapp.rules.coverage import Cover, cover
from webapp.rules.family import children_abroad
from webapp.rules.logic import Holds
from webapp.rules.person import Person
from webapp.rules.person import person as person_of
from webapp.rules.posting import Posting, posting
from webapp.rules.qualifying import Qualified, pension_age_reasons, qualify
from webapp.rules.totalisation import main_benefit
from webapp.rules.treaties import gaps, past_employment

REASONS: Mapping[str, tuple[str, ...]] = {
    "work-country-not-told": (),
    "country-not-known": ("country",),
    "branch-not-known": ("country", "branch"),
    "no-such-branch": ("country", "branch"),
    "no-such-branch-not-checked": ("country", "branch"),
    "scheme-starts-later": ("scheme", "date"),
    "scheme-ended": ("scheme", "date"),
    "employer-pays": ("scheme",),
    "also-covered-by": ("scheme",),
    "another-scheme-open": ("scheme",),
    "claim-within-days": ("scheme", "days"),
    "paid-at-most-days": ("scheme", "days"),
    "pays-percent": ("scheme", "percent"),
}


class Judged(NamedTuple):
    """One benefit judged for one person, before the best of the branch is chosen."""

    scheme: Scheme
    benefit: Benefit
    cover: Cover
    qualified: Qualified | None
    verdict: Verdict


def judge(scheme: Scheme, benefit: Benefit, country: str, person: Person, facts: FactBase) -> Judged:
    """Cover first; months only for someone who is, or may be, inside."""
    inside = cover(scheme, benefit, person, facts)
    if inside.holds is Holds.FALSE:
        earned = _earned(scheme, benefit, inside, country, person, facts)
        return Judged(scheme, benefit, earned or inside, None, "unknown" if earned else "no")
    if inside.holds is Holds.SILENT:
        return Judged(scheme, benefit, inside, None, "unknown")
    qualified = qualify(scheme, benefit, country, person, facts)
    if qualified.holds is Holds.SILENT:
        verdict: Verdict = "unknown"
    elif Holds.ASK in (inside.holds, qualified.holds):
        verdict = "if"
    else:
        verdict = "not-yet" if qualified.holds is Holds.FALSE else "yes"
    return Judged(scheme, benefit, inside, qualified, verdict)


def _earned(
    scheme: Scheme, benefit: Benefit, left_out: Cover, country: str, person: Person, facts: FactBase
) -> Cover | None:
    """What `left_out` comes to for someone whose contributions may suffice already; None: it stands.

    Papers, work and employer change, and who is insured today is another question than what was paid in: rights in
    course of acquisition are kept (ILO Convention 157, art. 6; Convention 143, art. 9(1)). Nationality does not change
    with them, and what a benefit's own law refuses (United States: 42 USC 402(y)) stays refused. How other laws pay
    such people was not read: so neither "no" nor "yes".
    """
    if benefit.basis != "contributions" or benefit.branch not in LONG_TERM:
        return None
    if main_benefit(country, benefit.branch, person.day, facts) != (scheme, benefit):
        return None  # nobody told to which scheme the contributions went: most went to this one
    if any(reason.code == "scheme-excludes-nationality" for reason in left_out.reasons):
        return None
    if person.status in benefit.excluded_statuses or person.situation.sector in benefit.excluded_sectors:
        return None
    paid = person.insured_months(country)
    if paid is None or paid.least == 0:
        return None
    qualified = qualify(scheme, benefit, country, person, facts)
    if qualified.holds is Holds.FALSE:
        return None
    return Cover(Holds.SILENT, (*qualified.reasons, *left_out.reasons), (), left_out.left_out_as_migrant)


def entitlement(
    branch: Branch, person: Person, facts: FactBase, treaty_entries: Iterable[TreatyEntry]
) -> tuple[Entitlement, tuple[str, ...]]:
    """The Entitlement of `person` in `branch` under the law of the country of work.

    Beside it the answers that would not change the verdict but say from which age or where it is paid.
    """
    country = person.situation.work_country
    if country is None:
        reason = Reason("work-country-not-told")
        return Entitlement(
            branch=branch, verdict="unknown", depends_on=("work_country",), reasons=(reason,)
        ), ()
    if country not in facts.countries:
        reason = Reason("country-not-known", {"country": country}, (), "no")
        return Entitlement(branch=branch, verdict="unknown", country=country, reasons=(reason,)), ()
    sent = posting(person, facts) if person.status == "posted" else None
    if sent is not None and sent.keeps(branch):
        return _sent(branch, country, sent, person, facts, treaty_entries)
    return _here(branch, country, person, facts, treaty_entries)


def _sent(
    branch: Branch,
    country: str,
    sent: Posting,
    person: Person,
    facts: FactBase,
    treaty_entries: Iterable[TreatyEntry],
) -> tuple[Entitlement, tuple[str, ...]]:
    """The law of home for someone whom an agreement keeps insured there, unless the place of work gives more.

    Regulation (EC) 883/2004, art. 12. Employers' duties and what residents have still come from the place of work.
    """
    why = Reason(
        "regime-posted-by-agreement",
        {"agreement": sent.binding.agreement.id},
        sent.binding.agreement.sources,
        sent.binding.agreement.checked,
    )
    here, details = _here(branch, country, person, facts, treaty_entries)
    told = person.situation
    if sent.home in facts.countries:
        # Who is sent is lawfully employed at home, citizen or not (C-43/93 Vander Elst). The stay told is another.
        status: Status = "national" if sent.home in told.nationalities else "work-permit"
        at_home = replace(told, work_country=sent.home, status=status, months_in_country=None)
        there, details_there = _here(branch, sent.home, person_of(at_home, person.day), facts, ())
        if sent.depends_on_length and RANK[there.verdict] > RANK["unknown"]:
            waits = tuple(dict.fromkeys((*there.depends_on, "contract_months")))
            there = replace(there, verdict="if", depends_on=waits)
        waits_for_answered = {"status", "months_in_country"} & set(there.depends_on)
        if RANK[there.verdict] >= RANK[here.verdict] and not waits_for_answered:
            return replace(there, reasons=(why, *there.reasons)), details_there
    return replace(here, reasons=(why, *here.reasons)), details


def _here(
    branch: Branch, country: str, person: Person, facts: FactBase, treaty_entries: Iterable[TreatyEntry]
) -> tuple[Entitlement, tuple[str, ...]]:
    """`entitlement` under the law of `country`, the country of work of `person`."""
    running, dated = _running(facts, country, branch, person.day)
    if not running:
        return _no_scheme(facts, country, branch, person.day), ()
    judged = [judge(scheme, benefit, country, person, facts) for scheme, benefit in running]
    best = max(judged, key=_preference) if len(judged) > 1 else judged[0]
    if best.verdict == "not-yet":
        best = _other_way_in(best, judged) or best
    if best.verdict in ("no", "unknown"):
        return _left_out(branch, country, best, judged, dated, person, facts, treaty_entries), ()
    return _inside(branch, country, best, judged, dated, person, facts)


def _preference(one: Judged) -> tuple[float, bool]:
    """The better verdict first; then what was read.

    Help for people in need is asked for where nothing that was earned is within reach: what one owns and earns
    decides on it, and no answer here tells that. So it stands behind an insurance that only lacks months.
    """
    rank: float = RANK[one.verdict]
    if one.scheme.kind == "social-assistance":
        rank = min(rank, _BEHIND_MISSING_MONTHS)
    return rank, one.benefit.checked != "no"


def _other_way_in(short: Judged, judged: Iterable[Judged]) -> Judged | None:
    """Another way into the same scheme, whose months are not known: then nobody can say that months are missing."""
    for other in judged:
        if other.scheme is short.scheme and other.cover.holds is Holds.TRUE and other.verdict == "unknown":
            return other
    return None


_BEHIND_MISSING_MONTHS = (RANK["unknown"] + RANK["not-yet"]) / 2


@lru_cache(maxsize=4096)
def _running(
    facts: FactBase, country: str, branch: Branch, day: date
) -> tuple[tuple[tuple[Scheme, Benefit], ...], tuple[Reason, ...]]:
    """The benefits that run on `day`, and why the others do not."""
    running: list[tuple[Scheme, Benefit]] = []
    dated: list[Reason] = []
    for scheme, benefit in facts.benefits(country, branch):
        if holds_on(scheme, day) and holds_on(benefit, day):
            running.append((scheme, benefit))
        else:
            dated.append(_dated(scheme, benefit, day))
    return tuple(running), tuple(dated)


def _dated(scheme: Scheme, benefit: Benefit, day: date) -> Reason:
    first = max((d for d in (scheme.from_, benefit.from_) if d is not None), default=None)
    if first is not None and first > day:
        params = {"scheme": scheme.id, "date": first.isoformat()}
        return Reason("scheme-starts-later", params, benefit.sources, benefit.checked)
    last = min(d for d in (scheme.until, benefit.until) if d is not None)
    params = {"scheme": scheme.id, "date": last.isoformat()}
    return Reason("scheme-ended", params, benefit.sources, benefit.checked)


@lru_cache(maxsize=4096)
def _no_scheme(facts: FactBase, country: str, branch: Branch, day: date) -> Entitlement:
    params = {"country": country, "branch": branch}
    dated = _running(facts, country, branch, day)[1]
    for absent in facts.countries[country].absent_branch:
        if absent.branch == branch and holds_on(absent, day):
            read = absent.checked != "no"
            code = "no-such-branch" if read else "no-such-branch-not-checked"
            return Entitlement(
                branch=branch,
                verdict="no" if read else "unknown",
                country=country,
                reasons=(Reason(code, params, absent.sources, absent.checked), *dated),
            )
    return Entitlement(
        branch=branch,
        verdict="unknown",
        country=country,
        reasons=(Reason("branch-not-known", params, (), "no"), *dated),
    )


def _left_out(
    branch: Branch,
    country: str,
    best: Judged,
    judged: list[Judged],
    dated: tuple[Reason, ...],
    person: Person,
    facts: FactBase,
    treaty_entries: Iterable[TreatyEntry],
) -> Entitlement:
    """`no` where the read law of every scheme leaves the person out, else `unknown`; with the treaties against it."""
    reasons = list(_why(best))
    for other in judged:
        if other is not best:
            reasons.extend(other.cover.reasons[:2])
            if other.scheme is best.scheme and other.qualified is not None:
                reasons.extend(other.qualified.reasons)
    treaty_gap: tuple[TreatyGap, ...] = ()
    gap_reasons: tuple[Reason, ...] = ()
    if best.verdict == "no":
        kinds = {j.scheme.kind for j in judged if j.cover.left_out_as_migrant}
        if kinds:
            treaty_gap, gap_reasons = gaps(branch, person, facts, treaty_entries, kinds)
    if person.answers.months_worked:
        # Past work keeps what it earned, also where no scheme takes in people without papers (Convention 143, 9(1)).
        kept = past_employment(person, facts, treaty_entries, (branch, {j.scheme.kind for j in judged}))
        gap_reasons = (*gap_reasons, *kept)
    return Entitlement(
        branch=branch,
        verdict=best.verdict,
        scheme=best.scheme.id,
        country=country,
        months_needed=best.qualified.needed if best.qualified else None,
        treaty_gap=treaty_gap,
        reasons=(*each_once(reasons), *gap_reasons, *dated),
    )


def _inside(
    branch: Branch,
    country: str,
    best: Judged,
    judged: list[Judged],
    dated: tuple[Reason, ...],
    person: Person,
    facts: FactBase,
) -> tuple[Entitlement, tuple[str, ...]]:
    scheme, benefit, qualified = best.scheme, best.benefit, best.qualified or Qualified(Holds.TRUE)
    reasons = list(_why(best))
    asks = [*best.cover.asks, *qualified.asks]
    if scheme.kind == "employer-liability":
        reasons.insert(0, _employer_pays(scheme))
    age_reasons, age_asks = pension_age_reasons(scheme, benefit, person)
    reasons.extend(age_reasons)
    reasons.extend(_terms(scheme, benefit))
    for other in judged:
        if other is not best and other.verdict in ("yes", "if"):
            sure = other.verdict == "yes" and other.scheme.kind != "social-assistance"
            code = "also-covered-by" if sure else "another-scheme-open"
            params = {"scheme": other.scheme.id}
            reasons.append(Reason(code, params, other.benefit.sources, other.benefit.checked))
            if best.verdict != "yes":
                asks.extend((*other.cover.asks, *(other.qualified.asks if other.qualified else ())))
    abroad, abroad_reasons, abroad_asks = paid_abroad(scheme, benefit, country, person, facts)
    details = [*age_asks, *abroad_asks]
    if branch == "family":
        reasons.extend(children_abroad(country, person, facts))
        if not person.situation.family_countries:
            details.append("family_countries")
    depends = tuple(dict.fromkeys(asks)) if best.verdict == "if" else ()
    found = Entitlement(
        branch=branch,
        verdict=best.verdict,
        scheme=scheme.id,
        country=country,
        months_counted=qualified.counted,
        months_needed=qualified.needed,
        months_missing=qualified.missing,
        totalised_with=qualified.added,
        share=qualified.share,
        abroad=abroad,
        claim_within_days=benefit.claim_within_days,
        depends_on=depends,
        reasons=(*each_once(reasons), *abroad_reasons, *dated),
    )
    return found, tuple(dict.fromkeys(details))


@lru_cache(maxsize=2048)
def _employer_pays(scheme: Scheme) -> Reason:
    return Reason("employer-pays", {"scheme": scheme.id}, scheme.sources, scheme.checked)


@lru_cache(maxsize=4096)
def _terms(scheme: Scheme, benefit: Benefit) -> tuple[Reason, ...]:
    """Until when to claim, for how long it is paid, and how much of the pay."""
    figures = (
        ("claim-within-days", "days", benefit.claim_within_days),
        ("paid-at-most-days", "days", benefit.duration_days),
        ("pays-percent", "percent", benefit.rate_percent),
    )
    return tuple(
        Reason(code, {"scheme": scheme.id, name: value}, benefit.sources, benefit.checked)
        for code, name, value in figures
        if value
    )


def _why(judged: Judged) -> tuple[Reason, ...]:
    if judged.qualified is None:
        return judged.cover.reasons
    return (*judged.cover.reasons, *judged.qualified.reasons)


def each_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each reason once, in order of first mention."""
    kept: list[Reason] = []
    codes: set[str] = set()
    for reason in reasons:
        if reason.code not in codes or reason not in kept:
            codes.add(reason.code)
            kept.append(reason)
    return tuple(kept)
