"""The conventions as their articles read: the real instruments, over two small countries made for each test.

Host country HH leaves foreigners out of its schemes; NN is the person's country. Only the ratifications that a test
names exist. Every `no` below is the national law's; the gap is what the convention says against it.
"""

from datetime import date
from functools import cache
from typing import Any

import pytest
from factory import READ, benefit, country, make_facts, scheme

from webapp.facts.base import FactBase
from webapp.facts.load import load
from webapp.facts.records import Covers, Ratification, Scheme
from webapp.facts.vocabulary import BRANCHES, STATUSES, Branch
from webapp.rules.assess import assess
from webapp.rules.assessment import Assessment, Entitlement, TreatyEntry
from webapp.settings import Settings
from webapp.situation import parse

HOST, HOME = "KW", "NP"
"""Any two countries would do: their own facts are not used."""

LONG_AGO = date(1980, 1, 1)


@cache
def real() -> FactBase:
    return load(Settings(secret_keys=("unused",)).content_dir / "facts")


def accepted(convention: str, code: str, *branches: Branch, **more: Any) -> Ratification:
    given: dict[str, Any] = {"registered": LONG_AGO, "status": "in-force", "source": READ, "checked": "yes"}
    return Ratification(convention=convention, country=code, accepted=branches, **{**given, **more})


def for_citizens(kind: str = "social-insurance", branches: tuple[Branch, ...] = BRANCHES) -> Scheme:
    """A scheme that its law, which was read, keeps for the country's own nationals."""
    covers = Covers(nationalities="nationals", statuses=STATUSES, arrangements=("employee", "self-employed"))
    benefits = [benefit(branch, 0) for branch in branches]
    return scheme("kw-citizens", *benefits, covers=covers, kind=kind)


def without_papers_out(kind: str = "social-insurance") -> Scheme:
    covers = Covers(
        nationalities="all",
        statuses=("national", "work-permit"),
        not_statuses=("irregular",),
        arrangements=("employee",),
    )
    return scheme("kw-papers", *[benefit(branch, 0) for branch in BRANCHES], covers=covers, kind=kind)


def found(*ratifications: Ratification, law: Scheme | None = None, **told: Any) -> Assessment:
    known = make_facts(
        country(HOST, law or for_citizens()),
        instruments=real().instruments.values(),
        ratifications=ratifications,
    )
    answers = {
        "nationalities": [HOME],
        "work_country": HOST,
        "status": "work-permit",
        "arrangement": "employee",
        "sector": "construction",
        "date": "2026-11-22",
    }
    answers.update(told)
    return assess(parse({key: value for key, value in answers.items() if value is not None}), known)


def branch(assessment: Assessment, name: Branch) -> Entitlement:
    return next(entry for entry in assessment.entitlements if entry.branch == name)


def gap(assessment: Assessment, name: Branch) -> set[tuple[str, str]]:
    entry = branch(assessment, name)
    return {(one.instrument, one.article) for one in entry.treaty_gap}


def treaty(assessment: Assessment, name: str) -> TreatyEntry | None:
    return next((entry for entry in assessment.treaties if entry.instrument == name), None)


def binds(assessment: Assessment, name: str) -> str | None:
    entry = treaty(assessment, name)
    return entry.binds if entry else None


# ---- Convention 19: accidents at work ----------------------------------------------------------------------


def test_c19_art_1_gives_nationals_of_other_parties_the_same_compensation() -> None:
    both = found(accepted("C19", HOST), accepted("C19", HOME))
    assert binds(both, "C19") == "yes"
    assert gap(both, "employment-injury") == {("C19", "1(1)")}


def test_c19_art_1_owes_nothing_to_nationals_of_states_outside_it() -> None:
    only_host = found(accepted("C19", HOST))
    assert binds(only_host, "C19") == "not-reciprocal"
    assert gap(only_host, "employment-injury") == set()
    only_home = found(accepted("C19", HOME))
    assert binds(only_home, "C19") == "one-sided"
    assert gap(only_home, "employment-injury") == set()


