"""The way through, as a person takes it: questions, answers to look over, rights; and everything that goes wrong."""

import re

import pytest
from cryptography.fernet import Fernet
from strict import StrictClient, strict_client

from webapp.app import create_app
from webapp.settings import Settings
from webapp.situation import Situation, parse
from webapp.state import TokenBox, Walk

KEY = Fernet.generate_key().decode()
BOX = TokenBox([KEY], 7200)

NEPALI_IN_MALAYSIA = {
    "nationalities": {"nationalities": "NP"},
    "work_country": {"work_country": "MY"},
    "status": {"status": "work-permit"},
    "sector": {"sector": "manufacturing"},
    "arrangement": {"arrangement": "employee"},
    "history": {
        "history-0-country": "MY",
        "history-0-years": "2",
        "history-0-months": "6",
        "history-0-insured": "yes",
    },
    "events": {"events": ["work-injury", "unpaid"]},
}


@pytest.fixture(scope="module")
def client() -> StrictClient:
    return strict_client(create_app(Settings(secret_keys=(KEY,))))


def languages(client: StrictClient) -> list[str]:
    return list(client.application.extensions["haki"].answerer.languages)


def question_of(address: str) -> str:
    return address.split("#")[0].rsplit("/", 1)[1]


def walk_of(address: str) -> Walk:
    token = re.search(r"/(?:check|result)/([^/]+)", address)
    assert token is not None
    return BOX.open(token[1])


def go_through(client: StrictClient, given: dict[str, dict[str, object]], start: str = "/en/check") -> str:
    """Answer what is in `given`, skip the rest; the address of the page with all answers."""
    address = start
    for _ in range(30):
        name = "nationalities" if address == start else question_of(address)
        if name == "answers":
            return address
        assert client.get(address).status_code == 200
        answer = client.post(address, data=given.get(name, {"skip": "1"}))
        assert answer.status_code == 303, (name, answer.text)
        address = answer.headers["Location"]
    raise AssertionError("the questions never end")


def test_every_language_leads_from_the_first_question_to_the_rights(client: StrictClient) -> None:
    for tag in languages(client):
        assert client.get(f"/{tag}/").status_code == 200
        address = go_through(client, NEPALI_IN_MALAYSIA, f"/{tag}/check")
        assert client.get(address).status_code == 200
        result = client.get(address.replace("/check/", "/result/").removesuffix("/answers"))
        assert result.status_code == 200
        assert "PERKESO" in result.text or "Skim Bencana Pekerjaan" in result.text


def test_what_was_answered_is_what_the_rules_are_asked(client: StrictClient) -> None:
    told = walk_of(go_through(client, NEPALI_IN_MALAYSIA)).situation
    assert told == parse(
        {
            "nationalities": ["NP"],
            "work_country": "MY",
            "status": "work-permit",
            "sector": "manufacturing",
            "arrangement": "employee",
            "history": [{"country": "MY", "months": 30, "insured": "yes"}],
            "events": ["work-injury", "unpaid"],
        }
    )


def test_every_question_can_be_skipped_and_the_result_still_opens(client: StrictClient) -> None:
    address = go_through(client, {})
    assert walk_of(address).situation == Situation()
    assert client.get(address.replace("/check/", "/result/").removesuffix("/answers")).status_code == 200


def test_nobody_is_asked_what_no_verdict_depends_on(client: StrictClient) -> None:
    asked: list[str] = []
    address = "/en/check"
    while not address.endswith("/answers"):
        name = "nationalities" if address == "/en/check" else question_of(address)
        asked.append(name)
        address = client.post(address, data=NEPALI_IN_MALAYSIA.get(name, {"skip": "1"})).headers["Location"]
    assert "hukou" not in asked
    assert "home_region" not in asked
    assert len(asked) == len(set(asked))


