"""Moving for work inside China: every worked example of the research note, and the rules behind them.

SIL: Social Insurance Law. GB66: State Council General Office 2009 No. 66. RET: retirement age measures of 2024.
WIR: Work Injury Insurance Regulation. W724: State Council Order 724. LCL: Labour Contract Law.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from factory import READ, benefit, country, make_facts, scheme
from hypothesis import given, settings
from hypothesis import strategies as st
from strict import strict_client

from webapp.app import create_app
from webapp.facts.base import FactBase
from webapp.facts.internal import SAYS, Internal, InternalPension, PlaceRule
from webapp.facts.load import load, read_folder
from webapp.facts.records import Benefit
from webapp.facts.vocabulary import ARRANGEMENTS, SECTORS
from webapp.rules import internal, internal_benefits, internal_claims, internal_pension
from webapp.rules.assess import assess
from webapp.rules.assessment import RANK, Assessment, Entitlement
from webapp.rules.internal import assess_internal
from webapp.rules.internal_benefits import (
    death_grants,
    injury_pay,
    late_joining_wait,
    medical_gap,
    pilot,
    unemployment_pay,
)
from webapp.rules.internal_claims import (
    cash_to_reclaim,
    double_wage_months,
    liable,
    severance_months,
    waiver_is_void,
)
from webapp.rules.internal_pension import (
    Stay,
    bridge,
    choices,
    place_that_pays,
    retirement,
    what_moves,
)
from webapp.rules.months import month_index
from webapp.rules.person import person
from webapp.rules.qualifying import minimum_in_year
from webapp.settings import Settings
from webapp.situation import Situation, parse
from webapp.state import TokenBox, Walk
from webapp.wording.internal_reasons import CASES, INTERNAL, PARTIES

FOLDER = Path(__file__).resolve().parent.parent / "content" / "facts"
FACTS = load(FOLDER)
DAY = date(2026, 11, 26)


def law() -> Internal:
    return FACTS.internal["CN"]


def pension() -> InternalPension:
    found = law().pension
    assert found is not None
    return found


def old_age(scheme_id: str = "cn-employee-pension") -> Benefit:
    return next(b for b in FACTS.schemes[scheme_id].benefit if b.branch == "old-age")


def stay(region: str, first: str, months: int) -> Stay:
    start = month(first)
    return Stay(region, start, start + months - 1)


def month(text: str) -> int:
    return month_index(int(text[:4]), int(text[5:]))


def period(region: str | None, first: str, last: str | None = None, insured: str = "yes") -> dict[str, Any]:
    told = {"country": "CN", "from": first, "insured": insured, "region": region, "to": last}
    return {key: value for key, value in told.items() if value is not None}


def told(*history: dict[str, Any], **answers: Any) -> Situation:
    given_ = {"nationalities": ["CN"], "work_country": "CN", "status": "internal-migrant", **answers}
    return parse({**given_, "history": list(history)} if history else given_)


def found(*history: dict[str, Any], day: date = DAY, **answers: Any) -> Assessment:
    return assess(told(*history, **answers), FACTS, today=day)


def branch(assessment: Assessment, name: str) -> Entitlement:
    return next(entry for entry in assessment.entitlements if entry.branch == name)


def reason(entry: Any, code: str) -> Any:
    return next((one for one in entry.reasons if one.code == code), None)


# ---- the ten worked examples, and the extra one -------------------------------------------------------------------


def test_example_1_a_man_over_fifty_keeps_his_relation_where_it_was() -> None:
    """GB66 arts 5 and 6 (rules 21b, 23b); RET arts 1 and 2 (rules 11, 12): Guangdong pays, in October 2031."""
    born = month("1970-05")
    age = retirement(old_age(), born, "male", 60)
    assert (divmod(age.age_months, 12), age.month, age.needed) == ((61, 5), month("2031-10"), 192)
    stays = [stay("CN-GD", "2010-03", 144), stay("CN-ZJ", "2022-03", 72)]
    place = place_that_pays(pension(), stays, "CN-HA", born, "male")
    assert (place.region, place.step, place.months) == ("CN-GD", "relation-with-months", 144)
    assert place.temporary == {"CN-ZJ"}
    assert age.needed <= 144 + 72


def test_example_1_as_a_person_tells_it() -> None:
    """At 56 with 144 and 57 months: the minimum of 2031 or 2032 is reached, and Guangdong pays."""
    entry = branch(
        found(
            period("CN-GD", "2010-03", "2022-02"),
            period("CN-ZJ", "2022-03"),
            home_region="CN-HA",
            age=56,
            sex="male",
        ),
        "old-age",
    )
    assert (entry.verdict, entry.region, entry.months_counted) == ("yes", "CN-GD", 201)
    assert reason(entry, "internal-temporary-account").params["region"] == "CN-ZJ"
    assert reason(entry, "internal-place-months").params == {"region": "CN-GD", "months": 144, "needed": 120}


def test_example_2_where_no_place_has_ten_years_the_home_place_gathers_all() -> None:
    """GB66 art 6 (rule 23d); RET arts 1 and 2: 54 years and 10 months, June 2039, 240 months needed and held."""
    born = month("1984-08")
    age = retirement(old_age(), born, "female", 50)
    assert (divmod(age.age_months, 12), age.month, age.needed) == ((54, 10), month("2039-06"), 240)
    stays = [stay("CN-JS", "2004-01", 96), stay("CN-SH", "2012-01", 84), stay("CN-FJ", "2019-01", 60)]
    place = place_that_pays(pension(), stays, "CN-AH", born, "female")
    assert (place.region, place.step, place.months) == ("CN-AH", "gathered-at-home", 0)
    assert sum(one.last - one.first + 1 for one in stays) == age.needed


def test_example_3_the_account_and_twelve_percent_move_and_every_month_counts() -> None:
    """GB66 art 4 (rule 20): 8 and 12 percent of 6,000 in 24 months."""
    wages = dict.fromkeys(range(month("2024-01"), month("2026-01")), 6000)
    assert len(wages) == 24
    assert what_moves(pension(), wages) == {"account": 11_520, "pooled": 17_280}
    entry = branch(
        found(period("CN-GD", "2024-01", "2025-12"), home_region="CN-HB", age=35, sex="male"), "old-age"
    )
    assert entry.months_counted == 24
    assert reason(entry, "internal-money-moves").params == {"account": 8, "pooled": 12}


def test_example_4_someone_short_of_the_new_minimum_pays_on_or_changes_the_scheme() -> None:
    """RET arts 1 and 2 (rules 11, 12, 15): March 2030, 186 needed, 150 held; in 2029 it would have been 180."""
    age = retirement(old_age(), month("1969-02"), "male", 60)
    assert (age.month, age.needed, age.needed - 150) == (month("2030-03"), 186, 36)
    assert minimum_in_year(old_age(), 2029) - 150 == 30
    entry = branch(
        found(
            period("CN-GD", "2010-01", "2022-06"),
            home_region="CN-HN",
            age=57,
            sex="male",
            arrangement="employee",
            sector="manufacturing",
        ),
        "old-age",
    )
    assert (entry.verdict, entry.months_counted) == ("not-yet", 150)
    options = [one.code for one in entry.reasons if one.code.startswith("internal-short-")]
    assert options == [
        "internal-short-pay-on",
        "internal-short-other-scheme",
        "internal-short-refund-account",
    ]


def test_example_5_months_of_employees_count_in_the_residents_scheme_and_not_the_other_way() -> None:
    """MOHRSS 2014 No. 17 arts 3, 5 and 6 (rules 26, 27): 132 + 60 = 192 months, in the residents' scheme."""
    moved = bridge(pension(), FACTS, months=132, residents_months=60, year=2028)
    assert (moved.scheme, moved.months, moved.needed, moved.enough) == (
        "cn-residents-pension",
        192,
        180,
        True,
    )
    stayed = bridge(pension(), FACTS, months=180, residents_months=60, year=2028)
    assert (stayed.scheme, stayed.months) == ("cn-employee-pension", 180)


