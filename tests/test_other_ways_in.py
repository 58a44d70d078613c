"""A second way into the same scheme, whose months nobody has read: then no one is told that months are missing."""

from factory import DAY, benefit, country, make_facts, permit_worker, scheme

from webapp.facts.base import FactBase
from webapp.rules.assess import assess
from webapp.rules.assessment import Verdict


def facts(*months: int | None) -> FactBase:
    """A pension with one way in for each number of months; None: not known."""
    return make_facts(
        country("FR", scheme("zz-pension", *(benefit("survivors", number) for number in months)))
    )


def verdicts(base: FactBase, months: int) -> tuple[Verdict, Verdict]:
    """Of the branch, and of the months of the country."""
    found = assess(permit_worker(months), base, today=DAY)
    entry = next(one for one in found.entitlements if one.branch == "survivors")
    return entry.verdict, next(one.verdict for one in found.periods if one.branch == "survivors")


def test_with_one_way_in_the_months_that_are_missing_are_told() -> None:
    assert verdicts(facts(180), 30) == ("not-yet", "not-yet")


def test_with_another_way_that_was_not_read_it_is_not_known() -> None:
    assert verdicts(facts(180, None), 30) == ("unknown", "unknown")


def test_who_has_the_months_of_the_known_way_has_the_right() -> None:
    assert verdicts(facts(180, None), 180) == ("yes", "yes")


def test_the_months_of_the_known_way_are_still_told() -> None:
    found = assess(permit_worker(30), facts(180, None), today=DAY)
    entry = next(one for one in found.entitlements if one.branch == "survivors")
    assert {"needed-months-not-known", "months-missing"} <= {reason.code for reason in entry.reasons}
