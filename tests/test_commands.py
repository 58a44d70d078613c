"""The commands that look after the facts, and `prorata`: results, refusals and exit status."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import CommandLine

from webapp.facts.load import load
from webapp.rules.regime import corridor_regime
from webapp.upkeep.pairs import pair_counts
from webapp.upkeep.reach import STATUSES_OF_MIGRANTS

ROOT = Path(__file__).resolve().parent.parent
FACTS = ROOT / "content" / "facts"


def run(*arguments: str, told: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "webapp", *arguments],
        input=told,
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        env={"PATH": "/usr/bin:/bin", **environ},
    )


# ---- prorata ---------------------------------------------------------------------------------------------


def test_prorata_works_out_what_each_country_pays_and_what_the_country_of_residence_adds() -> None:
    """Regulation 883/2004, arts 52(1)(b), 52(3) and 58: 810 x 144/432 = 270; 540 beats 460; the minimum adds 70."""
    told = {
        "countries": [
            {"country": "AT", "months": 144, "needed": 180, "theoretical": "810.00", "minimum": 880},
            {"country": "BE", "months": 216, "needed": 120, "theoretical": 920, "independent": "540"},
            {"country": "FR", "months": 72, "needed": 60, "theoretical": 0},
        ],
        "residence": "AT",
    }
    said = run("prorata", told=json.dumps(told).encode())
    assert (said.returncode, said.stderr) == (0, b"")
    found = json.loads(said.stdout)
    assert found["total_months"] == 432
    assert [one["payable"] for one in found["countries"]] == ["270.00", "540.00", "0.00"]
    assert [one["method"] for one in found["countries"]][:2] == ["pro-rata", "independent"]
    assert found["supplement"] == {"country": "AT", "amount": "70.00"}
    assert found["sum"] == "880.00"


@pytest.mark.parametrize(
    ("told", "status", "keys"),
    [
        (b"{", 400, []),
        (b"\xff", 400, []),
        (b"[" * 100_000, 400, []),
        ([], 422, [""]),
        ({"colour": 1, "countries": []}, 422, ["colour", "countries"]),
        (b'{"\\ud800": 1, "countries": 2}', 422, ["?", "countries"]),
        (b'{"countries": [{"country": "FR", "months": 1, "months": 2}]}', 422, ["countries.0.months"]),
        (
            b'{"countries": [{"country": "FR", "months": ' + b"9" * 5000 + b', "needed": 1}]}',
            422,
            ["countries.0.months"],
        ),
        (
            {"countries": [{"country": "QQ", "months": 1.5, "needed": -1, "theoretical": "much"}]},
            422,
            [f"countries.0.{key}" for key in ("country", "months", "needed", "theoretical")],
        ),
        (
            {"countries": [{"country": "FR", "months": 20, "needed": 30, "independent": 5}]},
            422,
            ["countries.0.independent"],
        ),
        (
            {"countries": [{"country": "FR", "months": 20, "needed": 1, "independent": 5}] * 2},
            422,
            ["countries.1.country"],
        ),
        ({"countries": [{"country": "AT", "months": 8, "needed": 15}]}, 422, ["last"]),
    ],
)
def test_prorata_refuses_by_name_what_it_cannot_take(
    command_line: CommandLine, told: Any, status: int, keys: list[str]
) -> None:
    exit_status, out, log = command_line(
        ["prorata"], told if isinstance(told, bytes) else json.dumps(told).encode()
    )
    assert (exit_status, out) == (2, b"")
    problem = json.loads(log)
    assert set(problem) == {"type", "title", "status", "errors"}
    assert problem["status"] == status
    assert sorted(error["key"] for error in problem["errors"]) == sorted(keys)
    assert all(error["message"] for error in problem["errors"])


# ---- content ---------------------------------------------------------------------------------------------


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with a few countries, which a test may spoil."""
    made = tmp_path / "content"
    made.mkdir()
    for path in FACTS.parent.iterdir():
        if path.name != "facts":
            (made / path.name).symlink_to(path)
    shutil.copytree(FACTS, made / "facts", ignore=shutil.ignore_patterns("countries", "internal"))
    (made / "facts" / "countries").mkdir()
    for code in FEW:
        shutil.copy(FACTS / "countries" / f"{code}.toml", made / "facts" / "countries")
    return made


FEW = ("EC", "ES", "PH", "QA", "TH")


