"""Nothing of a person is ever written: a whole walk, and then a search through all that the server wrote."""

import json
import re
from pathlib import Path

from cryptography.fernet import Fernet
from running import CHECKOUT, Running, running

from webapp.app import create_app
from webapp.pages.common import _DRAWN
from webapp.settings import Settings
from webapp.situation import parse
from webapp.state import TokenBox, Walk

KEY = Fernet.generate_key().decode()
TYPED = {
    "nationalities": "nationalities=NP",
    "work_country": "work_country=MY",
    "status": "status=irregular",
    "sector": "sector=domestic-work",
    "arrangement": "arrangement=employee",
    "history": "history-0-country=MY&history-0-years=40&history-0-months=9&history-0-insured=yes",
    "events": "events=passport-taken&events=unpaid",
    "employer_size": "employer_size=471147",
    "age": "age=MISTYPED-AGE",
}
TOLD = {
    "nationalities": ["NP"],
    "work_country": "MY",
    "status": "irregular",
    "sector": "domestic-work",
    "employer_size": 471147,
    "history": [{"country": "MY", "months": 489}],
    "events": ["passport-taken", "unpaid"],
}
TABLE = (
    b"case,nationalities,work_country,status\r\nMISS-SECRET-NAME,NP,MY,irregular\r\nx,NP,NOWHERE-LAND,\r\n"
)
ANSWERS = (
    r"\bNP\b", r"\bMY\b", "irregular", "domestic", "passport", "unpaid", "employee", "471147", r"\b489\b", "MISTYPED",
    "SECRET", "NOWHERE", "Nepal", "Malaysia", "SPY-BROWSER", "ELSEWHERE", r"\b127\.0\.0\.1\b(?!:\d+ with)", "gAAAA",
)  # fmt: skip
HEADERS = {
    "User-Agent": "SPY-BROWSER",
    "Referer": "https://elsewhere.example/ELSEWHERE",
    "Cookie": "a=SECRET",
}


def walk(server: Running) -> list[str]:
    """Through the questions, with mistakes; the addresses that were passed."""
    address = "/en/check"
    passed = [address]
    for _ in range(40):
        name = "nationalities" if address == "/en/check" else address.split("#")[0].rsplit("/", 1)[1]
        if name == "answers":
            return passed
        answer = server.ask(address, TYPED.get(name, "skip=1").encode(), HEADERS)
        if answer[0] == 422:
            answer = server.ask(address, b"skip=1", HEADERS)
        assert answer[0] == 303, name
        address = answer[2].split("#")[0]
        passed.append(address)
    raise AssertionError("the questions never end")


def every_page(token: str) -> list[str]:
    """The address of every page that takes a token, and of every other that can be asked for."""
    app = create_app(Settings(secret_keys=(KEY,)))
    adapter = app.url_map.bind("localhost")
    names = {
        "lang": "en", "token": token, "name": "status", "branch": "old-age", "code": "MY", "origin": "NP",
        "destination": "MY", "id_": "C118", "filename": "haki.js", "day": "2022-01-31",
    }  # fmt: skip
    return [
        adapter.build(rule.endpoint, {name: names[name] for name in rule.arguments}, method="GET")
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    ]


def files_beside(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_no_answer_no_token_and_no_visitor_is_in_anything_that_the_server_wrote(tmp_path: Path) -> None:
    for name in ("cwd", "tmp", "home"):
        (tmp_path / name).mkdir()
    log = tmp_path / "log"
    with running(
        log,
        cwd=tmp_path / "cwd",
        HAKI_SECRET_KEYS=KEY,
        TMPDIR=str(tmp_path / "tmp"),
        HOME=str(tmp_path / "home"),
        PYTHONDONTWRITEBYTECODE="1",
    ) as server:
        passed = walk(server)
        assert len(passed) > 4
        token = TokenBox([KEY], 7200).seal(Walk(parse(TOLD)))
        pages = every_page(token)
        assert sum(token in page for page in pages) > 8
        for page in (
            *pages,
            *passed,
            f"/en/check/{token[:-9]}/age",
            "/en/check?nationality=NP&work_country=MY",
        ):
            assert server.ask(page, headers=HEADERS)[0] < 500, page
        for door in ("check", "next", "check?lang=en&alternatives=1"):
            assert server.ask(f"/api/v1/{door}", json.dumps(TOLD).encode(), HEADERS)[0] == 200
        assert server.ask("/api/v1/check", b'{"age": "SECRET"}', HEADERS)[0] == 422
        assert server.ask("/en/desk", "&".join(TYPED.values()).encode(), HEADERS)[0] in (303, 422)
        form = (
            b'--x\r\nContent-Disposition: form-data; name="table"; filename="SECRET.csv"\r\n\r\n%s\r\n--x--\r\n'
            % TABLE
        )
        kind = {**HEADERS, "Content-Type": "multipart/form-data; boundary=x"}
        status, results, _ = server.ask("/en/desk/cases", form, kind)
        assert (status, "MISS-SECRET-NAME" in results) == (200, True)
        counts = server.ask("/metrics")[1]
    written = log.read_text()
    assert written.count("/<lang>/result/<token> 200") >= 1
    for text in (written, counts):
        found = [answer for answer in ANSWERS if re.search(answer, text)]
        assert found == []
    assert files_beside(tmp_path / "cwd", tmp_path / "tmp", tmp_path / "home") == []


def test_no_page_asks_the_browser_to_keep_anything_unless_the_person_does() -> None:
    """Scripts touch the cache of kept pages only in answer to a button; nothing else is stored."""
    for script in (CHECKOUT / "webapp" / "static").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        for store in ("localStorage", "sessionStorage", "indexedDB", "document.cookie"):
            assert store not in text, script.name


def test_what_is_drawn_once_for_everybody_holds_no_month_and_no_day_of_one_person() -> None:
    app = create_app(Settings(secret_keys=(KEY,)))
    box = TokenBox(keys=(KEY,), idle_seconds=7200)
    client = app.test_client()
    _DRAWN.clear()
    for work, other in (("MY", "NP"), ("DE", "TR"), ("ES", "AR"), ("AE", "PH"), ("CN", "VN"), ("GB", "PK")):
        for status in ("work-permit", "irregular", "national"):
            told = {
                "nationalities": [other],
                "work_country": work,
                "status": status,
                "age": 53,
                "history": [
                    {"country": other, "from": "2001-03", "to": "2014-09"},
                    {"country": work, "from": "2014-10", "to": "2026-02"},
                ],
                "events": ["left", "unpaid", "dismissed"],
            }
            page = client.get(f"/en/result/{box.seal(Walk(parse(told)))}").get_data(as_text=True)
            assert "137 months" in page
    drawn = re.sub(r'<ul class="law">.*?</ul>', "", " ".join(_DRAWN.values()))  # titles have numbers, too
    assert len(drawn) > 100_000
    of_one_person = r"By what you told us|passed on|\b(?:137|163)\b|gAAAA"
    assert not re.findall(rf".{{40}}(?:{of_one_person}).{{20}}", drawn)
