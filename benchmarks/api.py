"""How many answers a second does the API give, beside OpenFisca's web API on the same machine in the same run?

OpenFisca (openfisca-core with its country template) is the free engine that governments use to compute rights; it
is installed into a folder of its own and removed afterwards. Both run two gunicorn workers, and take turns.
"""

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.report import Row, skipped
from benchmarks.servers import HOST, Request, Server, burst, free_port, haki, running
from benchmarks.situations import every_pair, facts, told_in_full

_ROUNDS = 5
_SECONDS = 3.0
_PACKAGES = ("openfisca-core[web-api]", "openfisca-country-template", "gunicorn")
_JSON = (("Content-Type", "application/json"),)


def measure() -> list[Row]:
    base = facts()
    asked = [*list(every_pair(base, 1))[::5], *told_in_full(base, 100)]
    bodies = [json.dumps(one).encode() for one in asked]
    plain = [Request("POST", "/api/v1/check", body, _JSON) for body in bodies]
    told = [Request("POST", "/api/v1/check?lang=en", body, _JSON) for body in bodies]
    what = "API answers against OpenFisca's"
    with tempfile.TemporaryDirectory() as folder, haki() as ours:
        try:
            with _openfisca(Path(folder)) as theirs:
                return _compare(ours, theirs, plain, told)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired, RuntimeError, OSError) as error:
            load = burst(ours, plain, _SECONDS)
            return [
                Row(
                    "API answers", f"{load.a_second:.0f} a second, {load.cpu_seconds_each * 1e3:.2f} ms each"
                ),
                skipped(what, f"{type(error).__name__}: {str(error)[:120]}"),
            ]


def _compare(ours: Server, theirs: Server, plain: list[Request], told: list[Request]) -> list[Row]:
    rounds = []
    for _ in range(_ROUNDS):
        rounds.append(
            (
                burst(theirs, [_openfisca_request()], _SECONDS),
                burst(ours, plain, _SECONDS),
                burst(ours, told, _SECONDS),
            )
        )
    speeds = [statistics.median(round_[one].a_second for round_ in rounds) for one in range(3)]
    costs = [statistics.median(round_[one].cpu_seconds_each for round_ in rounds) for one in range(3)]
    rows = [
        Row(
            "API answers of OpenFisca", f"{speeds[0]:.0f} a second, {costs[0] * 1e3:.2f} ms of processor each"
        )
    ]
    for one, name in ((1, "API answers"), (2, "API answers with texts")):
        ratio = speeds[one] / speeds[0]
        rows.append(
            Row(
                name,
                f"{speeds[one]:.0f} a second, {costs[one] * 1e3:.2f} ms of processor each: {ratio:.1f} times OpenFisca",
                "≥ 2 times",
                ratio >= 2,
            )
        )
    return rows


@contextlib.contextmanager
def _openfisca(folder: Path) -> Iterator[Server]:
    environment = folder / "venv"
    subprocess.run(
        [sys.executable, "-m", "venv", str(environment)], check=True, capture_output=True, timeout=120
    )
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", *_PACKAGES]
    subprocess.run(pip, check=True, capture_output=True, timeout=600)
    port = free_port()
    command = [
        str(environment / "bin" / "openfisca"),
        "serve",
        "--country-package",
        "openfisca_country_template",
    ]
    command += ["--bind", f"{HOST}:{port}", "--workers", "2"]
    with running(command, port, "/spec") as server:
        yield server


def _openfisca_request() -> Request:
    """Two adults and a child: what they earn in, what they owe and are due out; the size of its own examples."""
    month = "2017-01"
    adult = {"birth": {month: "1980-01-01"}, "salary": {month: 4000}, "income_tax": {month: None}}
    situation = {
        "persons": {
            "Bill": {**adult, "basic_income": {month: None}, "social_security_contribution": {month: None}},
            "Bob": {**adult, "age": {month: None}},
            "Anna": {"birth": {month: "2010-01-01"}, "age": {month: None}},
        },
        "households": {
            "_": {
                "adults": ["Bill", "Bob"],
                "children": ["Anna"],
                "disposable_income": {month: None},
                "total_benefits": {month: None},
                "total_taxes": {month: None},
                "housing_tax": {"2017": None},
                "accommodation_size": {"2017-01": 300},
                "housing_occupancy_status": {month: "tenant"},
            }
        },
    }
    return Request("POST", "/calculate", json.dumps(situation).encode(), _JSON)
