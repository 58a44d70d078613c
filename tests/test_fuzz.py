"""Whatever is sent, typed or written: an answer or a refusal, soon; never a failure."""

import csv
import io
import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from webapp.app import create_app
from webapp.cases import HEADERS
from webapp.facts.load import read_folder
from webapp.questions.flow import QUESTIONS
from webapp.settings import Settings
from webapp.situation import KEYS, parse
from webapp.state import TokenBox, Walk

FACTS = Path(__file__).resolve().parent.parent / "content" / "facts"
KEY = Fernet.generate_key().decode()
TOKEN = TokenBox([KEY], 7200).seal(Walk(parse({"nationalities": ["NP"], "work_country": "MY"})))
SOON = timedelta(seconds=5)

words = st.sampled_from(
    ["NP", "MY", "XX", "work-permit", "irregular", "employee", "female", "unpaid", "yes", "CN-ZJ", "2024-05"]
)
numbers = (
    st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["0", "-1", "12", "٣", "1e9", "9" * 5000])
)
scalars = st.none() | st.booleans() | numbers | words | st.text(max_size=20)
trees = st.recursive(
    scalars,
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(st.sampled_from([*KEYS, "country", "months", "from", "to"]), inside, max_size=5)
    ),
    max_leaves=12,
)
situations = st.dictionaries(st.sampled_from(KEYS), trees, max_size=6)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    app = create_app(Settings(secret_keys=(KEY,)))
    app.testing = False  # a failure is to be an answer with 500, as people would get it
    return app.test_client()


@settings(deadline=SOON, max_examples=150)
@given(told=situations | trees, door=st.sampled_from(["check", "check?lang=ar&alternatives=1", "next"]))
def test_any_json_gets_an_assessment_or_a_problem(client: FlaskClient, told: Any, door: str) -> None:
    answer = client.post(f"/api/v1/{door}", data=json.dumps(told))
    assert answer.status_code in (200, 422)
    assert answer.json is not None


