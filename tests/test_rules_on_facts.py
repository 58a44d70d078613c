"""The rules on the real facts: treaties and their gaps, months, cover, rights at work, measures at home, remedies."""

from datetime import date
from typing import Any

import pytest

from webapp.facts.base import FactBase
from webapp.facts.load import load
from webapp.rules.assess import assess
from webapp.rules.assessment import Assessment, Entitlement
from webapp.rules.person import person
from webapp.rules.qualifying import needed_months
from webapp.settings import Settings
from webapp.situation import parse
from webapp.wording.facts import verdicts_by_status

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def facts() -> FactBase:
    return load(Settings(secret_keys=("unused",)).content_dir / "facts")


def found(facts: FactBase, **told: Any) -> Assessment:
    return assess(parse({"date": DAY, **told}), facts)


def branch(assessment: Assessment, name: str) -> Entitlement:
    return next(entry for entry in assessment.entitlements if entry.branch == name)


def codes(reasons: Any) -> set[str]:
    return {reason.code for reason in reasons}


def treaty(assessment: Assessment, name: str) -> Any:
    return next(entry for entry in assessment.treaties if entry.instrument == name)


# ---- treaties -----------------------------------------------------------------------------------------------------


def test_c118_art_3_binds_towards_nationals_of_other_parties_only(facts: FactBase) -> None:
    """Pakistan and Germany are parties; Nepal is not."""
    pakistani = treaty(found(facts, nationalities=["PK"], work_country="DE", status="work-permit"), "C118")
    assert (pakistani.binds, codes(pakistani.reasons)) == ("yes", {"treaty-binds"})
    nepali = treaty(found(facts, nationalities=["NP"], work_country="DE", status="work-permit"), "C118")
    assert nepali.binds == "not-reciprocal"
    assert "treaty-not-ratified-by-own-country" in codes(nepali.reasons)


def test_c118_art_10_protects_refugees_and_stateless_people_without_reciprocity(facts: FactBase) -> None:
    for who in (
        {"nationalities": ["AF"], "status": "refugee"},
        {"nationalities": ["XX"], "status": "work-permit"},
    ):
        assert treaty(found(facts, work_country="DE", **who), "C118").binds == "yes"


def test_c118_binds_only_in_the_branches_a_state_accepted(facts: FactBase) -> None:
    entry = treaty(found(facts, nationalities=["PK"], work_country="IN", status="work-permit"), "C118")
    assert entry.binds == "yes"
    assert set(entry.branches) < set(facts.instruments["C118"].branches)


def test_c19_art_1_asks_for_no_papers(facts: FactBase) -> None:
    """Accident compensation alike for nationals of all parties, whatever their status."""
    entry = treaty(found(facts, nationalities=["ID"], work_country="MY", status="irregular"), "C19")
    assert entry.binds == "yes"


def test_c97_art_6_is_for_people_lawfully_in_the_country(facts: FactBase) -> None:
    entry = treaty(found(facts, nationalities=["AL"], work_country="IT", status="irregular"), "C97")
    assert entry.binds == "no"
    assert "treaty-not-for-status" in codes(entry.reasons)


def test_a_treaty_that_only_the_own_country_accepted_is_one_sided(facts: FactBase) -> None:
    entry = treaty(found(facts, nationalities=["PH"], work_country="KW", status="work-permit"), "C143")
    assert (entry.binds, codes(entry.reasons)) == ("one-sided", {"treaty-only-own-country"})


def test_c143_art_9_keeps_rights_from_past_work_without_papers(facts: FactBase) -> None:
    rights = found(facts, nationalities=["SN"], work_country="IT", status="irregular").work_rights
    assert any("treaty-past-employment" in codes(right.reasons) for right in rights)
    rights = found(facts, nationalities=["SN"], work_country="IT", status="work-permit").work_rights
    assert not any("treaty-past-employment" in codes(right.reasons) for right in rights)


def test_a_gap_is_told_where_a_binding_treaty_promises_what_the_law_refuses(facts: FactBase) -> None:
    gaps = 0
    for destination, country in facts.countries.items():
        if not country.scheme:
            continue
        for origin in ("PH", "PK", "IN", "MA"):
            assessment = found(facts, nationalities=[origin], work_country=destination, status="work-permit")
            for entry in assessment.entitlements:
                for gap in entry.treaty_gap:
                    gaps += 1
                    assert entry.verdict == "no"
                    assert treaty(assessment, gap.instrument).binds == "yes"
                    assert "treaty-requires-equal-treatment" in codes(entry.reasons)
    assert gaps > 0