def test_example_6_a_site_accident_without_a_contract() -> None:
    """WIR art 17 (rule 38), Supreme People's Court 2014 art 3 (rule 41), MOHRSS 2014 No. 103 (rule 42)."""
    accident = date(2026, 4, 10)
    hurt = found(
        period("CN-SH", "2026-01"),
        day=date(2026, 5, 11),
        arrangement="unregistered",
        sector="construction",
        events=["work-injury"],
    )
    entry = branch(hurt, "employment-injury")
    assert (entry.verdict, entry.claim_within_days) == ("yes", 365)
    assert accident + timedelta(entry.claim_within_days) == date(2027, 4, 10)
    assert reason(entry, "internal-no-contract-needed") is not None
    way = next(one for one in hurt.remedies if one.topic == "work-injury")
    assert reason(way, "internal-employer-applies-first").params == {"days": 30}
    assert "passing-firm" in {one.params["party"] for one in way.reasons if one.code == "internal-pays"}
    passed = liable(law(), "work-injury", {"passed-to-unqualified"}, "construction")
    assert [entry.pays for entry in passed] == ["passing-firm"]
    insured = liable(law(), "work-injury", {"passed-to-unqualified", "site-insured"}, "construction")
    assert [entry.pays for entry in insured] == ["fund", "passing-firm"]


def test_example_7_wages_on_site_are_claimed_from_the_main_contractor_first() -> None:
    """W724 art 30 (rule 56b); limits of arbitration, inspection and legal aid (rules 59, 60, 62)."""
    ended = date(2026, 1, 20)
    assert [one.pays for one in liable(law(), "wages", {"subcontracted"}, "construction")] == [
        "main-contractor",
        "employer",
    ]
    unpaid = found(sector="construction", arrangement="employee", events=["unpaid", "left"])
    limits = {one.institution: one for one in unpaid.remedies if one.topic == "unpaid-wages"}
    assert ended + timedelta(limits["cn-arbitration"].time_limit_days) == date(2027, 1, 20)
    assert ended + timedelta(limits["cn-inspection"].time_limit_days) == date(2028, 1, 20)
    assert reason(limits["cn-legal-aid"], "internal-no-means-test") is not None
    first = next(one for one in limits["cn-inspection"].reasons if one.code.startswith("internal-pays"))
    assert first.params == {"party": "main-contractor", "case": ["subcontracted"]}


