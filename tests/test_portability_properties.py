"""What must hold of totals, verdicts and shares for any history and any agreements."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

from factory import agreement, make_facts, multilateral, pension_country, someone
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from webapp.facts.base import FactBase
from webapp.facts.load import read_folder
from webapp.facts.records import Agreement
from webapp.facts.vocabulary import BRANCHES, SECTORS, STATUSES
from webapp.rules import abroad, coverage, family, hinge, leaving, qualifying, totalisation
from webapp.rules import agreements as agreements_rules
from webapp.rules import periods as periods_rules
from webapp.rules import regime as regime_rules
from webapp.rules.assessment import RANK, PeriodsEntry, Reason
from webapp.rules.months import count
from webapp.rules.periods import periods
from webapp.rules.person import Person
from webapp.rules.prorata import prorata
from webapp.rules.totalisation import totalise

COUNTRIES = ("BR", "CL", "ES", "FR", "GB")

needs = st.fixed_dictionaries({code: st.sampled_from([0, 6, 12, 60, 120, 180, 240]) for code in COUNTRIES})


def month_text(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


@st.composite
def told_periods(draw: st.DrawFn, least_months: int = 1, insured: tuple[str, ...] = ("yes",)) -> Any:
    """One period, told by its months or by its dates."""
    code = draw(st.sampled_from(COUNTRIES))
    months = draw(st.one_of(st.integers(least_months, 15), st.integers(least_months, 200)))
    paid = draw(st.sampled_from(insured))
    if draw(st.booleans()):
        return {"country": code, "months": months, "insured": paid}
    first = draw(st.integers(1980 * 12, 2005 * 12))
    return {
        "country": code,
        "from": month_text(first),
        "to": month_text(first + months - 1),
        "insured": paid,
    }


def histories(least_months: int = 1, insured: tuple[str, ...] = ("yes",)) -> st.SearchStrategy[Any]:
    return st.lists(told_periods(least_months, insured), min_size=1, max_size=6)


def mostly(usual: Any, *others: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.just(usual), st.just(usual), st.sampled_from([usual, *others]))


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """A bilateral or multilateral agreement with terms of any kind."""
    several = draw(st.booleans())
    parties = draw(
        st.lists(
            st.sampled_from(COUNTRIES),
            min_size=3 if several else 2,
            max_size=5 if several else 2,
            unique=True,
        )
    )
    make = multilateral if several else agreement
    name = f"{'multi' if several else 'bi'}-{'-'.join(parties).lower()}-{draw(st.integers(0, 9))}"
    return make(
        name,
        *parties,
        status=draw(
            st.sampled_from(["in-force", "in-force", "in-force", "signed", "partly-applied", "ended"])
        ),
        in_force=draw(st.sampled_from([date(2000, 1, 1), None, date(2030, 1, 1)])),
        personal_scope=draw(st.sampled_from(["all-insured", "nationals-of-parties", "unknown"])),
        totalisation=draw(st.sampled_from([("old-age", "invalidity", "survivors"), ("old-age",), (), None])),
        calculation=draw(st.sampled_from(["pro-rata", "direct", None])),
        below_one_year=draw(st.booleans()),
        min_own_months=draw(
            st.dictionaries(st.sampled_from(COUNTRIES), st.sampled_from([12, 18, 60]), max_size=2)
        ),
    )


many_agreements = st.lists(agreements(), max_size=5, unique_by=lambda one: one.id)


def facts_of(needed: dict[str, int], made: list[Agreement]) -> FactBase:
    return make_facts(*(pension_country(code, months) for code, months in needed.items()), agreements=made)


def entries(who: Person, facts: FactBase) -> dict[tuple[str, str], PeriodsEntry]:
    return {(entry.branch, entry.country): entry for entry in periods(who, facts)}


def someone_from(history: Any, nationality: str) -> Person:
    return someone(*history, nationalities=[nationality], work_country="ES", status="work-permit")


nationalities = st.sampled_from(["ES", "CL", "NP", "XX"])


@settings(max_examples=150, deadline=None)
@given(histories(insured=("yes", "unknown", "no")), needs, many_agreements, agreements(), nationalities)
def test_one_more_agreement_never_lowers_a_total_or_a_verdict(
    history: Any, needed: dict[str, int], made: list[Agreement], more: Agreement, nationality: str
) -> None:
    assume(more.id not in {one.id for one in made})
    who = someone_from(history, nationality)
    before, after = facts_of(needed, made), facts_of(needed, [*made, more])
    for code in who.countries:
        for months in (60, 180):
            old = totalise(code, "old-age", months, 0, who, before).total
            new = totalise(code, "old-age", months, 0, who, after).total
            assert new.least >= old.least
            assert new.most >= old.most
    earlier, later = entries(who, before), entries(who, after)
    assert all(RANK[later[key].verdict] >= RANK[entry.verdict] for key, entry in earlier.items())


def one_more_month(period: dict[str, Any]) -> dict[str, Any]:
    if "months" in period:
        return {**period, "months": period["months"] + 1}
    year, month = map(int, period["to"].split("-"))
    return {**period, "to": month_text(year * 12 + month - 1 + 1)}


@settings(max_examples=150, deadline=None)
@given(
    histories(least_months=12, insured=("yes", "unknown")), needs, many_agreements, nationalities, st.data()
)
def test_one_more_month_never_lowers_a_total_or_a_verdict(
    history: Any, needed: dict[str, int], made: list[Agreement], nationality: str, data: st.DataObject
) -> None:
    """Above one year in each country; below it art. 57(3) may move the whole pension from one country to another."""
    place = data.draw(st.integers(0, len(history) - 1))
    longer = [one_more_month(period) if at == place else period for at, period in enumerate(history)]
    facts = facts_of(needed, made)
    before, after = someone_from(history, nationality), someone_from(longer, nationality)
    for code in before.countries:
        old = totalise(code, "old-age", 180, 0, before, facts).total
        new = totalise(code, "old-age", 180, 0, after, facts).total
        assert new.least >= old.least
        assert new.most >= old.most
    earlier, later = entries(before, facts), entries(after, facts)
    assert all(RANK[later[key].verdict] >= RANK[entry.verdict] for key, entry in earlier.items())


@settings(max_examples=200, deadline=None)
@given(histories(), needs)
def test_the_shares_of_one_career_inside_one_instrument_sum_to_one(
    history: Any, needed: dict[str, int]
) -> None:
    """Regulation 883/2004, arts 52(1)(b) and 57: below one year no share; the others take the months over."""
    facts = facts_of(needed, [multilateral("all", *COUNTRIES)])
    who = someone_from(history, "ES")
    assume(len(who.countries) > 1)
    shares = [totalise(code, "old-age", needed[code], 0, who, facts).share for code in who.countries]
    known = [share for share in shares if share is not None]
    assert sum(known) == 1 or (not known and all_below_a_year(who, needed))
    assert all(0 < share <= 1 for share in known)


def all_below_a_year(who: Person, needed: dict[str, int]) -> bool:
    """Then one country pays all, and without dates nobody knows which."""
    months = {code: who.insured_months(code) for code in who.countries}
    return all(found is not None and found.most < min(12, needed[code]) for code, found in months.items())


@settings(max_examples=100, deadline=None)
@given(st.lists(told_periods(insured=("yes", "unknown")), min_size=2, max_size=4), needs, many_agreements)
def test_the_order_of_periods_does_not_matter(
    history: Any, needed: dict[str, int], made: list[Agreement]
) -> None:
    facts = facts_of(needed, made)
    expected = entries(someone_from(history, "ES"), facts)
    for other_order in permutations(history):
        assert entries(someone_from(other_order, "ES"), facts) == expected


@settings(max_examples=150, deadline=None)
@given(histories(), needs, st.lists(agreements(), min_size=1, max_size=8, unique_by=lambda one: one.id))
def test_months_are_added_only_under_one_agreement_to_which_both_countries_are_parties(
    history: Any, needed: dict[str, int], made: list[Agreement]
) -> None:
    """No chaining: A-B and A-C never add C to B's claim."""
    facts = facts_of(needed, made)
    who = someone_from(history, "CL")
    for code in who.countries:
        found = totalise(code, "old-age", 240, 0, who, facts)
        assert len({one.agreement for one in found.added}) <= 1
        for one in found.added:
            assert {code, one.country} <= set(facts.agreement_by_id[one.agreement].parties)
        best = max(
            [distinct_months(history, {code})]
            + [distinct_months(history, set(one.parties)) for one in made if code in one.parties]
        )
        assert found.total.most <= best


