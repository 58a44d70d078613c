"""A chat bridge in thirty lines: a conversation that walks through `next` to the end, in two languages."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from webapp.app import create_app
from webapp.settings import Settings

SAID = {
    "nationalities": ["NP"],
    "work_country": "MY",
    "status": "1",
    "sector": "manufacturing",
    "arrangement": "employee",
    "history": [{"country": "MY", "months": 30, "insured": "yes"}],
    "events": ["work-injury"],
}


def bridge(client: FlaskClient, tag: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a bot says, and the situation so far; it reads the numbers that people type as the options' numbers."""
    told: dict[str, Any] = {}
    skipped: list[str] = []
    while True:
        asked = client.post(f"/api/v1/next?lang={tag}&skip={','.join(skipped)}", json=told).json
        assert asked is not None
        if asked.get("done"):
            break
        options = "\n".join(f"{n}. {option['text']}" for n, option in enumerate(asked["options"], 1))
        yield f"{asked['text']}\n{options}", told
        said = SAID.get(asked["question"])
        if said is None:
            skipped.append(asked["question"])
        elif isinstance(said, str) and said.isdecimal():
            told[asked["question"]] = asked["options"][int(said)]["value"]
        else:
            told[asked["question"]] = said
    answer = client.post(f"/api/v1/check?lang={tag}", json=told).json
    assert answer is not None
    yield "\n".join(f"{entry['title']}: {entry['text']}" for entry in answer["entitlements"]), told


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings()).test_client()


@pytest.mark.parametrize(
    ("tag", "first", "last"),
    [
        ("en", "What is your nationality?", "Hurt or ill from work: You have this right"),
        ("ne", "तपाईंको राष्ट्रियता के हो?", "कामले चोट वा रोग लाग्दा: तपाईंलाई यो अधिकार छ"),
    ],
)
def test_a_conversation_leads_from_the_first_question_to_the_rights(
    client: FlaskClient, tag: str, first: str, last: str
) -> None:
    said = list(bridge(client, tag))
    assert said[0][0].startswith(first)
    assert last in said[-1][0]
    assert said[-1][1]["status"] == "work-permit"
    assert len(said) > 6
