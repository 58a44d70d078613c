"""The choices of a question, as words of the vocabulary; the wording gives each its label."""

from collections.abc import Mapping

from webapp.facts.vocabulary import ARRANGEMENTS, EVENTS, SECTORS, Event
from webapp.questions.flow import possible_statuses
from webapp.situation import Situation
from webapp.wording import labels

_COMMON_FIRST: tuple[Event, ...] = (
    "work-injury",
    "unpaid",
    "passport-taken",
    "abused",
    "dismissed",
    "job-lost",
    "sick",
    "pregnant",
    "new-child",
    "cannot-work",
    "relative-died",
    "retiring",
    "leaving",
    "left",
    "refused",
)
"""What happened, in the order of a list: what is urgent first, and what is alike side by side."""


def options(name: str, told: Situation) -> Mapping[str, str]:
    """Value → label phrase of a question with fixed choices; empty for numbers, countries and periods."""
    if name == "status":
        return {word: labels.STATUSES[word] for word in possible_statuses(told)}
    if name == "events":
        return {word: labels.EVENTS[word] for word in sorted(EVENTS, key=_COMMON_FIRST.index)}
    tables: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
        "sector": (SECTORS, labels.SECTORS),
        "arrangement": (ARRANGEMENTS, labels.ARRANGEMENTS),
        "sex": (tuple(labels.SEXES), labels.SEXES),
        "hukou": (tuple(labels.HUKOU), labels.HUKOU),
    }
    words, table = tables.get(name, ((), {}))
    return {word: table[word] for word in words}
