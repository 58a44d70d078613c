"""Medical care, unemployment and work injury of people who move inside their own country, beyond the scheme itself.

Legal source: the country's own law as cited in content/facts/internal/XX.toml. For China: Social Insurance Law, arts
32, 45 to 48 and 52; NHSA 2021 No. 43 (gaps of medical insurance); Guangdong Unemployment Insurance Regulation 2022,
arts 17 and 19; Work Injury Insurance Regulation, arts 33 to 39 and 64; MOHRSS 2025 No. 24 (platform workers).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from webapp.facts.base import holds_on
from webapp.facts.internal import (
    InjuryBenefits,
    Internal,
    InternalMedical,
    InternalUnemployment,
    LateJoining,
    PilotStep,
    RegionalPay,
)
from webapp.rules.assessment import Entitlement, Reason
from webapp.rules.months import month_index, span
from webapp.rules.person import Person

REASONS: Mapping[str, tuple[str, ...]] = {
    "internal-gap-closed": ("months", "most"),
    "internal-gap-wait": ("months", "wait"),
    "internal-gap-rule": ("most", "wait"),
    "internal-gap-between": ("insured",),
    "internal-late-joining": ("scheme", "months", "each"),
    "internal-unemployment-ceiling": ("months",),
    "internal-unemployment-here": ("region", "months", "percent"),
    "internal-grant-instead": (),
    "internal-pilot-runs": ("region", "platforms"),
    "internal-pilot-planned-from": ("region", "date"),
    "internal-pilot-planned": ("region", "year"),
    "internal-pilot-not-known": ("region",),
    "internal-pilot-asks-region": (),
    "internal-pilot-else-employee": (),
    "internal-injury-lump-sum": ("least", "most"),
}

_ENOUGH = ("yes", "if", "not-yet")


def last_place(person: Person, country: str) -> str | None:
    """The place of the latest work told; None: not told, or the order is not known."""
    periods = [period for period in person.periods.get(country, ()) if period.region]
    if len({period.region for period in periods}) == 1:
        return periods[0].region
    stretches = [(span(period, person.day), period.region) for period in periods]
    if not stretches or any(stretch is None for stretch, _ in stretches):
        return None
    latest = max(stretch[::-1] for stretch, _ in stretches if stretch)
    found = {region for stretch, region in stretches if stretch and stretch[::-1] == latest}
    return found.pop() if len(found) == 1 else None


# ---- medical care -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gap:
    """Whether a gap can be closed by paying for it, and the longest wait (months) where it cannot."""

    closed: bool
    wait_months: int


def medical_gap(
    medical: InternalMedical, gap_months: int, *, between_schemes: bool = False, insured_months: int = 0
) -> Gap | None:
    """What a gap of so many months costs on moving; None: the law read says nothing of it.

    `insured_months`: insured without break before it, which moves between two schemes ask for.
    """
    for rule in medical.gap:
        if rule.between_schemes == between_schemes:
            closed = gap_months <= rule.gap_months and insured_months >= rule.insured_months
            return Gap(closed, 0 if closed else rule.wait_months)
    return None


def late_joining_wait(rule: LateJoining, missed_years: int, paid_years: int = 0) -> int:
    """Months to wait after joining late. Paying for missed years shortens the part that they add, not the rest."""
    return rule.wait_months + rule.per_missed_year * max(0, missed_years - paid_years)


def medical_reasons(medical: InternalMedical, person: Person, country: str) -> Iterator[Reason]:
    """What moving means for cover, by the gap since the last insured month where it is known."""
    inside = next((rule for rule in medical.gap if not rule.between_schemes), None)
    between = next((rule for rule in medical.gap if rule.between_schemes), None)
    gap = _gap(person, country)
    if gap == 0 or inside is None:
        return
    if gap is None:
        params = {"most": inside.gap_months, "wait": inside.wait_months}
        yield Reason("internal-gap-rule", params, inside.sources, inside.checked)
    elif gap <= inside.gap_months:
        params = {"months": gap, "most": inside.gap_months}
        yield Reason("internal-gap-closed", params, inside.sources, inside.checked)
    else:
        params = {"months": gap, "wait": inside.wait_months}
        yield Reason("internal-gap-wait", params, inside.sources, inside.checked)
    if between is not None and (gap is None or gap <= between.gap_months):
        yield Reason(
            "internal-gap-between", {"insured": between.insured_months}, between.sources, between.checked
        )
    late = medical.late_joining
    if late is not None and holds_on(late, person.day):
        wait = {"scheme": late.scheme, "months": late.wait_months, "each": late.per_missed_year}
        yield Reason("internal-late-joining", wait, late.sources, late.checked)


def _gap(person: Person, country: str) -> int | None:
    """Months since the last insured one; None: not known."""
    periods = [period for period in person.periods.get(country, ()) if period.insured != "no"]
    stretches = [span(period, person.day) for period in periods]
    if not stretches or any(period.insured == "unknown" for period in periods):
        return None
    ends = [stretch[1] for stretch in stretches if stretch is not None]
    if len(ends) < len(stretches):
        return None
    return month_index(person.day.year, person.day.month) - max(ends)


# ---- unemployment -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnemploymentPay:
    """For how many months at most by the law of the land, and how many the place pays, where that is known."""

    ceiling: int
    months: int | None
    regional: RegionalPay | None


def unemployment_pay(
    rule: InternalUnemployment, months_paid: int, region: str | None, day: date
) -> UnemploymentPay:
    """What `months_paid` of contributions in all places give in `region`. The ceiling is not the amount."""
    ceiling = next(
        (
            step.months
            for step in rule.duration
            if step.from_months <= months_paid and (not step.to_months or months_paid < step.to_months)
        ),
        0,
    )
    for regional in rule.regional:
        years = months_paid // 12
        if regional.region == region and holds_on(regional, day) and years <= regional.up_to_years:
            return UnemploymentPay(ceiling, min(ceiling, years * regional.months_per_year), regional)
    return UnemploymentPay(ceiling, None, None)


def unemployment_entitlement(
    base: Entitlement, rule: InternalUnemployment, person: Person, country: str
) -> tuple[Entitlement, tuple[str, ...]]:
    """`base` with the place, how long it pays, and the grant that some people get instead."""
    if base.scheme != rule.scheme or base.verdict not in _ENOUGH:
        return base, ()
    region, own = last_place(person, country), person.insured_months(country)
    reasons = [reason for reason in base.reasons if reason.code != "paid-at-most-days" or not rule.duration]
    if own is not None and own.least == own.most:
        pay = unemployment_pay(rule, own.least, region, person.day)
        if pay.ceiling:
            ceiling = {"months": pay.ceiling}
            reasons.append(Reason("internal-unemployment-ceiling", ceiling, rule.sources, rule.checked))
        if pay.months is not None and pay.regional is not None:
            here = {"region": region, "months": pay.months, "percent": pay.regional.minimum_wage_percent}
            sources, checked = pay.regional.sources, pay.regional.checked
            reasons.append(Reason("internal-unemployment-here", here, sources, checked))
    asks: tuple[str, ...] = ()
    grant = rule.grant_instead
    if grant is not None and (region is None or region not in grant.not_regions):
        if person.situation.hukou is None:
            asks = ("hukou",)
        elif person.situation.hukou == grant.hukou:
            reasons.append(Reason("internal-grant-instead", {}, grant.sources, "partly"))
    return replace(base, region=region, reasons=tuple(reasons)), asks


# ---- work injury --------------------------------------------------------------------------------------------------

PilotState = Literal["runs", "platform-not-named", "planned", "not-known"]


@dataclass(frozen=True, slots=True)
class Pilot:
    """Whether a scheme for platform workers runs in a place on a day, by which step, for which platforms."""

    state: PilotState
    step: PilotStep | None = None
    platforms: tuple[str, ...] = ()


def pilot(internal: Internal, region: str, day: date, platform: str = "") -> Pilot:
    """The pilot in `region` on `day`; `platform` (a part of its name, "": not told) must be one of those named.

    The platforms of every step that has begun count wherever the pilot runs. A draft or an announced year makes it
    planned, also after that day: only the place's own act starts it.
    """
    here = [step for step in internal.pilot if not step.regions or region in step.regions]
    begun = [step for step in internal.pilot if step.from_ is not None and step.from_ <= day]
    running = [step for step in here if step in begun]
    if running:
        named = tuple(dict.fromkeys(name for step in begun for name in step.platforms))
        known = not platform or not named or any(platform.casefold() in name.casefold() for name in named)
        return Pilot("runs" if known else "platform-not-named", running[-1], named)
    planned = next((step for step in here if step.planned_from or step.planned_year), None)
    return Pilot("planned", planned) if planned else Pilot("not-known")


def pilot_entitlement(
    base: Entitlement, person: Person, internal: Internal
) -> tuple[Entitlement, tuple[str, ...]]:
    """`base`, where it comes from the scheme for platform workers, as the pilot runs where the person works.

    Which platform it is was not told: so it depends, and the names are said.
    """
    if base.verdict not in _ENOUGH or base.scheme not in {step.scheme for step in internal.pilot}:
        return base, ()
    region = last_place(person, internal.country)
    if region is None:
        step = internal.pilot[0]
        asks = Reason("internal-pilot-asks-region", {}, step.sources, step.checked)
        depends = tuple(dict.fromkeys((*base.depends_on, "history")))
        return replace(base, verdict="if", depends_on=depends, reasons=(asks, *base.reasons)), ()
    found = pilot(internal, region, person.day)
    step = found.step or internal.pilot[0]
    if found.state == "runs":
        runs = {"region": region, "platforms": list(found.platforms)}
        reason = Reason("internal-pilot-runs", runs, step.sources, step.checked)
    elif found.state == "planned" and step.planned_from is not None:
        planned = {"region": region, "date": step.planned_from.isoformat()}
        reason = Reason("internal-pilot-planned-from", planned, step.sources, step.checked)
    elif found.state == "planned":
        year = {"region": region, "year": str(step.planned_year)}
        reason = Reason("internal-pilot-planned", year, step.sources, step.checked)
    else:
        reason = Reason("internal-pilot-not-known", {"region": region}, step.sources, "no")
    employee = Reason("internal-pilot-else-employee", {}, step.sources, "partly")
    runs_here = found.state == "runs"
    return replace(
        base,
        verdict="if" if runs_here else "unknown",
        region=region,
        depends_on=base.depends_on if runs_here else (),
        reasons=(reason, employee, *base.reasons),
    ), ()


@dataclass(frozen=True, slots=True)
class InjuryPay:
    """What a lasting work injury gives, in the country's money; `monthly` from whom `monthly_from` names."""

    counted_wage: Fraction
    lump_sum: Fraction
    monthly: Fraction
    monthly_from: Literal["fund", "employer", ""]