def test_example_8_a_promise_to_do_without_insurance_is_void() -> None:
    """Supreme People's Court Interpretation (II) art 19 (rule 5); LCL art 47: three months' wage; 18,000 back."""
    assert waiver_is_void(law(), date(2026, 3, 1)) is True
    terms = law().severance
    assert terms is not None
    service = month("2026-03") - month("2023-03")
    assert (service, severance_months(terms, service)) == (36, 3)
    assert cash_to_reclaim(500, 36, arrears_paid=True) == 18_000
    assert cash_to_reclaim(500, 36, arrears_paid=False) == 0
    refused = next(one for one in found().remedies if one.topic == "social-security-refusal")
    assert reason(refused, "internal-waiver-void") is not None


def test_example_9_guangdong_pays_a_month_for_each_full_year() -> None:
    """SIL arts 45 and 46 (rule 47); Guangdong Regulation 2022 arts 17 and 19: two months at 90 percent."""
    rule = law().unemployment
    assert rule is not None
    pay = unemployment_pay(rule, 30, "CN-GD", DAY)
    assert pay.regional is not None
    assert (pay.months, pay.regional.minimum_wage_percent, pay.ceiling) == (2, 90, 12)
    entry = branch(
        found(
            period("CN-GD", "2024-05", "2026-10"),
            arrangement="employee",
            sector="manufacturing",
            hukou="rural",
            events=["job-lost"],
        ),
        "unemployment",
    )
    assert (entry.verdict, entry.region, entry.months_counted) == ("yes", "CN-GD", 30)
    assert reason(entry, "internal-unemployment-here").params == {
        "region": "CN-GD",
        "months": 2,
        "percent": 90,
    }
    assert reason(entry, "internal-grant-instead") is None


def test_example_10_a_rider_is_covered_where_the_pilot_runs() -> None:
    """MOHRSS 2025 No. 24 (rule 46): Shandong since 1 July 2025; Jilin not yet in March 2026."""
    hurt = pilot(law(), "CN-SD", date(2025, 8, 5), "Meituan")
    assert (hurt.state, hurt.step and hurt.step.from_) == ("runs", date(2025, 7, 1))
    early = pilot(law(), "CN-JL", date(2026, 3, 10), "Meituan")
    assert (early.state, early.step and early.step.planned_from) == ("planned", date(2026, 7, 1))


def test_example_10_as_a_rider_tells_it() -> None:
    """Rule 46: which app it is was not told, so it depends; where the pilot is only planned nothing is promised."""
    work = {"arrangement": "platform", "sector": "transport-and-delivery", "events": ["work-injury"]}
    there = branch(found(period("CN-SD", "2025-01"), day=date(2025, 8, 5), **work), "employment-injury")
    assert (there.verdict, there.scheme, there.region) == ("if", "cn-platform-injury", "CN-SD")
    assert any("Meituan" in name for name in reason(there, "internal-pilot-runs").params["platforms"])
    planned = branch(found(period("CN-JL", "2025-01"), day=date(2026, 3, 10), **work), "employment-injury")
    assert planned.verdict == "unknown"
    assert reason(planned, "internal-pilot-planned-from").params["date"] == "2026-07-01"
    assert reason(planned, "internal-pilot-else-employee") is not None
    asked = branch(found(**work), "employment-injury")
    assert (asked.verdict, "history" in asked.depends_on) == ("if", True)


def test_extra_example_a_foreigner_keeps_the_account_or_takes_it_out() -> None:
    """MOHRSS Order 16 of 2011 art 5 (rule 68); no agreement with Viet Nam (rule 70)."""
    leaver = assess(
        parse(
            {
                "nationalities": ["VN"],
                "work_country": "CN",
                "status": "work-permit",
                "age": 33,
                "history": [{"country": "CN", "months": 40, "insured": "yes"}],
                "events": ["leaving"],
            }
        ),
        FACTS,
        today=DAY,
    )
    assert leaver.regime.id != "internal"
    refund = next(one for one in leaver.leaving if one.kind == "refund-employee")
    assert refund.verdict == "yes"
    assert not any(a.status == "in-force" for a in FACTS.agreements_between("CN", "VN"))


# ---- pension: age, minimum, choice --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sex", "former", "born", "years", "months"),
    [
        ("male", 60, "1964-12", 60, 0),
        ("male", 60, "1965-01", 60, 1),
        ("male", 60, "1976-08", 62, 11),
        ("male", 60, "1976-09", 63, 0),
        ("male", 60, "1990-01", 63, 0),
        ("female", 55, "1969-12", 55, 0),
        ("female", 55, "1970-01", 55, 1),
        ("female", 55, "1981-09", 58, 0),
        ("female", 50, "1974-12", 50, 0),
        ("female", 50, "1975-01", 50, 1),
        ("female", 50, "1984-11", 55, 0),
    ],
)
def test_rule_11_the_statutory_age_rises_by_birth_month(
    sex: Any, former: int, born: str, years: int, months: int
) -> None:
    """RET art 1, with the end points that its table names."""
    assert retirement(old_age(), month(born), sex, former).age_months == years * 12 + months


def test_rule_12_the_minimum_rises_from_2030_to_2039() -> None:
    """SIL art 16, RET art 2."""
    assert [
        minimum_in_year(old_age(), year) for year in (2026, 2029, 2030, 2031, 2035, 2038, 2039, 2050)
    ] == [
        180,
        180,
        186,
        192,
        216,
        234,
        240,
        240,
    ]


