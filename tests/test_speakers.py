"""`content languages`: whom the languages of Haki reach, by CLDR's shares and the United Nations' migrants."""

from dataclasses import replace

from conftest import CommandLine

from webapp.answering import Answerer
from webapp.facts.base import FactBase
from webapp.upkeep.speakers import speakers

TWELVE = ("en", "ar", "bn", "zh-Hans", "es", "fil", "fr", "hi", "id", "my", "ne", "ru")


def moved(answerer: Answerer, **people: int) -> FactBase:
    return replace(answerer.facts, migrants={(origin, "DE"): count for origin, count in people.items()})


def test_the_first_twelve_languages_reach_more_than_half_of_the_world_s_migrants(answerer: Answerer) -> None:
    assert 0.55 < speakers(answerer.facts, TWELVE).together < 0.65


def test_people_count_by_where_they_come_from(answerer: Answerer) -> None:
    """Nearly everybody in Bangladesh uses Bengali, nearly nobody in Mexico does."""
    found = speakers(moved(answerer, BD=300, MX=100), ["bn"])
    assert 0.70 < found.together < 0.75
    assert found.each == {"bn": found.together}
    assert found.more[0][0] == "es"


def test_who_uses_two_of_the_languages_is_counted_once(answerer: Answerer) -> None:
    facts = moved(answerer, PH=100)
    filipino, english = (speakers(facts, [tag]).together for tag in ("fil", "en"))
    assert speakers(facts, ["fil", "en"]).together == max(filipino, english)


def test_what_a_language_would_add_is_what_it_adds(answerer: Answerer) -> None:
    language, gain = speakers(answerer.facts, TWELVE).more[0]
    grown = speakers(answerer.facts, [*TWELVE, language]).together
    assert abs(grown - speakers(answerer.facts, TWELVE).together - gain) < 1e-9


def test_the_command_says_it(command_line: CommandLine) -> None:
    status, out, _ = command_line(["content", "languages", "--next", "3"], b"")
    lines = out.decode().splitlines()
    assert status == 0
    assert "of the world's migrants come from people who use one of" in lines[0]
    assert len(lines[lines.index("Which one more would reach how many more:") + 1 :]) == 3
