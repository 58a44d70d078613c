"""Platform work: who is insured, for what, since when. Facts read to early 2026; adopted is not yet running.

The people here are not recognised as employees unless a test says so: `platform` is their arrangement.
"""

from functools import cache
from typing import Any

import pytest

from webapp.facts.base import FactBase
from webapp.facts.load import load
from webapp.rules.assess import assess
from webapp.rules.assessment import Entitlement
from webapp.settings import Settings
from webapp.situation import parse

TODAY = "2026-11-22"


@cache
def facts() -> FactBase:
    return load(Settings(secret_keys=("unused",)).content_dir / "facts")


def rider(country: str, branch: str = "employment-injury", **told: Any) -> Entitlement:
    """What one branch gives a courier who rides for a platform in `country`."""
    answers: dict[str, Any] = {
        "work_country": country,
        "status": "national",
        "sector": "transport-and-delivery",
        "arrangement": "platform",
        "date": TODAY,
    }
    found = assess(parse({**answers, **told}), facts())
    return next(entry for entry in found.entitlements if entry.branch == branch)


def codes(entry: Entitlement) -> set[str]:
    return {reason.code for reason in entry.reasons}


# ---- accident cover without being an employee ------------------------------------------------------------------

SINCE = [
    ("BE", "be-platform-injury", "2025-12-31", "2026-01-01", "Royal Decree of 12 August 2024"),
    ("ES", "es-riders", "2021-08-11", "2021-08-12", "Royal Decree-Law 9/2021: presumed employees"),
    ("IT", "it-inail-riders", "2020-01-31", "2020-02-01", "Legislative Decree 81/2015, art. 47-septies"),
    ("SG", "sg-platform", "2024-12-31", "2025-01-01", "Platform Workers Act 2024"),
    ("MY", "my-seso", "2021-09-30", "2021-10-01", "Act 789, goods and food delivery"),
    ("MX", "mx-imss-plataformas", "2025-06-21", "2025-06-22", "Federal Labour Law, arts 291-A to 291-U"),
    ("KR", "kr-iaci-platform", "2023-06-30", "2023-07-01", "Industrial Accident Compensation Insurance Act"),
    ("UY", "uy-plataformas", "2025-07-13", "2025-07-14", "Law 20.396 and Decree 145/025"),
]


@pytest.mark.parametrize(
    ("country", "scheme", "before", "first", "law"), SINCE, ids=[row[0] for row in SINCE]
)
def test_couriers_are_insured_against_accidents_from_the_day_the_law_runs(
    country: str, scheme: str, before: str, first: str, law: str
) -> None:
    entry = rider(country, date=first)
    assert (entry.verdict, entry.scheme) == ("yes", scheme), law
    earlier = rider(country, date=before)
    assert earlier.scheme != scheme, law
    assert "scheme-starts-later" in codes(earlier), law
    assert earlier.verdict in ("unknown", "no"), law


def test_chinas_pilot_asks_for_no_labour_relation_and_no_local_hukou() -> None:
    """Occupational injury protection: made for migrants inside China; the province decides, the hukou does not."""
    for hukou in ("rural", "urban"):
        entry = rider("CN", status="internal-migrant", hukou=hukou)
        assert (entry.scheme, entry.verdict) in [("cn-platform-injury", "yes"), ("cn-platform-injury", "if")]
        assert set(entry.depends_on) <= {"history"}


def test_colombias_chapter_waits_for_its_regulation() -> None:
    """Law 2466 of 2025, arts 24 to 30: no regulation was found, so nobody is told that it runs."""
    for branch in ("employment-injury", "medical-care", "old-age"):
        entry = rider("CO", branch)
        assert not (entry.scheme == "co-plataformas" and entry.verdict in ("yes", "if", "not-yet")), branch


def test_the_gig_workers_act_of_malaysia_is_adopted_but_no_day_is_gazetted() -> None:
    """Act 872: until then a gig worker outside delivery and passengers has no duty to be insured under it."""
    assert not any("872" in scheme.name or "Gig" in scheme.name for scheme in facts().countries["MY"].scheme)
    assert rider("MY", sector="cleaning-and-security").verdict != "yes"


def test_indias_code_is_a_framework_that_pays_nothing_yet() -> None:
    """Code on Social Security 2020, ss 113 and 114: no national benefit for platform workers was found."""
    for branch in ("employment-injury", "old-age", "survivors", "maternity", "medical-care"):
        assert rider("IN", branch, status="internal-migrant").verdict in ("unknown", "no"), branch


# ---- voluntary and own contributions --------------------------------------------------------------------------


def test_frances_accident_insurance_is_for_those_who_joined_it() -> None:
    """Labour Code L7342-2: voluntary, so that it depends on contributions paid."""
    entry = rider("FR")
    assert (entry.verdict, entry.depends_on) == ("if", ("history",))
    joined = rider("FR", history=[{"country": "FR", "months": 6, "insured": "yes"}])
    assert (joined.verdict, joined.scheme) == ("yes", "fr-plateformes")
    outside = rider("FR", history=[{"country": "FR", "months": 6, "insured": "no"}])
    assert outside.verdict == "not-yet"


def test_indonesias_membership_without_wages_is_voluntary() -> None:
    """Government Regulations 44/2015, 49/2023 and 50/2025."""
    assert rider("ID").verdict == "if"
    assert rider("ID", history=[{"country": "ID", "months": 2, "insured": "yes"}]).verdict == "yes"


