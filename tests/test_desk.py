"""The help desk: one client a page, two languages side by side, letter, calendar, and many cases at once."""

import csv
import io
import re

import pytest
from cryptography.fernet import Fernet
from icalendar import Calendar
from strict import StrictClient, strict_client

from webapp.app import create_app
from webapp.cases import HEADERS, OUT_HEADERS, template
from webapp.settings import Settings
from webapp.situation import parse
from webapp.state import TokenBox, Walk

KEY = Fernet.generate_key().decode()
BOX = TokenBox([KEY], 7200)
CLIENT_CASE = {
    "nationalities": ["Nepal", ""],
    "work_country": "Malaysia",
    "status": "work-permit",
    "sector": "manufacturing",
    "arrangement": "employee",
    "history-0-country": "MY",
    "history-0-months": "30",
    "history-0-insured": "yes",
    "events": ["work-injury", "unpaid"],
    "age": "٣٥",
}


@pytest.fixture(scope="module")
def client() -> StrictClient:
    return strict_client(create_app(Settings(secret_keys=(KEY,))))


def token_of(address: str) -> str:
    found = re.search(r"/desk/([^?#]+)", address)
    assert found is not None
    return found[1]


def test_a_new_page_is_a_clean_slate(client: StrictClient) -> None:
    page = client.get("/en/desk").text.split("</style>")[1]
    assert "checked" not in page
    assert not re.search(r'<input type="text"[^>]* value="[^"]+"', page)
    assert "selected" not in page


def test_all_answers_are_given_on_one_page_and_names_are_understood(client: StrictClient) -> None:
    address = client.post("/en/desk", data=CLIENT_CASE).headers["Location"]
    told = BOX.open(token_of(address)).situation
    assert told == parse(
        {
            "nationalities": ["NP"],
            "work_country": "MY",
            "status": "work-permit",
            "sector": "manufacturing",
            "arrangement": "employee",
            "history": [{"country": "MY", "months": 30, "insured": "yes"}],
            "events": ["work-injury", "unpaid"],
            "age": 35,
        }
    )
    page = client.get(address.split("#")[0]).text
    assert 'value="Nepal"' in page
    assert page.count('class="card"') > 20


def test_what_is_wrong_is_said_and_everything_typed_is_kept(client: StrictClient) -> None:
    answer = client.post("/en/desk", data={**CLIENT_CASE, "age": "old", "work_country": "Atlantis"})
    assert answer.status_code == 422
    for kept in ("old", "Atlantis", "Nepal", "30"):
        assert f'value="{kept}"' in answer.text
    assert "Write a whole number." in answer.text
    assert "Choose a country from the list." in answer.text


def test_two_clients_in_two_tabs_never_mix(client: StrictClient) -> None:
    one = client.post("/en/desk", data={"nationalities": "NP", "work_country": "QA"}).headers["Location"]
    other = client.post("/en/desk", data={"nationalities": "PH", "work_country": "KW"}).headers["Location"]
    assert BOX.open(token_of(one)).situation.nationalities == ("NP",)
    assert BOX.open(token_of(other)).situation.nationalities == ("PH",)
    assert "Philippines" not in client.get(one.split("#")[0]).text.split("</form>")[0].split("</datalist>")[1]


def test_the_desk_says_what_would_change_a_verdict(client: StrictClient) -> None:
    told = parse({"nationalities": ["NP"], "work_country": "MY", "status": "work-permit"})
    page = client.get(f"/en/desk/{BOX.seal(Walk(told))}").text
    card = page[page.index('id="unemployment"') :]
    assert "I may stay for good" in card[: card.index("</details>")]


def test_the_clients_language_stands_beside_the_advisers(client: StrictClient) -> None:
    tags = list(client.application.extensions["haki"].answerer.languages)
    if len(tags) < 2:
        pytest.skip("only one language is complete")
    token = BOX.seal(Walk(parse({"nationalities": ["NP"], "work_country": "MY", "status": "work-permit"})))
    for tag in tags[1:]:
        direction = client.application.extensions["haki"].answerer.languages[tag].direction
        for page in (
            client.get(f"/en/desk/{token}?with={tag}").text,
            client.get(f"/en/letter/{token}?with={tag}").text,
        ):
            assert f'<div lang="{tag}" dir="{direction}">' in page


def test_the_letter_has_a_blank_for_the_name_and_asks_for_none(client: StrictClient) -> None:
    token = token_of(client.post("/en/desk", data=CLIENT_CASE).headers["Location"])
    page = client.get(f"/en/letter/{token}").text
    assert "Name, written by hand:" in page
    assert "<input" not in page
    assert "The medical report and all bills." in page


