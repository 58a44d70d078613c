"""How many months a benefit asks for, whether the person has them, and what adding other countries' months does.

Legal source: the scheme's own law; for adding months the agreement that binds (Regulation (EC) 883/2004,
art. 6; Ibero-American Convention, art. 5; ILO Convention 157, arts 6 to 8; bilateral agreements).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from webapp.facts.base import FactBase, holds_on
from webapp.facts.records import Benefit, PensionAge, Scheme
from webapp.facts.vocabulary import Branch, Sex
from webapp.rules.assessment import Added, Reason
from webapp.rules.logic import Holds
from webapp.rules.months import Months, month_index
from webapp.rules.person import Person
from webapp.rules.totalisation import minimum_at_age, totalise

REASONS: Mapping[str, tuple[str, ...]] = {
    "no-months-needed": ("scheme",),
    "months-enough": ("scheme", "months", "needed"),
    "months-enough-in-window": ("scheme", "months", "needed", "window"),
    "months-missing": ("scheme", "months", "needed", "missing"),
    "months-missing-in-window": ("scheme", "months", "needed", "missing", "window"),
    "months-not-told": ("scheme", "needed"),
    "months-not-told-in-window": ("scheme", "needed", "window"),
    "months-insurance-not-told": ("scheme", "needed"),
    "months-dates-not-told": ("scheme", "needed", "window"),
    "residence-not-told": ("scheme", "needed"),
    "needed-months-depend-on-year": ("scheme", "months", "most"),
    "needed-months-depend-on-age": ("scheme", "months", "most"),
    "needed-months-not-known": ("scheme",),
    "below-minimum-lump-sum": ("scheme",),
    "below-minimum-refund": ("scheme",),
    "below-minimum-nothing": ("scheme",),
    "below-minimum-assistance": ("scheme",),
    "pension-age": ("scheme", "years", "months"),
    "pension-age-between": ("scheme", "least", "most"),
    "pension-age-by-sex": ("scheme", "women", "men"),
    "pension-age-reached": ("scheme", "years", "months"),
}

_NEEDS_A_KNOWN_MINIMUM = frozenset(
    {"old-age", "invalidity", "survivors", "unemployment", "sickness", "maternity"}
)
"""Branches whose insurance nearly always asks for months: where the facts do not say how many, nothing is promised."""


@dataclass(frozen=True, slots=True)
class Qualified:
    """Whether the months suffice, with the figures of the contract (all in months)."""

    holds: Holds
    """TRUE enough; FALSE too few; ASK depends on `asks`; SILENT the facts do not say how many are needed."""
    reasons: tuple[Reason, ...] = ()
    asks: tuple[str, ...] = ()
    counted: int | None = None
    needed: int | None = None
    missing: int | None = None
    added: tuple[Added, ...] = ()
    share: Fraction | None = None


def qualify(scheme: Scheme, benefit: Benefit, country: str, person: Person, facts: FactBase) -> Qualified:
    """Whether `person` has the months that `benefit` of `country` asks for, totalisation counted.

    An insurance that nobody must join insures who has joined it: there a month of contributions is the least.
    """
    benefit = _once_joined(scheme, benefit)
    rises = bool(benefit.qualifying_months_by_year or benefit.qualifying_months_by_age)
    if benefit.basis == "none" or (benefit.qualifying_months == 0 and not benefit.qualifying_months_by_age):
        return _none_needed(scheme, benefit)
    if benefit.qualifying_months is None and not rises:
        return _needed_not_known(scheme, benefit)
    least_needed, most_needed = needed_months(benefit, person)
    if most_needed == 0:
        return _none_needed(scheme, benefit)
    own = _own_months(benefit, country, person)
    if own is None:
        return _ask(scheme, benefit, least_needed)
    if own.least >= most_needed:
        return _enough(scheme, benefit, own.least, most_needed)
    added: tuple[Added, ...] = ()
    share: Fraction | None = None
    total = own
    more_reasons: tuple[Reason, ...] = ()
    more_asks: tuple[str, ...] = ()
    if len(person.periods) > 1:
        together = totalise(country, benefit.branch, most_needed, benefit.window_months, person, facts)
        extra_least = max(0, together.total.least - together.own.least)
        extra_most = max(0, together.total.most - together.own.most)
        total = Months(own.least + extra_least, max(own.least + extra_least, own.most + extra_most))
        added, share = together.added, together.share
        more_reasons, more_asks = together.reasons, together.depends_on
        if total.least >= most_needed:
            enough = _enough(scheme, benefit, total.least, most_needed)
            return Qualified(
                Holds.TRUE,
                (*enough.reasons, *more_reasons),
                (),
                total.least,
                most_needed,
                0,
                added,
                share,
            )
    if total.most >= least_needed:
        asks = _missing_answers(benefit, own, least_needed != most_needed, more_asks, person)
        why = [_open_reason(scheme, benefit, own, least_needed)]
        if least_needed != most_needed and total.least >= least_needed:
            turns_on = "age" if benefit.qualifying_months_by_age else "year"
            why = [
                _reason(
                    benefit,
                    f"needed-months-depend-on-{turns_on}",
                    scheme=scheme.id,
                    months=least_needed,
                    most=most_needed,
                )
            ]
        return Qualified(
            Holds.ASK, (*why, *more_reasons), asks, total.least, least_needed, None, added, share
        )
    missing = least_needed - total.most
    params = {"scheme": scheme.id, "months": total.most, "needed": least_needed, "missing": missing}
    code = "months-missing"
    if benefit.window_months:
        code, params = "months-missing-in-window", {**params, "window": benefit.window_months}
    short = Reason(code, params, benefit.sources, benefit.checked)
    below = tuple(
        _reason(benefit, f"below-minimum-{what}", scheme=scheme.id) for what in benefit.below_minimum
    )
    return Qualified(
        Holds.FALSE, (short, *below, *more_reasons), (), total.most, least_needed, missing, added, share
    )


@lru_cache(maxsize=4096)
def _once_joined(scheme: Scheme, benefit: Benefit) -> Benefit:
    """`benefit`, for people of whom nothing but a contribution shows that they joined a voluntary insurance."""
    voluntary = scheme.compulsory is False and scheme.kind in _INSURANCE
    asks_already = (
        benefit.qualifying_months or benefit.qualifying_months_by_year or benefit.qualifying_months_by_age
    )
    if not voluntary or benefit.basis != "contributions" or asks_already:
        return benefit
    return replace(benefit, qualifying_months=1)


_INSURANCE = frozenset({"social-insurance", "provident-fund", "mandatory-private-insurance"})


@lru_cache(maxsize=4096)
def _none_needed(scheme: Scheme, benefit: Benefit) -> Qualified:
    return Qualified(Holds.TRUE, (_reason(benefit, "no-months-needed", scheme=scheme.id),))


@lru_cache(maxsize=4096)
def _needed_not_known(scheme: Scheme, benefit: Benefit) -> Qualified:
    unknown = _reason(benefit, "needed-months-not-known", scheme=scheme.id)
    promised_nothing = benefit.basis != "employment" and benefit.branch in _NEEDS_A_KNOWN_MINIMUM
    return Qualified(Holds.SILENT if promised_nothing else Holds.TRUE, (unknown,))


@lru_cache(maxsize=4096)
def has_open_way(scheme: Scheme, branch: Branch, day: date) -> bool:
    """Whether `scheme` has a way into `branch` on `day` whose months are not known, beside those that are."""
    return any(
        other.branch == branch
        and holds_on(other, day)
        and other.basis != "none"
        and other.qualifying_months is None
        and not other.qualifying_months_by_year
        and not other.qualifying_months_by_age
        and _needed_not_known(scheme, other).holds is Holds.SILENT
        for other in scheme.benefit
    )


def needed_months(benefit: Benefit, person: Person) -> tuple[int, int]:
    """The least and the most months that may be needed. They differ only where the minimum rises by year
    and the year of the claim is not known: it turns on the age, and for a pension on the pension age; or where it
    rises with the age and this was not told."""
    if benefit.qualifying_months_by_age:
        return minimum_at_age(benefit, person.situation.age)
    if not benefit.qualifying_months_by_year:
        base = benefit.qualifying_months or 0
        return base, base
    age = person.situation.age
    ages = pension_ages(benefit, person)
    now = minimum_in_year(benefit, person.day.year)
    if benefit.branch != "old-age" or ages is None:
        return now, now
    if age is None:
        rising = benefit.qualifying_months_by_year.items()
        every = [now, *(months for year, months in rising if int(year) > person.day.year)]
        return min(every), max(every)
    this_month = month_index(person.day.year, person.day.month)
    births = births_of(person, age)
    reached = [
        max(this_month, born + months) // 12 for born in births for months in _ages_at(benefit, person, born)
    ]
    needed = [minimum_in_year(benefit, year) for year in range(min(reached), max(reached) + 1)]
    return min(needed), max(needed)


def minimum_in_year(benefit: Benefit, year: int) -> int:
    """The months that `benefit` asks for from someone who reaches its age in `year`."""
    past = [int(first) for first in benefit.qualifying_months_by_year if int(first) <= year]
    if not past:
        return benefit.qualifying_months or 0
    return benefit.qualifying_months_by_year[str(max(past))]


def pension_ages(benefit: Benefit, person: Person) -> tuple[int, int] | None:
    """The pension age in months as a range: least and most over what sex and birth date may be; None: not known."""
    age = person.situation.age
    if age is None:
        found = _ages_at(benefit, person, None)
    else:
        found = [months for born in births_of(person, age) for months in _ages_at(benefit, person, born)]
    return (min(found), max(found)) if found else None


def births_of(person: Person, age: int) -> tuple[int, int]:
    """The first and the last month (index) in which someone of `age` years on the person's day can have been born."""
    this_month = month_index(person.day.year, person.day.month)
    return this_month - age * 12 - 12, this_month - age * 12