def test_cambodias_health_insurance_for_drivers_asks_for_a_khmer_identity_card() -> None:
    """Sub-decree 280 of 2023."""
    told = {"history": [{"country": "KH", "from": "2026-01", "insured": "yes"}]}
    assert rider("KH", "medical-care", **told).verdict == "yes"
    foreigner = rider("KH", "medical-care", status="work-permit", nationalities=["VN"], **told)
    assert foreigner.verdict != "yes"


def test_chilean_couriers_on_their_own_account_are_insured_by_paying() -> None:
    """Law 21.431: they contribute as fee workers."""
    assert rider("CL").verdict == "if"
    paid = rider("CL", history=[{"country": "CL", "months": 3, "insured": "yes"}])
    assert (paid.verdict, paid.scheme) == ("yes", "cl-plataformas")


def test_brazilian_contributors_have_pensions_but_no_accident_benefit_of_their_own() -> None:
    """Law 8.213/1991, art. 18(1); the bill PLP 152/2025 is no law."""
    paid = [{"country": "BR", "from": "2024-01", "insured": "yes"}]
    assert rider("BR", "invalidity", history=paid).verdict == "yes"
    assert rider("BR", "employment-injury", history=paid).verdict == "unknown"
    assert rider("BR", "employment-injury", arrangement="employee").verdict == "yes"


def test_mexicos_full_insurance_depends_on_the_months_above_the_wage_floor() -> None:
    """Who earns less than one minimum wage net has injury cover only (IMSS rules of 24 June 2025)."""
    assert rider("MX", "sickness").verdict == "if"
    above = [{"country": "MX", "from": "2025-07", "insured": "yes"}]
    assert rider("MX", "sickness", history=above).verdict == "yes"
    below = [{"country": "MX", "from": "2025-07", "insured": "no"}]
    assert rider("MX", "sickness", history=below).verdict == "not-yet"
    assert rider("MX", "employment-injury", history=below).verdict == "yes"


def test_singapores_provident_fund_depends_on_contributions_because_older_workers_may_stay_out() -> None:
    """Compulsory if born from 1995 on, else by choice; MediSave for all."""
    assert rider("SG", "old-age").verdict == "if"
    assert rider("SG", "old-age", history=[{"country": "SG", "months": 5, "insured": "yes"}]).verdict == "yes"
    assert rider("SG", "medical-care").verdict == "yes"


def test_korean_labour_providers_need_twelve_months_in_two_years_for_unemployment() -> None:
    """Employment Insurance Act: 12 months in 24, where employees need 180 days in 18 months."""
    eight = [{"country": "KR", "from": "2026-04", "insured": "yes"}]
    assert rider("KR", "unemployment", history=eight).verdict == "not-yet"
    assert rider("KR", "unemployment", history=eight, arrangement="employee").verdict == "yes"
    fourteen = [{"country": "KR", "from": "2025-10", "insured": "yes"}]
    assert rider("KR", "unemployment", history=fourteen).verdict == "yes"


# ---- migrants -----------------------------------------------------------------------------------------------------


def test_malaysias_self_employment_insurance_is_for_citizens_and_permanent_residents() -> None:
    """Act 789, s. 11."""
    assert rider("MY", status="permanent-resident", nationalities=["ID"]).verdict == "yes"
    foreigner = rider("MY", status="work-permit", nationalities=["BD"])
    assert foreigner.verdict != "yes"
    assert foreigner.scheme != "my-seso" or "scheme-excludes-status" in codes(foreigner)


def test_singapores_platform_law_does_not_reach_people_on_work_passes() -> None:
    """They may not do this work; nothing that was read leaves them out by name, so nothing is refused."""
    for branch in ("employment-injury", "old-age"):
        assert rider("SG", branch, status="work-permit", nationalities=["MY"]).verdict in ("unknown", "no")


def test_belgiums_insurance_holds_without_papers_and_on_a_borrowed_account() -> None:
    entry = rider("BE", status="irregular", nationalities=["MA"])
    assert (entry.verdict, entry.scheme) == ("yes", "be-platform-injury")


def test_koreas_accident_insurance_does_not_ask_for_nationality() -> None:
    assert rider("KR", status="irregular", nationalities=["MN"]).verdict == "yes"


# ---- the facts decide, not the contract -----------------------------------------------------------------------------


@pytest.mark.parametrize("country", sorted(facts().groups["EU"] & set(facts().countries)))
def test_in_the_european_union_nobody_is_told_no_before_the_employment_question(country: str) -> None:
    """Directive (EU) 2024/2831, arts 4 and 5: to be applied by 2 December 2026; direction makes an employee.

    A platform contract alone leaves nobody out of what employees have against accidents at work.
    """
    assert (
        rider(country, "employment-injury", status="permanent-resident", nationalities=["MA"]).verdict != "no"
    )


@pytest.mark.parametrize("country", ["ES", "IT", "BE", "CL", "UY", "CO", "MX"])
def test_who_is_recognised_as_an_employee_has_what_employees_have(country: str) -> None:
    assert rider(country, arrangement="employee").verdict == "yes"


def test_spains_presumption_is_about_delivery_so_other_platforms_stay_open() -> None:
    entry = rider("ES", sector="cleaning-and-security")
    assert entry.scheme != "es-riders" or entry.verdict != "yes"


def test_italys_insurance_of_riders_is_about_delivery() -> None:
    assert rider("IT", sector="domestic-work").verdict != "yes"


@pytest.mark.parametrize("country", ["BE", "IT", "KR", "MX", "SG", "ES", "MY", "UY"])
def test_the_law_behind_a_platform_scheme_was_read(country: str) -> None:
    entry = rider(country)
    assert entry.verdict == "yes"
    assert any(reason.checked != "no" and reason.sources for reason in entry.reasons)
