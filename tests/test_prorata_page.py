"""An adviser works out the shares of a pension on a page: the figures of the offices in, what each country pays out."""

import re

import pytest
from cryptography.fernet import Fernet
from flask.testing import FlaskClient

from webapp.app import create_app
from webapp.settings import Settings
from webapp.situation import parse
from webapp.state import TokenBox, Walk

KEY = Fernet.generate_key().decode()


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings(secret_keys=(KEY,))).test_client()


def sheet(*rows: dict[str, str], **others: str) -> dict[str, str]:
    typed = {
        f"countries-{place}-{name}": text for place, row in enumerate(rows) for name, text in row.items()
    }
    return {"below_one_year": "1", **typed, **others}


def cells(page: str) -> list[list[str]]:
    body = page[page.index("<tbody>") : page.index("</tfoot>")]
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)]
        for row in body.split("</tr>")[:-1]
    ]


FRANCE = {"country": "France", "months": "144", "needed": "180", "theoretical": "810,00"}
SPAIN = {"country": "ES", "months": "180", "needed": "180", "theoretical": "900", "independent": "540.00"}


def test_the_higher_of_the_independent_pension_and_the_share_is_paid(client: FlaskClient) -> None:
    """Regulation (EC) 883/2004, art. 52(3). Amounts may have a comma or a point, countries a name or a code."""
    answer = client.post("/en/desk/prorata", data=sheet(FRANCE, SPAIN))
    assert answer.status_code == 200
    assert cells(answer.get_data(as_text=True)) == [
        ["France", "144", "4/9", "810.00", "360.00", "–", "360.00"],
        ["Spain", "180", "5/9", "900.00", "500.00", "540.00", "540.00"],
        ["Together", "900.00"],
    ]


def test_the_country_of_residence_adds_up_to_its_minimum(client: FlaskClient) -> None:
    """Regulation (EC) 883/2004, art. 58."""
    typed = sheet({**FRANCE, "minimum": "1000"}, SPAIN, residence="FR")
    page = client.post("/en/desk/prorata", data=typed).get_data(as_text=True)
    assert "France adds 100.00, up to its minimum pension." in page
    assert cells(page)[-1] == ["Together", "1,000.00"]


def test_figures_in_the_digits_of_another_script_are_understood_and_shown_in_them(
    client: FlaskClient,
) -> None:
    typed = sheet({**FRANCE, "months": "१४४", "theoretical": "८१०,५०"}, SPAIN)
    page = client.post("/ne/desk/prorata", data=typed).get_data(as_text=True)
    assert cells(page)[0][2:4] == ["४/९", "८१०.५०"]


def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_typed_is_lost(client: FlaskClient) -> None:
    typed = sheet(FRANCE, {"country": "Atlantis", "months": "many", "theoretical": "1,000"})
    answer = client.post("/en/desk/prorata", data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for name in ("country", "months", "needed", "theoretical"):
        assert f'id="countries-1-{name}-error"' in page
        assert f'<a href="#countries-1-{name}">' in page
    for text in ("810,00", "Atlantis", "many", "1,000"):
        assert f'value="{text}"' in page
    assert "<tbody>" not in page


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"countries-0-country": "FR"},
        {"countries-x-country": "FR", "countries-99999-months": "3"},
        {"last": "nowhere", "residence": "\x00"},
        sheet({"country": "FR", "months": "5", "needed": "180"}),
        sheet(FRANCE, FRANCE),
        sheet(*({"country": "FR", "months": "1", "needed": "0"} for _ in range(60))),
        sheet({**FRANCE, "months": "٩" * 400, "theoretical": "²"}),
        sheet({**FRANCE, "calculation": "guess"}),
    ],
)
def test_a_sheet_that_makes_no_sense_gets_a_message(client: FlaskClient, typed: dict[str, str]) -> None:
    answer = client.post("/en/desk/prorata", data=typed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.get_data(as_text=True)


def test_all_below_a_year_asks_for_the_country_of_the_last_work(client: FlaskClient) -> None:
    """Regulation (EC) 883/2004, art. 57(3)."""
    rows = [{"country": code, "months": "8", "needed": "12", "theoretical": "30"} for code in ("FR", "ES")]
    asked = client.post("/en/desk/prorata", data=sheet(*rows))
    assert asked.status_code == 422
    assert 'id="last-error"' in asked.get_data(as_text=True)
    told = client.post("/en/desk/prorata", data=sheet(*rows, last="ES")).get_data(as_text=True)
    assert cells(told)[1][-1] == "30.00"
    assert "Less than a year in each country: the last country pays for all months." in told


def test_a_client_s_countries_and_months_stand_there_already(client: FlaskClient) -> None:
    told = {
        "nationalities": ["EC"],
        "work_country": "ES",
        "history": [
            {"country": "ES", "months": 120, "insured": "yes"},
            {"country": "FR", "months": 72, "insured": "yes"},
        ],
    }
    token = TokenBox((KEY,), 7200).seal(Walk(parse(told)))
    page = client.get(f"/en/desk/prorata/{token}").get_data(as_text=True)
    for name, text in (
        ("0-country", "Spain"),
        ("0-months", "120"),
        ("1-country", "France"),
        ("1-months", "72"),
    ):
        assert re.search(rf'id="countries-{name}" [^>]*value="{text}"', page), name
    assert re.search(r'id="countries-0-needed" [^>]*value="180"', page)
    assert f"/en/desk/{token}" in page
    lost = client.get("/en/desk/prorata/nonsense")
    assert (lost.status_code, "Start again" in lost.get_data(as_text=True)) == (410, True)


def test_the_sheet_is_kept_nowhere(client: FlaskClient) -> None:
    answer = client.post("/en/desk/prorata", data=sheet(FRANCE, SPAIN))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
