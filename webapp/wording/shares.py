"""How a country's share of a pension comes about, in words."""

from collections.abc import Mapping

from webapp.wording.voice import N_

CALCULATIONS: Mapping[str, str] = {
    "pro-rata": N_("By share: months here, out of all months"),
    "direct": N_("For its own months only (direct method)"),
    "alone": N_("From its own months only, never by share"),
}
"""Calculation → its name, in the order of a list."""

METHODS: Mapping[str, str] = {
    "independent": N_("The pension for the months in this country alone."),
    "pro-rata": N_("A share of the pension for all months together."),
    "direct": N_("All months together open the right. The country pays for its own months."),
    "last-country": N_("Less than a year in each country: the last country pays for all months."),
    "below-one-year": N_("Less than a year: other countries take these months over."),
    "too-few-months": N_("Too few months for a pension from this country."),
}
"""Method → what it means."""
