"""From theoretical amounts to payable pensions, country by country: what `python -m webapp prorata` works out.

Legal source: Regulation (EC) 883/2004, art. 52 (independent and pro rata pension, the higher one is paid), art.
56(1)(a) (no more months than a full pension asks for), art. 57 (periods below one year) and art. 58 (supplement
up to the minimum of the country of residence); Ibero-American Convention, arts 13 and 14; ILO Recommendation
167, Annex I, model agreement (pro rata and direct method).

In, a JSON object:

    {"countries": [{"country": "FR",            one of the countries with periods (ISO 3166-1 alpha-2)
                    "months": 144,              its own insurance months (0 to 900)
                    "needed": 180,              months that its law asks for (0: none)
                    "theoretical": "810.00",    pension for all months together, by its own law
                    "independent": "540.00",    pension from its own months alone, where these are enough
                    "full_months": 480,         months that give its full pension; more are not counted
                    "minimum": "700.00",        its minimum pension for all months together
                    "calculation": "pro-rata"}  "pro-rata" (default); "direct": pays `independent` once all months
                                                together are enough; "alone": never pro rata (883, Annex VIII)
                  ],
     "residence": "FR",                         where the person lives, for the supplement
     "last": "FR",                              the last country of insurance: needed if all are below a year
     "below_one_year": true}                    whether the instrument has a rule such as art. 57 (default: true)

All but `country`, `months` and `needed` may be left out. Amounts are texts or numbers, monthly and in one
currency; they are reckoned as fractions and written rounded to hundredths, halves up.

Out: {"total_months", "countries": [{"country", "months", "counted_months", "share", "theoretical", "pro_rata",
"independent", "payable", "method": "independent|pro-rata|direct|last-country|below-one-year|too-few-months"}],
"supplement": {"country", "amount"} or null, "sum"}.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from webapp.facts.countries import COUNTRIES
from webapp.situation import BadSituation, Invalid, shown

MOST_COUNTRIES = 40
MOST_MONTHS = 900
MOST_AMOUNT = 10**12
ONE_YEAR = 12

Calculation = Literal["pro-rata", "direct", "alone"]
Method = Literal["independent", "pro-rata", "direct", "last-country", "below-one-year", "too-few-months"]


class BadProrata(BadSituation):
    """The figures cannot be taken as they are; `errors` says each reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One country's side: its months, what it asks for, and its amounts (money a month); None: not given."""

    country: str
    months: int
    needed: int
    theoretical: Fraction | None = None
    independent: Fraction | None = None
    full_months: int = 0
    minimum: Fraction | None = None
    calculation: Calculation = "pro-rata"

    @property
    def has_own_right(self) -> bool:
        """Own months alone are enough (Regulation (EC) 883/2004, art. 52(1)(a))."""
        return self.months >= self.needed and self.months > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Payable:
    """What one country pays, and how it comes about (money a month, exact)."""

    country: str
    months: int
    counted_months: int
    """Months of the share's denominator; 0: no share."""
    share: Fraction | None
    theoretical: Fraction | None
    pro_rata: Fraction | None
    independent: Fraction | None
    payable: Fraction
    method: Method


def payable_amounts(
    claims: tuple[Claim, ...], *, below_one_year: bool = True, last: str | None = None
) -> tuple[Payable, ...]:
    """What each country pays under one instrument, in the order given.

    Regulation (EC) 883/2004, arts 52, 56(1)(a) and 57. `last`: the country of the last insurance, for art.
    57(3). Raises ValueError where all countries are below a year and `last` is none of them.
    """
    total = sum(claim.months for claim in claims)
    freed = {
        claim.country
        for claim in claims
        if below_one_year and claim.months < ONE_YEAR and not claim.has_own_right
    }
    if freed and len(freed) == len(claims):
        if last not in freed:
            raise ValueError("all countries are below one year: the last country of insurance is needed")
        return tuple(_last_pays_all(claim, total, claim.country == last) for claim in claims)
    shared = sum(claim.months for claim in claims if claim.country not in freed)
    return tuple(_one_country(claim, total, shared, claim.country in freed) for claim in claims)


