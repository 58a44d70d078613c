"""The worked examples of the coordination rules, and their edges. Each test names its rule and article.

Instruments are built small and by name: a regulation such as (EC) 883/2004, a convention such as the
Ibero-American one, bilateral agreements. What is tested is the rule, not what today's facts say.
"""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from factory import (
    DAY,
    agreement,
    benefit,
    convention,
    country,
    dated,
    departure,
    extension,
    make_facts,
    multilateral,
    pension_country,
    ratification,
    regulation,
    scheme,
    someone,
    tier,
    worked,
)

from webapp.facts.base import FactBase
from webapp.facts.records import Agreement, Country, Covers, ResignationShare
from webapp.facts.vocabulary import BRANCHES, LONG_TERM
from webapp.rules.abroad import paid_abroad
from webapp.rules.assess import assess
from webapp.rules.assessment import Added, PeriodsEntry
from webapp.rules.entitlement import entitlement
from webapp.rules.family import FamilyClaim, family_payments
from webapp.rules.leaving import days_of_pay, leaving
from webapp.rules.months import Months
from webapp.rules.periods import periods
from webapp.rules.person import Person
from webapp.rules.posting import law_of_posting
from webapp.rules.prorata import BadProrata, prorata
from webapp.rules.regime import corridor_regime, regime
from webapp.rules.totalisation import totalise

EU = ("AT", "BE", "DE", "DK", "ES", "FR", "IT", "NL", "PL", "PT")
CMISS = ("BO", "BR", "CL", "CO", "EC", "ES", "PE", "PT", "UY")

REGULATION = regulation("eu", *EU, "CH")
"""Regulation (EC) 883/2004."""
EXTENSION = extension("eu-all", *(code for code in EU if code != "DK"))
"""Regulation (EU) 1231/2010: without Denmark and Switzerland."""
IBERO = multilateral("ibero", *CMISS)
"""Ibero-American Convention."""


def old_age(facts: FactBase, who: Person) -> dict[str, PeriodsEntry]:
    """Country → what it pays for old age."""
    return {entry.country: entry for entry in periods(who, facts) if entry.branch == "old-age"}


def codes(entry: Any) -> list[str]:
    return [reason.code for reason in entry.reasons]


def pensions(*months: tuple[str, int | None]) -> list[Country]:
    return [pension_country(code, needed) for code, needed in months]


# ---- H: the worked examples -----------------------------------------------------------------------------


def test_h1_pro_rata_pension_is_the_theoretical_amount_times_own_over_all_months() -> None:
    """Regulation 883/2004, art. 52(1)(b): A 144 of 432 months, theoretical 810: 270.00."""
    facts = make_facts(*pensions(("AT", 180), ("BE", 120), ("FR", 60)), agreements=[REGULATION])
    who = someone(worked("AT", 144), worked("BE", 216), worked("FR", 72), nationalities=["AT"])
    entry = old_age(facts, who)["AT"]
    assert (entry.verdict, entry.pays_alone, entry.share) == ("yes", False, Fraction(144, 432))
    theoretical = Fraction(15, 1000) * 36 * 1500
    paid = prorata(
        {
            "countries": [
                {"country": "AT", "months": 144, "needed": 180, "theoretical": str(theoretical)},
                {"country": "BE", "months": 216, "needed": 120, "theoretical": 0},
                {"country": "FR", "months": 72, "needed": 60, "theoretical": 0},
            ]
        }
    )
    assert paid["total_months"] == 432
    assert paid["countries"][0]["payable"] == "270.00"
    assert paid["countries"][0]["method"] == "pro-rata"
    assert paid["countries"][0]["independent"] is None


def test_h2_the_higher_of_independent_and_pro_rata_pension_is_paid() -> None:
    """Regulation 883/2004, art. 52(3): B's own 540 beats 920 x 216/432 = 460."""
    facts = make_facts(*pensions(("AT", 180), ("BE", 120), ("FR", 60)), agreements=[REGULATION])
    who = someone(worked("AT", 144), worked("BE", 216), worked("FR", 72), nationalities=["AT"])
    entry = old_age(facts, who)["BE"]
    assert (entry.verdict, entry.pays_alone, entry.share) == ("yes", True, Fraction(1, 2))
    assert "periods-better-of-two" in codes(entry)
    independent = 18 * Fraction(15, 1000) * 2000
    theoretical = (20 * Fraction(15, 1000) + 16 * Fraction(1, 100)) * 2000
    paid = prorata(
        {
            "countries": [
                {"country": "AT", "months": 144, "needed": 180, "theoretical": 810},
                {
                    "country": "BE",
                    "months": 216,
                    "needed": 120,
                    "theoretical": str(theoretical),
                    "independent": str(independent),
                },
                {"country": "FR", "months": 72, "needed": 60, "theoretical": 0},
            ]
        }
    )["countries"][1]
    assert (paid["pro_rata"], paid["independent"], paid["payable"]) == ("460.00", "540.00", "540.00")
    assert paid["method"] == "independent"


def test_h3_months_below_one_year_are_taken_over_by_the_other_country() -> None:
    """Regulation 883/2004, art. 57: C's 10 months give nothing there; D counts 250 months and pays 240/240."""
    facts = make_facts(*pensions(("ES", 180), ("DE", 180)), agreements=[REGULATION])
    who = someone(worked("ES", 10), worked("DE", 240), nationalities=["ES"])
    entries = old_age(facts, who)
    assert (entries["ES"].below_one_year, entries["ES"].verdict) == (True, "not-yet")
    assert entries["ES"].share is None
    assert entries["DE"].added == (Added("ES", 10, "eu"),)
    assert (entries["DE"].verdict, entries["DE"].share) == ("yes", Fraction(1))
    paid = prorata(
        {
            "countries": [
                {"country": "ES", "months": 10, "needed": 180},
                {
                    "country": "DE",
                    "months": 240,
                    "needed": 180,
                    "theoretical": "562.50",
                    "independent": "540",
                },
            ]
        }
    )
    assert [one["payable"] for one in paid["countries"]] == ["0.00", "562.50"]
    assert paid["countries"][1]["share"] == {"numerator": 1, "denominator": 1}


def test_h4_under_a_year_a_country_without_a_minimum_pays_its_own_part() -> None:
    """Regulation 883/2004, art. 57(1): not freed where its few months alone give a right (Poland, 8 months)."""
    facts = make_facts(*pensions(("PL", 0), ("DE", 60)), agreements=[REGULATION])
    who = someone(worked("PL", 8), worked("DE", 200), nationalities=["PL"])
    entries = old_age(facts, who)
    assert (entries["PL"].verdict, entries["PL"].pays_alone) == ("yes", True)
    assert entries["PL"].below_one_year is False
    assert (entries["DE"].verdict, entries["DE"].pays_alone) == ("yes", True)
    assert entries["DE"].share == Fraction(200, 208)
    paid = prorata(
        {
            "countries": [
                {"country": "PL", "months": 8, "needed": 0, "independent": 40},
                {"country": "DE", "months": 200, "needed": 60, "independent": 900},
            ]
        }
    )
    assert [one["method"] for one in paid["countries"]] == ["independent", "independent"]