def injury_pay(terms: InjuryBenefits, grade: int, own_wage: int, local_wage: int) -> InjuryPay:
    """Benefits of a grade (1 the worst, 10 the lightest). Wages are monthly; the local one is the average.

    An employer pays its allowance only where it has no suitable job. Raises IndexError for a grade beyond the last.
    """
    floor = Fraction(local_wage * terms.wage_floor_percent, 100)
    ceiling = Fraction(local_wage * terms.wage_ceiling_percent, 100)
    counted = min(max(Fraction(own_wage), floor), ceiling)
    percents = (*terms.fund_percent, *terms.employer_percent)
    percent = percents[grade - 1] if grade <= len(percents) else 0
    payer: Literal["fund", "employer", ""] = "fund" if grade <= len(terms.fund_percent) else "employer"
    lump_sum = counted * terms.lump_sum_months[grade - 1]
    return InjuryPay(counted, lump_sum, counted * percent / 100, payer if percent else "")


def death_grants(terms: InjuryBenefits, local_wage: int, yearly_income: int) -> tuple[int, int]:
    """(funeral grant, grant to the family) by the local average monthly wage and the national yearly income a head."""
    return terms.funeral_months * local_wage, terms.death_income_years * yearly_income


def injury_reasons(internal: Internal) -> Iterator[Reason]:
    """What a lasting injury gives, for someone who was hurt at work."""
    terms = internal.injury_benefits
    if terms is not None:
        months = {"least": min(terms.lump_sum_months), "most": max(terms.lump_sum_months)}
        yield Reason("internal-injury-lump-sum", months, terms.sources, terms.checked)
