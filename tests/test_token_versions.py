"""Tokens outlive a new release: what an older Haki wrote is read, and what is forged or replayed does no harm."""

import pytest
from cryptography.fernet import Fernet
from hypothesis import example, given
from hypothesis import strategies as st

from webapp import state
from webapp.app import create_app
from webapp.settings import Settings
from webapp.situation import parse
from webapp.state import TokenBox, TokenExpired, TokenUnreadable, Walk

KEY = "u7mxSxq1kQ5n3V3gq3iSg0gOJ2m3B5h0v1l4e0m2x9A="
WRITTEN = 1_790_000_000
VERSION_1 = (
    "gAAAAABqsTuADgh0kp-NULwOGrhJE4WN_g8pFLv_EwXTelVc8QoDpoU7wd7OQm7u0wYLBFa61xNbgHybip_UXDHhBjXt0E9IXXdbAanN"
    "-YRCSr4_dSl6sRhMnZJy0SHg_0jy4jGzJ4ZqzW8GowA_2NS_9lsdS8qG3D0PrlAD1gtyoNlh2h6vksWsEfNG0czZkSNwRKiFHhvp"
)
"""Written once, on 21 September 2026, and never to be written anew: it stands for the people half-way through."""
TOLD = {
    "nationalities": ["NP"],
    "work_country": "MY",
    "status": "irregular",
    "sector": "manufacturing",
    "age": 29,
    "history": [
        {"country": "MY", "from": "2024-05", "insured": "yes"},
        {"country": "QA", "months": 20},
    ],
    "events": ["work-injury", "unpaid"],
}


@pytest.fixture
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: WRITTEN + 60)


@pytest.mark.usefixtures("then")
def test_a_token_of_the_first_version_is_read() -> None:
    assert TokenBox([KEY], 7200).open(VERSION_1) == Walk(parse(TOLD), ("employer_size",), ("work_country",))


@pytest.mark.usefixtures("then")
def test_a_token_of_the_first_version_is_read_by_a_haki_that_writes_the_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(state, "_VERSION", b"\x02")
    monkeypatch.setattr(state, "_READERS", {**state._READERS, b"\x02": state._READERS[b"\x01"]})
    box = TokenBox([KEY], 7200)
    walk = box.open(VERSION_1)
    assert walk.situation == parse(TOLD)
    assert box.open(box.seal(walk)) == walk


def test_a_version_that_is_not_known_is_refused_and_not_guessed() -> None:
    token = Fernet(KEY).encrypt(b"\x7f" + b"anything").decode().rstrip("=")
    with pytest.raises(TokenUnreadable):
        TokenBox([KEY], 7200).open(token)


def test_an_old_token_has_expired_by_now_and_says_so() -> None:
    with pytest.raises(TokenExpired):
        TokenBox([KEY], 7200).open(VERSION_1)


@given(st.text(max_size=300) | st.from_regex(r"gAAAAA[A-Za-z0-9_-]{50,200}", fullmatch=True))
@example("gAAAAA" + "=" * 94)
@example("=" * 100)
@example("\x00")
def test_whatever_text_stands_in_place_of_a_token_it_is_refused(text: str) -> None:
    with pytest.raises(TokenUnreadable):
        TokenBox([KEY], 7200).open(text)


def test_a_token_used_again_shows_the_same_page_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing behind a token: whoever replays it sees what its holder sees, until it expires."""
    # The facts are read today: some are newer than the token.
    client = create_app(Settings(secret_keys=(KEY,))).test_client()
    monkeypatch.setattr("time.time", lambda: WRITTEN + 60)
    pages = {client.get(f"/en/result/{VERSION_1}").text for _ in range(3)}
    assert len(pages) == 1
    before = client.post(f"/en/check/{VERSION_1}/age", data={"age": "40"})
    assert before.status_code == 303
    assert client.get(f"/en/result/{VERSION_1}").text in pages


@pytest.mark.parametrize(
    "page", ["/en/result/{}", "/en/check/{}/age", "/en/check/{}/answers", "/en/desk/{}", "/en/letter/{}"]
)
def test_a_forged_token_leads_to_a_page_that_says_how_to_go_on(page: str) -> None:
    client = create_app(Settings(secret_keys=(Fernet.generate_key().decode(),))).test_client()
    answer = client.get(page.format(VERSION_1))
    assert answer.status_code == 410
    assert "MY" not in answer.text.split("<main", 1)[1]