def test_h5_the_country_of_residence_tops_up_to_its_minimum_pension() -> None:
    """Regulation 883/2004, art. 58: 270 + 360 = 630, minimum 700: the residence state adds 70, only to residents."""
    claims = [
        {"country": "AT", "months": 144, "needed": 180, "theoretical": 810, "minimum": 700},
        {"country": "BE", "months": 288, "needed": 120, "theoretical": 540, "independent": 360},
    ]
    living_there = prorata({"countries": claims, "residence": "AT"})
    assert living_there["supplement"] == {"country": "AT", "amount": "70.00"}
    assert living_there["sum"] == "700.00"
    living_elsewhere = prorata({"countries": claims, "residence": "BE"})
    assert living_elsewhere["supplement"] is None
    assert living_elsewhere["sum"] == "630.00"


def unemployment_facts() -> FactBase:
    return make_facts(
        country("DE", scheme("de-alv", benefit("unemployment", 12, window_months=30))),
        country("PL", scheme("pl-fp", benefit("unemployment", 12, window_months=18))),
        agreements=[REGULATION],
    )


def test_h6_unemployment_adds_months_only_where_the_last_job_was() -> None:
    """Regulation 883/2004, art. 61(2): 8 months in Poland then 7 in Germany: 15 of 12 there; not the reverse."""
    facts = unemployment_facts()
    at_work: dict[str, Any] = {"nationalities": ["PL"], "status": "work-permit", "arrangement": "employee"}
    last_in_germany = someone(
        dated("PL", "2025-08", "2026-03"), dated("DE", "2026-04", "2026-10"), work_country="DE", **at_work
    )
    german, _ = entitlement("unemployment", last_in_germany, facts, ())
    assert (german.verdict, german.months_counted) == ("yes", 15)
    assert german.share is None
    last_in_poland = someone(
        dated("DE", "2025-08", "2026-02"), dated("PL", "2026-03", "2026-10"), work_country="DE", **at_work
    )
    refused, _ = entitlement("unemployment", last_in_poland, facts, ())
    assert (refused.verdict, refused.months_counted) == ("not-yet", 7)
    assert "last-job-elsewhere" in codes(refused)
    in_poland = someone(
        dated("DE", "2025-08", "2026-02"), dated("PL", "2026-03", "2026-10"), work_country="PL", **at_work
    )
    polish, _ = entitlement("unemployment", in_poland, facts, ())
    assert polish.verdict == "yes"


def test_h7_the_childrens_country_pays_family_benefit_first_and_the_other_tops_up() -> None:
    """Regulation 883/2004, art. 68: Austria 200 (work, child there) first, Germany 255: adds 55; Serbia: nothing."""
    claims = [
        FamilyClaim(country="DE", ground="work", amount=Fraction(255)),
        FamilyClaim(country="AT", ground="work", amount=Fraction(200)),
    ]
    paid = family_payments(claims, "AT", REGULATION)
    assert [(one.country, one.amount, one.first) for one in paid] == [("AT", 200, True), ("DE", 55, False)]
    assert family_payments(claims, "RS", REGULATION) == ()


def test_h8_a_refund_is_shown_with_the_pension_that_it_would_end() -> None:
    """German Social Code VI, s. 210(6): 30 months refunded, or 30 + 150 = 180 of 60 with a treaty."""
    refund = departure("refund-employee", "de-pension", max_months=59, wait_months=24, wipes_periods=True)
    germany = country("DE", pension_country("DE", 60).scheme[0], departures=[refund])
    home = pension_country("BR", 180)
    told: dict[str, Any] = {
        "nationalities": ["BR"],
        "work_country": "DE",
        "status": "work-permit",
        "arrangement": "employee",
    }
    who = someone(worked("DE", 30), worked("BR", 150), **told)
    without = make_facts(germany, home)
    (alone,) = leaving(who, without)
    assert (alone.kind, alone.verdict) == ("refund-employee", "yes")
    assert "leaving-wipes-periods" in codes(alone)
    assert "leaving-loses-agreement" not in codes(alone)
    assert old_age(without, who)["DE"].verdict == "not-yet"
    with_treaty = make_facts(germany, home, agreements=[agreement("bi-de-br", "DE", "BR")])
    (warned,) = leaving(who, with_treaty)
    assert "leaving-loses-agreement" in codes(warned)
    assert ("leaving-paid-after-months", {"months": 24}) in [(r.code, r.params) for r in warned.reasons]
    pension = old_age(with_treaty, who)["DE"]
    assert (pension.verdict, pension.share) == ("yes", Fraction(30, 180))


def test_h9_a_swiss_refund_needs_one_year_and_no_treaty() -> None:
    """Swiss old-age insurance act, art. 18(3): below 12 months no refund; not to nationals of a treaty country."""
    refund = departure("refund-all", "ch-pension", min_months=12, not_if_agreement=True)
    savings = departure("provident-withdrawal", "ch-savings")
    second_pillar = scheme("ch-savings", benefit("old-age", None), kind="mandatory-private-insurance")
    switzerland = country(
        "CH", pension_country("CH", 12).scheme[0], second_pillar, departures=[refund, savings]
    )
    facts = make_facts(switzerland, agreements=[agreement("bi-ch-br", "CH", "BR")])
    told: dict[str, Any] = {"work_country": "CH", "status": "work-permit", "arrangement": "employee"}
    for months, verdict in ((11, "not-yet"), (12, "yes")):
        refunded, withdrawn = leaving(someone(worked("CH", months), nationalities=["NP"], **told), facts)
        assert (refunded.kind, refunded.verdict) == ("refund-all", verdict)
        assert (withdrawn.kind, withdrawn.verdict) == ("provident-withdrawal", "yes")
    brazilian, _ = leaving(someone(worked("CH", 40), nationalities=["BR"], **told), facts)
    assert brazilian.verdict == "no"
    assert "leaving-not-with-agreement" in codes(brazilian)


def two_systems(*needed: tuple[str, int]) -> FactBase:
    return make_facts(*pensions(*needed), agreements=[REGULATION, EXTENSION, IBERO])


def test_h10_a_country_in_two_systems_reckons_each_by_itself_and_pays_the_better() -> None:
    """Ibero-American Convention, art. 8: Spain 96+60 under the EU = 156 of 180, 96+120 under CMISS = 216: 96/216."""
    facts = two_systems(("ES", 180), ("DE", 60), ("EC", 180))
    who = someone(
        worked("ES", 96), worked("DE", 60), worked("EC", 120), nationalities=["ES"], work_country="ES"
    )
    entries = old_age(facts, who)
    spain = entries["ES"]
    assert (spain.verdict, spain.pays_alone, spain.share) == ("yes", False, Fraction(96, 216))
    assert spain.added == (Added("EC", 120, "ibero"),)
    computed = {
        r.params["agreement"]: r.params["months"] for r in spain.reasons if r.code == "hinge-computation"
    }
    assert computed == {"eu": 156, "ibero": 216}
    assert (entries["DE"].verdict, entries["DE"].pays_alone) == ("yes", True)
    lost = [r.params for r in entries["DE"].reasons if r.code == "hinge-months-lost"]
    assert lost == [{"country": "DE", "other": "EC", "months": 120}]
    theoretical = (Fraction(50, 100) + 36 * Fraction(21, 10_000)) * 1200
    assert theoretical == Fraction("690.72")
    paid = prorata(
        {
            "countries": [
                {"country": "ES", "months": 96, "needed": 180, "theoretical": str(float(theoretical))},
                {"country": "EC", "months": 120, "needed": 180, "theoretical": 0},
            ]
        }
    )
    assert paid["countries"][0]["payable"] == "306.99"


