"""An assessment as a person reads it: what is urgent first, then card by card. Texts, never codes.

One direction: an Assessment goes in, a ResultView for the template comes out. Pages for workers, the desk, letters
and shared results all draw the same view.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, wraps
from typing import NamedTuple, TypeVar

from webapp.facts.records import Source
from webapp.facts.vocabulary import Checked, Event
from webapp.rules.assessment import (
    RANK,
    Alternative,
    Assessment,
    Entitlement,
    Leaving,
    MeasureEntry,
    PeriodsEntry,
    Reason,
    RemedyEntry,
    TreatyEntry,
    Verdict,
    WorkRight,
    share_in_months,
)
from webapp.situation import Situation
from webapp.wording import labels
from webapp.wording.foreign import local_language
from webapp.wording.language import SOURCE_LANGUAGE
from webapp.wording.questions import TITLES
from webapp.wording.slots import (
    institution_name,
    instrument_name,
    measure_name,
    reason_text,
    region_name,
    scheme_name,
)
from webapp.wording.told import length
from webapp.wording.urgent import TROUBLES
from webapp.wording.voice import N_, NP_, Voice


class Line(NamedTuple):
    """One sentence of the why, and how far its sources were read."""

    text: str
    checked: Checked


def none_read(lines: tuple[Line, ...]) -> bool:
    """Whether there are lines and nothing of them was read: then one note says so, and not every line again."""
    return bool(lines) and all(line.checked == "no" for line in lines)


# What follows is compared and hashed by identity, so that what was drawn of it can be kept.


@dataclass(frozen=True, slots=True, eq=False)
class SourceLine:
    """A source as it is cited: its title in its own language, where it is, its age, and whether it was read."""

    id: str
    title: str
    url: str
    age: str
    was_read: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Card:
    """One right, with its verdict, one plain sentence, and what can be opened below it."""

    id: str
    icon: str
    title: str
    verdict: Verdict
    verdict_text: str
    lead: str = ""
    by: str = ""
    lines: tuple[Line, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()
    """(question, its title) for each answer that is missing."""
    guidance: str = ""
    """The text that says how to claim it; "" for none."""
    age: str = ""
    """From which age it is paid, where the lead does not say it."""
    gives: tuple[str, ...] = ()
    """What it pays or helps with, where that is not said by the title."""
    gaps: tuple[str, ...] = ()
    others: tuple[tuple[str, Verdict, str], ...] = ()
    """(answer in words, verdict, verdict in words): what another answer would give."""
    deadline: str = ""
    fact: str = ""
    """What it rests on, by the ids of the fact files: for a report that it is wrong."""
    shared: bool = False
    """Whether it says the same to everybody, and holds no figure of one person: then what is drawn of it is kept."""
    checked: Checked = "yes"
    """How far the sources of the card as a whole were read: the weakest of its lines counts."""

    @property
    def noted(self) -> bool:
        """Whether the note on the card says of all its lines that they were not read."""
        return self.checked == "no" and none_read(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Helper:
    """Where to go: an office, what for, how and until when."""

    topic: str
    topic_text: str
    name: str
    role: str
    url: str
    phones: tuple[str, ...]
    lines: tuple[Line, ...]
    sources: tuple[SourceLine, ...]
    fact: str
    shared: bool
    """Both as on a card."""

    @property
    def noted(self) -> bool:
        """Whether one note says of all its lines that they were not read."""
        return none_read(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bar:
    """Months of one country, and those that others add, against the months it asks for."""

    branch: str
    place: str
    verdict: Verdict
    verdict_text: str
    segments: tuple[tuple[str, int], ...]
    """(place, months): its own first, then what agreements add."""
    needed: int | None
    share: str
    age: str
    """From which age it is paid; "" where that is not known or not asked."""
    fact: str
    asked: bool
    """Whether it is the first thing to see: the old-age pension, and what something that happened asks for."""
    lines: tuple[Line, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TreatyLine:
    id: str
    name: str
    title: str
    binds: str
    binds_text: str
    principles: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What matters for one thing that happened: read before anything else."""

    event: Event
    title: str
    guidance: str
    cards: tuple[Card, ...]
    rights: tuple[Card, ...]
    leaving: tuple[Card, ...]
    helpers: tuple[Helper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something to do by a day, or within a time whose beginning is not known."""

    text: str
    what: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """All of a result, ready to be laid out."""

    day: str
    country: str
    regime: str
    regime_id: str
    regime_lines: tuple[Line, ...]
    first: tuple[First, ...]
    urgent: tuple[Card, ...]
    """The cards of what happened."""
    cards: tuple[Card, ...]
    """The nine branches: those that matter for what happened first, then in Convention 102's order."""
    bars: tuple[Bar, ...]
    bars_asked: tuple[Bar, ...]
    """Those of `bars` that are the first to see; then the others, and the names of their branches."""
    bars_folded: tuple[Bar, ...]
    folded_branches: tuple[str, ...]
    months_first: bool
    """Whether the months come before the nine rights: what happened asks for a pension."""
    rights: tuple[Card, ...]
    leaving: tuple[Card, ...]
    measures: tuple[Card, ...]
    helpers: tuple[Helper, ...]
    other_helpers: tuple[Helper, ...]
    """Those of `helpers` that do not stand beside what happened."""
    treaties: tuple[TreatyLine, ...]
    """Those that bind; then those that do not."""
    other_treaties: tuple[TreatyLine, ...]
    asks: tuple[tuple[str, str], ...]
    deadlines: tuple[Deadline, ...] = field(default=())


def result_view(
    found: Assessment, told: Situation, voice: Voice, *, all_alternatives: bool = False
) -> ResultView:
    """The view of `found` in the language of `voice`; `told` is the situation it answers.

    `all_alternatives`: every answer that would better a verdict is shown, not only other papers.
    """
    writer = _Writer(voice, all_alternatives)
    # Then what is due without papers is no question of theirs.
    has_papers = told.status not in (None, "irregular")
    cards = {entry.branch: writer.entitlement(entry) for entry in found.entitlements}
    rights = [
        (entry.topic, writer.right(entry))
        for entry in found.work_rights
        if not (entry.topic == "wages-owed-whatever-status" and entry.verdict == "unknown" and has_papers)
    ]
    leaving = [writer.leaving(place, entry) for place, entry in enumerate(found.leaving)]
    helpers = [(entry.topic, writer.helper(entry)) for entry in found.remedies]
    first: list[First] = []
    for event, trouble in TROUBLES.items():
        if event not in told.events:
            continue
        first.append(
            First(
                event=event,
                title=voice.say(labels.EVENTS[event]),
                guidance=trouble.guidance,
                cards=tuple(cards[branch] for branch in trouble.branches),
                rights=tuple(card for topic, card in rights if topic in trouble.rights),
                leaving=tuple(leaving) if trouble.leaving else (),
                helpers=tuple(helper for topic, helper in helpers if topic in trouble.remedies),
            )
        )
    urgent = [branch for event in TROUBLES if event in told.events for branch in TROUBLES[event].branches]
    order = dict.fromkeys((*urgent, *cards))
    beside = {helper for one in first for helper in one.helpers}
    treaties, other_treaties = writer.treaties(found.treaties)
    bars = tuple(writer.bar(entry, entry.branch in ("old-age", *urgent)) for entry in found.periods)
    folded = tuple(bar for bar in bars if not bar.asked)
    return ResultView(
        day=voice.day(found.date),
        country=voice.country(told.work_country) if told.work_country else "",
        regime=voice.say(labels.REGIMES[found.regime.id]),
        regime_id=found.regime.id,
        regime_lines=writer.lines(found.regime.reasons),
        first=tuple(first),
        urgent=tuple(card for one in first for card in one.cards),
        cards=tuple(cards[branch] for branch in order),
        bars=bars,
        bars_asked=tuple(bar for bar in bars if bar.asked),
        bars_folded=folded,
        folded_branches=tuple(dict.fromkeys(bar.branch for bar in folded)),
        months_first=any(entry.branch in urgent for entry in found.periods),
        rights=tuple(card for _, card in rights),
        leaving=tuple(leaving),
        measures=tuple(writer.measure(entry) for entry in found.origin_measures),
        helpers=tuple(helper for _, helper in helpers),
        other_helpers=tuple(helper for _, helper in helpers if helper not in beside),
        treaties=treaties,
        other_treaties=other_treaties,
        asks=tuple((name, voice.say(TITLES[name])) for name in found.questions),
        deadlines=tuple(writer.deadlines(found, told)),
    )


def deadlines_of(found: Assessment, told: Situation, voice: Voice) -> tuple[Deadline, ...]:
    """Only the deadlines of `found`: for tables and calendars."""
    return tuple(_Writer(voice, False).deadlines(found, told))


_DECIDING = (
    "scheme-",
    "months-",
    "no-months",
    "needed-",
    "residence-",
    "employer-pays",
    "no-such",
    "exclusion",
    "branch-",
)
"""Beginnings of the codes that decide a verdict; others, such as those about living abroad, only add to it."""

_OF_ONE_PERSON = frozenset(
    (
        "leaving-months-missing",
        "leaving-too-many-months",
        "leaving-claim-by",
        "leaving-deadline-passed",
        "leaving-days-of-pay",
        "leaving-if-you-resign",
        "leaving-nothing-if-you-resign",
    )
)
"""Reasons about leaving that hold months, days or dates of one person."""

_FACES = frozenset(
    ("measure-compulsory", "measure-voluntary", "measure-valid-months", "measure-claim-within-months")
)
"""What to do about a measure of one's own country: said at once, not under "Why?"."""

_COVERED = N_("You are covered by: %(scheme)s.")
_EMPLOYER_PAYS = N_("Your employer must pay this: %(scheme)s.")

_RANK: dict[Checked, int] = {"yes": 0, "partly": 1, "no": 2}

_LEADS: dict[Verdict, tuple[str, ...]] = {
    "yes": ("pension-age", "months-enough", "no-months-needed"),
    "if": ("asks", "not-told", "depend"),
    "not-yet": ("months-missing",),
    "no": ("no-such-branch", "excludes", "scheme-ended", "scheme-starts-later"),
    "unknown": ("not-checked", "silent", "not-known", "not-told"),
}
"""Verdict → parts of the reason codes that say it best, the best first."""


def lead_reason(verdict: Verdict, reasons: Iterable[Reason]) -> Reason | None:
    """The one reason that says a verdict best; None where there is none."""
    reasons = tuple(reasons)
    for part in _LEADS[verdict]:
        for reason in reasons:
            if part in reason.code:
                return reason
    return reasons[0] if reasons else None


E = TypeVar("E")
V = TypeVar("V")


def _keeping(
    write: "Callable[[_Writer, E], V]", key_of: "Callable[[E], Hashable]"
) -> "Callable[[_Writer, E], V]":
    known: dict[tuple[Voice, Hashable], tuple[E, V]] = {}

    @wraps(write)
    def kept(writer: "_Writer", entry: E) -> V:
        key = (writer.voice, key_of(entry))
        found = known.get(key)
        if found is None:
            if len(known) >= _MOST_KEPT:
                known.clear()
            # Kept with the entry itself, so that no other one can have its identity.
            found = known[key] = (entry, write(writer, entry))
        return found[1]

    return kept


def _kept(write: "Callable[[_Writer, E], V]") -> "Callable[[_Writer, E], V]":
    """`write`, with what it wrote kept for equal entries. Only for what says the same to everybody."""
    return _keeping(write, lambda entry: entry)


def _kept_for_this(write: "Callable[[_Writer, E], V]") -> "Callable[[_Writer, E], V]":
    """`_kept` for entries that the rules make once for many people: quicker, for nothing is compared."""
    return _keeping(write, id)


_MOST_KEPT = 8_000


class _Writer:
    """Turns the entries of an assessment into what a page shows, in one voice."""

    def __init__(self, voice: Voice, all_alternatives: bool) -> None:
        self.voice = voice
        self._all_alternatives = all_alternatives
        self._facts = voice.facts

    def lines(self, reasons: Iterable[Reason]) -> tuple[Line, ...]:
        return tuple(dict.fromkeys([Line(reason_text(self.voice, one), one.checked) for one in reasons]))

    def sources(self, reasons: Iterable[Reason]) -> tuple[SourceLine, ...]:
        ids = dict.fromkeys(id_ for reason in reasons for id_ in reason.sources)
        return tuple(
            source_line(self.voice, self._facts.sources[id_]) for id_ in ids if id_ in self._facts.sources
        )

    def entitlement(self, entry: Entitlement) -> Card:
        for_all = entry.months_counted is None and entry.alternatives is None and entry.region is None
        return self._entitlement_of_all(entry) if for_all else self._entitlement(entry)

    @_kept
    def _entitlement_of_all(self, entry: Entitlement) -> Card:
        return replace(self._entitlement(entry), shared=True)

    def _entitlement(self, entry: Entitlement) -> Card:
        say = self.voice.say
        lead = lead_reason(entry.verdict, entry.reasons)
        scheme = scheme_name(self.voice, entry.scheme) if entry.scheme else ""
        text, by, age = (reason_text(self.voice, lead) if lead else ""), "", ""
        kind = self._facts.schemes[entry.scheme].kind if entry.scheme else None
        title, guidance = labels.BRANCHES[entry.branch], str(entry.branch)
        if entry.branch == "old-age" and kind == "end-of-service" and entry.verdict != "no":
            title, guidance = (
                labels.DEPARTURES["end-of-service"],
                "leaving",
            )  # no pension: not to be called one
        if entry.scheme and entry.verdict == "yes":
            if lead and lead.code.startswith("pension-age"):
                age = text
            else:
                lead = None
            liable = kind == "employer-liability"
            text = say(_EMPLOYER_PAYS if liable else _COVERED, scheme=scheme)
        elif entry.scheme and entry.verdict in ("if", "not-yet"):
            by = say(N_("It would come from: %(scheme)s."), scheme=scheme)
        return Card(
            id=entry.branch,
            icon=entry.branch,
            title=say(title),
            verdict=entry.verdict,
            verdict_text=say(labels.VERDICTS[entry.verdict]),
            guidance=guidance,
            lead=text,
            by=by,
            lines=self.lines(reason for reason in entry.reasons if reason is not lead),
            sources=self.sources(entry.reasons),
            asks=tuple((name, say(TITLES[name])) for name in entry.depends_on if name in TITLES),
            age=age,
            gaps=tuple(
                say(
                    N_("%(treaty)s, Article %(article)s, promises more than this law gives."),
                    treaty=instrument_name(self.voice, gap.instrument),
                    article=gap.article,
                )
                for gap in entry.treaty_gap
            ),
            others=self._others(entry),
            deadline=self._within_days(entry.claim_within_days),
            fact=_named(entry.country, entry.scheme, entry.branch),
            checked=_weakest(reason for reason in entry.reasons if reason.code.startswith(_DECIDING)),
        )

    def _others(self, entry: Entitlement) -> tuple[tuple[str, Verdict, str], ...]:
        """What other answers would give: other papers where these were not told; on the desk, whatever betters it."""
        found = []
        for other in entry.alternatives or ():
            if self._all_alternatives:
                shown = RANK[other.verdict] > RANK[entry.verdict]
            else:
                shown = set(other.answers) == {"status"}
            if shown:
                text = self._answer(other, entry)
                found.append((text, other.verdict, self.voice.say(labels.VERDICTS[other.verdict])))
        return tuple(found)

    def _answer(self, other: Alternative, entry: Entitlement) -> str:
        """One changed answer in words."""
        say, ((key, value),) = self.voice.say, other.answers.items()
        tables = {"status": labels.STATUSES, "sector": labels.SECTORS, "arrangement": labels.ARRANGEMENTS}
        if key in tables:
            return say(tables[key][value])
        if key == "history":
            more = value[-1]["months"]
            return self.voice.say_count(
                NP_("%(count)s more insured month", "%(count)s more insured months"), more
            )
        if key == "employer_size":
            return self.voice.say_count(
                NP_("An employer with %(count)s worker", "An employer with %(count)s workers"), value
            )
        return say(N_("%(question)s %(time)s"), question=say(TITLES[key]), time=length(self.voice, value))

    def _within_days(self, days: int) -> str:
        if not days:
            return ""
        return reason_text(self.voice, Reason("claim-within-days", {"scheme": "", "days": days}))

    @_kept_for_this
    def right(self, entry: WorkRight) -> Card:
        say = self.voice.say
        reasons = entry.reasons
        if entry.topic in ("end-of-service", "severance-pay"):  # days of pay, not of leave
            codes = {"right-days-a-year": "leaving-days-a-year"}
            reasons = tuple(reason._replace(code=codes.get(reason.code, reason.code)) for reason in reasons)
        return Card(
            id=f"right-{entry.topic}",
            icon="",
            title=say(labels.TOPICS[entry.topic]),
            verdict=entry.verdict,
            verdict_text=say(labels.VERDICTS[entry.verdict]),
            lead=reason_text(self.voice, reasons[0]) if reasons else "",
            lines=self.lines(reasons[1:]),
            sources=self.sources(reasons),
            fact=_named(entry.topic, *reasons[0].sources[:1]) if reasons else "",
            shared=True,
            checked=_weakest(reasons),
        )

    def leaving(self, place: int, entry: Leaving) -> Card:
        for_all = entry.claim_by is None and entry.days_of_pay is None
        if for_all and not any(reason.code in _OF_ONE_PERSON for reason in entry.reasons):
            return self._leaving_of_all((place, entry))
        return self._leaving(place, entry)

    @_kept
    def _leaving_of_all(self, placed: tuple[int, Leaving]) -> Card:
        return replace(self._leaving(*placed), shared=True)

    def _leaving(self, place: int, entry: Leaving) -> Card:
        say = self.voice.say
        return Card(
            id=f"leaving-{place}",
            icon="leaving",
            title=say(labels.DEPARTURES[entry.kind]),
            verdict=entry.verdict,
            verdict_text=say(labels.VERDICTS[entry.verdict]),
            lead=reason_text(self.voice, entry.reasons[0]) if entry.reasons else "",
            by=say(N_("It comes from: %(scheme)s."), scheme=scheme_name(self.voice, entry.scheme))
            if entry.scheme
            else "",
            lines=self.lines(entry.reasons[1:]),
            sources=self.sources(entry.reasons),
            deadline="" if entry.verdict == "no" else self._until(entry),
            fact=_named(entry.scheme, entry.kind),
            checked=_weakest(entry.reasons),
        )

    def _until(self, entry: Leaving) -> str:
        """Until when to claim what is due on leaving; "" where no limit is known."""
        say = self.voice.say
        if entry.claim_by is not None:
            return say(N_("Claim by %(date)s."), date=self.voice.day(entry.claim_by))
        if entry.claim_within_months:
            return say(N_("Claim within %(time)s."), time=length(self.voice, entry.claim_within_months))
        return ""

    @_kept_for_this
    def measure(self, entry: MeasureEntry) -> Card:
        say = self.voice.say
        measure = self._facts.measures[entry.id]
        return Card(
            id=f"measure-{entry.id}",
            icon="",
            title=measure_name(self.voice, entry.id),
            verdict=entry.verdict,
            verdict_text=say(labels.VERDICTS[entry.verdict]),
            lead=say(labels.MEASURES[measure.kind]),
            by=institution_name(self.voice, measure.institution) if measure.institution else "",
            gives=(
                *(say(labels.BRANCHES[branch]) for branch in measure.branches),
                *(say(labels.EXTRAS[extra]) for extra in measure.extras),
            ),
            gaps=tuple(reason_text(self.voice, reason) for reason in entry.reasons if reason.code in _FACES),
            lines=self.lines(reason for reason in entry.reasons if reason.code not in _FACES),
            sources=self.sources(entry.reasons),
            fact=entry.id,
            shared=True,
            checked=_weakest(entry.reasons),
        )

    def helper(self, entry: RemedyEntry) -> Helper:
        for_all = all(reason.code != "remedy-by-date" for reason in entry.reasons)
        return self._helper_of_all(entry) if for_all else self._helper(entry, shared=False)

    @_kept_for_this
    def _helper_of_all(self, entry: RemedyEntry) -> Helper:
        return self._helper(entry, shared=True)

    def _helper(self, entry: RemedyEntry, *, shared: bool) -> Helper:
        say = self.voice.say
        office = self._facts.institutions[entry.institution]
        return Helper(
            topic=entry.topic,
            topic_text=say(labels.REMEDIES[entry.topic]),
            name=institution_name(self.voice, entry.institution),
            role=say(labels.ROLES[office.roles[0]]) if office.roles else "",
            url=office.url,
            phones=office.phone,
            lines=self.lines(
                reason for reason in entry.reasons if reason.code != "remedy-phone" or office.phone
            ),
            sources=self.sources(entry.reasons),
            fact=_named(entry.topic, entry.institution),
            shared=shared,
        )

    @_kept_for_this
    def treaties(self, entries: tuple[TreatyEntry, ...]) -> "tuple[tuple[TreatyLine, ...], ...]":
        """Those that bind; then those that do not."""
        lines = [self._treaty(entry) for entry in entries]
        binding = tuple(line for line in lines if line.binds == "yes")
        return binding, tuple(line for line in lines if line.binds != "yes")

    def _treaty(self, entry: TreatyEntry) -> TreatyLine:
        say = self.voice.say
        return TreatyLine(
            id=entry.instrument,
            name=instrument_name(self.voice, entry.instrument),
            title=self.voice.foreign(self._facts.instruments[entry.instrument].title, SOURCE_LANGUAGE),
            binds=entry.binds,
            binds_text=say(labels.BINDS[entry.binds]),
            principles=tuple(say(labels.PRINCIPLES[principle]) for principle in entry.principles),
            lines=self.lines(entry.reasons),
        )

    def bar(self, entry: PeriodsEntry, asked: bool) -> Bar:
        say = self.voice.say
        age = next((reason for reason in entry.reasons if reason.code.startswith("pension-age")), None)
        place = region_name(self.voice, entry.region) if entry.region else self.voice.country(entry.country)
        share = ""
        if entry.share is not None:
            part, whole = share_in_months(
                entry.share, entry.own_months + sum(added.months for added in entry.added)
            )
            share = say(
                N_("It pays this part of the whole pension: %(part)s of %(whole)s."), part=part, whole=whole
            )
        return Bar(
            branch=say(labels.BRANCHES[entry.branch]),
            place=place,
            verdict=entry.verdict,
            verdict_text=say(labels.VERDICTS[entry.verdict]),
            segments=(
                (place, entry.own_months),
                *(
                    (
                        region_name(self.voice, added.region)
                        if added.region
                        else self.voice.country(added.country),
                        added.months,
                    )
                    for added in entry.added
                ),
            ),
            needed=entry.needed,
            share=share,
            age=reason_text(self.voice, age) if age else "",
            fact=_named(entry.country, entry.branch),
            asked=asked,
            lines=self.lines(reason for reason in entry.reasons if reason is not age),
            sources=self.sources(entry.reasons),
        )

    def deadlines(self, found: Assessment, told: Situation) -> Iterable[Deadline]:
        """What has a time limit, for what happened to this person: days that are known first."""
        say = self.voice.say
        limits: list[Deadline] = []
        topics = {topic for event in told.events for topic in TROUBLES[event].remedies}
        branches = {branch for event in told.events for branch in TROUBLES[event].branches}
        for remedy in found.remedies:
            if remedy.topic not in topics:
                continue
            what = say(labels.REMEDIES[remedy.topic])
            for reason in remedy.reasons:
                if reason.code == "remedy-by-date":
                    day = date.fromisoformat(reason.params["date"])
                    limits.append(Deadline(text=reason_text(self.voice, reason), what=what, day=day))
                elif reason.code.startswith("remedy-limit-") and "days" in reason.params:
                    limits.append(Deadline(text=reason_text(self.voice, reason), what=what))
        for entry in found.entitlements:
            if entry.branch in branches and entry.claim_within_days and entry.verdict in ("yes", "if"):
                text = self._within_days(entry.claim_within_days)
                limits.append(Deadline(text=text, what=say(labels.BRANCHES[entry.branch])))
        if any(TROUBLES[event].leaving for event in told.events):
            for place, departure in enumerate(found.leaving):
                card = self.leaving(place, departure)
                if card.deadline and departure.verdict in ("yes", "if"):
                    limits.append(Deadline(text=card.deadline, what=card.title, day=departure.claim_by))
        return sorted(dict.fromkeys(limits), key=lambda limit: limit.day or date.max)


def _named(*ids: str | None) -> str:
    """A fact by its ids: "TH › th-ssf-33 › old-age"."""
    return " › ".join(id_ for id_ in ids if id_)


@lru_cache(maxsize=4096)
def source_line(voice: Voice, source: Source) -> SourceLine:
    """A source as it is cited."""
    tag = SOURCE_LANGUAGE if source.title.isascii() else local_language(source.id[:2].upper(), source.title)
    return SourceLine(
        id=source.id,
        title=voice.foreign(source.title, tag),
        url=source.url if source.url.startswith(("https://", "http://")) else "",
        age=voice.say(N_("as of %(month)s"), month=voice.month(source.as_of.year, source.as_of.month)),
        was_read=source.seen == "excerpt",
    )


def _weakest(reasons: Iterable[Reason]) -> Checked:
    return max((reason.checked for reason in reasons), key=lambda checked: _RANK[checked], default="yes")