def _one_country(claim: Claim, total: int, shared: int, freed: bool) -> Payable:
    """The higher of the independent and the pro rata pension (883, art. 52); nothing below a year (art. 57(1))."""
    if freed or claim.months == 0:
        return _pays(claim, "below-one-year" if claim.months else "too-few-months")
    independent = claim.independent if claim.has_own_right else None
    if claim.calculation == "alone" or total < claim.needed:
        return _pays(claim, "independent" if independent is not None else "too-few-months", independent)
    if claim.calculation == "direct":
        return _pays(claim, "direct", claim.independent)
    counted = min(shared, claim.full_months) if claim.full_months else shared
    share = Fraction(min(claim.months, counted), counted)
    pro_rata = None if claim.theoretical is None else claim.theoretical * share
    if pro_rata is None or (independent is not None and independent >= pro_rata):
        return _pays(claim, "independent", independent, share, counted, pro_rata)
    return _pays(claim, "pro-rata", independent, share, counted, pro_rata)


def _last_pays_all(claim: Claim, total: int, is_last: bool) -> Payable:
    """Regulation (EC) 883/2004, art. 57(3): the last country pays as if all months had been its own."""
    if not is_last:
        return _pays(claim, "below-one-year")
    if total < claim.needed:
        return _pays(claim, "too-few-months")
    return _pays(claim, "last-country", None, Fraction(1), total, claim.theoretical)


def _pays(
    claim: Claim,
    method: Method,
    independent: Fraction | None = None,
    share: Fraction | None = None,
    counted: int = 0,
    pro_rata: Fraction | None = None,
) -> Payable:
    amount = pro_rata if method in ("pro-rata", "last-country") else independent
    return Payable(
        country=claim.country,
        months=claim.months,
        counted_months=counted,
        share=share,
        theoretical=claim.theoretical,
        pro_rata=pro_rata,
        independent=independent,
        payable=amount or Fraction(0),
        method=method,
    )


def supplement(paid: tuple[Payable, ...], claims: tuple[Claim, ...], residence: str | None) -> Fraction:
    """What the country of residence adds while the person lives there: up to its minimum for all months together.

    Regulation (EC) 883/2004, art. 58: only a country that pays a pension itself.
    """
    for claim, one in zip(claims, paid, strict=True):
        if claim.country == residence and claim.minimum is not None and one.payable:
            return max(Fraction(0), claim.minimum - sum((each.payable for each in paid), Fraction(0)))
    return Fraction(0)


def prorata(data: Any) -> dict[str, Any]:
    """The payable amounts for the JSON object described above. Raises BadProrata; never guesses or drops a key."""
    claims, residence, last, below_one_year = _read(data)
    paid = payable_amounts(claims, below_one_year=below_one_year, last=last)
    added = supplement(paid, claims, residence)
    return {
        "total_months": sum(claim.months for claim in claims),
        "countries": [
            {
                "country": one.country,
                "months": one.months,
                "counted_months": one.counted_months,
                "share": None
                if one.share is None
                else {"numerator": one.share.numerator, "denominator": one.share.denominator},
                "theoretical": _written(one.theoretical),
                "pro_rata": _written(one.pro_rata),
                "independent": _written(one.independent),
                "payable": _written(one.payable),
                "method": one.method,
            }
            for one in paid
        ],
        "supplement": {"country": residence, "amount": _written(added)} if added else None,
        "sum": _written(sum((one.payable for one in paid), Fraction(0)) + added),
    }


def _written(amount: Fraction | None) -> str | None:
    """Rounded to hundredths, halves up."""
    if amount is None:
        return None
    cents = (amount.numerator * 200 + amount.denominator) // (2 * amount.denominator)
    return f"{cents // 100}.{cents % 100:02d}"


_KEYS = ("countries", "residence", "last", "below_one_year")
_CLAIM_KEYS = (
    "country",
    "months",
    "needed",
    "theoretical",
    "independent",
    "full_months",
    "minimum",
    "calculation",
)
_CALCULATIONS = ("pro-rata", "direct", "alone")


_AMOUNT = re.compile(r"[0-9]{1,13}(\.[0-9]{1,6})?", re.ASCII)