def test_h10_the_claim_under_both_systems_is_made_in_the_country_of_residence() -> None:
    """Regulation 987/2009, art. 45(4): one claim where one lives starts all states; each system has its own."""
    facts = two_systems(("ES", 180), ("DE", 60), ("EC", 180))
    history = (worked("ES", 96), worked("DE", 60), worked("EC", 120))
    at_home = old_age(facts, someone(*history, nationalities=["ES"], work_country="ES"))
    assert [c for c in codes(at_home["ES"]) if c.startswith("claim-")] == [
        "claim-here-for-all",
        "claim-here-too",
    ]
    assert [c for c in codes(at_home["DE"]) if c.startswith("claim-")] == ["claim-elsewhere-for-all"]
    in_ecuador = old_age(facts, someone(*history, nationalities=["ES"], work_country="ES", live_country="EC"))
    assert "claim-here-for-all" in codes(in_ecuador["EC"])


def test_h11_months_that_fall_between_two_systems_are_named_as_lost() -> None:
    """C12: Spain 72, Germany 48, Ecuador 84: 120 and 156 of 180, all 204: lost by the design of the treaties."""
    facts = two_systems(("ES", 180), ("DE", 60), ("EC", 180))
    who = someone(
        worked("ES", 72),
        worked("DE", 48),
        worked("EC", 84),
        nationalities=["EC"],
        work_country="ES",
        status="work-permit",
    )
    entries = old_age(facts, who)
    assert entries["ES"].verdict == "not-yet"
    bridge = [r.params for r in entries["ES"].reasons if r.code == "hinge-bridge"]
    assert bridge == [{"country": "ES", "months": 204, "needed": 180}]
    assert (entries["DE"].verdict, entries["DE"].pays_alone) == ("yes", False)
    assert entries["DE"].share == Fraction(48, 120)
    assert "hinge-bridge" not in codes(entries["DE"])


def american_facts(*more: Agreement) -> FactBase:
    with_chile = agreement("bi-us-cl", "US", "CL", min_own_months={"US": 18})
    return make_facts(*pensions(("US", 120), ("CL", 240), ("DE", 60)), agreements=[with_chile, *more])


def test_h12_the_united_states_adds_nothing_below_six_quarters_of_its_own() -> None:
    """E3, the floor: 5 quarters and 30 years in Chile: no US totalisation; 20 quarters and 25 of Chile: entitled."""
    facts = american_facts()
    below = old_age(facts, someone(worked("US", 15), worked("CL", 360), nationalities=["CL"]))["US"]
    assert (below.verdict, below.added) == ("not-yet", ())
    assert "own-months-below-floor" in codes(below)
    enough = old_age(facts, someone(worked("US", 60), worked("CL", 75), nationalities=["CL"]))["US"]
    assert (enough.verdict, enough.share) == ("yes", Fraction(60, 135))


def test_h12_a_third_countrys_months_are_never_chained_to_a_bilateral_claim() -> None:
    """E5: ten quarters from Germany do not join a US-Chile claim; US-Germany is tried by itself."""
    history = (worked("US", 48), worked("CL", 60), worked("DE", 30))
    with_germany = agreement("bi-us-de", "US", "DE", min_own_months={"US": 18})
    entry = old_age(american_facts(with_germany), someone(*history, nationalities=["CL"]))["US"]
    assert entry.verdict == "not-yet"
    assert entry.added == (Added("CL", 60, "bi-us-cl"),)
    assert "periods-not-chained" in codes(entry)


def test_h13_regimes_one_to_four() -> None:
    """Holzmann and Wels 2018: nurse DE-PH I; permit IT-BD II paid abroad; Gulf III; undeclared IV; two EU states I."""
    gulf = scheme(
        "kw-pension",
        covers=Covers(nationalities="nationals", statuses=("national",), arrangements=("employee",)),
    )
    injury = scheme(
        "fr-injury",
        benefit("employment-injury", 0),
        covers=Covers(
            nationalities="all",
            statuses=("work-permit", "irregular"),
            arrangements=("employee", "unregistered"),
        ),
    )
    facts = make_facts(
        pension_country("DE", 60),
        pension_country("IT", 240, paid_abroad="yes"),
        country("KW", gulf),
        country("FR", injury, pension_country("FR", 3).scheme[0]),
        agreements=[agreement("bi-de-ph", "DE", "PH"), REGULATION, EXTENSION],
    )
    assert corridor_regime("PH", "DE", facts, DAY).id == "I"
    italian = corridor_regime("BD", "IT", facts, DAY)
    assert (italian.id, italian.reasons[0].code) == ("II", "regime-paid-abroad")
    assert corridor_regime("NP", "KW", facts, DAY).id == "III"
    pay = make_facts(country("QA", scheme("qa-eos", benefit(basis="employment"), kind="end-of-service")))
    assert corridor_regime("NP", "QA", pay, DAY).id == "III"
    undeclared = someone(
        nationalities=["ML"], work_country="FR", status="irregular", arrangement="unregistered"
    )
    hurt, _ = entitlement("employment-injury", undeclared, facts, ())
    assert hurt.verdict == "yes"
    found = regime(undeclared, facts, {"employment-injury": (hurt.scheme or "", True)})
    assert found.id == "IV"
    assert found.reasons[1].params == {"branch": "employment-injury", "scheme": "fr-injury"}
    moved = someone(
        worked("IT", 20), worked("DE", 50), nationalities=["BD"], work_country="DE", status="work-permit"
    )
    assert regime(moved, facts, {"old-age": ("de-pension", True)}).id == "I"


def test_h14_a_posting_keeps_the_home_law_for_24_months_and_replaces_nobody() -> None:
    """Regulation 883/2004, art. 12: 24 months home law; 30 planned, host law from day one; a replacement fails."""
    rules = regulation("eu", "DE", "PL", posting_months=24)
    assert law_of_posting(rules, "DE", 24) == "home"
    assert law_of_posting(rules, "DE", 30) == "host"
    assert law_of_posting(rules, "DE", 20) == "home"
    assert law_of_posting(rules, "DE", 10, replaces_another=True) == "host"
    facts = make_facts(pension_country("DE", 60), agreements=[rules])
    told: dict[str, Any] = {"nationalities": ["PL"], "work_country": "DE", "status": "posted"}
    inside = {"old-age": ("de-pension", True)}
    short = regime(someone(contract_months=24, **told), facts, inside)  # type: ignore[arg-type]
    assert [reason.code for reason in short.reasons] == ["regime-posted-by-agreement"]
    long = regime(someone(contract_months=30, **told), facts, inside)  # type: ignore[arg-type]
    assert [reason.code for reason in long.reasons] == ["regime-agreement"]


# ---- A3: third-country nationals ------------------------------------------------------------------------


def eu_total(who: Person, code: str, *more: Agreement) -> Months:
    facts = make_facts(
        *pensions((code, 180), ("IT", 240), ("FR", 3)), agreements=[REGULATION, EXTENSION, *more]
    )
    return totalise(code, "old-age", 180, 0, who, facts).total


def test_a3_a_third_country_national_adds_months_of_two_eu_states_when_lawfully_resident() -> None:
    """Regulation (EU) 1231/2010, art. 1: lawful residence, and a case not confined to one state."""
    history = (worked("IT", 20), worked("DE", 50))
    told: dict[str, Any] = {"nationalities": ["BD"], "work_country": "DE"}
    assert eu_total(someone(*history, status="work-permit", **told), "DE") == Months(70, 70)
    assert eu_total(someone(*history, status="irregular", **told), "DE") == Months(50, 50)