def test_rule_13_one_may_choose_three_years_less_or_more_but_not_below_the_former_age() -> None:
    """RET art 3; the minimum is that of the year chosen (rule 12)."""
    choice = pension().choice
    assert choice is not None
    first, last = choices(choice, old_age(), month("1970-05"), "male", 60)
    assert (first.age_months, first.month, first.needed) == (60 * 12, month("2030-05"), 186)
    assert (divmod(last.age_months, 12), last.needed) == ((64, 5), 210)


def test_rule_14_months_in_two_places_at_once_count_once() -> None:
    """SIL art 19, GB66 art 3, Order 765 art 12."""
    entry = branch(
        found(period("CN-GD", "2000-01", "2009-12"), period("CN-ZJ", "2005-01", "2014-12"), age=40), "old-age"
    )
    assert entry.months_counted == 180
    assert reason(entry, "internal-months-together").params["months"] == 180


# ---- pension: the place that pays ---------------------------------------------------------------------------------

BORN = month("1975-01")


def test_rule_23a_a_relation_in_the_home_place_is_paid_there_however_short() -> None:
    """GB66 art 6(1)."""
    stays = [stay("CN-GD", "2000-01", 200), stay("CN-SC", "2020-01", 6)]
    assert place_that_pays(pension(), stays, "CN-SC", BORN, "male").step == "relation-at-home"


def test_rule_23c_the_most_recent_place_with_ten_years_pays() -> None:
    """GB66 art 6(3)."""
    stays = [stay("CN-JS", "1995-01", 120), stay("CN-GD", "2005-01", 130), stay("CN-ZJ", "2016-01", 100)]
    place = place_that_pays(pension(), stays, "CN-SC", BORN, "male")
    assert (place.region, place.step) == ("CN-GD", "latest-with-months")


@pytest.mark.parametrize(("sex", "limit"), [("male", 50), ("female", 40)])
def test_rule_21_only_from_the_limit_of_age_on_is_the_account_temporary(sex: Any, limit: int) -> None:
    """GB66 art 5: a month before it the relation still moves along."""
    for start, temporary in ((BORN + limit * 12 - 1, set()), (BORN + limit * 12, {"CN-ZJ"})):
        stays = [stay("CN-GD", "2000-01", 60), Stay("CN-ZJ", start, start + 129)]
        place = place_that_pays(pension(), stays, "CN-SC", BORN, sex)
        assert place.temporary == temporary
        assert place.region == ("CN-SC" if temporary else "CN-ZJ")


def test_rule_21_a_first_insurance_ever_above_the_limit_is_temporary_too() -> None:
    """GB66 art 5; a temporary account is no place of payment (rule 22)."""
    place = place_that_pays(pension(), [stay("CN-GD", "2026-01", 150)], "CN-SC", BORN, "male")
    assert (place.region, place.temporary) == ("CN-SC", {"CN-GD"})


def test_rule_21_a_move_before_2010_was_not_under_the_rule() -> None:
    """GB66 holds from 1 January 2010: the relation of someone who moved at 52 in December 2009 moved along."""
    for first, temporary in (("2009-12", set()), ("2010-01", {"CN-ZJ"})):
        history = [stay("CN-GD", "1998-01", 60), stay("CN-ZJ", first, 60)]
        assert place_that_pays(pension(), history, "CN-SC", month("1957-12"), "male").temporary == temporary


def test_rule_21_someone_insured_there_before_is_not_switched() -> None:
    """Hunan rules arts 10 and 11; and working at home is never temporary."""
    stays = [stay("CN-GD", "2015-01", 60), stay("CN-GD", "2026-01", 70), stay("CN-SC", "2033-01", 12)]
    assert place_that_pays(pension(), stays, "CN-SC", BORN, "male").temporary == frozenset()


def test_rule_22_where_temporary_months_would_tip_the_scale_the_place_is_not_said() -> None:
    """The law does not say plainly to which place they go: 110 months there, 20 more in the temporary account."""
    entry = branch(
        found(
            period("CN-GD", "2010-01", "2019-02"),
            period("CN-ZJ", "2024-01", "2025-08"),
            home_region="CN-SC",
            age=54,
            sex="male",
        ),
        "old-age",
    )
    assert entry.region is None
    assert reason(entry, "internal-place-temporary-not-sure").params == {"regions": ["CN-ZJ"]}


def test_rule_22_a_doubt_that_one_answer_could_raise_keeps_the_place_open() -> None:
    """Without the sex told, a woman of 45 may have had a temporary account where a man of 45 had none."""
    history = (period("CN-SC", "2005-01", "2006-01"), period("CN-GD", "2010-01", "2019-02"))
    more = period("CN-ZJ", "2024-01", "2025-08")
    answered = {"home_region": "CN-SC", "age": 45}
    man = branch(found(*history, more, sex="male", **answered), "old-age")
    assert man.region == "CN-SC"
    assert branch(found(*history, more, sex="female", **answered), "old-age").region is None
    assert branch(found(*history, more, **answered), "old-age").region is None


