"""The result alone as a short code: which rights, which day, and no answer. Ten letters to read out over the phone.

Nine verdicts (base 5), the day, and a check number, in Crockford's base 32, which has no letters that sound or
look alike; what is misheard as one of those is put right.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import get_args

from webapp.facts.vocabulary import BRANCHES
from webapp.rules.assessment import Verdict

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISHEARD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_FIRST_DAY = date(2026, 1, 1)
_DAYS = 2**14
"""Forty-four years of days fit."""
_LENGTH = 10
_CHECK = 32_749
"""A prime: of the codes that are misread, one in so many passes for another."""


def short_code(verdicts: Sequence[Verdict], day: date) -> str:
    """The code of nine verdicts, in Convention 102's order, on a day: "7K2M9-0QX3B"."""
    number = min(max((day - _FIRST_DAY).days, 0), _DAYS - 1)
    for verdict in verdicts:
        number = number * len(_VERDICTS) + _VERDICTS.index(verdict)
    number = number * _CHECK + number % _CHECK
    letters = ""
    for _ in range(_LENGTH):
        number, rest = divmod(number, 32)
        letters = _LETTERS[rest] + letters
    return f"{letters[:5]}-{letters[5:]}"


def read_code(code: str) -> tuple[tuple[Verdict, ...], date] | None:
    """The verdicts and the day of a code; None where it is no code: misread, cut or made up."""
    letters = "".join(code.upper().split()).replace("-", "").translate(_MISHEARD)
    if len(letters) != _LENGTH or any(letter not in _LETTERS for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number * 32 + _LETTERS.index(letter)
    number, check = divmod(number, _CHECK)
    if number % _CHECK != check:
        return None
    verdicts: list[Verdict] = []
    for _ in BRANCHES:
        number, rest = divmod(number, len(_VERDICTS))
        verdicts.append(_VERDICTS[rest])
    if number >= _DAYS:
        return None
    return tuple(reversed(verdicts)), _FIRST_DAY + timedelta(days=number)