def test_c19_speaks_of_accidents_only() -> None:
    both = found(accepted("C19", HOST), accepted("C19", HOME))
    assert all(gap(both, name) == set() for name in BRANCHES if name != "employment-injury")


@pytest.mark.parametrize("status", ["irregular", "asylum-seeker", "seasonal-permit", "posted"])
def test_c19_art_1_asks_for_no_papers(status: str) -> None:
    both = found(accepted("C19", HOST), accepted("C19", HOME), status=status)
    assert gap(both, "employment-injury") == {("C19", "1(1)")}


def test_c19_is_for_workers_not_for_people_on_their_own_account() -> None:
    both = found(accepted("C19", HOST), accepted("C19", HOME), arrangement="self-employed")
    assert gap(both, "employment-injury") == set()


def test_a_second_nationality_brings_the_treaties_of_that_country() -> None:
    only_second = found(accepted("C19", HOST), accepted("C19", "PH"), nationalities=[HOME, "PH"])
    assert gap(only_second, "employment-injury") == {("C19", "1(1)")}


# ---- Convention 118: equal treatment in the branches accepted ----------------------------------------------


def test_c118_art_3_binds_in_the_branches_that_the_country_of_work_accepted() -> None:
    both = found(accepted("C118", HOST, "maternity", "old-age"), accepted("C118", HOME, "sickness"))
    assert gap(both, "old-age") == gap(both, "maternity") == {("C118", "3")}
    assert gap(both, "sickness") == gap(both, "family") == set()


def test_c118_art_3_asks_that_the_own_country_is_a_party() -> None:
    only_host = found(accepted("C118", HOST, "old-age"))
    assert binds(only_host, "C118") == "not-reciprocal"
    assert gap(only_host, "old-age") == set()


@pytest.mark.parametrize(
    "who",
    [{"status": "refugee"}, {"nationalities": ["XX"]}, {"nationalities": ["XX"], "status": "irregular"}],
)
def test_c118_art_10_1_asks_no_reciprocity_of_refugees_and_stateless_people(who: dict[str, Any]) -> None:
    only_host = found(accepted("C118", HOST, "old-age"), **who)
    assert binds(only_host, "C118") == "yes"
    assert gap(only_host, "old-age") == {("C118", "3")}


def test_c118_art_10_1_is_for_refugees_not_for_people_who_have_only_asked_for_asylum() -> None:
    assert binds(found(accepted("C118", HOST, "old-age"), status="asylum-seeker"), "C118") == "not-reciprocal"


def test_c118_art_10_2_leaves_out_public_assistance() -> None:
    law = for_citizens("social-assistance", ("old-age",))
    both = found(accepted("C118", HOST, "old-age"), accepted("C118", HOME), law=law)
    assert branch(both, "old-age").verdict == "no"
    assert gap(both, "old-age") == set()


def test_c118_of_which_the_accepted_branches_are_not_known_promises_nothing() -> None:
    both = found(accepted("C118", HOST), accepted("C118", HOME))
    entry = treaty(both, "C118")
    assert entry is not None
    assert "treaty-branches-not-known" in {reason.code for reason in entry.reasons}
    assert all(gap(both, name) == set() for name in BRANCHES)


# ---- Convention 97: lawfully within the territory ----------------------------------------------------------


@pytest.mark.parametrize("status", ["work-permit", "seasonal-permit", "permanent-resident", "refugee"])
def test_c97_art_6_gives_equal_social_security_to_all_who_are_there_lawfully(status: str) -> None:
    """Without reciprocity: the person's country need not be a party."""
    only_host = found(accepted("C97", HOST), status=status)
    assert binds(only_host, "C97") == "yes"
    assert gap(only_host, "unemployment") == {("C97", "6(1)(b)")}


def test_c97_art_6_is_not_for_people_without_papers() -> None:
    only_host = found(accepted("C97", HOST), status="irregular")
    assert binds(only_host, "C97") == "no"
    assert gap(only_host, "unemployment") == set()


def test_c97_art_11_leaves_out_seafarers_and_people_on_their_own_account() -> None:
    assert gap(found(accepted("C97", HOST), sector="seafaring"), "old-age") == set()
    assert gap(found(accepted("C97", HOST), arrangement="self-employed"), "old-age") == set()