def test_periods_name_the_place_that_pays_with_the_months_of_the_others() -> None:
    """GB66 arts 3 and 6: computed by segments, paid as one."""
    periods = found(
        period("CN-GD", "1998-01", "2009-12"),
        period("CN-ZJ", "2010-01", "2018-12"),
        home_region="CN-SC",
        hukou="rural",
        age=59,
        sex="male",
    ).periods
    entry = next(one for one in periods if one.branch == "old-age")
    assert (entry.region, entry.own_months, entry.needed, entry.verdict) == ("CN-GD", 144, 180, "yes")
    assert [(one.region, one.months) for one in entry.added] == [("CN-ZJ", 108)]
    assert [(one.branch, one.country) for one in periods].count(("old-age", "CN")) == 1


def test_the_home_place_is_asked_for_only_where_it_decides() -> None:
    """GB66 art 6: ten years in the last place are enough wherever home is, as long as nobody was old."""
    sure = found(period("CN-GD", "2010-01", "2022-12"), age=38, sex="male")
    assert branch(sure, "old-age").region == "CN-GD"
    assert "home_region" not in sure.questions
    open_ = found(period("CN-GD", "2016-01", "2022-12"), age=38, sex="male")
    assert branch(open_, "old-age").region is None
    assert "home_region" in open_.questions


def test_months_without_dates_decide_where_every_order_gives_the_same_place() -> None:
    """GB66 art 6: whichever came last, only Guangdong has ten years."""
    history = [
        {"country": "CN", "region": "CN-GD", "months": 144, "insured": "yes"},
        {"country": "CN", "region": "CN-ZJ", "months": 72, "insured": "yes"},
    ]
    assert branch(found(*history, home_region="CN-SC", age=45, sex="male"), "old-age").region == "CN-GD"
    history[1]["months"] = 130
    either = found(*history, home_region="CN-SC", age=45, sex="male")
    assert branch(either, "old-age").region is None
    assert "history" in either.questions


def test_rule_19_months_paid_stay_whatever_the_work_is_now() -> None:
    """GB66 art 3: household work for a family is outside the scheme (rule 8), the months paid before are not."""
    history = period("CN-GD", "1996-01", "2020-12")
    entry = branch(found(history, age=48, sex="male", sector="domestic-work"), "old-age")
    assert (entry.verdict, entry.scheme, entry.months_counted) == ("yes", "cn-employee-pension", 300)
    assert reason(entry, "internal-months-earned") is not None


def test_rule_20_money_from_before_1998_follows_other_rules() -> None:
    """GB66 art 4."""
    wages = dict.fromkeys(range(month("1997-07"), month("1998-07")), 1000)
    assert what_moves(pension(), wages) == {"account": 480, "pooled": 720}


def test_rule_28_months_paid_in_both_schemes_count_for_employees_only() -> None:
    """MOHRSS 2014 No. 17 art 7."""
    moved = bridge(pension(), FACTS, months=132, residents_months=60, year=2028, both=12)
    assert moved.months == 180


# ---- medical care, unemployment, injury ---------------------------------------------------------------------------


def test_rule_31_a_gap_of_three_months_is_closed_by_paying_for_it() -> None:
    """NHSA 2021 No. 43: longer gaps wait at most six months; between schemes two years' insurance are needed."""
    medical = law().medical
    assert medical is not None
    assert medical_gap(medical, 3) == internal_benefits.Gap(True, 0)
    assert medical_gap(medical, 4) == internal_benefits.Gap(False, 6)
    assert medical_gap(medical, 3, between_schemes=True, insured_months=24) == internal_benefits.Gap(True, 0)
    assert medical_gap(medical, 3, between_schemes=True, insured_months=23) == internal_benefits.Gap(False, 6)


@pytest.mark.parametrize(
    ("last", "code"),
    [(None, None), ("2026-08", "internal-gap-closed"), ("2026-07", "internal-gap-wait")],
)
def test_rule_31_the_gap_is_read_from_the_history(last: str | None, code: str | None) -> None:
    """NHSA 2021 No. 43, in November 2026."""
    entry = branch(found(period("CN-GD", "2020-01", last)), "medical-care")
    assert [
        one.code
        for one in entry.reasons
        if one.code.startswith("internal-gap-") and "between" not in one.code
    ] == ([code] if code else [])


def test_rule_32_paying_for_missed_years_shortens_only_their_part_of_the_wait() -> None:
    """State Council General Office 2024 No. 38."""
    rule = law().medical and law().medical.late_joining  # type: ignore[union-attr]
    assert rule is not None
    assert [
        late_joining_wait(rule, 0),
        late_joining_wait(rule, 4),
        late_joining_wait(rule, 4, paid_years=4),
    ] == [
        3,
        7,
        3,
    ]


@pytest.mark.parametrize(("paid", "ceiling"), [(11, 0), (12, 12), (59, 12), (60, 18), (119, 18), (120, 24)])
def test_rule_47_the_law_caps_unemployment_pay_by_years_paid(paid: int, ceiling: int) -> None:
    """SIL art 46: a ceiling, not the amount; where the place's own figure is not known none is said."""
    rule = law().unemployment
    assert rule is not None
    pay = unemployment_pay(rule, paid, "CN-ZJ", DAY)
    assert (pay.ceiling, pay.months) == (ceiling, None)


def test_rule_47_beyond_four_years_guangdongs_figure_was_not_read() -> None:
    """Guangdong Regulation 2022 art 17: nothing is guessed."""
    rule = law().unemployment
    assert rule is not None
    assert unemployment_pay(rule, 59, "CN-GD", DAY).months == 4
    assert unemployment_pay(rule, 60, "CN-GD", DAY).months is None


