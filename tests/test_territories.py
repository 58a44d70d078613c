"""Territories with a country code of their own, to which an agreement of their state applies."""

from datetime import date

from factory import agreement, make_facts, multilateral

from webapp.facts.base import with_territories
from webapp.facts.check import check_all
from webapp.facts.load import load
from webapp.settings import Settings

FACTS = load(Settings(secret_keys=("unused",)).content_dir / "facts")


def test_a_territory_has_its_states_agreement_on_its_states_terms() -> None:
    since, until = {"BB": date(2001, 1, 1)}, {"BB": date(2030, 12, 31)}
    told = multilateral(
        "multi",
        "AA",
        "BB",
        territories={"CC": "BB"},
        party_since=since,
        party_until=until,
        min_own_months={"BB": 12},
    )
    wide = with_territories(told)
    assert wide.parties == ("AA", "BB", "CC")
    assert wide.party_since["CC"] == date(2001, 1, 1)
    assert wide.party_until["CC"] == date(2030, 12, 31)
    assert wide.min_own_months == {"BB": 12, "CC": 12}
    facts = make_facts(agreements=(told,))
    assert facts.agreements_between("CC", "AA") == facts.agreements


def test_no_agreement_joins_a_territory_to_its_state_or_its_states_other_territories() -> None:
    facts = make_facts(agreements=(agreement("bi", "AA", "BB", territories={"CC": "BB", "DD": "BB"}),))
    assert facts.agreements_between("CC", "DD") == ()
    assert facts.agreements_between("BB", "CC") == ()
    assert facts.agreements_between("AA", "DD") == facts.agreements


def test_a_territory_of_no_party_is_a_problem_and_a_bilateral_agreement_still_has_two_states() -> None:
    good = make_facts(agreements=(agreement("bi", "US", "NL", territories={"PR": "US"}),))
    assert list(check_all(good, (), ())) == []
    bad = make_facts(agreements=(agreement("bi", "US", "NL", territories={"RE": "FR"}),))
    assert any("RE: a part of none of its parties" in str(problem) for problem in check_all(bad, (), ()))


def test_the_agreements_of_the_united_states_and_the_eu_regulation_reach_their_territories() -> None:
    assert "bi-us-nl-1987" in {one.id for one in FACTS.agreements_between("PR", "NL")}
    assert "multi-eu-883" in {one.id for one in FACTS.agreements_between("RE", "PT")}
    assert "bi-fr-ma-2007" in {one.id for one in FACTS.agreements_between("MA", "GP")}
    assert FACTS.agreements_between("RE", "FR") == ()
