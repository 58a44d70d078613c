"""Three-valued conditions: true, false, not answered; and a fourth outcome, where the facts are silent.

A condition is one sentence of a law about one answer. Combining them never makes a verdict firmer than the
weakest of its conditions: one false makes the whole false, else one silent makes it undecided, else one
unanswered makes it depend on that answer.
"""

from enum import Enum


class Holds(Enum):
    TRUE = "true"
    FALSE = "false"
    ASK = "ask"
    """The person has not told what the condition turns on."""
    SILENT = "silent"
    """The person has told, but no fact says what follows."""

    # There is one of each, so identity will do; Enum's own hash is a call in Python, made at every look-up.
    __hash__ = object.__hash__


def at_least(value: int | None, minimum: int) -> Holds:
    """Whether `value` reaches `minimum`; ASK where the value was not told."""
    if value is None:
        return Holds.ASK
    return Holds.TRUE if value >= minimum else Holds.FALSE