# ---- cover and months ---------------------------------------------------------------------------------------------


def test_an_exclusion_that_was_not_read_gives_unknown_and_says_so(facts: FactBase) -> None:
    unchecked = 0
    for destination in facts.countries:
        for status in ("work-permit", "irregular"):
            told = found(facts, nationalities=["NP"], work_country=destination, status=status)
            for entry in told.entitlements:
                if "exclusion-not-checked" in codes(entry.reasons) and entry.verdict != "no":
                    unchecked += 1
                if entry.verdict == "no":
                    assert any(reason.checked != "no" and reason.sources for reason in entry.reasons)
    assert unchecked > 0


def test_cover_that_hangs_on_an_answer_names_it(facts: FactBase) -> None:
    entry = branch(found(facts, nationalities=["NP"], work_country="MY"), "unemployment")
    assert entry.verdict == "if"
    assert "status" in entry.depends_on
    assert "scheme-asks-status" in codes(entry.reasons)


def test_months_that_are_missing_are_counted_to_the_last(facts: FactBase) -> None:
    told = {"nationalities": ["KH"], "work_country": "TH", "status": "work-permit", "arrangement": "employee"}
    history = [{"country": "TH", "months": 170, "insured": "yes"}]
    entry = branch(found(facts, **told, sector="manufacturing", history=history), "old-age")
    assert (entry.verdict, entry.months_counted, entry.months_needed, entry.months_missing) == (
        "not-yet",
        170,
        180,
        10,
    )
    assert "months-missing" in codes(entry.reasons)
    history[0]["months"] = 180
    entry = branch(found(facts, **told, sector="manufacturing", history=history), "old-age")
    assert (entry.verdict, entry.months_missing) == ("yes", 0)
    assert "months-enough" in codes(entry.reasons)


def test_a_minimum_that_rises_by_year_depends_on_the_birth_year(facts: FactBase) -> None:
    """China: 180 months until 2029, then six more each year up to 240 in 2039 (Decision of 13 September 2024)."""
    pension = next(
        benefit for _, benefit in facts.benefits("CN", "old-age") if benefit.qualifying_months_by_year
    )
    near = person(parse({"age": 62, "sex": "male"}), date(2026, 11, 22))
    far = person(parse({"age": 30, "sex": "male"}), date(2026, 11, 22))
    assert needed_months(pension, near)[0] == 180
    assert needed_months(pension, far)[1] == 240


def test_an_employers_duty_says_who_pays(facts: FactBase) -> None:
    entry = branch(
        found(
            facts,
            nationalities=["NP"],
            work_country="QA",
            status="work-permit",
            sector="construction",
            arrangement="employee",
        ),
        "employment-injury",
    )
    assert entry.verdict == "yes"
    assert "employer-pays" in codes(entry.reasons)


# ---- rights at work -----------------------------------------------------------------------------------------------


def test_a_right_that_is_not_for_a_sector_says_so(facts: FactBase) -> None:
    rights = found(
        facts, nationalities=["PH"], work_country="JP", status="work-permit", sector="domestic-work"
    ).work_rights
    assert any("right-not-for-sector" in codes(right.reasons) for right in rights)


def test_a_right_in_days_carries_its_figure(facts: FactBase) -> None:
    rights = found(facts, nationalities=["PK"], work_country="DE", status="work-permit").work_rights
    leave = next(right for right in rights if right.topic == "paid-leave")
    assert leave.verdict == "yes"
    assert leave.figures["days_per_year"] >= 20
    assert "right-days-a-year" in codes(leave.reasons)


# ---- at home and remedies -------------------------------------------------------------------------------------------


def test_the_welfare_fund_of_the_philippines_is_for_its_workers_abroad(facts: FactBase) -> None:
    measures = found(facts, nationalities=["PH"], work_country="KW", status="work-permit").origin_measures
    fund = next(measure for measure in measures if measure.id == "ph-owwa-membership")
    assert fund.verdict == "yes"
    assert {"measure-for-you", "measure-compulsory"} <= codes(fund.reasons)
    assert found(facts, nationalities=["FR"], work_country="KW").origin_measures == ()