def test_one_answer_is_changed_without_losing_the_others(client: StrictClient) -> None:
    address = go_through(client, NEPALI_IN_MALAYSIA)
    token = address.split("/")[3]
    changed = client.post(f"/en/check/{token}/sector", data={"sector": "agriculture"}).headers["Location"]
    told = walk_of(changed).situation
    assert told.sector == "agriculture"
    assert told.nationalities == ("NP",)
    assert told.history == walk_of(address).situation.history


def test_skipping_an_answered_question_takes_the_answer_back(client: StrictClient) -> None:
    token = go_through(client, NEPALI_IN_MALAYSIA).split("/")[3]
    changed = client.post(f"/en/check/{token}/status", data={"skip": "1"}).headers["Location"]
    assert walk_of(changed).situation.status is None


def test_another_language_keeps_all_answers(client: StrictClient) -> None:
    address = go_through(client, NEPALI_IN_MALAYSIA)
    page = client.get(address).text
    for tag in languages(client):
        other = address.replace("/en/", f"/{tag}/")
        if len(languages(client)) > 1:
            assert f'href="{other}"' in page
        assert client.get(other).status_code == 200


def test_the_page_of_a_wrong_answer_says_what_is_wrong_and_keeps_what_was_typed(client: StrictClient) -> None:
    token = BOX.seal(Walk(parse({"nationalities": ["NP"], "work_country": "MY"})))
    typed = {"history-0-country": "MY", "history-0-months": "many", "history-0-insured": "yes"}
    answer = client.post(f"/en/check/{token}/history", data=typed)
    assert answer.status_code == 422
    assert 'value="many"' in answer.text
    assert 'id="history-0-months-error"' in answer.text
    assert '<option value="MY" selected>' in answer.text


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("nationalities", {"nationalities": "QQ"}, "Choose a country from the list."),
        ("age", {"age": "7"}, "Write a number from 10 to 110."),
        ("age", {"age": "old"}, "Write a whole number."),
        ("status", {"status": "king"}, "Choose one of the answers in the list."),
        ("status", {}, "Choose or write an answer, or skip this question."),
        ("events", {"events": "party"}, "Choose one of the answers in the list."),
        (
            "months_in_country",
            {"months_in_country_years": "-1", "months_in_country": "2"},
            "Write a whole number.",
        ),
        (
            "history",
            {"history-0-country": "MY", "history-0-from": "2020-05", "history-0-to": "2020-04"},
            "The end lies before the beginning.",
        ),
        ("history", {"history-0-country": "MY"}, "This is needed."),
        ("history", {"history-0-months": "5"}, "This is needed."),
    ],
)
def test_a_field_that_cannot_be_taken_is_answered_with_422_beside_the_field(
    client: StrictClient, name: str, typed: dict[str, str], shown: str
) -> None:
    token = BOX.seal(Walk(parse({"work_country": "MY", "nationalities": ["NP"]})))
    answer = client.post(f"/en/check/{token}/{name}", data=typed)
    assert answer.status_code == 422
    assert answer.text.count(shown) >= 2  # in the summary and beside the field


def test_numbers_may_be_written_in_the_digits_of_any_script(client: StrictClient) -> None:
    token = BOX.seal(Walk(parse({"work_country": "MY"})))
    for digits in ("35", "٣٥", "३५", "၃၅"):
        address = client.post(f"/en/check/{token}/age", data={"age": digits}).headers["Location"]
        assert walk_of(address).situation.age == 35


