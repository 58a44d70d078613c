"""Which question comes next: only what some verdict still depends on, each at most once, each skippable."""

from collections.abc import Iterator
from dataclasses import replace

from webapp.facts.base import FactBase
from webapp.facts.vocabulary import STATUSES
from webapp.rules.assess import QUESTION_ORDER, assess
from webapp.situation import Situation
from webapp.state import Walk

FIRST = ("nationalities", "work_country")
LAST = ("events",)
QUESTIONS: tuple[str, ...] = (*QUESTION_ORDER, *LAST)
"""Every question, in the order in which they are asked."""


def next_question(walk: Walk, facts: FactBase) -> str | None:
    """The name of the next question worth asking, or None when nothing more would change the answer."""
    return next(open_questions(walk, facts), None)


def open_questions(walk: Walk, facts: FactBase) -> Iterator[str]:
    """The questions still worth asking, in the order in which they are asked.

    The first two are always asked; then what the rules name; what happened comes last. A question that was
    answered or skipped does not come again by itself.
    """
    told = walk.situation
    for name in FIRST:
        if not is_answered(name, told) and name not in walk.skipped:
            yield name
    for name in assess(told, facts).questions:
        if name not in FIRST and not is_answered(name, told) and name not in walk.skipped:
            yield name
    for name in LAST:
        if not is_answered(name, told) and name not in walk.skipped:
            yield name


def is_answered(name: str, told: Situation) -> bool:
    """Whether the question was answered."""
    value = getattr(told, name)
    return value is not None and value != ()


def possible_statuses(told: Situation) -> tuple[str, ...]:
    """The statuses worth offering: those of citizens only to people who may be citizens."""
    work = told.work_country
    if work is not None and told.nationalities and work not in told.nationalities:
        return tuple(status for status in STATUSES if status not in ("national", "internal-migrant"))
    return STATUSES


def settle(told: Situation) -> Situation:
    """`told` without a status that the other answers rule out: a foreigner is no citizen."""
    if told.status is not None and told.status not in possible_statuses(told):
        return replace(told, status=None)
    return told
