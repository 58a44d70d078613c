"""Every reason that a rule can give has a sentence, and no sentence has a hole, in any language."""

import importlib
import pkgutil
import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from catalogue import slots

import webapp.rules
from webapp.answering import Answerer
from webapp.facts.base import FactBase
from webapp.facts.vocabulary import ARRANGEMENTS, BRANCHES, EVENTS, SECTORS, STATUSES
from webapp.rules.assess import assess
from webapp.rules.assessment import Assessment, Reason
from webapp.settings import Settings
from webapp.situation import parse
from webapp.wording.phrase import Phrase
from webapp.wording.reasons import PHRASES
from webapp.wording.result import result_view
from webapp.wording.slots import reason_text
from webapp.wording.voice import Voice

ANSWERER = Answerer.from_settings(Settings(secret_keys=("unused",)))
FACTS = ANSWERER.facts


def declared() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(rule module, code, names of its parameters) of everything that rules declare."""
    for found in pkgutil.iter_modules(webapp.rules.__path__):
        module = importlib.import_module(f"webapp.rules.{found.name}")
        for code, names in getattr(module, "REASONS", {}).items():
            yield found.name, code, names


DECLARED = {code: set(names) for _, code, names in declared()}

DERIVED = {frozenset({"days"}): {"time"}, frozenset({"years", "months"}): {"age"}}
"""Slots that are worked out from parameters: days as a time, years and months as an age."""


def forms(phrase: Phrase) -> tuple[str, ...]:
    return (phrase,) if isinstance(phrase, str) else phrase[0]


# ---- codes and phrases -----------------------------------------------------------------------------------


def test_every_reason_has_a_phrase_and_every_phrase_a_reason() -> None:
    assert len(DECLARED) > 250
    assert set(PHRASES) == set(DECLARED)


def test_a_code_that_two_rules_give_brings_the_same_parameters() -> None:
    assert [(rule, code) for rule, code, names in declared() if set(names) != DECLARED[code]] == []


@pytest.mark.parametrize("code", sorted(PHRASES))
def test_a_phrase_asks_only_for_what_its_reason_brings(code: str) -> None:
    names = DECLARED[code]
    given = names.union(*(worked_out for needed, worked_out in DERIVED.items() if needed <= names))
    for text in forms(PHRASES[code]):
        assert slots(text) <= given, text


@pytest.mark.parametrize(
    "code", sorted(code for code, phrase in PHRASES.items() if not isinstance(phrase, str))
)
def test_a_counting_phrase_counts_a_number_that_its_reason_brings(code: str) -> None:
    phrase = PHRASES[code]
    assert not isinstance(phrase, str)
    (one, many), counted = phrase
    assert counted in DECLARED[code]
    assert counted in slots(many)
    assert slots(one) == slots(many)


# ---- what people are told --------------------------------------------------------------------------------


def month(index: int) -> str:
    return f"{index // 12}-{index % 12 + 1:02d}"


def situations(facts: FactBase, count: int) -> Iterator[dict[str, Any]]:
    """People of every kind: most come from where people come from, some never left, and each leaves answers out."""
    draw = random.Random(118)
    countries = sorted(code for code, country in facts.countries.items() if country.scheme)
    corridors = sorted(pair for pair in facts.migrants if pair[1] in countries)
    regions = sorted(facts.regions)
    for place in range(count):
        home, work = draw.choice(corridors)
        kind = place % 8
        if kind == 0:
            work = home = draw.choice(countries)
        elif kind == 1:
            work = home = draw.choice(sorted(facts.internal))
        own = [code for code in regions if code.startswith(f"{work}-")]
        day = draw.choice(("2026-11-22", "2026-11-22", "2026-11-22", "2021-03-31", "2031-02-01"))
        last = int(day[:4]) * 12 + draw.choice((0, 0, -14, -40))
        first = last - draw.choice((3, 7, 11, 24, 60, 130, 200))
        span = {"from": month(first), "to": month(last)} if draw.random() < 0.5 else {"from": month(first)}
        answers: dict[str, Any] = {
            "nationalities": draw.choice(([home], [home], ["XX"], [home, draw.choice(countries)])),
            "work_country": work,
            "status": "internal-migrant" if kind == 1 else draw.choice(STATUSES),
            "arrangement": draw.choice(ARRANGEMENTS),
            "sector": draw.choice(SECTORS),
            "employer_size": draw.choice((0, 1, 4, 9, 30, 400)),
            "contract_months": draw.choice((2, 12, 24, 36)),
            "months_in_country": draw.choice((0, 5, 30, 200)),
            "age": draw.randint(16, 75),
            "sex": draw.choice(("female", "male")),
            "live_country": draw.choice((home, work, draw.choice(countries))),
            "family_countries": [draw.choice((home, work))],
            "events": draw.sample(EVENTS, draw.randint(1, 4)),
            "history": [
                {"country": work, **span, "insured": "yes"} | ({"region": draw.choice(own)} if own else {}),
                *(
                    {
                        "country": draw.choice((home, home, work, draw.choice(countries))),
                        "months": draw.choice((4, 20, 90, 250)),
                        "insured": draw.choice(("yes", "yes", "no", "unknown")),
                    }
                    for _ in range(draw.randint(0, 3))
                ),
            ],
        }
        if own:
            answers |= {"home_region": draw.choice(own), "hukou": draw.choice(("rural", "urban"))}
        missing = draw.choice((0.0, 0.1, 0.5))
        yield {key: value for key, value in answers.items() if draw.random() >= missing} | {"date": day}


def reasons_of(found: Assessment) -> Iterator[Reason]:
    yield from found.regime.reasons
    for group in (
        found.entitlements,
        found.periods,
        found.work_rights,
        found.leaving,
        found.origin_measures,
        found.remedies,
        found.treaties,
    ):
        for entry in group:
            yield from entry.reasons


@cache
def given_reasons() -> dict[str, Reason]:
    """Every different reason that a broad set of people is given."""
    found: dict[str, Reason] = {}
    for told in situations(FACTS, 2400):
        for reason in reasons_of(assess(parse(told), FACTS)):
            found[f"{reason.code} {dict(reason.params)}"] = reason
    return found


@cache
def made_up_reasons() -> tuple[Reason, ...]:
    """A reason of every code that none of them is given, with parameters as other reasons have them."""
    given = given_reasons().values()
    usual: dict[str, Any] = {"regions": ["CN-GD", "CN-ZJ"], "countries": ["DE", "FR"]}
    usual |= {name: value for reason in given for name, value in reason.params.items()}
    rare = sorted(DECLARED.keys() - {reason.code for reason in given})
    return tuple(Reason(code, {name: usual[name] for name in sorted(DECLARED[code])}) for code in rare)


def test_the_people_are_of_many_kinds() -> None:
    assert len(made_up_reasons()) < 0.15 * len(PHRASES)


def test_every_reason_is_given_with_the_parameters_that_its_rule_declares() -> None:
    wrong = [
        (reason.code, set(reason.params))
        for reason in given_reasons().values()
        if set(reason.params) != DECLARED[reason.code]
    ]
    assert wrong == []


_RAW = {*BRANCHES, *STATUSES, *ARRANGEMENTS} | FACTS.schemes.keys() | FACTS.institutions.keys()
_RAW |= FACTS.agreement_by_id.keys() | FACTS.measures.keys() | FACTS.regions.keys()
IDS = {word for word in _RAW if "-" in word and not word.replace("-", " ").isupper()}
"""Words that only programs know. (Some are English, too: an id of one plain word proves nothing.)"""


@pytest.mark.parametrize("tag", sorted(ANSWERER.languages))
def test_every_reason_becomes_a_whole_sentence_in_every_language(tag: str) -> None:
    voice = ANSWERER.voice(tag)
    wrong = []
    for reason in (*given_reasons().values(), *made_up_reasons()):
        text = reason_text(voice, reason)
        raw = {str(value) for value in reason.params.values() if str(value) in IDS} & set(
            re.split(r"[\s,;:]+", text)
        )
        if not text.strip() or "%(" in text or "None" in text or "  " in text or raw:
            wrong.append((reason.code, text))
    assert wrong == []


def test_a_share_has_the_digits_of_its_language(answerer: Answerer) -> None:
    bengali = Voice(answerer.languages["bn"], answerer.facts)
    assert "৯০%" in reason_text(bengali, Reason("pays-percent", {"percent": 90}))


def test_what_is_not_due_on_leaving_has_no_time_limit_to_claim_it() -> None:
    """A household worker in Malaysia has no end-of-service pay; a factory worker has, and a time to claim it."""
    limits = {}
    for sector in ("domestic-work", "manufacturing"):
        told = parse(
            {
                "nationalities": ["ID"],
                "work_country": "MY",
                "status": "work-permit",
                "sector": sector,
                "arrangement": "employee",
                "history": [{"country": "MY", "months": 60, "insured": "yes"}],
                "events": ["leaving"],
            }
        )
        view = result_view(assess(told, FACTS), told, ANSWERER.voice("en"))
        limits[sector] = {
            card.verdict: card.deadline for card in view.leaving if card.title == "End-of-service money"
        }
    assert limits["domestic-work"] == {"no": ""}
    assert limits["manufacturing"]["yes"].startswith("Claim within ")
