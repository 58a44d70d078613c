"""Situations over many countries, with the verdict that the law named beside each gives (tests/situations.toml)."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from webapp.facts.base import FactBase
from webapp.facts.load import load
from webapp.rules.assess import assess
from webapp.rules.months import month_index
from webapp.settings import Settings
from webapp.situation import parse

TABLE = tomllib.loads((Path(__file__).parent / "situations.toml").read_text(encoding="utf-8"))
CASES = TABLE["case"]


@pytest.fixture(scope="module")
def facts() -> FactBase:
    return load(Settings(secret_keys=("unused",)).content_dir / "facts")


def told(case: dict[str, Any]) -> dict[str, Any]:
    """The situation of a case; months of one country are the last ones before the day, those of several undated."""
    day = TABLE["day"]
    found = {**case["told"], "date": day.isoformat()}
    history = case.get("history", [])
    if history and isinstance(history[0], list):
        found["history"] = [
            {"country": country, "months": months, "insured": "yes"} for country, months in history
        ]
    elif history:
        country, months = history
        first = month_index(day.year, day.month) - months + 1
        found["history"] = [
            {"country": country, "from": f"{first // 12:04d}-{first % 12 + 1:02d}", "insured": "yes"}
        ]
    return found


def name(case: dict[str, Any]) -> str:
    who = case["told"]
    months = f"-{case['history']}" if "history" in case else ""
    nationality = "+".join(who.get("nationalities", []))
    parts = (who.get("work_country"), case["branch"], nationality, who.get("status"), who.get("sector"))
    return "-".join(str(part) for part in parts) + months


def test_the_table_is_wide() -> None:
    assert len(CASES) >= 120
    assert len({case["told"].get("work_country") for case in CASES}) >= 30
    for key, least in (("status", 8), ("sector", 8)):
        assert len({case["told"].get(key) for case in CASES}) >= least, key


@pytest.mark.parametrize("case", CASES, ids=map(name, CASES))
def test_the_law_gives_what_it_says(facts: FactBase, case: dict[str, Any]) -> None:
    found = assess(parse(told(case)), facts)
    entry = next(entry for entry in found.entitlements if entry.branch == case["branch"])
    why = [(reason.code, reason.checked) for reason in entry.reasons]
    assert entry.verdict == case["verdict"], (case["law"], entry.scheme, why)
    if "source" in case:
        assert case["source"] in {source for reason in entry.reasons for source in reason.sources}, why
    if entry.verdict == "no":
        assert any(reason.sources and reason.checked != "no" for reason in entry.reasons)