def test_a3_without_the_status_the_total_stays_open_and_says_what_it_waits_for() -> None:
    """Regulation (EU) 1231/2010, art. 1: lawful residence was not told."""
    who = someone(worked("IT", 140), worked("DE", 50), nationalities=["BD"], work_country="DE")
    facts = make_facts(*pensions(("DE", 180), ("IT", 240)), agreements=[REGULATION, EXTENSION])
    found = totalise("DE", "old-age", 180, 0, who, facts)
    assert found.total == Months(50, 190)
    assert found.depends_on == ("status",)
    assert not found.silent


def test_a3_denmark_takes_no_part_for_third_country_nationals() -> None:
    """Regulation (EU) 1231/2010: Denmark is not bound by it."""
    who = someone(
        worked("IT", 20), worked("DK", 50), nationalities=["BD"], work_country="DK", status="work-permit"
    )
    assert eu_total(who, "DK") == Months(50, 50)
    italian = someone(
        worked("IT", 20), worked("DK", 50), nationalities=["IT"], work_country="DK", status="work-permit"
    )
    assert eu_total(italian, "DK") == Months(70, 70)


def test_a2_refugees_and_stateless_people_add_months_as_nationals_do() -> None:
    """Regulation 883/2004, art. 2(1)."""
    history = (worked("FR", 30), worked("DE", 50))
    for told in ({"nationalities": ["XX"]}, {"nationalities": ["SY"], "status": "refugee"}):
        who = someone(*history, work_country="DE", **told)  # type: ignore[arg-type]
        facts = make_facts(*pensions(("DE", 60), ("FR", 3)), agreements=[REGULATION])
        assert totalise("DE", "old-age", 60, 0, who, facts).total == Months(80, 80)


def test_a2_a_status_that_was_not_told_may_be_that_of_a_refugee() -> None:
    """Regulation 883/2004, art. 2(1): no "too few months" for someone whom the answer would bring in."""
    history = (worked("FR", 30), worked("DE", 50))
    facts = make_facts(*pensions(("DE", 60), ("FR", 3)), agreements=[REGULATION])
    unsure = totalise(
        "DE", "old-age", 60, 0, someone(*history, nationalities=["SY"], work_country="DE"), facts
    )
    assert (unsure.total, unsure.depends_on) == (Months(50, 80), ("status",))
    other = someone(*history, nationalities=["SY"], work_country="DE", status="asylum-seeker")
    assert totalise("DE", "old-age", 60, 0, other, facts).total == Months(50, 50)


def test_a1_months_of_switzerland_count_only_for_nationals_of_the_parties() -> None:
    """Agreement EU-Switzerland of 1999: no extension to third-country nationals."""
    history = (worked("CH", 30), worked("DE", 50))
    told: dict[str, Any] = {"work_country": "DE", "status": "work-permit"}
    assert eu_total(someone(*history, nationalities=["BD"], **told), "DE") == Months(50, 50)
    assert eu_total(someone(*history, nationalities=["FR"], **told), "DE") == Months(80, 80)


# ---- A14: periods below one year ------------------------------------------------------------------------


def test_a14_if_all_countries_are_below_a_year_the_last_one_pays_as_if_all_months_were_its_own() -> None:
    """Regulation 883/2004, art. 57(3)."""
    facts = make_facts(*pensions(("AT", 15), ("DE", 15), ("FR", 15)), agreements=[REGULATION])
    who = someone(
        dated("AT", "2020-01", "2020-06"),
        dated("DE", "2021-01", "2021-06"),
        dated("FR", "2022-01", "2022-06"),
        nationalities=["AT"],
    )
    entries = old_age(facts, who)
    assert (entries["FR"].verdict, entries["FR"].share) == ("yes", Fraction(1))
    assert "last-country-pays-all" in codes(entries["FR"])
    assert {entries["AT"].verdict, entries["DE"].verdict} == {"not-yet"}
    assert (
        prorata(
            {
                "last": "FR",
                "countries": [
                    {"country": "AT", "months": 6, "needed": 15},
                    {"country": "FR", "months": 10, "needed": 15, "theoretical": 90},
                ],
            }
        )["countries"][1]["payable"]
        == "90.00"
    )


def test_a14_without_dates_nobody_knows_which_country_was_the_last() -> None:
    """Regulation 883/2004, art. 57(3): open, and the history's dates would settle it."""
    facts = make_facts(*pensions(("AT", 15), ("DE", 15)), agreements=[REGULATION])
    who = someone(worked("AT", 8), worked("DE", 9), nationalities=["AT"])
    assert {entry.verdict for entry in old_age(facts, who).values()} == {"if"}
    with pytest.raises(BadProrata) as bad:
        prorata({"countries": [{"country": "AT", "months": 8, "needed": 15}]})
    assert [(e.key, e.code) for e in bad.value.errors] == [("last", "missing")]


def test_a13_a_full_career_is_the_most_that_the_share_is_taken_of() -> None:
    """Regulation 883/2004, art. 56(1)(a): 600 months, full pension after 480: 240/480, not 240/600."""
    paid = prorata(
        {
            "countries": [
                {"country": "AT", "months": 240, "needed": 180, "theoretical": 1000, "full_months": 480},
                {"country": "DE", "months": 360, "needed": 60, "independent": 800},
            ]
        }
    )["countries"][0]
    assert (paid["counted_months"], paid["payable"]) == (480, "500.00")


def test_a13_where_pro_rata_can_never_win_only_the_independent_pension_is_worked_out() -> None:
    """Regulation 883/2004, art. 52(4) and Annex VIII."""
    paid = prorata(
        {
            "countries": [
                {
                    "country": "AT",
                    "months": 240,
                    "needed": 180,
                    "theoretical": 9000,
                    "independent": 300,
                    "calculation": "alone",
                },
                {"country": "DE", "months": 360, "needed": 60, "independent": 800},
            ]
        }
    )["countries"][0]
    assert (paid["payable"], paid["share"]) == ("300.00", None)


def test_e4_by_the_direct_method_each_country_pays_by_its_own_months_alone() -> None:
    """Recommendation 167, Annex I: no share of a theoretical pension."""
    facts = make_facts(
        *pensions(("AU", 120), ("IN", 120)),
        agreements=[agreement("bi-au-in", "AU", "IN", calculation="direct")],
    )
    entry = old_age(facts, someone(worked("AU", 100), worked("IN", 30), nationalities=["IN"]))["AU"]
    assert (entry.verdict, entry.share) == ("yes", None)
    assert "each-pays-own-months" in codes(entry)


# ---- Overlapping months ---------------------------------------------------------------------------------


def test_a_month_insured_in_two_countries_counts_once() -> None:
    """Regulation 987/2009, art. 12(3) to (5)."""
    facts = make_facts(*pensions(("DE", 60), ("FR", 60)), agreements=[REGULATION])
    who = someone(dated("DE", "2020-01", "2021-12"), dated("FR", "2021-07", "2023-06"), nationalities=["FR"])
    found = totalise("DE", "old-age", 60, 0, who, facts)
    assert found.total == Months(42, 42)
    assert found.added == (Added("FR", 18, "eu"),)
    shorter = someone(
        dated("DE", "2020-01", "2021-12"), dated("FR", "2021-07", "2022-06"), nationalities=["FR"]
    )
    entries = old_age(facts, shorter)
    assert (entries["DE"].share, entries["FR"].share) == (Fraction(21, 30), Fraction(9, 30))