class _Reader:
    """Reads values key by key and gathers what is wrong."""

    def __init__(self) -> None:
        self.errors: list[Invalid] = []

    def wrong(self, key: str, code: str, **params: Any) -> None:
        self.errors.append(Invalid(key, code, params))

    def known(self, data: Mapping[str, Any], keys: tuple[str, ...], at: str) -> None:
        for key in data:
            if key not in keys:
                self.wrong(f"{at}{shown(key)}", "unknown-key")

    def number(self, data: Mapping[str, Any], key: str, at: str, *, needed: bool = False) -> int:
        if key not in data:
            if needed:
                self.wrong(f"{at}{key}", "missing")
            return 0
        value = data[key]
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(f"{at}{key}", "not-a-whole-number")
            return 0
        if not 0 <= value <= MOST_MONTHS:
            self.wrong(f"{at}{key}", "out-of-range", least=0, most=MOST_MONTHS)
        return value

    def amount(self, data: Mapping[str, Any], key: str, at: str) -> Fraction | None:
        value = data.get(key)
        if value is None:
            return None
        plain = isinstance(value, int | float | str) and not isinstance(value, bool)
        if plain and isinstance(value, int) and abs(value) > MOST_AMOUNT:
            self.wrong(f"{at}{key}", "out-of-range", least=0, most=MOST_AMOUNT)
            return None
        if not plain or _AMOUNT.fullmatch(str(value)) is None:
            self.wrong(f"{at}{key}", "not-an-amount")
            return None
        return Fraction(str(value))

    def country(self, data: Mapping[str, Any], key: str, at: str) -> str | None:
        value = data.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or value not in COUNTRIES:
            self.wrong(f"{at}{key}", "unknown-country")
            return None
        return value


def _read(data: Any) -> tuple[tuple[Claim, ...], str | None, str | None, bool]:
    reader = _Reader()
    if not isinstance(data, dict):
        raise BadProrata([Invalid("", "not-an-object", {})])
    reader.known(data, _KEYS, "")
    listed = data.get("countries")
    if not isinstance(listed, list):
        reader.wrong("countries", "not-a-list" if "countries" in data else "missing")
        listed = []
    elif not listed:
        reader.wrong("countries", "missing")
    elif len(listed) > MOST_COUNTRIES:
        reader.wrong("countries", "too-many", most=MOST_COUNTRIES)
        listed = []
    claims = [_claim(item, f"countries.{place}.", reader) for place, item in enumerate(listed)]
    residence, last = reader.country(data, "residence", ""), reader.country(data, "last", "")
    below_one_year = data.get("below_one_year", True)
    if not isinstance(below_one_year, bool):
        reader.wrong("below_one_year", "unknown-word", words=[True, False])
    if not reader.errors:
        _whole(claims, last, below_one_year, reader)
    if reader.errors:
        raise BadProrata(reader.errors)
    return tuple(claims), residence, last, below_one_year


def _claim(item: Any, at: str, reader: _Reader) -> Claim:
    if not isinstance(item, dict):
        reader.wrong(at.rstrip("."), "not-an-object")
        return Claim(country="", months=0, needed=0)
    reader.known(item, _CLAIM_KEYS, at)
    if "country" not in item:
        reader.wrong(f"{at}country", "missing")
    calculation = item.get("calculation", "pro-rata")
    if calculation not in _CALCULATIONS:
        reader.wrong(f"{at}calculation", "unknown-word", words=list(_CALCULATIONS))
        calculation = "pro-rata"
    return Claim(
        country=reader.country(item, "country", at) or "",
        months=reader.number(item, "months", at, needed=True),
        needed=reader.number(item, "needed", at, needed=True),
        theoretical=reader.amount(item, "theoretical", at),
        independent=reader.amount(item, "independent", at),
        full_months=reader.number(item, "full_months", at),
        minimum=reader.amount(item, "minimum", at),
        calculation=calculation,
    )


def _whole(claims: list[Claim], last: str | None, below_one_year: bool, reader: _Reader) -> None:
    """What no single figure can show: a country twice, an amount without a right, a right without an amount."""
    total = sum(claim.months for claim in claims)
    seen: set[str] = set()
    small = [claim for claim in claims if claim.months < ONE_YEAR and not claim.has_own_right]
    all_small = below_one_year and len(small) == len(claims)
    for place, claim in enumerate(claims):
        at = f"countries.{place}."
        if claim.country in seen:
            reader.wrong(f"{at}country", "country-twice")
        seen.add(claim.country)
        if claim.independent is not None and not claim.has_own_right and claim.calculation != "direct":
            reader.wrong(f"{at}independent", "no-own-right")
        freed = below_one_year and claim in small and not (all_small and claim.country == last)
        if claim.months == 0 or freed or total < claim.needed:
            continue
        if claim.calculation == "pro-rata" and claim.theoretical is None and claim.independent is None:
            reader.wrong(f"{at}theoretical", "missing")
        if claim.calculation == "direct" and claim.independent is None:
            reader.wrong(f"{at}independent", "missing")
    if all_small and last not in seen:
        reader.wrong("last", "missing")