def distinct_months(history: Any, countries: set[str]) -> int:
    """Months told for these countries, each dated month once, reckoned apart from the rules."""
    loose, seen = 0, set()
    for told in history:
        if told["country"] not in countries:
            continue
        if "months" in told:
            loose += told["months"]
        else:
            (year, month), (last_year, last_month) = (
                map(int, told[key].split("-")) for key in ("from", "to")
            )
            seen.update(range(year * 12 + month, last_year * 12 + last_month + 1))
    return loose + len(seen)


@settings(max_examples=150, deadline=None)
@given(histories(), needs)
def test_inside_one_instrument_every_month_counts_once_for_each_country(
    history: Any, needed: dict[str, int]
) -> None:
    """Regulation 987/2009, art. 12."""
    facts = facts_of(needed, [agreement("all", *COUNTRIES, kind="multilateral")])
    who = someone_from(history, "ES")
    for code in who.countries:
        total = totalise(code, "old-age", 1000, 0, who, facts).total
        assert total.least == total.most == distinct_months(history, set(COUNTRIES))


@settings(max_examples=150, deadline=None)
@given(histories(insured=("yes", "unknown", "no")), needs, many_agreements, st.sampled_from([0, 24, 60]))
def test_a_total_lies_between_own_months_and_all_months(
    history: Any, needed: dict[str, int], made: list[Agreement], window: int
) -> None:
    facts = facts_of(needed, made)
    who = someone_from(history, "CL")
    everything = sum((who.insured_months(code) or totals_nothing()).most for code in who.countries)
    for code in who.countries:
        found = totalise(code, "survivors", 120, window, who, facts)
        assert found.own.least <= found.total.least <= found.total.most <= everything
        assert found.own.most <= found.total.most
        if window:
            assert found.total.most <= window