def test_rule_49_the_last_place_of_insurance_pays_unemployment() -> None:
    """SIL art 52, Order 765 art 14: years of both places add up, in whatever order they are told."""
    history = [period("CN-ZJ", "2020-01", "2022-12"), period("CN-GD", "2023-01", "2026-10")]
    for told_so in (history, history[::-1]):
        entry = branch(found(*told_so, arrangement="employee", sector="trade"), "unemployment")
        assert (entry.region, entry.months_counted) == ("CN-GD", 82)


def test_rule_48_rural_workers_may_get_one_sum_where_places_have_not_unified() -> None:
    """UIR art 21: told to rural people outside Guangdong, asked of those who did not say."""
    history = period("CN-ZJ", "2024-05", "2026-10")
    work = {"arrangement": "employee", "sector": "manufacturing"}
    rural = branch(found(history, hukou="rural", **work), "unemployment")
    assert reason(rural, "internal-grant-instead") is not None
    assert (
        reason(branch(found(history, hukou="urban", **work), "unemployment"), "internal-grant-instead")
        is None
    )
    assert "hukou" in found(history, **work).questions


@pytest.mark.parametrize(
    ("region", "day", "platform", "state"),
    [
        ("CN-BJ", "2022-06-30", "", "planned"),
        ("CN-BJ", "2022-07-01", "", "runs"),
        ("CN-BJ", "2025-06-30", "Didi 滴滴出行", "platform-not-named"),
        ("CN-BJ", "2025-07-01", "Didi 滴滴出行", "runs"),
        ("CN-HN", "2026-11-26", "Meituan", "planned"),
        ("CN-JL", "2026-07-02", "Meituan", "planned"),
    ],
)
def test_rule_46_the_pilot_grows_by_steps(region: str, day: str, platform: str, state: str) -> None:
    """MOHRSS 2025 No. 24: a plan is no start, also after its day; only the place's own act is."""
    assert pilot(law(), region, date.fromisoformat(day), platform).state == state


def test_rule_43_injury_benefits_by_grade() -> None:
    """WIR arts 35 to 37 and 64: own wage counts between 60 and 300 percent of the local average."""
    terms = law().injury_benefits
    assert terms is not None
    worst = injury_pay(terms, 1, 5000, 6000)
    assert (worst.lump_sum, worst.monthly, worst.monthly_from) == (135_000, 4500, "fund")
    fifth = injury_pay(terms, 5, 5000, 6000)
    assert (fifth.lump_sum, fifth.monthly, fifth.monthly_from) == (90_000, 3500, "employer")
    last = injury_pay(terms, 10, 3000, 6000)
    assert (last.counted_wage, last.lump_sum, last.monthly, last.monthly_from) == (3600, 25_200, 0, "")
    assert injury_pay(terms, 10, 30_000, 6000).counted_wage == 18_000
    assert death_grants(terms, 6000, 54_188) == (36_000, 1_083_760)


# ---- who must pay -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matter", "case", "sector", "pays"),
    [
        ("wages", {"project-money-late"}, "construction", ["project-owner"]),
        ("wages", {"project-money-late"}, "manufacturing", []),
        ("wages", {"passed-to-unqualified"}, "construction", ["main-contractor", "project-owner"]),
        ("wages", {"illegal-project"}, "construction", ["project-owner"]),
        ("wages", {"lent-name"}, "trade", ["name-lender"]),
        ("wages", {"unlicensed-supplier"}, "trade", ["user-firm"]),
        ("wages", {"own-partners"}, "trade", ["investors"]),
        ("wages", {"not-paid-by-liable"}, "trade", ["county-government"]),
        ("work-injury", {"dispatch"}, "trade", ["dispatch-firm"]),
        ("work-injury", {"uninsured"}, "trade", ["employer"]),
        ("work-injury", {"uninsured", "not-paid-by-liable"}, "trade", ["employer", "fund"]),
        ("work-injury", {"unregistered-employer"}, "trade", ["employer"]),
    ],
)
def test_rules_39_to_42_and_55_to_57_who_pays_when_the_boss_does_not(
    matter: Any, case: Any, sector: Any, pays: list[str]
) -> None:
    """W724 arts 18 to 20, 29, 30, 36, 37, 63; WIR arts 62, 66; SIL art 41; Supreme People's Court 2014 art 3."""
    assert [entry.pays for entry in liable(law(), matter, case, sector)] == pays


def test_rule_56c_the_owner_pays_only_up_to_what_it_still_owes() -> None:
    """W724 art 29."""
    (owner,) = liable(law(), "wages", {"project-money-late"}, "construction")
    assert owner.up_to_debt


@pytest.mark.parametrize(
    ("service", "months"), [(0, 0), (5, Fraction(1, 2)), (6, 1), (12, 1), (17, Fraction(3, 2))]
)
def test_severance_counts_a_started_year_half_below_six_months(service: int, months: Any) -> None:
    """LCL art 47."""
    terms = law().severance
    assert terms is not None
    assert severance_months(terms, service) == months


@pytest.mark.parametrize(("worked", "owed"), [(1, 0), (2, 1), (12, 11), (30, 11)])
def test_rule_4_work_without_a_contract_is_paid_twice_from_the_second_to_the_twelfth_month(
    worked: int, owed: int
) -> None:
    """LCL art 82; Implementing Regulation arts 6 and 7."""
    terms = law().double_wage
    assert terms is not None
    assert double_wage_months(terms, worked) == owed


