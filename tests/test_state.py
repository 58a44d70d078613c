"""The answers in the address: sealed, expiring, and harmless when they are not ours."""

import base64
import json
import time
import zlib

import pytest
from cryptography.fernet import Fernet
from hypothesis import example, given
from hypothesis import strategies as st

from webapp import state
from webapp.situation import parse
from webapp.state import MAX_TOKEN, TokenBox, TokenExpired, TokenUnreadable, Walk

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
WALK = Walk(
    parse({"nationalities": ["NP"], "work_country": "MY", "status": "irregular", "events": ["unpaid"]}),
    ("employer_size",),
)


def test_what_was_sealed_is_opened_unchanged() -> None:
    box = TokenBox([OLD], 7200)
    assert box.open(box.seal(WALK)) == WALK


def test_no_answer_can_be_read_in_a_token() -> None:
    token = TokenBox([OLD], 7200).seal(WALK)
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    for answer in (b"irregular", b"unpaid", b"work_country"):  # longer than what chance writes in a token
        assert answer not in token.encode()
        assert answer not in raw


def test_a_key_can_be_exchanged_while_people_are_half_way() -> None:
    token = TokenBox([OLD], 7200).seal(WALK)
    both = TokenBox([NEW, OLD], 7200)
    assert both.open(token) == WALK
    assert TokenBox([NEW], 7200).open(both.seal(WALK)) == WALK
    with pytest.raises(TokenUnreadable):
        TokenBox([NEW], 7200).open(token)


def test_a_token_left_for_too_long_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    box = TokenBox([OLD], 7200)
    token = box.seal(WALK)
    now = time.time()
    monkeypatch.setattr(state.time, "time", lambda: now + 7190)
    assert box.open(token) == WALK
    monkeypatch.setattr(state.time, "time", lambda: now + 7210)
    with pytest.raises(TokenExpired):
        box.open(token)


def test_each_step_extends_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    box = TokenBox([OLD], 7200)
    now = time.time()
    token = box.seal(WALK)
    monkeypatch.setattr("time.time", lambda: now + 7000)
    token = box.seal(box.open(token))
    monkeypatch.setattr("time.time", lambda: now + 14000)
    assert box.open(token) == WALK


def test_replicas_whose_clocks_differ_a_little_read_each_others_tokens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box = TokenBox([OLD], 7200)
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 300)
    token = box.seal(WALK)
    monkeypatch.setattr("time.time", lambda: now)
    assert box.open(token) == WALK


def test_a_token_from_the_far_future_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    box = TokenBox([OLD], 7200)
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 86_400)
    token = box.seal(WALK)
    monkeypatch.setattr("time.time", lambda: now)
    with pytest.raises(TokenUnreadable):
        box.open(token)


@pytest.mark.parametrize("text", ["", "x", "é" * 40, "A" * (MAX_TOKEN + 1), "gAAAAA" + "A" * 120])
def test_what_is_not_ours_is_refused(text: str) -> None:
    with pytest.raises(TokenUnreadable):
        TokenBox([OLD], 7200).open(text)


@given(st.integers(0, 400), st.characters(codec="ascii"))
@example(101, "+")
def test_one_changed_letter_is_noticed(place: int, letter: str) -> None:
    box = TokenBox([OLD], 7200)
    token = box.seal(WALK)
    place %= len(token) - 4  # the last letters may hold padding bits that mean nothing
    if token[place] == letter:
        return
    with pytest.raises(TokenUnreadable):
        box.open(token[:place] + letter + token[place + 1 :])


def test_a_token_has_one_spelling() -> None:
    """The decoder takes + for - and / for _, and passes over foreign letters; the walk must open in one form only."""
    box = TokenBox([OLD], 7200)
    token = next(sealed for sealed in iter(lambda: box.seal(WALK), None) if "-" in sealed and "_" in sealed)
    for other in (
        token.replace("-", "+"),
        token.replace("_", "/"),
        token + "=",
        token[:50] + "~" + token[50:],
    ):
        with pytest.raises(TokenUnreadable):
            box.open(other)


def test_every_cut_token_is_refused() -> None:
    box = TokenBox([OLD], 7200)
    token = box.seal(WALK)
    for length in range(len(token) - 4):
        with pytest.raises(TokenUnreadable):
            box.open(token[:length])


@given(st.binary(max_size=300))
def test_whatever_stands_inside_our_own_seal_never_breaks(content: bytes) -> None:
    box = TokenBox([OLD], 7200)
    for inside in (content, b"\x01" + content, b"\x01" + zlib.compress(content)):
        token = Fernet(OLD).encrypt(inside).decode().rstrip("=")
        with pytest.raises(TokenUnreadable):
            box.open(token)


def test_a_token_that_unpacks_to_more_than_any_walk_is_refused() -> None:
    packer = zlib.compressobj(9, zdict=state._DICTIONARY)
    bomb = packer.compress(json.dumps({"s": {}, "k": ["a" * 10_000_000]}).encode()) + packer.flush()
    with pytest.raises(TokenUnreadable):
        state._unpack(b"\x01" + bomb)


def test_the_longest_history_still_fits_an_address() -> None:
    history = [
        {
            "country": "CN",
            "from": f"{1970 + n % 50}-{n % 12 + 1:02d}",
            "to": f"{2021 + n % 5}-12",
            "insured": "yes",
        }
        for n in range(60)
    ]
    token = TokenBox([OLD], 7200).seal(Walk(parse({"history": history})))
    assert len(token) < 4000
