"""Situation: what a worker told us. One frozen record, its checking, and its plain JSON form.

The words and keys are those of the contract; a key that is left out means "not answered".
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from webapp.facts.countries import COUNTRIES
from webapp.facts.vocabulary import (
    ARRANGEMENTS,
    EVENTS,
    SECTORS,
    STATELESS,
    STATUSES,
    Arrangement,
    Event,
    Hukou,
    Insured,
    Sector,
    Sex,
    Status,
)

Day = date
"""The type of `Situation.date`, under a name that the field does not shadow."""

MAX_PERIODS = 60
MAX_COUNTRIES = 20
LATEST_YEAR = 2200


@dataclass(frozen=True, slots=True)
class Period:
    """A period of work in one country: a number of months, or a first and a last month (both inclusive)."""

    country: str
    months: int | None = None
    from_: tuple[int, int] | None = None
    """(year, month)."""
    to: tuple[int, int] | None = None
    """(year, month); None with `from_`: until the situation's date."""
    insured: Insured = "unknown"
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """A person's answers. None or empty: not answered. Months, years and codes as in the contract."""

    nationalities: tuple[str, ...] = ()
    work_country: str | None = None
    status: Status | None = None
    arrangement: Arrangement | None = None
    sector: Sector | None = None
    employer_size: int | None = None
    contract_months: int | None = None
    months_in_country: int | None = None
    age: int | None = None
    sex: Sex | None = None
    history: tuple[Period, ...] = ()
    home_region: str | None = None
    hukou: Hukou | None = None
    live_country: str | None = None
    family_countries: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    date: Day | None = None
    """The day for which the law is read; None: today."""


@dataclass(frozen=True, slots=True)
class Invalid:
    """One answer that cannot be taken: its key ("history.0.months"), a stable code and what the code needs."""

    key: str
    code: str
    params: Mapping[str, Any]


class BadSituation(Exception):
    """The answers cannot be taken as they are; `errors` says each reason. Nothing is guessed or dropped."""

    def __init__(self, errors: list[Invalid]) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{e.key}: {e.code}" for e in errors))


def parse(data: Any) -> Situation:
    """The Situation that a JSON object describes.

    Raises BadSituation for an unknown key or word, a country that does not exist, or a value out of range.
    """
    if not isinstance(data, dict):
        raise BadSituation([Invalid("", "not-an-object", {})])
    errors: list[Invalid] = []
    values: dict[str, Any] = {}
    for key, value in data.items():
        reader = _READERS.get(key) if isinstance(key, str) else None
        if reader is None:
            errors.append(Invalid(shown(key), "unknown-key", {}))
            continue
        try:
            values[key] = reader(value)
        except BadSituation as bad:
            errors.extend(Invalid(f"{key}.{e.key}" if e.key else key, e.code, e.params) for e in bad.errors)
    if errors:
        raise BadSituation(errors)
    situation = Situation(**values)
    errors = _contradictions(situation)
    if errors:
        raise BadSituation(errors)
    return situation


def to_json(situation: Situation) -> dict[str, Any]:
    """The JSON object of a Situation; only what was answered. `parse` reads it back unchanged."""
    found: dict[str, Any] = {}
    for item in fields(Situation):
        value = getattr(situation, item.name)
        if value is None or value == ():
            continue
        if item.name == "history":
            found["history"] = [_period_json(period) for period in value]
        elif isinstance(value, tuple):
            found[item.name] = list(value)
        else:
            found[item.name] = value.isoformat() if isinstance(value, date) else value
    return found


def _period_json(period: Period) -> dict[str, Any]:
    found: dict[str, Any] = {"country": period.country}
    if period.months is not None:
        found["months"] = period.months
    if period.from_ is not None:
        found["from"] = _month_text(period.from_)
    if period.to is not None:
        found["to"] = _month_text(period.to)
    if period.insured != "unknown":
        found["insured"] = period.insured
    if period.region is not None:
        found["region"] = period.region
    return found


def _month_text(month: tuple[int, int]) -> str:
    return f"{month[0]:04d}-{month[1]:02d}"


def shown(key: Any) -> str:
    """A key nobody knows, short, and fit for any answer: JSON can hold halves of letters that UTF-8 cannot."""
    return str(key)[:100].encode("utf-8", "replace").decode()


def _fail(code: str, **params: Any) -> BadSituation:
    return BadSituation([Invalid("", code, params)])