def test_rule_5_nothing_is_said_of_a_promise_before_the_courts_rule() -> None:
    """Interpretation (II) holds from 1 September 2025."""
    assert waiver_is_void(law(), date(2025, 8, 31)) is None


# ---- whom it concerns, and what is said ---------------------------------------------------------------------------


def test_rule_1_the_rules_are_for_people_who_moved_inside_their_own_country() -> None:
    """SIL art 95; GB66 art 2 names everyone in the scheme, so several places are enough to be concerned."""
    assert found().regime.id == "internal"
    at_home = person(told(period("CN-GD", "2010-01"), status="national"), DAY)
    assert assess_internal(at_home, FACTS) is None
    two = told(period("CN-GD", "2010-01", "2012-12"), period("CN-ZJ", "2013-01"), status="national")
    assert assess_internal(person(two, DAY), FACTS) is not None
    foreign = parse({"nationalities": ["VN"], "work_country": "CN", "status": "work-permit"})
    assert assess_internal(person(foreign, DAY), FACTS) is None
    elsewhere = parse({"nationalities": ["TH"], "work_country": "TH", "status": "internal-migrant"})
    assert assess_internal(person(elsewhere, DAY), FACTS) is None


def test_what_is_local_or_was_not_read_says_whom_to_call() -> None:
    """Note M: 12333 for social insurance, 12393 for medical care."""
    moved = found(period("CN-GD", "2010-01", "2012-12"), period("CN-ZJ", "2013-01"), home_region="CN-SC")
    phones = {
        name: reason(branch(moved, name), "internal-confirm-by-phone").params["phone"]
        for name in ("old-age", "medical-care")
    }
    assert phones == {"old-age": "12333", "medical-care": "12393"}


def test_every_saying_of_the_law_reaches_somebody() -> None:
    """Each sentence of the file is said to someone whom its conditions name."""
    said = set()
    for arrangement in ("employee", "agency", "platform"):
        events = ["work-injury", "sick", "pregnant", "job-lost", "unpaid", "dismissed"]
        moved = found(
            period("CN-ZJ", "2015-01", "2025-12"),
            arrangement=arrangement,
            sector="construction",
            age=52,
            events=events,
        )
        for entry in (*moved.entitlements, *moved.work_rights, *moved.remedies):
            said |= {one.code for one in entry.reasons}
    assert {f"internal-{saying.says}" for saying in law().saying} <= said
    assert {saying.says for saying in law().saying} == set(SAYS)


def test_every_word_has_its_sentence() -> None:
    assert {code for module in MODULES for code in module.REASONS} == set(INTERNAL)
    assert {entry.pays for entry in law().liable} <= set(PARTIES)
    assert {case for entry in law().liable for case in entry.when} <= set(CASES)


MODULES: Any = (internal, internal_benefits, internal_claims, internal_pension)
DECLARED = {code: set(params) for module in MODULES for code, params in module.REASONS.items()}


def test_another_country_needs_facts_only() -> None:
    """A made-up country with five years in place of ten, and no temporary accounts."""
    rules = (
        PlaceRule(step="latest-with-months", min_months=60, sources=(READ,)),
        PlaceRule(step="gathered-at-home", sources=(READ,)),
    )
    insurance = scheme("in-pension", benefit(months=120))
    other = Internal(
        country="IN",
        pension=InternalPension(scheme="in-pension", sources=(READ,), place=rules, checked="yes"),
    )
    facts = replace(make_facts(country("IN", insurance)), internal={"IN": other})
    history = [
        {"country": "IN", "region": "IN-KL", "from": "2000-01", "to": "2006-12", "insured": "yes"},
        {"country": "IN", "region": "IN-DL", "from": "2007-01", "to": "2010-12", "insured": "yes"},
    ]
    situation = parse(
        {
            "nationalities": ["IN"],
            "work_country": "IN",
            "status": "internal-migrant",
            "home_region": "IN-BR",
            "history": history,
        }
    )
    entry = branch(assess(situation, facts, today=DAY), "old-age")
    assert (entry.verdict, entry.region, entry.months_counted) == ("yes", "IN-KL", 132)


def test_a_file_that_names_what_is_not_there_says_so(tmp_path: Path) -> None:
    """Sources, schemes, places, figures and topics are checked against the country's own file."""
    for path in FOLDER.iterdir():
        if path.name != "internal":
            (tmp_path / path.name).symlink_to(path)
    (tmp_path / "internal").mkdir()
    (tmp_path / "internal" / "CN.toml").write_text(
        """country = "CN"
[pension]
scheme = "cn-nothing"
sources = ["cn-no-source"]
[unemployment]
scheme = "cn-unemployment"
sources = ["cn-sil-2018"]
[[unemployment.regional]]
region = "CN-QQ"
months_per_year = 1
up_to_years = 4
minimum_wage_percent = 90
sources = ["cn-sil-2018"]
[[saying]]
says = "office-decides"
rights = ["repatriation-ticket"]
sources = ["cn-sil-2018"]
""",
        encoding="utf-8",
    )
    _, problems = read_folder(tmp_path)
    text = "\n".join(map(str, problems))
    for part in ("cn-nothing", "cn-no-source", "CN-QQ", "“figures” of office-decides", "repatriation-ticket"):
        assert part in text, (part, text)