def test_content_check_counts_what_is_sound_and_names_what_is_not(content: Path) -> None:
    said = run("content", "check")
    assert said.returncode == 0
    assert re.fullmatch(rb"All is well: \d+ countries, .*\n", said.stdout)
    file = content / "facts" / "countries" / "TH.toml"
    file.write_text("nonsense = 1\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    said = run("content", "check", HAKI_CONTENT_DIR=str(content))
    assert said.returncode == 2
    assert b"TH.toml" in said.stderr
    assert b"nonsense" in said.stderr


def test_content_check_does_not_take_a_fact_for_read_whose_note_says_from_memory(content: Path) -> None:
    file = content / "facts" / "countries" / "QA.toml"
    text = file.read_text(encoding="utf-8")
    assert 'note = "Qataris in government' in text
    claim = text.replace(
        'note = "Qataris in government', 'note = "The age is from memory. Qataris in government'
    )
    file.write_text(claim, encoding="utf-8")
    said = run("content", "check", HAKI_CONTENT_DIR=str(content))
    assert said.returncode == 2
    assert "qa-pension: the note says “from memory”, but every source" in said.stderr.decode()


def test_content_stale_names_every_entry_whose_newest_text_is_as_old_as_that() -> None:
    def ages(*arguments: str) -> list[int]:
        said = run("content", "stale", *arguments)
        assert said.returncode == 0
        return [int(age) for age in re.findall(rb"^(\d+) months old: ", said.stdout, re.MULTILINE)]

    default, older = ages(), ages("--months", "120")
    assert min(default) >= 24
    assert min(older) >= 120
    assert older == [age for age in default if age >= 120]
    for wrong in ("-3", "x", "1.5"):
        assert run("content", "stale", "--months", wrong).returncode == 2


def test_content_coverage_says_for_how_many_people_the_facts_speak(content: Path) -> None:
    said = run("content", "coverage", HAKI_CONTENT_DIR=str(content))
    assert (said.returncode, said.stderr) == (0, b"")
    people = load(content / "facts").migrants
    arrived = sum(count for (_, to), count in people.items() if to in FEW) / sum(people.values())
    both = sum(count for pair, count in people.items() if set(pair) <= set(FEW)) / sum(people.values())
    lines = said.stdout.decode().splitlines()
    pairs = pair_counts(load(content / "facts"), date.today())
    assert lines[0].startswith(f"{pairs.pairs} pairs of countries joined by any agreement in force, ")
    assert lines[4:7] == [
        "5 countries with schemes",
        f"{arrived:.1%} of the world's migrants by country of work",
        f"{both:.1%} by both ends",
    ]
    assert [line.split(":")[0].strip() for line in lines[-7:]] == list(STATUSES_OF_MIGRANTS)


def test_the_matrix_gives_the_regime_of_every_corridor(content: Path) -> None:
    said = run("content", "coverage", "--matrix", HAKI_CONTENT_DIR=str(content))
    assert (said.returncode, said.stderr) == (0, b"")
    (_, *destinations), *lines = csv.reader(io.StringIO(said.stdout.decode()))
    facts = load(content / "facts")
    assert destinations == list(FEW)
    cells = {
        (origin, destination): cell
        for origin, *row in lines
        for destination, cell in zip(destinations, row, strict=True)
    }
    assert {pair for pair in facts.migrants if pair[1] in FEW} <= cells.keys()
    assert cells == {pair: corridor_regime(*pair, facts, date.today()).id for pair in cells}
    assert (cells["EC", "ES"], cells["PH", "QA"], cells["ES", "ES"]) == ("I", "III", "home")


def test_content_diff_says_which_verdicts_an_edit_changes(content: Path) -> None:
    old, new = content / "facts", content / "new"
    shutil.copytree(old, new)
    said = run("content", "diff", str(old), str(new))
    assert (said.returncode, said.stdout) == (0, b"No verdict of the standard situations changes.\n")
    (new / "countries" / "QA.toml").unlink()
    said = run("content", "diff", str(old), str(new))
    assert said.returncode == 0
    assert b"Qatar, Hurt or ill from work: " in said.stdout
    assert run("content", "diff", str(old), "/nowhere").returncode == 2


# ---- all of them -----------------------------------------------------------------------------------------


def test_commands_read_the_content_that_the_operator_set(content: Path) -> None:
    (content / "facts" / "countries" / "TH.toml").unlink()
    told = json.dumps({"work_country": "TH", "status": "work-permit"}).encode()
    said = run("check", told=told, HAKI_CONTENT_DIR=str(content))
    assert said.returncode == 0
    codes = {r["code"] for entry in json.loads(said.stdout)["entitlements"] for r in entry["reasons"]}
    assert "country-not-known" in codes
    said = run("check", told=b"{}", HAKI_CONTENT_DIR="/nowhere")
    assert said.returncode == 1
    assert b"HAKI_CONTENT_DIR" in said.stderr
    assert b"Traceback" not in said.stderr


@pytest.mark.parametrize("arguments", [(), ("content",), ("batch",), ("check", "--colour"), ("fly",)])
def test_a_command_that_does_not_exist_is_bad_input(arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert (said.returncode, said.stdout) == (2, b"")
    assert said.stderr.startswith(b"usage: python -m webapp")


def test_a_table_in_a_language_that_is_not_offered_is_refused() -> None:
    said = run("cases", "--lang", "xx", told=b"case,age\n1,30\n")
    assert (said.returncode, said.stdout) == (2, b"")
    assert [error["key"] for error in json.loads(said.stderr)["errors"]] == ["lang"]


def test_no_place_to_write_to_ends_a_command_quietly() -> None:
    """A reader that has heard enough, as `| head -1` has."""
    with subprocess.Popen(
        [sys.executable, "-m", "webapp", "content", "coverage", "--matrix"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(60) == 1
        assert process.stderr.read() == b""