def test_periods_are_added_and_removed_row_by_row(client: StrictClient) -> None:
    token = BOX.seal(Walk(parse({"work_country": "MY", "nationalities": ["NP"]})))
    first = {"history-0-country": "MY", "history-0-months": "12", "more": "1"}
    address = client.post(f"/en/check/{token}/history", data=first).headers["Location"]
    assert address.endswith("/history#add")
    page = client.get(address).text
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert hidden.pop("history-0-kept") == "1"
    assert hidden == {
        "history-0-country": "MY",
        "history-0-months": "12",
        "history-0-insured": "unknown",
    } or hidden == {
        "history-0-country": "MY",
        "history-0-months": "12",
    }
    second = {**hidden, "history-1-country": "QA", "history-1-from": "2020-01", "history-1-to": "2020-12"}
    told = walk_of(client.post(address.split("#")[0], data=second).headers["Location"]).situation
    assert [period.country for period in told.history] == ["MY", "QA"]
    removed = {**second, "history-0-remove": "1"}
    told = walk_of(client.post(address.split("#")[0], data=removed).headers["Location"]).situation
    assert [period.country for period in told.history] == ["QA"]


def test_a_row_told_in_years_takes_dates_later(client: StrictClient) -> None:
    row = {"country": "MY", "months": 30}
    told = {"work_country": "MY", "nationalities": ["NP"], "history": [row]}
    address = f"/en/check/{BOX.seal(Walk(parse(told)))}/history"
    kept = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', client.get(address).text))
    assert kept["history-0-kept"] == "1"
    unchanged = walk_of(client.post(address, data=kept).headers["Location"]).situation
    assert unchanged.history[0].months == 30
    dates = {"history-0-from": "2021-01", "history-0-to": "2023-06"}
    dated = walk_of(client.post(address, data={**kept, **dates}).headers["Location"]).situation
    assert dated.history[0].months is None
    assert dated.history[0].from_ == (2021, 1)
    answer = client.post(address, data={**kept, "history-0-to": "2023-06"})
    assert answer.status_code == 422
    assert 'id="history-0-from-error"' in answer.text


def test_years_that_are_no_number_are_said_to_be_wrong_at_the_years(client: StrictClient) -> None:
    token = BOX.seal(Walk(parse({"nationalities": ["NP"], "work_country": "MY"})))
    typed = {"history-0-country": "MY", "history-0-years": "two", "history-0-insured": "yes"}
    page = client.post(f"/en/check/{token}/history", data=typed).text
    assert 'id="history-0-years-error"' in page
    assert 'id="history-0-months-error"' not in page


def test_the_first_list_begins_where_the_language_of_the_page_is_official(client: StrictClient) -> None:
    page = client.get("/ne/check").text
    assert page.index('value="NP"') < page.index('value="IN"')
    assert 'value="AQ"' not in page


def test_a_second_nationality_is_added_and_taken_away(client: StrictClient) -> None:
    address = client.post("/en/check", data={"nationalities": "EC", "more": "1"}).headers["Location"]
    assert question_of(address) == "nationalities"
    both = client.post(address.split("#")[0], data={"nationalities": ["EC", "ES"]}).headers["Location"]
    assert walk_of(both).situation.nationalities == ("EC", "ES")
    one = client.post(address.split("#")[0], data={"nationalities": ["ES", ""]}).headers["Location"]
    assert walk_of(one).situation.nationalities == ("ES",)


def test_work_in_another_part_of_ones_own_country(client: StrictClient) -> None:
    address = client.post("/en/check", data={"nationalities": "CN"}).headers["Location"]
    told = walk_of(client.post(address, data={"status": "internal-migrant"}).headers["Location"]).situation
    assert (told.work_country, told.status) == ("CN", "internal-migrant")


def test_a_citizens_status_goes_when_the_country_changes(client: StrictClient) -> None:
    token = BOX.seal(Walk(parse({"nationalities": ["NP"], "work_country": "NP", "status": "national"})))
    address = client.post(f"/en/check/{token}/work_country", data={"work_country": "QA"}).headers["Location"]
    assert walk_of(address).situation.status is None


def test_two_tabs_with_two_people_never_mix(client: StrictClient) -> None:
    one = client.post("/en/check", data={"nationalities": "NP"}).headers["Location"]
    other = client.post("/en/check", data={"nationalities": "PH"}).headers["Location"]
    one = client.post(one, data={"work_country": "QA"}).headers["Location"]
    other = client.post(other, data={"work_country": "KW"}).headers["Location"]
    assert walk_of(one).situation == Situation(nationalities=("NP",), work_country="QA")
    assert walk_of(other).situation == Situation(nationalities=("PH",), work_country="KW")