def test_the_letter_never_says_that_somebody_is_without_papers(client: StrictClient) -> None:
    told = {"nationalities": ["ML"], "work_country": "IT", "status": "irregular", "sector": "agriculture"}
    page = client.get(f"/en/letter/{BOX.seal(Walk(parse(told)))}").text
    assert "Farm work" in page
    assert "No papers" not in page
    assert "without valid papers" not in page


def test_the_calendar_holds_the_deadlines_and_nothing_else(client: StrictClient) -> None:
    token = token_of(client.post("/en/desk", data=CLIENT_CASE).headers["Location"])
    answer = client.get(f"/en/deadlines/{token}.ics")
    assert answer.content_type.startswith("text/calendar")
    events = Calendar.from_ical(answer.text).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Haki: Unpaid wages"]
    assert "Nepal" not in answer.text


def table(client: StrictClient, body: bytes) -> list[dict[str, str]]:
    answer = client.post("/en/desk/cases", data={"table": (io.BytesIO(body), "cases.csv")})
    assert answer.status_code == 200, answer.text
    text = answer.text.removeprefix("\ufeff")
    separator = ";" if text.startswith("line;") else "\t" if text.startswith("line\t") else ","
    return list(csv.DictReader(io.StringIO(text), delimiter=separator))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_template_comes_back_answered_whatever_the_spreadsheet_writes(
    client: StrictClient, separator: str, encoding: str
) -> None:
    found = table(client, template(separator).encode(encoding))
    assert tuple(found[0]) == OUT_HEADERS
    assert [row["case"] for row in found] == ["1", "2"]
    assert found[0]["employment-injury"] == "You have this right"
    assert not any(row["error"] for row in found)


def test_a_wrong_row_is_named_by_its_line_and_the_others_go_on(client: StrictClient) -> None:
    lines = ["case,nationalities,work_country,age", "a,NP,MY,30", "b,NP,Atlantis,30", "", "c,NP,MY,thirty"]
    found = table(client, "\r\n".join(lines).encode())
    assert [(row["line"], row["case"], bool(row["error"])) for row in found] == [
        ("2", "a", False),
        ("3", "b", True),
        ("5", "c", True),
    ]
    assert "work_country" in found[1]["error"]


def test_no_cell_is_taken_for_a_formula(client: StrictClient) -> None:
    found = table(client, b'case,work_country\r\n"=HYPERLINK(1)",MY\r\n')
    assert found[0]["case"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"a,b\n1,2", b"work_country,shoe\nMY,43", b"\x00\xff\xfe" * 50]
)
def test_a_file_that_is_no_table_of_cases_gets_a_clear_message(client: StrictClient, body: bytes) -> None:
    answer = client.post("/en/desk/cases", data={"table": (io.BytesIO(body), "x.csv")})
    assert answer.status_code == 422
    assert 'id="table-error"' in answer.text


def test_the_template_names_the_keys_of_a_situation(client: StrictClient) -> None:
    assert client.get("/en/desk/cases.csv").text.removeprefix("\ufeff").splitlines()[0] == ",".join(HEADERS)


def test_ten_thousand_rows_are_streamed_and_touch_no_disk(
    client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile", refuse)
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    body = b"case,work_country\r\n" + b"".join(b"%d,MY\r\n" % n for n in range(10_000))
    answer = client.post("/en/desk/cases", data={"table": (io.BytesIO(body), "x.csv")}, buffered=False)
    parts = iter(answer.response)
    next(parts)
    assert b",0," in bytes(next(parts)) or b"2,0" in bytes(next(parts))
    assert sum(1 for _ in parts) >= 9_998


def test_the_command_line_answers_the_same_table() -> None:
    import subprocess
    import sys
    from pathlib import Path

    said = subprocess.run(
        [sys.executable, "-m", "webapp", "cases"],
        input=template(";").encode(),
        capture_output=True,
        cwd=Path(__file__).resolve().parent.parent,
        timeout=60,
    )
    assert said.returncode == 0
    found = list(csv.DictReader(io.StringIO(said.stdout.decode()), delimiter=";"))
    assert [row["employment-injury"] for row in found] == ["You have this right", "You have this right"]
    bad = subprocess.run(
        [sys.executable, "-m", "webapp", "cases"], input=b"a,b", capture_output=True, timeout=60
    )
    assert bad.returncode == 2