def totals_nothing() -> Any:
    raise AssertionError("every country of the history has months")


@settings(max_examples=150, deadline=None)
@given(histories(insured=("yes", "unknown", "no")), st.sampled_from([0, 24, 200, 400]))
def test_months_of_several_countries_together_are_counted_as_those_of_one(history: Any, window: int) -> None:
    who = someone_from(history, "CL")
    periods_told = [period for found in who.periods.values() for period in found]
    counted = totalisation.together(tuple(who.countries), window, who)
    assert counted == count(periods_told, who.day, window)


amounts = st.integers(0, 5000)


@st.composite
def claims(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for code in draw(st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=5, unique=True)):
        months = draw(st.integers(12, 500))
        needed = draw(st.sampled_from([0, 60, 180]))
        claim = {"country": code, "months": months, "needed": needed, "theoretical": draw(amounts)}
        if months >= needed:
            claim["independent"] = draw(amounts)
        found.append(claim)
    return found


@settings(max_examples=150, deadline=None)
@given(claims())
def test_payable_shares_sum_to_one_and_nobody_gets_less_than_the_independent_pension(
    told: list[dict[str, Any]],
) -> None:
    """Regulation 883/2004, art. 52(3)."""
    paid = prorata({"countries": told})["countries"]
    total = sum(claim["months"] for claim in told)
    shares = [Fraction(**one["share"]) for one in paid if one["share"]]
    assert sum(shares) <= 1
    if all(claim["needed"] <= total for claim in told):
        assert sum(shares) == 1
    for one in paid:
        assert float(one["payable"]) >= float(one["independent"] or 0)
        assert float(one["payable"]) >= float(one["pro_rata"] or 0)
    turned = prorata({"countries": told[::-1]})["countries"]
    assert turned[::-1] == paid


@cache
def real_facts() -> FactBase:
    """The real facts, as far as they can be read: whether they are sound is another test's question."""
    found, _ = read_folder(Path(__file__).parent.parent / "content" / "facts")
    assert found is not None
    return found


DECLARED = {
    code: set(params)
    for module in (
        abroad,
        agreements_rules,
        coverage,
        family,
        hinge,
        leaving,
        periods_rules,
        qualifying,
        regime_rules,
        totalisation,
    )
    for code, params in module.REASONS.items()
}


def all_reasons(who: Person, facts: FactBase) -> Iterator[Reason]:
    """Everything that the portability rules say of one person on the real facts."""
    code = who.situation.work_country or ""
    for entry in periods(who, facts):
        yield from entry.reasons
    for departed in leaving.leaving(who, facts):
        yield from departed.reasons
    for branch in BRANCHES:
        yield from totalise(code, branch, 120, 0, who, facts).reasons
        for scheme, benefit in facts.benefits(code, branch):
            yield from abroad.paid_abroad(scheme, benefit, code, who, facts)[1]
    yield from family.children_abroad(code, who, facts)
    for inside in (True, None, False):
        covered = {
            branch: (facts.benefits(code, branch)[0][0].id if facts.benefits(code, branch) else "", inside)
            for branch in BRANCHES
        }
        yield from regime_rules.regime(who, facts, covered).reasons


real = st.sampled_from(
    ["DE", "ES", "EC", "GB", "CH", "US", "PH", "TR", "MA", "JP", "BR", "KW", "RU", "KZ", "TH"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda code, months, paid: {"country": code, "months": months, "insured": paid},
            real,
            st.integers(1, 300),
            st.sampled_from(["yes", "unknown", "no"]),
        ),
        max_size=4,
    ),
    st.fixed_dictionaries(
        {"work_country": real},
        optional={
            "nationalities": st.lists(st.one_of(real, st.just("XX")), min_size=1, max_size=2),
            "status": st.sampled_from(STATUSES),
            "live_country": real,
            "sector": st.sampled_from(SECTORS),
            "events": st.lists(st.sampled_from(["left", "leaving", "dismissed"]), max_size=3),
            "family_countries": st.lists(real, max_size=2),
            "contract_months": st.integers(0, 60),
        },
    ),
)
def test_every_reason_is_declared_with_its_parameters_and_cites_known_sources(
    history: Any, answers: Any
) -> None:
    facts, who = real_facts(), someone(*history, **answers)
    for reason in all_reasons(who, facts):
        assert set(reason.params) == DECLARED[reason.code], reason
        assert all(source in facts.sources for source in reason.sources)
        assert reason.sources or reason.checked == "no" or reason.code.startswith("regime-"), reason
        assert all(isinstance(value, (str, int, list)) for value in reason.params.values()), reason