def test_a_remedy_says_its_time_limit_and_whether_it_is_open_without_papers(facts: FactBase) -> None:
    remedies = found(
        facts,
        nationalities=["SN"],
        work_country="IT",
        status="irregular",
        events=["dismissed"],
        history=[{"country": "IT", "from": "2024-01", "to": "2026-09"}],
    ).remedies
    wages = next(remedy for remedy in remedies if remedy.institution == "it-trib")
    assert wages.time_limit_days == 5 * 365  # five years, Civil Code art. 2948
    assert {"remedy-limit-end-of-employment", "remedy-irregular-yes", "remedy-by-date"} <= codes(
        wages.reasons
    )
    by = next(reason.params["date"] for reason in wages.reasons if reason.code == "remedy-by-date")
    assert by == "2031-08-31"


@pytest.mark.parametrize(
    ("history", "day", "by"),
    [
        (
            [{"from": "2020-01", "to": "2020-06"}, {"from": "2021-01", "to": "2026-09"}],
            "2026-11-26",
            "2031-08-31",
        ),
        # The row without an end is the work that has just ended: the older row says nothing about when.
        ([{"from": "2009-01", "to": "2010-06"}, {"from": "2021-01"}], "2026-11-26", None),
        (
            [{"from": "2021-01", "to": "2030-12"}],
            "2026-11-26",
            "2031-10-31",
        ),  # the contract's end, not the work's
        ([{"from": "2021-01", "to": "2021-09"}], "2026-08-31", "2026-08-31"),
        (
            [{"from": "2021-01", "to": "2021-09"}],
            "2026-09-15",
            None,
        ),  # late from the 1st, not late from the 30th
    ],
)
def test_the_day_to_go_to_court_by_is_neither_too_late_nor_falsely_past(
    facts: FactBase, history: list[dict[str, str]], day: str, by: str | None
) -> None:
    """Italy, Civil Code art. 2948: five years from the end of employment."""
    remedies = found(
        facts,
        work_country="IT",
        events=["dismissed"],
        date=day,
        history=[{"country": "IT", **row} for row in history],
    ).remedies
    wages = next(remedy for remedy in remedies if remedy.institution == "it-trib")
    dates = [reason.params["date"] for reason in wages.reasons if reason.code == "remedy-by-date"]
    assert dates == ([by] if by else [])


@pytest.mark.parametrize(
    ("told", "months", "verdict"),
    [
        ({"work_country": "TH", "status": "irregular"}, 300, "unknown"),
        (
            {"work_country": "TH", "status": "irregular"},
            100,
            "no",
        ),  # fewer than it asks for, and none can be added
        ({"work_country": "TH", "status": "irregular"}, None, "no"),
        ({"work_country": "BJ", "status": "work-permit", "arrangement": "self-employed"}, 300, "unknown"),
        (
            {"work_country": "US", "status": "irregular"},
            300,
            "no",
        ),  # 42 USC 402(y) refuses the payment itself
    ],
)
def test_a_pension_that_was_paid_for_is_not_lost_with_the_papers_or_the_job(
    facts: FactBase, told: dict[str, str], months: int | None, verdict: str
) -> None:
    """Rights in course of acquisition are kept (ILO Convention 157, art. 6; Convention 143, art. 9(1))."""
    paid = [{"country": told["work_country"], "months": months, "insured": "yes"}] if months else []
    given = {"nationalities": ["MM"], "arrangement": "employee", "sector": "construction", **told}
    entries = found(facts, **given, history=paid).entitlements
    old_age = next(entry for entry in entries if entry.branch == "old-age")
    assert old_age.verdict == verdict
    assert "months-enough" in codes(old_age.reasons) or verdict == "no"


def test_the_table_of_a_country_says_whom_its_law_leaves_out(facts: FactBase) -> None:
    """Nobody whom a scheme leaves out from the start paid thirty years into it."""
    table = verdicts_by_status("TH", (), facts, date(2026, 11, 22))["old-age"]
    assert (table["irregular"], table["work-permit"]) == ("no", "yes")


def test_dismissal_in_germany_is_contested_within_three_weeks(facts: FactBase) -> None:
    """Protection against Dismissal Act (KSchG), s. 4."""
    remedies = found(facts, nationalities=["TR"], work_country="DE", status="work-permit").remedies
    assert next(r for r in remedies if r.topic == "dismissal").time_limit_days == 21