# ---- B: the United Kingdom ------------------------------------------------------------------------------

LEFT = date(2020, 12, 31)
WITHDRAWAL = multilateral("eu-uk-wa", *EU, "GB", personal_scope="unknown", situations_until=LEFT)
TRADE = multilateral(
    "eu-uk-tca",
    *EU,
    "GB",
    situations_from=date(2021, 1, 1),
    lawful_residence=True,
    export=("old-age", "survivors"),
)


def british_facts(*more: Agreement) -> FactBase:
    return make_facts(
        *pensions(("GB", 120), ("PL", 0), ("DE", 60), ("NO", 36)),
        agreements=[REGULATION, EXTENSION, WITHDRAWAL, TRADE, *more],
    )


@pytest.mark.parametrize(
    ("first", "expected"), [("2018-03", "eu-uk-wa"), ("2020-12", "eu-uk-wa"), ("2021-01", "eu-uk-tca")]
)
def test_b1_the_date_of_the_cross_border_situation_decides_between_the_two_agreements(
    first: str, expected: str
) -> None:
    """Withdrawal Agreement, arts 30 to 32: begun before 2021; after that the Protocol of the TCA."""
    who = someone(
        dated("PL", "2010-01", "2017-12"),
        dated("GB", first, "2024-12"),
        nationalities=["PL"],
        work_country="GB",
        status="work-permit",
    )
    found = totalise("GB", "old-age", 240, 0, who, british_facts())
    assert found.agreement == expected


def test_b1_a_european_who_worked_in_britain_before_2021_keeps_the_old_rules_wherever_work_followed() -> None:
    """Withdrawal Agreement, art. 32(1)(a): Union citizens once subject to British law; later periods count too."""
    who = someone(
        dated("GB", "2018-01", "2019-12"),
        dated("PL", "2022-01", "2025-12"),
        nationalities=["PL"],
        work_country="PL",
    )
    assert totalise("GB", "old-age", 240, 0, who, british_facts()).agreement == "eu-uk-wa"
    only_trade = make_facts(*pensions(("GB", 120), ("PL", 0)), agreements=[TRADE])
    refused = totalise("GB", "old-age", 240, 0, who, only_trade)
    assert refused.total == Months(24, 24)
    assert "agreement-only-situations-from" in codes(refused)


def test_b1_without_dates_one_of_the_two_agreements_binds_in_any_case() -> None:
    """Withdrawal Agreement, art. 30, and TCA: no day lies between them, so the months count either way."""
    who = someone(
        worked("PL", 60), worked("GB", 60), nationalities=["PL"], work_country="GB", status="work-permit"
    )
    found = totalise("GB", "old-age", 120, 0, who, british_facts())
    assert found.total == Months(120, 120)
    assert found.depends_on == ()


def test_b2_the_eu_uk_agreements_say_nothing_about_a_case_between_two_eu_states() -> None:
    """Regulation 883/2004, art. 8: a third-country national in Denmark gains nothing from the TCA."""
    who = someone(
        worked("DE", 60), worked("DK", 30), nationalities=["IN"], work_country="DK", status="work-permit"
    )
    facts = make_facts(*pensions(("DK", 36), ("DE", 60)), agreements=[REGULATION, EXTENSION, TRADE])
    assert totalise("DK", "old-age", 36, 0, who, facts).total == Months(30, 30)


def test_b3_norwegian_months_do_not_chain_into_a_british_claim_with_eu_months() -> None:
    """B3: the agreement of Iceland, Liechtenstein, Norway and the UK stands by itself."""
    with_norway = multilateral("uk-no", "NO", "GB")
    who = someone(
        worked("PL", 50),
        worked("NO", 40),
        worked("GB", 30),
        nationalities=["PL"],
        work_country="GB",
        status="work-permit",
    )
    found = totalise("GB", "old-age", 120, 0, who, british_facts(with_norway))
    assert found.total == Months(80, 80)
    assert "periods-not-chained" in codes(found)


def test_b3_an_invalidity_pension_is_not_exported_under_the_trade_agreement() -> None:
    """TCA, Protocol on Social Security Coordination: old age and survivors are exported, invalidity is not."""
    facts = british_facts()
    who = someone(
        dated("PL", "2022-01", "2022-12"),
        dated("GB", "2023-01", "2026-10"),
        nationalities=["PL"],
        work_country="GB",
        status="work-permit",
        live_country="PL",
    )
    answers = {}
    for branch in ("old-age", "invalidity"):
        paying, due = facts.benefits("GB", branch)[0]  # type: ignore[arg-type]
        answers[branch] = paid_abroad(paying, due, "GB", who, facts)[0]
    assert answers == {"old-age": "yes", "invalidity": "unknown"}


# ---- C8 to C11: the more favourable agreement, whole; Gottardo ------------------------------------------


def test_c8_between_a_convention_and_a_bilateral_agreement_the_one_that_reaches_the_months_wins() -> None:
    """Ibero-American Convention, art. 8."""
    bilateral = agreement("bi-es-ec", "ES", "EC")
    for parties in ([IBERO, bilateral], [bilateral, IBERO]):
        facts = make_facts(*pensions(("ES", 180), ("EC", 180), ("PE", 240)), agreements=parties)
        who = someone(worked("ES", 96), worked("EC", 60), worked("PE", 60), nationalities=["EC"])
        found = totalise("ES", "old-age", 180, 0, who, facts)
        assert (found.agreement, found.total) == ("ibero", Months(216, 216))


def test_c8_another_agreement_that_also_reaches_the_months_is_mentioned() -> None:
    """Ibero-American Convention, art. 8: the office must pay the better of the two, which turns on amounts."""
    facts = make_facts(
        *pensions(("ES", 180), ("EC", 180), ("PE", 240)),
        agreements=[IBERO, agreement("bi-es-ec", "ES", "EC")],
    )
    who = someone(worked("ES", 96), worked("EC", 120), worked("PE", 60), nationalities=["EC"])
    found = totalise("ES", "old-age", 180, 0, who, facts)
    assert found.agreement == "ibero"
    assert [r.params["other_agreement"] for r in found.reasons if r.code == "another-agreement-adds"] == [
        "bi-es-ec"
    ]


def test_c9_between_two_eu_states_the_regulation_stands_in_place_of_the_convention() -> None:
    """Regulation 883/2004, art. 8: Spain and Portugal use the Regulation between themselves."""
    facts = make_facts(*pensions(("ES", 180), ("PT", 180)), agreements=[IBERO, REGULATION])
    who = someone(worked("ES", 96), worked("PT", 90), nationalities=["PT"])
    assert totalise("ES", "old-age", 180, 0, who, facts).agreement == "eu"


def test_c11_a_german_relies_on_the_treaty_of_spain_and_chile() -> None:
    """CJEU C-55/00 Gottardo: nationals of other member states get what the treaty gives one's own nationals."""
    treaty = agreement("bi-es-cl", "ES", "CL", personal_scope="nationals-of-parties")
    facts = make_facts(*pensions(("ES", 180), ("CL", 240)), agreements=[REGULATION, treaty])
    history = (worked("ES", 96), worked("CL", 120))
    german = someone(*history, nationalities=["DE"])
    found = totalise("ES", "old-age", 180, 0, german, facts)
    assert found.total == Months(216, 216)
    assert "agreement-through-equal-treatment" in codes(found)
    assert totalise("CL", "old-age", 240, 0, german, facts).total == Months(120, 120)
    american = someone(*history, nationalities=["US"])
    refused = totalise("ES", "old-age", 180, 0, american, facts)
    assert refused.total == Months(96, 96)
    assert "agreement-nationals-only" in codes(refused)