def test_going_back_and_answering_again_is_as_if_it_were_the_first_time(client: StrictClient) -> None:
    start = client.post("/en/check", data={"nationalities": "NP"}).headers["Location"]
    first = client.post(start, data={"work_country": "QA"}).headers["Location"]
    again = client.post(start, data={"work_country": "MY"}).headers["Location"]
    assert walk_of(first).situation.work_country == "QA"
    assert walk_of(again).situation.work_country == "MY"


def test_tokens_that_are_old_cut_forged_or_from_another_key_lead_to_a_page_that_starts_again(
    client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = BOX.seal(Walk(parse({"nationalities": ["NP"]})))
    foreign = TokenBox([Fernet.generate_key().decode()], 7200).seal(Walk())
    for token in (good[:-5], good[:20], "x" * 100, foreign, "A" + good[1:], "a" * 7000, "é" * 9):
        for address in (f"/en/check/{token}/age", f"/en/result/{token}", f"/en/check/{token}/answers"):
            answer = client.get(address)
            assert answer.status_code == 410
            assert 'href="/en/check"' in answer.text
    import time

    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 7300)
    answer = client.get(f"/en/result/{good}")
    assert answer.status_code == 410
    assert "too long" in answer.text


def test_a_link_can_bring_answers_along_which_are_shown_as_such(client: StrictClient) -> None:
    address = client.get("/en/check?nationality=PH&work_country=AE&utm_source=x").headers["Location"]
    walk = walk_of(address)
    assert walk.situation == Situation(nationalities=("PH",), work_country="AE")
    assert set(walk.given) == {"nationalities", "work_country"}
    token = address.split("/")[3]
    assert "came with the link" in client.get(f"/en/check/{token}/work_country").text
    assert "came with the link" in client.get(f"/en/check/{token}/answers").text
    mine = client.post(f"/en/check/{token}/work_country", data={"work_country": "QA"}).headers["Location"]
    assert walk_of(mine).given == ("nationalities",)


def test_a_link_with_a_wrong_answer_starts_at_the_beginning(client: StrictClient) -> None:
    page = client.get("/en/check?nationality=QQ")
    assert page.status_code == 200
    assert "cannot be used" in page.text


def test_what_is_not_there_is_said_in_the_language_of_the_address(client: StrictClient) -> None:
    for tag in languages(client):
        page = client.get(f"/{tag}/nowhere")
        assert page.status_code == 404
        assert f'<html lang="{tag}"' in page.text
    assert client.get("/xx/").status_code == 404
    assert client.post("/en/").status_code == 405
    assert client.get(f"/en/check/{BOX.seal(Walk())}/shoe-size").status_code == 404


def test_a_form_that_is_too_large_is_refused(client: StrictClient) -> None:
    answer = client.post("/en/check", data={"nationalities": "N" * 5_000_000})
    assert answer.status_code == 413


def test_personal_pages_stay_in_no_cache(client: StrictClient) -> None:
    address = go_through(client, NEPALI_IN_MALAYSIA)
    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_the_browsers_language_is_chosen_at_the_door(client: StrictClient) -> None:
    for tag in languages(client):
        answer = client.get("/", headers={"Accept-Language": f"{tag};q=1, xx;q=0.5"})
        assert answer.headers["Location"] == f"/{tag}/"
    assert client.get("/", headers={"Accept-Language": "tlh, !!"}).headers["Location"] == "/en/"


def test_leaving_quickly_needs_no_script_and_empties_the_cache(client: StrictClient) -> None:
    answer = client.get("/en/leave")
    assert answer.status_code == 303
    assert "haki" not in answer.headers["Location"]
    assert '"cache"' in answer.headers["Clear-Site-Data"]