@settings(deadline=SOON, max_examples=100)
@given(body=st.binary(max_size=200))
@example(body=b"[" * 100_000)
@example(body=b'{"age":' + b"9" * 100_000 + b"}")
@example(body=b'{"a":' * 50_000)
@example(body=b"\xff\xfe{\x00}\x00")
@example(body=b'{"nationalities":["\\ud800"]}')
@example(body=b'{"age":NaN}')
def test_any_bytes_get_an_assessment_or_a_problem(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/api/v1/check", data=body)
    assert answer.status_code in (200, 400, 422)
    assert answer.json is not None


fields = st.sampled_from(
    [*QUESTIONS, "skip", "more", "with", "months_in_country_years"]
    + [
        f"history-{row}-{name}"
        for row in (0, 1, 99, 10**9)
        for name in ("country", "years", "months", "from", "to")
    ]
) | st.text(max_size=12)
typed = st.dictionaries(
    fields,
    (st.text(max_size=20) | words | st.sampled_from(["-1", "9" * 5000, "٣", "\x00", "=1+1"])),
    max_size=8,
)


@settings(deadline=SOON, max_examples=150)
@given(data=typed, name=st.sampled_from(QUESTIONS) | st.text(max_size=8), where=st.integers(0, 4))
def test_any_form_gets_the_next_page_or_what_is_wrong(
    client: FlaskClient, data: dict[str, str], name: str, where: int
) -> None:
    address = (
        "/en/check",
        "/en/desk",
        f"/en/desk/{TOKEN}",
        f"/embed/en/check/{TOKEN}/{QUESTIONS[where]}",
        f"/en/check/{TOKEN}/{name}",
    )[where]
    answer = client.post(address, data=data)
    assert answer.status_code in (303, 308, 404, 405, 422)


@settings(deadline=SOON, max_examples=100)
@given(query=typed)
def test_any_link_with_answers_begins_a_check(client: FlaskClient, query: dict[str, str]) -> None:
    assert client.get("/en/check", query_string=query).status_code in (200, 303)


cells = (
    words
    | st.text(max_size=15)
    | st.sampled_from(["MY 30 yes | QA 20", "NP ES", "9" * 5000, "\x00", '"', "|||"])
)


def table(header: list[str], lines: list[list[str]], separator: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows([header, *lines])
    return written.getvalue()


@settings(deadline=SOON, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(
    header=st.lists(st.sampled_from(HEADERS) | st.text(max_size=5), max_size=6),
    lines=st.lists(st.lists(cells, max_size=7), max_size=4),
    separator=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
    end=st.binary(max_size=5),
)
def test_any_table_gets_its_results_or_what_is_wrong(
    client: FlaskClient, header: list[str], lines: list[list[str]], separator: str, encoding: str, end: bytes
) -> None:
    body = table(header, lines, separator).encode(encoding, "replace") + end
    answer = client.post("/en/desk/cases", data={"table": (io.BytesIO(body), "cases.csv")})
    assert answer.status_code in (200, 422)
    assert answer.text  # streamed: all of it can be made


def test_a_form_of_a_million_fields_is_refused_before_it_is_read(client: FlaskClient) -> None:
    kind = "application/x-www-form-urlencoded"
    assert client.post("/en/check", data=b"a&" * 1_000_000, content_type=kind).status_code == 413


def test_what_is_wrong_is_never_told_at_greater_length_than_it_was_sent(client: FlaskClient) -> None:
    told = {f"key{number}": 1 for number in range(50_000)}
    answer = client.post("/api/v1/check", json=told)
    assert answer.status_code == 422
    assert len(answer.data) < 50_000


# ---- fact files ----------------------------------------------------------------------------------

FILES = [
    "countries/TH.toml",
    "agreements.toml",
    "instruments.toml",
    "groups.toml",
    "regions.toml",
    "ratifications.csv",
    "migrant-stock-2020.csv",
]
VALUES = [
    "1", "-1", "1e400", "nan", '"x"', '""', "[]", "[1]", "[[]]", "{}", "{ a = 1 }", "true", "2020-01-01", "2020-13-01",
    "1979-05-27T07:32:00Z", "[{}]", '["TH", 1]', '"2020-01-01"', "9" * 5000, '"' + "x" * 100_000, "'''", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts, with one country only: what is mutated is read again for every example."""
    made = tmp_path_factory.mktemp("facts") / "facts"
    shutil.copytree(FACTS, made, ignore=lambda where, names: names if where.endswith("countries") else [])
    shutil.copy(FACTS / "countries" / "TH.toml", made / "countries")
    return made


def changed(lines: list[str], data: st.DataObject) -> str:
    place = data.draw(st.integers(0, len(lines) - 1))
    how = data.draw(st.sampled_from(["value", "value", "value", "drop", "twice", "cut", "noise", "key"]))
    line = lines[place]
    if how == "value":
        key, _, _ = line.partition("=")
        line = f"{key}= {data.draw(st.sampled_from(VALUES))}\n"
    elif how == "drop":
        line = ""
    elif how == "twice":
        line += line
    elif how == "key":
        line = f"{data.draw(st.sampled_from(['[source]', '[[scheme]]', 'x = 1', '[country]', 'source = 1']))}\n{line}"
    elif how == "noise":
        line = data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)) + line
    kept = lines[:place] if how == "cut" else [*lines[:place], line, *lines[place + 1 :]]
    return "".join(kept)


@pytest.mark.parametrize("name", FILES)
@settings(
    deadline=SOON,
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_change_to_a_fact_file_is_read_or_named(folder: Path, name: str, data: st.DataObject) -> None:
    file = folder / name
    sound = file.read_text(encoding="utf-8")
    try:
        file.write_text(changed(sound.splitlines(keepends=True), data), encoding="utf-8")
        _, problems = read_folder(folder)
    finally:
        file.write_text(sound, encoding="utf-8")
    assert all(problem.file and problem.what for problem in problems)


@pytest.mark.parametrize("name", FILES)
def test_bytes_that_are_no_text_in_a_fact_file_are_named(folder: Path, name: str) -> None:
    file = folder / name
    sound = file.read_bytes()
    try:
        file.write_bytes(b"\xff\xfe\x00" + sound)
        _, problems = read_folder(folder)
    finally:
        file.write_bytes(sound)
    assert any(problem.file == name for problem in problems)


@pytest.mark.parametrize("address", ["/en/check", "/en/desk", "/en/desk/prorata", "/embed/en/check"])
@pytest.mark.parametrize("place", ["²", "٣", "", "-1", "9" * 5000, str(10**9), "0-country-0"])
def test_a_row_with_an_odd_number_is_no_failure(client: FlaskClient, address: str, place: str) -> None:
    """`int` takes neither ², which Python calls a digit, nor a number of thousands of digits."""
    typed = {f"{rows}-{place}-country": "FR" for rows in ("history", "countries")}
    assert client.post(address, data=typed).status_code in (303, 422)


def test_whatever_the_query_calls_itself_the_page_opens(client: FlaskClient) -> None:
    """The links to the other languages repeat the query: none of its names is taken for Flask's own."""
    for place in ("", "check", "desk", "embed", "shared", "countries/QA", "nowhere"):
        for name in (
            "endpoint",
            "_scheme",
            "_anchor",
            "_method",
            "_external",
            "lang",
            "token",
            "self",
            "\x00",
        ):
            answer = client.get(f"/en/{place}", query_string={name: "x"})
            assert answer.status_code in (200, 303, 404, 422), (place, name)


@pytest.mark.parametrize("address", ["/embed", "/embed/", "/embedded", "/", "//", "/%00", "/embed/%00/x"])
def test_an_address_that_leads_nowhere_is_no_failure(client: FlaskClient, address: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE"):
        assert client.open(address, method=method).status_code in (200, 302, 308, 404, 405), method
