"""The contract's `text`: an assessment's JSON with its reasons, verdicts and titles also in one language."""

from collections.abc import Mapping
from typing import Any

from webapp.wording import labels
from webapp.wording.slots import institution_name, instrument_name, measure_name, said, scheme_name
from webapp.wording.voice import Voice


def add_texts(written: dict[str, Any], voice: Voice) -> dict[str, Any]:
    """`written` (webapp/rules/json_form.py) with `text` on each reason, and `text` and `title` on each entry."""

    def say(entries: list[dict[str, Any]], table: Mapping[str, str], key: str) -> None:
        for entry in entries:
            entry["title"] = voice.say(table[entry[key]])
            if "verdict" in entry:
                entry["text"] = voice.say(labels.VERDICTS[entry["verdict"]])

    for entries in ([written["regime"]], *(written[name] for name in _WITH_REASONS)):
        for entry in entries:
            for reason in entry["reasons"]:
                reason["text"] = said(voice, reason["code"], reason["params"])
    written["regime"]["text"] = voice.say(labels.REGIMES[written["regime"]["id"]])
    say(written["entitlements"], labels.BRANCHES, "branch")
    for entry in written["entitlements"]:
        if entry["scheme"]:
            entry["scheme_text"] = scheme_name(voice, entry["scheme"])
    say(written["periods"], labels.BRANCHES, "branch")
    say(written["work_rights"], labels.TOPICS, "topic")
    say(written["leaving"], labels.DEPARTURES, "kind")
    say(written["remedies"], labels.REMEDIES, "topic")
    for entry in written["remedies"]:
        entry["institution"]["text"] = institution_name(voice, entry["institution"]["id"])
    for entry in written["origin_measures"]:
        entry["title"] = measure_name(voice, entry["id"])
        entry["text"] = voice.say(labels.VERDICTS[entry["verdict"]])
    for entry in written["treaties"]:
        entry["title"] = instrument_name(voice, entry["instrument"])
        entry["text"] = voice.say(labels.BINDS[entry["binds"]])
    return written


_WITH_REASONS = (
    "entitlements",
    "periods",
    "work_rights",
    "leaving",
    "origin_measures",
    "remedies",
    "treaties",
)
