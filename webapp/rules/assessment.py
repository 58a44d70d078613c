"""Assessment: what the rules found, as codes and data. The wording turns codes into sentences.

Every record has the keys of the contract, in its order; `to_json` writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from webapp.facts.vocabulary import Branch, Checked, Principle, RemedyTopic, RightTopic, Unsure

Verdict = Literal["yes", "if", "not-yet", "no", "unknown"]
RegimeId = Literal["I", "II", "III", "IV", "internal", "home", "unknown"]
Binds = Literal["yes", "no", "one-sided", "not-reciprocal"]
Abroad = Literal["yes", "no", "if", "unknown"]

RANK: Mapping[Verdict, int] = {"no": 0, "unknown": 1, "not-yet": 2, "if": 3, "yes": 4}
"""How good a verdict is for the person: the best of several schemes is the one that counts."""

NO_PARAMS: Mapping[str, Any] = MappingProxyType({})


class Reason(NamedTuple):
    """One step of the why: a stable code, its data, its sources and how far they were read.

    A rule declares its codes and the names of their parameters in its `REASONS`; wording/ has a phrase for each.
    Parameters are data, never sentences: ids, words of the vocabulary, numbers, dates as ISO texts, lists of these.
    A named tuple, because an assessment makes a hundred of them and nothing is made faster.
    """

    code: str
    params: Mapping[str, Any] = NO_PARAMS
    sources: tuple[str, ...] = ()
    checked: Checked = "yes"

    def __hash__(self) -> int:
        """Equal reasons have equal hashes; parameters have none."""
        return hash((self.code, self.sources))


@dataclass(frozen=True, slots=True)
class Added:
    """Months of another country that an agreement adds; or of another place of the same country, by its own law."""

    country: str
    months: int
    agreement: str
    """ "" for a place of the same country."""
    region: str | None = None


@dataclass(frozen=True, slots=True)
class TreatyGap:
    instrument: str
    article: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """A change or addition of one answer, and the verdict it would give."""

    answers: Mapping[str, Any]
    verdict: Verdict


def share_in_months(share: Fraction, whole: int | None) -> tuple[int, int]:
    """A share as own months over `whole` months (166 of 190), where it comes to whole months; else in lowest terms."""
    own = share * (whole or 0)
    if whole and share != 1 and own.denominator == 1:
        return own.numerator, whole
    return share.numerator, share.denominator


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    branch: Branch
    verdict: Verdict
    scheme: str | None = None
    country: str | None = None
    region: str | None = None
    months_counted: int | None = None
    months_needed: int | None = None
    months_missing: int | None = None
    totalised_with: tuple[Added, ...] = ()
    share: Fraction | None = None
    abroad: Abroad = "unknown"
    claim_within_days: int = 0
    depends_on: tuple[str, ...] = ()
    treaty_gap: tuple[TreatyGap, ...] = ()
    reasons: tuple[Reason, ...] = ()
    alternatives: tuple[Alternative, ...] | None = None

    def __hash__(self) -> int:
        """Equal entitlements have equal hashes; those of all fields would be slow."""
        return hash((self.branch, self.verdict, self.scheme, self.reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodsEntry:
    """What one country of the history pays on its own account in one long-term branch."""

    branch: Branch
    country: str
    region: str | None = None
    own_months: int
    added: tuple[Added, ...]
    needed: int | None
    verdict: Verdict
    pays_alone: bool
    share: Fraction | None
    below_one_year: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRight:
    topic: RightTopic
    verdict: Verdict
    reasons: tuple[Reason, ...]
    figures: Mapping[str, int] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Equal rights have equal hashes; figures have none."""
        return hash((self.topic, self.reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    kind: str
    scheme: str | None
    verdict: Verdict
    claim_within_months: int
    reasons: tuple[Reason, ...]
    claim_by: date | None = None
    days_of_pay: int | None = None

    def __hash__(self) -> int:
        """As for an entitlement."""
        return hash((self.kind, self.scheme, self.verdict, self.reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureEntry:
    id: str
    verdict: Verdict
    branches: tuple[Branch, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyEntry:
    topic: RemedyTopic
    institution: str
    time_limit_days: int
    irregular_status: Unsure
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyEntry:
    instrument: str
    binds: Binds
    principles: tuple[Principle, ...]
    branches: tuple[Branch, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Regime:
    id: RegimeId
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    date: date
    regime: Regime
    entitlements: tuple[Entitlement, ...]
    periods: tuple[PeriodsEntry, ...]
    work_rights: tuple[WorkRight, ...]
    leaving: tuple[Leaving, ...]
    origin_measures: tuple[MeasureEntry, ...]
    remedies: tuple[RemedyEntry, ...]
    treaties: tuple[TreatyEntry, ...]
    questions: tuple[str, ...]
    """Keys of the situation still worth asking, the most useful first."""