def _ages_at(benefit: Benefit, person: Person, born: int | None) -> list[int]:
    """The pension ages in months that hold for someone born in the month `born`; None: whenever that was."""
    sexes: tuple[Sex, ...] = (person.situation.sex,) if person.situation.sex else ("female", "male")
    if not benefit.pension_age:
        years = [benefit.pension_age_women if sex == "female" else benefit.pension_age_men for sex in sexes]
        return [each * 12 for each in years if each is not None]
    found: list[int] = []
    for entry in benefit.pension_age:
        if entry.sex is not None and entry.sex not in sexes:
            continue
        if born is None:
            base = entry.years * 12 + entry.months
            found.extend((base, base + entry.delay_max_months))
        else:
            months = age_of_birth(entry, born)
            found.extend([] if months is None else [months])
    return found


def age_of_birth(entry: PensionAge, born: int) -> int | None:
    """The pension age in months of someone born in the month `born` (a month index); None: `entry` is not for them."""
    first = month_index(entry.born_from.year, entry.born_from.month) if entry.born_from else None
    last = month_index(entry.born_until.year, entry.born_until.month) if entry.born_until else None
    if (first is not None and born < first) or (last is not None and born > last):
        return None
    delay = 0
    if entry.delay_every_months and first is not None:
        delay = min(entry.delay_max_months, (born - first) // entry.delay_every_months + 1)
    return entry.years * 12 + entry.months + delay


def pension_age_reasons(
    scheme: Scheme, benefit: Benefit, person: Person
) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
    """From which age the pension is paid, and the answers (age, sex) that would say it more exactly."""
    if benefit.branch != "old-age":
        return (), ()
    ages = pension_ages(benefit, person)
    if ages is None:
        return (), ()
    least, most = ages
    asks: list[str] = []
    if least != most:
        if person.situation.sex is None and _differs_by_sex(benefit):
            asks.append("sex")
        if benefit.pension_age and person.situation.age is None:
            asks.append("age")
        women, men = benefit.pension_age_women, benefit.pension_age_men
        if not benefit.pension_age and women is not None and men is not None:
            return (_reason(benefit, "pension-age-by-sex", scheme=scheme.id, women=women, men=men),), tuple(
                asks
            )
        years = {"least": least // 12, "most": -(-most // 12)}
        return (_reason(benefit, "pension-age-between", scheme=scheme.id, **years),), tuple(asks)
    reached = person.situation.age is not None and person.situation.age * 12 >= most
    code = "pension-age-reached" if reached else "pension-age"
    return (_reason(benefit, code, scheme=scheme.id, years=most // 12, months=most % 12),), ()


def _differs_by_sex(benefit: Benefit) -> bool:
    if benefit.pension_age:
        return any(entry.sex is not None for entry in benefit.pension_age)
    return benefit.pension_age_men != benefit.pension_age_women


def _own_months(benefit: Benefit, country: str, person: Person) -> Months | None:
    """Own months by the benefit's basis: contributions, employment or residence; None: not told."""
    if benefit.basis == "contributions":
        return person.insured_months(country, benefit.window_months)
    if benefit.basis == "employment":
        return person.employed_months(country, benefit.window_months)
    stay = person.situation.months_in_country if country == person.situation.work_country else None
    worked = person.months_worked(country)
    if stay is not None:
        known = max(stay, worked or 0)
        return Months(known, known)
    return None if worked is None else Months(worked, NO_LIMIT)


NO_LIMIT = 2000
"""More months than a life has: an upper end that is not known."""


def _enough(scheme: Scheme, benefit: Benefit, months: int, needed: int) -> Qualified:
    params = {"scheme": scheme.id, "months": months, "needed": needed}
    code = "months-enough"
    if benefit.window_months:
        code, params = "months-enough-in-window", {**params, "window": benefit.window_months}
    return Qualified(
        Holds.TRUE, (Reason(code, params, benefit.sources, benefit.checked),), (), months, needed, 0
    )


@lru_cache(maxsize=4096)
def _ask(scheme: Scheme, benefit: Benefit, needed: int) -> Qualified:
    if benefit.basis == "residence":
        reason = _reason(benefit, "residence-not-told", scheme=scheme.id, needed=needed)
        return Qualified(Holds.ASK, (reason,), ("months_in_country",), None, needed)
    if benefit.window_months:
        window = benefit.window_months
        reason = _reason(benefit, "months-not-told-in-window", scheme=scheme.id, needed=needed, window=window)
    else:
        reason = _reason(benefit, "months-not-told", scheme=scheme.id, needed=needed)
    return Qualified(Holds.ASK, (reason,), ("history",), None, needed)


def _open_reason(scheme: Scheme, benefit: Benefit, own: Months, needed: int) -> Reason:
    """Why the months told do not yet decide: insurance not told, dates not told, or stay not told."""
    if benefit.basis == "residence":
        return _reason(benefit, "residence-not-told", scheme=scheme.id, needed=needed)
    if benefit.window_months:
        window = benefit.window_months
        return _reason(benefit, "months-dates-not-told", scheme=scheme.id, needed=needed, window=window)
    return _reason(benefit, "months-insurance-not-told", scheme=scheme.id, needed=needed)


def _missing_answers(
    benefit: Benefit, own: Months, minimum_open: bool, more: tuple[str, ...], person: Person
) -> tuple[str, ...]:
    asks: list[str] = []
    if own.least != own.most:
        asks.append("months_in_country" if benefit.basis == "residence" else "history")
    if minimum_open and person.situation.age is None:
        asks.append("age")
    if minimum_open and person.situation.sex is None and _differs_by_sex(benefit):
        asks.append("sex")
    asks.extend(more)
    return tuple(dict.fromkeys(asks)) or ("history",)


def _reason(benefit: Benefit, code: str, **params: object) -> Reason:
    return Reason(code, params, benefit.sources, benefit.checked)
