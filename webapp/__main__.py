"""The command line: `python -m webapp …`. Results on standard output, everything else on standard error.

Exit status 0: done; 2: bad input; 1: anything else.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import Any, cast, get_args

from webapp.facts.base import FactBase
from webapp.facts.load import BadFacts, load, read_folder
from webapp.facts.vocabulary import Checked
from webapp.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except BadFacts as bad:
        print(bad, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has heard enough; closing quietly keeps Python from complaining at exit.
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m webapp", description="Haki: which rights a migrant worker holds."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="serve the pages and the API")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument(
        "--workers", type=int, default=None, help="processes; default: as many as suit the machine"
    )
    serve.set_defaults(run=_serve)

    check = commands.add_parser("check", help="one situation (JSON) in, one assessment out")
    _language_option(check)
    check.add_argument(
        "--alternatives", action="store_true", help="say which one answer would change a verdict"
    )
    check.set_defaults(run=_check)

    batch = commands.add_parser(
        "batch", help="a situation a line in, an assessment or error object a line out"
    )
    batch.add_argument(
        "--jsonl", action="store_true", required=True, help="JSON lines, the only form there is"
    )
    _language_option(batch)
    batch.set_defaults(run=_batch)

    cases = commands.add_parser("cases", help="a table of cases (CSV) in, their verdicts and time limits out")
    _language_option(cases)
    cases.set_defaults(run=_cases)

    prorata = commands.add_parser("prorata", help="theoretical amounts (JSON) in, payable amounts out")
    prorata.set_defaults(run=_prorata)

    export = commands.add_parser("export", help="write guidance, country and corridor pages as files")
    export.add_argument("folder", type=Path, help="where to write")
    export.add_argument("--languages", default="", metavar="TAGS", help="e.g. ne,ar; default: all")
    export.add_argument(
        "--countries", default="", metavar="CODES", help="e.g. MY,QA; default: all that are known"
    )
    export.add_argument(
        "--people",
        type=int,
        default=10_000,
        help="corridors into these countries that at least so many people took",
    )
    export.add_argument(
        "--base", default="", metavar="ADDRESS", help="a running Haki, for the links that need one"
    )
    export.set_defaults(run=_export)

    content = commands.add_parser("content", help="look after the facts").add_subparsers(
        required=True, metavar="WHAT"
    )
    content.add_parser("check", help="say what does not fit in the fact files").set_defaults(
        run=_content_check
    )
    stale = content.add_parser("stale", help="say which facts have ended and which rest on old texts")
    stale.add_argument(
        "--months", type=_not_negative, default=24, help="from this age on, in months; default 24"
    )
    stale.set_defaults(run=_content_stale)
    coverage = content.add_parser("coverage", help="say for how many of the world's migrants the facts speak")
    coverage.add_argument("--matrix", action="store_true", help="the regime of every corridor, as CSV")
    coverage.set_defaults(run=_content_coverage)
    spoken = content.add_parser(
        "languages", help="say how many of the world's migrants can be spoken to, and what would reach more"
    )
    spoken.add_argument("--next", type=_not_negative, default=20, help="so many languages more; default 20")
    spoken.set_defaults(run=_content_languages)
    diff = content.add_parser("diff", help="say which verdicts change between two folders of facts")
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    diff.set_defaults(run=_content_diff)
    return parser


def _language_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", default=None, metavar="TAG", help="add a text in this language, e.g. ne")


def _not_negative(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise argparse.ArgumentTypeError(f"not a whole number from 0 on: {text!r}")
    return int(text)


def _settings() -> Settings:
    try:
        return Settings.from_environ(os.environ)
    except ValueError as bad:
        raise SystemExit(str(bad)) from None  # on standard error, with status 1


def _facts() -> FactBase:
    return load(_settings().content_dir / "facts")


def _write(answer: Any) -> int:
    """An answer on standard output, with the same bytes as from the API."""
    from webapp.answering import json_text

    sys.stdout.buffer.write(json_text(answer) + b"\n")
    return 0


def _refuse(problem: dict[str, Any]) -> int:
    """The contract's problem object on standard error."""
    from webapp.answering import json_text

    sys.stderr.buffer.write(json_text(problem) + b"\n")
    return 2


def _serve(chosen: argparse.Namespace) -> int:
    from webapp.serve import serve  # gunicorn, which no other command needs

    return serve(chosen.host, chosen.port, chosen.workers)


def _check(chosen: argparse.Namespace) -> int:
    from webapp.answering import Answerer, Refused

    answerer = Answerer.from_settings(_settings())
    try:
        return _write(answerer.answer(sys.stdin.buffer.read(), chosen.lang, alternatives=chosen.alternatives))
    except Refused as refused:
        return _refuse(refused.problem)


def _batch(chosen: argparse.Namespace) -> int:
    from webapp.batch import run_batch

    lines = cast(BufferedReader, sys.stdin.buffer)
    return run_batch(lines, sys.stdout.buffer, sys.stderr, chosen.lang)


def _cases(chosen: argparse.Namespace) -> int:
    from webapp.answering import Answerer
    from webapp.cases import BadTable, run_cases
    from webapp.situation import Invalid
    from webapp.wording.language import SOURCE_LANGUAGE

    answerer = Answerer.from_settings(_settings())
    tag = chosen.lang or SOURCE_LANGUAGE
    if tag not in answerer.languages:
        return _refuse(answerer.problem(SOURCE_LANGUAGE, [Invalid("lang", "unknown-word", {})]))
    try:
        run_cases(sys.stdin.buffer.read(), sys.stdout, sys.stderr, answerer.voice(tag))
    except BadTable as bad:
        print(bad, file=sys.stderr)
        return 2
    return 0