@pytest.mark.parametrize("kind", ["social-assistance", "universal"])
def test_c97_art_6_lets_states_set_rules_for_what_public_funds_pay(kind: str) -> None:
    assert gap(found(accepted("C97", HOST), law=for_citizens(kind)), "family") == set()


# ---- Convention 143: past work without papers; equality for those there lawfully ---------------------------


def test_c143_art_9_1_gives_people_without_papers_equality_for_past_work() -> None:
    without = found(accepted("C143", HOST), law=without_papers_out(), status="irregular")
    assert branch(without, "old-age").verdict == "no"
    assert gap(without, "old-age") == {("C143", "9(1)")}


def test_c143_art_9_1_is_about_work_done_not_about_what_residents_get() -> None:
    """Past employment earns insurance, not universal benefits or help for people in need."""
    for kind in ("universal", "social-assistance"):
        without = found(accepted("C143", HOST), law=without_papers_out(kind), status="irregular")
        assert gap(without, "family") == set()


def test_c143_art_9_1_keeps_wages_and_social_security_of_past_work_in_the_answer() -> None:
    told: dict[str, Any] = {
        "status": "irregular",
        "history": [{"country": HOST, "months": 30, "insured": "unknown"}],
    }
    without = found(accepted("C143", HOST), law=without_papers_out(), **told)
    wages = next(right for right in without.work_rights if right.topic == "wages-owed-whatever-status")
    assert wages.verdict == "if"
    assert ("C143", "9(1)") in {(r.params["instrument"], r.params["article"]) for r in wages.reasons}
    kept = [r for r in branch(without, "old-age").reasons if r.code == "treaty-past-employment"]
    assert [(r.params["instrument"], r.params["article"], r.params["country"]) for r in kept] == [
        ("C143", "9(1)", HOST)
    ]


def test_without_work_in_the_country_there_is_no_past_employment_to_keep() -> None:
    without = found(accepted("C143", HOST), law=without_papers_out(), status="irregular")
    assert "treaty-past-employment" not in {r.code for r in branch(without, "old-age").reasons}


def test_c143_art_9_1_is_not_what_protects_people_with_papers() -> None:
    with_papers = found(
        accepted("C143", HOST),
        history=[{"country": HOST, "months": 30, "insured": "yes"}],
    )
    assert gap(with_papers, "old-age") == {("C143", "10")}
    assert "wages-owed-whatever-status" not in {right.topic for right in with_papers.work_rights}


def test_c143_art_10_is_for_people_there_lawfully() -> None:
    assert gap(found(accepted("C143", HOST)), "sickness") == {("C143", "10")}
    assert gap(found(accepted("C143", HOST), status="asylum-seeker"), "sickness") == set()


def test_c143_art_11_leaves_seafarers_out_of_part_two_only() -> None:
    assert gap(found(accepted("C143", HOST), sector="seafaring"), "sickness") == set()
    without = found(accepted("C143", HOST), law=without_papers_out(), status="irregular", sector="seafaring")
    assert gap(without, "sickness") == {("C143", "9(1)")}


# ---- Convention 102, art. 68 -------------------------------------------------------------------------------


def test_c102_art_68_2_opens_contributory_schemes_to_nationals_of_parties_to_the_same_part() -> None:
    both = found(accepted("C102", HOST, "old-age", "sickness"), accepted("C102", HOME, "old-age"))
    assert gap(both, "old-age") == {("C102", "68(2)")}
    assert gap(both, "sickness") == set(), "Nepal's part would be another one"


def test_c102_art_68_2_lets_a_state_ask_for_reciprocity_in_contributory_schemes() -> None:
    assert gap(found(accepted("C102", HOST, "old-age")), "old-age") == set()


def test_c102_art_68_1_needs_no_reciprocity_where_nobody_contributes_and_no_public_money_pays() -> None:
    law = for_citizens("employer-liability")
    assert gap(found(accepted("C102", HOST, "sickness"), law=law), "sickness") == {("C102", "68(1)")}
    law = for_citizens("universal")
    assert gap(found(accepted("C102", HOST, "sickness"), law=law), "sickness") == set()


