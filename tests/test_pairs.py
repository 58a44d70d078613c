"""How many pairs of countries an agreement in force joins: `content coverage`."""

from datetime import date

from factory import READ, agreement, make_facts, multilateral

from webapp.facts.load import load
from webapp.settings import Settings
from webapp.upkeep.pairs import pair_counts, pairs_in_force

DAY = date(2026, 1, 1)


def test_at_least_500_pairs_are_in_force_from_official_lists_that_were_read() -> None:
    facts = load(Settings(secret_keys=("unused",)).content_dir / "facts")
    assert pair_counts(facts, DAY).officially >= 500
    assert pair_counts(facts, DAY, bilateral_only=True).officially >= 500


def test_a_pair_with_two_agreements_counts_once_and_by_the_better_read_one() -> None:
    facts = make_facts(
        agreements=(agreement("bi", "AA", "BB", checked="no"), multilateral("multi", "AA", "BB", "CC"))
    )
    every = pair_counts(facts, DAY)
    assert (every.pairs, every.checked["yes"], every.checked["no"]) == (3, 3, 0)
    bilateral = pair_counts(facts, DAY, bilateral_only=True)
    assert (bilateral.pairs, bilateral.checked["yes"], bilateral.checked["no"]) == (1, 0, 1)


def test_what_is_not_in_force_on_the_day_joins_nobody() -> None:
    for more in (
        {"status": "signed"},
        {"status": "partly-applied"},
        {"in_force": date(2026, 1, 2)},
        {"until": date(2025, 12, 31)},
        {"not_between": (("BB", "AA"),)},
        {"party_since": {"BB": date(2026, 1, 2)}},
        {"party_until": {"AA": date(2025, 12, 31)}},
    ):
        facts = make_facts(agreements=(agreement("bi", "AA", "BB", **more),))
        assert not pairs_in_force(facts, DAY), more


def test_an_agreement_in_force_since_a_day_that_is_not_known_counts() -> None:
    facts = make_facts(agreements=(agreement("bi", "BB", "AA", in_force=None),))
    assert list(pairs_in_force(facts, DAY)) == [("AA", "BB")]


def test_a_list_that_nobody_read_or_that_is_not_official_does_not_count_as_one() -> None:
    facts = make_facts(agreements=(agreement("bi", "AA", "BB", sources=(READ,)),))
    assert pair_counts(facts, DAY).officially == 1
    facts = make_facts(agreements=(agreement("bi", "AA", "BB", sources=("no-such",)),))
    assert pair_counts(facts, DAY).officially == 0


def test_a_territory_is_no_country_of_its_own_in_the_count() -> None:
    facts = make_facts(agreements=(agreement("bi", "AA", "BB", territories={"CC": "BB"}),))
    assert list(pairs_in_force(facts, DAY)) == [("AA", "BB")]
