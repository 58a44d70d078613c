"""Who must pay a migrant worker inside the country, and what a broken contract or a forbidden promise gives.

Legal source: the country's own law as cited in content/facts/internal/XX.toml. For China: State Council Order 724, arts
18 to 20, 29, 30, 36, 37 and 63; Supreme People's Court rules on work injury (2014), art. 3; Social Insurance Law,
art. 41; Labour Contract Law, arts 47 and 82; Supreme People's Court Interpretation (II) of 2025, art. 19.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from fractions import Fraction

from webapp.facts.base import holds_on
from webapp.facts.internal import Case, DoubleWage, Internal, Liable, Matter, Severance
from webapp.facts.vocabulary import Sector
from webapp.rules.assessment import Reason

REASONS: Mapping[str, tuple[str, ...]] = {
    "internal-pays": ("party", "case"),
    "internal-pays-up-to-debt": ("party", "case"),
    "internal-severance": ("months", "half"),
    "internal-double-wage": ("first", "last"),
    "internal-waiver-void": (),
}


def liable(
    internal: Internal, matter: Matter, case: Collection[Case], sector: Sector | None = None
) -> tuple[Liable, ...]:
    """Who must pay where all of `case` holds, in the order in which to turn to them."""
    return tuple(
        entry
        for entry in internal.liable
        if entry.matter == matter
        and set(entry.when) <= set(case)
        and (not entry.sectors or sector in entry.sectors)
    )


def liable_reasons(internal: Internal, matter: Matter, sector: Sector | None) -> Iterator[Reason]:
    """Every party that may have to pay in this kind of work: the chain of firms was not told."""
    for entry in internal.liable:
        if entry.matter == matter and (not entry.sectors or sector in entry.sectors):
            code = "internal-pays-up-to-debt" if entry.up_to_debt else "internal-pays"
            params = {"party": entry.pays, "case": list(entry.when)}
            yield Reason(code, params, entry.sources, entry.checked)


def severance_months(terms: Severance, service_months: int) -> Fraction:
    """Months of average wage for `service_months` with one employer; a started year counts half or whole."""
    years, rest = divmod(service_months, 12)
    started = Fraction(0)
    if rest:
        started = Fraction(1, 2) if rest < terms.half_below_months else Fraction(1)
    return (years + started) * terms.months_per_year


def double_wage_months(terms: DoubleWage, months_without_contract: int) -> int:
    """For how many months of work without a written contract a second wage is owed."""
    return max(0, min(months_without_contract, terms.to_month) - terms.from_month + 1)


def waiver_is_void(internal: Internal, day: date) -> bool | None:
    """Whether a promise to do without insurance has no effect on `day`; None: no rule of that day is known."""
    rule = internal.waiver_void
    return True if rule is not None and holds_on(rule, day) else None


def cash_to_reclaim(monthly: int, months: int, *, arrears_paid: bool) -> int:
    """What an employer may reclaim of the cash it gave in place of insurance: all, once it paid the arrears."""
    return monthly * months if arrears_paid else 0


def contract_reasons(internal: Internal) -> Iterator[Reason]:
    """How severance is counted, and what work without a written contract gives."""
    if internal.severance is not None:
        terms = internal.severance
        params = {"months": terms.months_per_year, "half": terms.half_below_months}
        yield Reason("internal-severance", params, terms.sources, terms.checked)
    if internal.double_wage is not None:
        double = internal.double_wage
        params = {"first": double.from_month, "last": double.to_month}
        yield Reason("internal-double-wage", params, double.sources, double.checked)


def waiver_reasons(internal: Internal, day: date) -> Iterator[Reason]:
    """That a promise to do without insurance has no effect."""
    rule = internal.waiver_void
    if rule is not None and holds_on(rule, day):
        yield Reason("internal-waiver-void", {}, rule.sources, rule.checked)
