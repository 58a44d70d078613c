"""What is wrong with an answer, in words: one phrase for each code of situation.Invalid."""

from collections.abc import Mapping

from webapp.situation import Invalid
from webapp.wording.voice import N_, Voice

PHRASES: Mapping[str, str] = {
    "unknown-key": N_("This key is not known."),
    "not-an-object": N_("This must be a set of answers with names."),
    "unknown-word": N_("Choose one of the answers in the list."),
    "not-a-whole-number": N_("Write a whole number."),
    "out-of-range": N_("Write a number from %(least)s to %(most)s."),
    "unknown-country": N_("Choose a country from the list."),
    "unknown-region": N_("Choose a region from the list."),
    "not-a-list": N_("This must be a list."),
    "too-many": N_("At most %(most)s entries are possible."),
    "not-a-month": N_("Write a month as year and month, for example 2024-03."),
    "not-a-day": N_("Write a day as year, month and day, for example 2024-03-31."),
    "missing": N_("This is needed."),
    "months-or-dates": N_("Give either the number of months or the dates, not both."),
    "ends-before-it-begins": N_("The end lies before the beginning."),
    "begins-in-the-future": N_("This begins in the future."),
    "region-of-another-country": N_("This region is not in the country you chose."),
    "given-twice": N_("Give this only once."),
    "country-twice": N_("Give this only once."),
    "not-an-amount": N_("Write an amount of money, for example 540.00."),
    "no-own-right": N_("Leave this out: the months in this country alone are too few for a pension."),
}


def invalid_text(voice: Voice, invalid: Invalid) -> str:
    """The message for one answer that cannot be taken."""
    slots = {name: invalid.params[name] for name in ("least", "most") if name in invalid.params}
    return voice.say(PHRASES[invalid.code], **slots)