def _word(words: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in words:
            raise _fail("unknown-word", words=list(words))
        return str(value)

    return read


def _integer(least: int, most: int | None = None) -> Callable[[Any], int]:
    top = most if most is not None else 10_000_000

    def read(value: Any) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # JSON has one kind of number: 5.0 is 5
        if isinstance(value, bool) or not isinstance(value, int):
            raise _fail("not-a-whole-number")
        if not least <= value <= top:
            raise _fail("out-of-range", least=least, most=top)
        return value

    return read


def _country(value: Any) -> str:
    if not isinstance(value, str) or value not in COUNTRIES:
        raise _fail("unknown-country")
    return value


def _nationality(value: Any) -> str:
    return STATELESS if value == STATELESS else _country(value)


_REGION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")


def _region(value: Any) -> str:
    match = _REGION.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[1] not in COUNTRIES:
        raise _fail("unknown-region")
    return str(value)


def _list_of(read: Callable[[Any], Any], most: int) -> Callable[[Any], tuple[Any, ...]]:
    def read_all(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _fail("not-a-list")
        if len(value) > most:
            raise _fail("too-many", most=most)
        items: list[Any] = []
        errors: list[Invalid] = []
        for place, item in enumerate(value):
            try:
                items.append(read(item))
            except BadSituation as bad:
                errors.extend(
                    Invalid(f"{place}.{e.key}" if e.key else str(place), e.code, e.params) for e in bad.errors
                )
        if errors:
            raise BadSituation(errors)
        return tuple(dict.fromkeys(items)) if read is not _period else tuple(items)

    return read_all


_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def _month(value: Any) -> tuple[int, int]:
    match = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if match is None or not 1900 <= int(match[1]) <= LATEST_YEAR:
        raise _fail("not-a-month")
    return int(match[1]), int(match[2])


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: Any) -> date:
    # The pattern, because date.fromisoformat also takes weeks: 2026-W48-4.
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= LATEST_YEAR:
        raise _fail("not-a-day")
    return day


_PERIOD_READERS: Mapping[str, Callable[[Any], Any]] = {
    "country": _country,
    "months": _integer(1, 900),
    "from": _month,
    "to": _month,
    "insured": _word(("yes", "no", "unknown")),
    "region": _region,
}


def _period(value: Any) -> Period:
    if not isinstance(value, dict):
        raise _fail("not-an-object")
    errors: list[Invalid] = []
    found: dict[str, Any] = {}
    for key, item in value.items():
        reader = _PERIOD_READERS.get(key) if isinstance(key, str) else None
        if reader is None:
            errors.append(Invalid(shown(key), "unknown-key", {}))
            continue
        try:
            found[key.replace("from", "from_")] = reader(item)
        except BadSituation as bad:
            errors.extend(Invalid(key, e.code, e.params) for e in bad.errors)
    if "country" not in value:
        errors.append(Invalid("country", "missing", {}))
    if "months" in value and ("from" in value or "to" in value):
        errors.append(Invalid("months", "months-or-dates", {}))
    elif "months" not in value and "from" not in value:
        errors.append(Invalid("months", "missing", {}))
    if not errors and "to" in found and found["to"] < found["from_"]:
        errors.append(Invalid("to", "ends-before-it-begins", {}))
    if not errors and "region" in found and found["region"][:2] != found["country"]:
        errors.append(Invalid("region", "region-of-another-country", {}))
    if errors:
        raise BadSituation(errors)
    return Period(**found)


def _contradictions(situation: Situation) -> list[Invalid]:
    """What no reading of the single answers can catch: a period that begins after the day asked about."""
    day = situation.date or date.today()
    return [
        Invalid(f"history.{place}.from", "begins-in-the-future", {})
        for place, period in enumerate(situation.history)
        if period.from_ is not None and period.from_ > (day.year, day.month)
    ]


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "nationalities": _list_of(_nationality, MAX_COUNTRIES),
    "work_country": _country,
    "status": _word(STATUSES),
    "arrangement": _word(ARRANGEMENTS),
    "sector": _word(SECTORS),
    "employer_size": _integer(0),
    "contract_months": _integer(0, 1200),
    "months_in_country": _integer(0, 1320),
    "age": _integer(10, 110),
    "sex": _word(("female", "male")),
    "history": _list_of(_period, MAX_PERIODS),
    "home_region": _region,
    "hukou": _word(("rural", "urban")),
    "live_country": _country,
    "family_countries": _list_of(_country, MAX_COUNTRIES),
    "events": _list_of(_word(EVENTS), len(EVENTS)),
    "date": _day,
}

KEYS: tuple[str, ...] = tuple(_READERS)