def test_c102_art_2_binds_only_in_the_parts_accepted() -> None:
    both = found(accepted("C102", HOST, "old-age"), accepted("C102", HOME, *BRANCHES))
    entry = treaty(both, "C102")
    assert entry is not None
    assert entry.branches == ("old-age",)
    assert gap(both, "family") == set()


def test_c102_art_68_1_is_for_residents() -> None:
    law = for_citizens("employer-liability")
    for status in ("irregular", "seasonal-permit", "posted"):
        assert gap(found(accepted("C102", HOST, "sickness"), law=law, status=status), "sickness") == set()


# ---- Refugees: the Convention of 1951 ----------------------------------------------------------------------


def test_refugee_convention_art_24_gives_refugees_the_social_security_of_nationals() -> None:
    refugee = found(accepted("CSR51", HOST), status="refugee")
    assert gap(refugee, "old-age") == {("CSR51", "24(1)(b)")}


def test_refugee_convention_art_23_gives_refugees_the_public_assistance_of_nationals() -> None:
    for kind in ("social-assistance", "universal"):
        refugee = found(accepted("CSR51", HOST), law=for_citizens(kind), status="refugee")
        assert gap(refugee, "family") == {("CSR51", "23")}


@pytest.mark.parametrize("status", ["asylum-seeker", "work-permit", "irregular"])
def test_refugee_convention_is_not_for_others(status: str) -> None:
    other = found(accepted("CSR51", HOST), status=status)
    assert binds(other, "CSR51") == "no"
    assert gap(other, "old-age") == set()


def test_nobody_is_a_refugee_in_the_country_whose_nationality_they_hold() -> None:
    """Convention of 1951, art. 1(A)(2): outside the country of nationality."""
    own = found(accepted("CSR51", HOST), status="refugee", nationalities=[HOST])
    assert own.regime.id == "home"
    assert branch(own, "old-age").verdict == "yes"


# ---- When a ratification binds -----------------------------------------------------------------------------


def test_an_ilo_convention_binds_twelve_months_after_registration() -> None:
    fresh = accepted("C97", HOST, registered=date(2026, 1, 15))
    assert binds(found(fresh), "C97") in (None, "no")
    assert binds(found(fresh, date="2027-01-15"), "C97") == "yes"


def test_a_denounced_convention_binds_no_more() -> None:
    gone = accepted("C118", HOST, "old-age", status="denounced")
    assert binds(found(gone, accepted("C118", HOME)), "C118") != "yes"


def test_a_gap_is_never_told_against_a_country_that_keeps_its_promise() -> None:
    """The treaty is kept: nobody is left out, so there is nothing to hold against the law."""
    open_to_all = scheme("kw-all", *[benefit(name, 0) for name in BRANCHES])
    kept = found(accepted("C97", HOST), accepted("C143", HOST), law=open_to_all)
    assert all(not entry.treaty_gap for entry in kept.entitlements)


def test_no_treaty_changes_the_verdict_of_national_law() -> None:
    """States must change their law; until they do, what the offices apply is the law as it stands."""
    many = [
        accepted(name, code, *BRANCHES) for name in ("C19", "C97", "C118", "C143") for code in (HOST, HOME)
    ]
    before = {entry.branch: entry.verdict for entry in found().entitlements}
    after = {entry.branch: entry.verdict for entry in found(*many).entitlements}
    assert before == after == dict.fromkeys(BRANCHES, "no")


def test_a_convention_accepted_for_a_part_of_a_country_binds_nobody_in_all_of_it() -> None:
    """Malaysia accepted Convention 97 for Sabah alone (ILO Constitution, art. 35)."""
    told = parse({"nationalities": ["NP"], "work_country": "MY", "status": "work-permit"})
    found = next(entry for entry in assess(told, real()).treaties if entry.instrument == "C97")
    assert found.binds == "no"
    assert [reason.code for reason in found.reasons] == ["treaty-for-a-part"]
