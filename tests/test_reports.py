"""Whoever sees a wrong fact can say so from where it stands: the report names the fact, and nothing about a person."""

import re
from urllib.parse import unquote

from cryptography.fernet import Fernet
from flask.testing import FlaskClient

from webapp.app import create_app
from webapp.settings import Settings
from webapp.situation import parse
from webapp.state import TokenBox, Walk

KEY = Fernet.generate_key().decode()
TOLD = {
    "nationalities": ["NP"],
    "work_country": "MY",
    "status": "irregular",
    "sector": "domestic-work",
    "history": [{"country": "MY", "months": 489}],
    "events": ["unpaid", "leaving"],
}


def client(contact: str) -> FlaskClient:
    return create_app(Settings(secret_keys=(KEY,), contact=contact)).test_client()


def reports(page: str, begins: str) -> list[str]:
    """What the reports on a page are about."""
    return [unquote(about) for about in re.findall(rf'href="{re.escape(begins)}([^"]+)"', page)]


def test_each_fact_of_a_country_is_reported_by_its_own_name() -> None:
    page = client("facts@example.org").get("/ne/countries/TH").get_data(as_text=True)
    told = reports(page, "mailto:facts@example.org?subject=")
    assert "Haki: TH › th-ssf-33 › old-age" in told
    assert any(about.startswith("Haki: unpaid-wages › th-") for about in told)
    assert len(set(told)) > 30


def test_the_form_of_an_issue_is_filled_in_with_the_fact() -> None:
    contact = "https://forge.example/haki/issues/new?title={about}"
    page = client(contact).get("/en/countries/DE").get_data(as_text=True)
    told = reports(page, "https://forge.example/haki/issues/new?title=")
    assert len([about for about in told if about.startswith("Haki: bi-")]) > 15
    assert all(about.startswith("Haki: ") for about in told)
    assert "{about}" not in page


def test_a_report_from_ones_own_result_names_the_fact_and_no_answer() -> None:
    token = TokenBox(keys=(KEY,), idle_seconds=7200).seal(Walk(parse(TOLD)))
    page = client("facts@example.org").get(f"/en/result/{token}").get_data(as_text=True)
    told = reports(page, "mailto:facts@example.org?subject=")
    assert len(told) > 20
    assert not [about for about in told if re.search(r"gAAAA|irregular|NP|489|domestic|unpaid, ", about)]


def test_without_an_address_to_write_to_nothing_asks_for_reports() -> None:
    asking = client("")
    for place in ("/en/countries/TH", "/en/corridors/NP/MY", "/en/agreements", "/en/"):
        assert "Something is wrong here" not in asking.get(place).get_data(as_text=True)