# ---- E: what does not count, and says so ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"status": "signed", "in_force": None}, "agreement-signed-only"),
        ({"status": "suspended"}, "agreement-suspended"),
        ({"status": "ended"}, "agreement-ended"),
        ({"until": date(2025, 12, 31)}, "agreement-ended"),
        ({"party_until": {"EC": date(2025, 12, 31)}}, "agreement-ended"),
        ({"status": "non-binding"}, "agreement-not-binding"),
        ({"in_force": date(2027, 1, 1)}, "agreement-starts-later"),
        ({"party_since": {"EC": date(2027, 1, 1)}}, "agreement-starts-later"),
        ({"only_sectors": ("seafaring",)}, "agreement-only-sectors"),
        ({"totalisation": ()}, "agreement-adds-no-periods"),
        ({"totalisation": ("invalidity",)}, "agreement-not-this-branch"),
        ({"personal_scope": "nationals-of-parties"}, "agreement-nationals-only"),
        ({"lawful_residence": True}, "agreement-not-without-papers"),
        ({"min_parties_in_history": 3}, "agreement-needs-countries"),
    ],
)
def test_e1_an_agreement_that_does_not_bind_adds_nothing_and_the_reason_is_said(
    changed: dict[str, Any], code: str
) -> None:
    """Vienna Convention on the Law of Treaties, art. 24; each agreement's own scope."""
    facts = make_facts(
        *pensions(("ES", 180), ("EC", 180)), agreements=[agreement("bi-es-ec", "ES", "EC", **changed)]
    )
    who = someone(
        worked("ES", 96),
        worked("EC", 120),
        nationalities=["US"],
        work_country="ES",
        status="irregular",
        sector="construction",
    )
    found = totalise("ES", "old-age", 180, 0, who, facts)
    assert (found.total, found.added, found.agreement) == (Months(96, 96), (), None)
    assert code in codes(found)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"totalisation": None}, "agreement-totalisation-not-known"),
        ({"personal_scope": "unknown"}, "agreement-persons-not-known"),
        ({"status": "partly-applied", "in_force": None}, "agreement-partly-applied"),
    ],
)
def test_e1_where_no_fact_says_whether_months_are_added_nothing_is_promised_and_nothing_refused(
    changed: dict[str, Any], code: str
) -> None:
    """A missing key means "not known": the total stays open, and no answer of the person can settle it."""
    facts = make_facts(
        *pensions(("ES", 180), ("EC", 180)), agreements=[agreement("bi-es-ec", "ES", "EC", **changed)]
    )
    who = someone(worked("ES", 96), worked("EC", 120), nationalities=["US"])
    found = totalise("ES", "old-age", 180, 0, who, facts)
    assert found.total == Months(96, 216)
    assert found.silent
    assert found.share is None
    assert code in codes(found)
    assert old_age(facts, who)["ES"].verdict not in ("yes", "not-yet")


def test_e5_a_country_of_which_no_agreement_is_known_is_said_to_be_not_known() -> None:
    """Pairs that are absent from the facts are unknown, not "no agreement"."""
    facts = make_facts(*pensions(("TH", 180), ("MM", 180)))
    found = totalise("TH", "old-age", 180, 0, someone(worked("TH", 96), worked("MM", 120)), facts)
    assert found.total == Months(96, 96)
    assert [(r.code, r.checked) for r in found.reasons] == [("agreement-not-known", "no")]


def test_e1_a_provision_that_is_only_assumed_counts_but_is_never_shown_as_checked() -> None:
    """Fact format: `provisions = "assumed"`."""
    assumed = agreement("bi-es-ec", "ES", "EC", provisions="assumed", checked="no", calculation=None)
    facts = make_facts(*pensions(("ES", 180), ("EC", 180)), agreements=[assumed])
    found = totalise("ES", "old-age", 180, 0, someone(worked("ES", 96), worked("EC", 120)), facts)
    assert found.total == Months(216, 216)
    assert {reason.checked for reason in found.reasons} == {"no"}
    assert "share-usual" in codes(found)


def test_months_of_which_insurance_was_not_told_leave_the_total_open() -> None:
    """Only insured months are added (Regulation 883/2004, art. 6)."""
    facts = make_facts(*pensions(("ES", 180), ("EC", 180)), agreements=[IBERO])
    who = someone(worked("ES", 96), worked("EC", 120, "unknown"), nationalities=["EC"])
    found = totalise("ES", "old-age", 180, 0, who, facts)
    assert found.total == Months(96, 216)
    assert found.depends_on == ("history",)


def test_a_country_owes_nothing_until_a_month_there_is_known_to_be_insured() -> None:
    """Regulation 883/2004, art. 52: other countries' months alone open no pension."""
    facts = make_facts(*pensions(("ES", 180), ("EC", 180)), agreements=[agreement("bi-es-ec", "ES", "EC")])
    unsure = someone(worked("ES", 96, "unknown"), worked("EC", 200), nationalities=["EC"])
    assert totalise("ES", "old-age", 180, 0, unsure, facts).total == Months(0, 296)
    uninsured = someone(worked("ES", 96, "no"), worked("EC", 200), nationalities=["EC"])
    assert totalise("ES", "old-age", 180, 0, uninsured, facts).total == Months(0, 0)


# ---- D: payment abroad ----------------------------------------------------------------------------------

C118 = convention("C118", "5", "old-age", "invalidity", "survivors", "employment-injury")


def abroad(facts: FactBase, who: Person, paying: str = "DE") -> tuple[str, list[str], tuple[str, ...]]:
    owed, due = facts.benefits(paying, "old-age")[0]
    answer, reasons, asks = paid_abroad(owed, due, paying, who, facts)
    return answer, [reason.code for reason in reasons], asks


def test_d1_c118_pays_abroad_between_states_that_accepted_the_same_branch() -> None:
    """ILO Convention 118, art. 5: no agreement needed, in any country of residence."""
    facts = make_facts(
        pension_country("DE", 60, paid_abroad="no"),
        instruments=[C118],
        ratifications=[
            ratification("C118", "DE", "old-age"),
            ratification("C118", "TN", "old-age"),
            ratification("C118", "EC", "invalidity"),
        ],
    )
    told: dict[str, Any] = {"work_country": "DE", "status": "work-permit", "live_country": "AU"}
    assert abroad(facts, someone(nationalities=["TN"], **told))[0] == "yes"
    assert abroad(facts, someone(nationalities=["EC"], **told))[0] == "no"
    assert abroad(facts, someone(nationalities=["NP"], **told))[0] == "no"


def test_d2_refugees_and_stateless_people_need_no_reciprocity() -> None:
    """ILO Convention 118, art. 10."""
    facts = make_facts(
        pension_country("DE", 60, paid_abroad="no"),
        instruments=[C118],
        ratifications=[ratification("C118", "DE", "old-age")],
    )
    told: dict[str, Any] = {"work_country": "DE", "live_country": "AU"}
    assert abroad(facts, someone(nationalities=["SY"], status="refugee", **told))[0] == "yes"
    assert abroad(facts, someone(nationalities=["XX"], **told))[0] == "yes"
    assert abroad(facts, someone(nationalities=["SY"], **told)) == ("if", ["abroad-not-by-law"], ("status",))