def _prorata(_: argparse.Namespace) -> int:
    from webapp.answering import Answerer, read_json
    from webapp.rules.prorata import prorata
    from webapp.situation import BadSituation
    from webapp.wording.language import SOURCE_LANGUAGE

    # Facts and languages are read for a refusal only: the figures need neither.
    try:
        return _write(prorata(read_json(sys.stdin.buffer.read())))
    except BadSituation as bad:
        return _refuse(Answerer.from_settings(_settings()).problem(SOURCE_LANGUAGE, bad.errors))
    except ValueError:
        return _refuse(Answerer.from_settings(_settings()).not_json(SOURCE_LANGUAGE))


def _export(chosen: argparse.Namespace) -> int:
    from webapp.app import create_app
    from webapp.pages.export import export

    app = create_app(_settings())
    facts = app.extensions["haki"].answerer.facts
    tags = (
        chosen.languages.split(",") if chosen.languages else list(app.extensions["haki"].answerer.languages)
    )
    countries = (
        chosen.countries.split(",")
        if chosen.countries
        else [c for c in facts.countries if facts.countries[c].scheme]
    )
    corridors = [
        pair for pair in facts.migrants if pair[1] in countries and facts.migrants[pair] >= chosen.people
    ]
    try:
        written = export(app, chosen.folder, tags, countries, corridors, chosen.base)
    except ValueError as bad:
        print(bad, file=sys.stderr)
        return 2
    print(f"{written} pages in {chosen.folder}")
    return 0


def _content_check(_: argparse.Namespace) -> int:
    base, problems = read_folder(_settings().content_dir / "facts")
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems or base is None:
        print(f"{len(problems)} to mend.", file=sys.stderr)
        return 2
    print(
        f"All is well: {len(base.countries)} countries, {len(base.schemes)} schemes,"
        f" {len(base.agreements)} agreements, {len(base.instruments)} instruments, {len(base.sources)} sources."
    )
    return 0


def _content_stale(chosen: argparse.Namespace) -> int:
    from webapp.upkeep.stale import ended, old

    facts, today = _facts(), date.today()
    for entry in ended(facts, today):
        print(f"ended on {entry.until}: {entry.where}")
    for source, age, held in old(facts, today, chosen.months):
        print(f"{age} months old: {source}, the newest text behind {len(held)}:")
        for entry in held:
            print(f"    {entry.where}")
    return 0


def _content_coverage(chosen: argparse.Namespace) -> int:
    from webapp.upkeep.pairs import pair_counts
    from webapp.upkeep.reach import reach

    if chosen.matrix:
        return _content_matrix()
    facts, today = _facts(), date.today()
    for joined, bilateral_only in (("any agreement", False), ("a bilateral agreement", True)):
        count = pair_counts(facts, today, bilateral_only=bilateral_only)
        print(
            f"{count.pairs} pairs of countries joined by {joined} in force, "
            f"{count.officially} of them by an official list or text that was read"
        )
        read, partly, no = (count.checked[how] for how in get_args(Checked))
        print(f"  what it provides was read for {read}, read in part for {partly}, not read for {no}")
    found = reach(facts, today)
    entries = sum(found.checked.values())
    print(f"{found.countries_with_schemes} countries with schemes")
    print(f"{found.by_country_of_work:.1%} of the world's migrants by country of work")
    print(f"{found.by_both_ends:.1%} by both ends")
    for how in ("yes", "partly", "no"):
        print(f"{found.checked[how] / entries:.1%} of {entries} entries: sources read: {how}")
    print("People who get a verdict other than “unknown”, by status and branch:")
    for status, branches in found.decided.items():
        print(f"  {status}: " + ", ".join(f"{branch} {share:.0%}" for branch, share in branches.items()))
    return 0


def _content_languages(chosen: argparse.Namespace) -> int:
    from webapp.upkeep.speakers import speakers
    from webapp.wording.language import load_languages

    settings = _settings()
    found = speakers(_facts(), load_languages(settings.content_dir, settings.translations_dir))
    print(
        f"{found.together:.1%} of the world's migrants come from people who use one of {len(found.each)} languages:"
    )
    for tag, share in sorted(found.each.items(), key=lambda row: -row[1]):
        print(f"  {tag} {share:.1%}")
    print("Which one more would reach how many more:")
    for language, gain in found.more[: chosen.next]:
        print(f"  {language} +{gain:.1%}")
    return 0


def _content_matrix() -> int:
    """A line for each country of origin, a column for each country of work, in each cell the regime."""
    from webapp.rules.regime import corridor_regime

    facts, today = _facts(), date.today()
    origins = sorted({*facts.countries, *(origin for origin, _ in facts.migrants)})
    destinations = [code for code, country in facts.countries.items() if country.scheme]
    print(",".join(("from/to", *destinations)))
    for origin in origins:
        cells = [corridor_regime(origin, destination, facts, today).id for destination in destinations]
        print(",".join((origin, *cells)))
    return 0


def _content_diff(chosen: argparse.Namespace) -> int:
    from webapp.upkeep.diff import changes
    from webapp.upkeep.tell import tell

    try:
        old, new = load(chosen.old), load(chosen.new)
    except BadFacts as bad:
        print(bad, file=sys.stderr)
        return 2  # here the folders are the input
    for sentence in tell(changes(old, new, date.today())):
        print(sentence)
    return 0


if __name__ == "__main__":
    sys.exit(main())
