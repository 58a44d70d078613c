"""What a law says to people who move for work inside their own country: records of content/facts/internal/XX.toml.

A file is optional, and so is every part of it. Sources, schemes and institutions are those of countries/XX.toml.
A missing key means "not known", never "no". Shares are whole percent, money is in the country's own unit.
`checked` is worked out as in webapp/facts/records.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any, Literal

from webapp.facts.vocabulary import (
    Arrangement,
    Branch,
    Checked,
    Event,
    Hukou,
    RemedyTopic,
    RightTopic,
    Sector,
    Sex,
)

Says = Literal[
    "account-inherited",
    "after-pension-no-employee",
    "agency-insures",
    "apply-for-permit",
    "ask-certificate",
    "building-site-papers",
    "care-elsewhere",
    "care-elsewhere-short",
    "claim-here-or-home",
    "commuting-counts",
    "complain-within",
    "court-order-without-trial",
    "different-fault",
    "employer-applies-first",
    "employer-gives-papers",
    "employer-must-register",
    "employer-proves",
    "extra-pay",
    "final-for-employer",
    "help-at-home",
    "insured-at-each-place",
    "join-where-you-work",
    "medical-after-retirement",
    "medical-not-paid",
    "more-maternity-days",
    "months-for-settling",
    "moves-with-you",
    "no-contract-needed",
    "no-dismissal-for-pregnancy",
    "no-limit-while-employed",
    "no-means-test",
    "no-refund-on-moving",
    "office-decides",
    "own-card",
    "records-kept",
    "uninsured-employer-pays",
    "wage-deposit",
]

SAYS: Mapping[Says, tuple[str, ...]] = {
    "account-inherited": (),
    "after-pension-no-employee": (),
    "agency-insures": (),
    "apply-for-permit": ("months",),
    "ask-certificate": ("days",),
    "building-site-papers": (),
    "care-elsewhere": (),
    "care-elsewhere-short": ("months", "most"),
    "claim-here-or-home": (),
    "commuting-counts": (),
    "complain-within": ("months",),
    "court-order-without-trial": (),
    "different-fault": (),
    "employer-applies-first": ("days",),
    "employer-gives-papers": ("days",),
    "employer-must-register": ("days",),
    "employer-proves": (),
    "extra-pay": ("least", "most"),
    "final-for-employer": ("months",),
    "help-at-home": (),
    "insured-at-each-place": (),
    "join-where-you-work": (),
    "medical-after-retirement": (),
    "medical-not-paid": (),
    "more-maternity-days": ("difficult", "child"),
    "months-for-settling": (),
    "moves-with-you": (),
    "no-contract-needed": (),
    "no-dismissal-for-pregnancy": (),
    "no-limit-while-employed": (),
    "no-means-test": (),
    "no-refund-on-moving": (),
    "office-decides": ("days",),
    "own-card": (),
    "records-kept": ("months",),
    "uninsured-employer-pays": (),
    "wage-deposit": ("least", "most"),
}
"""What a law may say to a person in one sentence, and the figures that the sentence needs."""

AccountPart = Literal["account", "pooled"]
PlaceStep = Literal["relation-at-home", "relation-with-months", "latest-with-months", "gathered-at-home"]
"""Ways to find the place that pays: the insurance relation is in the home place; it is elsewhere with enough
months there; the most recent place with enough months; everything is gathered in the home place."""
ShortOption = Literal["pay-on", "other-scheme", "refund-account"]
BridgeWhen = Literal["minimum-reached", "minimum-missed"]
Matter = Literal["work-injury", "wages"]
Case = Literal[
    "dispatch",
    "illegal-project",
    "lent-name",
    "not-paid-by-liable",
    "own-partners",
    "passed-to-unqualified",
    "project-money-late",
    "site-insured",
    "subcontracted",
    "uninsured",
    "unlicensed-supplier",
    "unregistered-employer",
]
"""What is the case in a chain of firms, as far as it decides who must pay."""
Party = Literal[
    "fund",
    "employer",
    "dispatch-firm",
    "user-firm",
    "passing-firm",
    "name-lender",
    "investors",
    "main-contractor",
    "project-owner",
    "county-government",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One sentence of the law, where it is shown (branches, rights, remedies), and for whom and when it holds."""

    says: Says
    sources: tuple[str, ...]
    branches: tuple[Branch, ...] = ()
    rights: tuple[RightTopic, ...] = ()
    remedies: tuple[RemedyTopic, ...] = ()
    institution: str = ""
    """Shown with this body's remedy alone; "": with the first of the topic."""
    figures: Mapping[str, int] = field(default_factory=dict)
    arrangements: tuple[Arrangement, ...] = ()
    sectors: tuple[Sector, ...] = ()
    events: tuple[Event, ...] = ()
    """Only where one of these has happened: what is of use then, and a burden before."""
    min_age: int = 0
    from_: date | None = None
    until: date | None = None
    note: str = ""
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingPart:
    """A part of the contributions that moves with the worker: percent of the contribution wage."""

    part: AccountPart
    percent: int
    sources: tuple[str, ...]
    from_: date | None = None
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryAccount:
    """From these ages (years) on, a new place other than home opens only a temporary account."""

    age_men: int
    age_women: int
    sources: tuple[str, ...]
    from_: date | None = None
    """Moves before this day were not under the rule."""
    checked: Checked = "no"

    def age_limit(self, sex: Sex) -> int:
        return self.age_women if sex == "female" else self.age_men


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """One step to find the place that pays. The file's order is the order of the law."""

    step: PlaceStep
    sources: tuple[str, ...]
    min_months: int = 0
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """What someone with too few months at the pension age may do. The file's order is the order of advice."""

    option: ShortOption
    sources: tuple[str, ...]
    scheme: str = ""
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetirementChoice:
    """How many months before (never below the former age) and after the statutory age one may choose."""

    early_months: int
    late_months: int
    sources: tuple[str, ...]
    from_: date | None = None
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """A move between two pension schemes at the pension age, as the minimum of the first scheme was reached or not."""

    leaves: str
    joins: str
    when: BridgeWhen
    months_count: bool
    """Whether the months of the scheme left count towards the minimum of the one joined."""
    sources: tuple[str, ...]
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalPension:
    """How pension months of several places belong together. All places count, a month once."""

    scheme: str
    """The scheme of employees, whose months and age decide."""
    sources: tuple[str, ...]
    residents_scheme: str = ""
    """The scheme whose months are never added to those of `scheme`; a month paid in both counts in `scheme`."""
    moves: tuple[MovingPart, ...] = ()
    temporary_account: TemporaryAccount | None = None
    place: tuple[PlaceRule, ...] = ()
    short: tuple[Short, ...] = ()
    choice: RetirementChoice | None = None
    bridge: tuple[Bridge, ...] = ()
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalGap:
    """How long a gap (months) may be so that cover is unbroken, and the longest wait after a longer one."""

    between_schemes: bool
    """True: moving from one scheme to another; False: inside one scheme."""
    gap_months: int
    wait_months: int
    sources: tuple[str, ...]
    insured_months: int = 0
    """Months insured without break that are asked for."""
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateJoining:
    """The wait (months) of someone who joins a scheme outside its window or after a break."""

    scheme: str
    wait_months: int
    per_missed_year: int
    sources: tuple[str, ...]
    from_: date | None = None
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalMedical:
    """Medical insurance that moves with the worker."""

    scheme: str
    sources: tuple[str, ...]
    gap: tuple[MedicalGap, ...] = ()
    late_joining: LateJoining | None = None
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayDuration:
    """For contributions from `from_months` to under `to_months` (0: no upper end), paid at most so many months."""

    from_months: int
    months: int
    to_months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionalPay:
    """A place that says how many months it pays: so many for each full year, up to so many years."""

    region: str
    months_per_year: int
    up_to_years: int
    minimum_wage_percent: int
    sources: tuple[str, ...]
    from_: date | None = None
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantInstead:
    """A grant paid once in place of the monthly benefit, to some people without contributions of their own."""

    hukou: Hukou
    sources: tuple[str, ...]
    not_regions: tuple[str, ...] = ()
    """Places known to pay everyone the same."""
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalUnemployment:
    """Unemployment insurance whose years of all places add up."""

    scheme: str
    sources: tuple[str, ...]
    duration: tuple[PayDuration, ...] = ()
    regional: tuple[RegionalPay, ...] = ()
    grant_instead: GrantInstead | None = None
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotStep:
    """Places and platforms where a scheme for platform workers runs, from a day on; or is only planned to.

    `planned_year`: announced for that year; each place sets its own day, which is not known here.
    `planned_from`: the day that a draft of the place names.
    """

    scheme: str
    sources: tuple[str, ...]
    regions: tuple[str, ...] = ()
    """Empty: every place."""
    from_: date | None = None
    planned_year: int = 0
    planned_from: date | None = None
    platforms: tuple[str, ...] = ()
    """Names as they stand on the app. They count in every place where the scheme runs; those of earlier steps go on."""
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Liable:
    """Who must pay, where all of `when` is the case. The file's order is the order in which to turn to them."""

    matter: Matter
    pays: Party
    when: tuple[Case, ...]
    sources: tuple[str, ...]
    sectors: tuple[Sector, ...] = ()
    up_to_debt: bool = False
    """Only up to what this party still owes to the one below it."""
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class InjuryBenefits:
    """Work injury benefits by grade 1 (worst) to 10. Lump sums in months of own wage, pensions in percent of it."""

    lump_sum_months: tuple[int, ...]
    fund_percent: tuple[int, ...]
    """Monthly allowance of the first grades, from the fund."""
    employer_percent: tuple[int, ...]
    """Of the grades that follow, from the employer where it has no suitable job."""
    wage_floor_percent: int
    """Own wage counts at least and at most so many percent of the local average wage."""
    wage_ceiling_percent: int
    full_wage_months: int
    """Full wage during treatment; in grave cases as long again."""
    sources: tuple[str, ...]
    care_percent: tuple[int, ...] = ()
    """Of the local average wage, by how much care is needed."""
    funeral_months: int = 0
    """Of the local average wage."""
    death_income_years: int = 0
    """Times the national urban disposable income of a year."""
    spouse_percent: int = 0
    dependant_percent: int = 0
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Severance:
    """Months of wage for each year of service; a started year below `half_below_months` counts half."""

    months_per_year: int
    half_below_months: int
    sources: tuple[str, ...]
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleWage:
    """Without a written contract: double wage from the start of one month of work to the end of another."""

    from_month: int
    to_month: int
    sources: tuple[str, ...]
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverVoid:
    """A promise to do without insurance has no effect; an employer that paid up may reclaim the cash it gave."""

    sources: tuple[str, ...]
    from_: date | None = None
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Internal:
    """One file content/facts/internal/XX.toml. Compared and hashed by identity, as a FactBase is."""

    country: str
    saying: tuple[Saying, ...] = ()
    pension: InternalPension | None = None
    medical: InternalMedical | None = None
    unemployment: InternalUnemployment | None = None
    pilot: tuple[PilotStep, ...] = ()
    liable: tuple[Liable, ...] = ()
    injury_benefits: InjuryBenefits | None = None
    severance: Severance | None = None
    double_wage: DoubleWage | None = None
    waiver_void: WaiverVoid | None = None


def claims(internal: Internal) -> Iterator[tuple[str, Any]]:
    """Every record of the file that names sources, with the place where it stands."""
    yield from _claims(internal, "")


def _claims(record: Any, where: str) -> Iterator[tuple[str, Any]]:
    if getattr(record, "sources", None) is not None:
        yield where, record
    for item in fields(record):
        value = getattr(record, item.name)
        inside = f"{where} › {item.name}" if where else item.name
        if isinstance(value, tuple):
            for place, entry in enumerate(value, 1):
                if is_dataclass(entry):
                    yield from _claims(entry, f"{inside} › number {place}")
        elif is_dataclass(value):
            yield from _claims(value, inside)