def test_the_result_page_shows_the_place_that_pays_and_the_months_of_each_place() -> None:
    """In words and as a bar, on a page that the strict client accepts."""
    key = Fernet.generate_key().decode()
    client = strict_client(create_app(Settings(secret_keys=(key,))))
    moved = told(
        period("CN-GD", "1998-01", "2009-12"),
        period("CN-ZJ", "2010-01", "2018-12"),
        home_region="CN-SC",
        age=59,
        sex="male",
        sector="construction",
        events=["unpaid", "work-injury"],
    )
    page = client.get(f"/en/result/{TokenBox([key], 7200).seal(Walk(moved))}").text
    words = re.sub(r"<[^>]+>", "", page)
    for part in (
        "This place pays the pension: 广东 (Guangdong).",
        "广东 (Guangdong): 144 months",
        "浙江 (Zhejiang): 108 months",
        "Needed: 180 months",
        "Who must pay: the main building firm. When: you work for a subcontractor.",
    ):
        assert part in words, part


# ---- properties ---------------------------------------------------------------------------------------------------

REGIONS = ["CN-GD", "CN-ZJ", "CN-SH", "CN-SC"]
PROPERTY = settings(max_examples=80, deadline=None, derandomize=True)


def text(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


@st.composite
def stays(draw: st.DrawFn) -> dict[str, Any]:
    first = draw(st.integers(month("1995-01"), month("2024-01")))
    last = min(first + draw(st.integers(0, 200)), month("2026-11"))
    region = draw(st.sampled_from(REGIONS))
    return period(region, text(first), text(last), draw(st.sampled_from(["yes", "yes", "unknown"])))


histories = st.lists(stays(), min_size=1, max_size=4)
answers = st.fixed_dictionaries(
    {},
    optional={
        "home_region": st.sampled_from([*REGIONS, "CN-HN"]),
        "age": st.integers(30, 66),
        "sex": st.sampled_from(["female", "male"]),
        "hukou": st.sampled_from(["rural", "urban"]),
        "arrangement": st.sampled_from(ARRANGEMENTS),
        "sector": st.sampled_from(SECTORS),
    },
)


@given(histories, answers)
@PROPERTY
def test_the_order_in_which_periods_are_told_does_not_matter(history: Any, answered: Any) -> None:
    seen = set()
    for order in list(permutations(history))[:6]:
        assessment = found(*order, **answered)
        entry = next(one for one in assessment.periods if one.branch == "old-age")
        pays = [(e.verdict, e.region, e.months_counted, e.depends_on) for e in assessment.entitlements]
        seen.add((tuple(pays), entry.region, entry.own_months, assessment.questions))
    assert len(seen) == 1


@given(histories, answers, st.data())
@PROPERTY
def test_more_months_never_lower_a_verdict(history: Any, answered: Any, data: st.DataObject) -> None:
    history = [{**one, "insured": "yes"} for one in history]
    place = data.draw(st.integers(0, len(history) - 1))
    longer = [dict(one) for one in history]
    longer[place]["from"] = text(month(longer[place]["from"]) - data.draw(st.integers(1, 120)))
    before, after = found(*history, **answered), found(*longer, **answered)
    for old, new in zip(before.entitlements, after.entitlements, strict=True):
        assert RANK[new.verdict] >= RANK[old.verdict], (old.branch, old.verdict, new.verdict)


@given(
    histories,
    answers,
    st.sampled_from(["home_region", "age", "sex", "hukou"]),
)
@PROPERTY
def test_an_unanswered_question_never_gives_a_firmer_answer(history: Any, answered: Any, key: str) -> None:
    """What is said without an answer, a verdict or the place that pays, is said with every answer too."""
    values: dict[str, Iterator[Any]] = {
        "home_region": iter([*REGIONS, "CN-HN"]),
        "age": iter([31, 39, 42, 49, 51, 58, 64]),
        "sex": iter(["female", "male"]),
        "hukou": iter(["rural", "urban"]),
    }
    open_ = branch(found(*history, **{k: v for k, v in answered.items() if k != key}), "old-age")
    for value in values[key]:
        closed = branch(found(*history, **{**answered, key: value}), "old-age")
        if open_.verdict in ("yes", "no"):
            assert closed.verdict == open_.verdict, value
        if open_.region is not None:
            assert closed.region == open_.region, value


@given(histories, answers)
@PROPERTY
def test_every_reason_is_declared_cites_known_sources_and_asks_nothing_told(
    history: Any, answered: Any
) -> None:
    assessment = found(*history, **answered, events=["work-injury", "unpaid", "job-lost", "pregnant"])
    entries: tuple[Any, ...] = (
        *assessment.entitlements,
        *assessment.periods,
        *assessment.work_rights,
        *assessment.remedies,
    )
    for entry in entries:
        for one in entry.reasons:
            if one.code.startswith("internal-"):
                assert set(one.params) == DECLARED[one.code], one
                assert one.sources, one
                assert set(one.sources) <= set(FACTS.sources), one
    assert not {key for key in assessment.questions if key != "history" and answered.get(key) is not None}


def test_facts_of_china_are_sound() -> None:
    base, problems = read_folder(FOLDER)
    assert isinstance(base, FactBase)
    assert [problem for problem in problems if "CN" in problem.file] == []