def test_d1_branches_not_known_to_be_accepted_promise_and_refuse_nothing() -> None:
    """ILO Convention 118, art. 2: which branches a state accepted is not known."""
    facts = make_facts(
        pension_country("DE", 60, paid_abroad="no"),
        instruments=[C118],
        ratifications=[ratification("C118", "DE"), ratification("C118", "TN", "old-age")],
    )
    who = someone(nationalities=["TN"], work_country="DE", status="work-permit", live_country="AU")
    assert abroad(facts, who)[:2] == ("unknown", ["abroad-not-by-law", "abroad-treaty-branches-not-known"])


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"provisions": "read", "export": ("invalidity",)}, "no"),
        ({"provisions": "described", "export": ()}, "no"),
        ({"provisions": "described", "export": ("invalidity",)}, "unknown"),
        ({"provisions": "read", "export": ("invalidity",), "checked": "no"}, "unknown"),
        ({"provisions": "read", "personal_scope": "nationals-of-parties"}, "no"),
        ({"personal_scope": "nationals-of-parties", "checked": "no"}, "unknown"),
    ],
)
def test_d3_no_agreement_refuses_payment_unless_its_terms_were_read(
    changed: dict[str, Any], answer: str
) -> None:
    """A summary that names some branches does not say that it names all of them; that it names none it does say."""
    facts = make_facts(
        pension_country("DE", 60, paid_abroad="no"), agreements=[agreement("bi-au-de", "AU", "DE", **changed)]
    )
    who = someone(nationalities=["TN"], work_country="DE", status="work-permit", live_country="AU")
    assert abroad(facts, who)[0] == answer


def test_d3_a_branch_that_a_summary_does_not_name_is_not_shown_as_checked() -> None:
    """Neither does it say that these months are not added."""
    who = someone(worked("ES", 96), worked("EC", 120), nationalities=["EC"], work_country="ES")
    for provisions, checked in (("read", "yes"), ("described", "no")):
        between = agreement("bi-es-ec", "ES", "EC", totalisation=("invalidity",), provisions=provisions)
        facts = make_facts(*pensions(("ES", 180), ("EC", 180)), agreements=[between])
        found = totalise("ES", "old-age", 180, 0, who, facts)
        assert [(one.code, one.checked) for one in found.reasons] == [("agreement-not-this-branch", checked)]


def test_d3_a_convention_that_binds_in_every_branch_asks_for_no_accepted_branch() -> None:
    """ILO Convention 157, art. 9: nationals of parties, refugees and stateless persons, wherever they live."""
    c157 = convention("C157", "9", "old-age", by_accepted_branch=False)
    facts = make_facts(
        pension_country("ES", 180, paid_abroad="no"),
        instruments=[c157],
        ratifications=[ratification("C157", "ES"), ratification("C157", "PH")],
    )
    told: dict[str, Any] = {"work_country": "ES", "status": "work-permit"}
    assert abroad(facts, someone(nationalities=["PH"], **told), "ES")[0] == "yes"
    assert abroad(facts, someone(nationalities=["NP"], **told), "ES")[0] == "no"
    assert abroad(facts, someone(**told), "ES")[::2] == ("if", ("nationalities",))


def test_a7_pensions_follow_the_person_inside_the_eu_but_not_outside() -> None:
    """Regulation 883/2004, art. 7: living in another member state; a third country is left to national law."""
    facts = make_facts(pension_country("DE", 60, paid_abroad="agreement"), agreements=[REGULATION, EXTENSION])
    polish: dict[str, Any] = {"nationalities": ["PL"], "work_country": "DE", "status": "work-permit"}
    assert abroad(facts, someone(live_country="PL", **polish))[0] == "yes"
    assert abroad(facts, someone(live_country="NP", **polish))[0] == "unknown"
    assert abroad(facts, someone(**polish))[::2] == ("if", ("live_country",))
    nepali: dict[str, Any] = {"nationalities": ["NP"], "work_country": "DE", "status": "work-permit"}
    assert abroad(facts, someone(worked("DE", 60), live_country="AT", **nepali))[0] == "yes"


def test_a4_social_assistance_is_not_paid_in_another_member_state() -> None:
    """Regulation 883/2004, arts 3(5) and 70(3)."""
    grant = scheme("de-basic", benefit("old-age", 0, paid_abroad="no"), kind="social-assistance")
    facts = make_facts(country("DE", grant), agreements=[REGULATION])
    who = someone(nationalities=["PL"], work_country="DE", live_country="PL")
    assert abroad(facts, who)[0] == "no"


@pytest.mark.parametrize(
    ("law", "there", "answer"),
    [
        ({"paid_abroad": "yes"}, None, "yes"),
        ({"paid_abroad": "no"}, "NP", "no"),
        ({"paid_abroad": "no", "checked": "no"}, "NP", "unknown"),
        ({"paid_abroad": "limited", "paid_abroad_to": ("NP",)}, "NP", "yes"),
        ({"paid_abroad": "limited", "paid_abroad_to": ("NP",)}, "IN", "no"),
        ({"paid_abroad": "limited", "paid_abroad_months": 6}, "IN", "yes"),
        ({"paid_abroad": "reciprocity"}, "IN", "unknown"),
        ({"paid_abroad": "agreement"}, "IN", "unknown"),
        ({}, "IN", "unknown"),
    ],
)
def test_e1_without_any_treaty_the_schemes_own_law_decides(
    law: dict[str, Any], there: str | None, answer: str
) -> None:
    """National law; `no` only where it was read."""
    facts = make_facts(pension_country("DE", 60, **law))
    told = {} if there is None else {"live_country": there}
    who = someone(nationalities=["NP"], work_country="DE", status="work-permit", **told)
    assert abroad(facts, who)[0] == answer


# ---- Leaving --------------------------------------------------------------------------------------------


def leaver(*history: Any, **more: Any) -> Person:
    told = {"nationalities": ["NP"], "work_country": "KW", "status": "work-permit", "arrangement": "employee"}
    return someone(*history, **{**told, **more})


def gulf_facts(**more: Any) -> FactBase:
    pay = departure(
        "end-of-service",
        tier=(tier(15, 0, 60), tier(30, 60)),
        cap_days=540,
        resignation=(
            ResignationShare(min_months=0, percent=0),
            ResignationShare(min_months=36, percent=50),
            ResignationShare(min_months=60, percent=67),
        ),
        **more,
    )
    return make_facts(country("KW", departures=[pay]))


@pytest.mark.parametrize(("months", "days"), [(6, 7), (24, 30), (60, 75), (130, 250), (276, 540), (400, 540)])
def test_end_of_service_pay_is_so_many_days_a_year_in_each_tier_up_to_the_cap(months: int, days: int) -> None:
    """Kuwait, Labour Law 6/2010, art. 51: 15 days a year for five years, then 30; at most a year and a half."""
    (entry,) = leaving(leaver(worked("KW", months)), gulf_facts())
    assert (entry.verdict, entry.days_of_pay) == ("yes", days)


