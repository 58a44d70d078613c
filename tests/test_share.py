"""Passing a result on: the result alone holds no answer, the sealed link expires, the open link says what it is."""

import html
import re
from datetime import date

import pytest
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st
from strict import StrictClient, strict_client

from webapp.app import create_app
from webapp.rules.assessment import Verdict
from webapp.settings import Settings
from webapp.situation import parse
from webapp.state import TokenBox, Walk
from webapp.wording.short_code import read_code, short_code

KEY = Fernet.generate_key().decode()
BOX = TokenBox([KEY], 7200)
TOLD = parse(
    {
        "nationalities": ["EC", "ES"],
        "work_country": "ES",
        "status": "national",
        "age": 64,
        "history": [
            {"country": "ES", "from": "2001-03", "to": "2012-08", "insured": "yes"},
            {"country": "EC", "months": 96},
        ],
        "events": ["retiring"],
    }
)
VERDICTS = st.sampled_from(["yes", "if", "not-yet", "no", "unknown"])


@pytest.fixture(scope="module")
def client() -> StrictClient:
    return strict_client(create_app(Settings(secret_keys=(KEY,))))


def links(client: StrictClient) -> dict[str, str]:
    page = client.get(f"/en/share/{BOX.seal(Walk(TOLD))}").text
    found = re.findall(r'id="link-(\w+)" value="([^"]*)"', page)
    return {kind: html.unescape(address).removeprefix("http://localhost") for kind, address in found}


@given(st.lists(VERDICTS, min_size=9, max_size=9), st.dates(date(2026, 1, 1), date(2069, 12, 31)))
@settings(max_examples=200)
def test_a_code_says_the_verdicts_and_the_day_back(verdicts: list[Verdict], day: date) -> None:
    code = short_code(verdicts, day)
    assert read_code(code) == (tuple(verdicts), day)
    assert read_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == (
        tuple(verdicts),
        day,
    )


def test_a_code_that_was_misheard_is_refused() -> None:
    code = short_code(["yes"] * 9, date(2026, 11, 26))
    wrong = 0
    for place, letter in enumerate(code):
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if letter not in ("-", other):
                wrong += read_code(code[:place] + other + code[place + 1 :]) is not None
    assert wrong == 0


def test_the_result_alone_holds_no_answer(client: StrictClient) -> None:
    address = links(client)["result"]
    assert re.fullmatch(r"/en/shared/[0-9A-Z]{5}-[0-9A-Z]{5}", address)
    page = client.get(address).text
    main = page[page.index("<main") : page.index("</main>")]
    for answer in ("Ecuador", "Spain", "64", "2001"):
        assert answer not in main
    assert main.count('class="mark') == 9


def test_the_sealed_link_opens_the_case_and_shows_nothing_in_its_address(client: StrictClient) -> None:
    address = links(client)["sealed"]
    assert BOX.open(address.rsplit("/", 1)[1]).situation == TOLD
    assert client.get(address).status_code == 200


def test_the_open_link_brings_every_answer_back(client: StrictClient) -> None:
    address = client.get(links(client)["open"]).headers["Location"]
    walk = BOX.open(address.split("/")[3])
    assert walk.situation == TOLD
    assert set(walk.given) == {"nationalities", "work_country", "status", "age", "history", "events"}


def test_each_link_can_be_sent_by_the_persons_own_apps_and_no_field_takes_a_number(
    client: StrictClient,
) -> None:
    page = client.get(f"/en/share/{BOX.seal(Walk(TOLD))}").text
    assert page.count("https://wa.me/?text=") == 3
    assert page.count('href="sms:?&amp;body=') == 3
    assert page.count('href="mailto:?body=') == 3
    assert page.count("<svg") >= 3
    inputs = re.findall(r"<input[^>]*>", page)
    assert all("readonly" in field for field in inputs)


def test_a_code_can_be_typed_in(client: StrictClient) -> None:
    code = links(client)["result"].rsplit("/", 1)[1]
    assert client.get(f"/en/shared?code={code.lower()}").status_code == 200
    assert client.get("/en/shared?code=nonsense").status_code == 422
    assert client.get("/en/shared/nonsense").status_code == 404
