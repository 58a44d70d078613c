"""Person: a Situation seen the way the rules ask about it, worked out once for each assessment."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from webapp.facts.vocabulary import STATELESS, Arrangement, Sector, Status
from webapp.rules.months import Months, count
from webapp.situation import Period, Situation

T = TypeVar("T")

UNLAWFUL: frozenset[Status] = frozenset({"irregular"})
OWN_PEOPLE: frozenset[Status] = frozenset({"national", "internal-migrant"})


class Answers(NamedTuple):
    """What cover turns on, nationality aside: many people share it."""

    status: Status | None
    """As in Person."""
    is_national: bool | None
    arrangement: Arrangement | None
    sector: Sector | None
    employer_size: int | None
    months_in_country: int | None
    contract_months: int | None
    months_worked: int | None
    """Months worked in the country of work; None: not told."""
    region: str | None
    """The last place told inside the country of work."""


@dataclass(frozen=True, slots=True)
class Person:
    situation: Situation
    day: date
    """The day for which the law is read."""
    periods: Mapping[str, tuple[Period, ...]]
    """Country → the periods of the history there."""
    status: Status | None
    """As told; "national" where the nationality says so, whatever permit was told (`_status`)."""
    is_national: bool | None
    """Whether the person is a national of the country of work; None: not told."""
    answers: Answers
    _worked_out: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, question: Hashable, answer: Callable[[], T]) -> T:
        """`answer()`, worked out the first time that `question` is put about this person.

        The branches ask much the same of one history, and sums of months are slow.
        """
        known = self._worked_out
        if question not in known:
            known[question] = answer()
        found: T = known[question]
        return found

    def insured_months(self, country: str, window_months: int = 0) -> Months | None:
        """Insured months in `country`; None where the history does not mention it (not told)."""
        if country not in self.periods:
            return None
        found: Months | None = self._worked_out.get((country, window_months))
        if found is None:
            found = count(self.periods[country], self.day, window_months)
            self._worked_out[country, window_months] = found
        return found

    def employed_months(self, country: str, window_months: int = 0) -> Months | None:
        """Months worked in `country`, insured or not; None where the history does not mention it."""
        if country not in self.periods:
            return None
        return count(self.periods[country], self.day, window_months, whatever_insurance=True)

    def months_worked(self, country: str) -> int | None:
        """All months worked in `country`; None where the history does not mention it."""
        found = self.employed_months(country)
        return None if found is None else found.least

    def work_ended(self, country: str) -> tuple[int, int] | None:
        """(year, month) of the last work in `country`; None: not told, or a period there is told without its end."""
        ends = [period.to for period in self.periods.get(country, ())]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    def work_is_over_since(self, country: str) -> tuple[int, int] | None:
        """As `work_ended`, of work told to be over: a date that lies ahead was the contract's, so today counts."""
        ended = self.work_ended(country)
        return None if ended is None else min(ended, (self.day.year, self.day.month))

    @property
    def is_stateless(self) -> bool:
        return STATELESS in self.situation.nationalities

    @property
    def is_refugee(self) -> bool:
        return self.status == "refugee"

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the history, in order of first mention."""
        return tuple(self.periods)


def person(situation: Situation, day: date) -> Person:
    """The Person behind `situation` on `day`."""
    periods: dict[str, list[Period]] = defaultdict(list)
    for period in situation.history:
        periods[period.country].append(period)
    country = situation.work_country
    is_national: bool | None = None
    if situation.status in OWN_PEOPLE or (country is not None and country in situation.nationalities):
        is_national = True
    elif situation.nationalities or situation.status is not None:
        is_national = False
    status = _status(situation)
    there = periods.get(country, ()) if country is not None else ()
    answers = Answers(
        status=status,
        is_national=is_national,
        arrangement=situation.arrangement,
        sector=situation.sector,
        employer_size=situation.employer_size,
        months_in_country=situation.months_in_country,
        contract_months=situation.contract_months,
        months_worked=count(there, day, whatever_insurance=True).least if there else None,
        region=next((period.region for period in reversed(there) if period.region is not None), None),
    )
    return Person(
        situation=situation,
        day=day,
        periods={code: tuple(found) for code, found in periods.items()},
        status=status,
        is_national=is_national,
        answers=answers,
    )


_TELLS_MORE: frozenset[Status] = OWN_PEOPLE | {"posted"}
"""What a national of the country of work can be beside a national: moved inside it, or sent there from abroad."""


def _status(situation: Situation) -> Status | None:
    """The status told, or "national" where the person holds the nationality of the country of work.

    A state's own nationals need no permit there and cannot be its refugees (Convention of 1951, art. 1(A)(2)), so
    that the nationality decides where the two contradict each other.
    """
    if situation.work_country not in situation.nationalities or situation.status in _TELLS_MORE:
        return situation.status
    return "national"