def test_someone_who_resigns_is_told_which_share_is_left() -> None:
    """Kuwait, Labour Law 6/2010, art. 53."""
    (entry,) = leaving(leaver(worked("KW", 48)), gulf_facts())
    kept = [r.params for r in entry.reasons if r.code == "leaving-if-you-resign"]
    assert kept == [{"percent": 50, "days": 30}]
    (early,) = leaving(leaver(worked("KW", 24)), gulf_facts())
    assert "leaving-nothing-if-you-resign" in codes(early)
    (dismissed,) = leaving(leaver(worked("KW", 48), events=["dismissed"]), gulf_facts())
    assert "leaving-if-you-resign" not in codes(dismissed)
    never = departure(
        "end-of-service", tier=(tier(20),), resignation=(ResignationShare(min_months=0, percent=0),)
    )
    (nothing,) = leaving(leaver(worked("KW", 90)), make_facts(country("KW", departures=[never])))
    assert "leaving-nothing-on-resignation" in codes(nothing)
    unknown_sum = departure("end-of-service", resignation=(ResignationShare(min_months=0, percent=0),))
    (nothing,) = leaving(leaver(worked("KW", 90)), make_facts(country("KW", departures=[unknown_sum])))
    assert "leaving-nothing-on-resignation" in codes(nothing)
    pay = gulf_facts().countries["KW"].departure[0]
    assert days_of_pay(pay, 48, 50) == 30


@pytest.mark.parametrize(
    ("last", "verdict", "by"),
    [
        ("2025-06", "yes", date(2027, 6, 1)),
        ("2024-12", "yes", date(2026, 12, 1)),
        (
            "2024-11",
            "yes",
            None,
        ),  # on 24 November: too late for who left early in the month, open for who left late
        ("2024-10", "no", None),
        ("2030-12", "yes", date(2028, 11, 1)),  # who has left did so by now, whatever the contract said
    ],
)
def test_the_deadline_is_a_date_when_the_month_of_leaving_is_known(
    last: str, verdict: str, by: date | None
) -> None:
    """The entry's own time limit, counted from the first day of that month so that it is never too late."""
    refund = departure("lump-sum", "kw-old", claim_within_months=24)
    facts = make_facts(country("KW", departures=[refund]))
    (entry,) = leaving(leaver(dated("KW", "2020-01", last), events=["left"]), facts)
    assert (entry.verdict, entry.claim_by) == (verdict, by)


@pytest.mark.parametrize(
    ("history", "verdict", "code"),
    [
        ((), "if", "leaving-months-not-told"),
        ((worked("KW", 5),), "not-yet", "leaving-months-missing"),
        ((worked("KW", 6),), "yes", "leaving-lump-sum"),
        ((worked("KW", 6, "unknown"),), "if", "leaving-months-not-told"),
        ((worked("KW", 6, "no"),), "not-yet", "leaving-nothing-paid-in"),
        ((worked("KW", 119),), "yes", "leaving-lump-sum"),
        ((worked("KW", 120),), "no", "leaving-too-many-months"),
        ((worked("KW", 100), worked("KW", 30, "unknown")), "if", "leaving-most-months"),
    ],
)
def test_a_single_sum_asks_for_months_between_a_least_and_a_most(
    history: tuple[Any, ...], verdict: str, code: str
) -> None:
    """Japan, Employees' Pension Insurance Act, suppl. art. 29: from 6 months, not for those with 10 years."""
    refund = departure("lump-sum", "kw-old", min_months=6, max_months=119)
    (entry,) = leaving(leaver(*history), make_facts(country("KW", departures=[refund])))
    assert entry.verdict == verdict
    assert code in codes(entry)


def test_nobody_stands_outside_the_schemes_by_silence() -> None:
    """Regime III says that a law leaves one out: where cover is not known, the regime is not known either."""
    silent = scheme("kw-old", covers=Covers(nationalities=None, statuses=("work-permit",)))
    for owed, verdict, regime_id in (
        (silent, "unknown", "unknown"),
        (scheme("kw-old", covers=Covers(nationalities="nationals")), "no", "III"),
    ):
        found = assess(leaver(worked("KW", 200)).situation, make_facts(country("KW", owed)))
        old_age = next(entry for entry in found.entitlements if entry.branch == "old-age")
        assert (old_age.verdict, found.regime.id) == (verdict, regime_id)


def test_who_leaves_is_asked_what_the_money_depends_on() -> None:
    """Nobody else is: a refund from an age on makes no question for someone who stays."""
    refund = departure("provident-withdrawal", "kw-old", from_age=50)
    facts = make_facts(country("KW", departures=[refund]))
    for events, asked in ((["leaving"], True), (["left"], True), (["sick"], False)):
        found = assess(leaver(worked("KW", 48), events=events).situation, facts)
        assert found.leaving[0].verdict == "if"
        assert ("age" in found.questions) is asked, events


def test_papers_that_are_gone_do_not_undo_what_was_paid_in() -> None:
    """A scheme that leaves out people without papers today does not say that their contributions are lost."""
    refund = departure("lump-sum", "kw-old", statuses=())
    facts = make_facts(country("KW", departures=[refund]))
    for history, verdict in (((), "no"), ((worked("KW", 30),), "unknown"), ((worked("KW", 30, "no"),), "no")):
        (entry,) = leaving(leaver(*history, status="irregular"), facts)
        assert (entry.verdict, "scheme-excludes-status" in codes(entry)) == (verdict, True)


def test_nothing_on_leaving_is_a_no_only_where_it_was_read() -> None:
    """A `no` needs a source that was read."""
    for checked, verdict in (("yes", "no"), ("no", "unknown")):
        facts = make_facts(country("KW", departures=[departure("none", "kw-old", checked=checked)]))
        (entry,) = leaving(leaver(worked("KW", 48)), facts)
        assert entry.verdict == verdict


def test_own_nationals_are_not_told_about_refunds_for_foreigners() -> None:
    facts = make_facts(country("KW", departures=[departure("refund-all", "kw-old")]))
    assert leaving(leaver(worked("KW", 48), nationalities=["KW"], status="national"), facts) == ()


# ---- The figures in -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ([], [("", "not-an-object")]),
        ({}, [("countries", "missing")]),
        ({"countries": 3}, [("countries", "not-a-list")]),
        (
            {"countries": [{"country": "ZZ", "months": 1, "needed": 1}]},
            [("countries.0.country", "unknown-country")],
        ),
        ({"countries": [{"country": "FR", "needed": 1}]}, [("countries.0.months", "missing")]),
        (
            {"countries": [{"country": "FR", "months": 20, "needed": 1, "theoretical": "1e999999999"}]},
            [("countries.0.theoretical", "not-an-amount")],
        ),
        (
            {"countries": [{"country": "FR", "months": 20, "needed": 1, "theoretical": 10**5000}]},
            [("countries.0.theoretical", "out-of-range")],
        ),
        (
            {"countries": [{"country": "FR", "months": 20, "needed": 30, "independent": 5}]},
            [("countries.0.independent", "no-own-right")],
        ),
        (
            {"countries": [{"country": "FR", "months": 20, "needed": 1}]},
            [("countries.0.theoretical", "missing")],
        ),
        (
            {"colour": 1, "countries": [{"country": "FR", "months": 20, "needed": 1, "theoretical": 1}]},
            [("colour", "unknown-key")],
        ),
    ],
)
def test_figures_that_cannot_be_taken_are_named_and_nothing_is_guessed(
    data: Any, errors: list[tuple[str, str]]
) -> None:
    with pytest.raises(BadProrata) as bad:
        prorata(data)
    assert [(error.key, error.code) for error in bad.value.errors] == errors


def test_the_branches_of_the_regulation_are_all_nine() -> None:
    """Regulation 883/2004, art. 3(1); death grants and pre-retirement have no branch of their own in Convention 102."""
    assert set(REGULATION.totalisation or ()) == set(BRANCHES)
    assert set(LONG_TERM) < set(BRANCHES)
