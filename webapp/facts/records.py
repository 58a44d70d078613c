"""One frozen record for each kind of entry in content/facts. A missing key means "not known", never "no".

Months are calendar months, days calendar days, dates the first day on which something holds.
`from_` and `until` say from and until which day (inclusive) an entry holds; the situation's date decides.
`checked` is worked out when the file is read: "yes" where every source of the entry was read, "partly"
where some were, "no" where none was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from webapp.facts.vocabulary import (
    AgreementKind,
    AgreementStatus,
    Arrangement,
    Basis,
    BelowMinimum,
    Branch,
    Calculation,
    Channel,
    Checked,
    DepartureKind,
    Extra,
    InstrumentKind,
    LimitCounts,
    MeasureKind,
    PaidAbroad,
    Payable,
    PersonalScope,
    Principle,
    PrincipleAnswer,
    Provisions,
    RatificationStatus,
    RemedyTopic,
    RightTopic,
    Role,
    SchemeKind,
    Sector,
    Seen,
    Sex,
    SourceKind,
    Status,
    Unsure,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    id: str
    title: str
    publisher: str
    url: str
    kind: SourceKind
    as_of: date
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    id: str
    name: str
    roles: tuple[Role, ...]
    sources: tuple[str, ...]
    name_local: str = ""
    url: str = ""
    phone: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers:
    """Who is inside a scheme by law. Words named in neither list are undecided, not left out."""

    nationalities: str | tuple[str, ...] | None = None
    """ "all", "nationals", "non-nationals", "reciprocity", or country codes and groups of content/facts/groups.toml."""
    not_nationalities: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    not_statuses: tuple[Status, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    not_arrangements: tuple[Arrangement, ...] = ()
    only_sectors: tuple[Sector, ...] = ()
    excluded_sectors: tuple[Sector, ...] = ()
    min_employer_size: int = 0
    min_stay_months: int = 0
    min_contract_months: int = 0
    only_permits: tuple[str, ...] = ()
    """Permit classes, by their local names, that alone are covered: told to the reader, not computed."""
    only_regions: tuple[str, ...] = ()
    """ISO 3166-2 codes: the scheme runs only there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionAge:
    """A pension age for people born in a stretch of time, in years and months.

    With `delay_every_months` the age rises inside the stretch: by one month for each started block of so
    many months between `born_from` and the birth, up to `delay_max_months`.
    """

    years: int
    months: int = 0
    sex: Sex | None = None
    born_from: date | None = None
    born_until: date | None = None
    delay_every_months: int = 0
    delay_max_months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    branch: Branch
    basis: Basis
    sources: tuple[str, ...]
    qualifying_months: int | None = None
    qualifying_months_by_year: Mapping[str, int] = field(default_factory=dict)
    """Year → months, where the minimum rises: the newest year not after the deciding year holds."""
    qualifying_months_by_age: Mapping[str, int] = field(default_factory=dict)
    """Age in years → months, where an invalidity pension asks for more from older people: the highest age that is
    reached holds; below the first `qualifying_months` does."""
    window_months: int = 0
    pension_age_men: int | None = None
    pension_age_women: int | None = None
    pension_age: tuple[PensionAge, ...] = ()
    below_minimum: tuple[BelowMinimum, ...] = ()
    paid_abroad: PaidAbroad | None = None
    paid_abroad_months: int = 0
    paid_abroad_to: tuple[str, ...] = ()
    duration_days: int = 0
    rate_percent: int = 0
    claim_within_days: int = 0
    excluded_statuses: tuple[Status, ...] = ()
    excluded_sectors: tuple[Sector, ...] = ()
    from_: date | None = None
    until: date | None = None
    note: str = ""
    checked: Checked = "no"

    def __hash__(self) -> int:
        """Equal entries have equal hashes; those of all fields would be slow, and some fields have none."""
        return hash((self.branch, self.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    id: str
    name: str
    kind: SchemeKind
    covers: Covers
    sources: tuple[str, ...]
    benefit: tuple[Benefit, ...] = ()
    name_local: str = ""
    institution: str = ""
    compulsory: bool | None = None
    from_: date | None = None
    until: date | None = None
    note: str = ""
    checked: Checked = "no"

    def __hash__(self) -> int:
        """As for a benefit."""
        return hash(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentBranch:
    """A sourced statement that the country has no scheme for this branch."""

    branch: Branch
    sources: tuple[str, ...]
    from_: date | None = None
    until: date | None = None
    note: str = ""
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayTier:
    """Part of an end-of-service formula: so many days of pay for each year of service in this stretch."""

    days_per_year: int
    from_months: int = 0
    to_months: int = 0
    """0: without an upper end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResignationShare:
    """The share of the sum due to someone who resigns after at least so many months of service."""

    min_months: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    kind: DepartureKind
    sources: tuple[str, ...]
    scheme: str = ""
    min_months: int = 0
    max_months: int = 0
    claim_within_months: int = 0
    wait_months: int = 0
    """Months outside the country or the scheme before the claim may be made."""
    payable: Payable | None = None
    from_age: int = 0
    statuses: tuple[Status, ...] = ()
    not_statuses: tuple[Status, ...] = ()
    nationalities: str | tuple[str, ...] | None = None
    excluded_sectors: tuple[Sector, ...] = ()
    only_sectors: tuple[Sector, ...] = ()
    not_if_agreement: bool = False
    not_to_countries: tuple[str, ...] = ()
    """Codes and groups: not paid to a person who goes to live there or is a national of it."""
    wipes_periods: bool = False
    """Taking the money extinguishes the insurance periods, for totalisation too."""
    only_permits: tuple[str, ...] = ()
    tier: tuple[PayTier, ...] = ()
    cap_days: int = 0
    """The most days of pay that the whole sum may reach; 0: no cap known."""
    resignation: tuple[ResignationShare, ...] = ()
    from_: date | None = None
    until: date | None = None
    note: str = ""
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRight:
    topic: RightTopic
    holds: Unsure
    sources: tuple[str, ...]
    statuses: tuple[Status, ...] = ()
    not_statuses: tuple[Status, ...] = ()
    nationalities: str | tuple[str, ...] | None = None
    arrangements: tuple[Arrangement, ...] = ()
    sectors: tuple[Sector, ...] = ()
    excluded_sectors: tuple[Sector, ...] = ()
    min_employer_size: int = 0
    days_per_year: int = 0
    min_service_months: int = 0
    for_nationals_abroad: bool = False
    """True: what this country gives its own nationals who go abroad, not foreigners who work in it."""
    only_permits: tuple[str, ...] = ()
    from_: date | None = None
    until: date | None = None
    note: str = ""
    checked: Checked = "no"

    def __hash__(self) -> int:
        """As for a benefit."""
        return hash((self.topic, self.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    days: int
    counts_from: LimitCounts = "event"
    institution: str = ""
    """Where the limit is this body's own; "" for the remedy's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    topic: RemedyTopic
    institution: str
    sources: tuple[str, ...]
    channels: tuple[Channel, ...] = ()
    time_limit_days: int = 0
    time_limit: tuple[TimeLimit, ...] = ()
    irregular_status: Unsure | None = None
    free: Unsure | None = None
    sectors: tuple[Sector, ...] = ()
    excluded_sectors: tuple[Sector, ...] = ()
    for_nationals_abroad: bool = False
    from_: date | None = None
    until: date | None = None
    note: str = ""
    checked: Checked = "no"

    def __hash__(self) -> int:
        """As for a benefit."""
        return hash((self.topic, self.institution))


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginMeasure:
    id: str
    kind: MeasureKind
    name: str
    sources: tuple[str, ...]
    name_local: str = ""
    institution: str = ""
    compulsory: bool | None = None
    documented_only: Unsure | None = None
    branches: tuple[Branch, ...] = ()
    extras: tuple[Extra, ...] = ()
    fee: str = ""
    valid_months: int = 0
    destinations: str | tuple[str, ...] = "all"
    not_destinations: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    excluded_sectors: tuple[Sector, ...] = ()
    claim_within_months: int = 0
    from_: date | None = None
    until: date | None = None
    note: str = ""
    checked: Checked = "no"

    def __hash__(self) -> int:
        """As for a benefit."""
        return hash(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One file content/facts/countries/XX.toml."""

    country: str
    source: tuple[Source, ...] = ()
    institution: tuple[Institution, ...] = ()
    scheme: tuple[Scheme, ...] = ()
    absent_branch: tuple[AbsentBranch, ...] = ()
    departure: tuple[Departure, ...] = ()
    worker_right: tuple[WorkerRight, ...] = ()
    remedy: tuple[Remedy, ...] = ()
    origin_measure: tuple[OriginMeasure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A social security agreement, or a regional regulation that coordinates schemes.

    `totalisation = []` says that the agreement adds no periods; a missing key that we do not know.
    """

    id: str
    title: str
    kind: AgreementKind
    parties: tuple[str, ...]
    status: AgreementStatus
    sources: tuple[str, ...]
    signed: date | None = None
    in_force: date | None = None
    until: date | None = None
    party_since: Mapping[str, date] = field(default_factory=dict)
    party_until: Mapping[str, date] = field(default_factory=dict)
    not_between: tuple[tuple[str, str], ...] = ()
    """Pairs of parties between which it does not apply."""
    territories: Mapping[str, str] = field(default_factory=dict)
    """Territory with a code of its own → the party whose part it is and for which the agreement applies there too.

    Loading makes the territory a party on its party's terms, but not towards it or its other territories.
    """
    branches: tuple[Branch, ...] | None = None
    personal_scope: PersonalScope = "unknown"
    also_refugees: bool = False
    """Refugees and stateless persons are covered beside nationals of the parties."""
    lawful_residence: bool = False
    """Only for persons lawfully resident in a party."""
    min_parties_in_history: int = 0
    """The case must touch at least so many parties (Regulation (EU) 1231/2010, art. 1: two)."""
    only_sectors: tuple[Sector, ...] = ()
    situations_until: date | None = None
    """Only for cross-border situations that had begun by this day."""
    situations_from: date | None = None
    equal_treatment: Unsure = "unknown"
    totalisation: tuple[Branch, ...] | None = None
    export: tuple[Branch, ...] | None = None
    export_months: Mapping[str, int] = field(default_factory=dict)
    """Branch → months for which its export lasts at most."""
    min_own_months: Mapping[str, int] = field(default_factory=dict)
    """Party → insurance months of its own that it may ask for before it adds others' periods."""
    below_one_year: bool | None = None
    """True: periods under twelve months that give no right are taken over by the other parties."""
    calculation: Calculation | None = None
    avoids_double_contributions: Unsure = "unknown"
    posting_months: int = 0
    posting_months_by_party: Mapping[str, int] = field(default_factory=dict)
    provisions: Provisions = "assumed"
    note: str = ""
    checked: Checked = "no"

    def __hash__(self) -> int:
        """As for a benefit."""
        return hash(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    number: str
    gives: str
    branches: tuple[Branch, ...]
    statuses: tuple[Status, ...]
    principle: Principle | None = None
    past_employment: bool = False
    """It keeps rights that arise out of past work for people without papers (C143, art. 9(1))."""
    kinds: tuple[SchemeKind, ...] = ()
    """Only schemes of these kinds, so C118, art. 10(2), which leaves out public assistance; empty: all."""
    reciprocity: bool = False
    """Only towards nationals of parties that accepted the same Part (C102, art. 68(2))."""
    excluded_sectors: tuple[Sector, ...] = ()
    excluded_arrangements: tuple[Arrangement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    id: str
    year: int
    title: str
    kind: InstrumentKind
    binding: bool
    branches: tuple[Branch, ...]
    sectors: tuple[Sector, ...]
    reciprocity: bool
    sources: tuple[str, ...]
    number: int | None = None
    equal_treatment: PrincipleAnswer | None = None
    applicable_legislation: PrincipleAnswer | None = None
    acquired_rights_and_export: PrincipleAnswer | None = None
    rights_in_course_of_acquisition: PrincipleAnswer | None = None
    administrative_assistance: PrincipleAnswer | None = None
    in_force_after_months: int = 12
    """Months between the registration of a ratification and its taking effect."""
    by_accepted_branch: bool = False
    """True: a state owes only in the branches it accepted (C118, arts 2 and 3; C102, art. 2)."""
    refugees_too: bool = False
    """Reciprocity is not asked of refugees and stateless persons (C118, art. 10)."""
    article: tuple[Article, ...] = ()
    note: str = ""
    checked: Checked = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratification:
    convention: str
    country: str
    registered: date | None
    """None: ratified, but the date is not known; its source's own date then is the first that counts."""
    status: RatificationStatus
    accepted: tuple[Branch, ...]
    source: str
    checked: Checked = "no"
