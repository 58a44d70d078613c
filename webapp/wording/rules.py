"""The rule book in words: what each rule answers, its legal source, every conclusion it can reach."""

import importlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webapp.wording.reasons import PHRASES
from webapp.wording.voice import N_, Voice

TITLES: Mapping[str, str] = {
    "abroad": N_("Is it paid when you live in another country?"),
    "agreements": N_("Which agreements between countries count for you?"),
    "coverage": N_("Does the law cover you?"),
    "family": N_("Do children who live elsewhere count?"),
    "hinge": N_("What happens where two systems of treaties meet?"),
    "internal": N_("What changes if you moved inside your own country?"),
    "internal_pension": N_("Which place in your country pays your pension?"),
    "internal_benefits": N_("What do you get after moving inside your country?"),
    "internal_claims": N_("Who must pay you, if your employer does not?"),
    "leaving": N_("What can you take along when you leave?"),
    "origin": N_("What does your own country do for you?"),
    "periods": N_("What does each country pay?"),
    "posting": N_("Which law counts when an employer sends you?"),
    "prorata": N_("How much does each country pay?"),
    "qualifying": N_("Do you have enough months?"),
    "regime": N_("How is your pension protected?"),
    "remedies": N_("Where can you go, and until when?"),
    "totalisation": N_("Which months are added together?"),
    "treaties": N_("Which treaties protect you?"),
    "work_rights": N_("Which rights do you have at work?"),
    "entitlement": N_("Which scheme counts for a right?"),
}
"""Rule module → the question that it answers."""


@dataclass(frozen=True, slots=True)
class RuleText:
    name: str
    title: str
    source: str
    """The legal source, in English as the instruments are cited."""
    conclusions: tuple[str, ...]
    tests: tuple[str, ...]


def rule_texts(voice: Voice, content: Path) -> list[RuleText]:
    """Every rule, with its conclusions in the language of `voice` and the tests that hold it."""
    return [
        RuleText(
            name=name,
            title=voice.say(title),
            source=_source(name),
            conclusions=tuple(_open(voice, code) for code in _codes(name) if code in PHRASES),
            tests=_tests(content).get(name, ()),
        )
        for name, title in TITLES.items()
    ]


@cache
def _source(name: str) -> str:
    """What stands behind "Legal source:" in the module's own description."""
    text = importlib.import_module(f"webapp.rules.{name}").__doc__ or ""
    found = re.search(r"Legal source:\s*(.*)", text, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def _codes(name: str) -> tuple[str, ...]:
    return tuple(getattr(importlib.import_module(f"webapp.rules.{name}"), "REASONS", ()))


def _open(voice: Voice, code: str) -> str:
    """The sentence of a reason with its slots left open: "…"."""
    phrase = PHRASES[code]
    if isinstance(phrase, str):
        text = voice.language.phrases.gettext(phrase)
    else:
        text = voice.language.phrases.ngettext(*phrase[0], 12)
    return re.sub(r"%\(\w+\)s", "…", text)


@cache
def _tests(content: Path) -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads((content / "rules.toml").read_text(encoding="utf-8"))
    return {name: tuple(entry["tests"]) for name, entry in table.items()}
