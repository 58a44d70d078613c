"""The words that facts and situations may use (content/README.md explains each).

Words are stable and public: they stand in fact files, in the JSON contract and in form posts alike.
"""

from typing import Literal, get_args

Branch = Literal[
    "medical-care",
    "sickness",
    "unemployment",
    "old-age",
    "employment-injury",
    "family",
    "maternity",
    "invalidity",
    "survivors",
]
"""The nine contingencies of ILO Convention 102, Parts II to X, in its order."""

Status = Literal[
    "national",
    "permanent-resident",
    "work-permit",
    "seasonal-permit",
    "posted",
    "refugee",
    "asylum-seeker",
    "irregular",
    "internal-migrant",
]
Arrangement = Literal["employee", "agency", "platform", "self-employed", "unregistered"]
Sector = Literal[
    "domestic-work",
    "agriculture",
    "fishing",
    "seafaring",
    "construction",
    "manufacturing",
    "hospitality",
    "care-and-health",
    "transport-and-delivery",
    "cleaning-and-security",
    "mining",
    "trade",
    "other",
]
Sex = Literal["female", "male"]
Insured = Literal["yes", "no", "unknown"]
Hukou = Literal["rural", "urban"]
Event = Literal[
    "work-injury",
    "sick",
    "pregnant",
    "new-child",
    "job-lost",
    "unpaid",
    "leaving",
    "left",
    "retiring",
    "cannot-work",
    "relative-died",
    "passport-taken",
    "abused",
    "dismissed",
    "refused",
]

SchemeKind = Literal[
    "social-insurance",
    "provident-fund",
    "mandatory-private-insurance",
    "employer-liability",
    "social-assistance",
    "universal",
    "end-of-service",
]
Unsure = Literal["yes", "no", "partly", "unknown"]
Basis = Literal["contributions", "employment", "residence", "none"]
PaidAbroad = Literal["yes", "no", "agreement", "reciprocity", "limited"]
BelowMinimum = Literal["lump-sum", "refund", "nothing", "assistance"]
DepartureKind = Literal[
    "lump-sum", "refund-employee", "refund-all", "provident-withdrawal", "end-of-service", "none"
]
Payable = Literal["on-leaving", "after-wait", "at-pension-age"]
RightTopic = Literal[
    "end-of-service",
    "severance-pay",
    "wage-guarantee-fund",
    "wage-protection",
    "minimum-wage",
    "passport-retention-banned",
    "job-change",
    "weekly-rest",
    "paid-leave",
    "emergency-care",
    "union-membership",
    "equal-treatment-law",
    "repatriation-ticket",
    "recruitment-fees-banned",
    "wages-owed-whatever-status",
    "social-assistance",
    "public-health-care",
]
RemedyTopic = Literal[
    "unpaid-wages",
    "dismissal",
    "work-injury",
    "abuse",
    "documents-withheld",
    "social-security-refusal",
    "trafficking",
    "discrimination",
]
Channel = Literal["phone", "in-person", "online", "post", "app", "sms"]
LimitCounts = Literal["event", "end-of-employment", "decision", "knowledge"]
Role = Literal[
    "social-insurance",
    "health",
    "labour-inspection",
    "court",
    "ministry",
    "ombudsman",
    "union",
    "legal-aid",
    "ngo",
    "consular",
    "recruitment",
    "police",
]
MeasureKind = Literal[
    "welfare-fund",
    "voluntary-insurance",
    "compulsory-insurance",
    "pre-departure-insurance",
    "overseas-pension",
    "legal-aid",
    "return-support",
]
Extra = Literal[
    "repatriation",
    "funeral",
    "scholarship",
    "legal-aid",
    "loan",
    "training",
    "reintegration",
    "medical",
    "shelter",
]
SourceKind = Literal["law", "treaty", "official", "international-organisation", "research", "press"]
Seen = Literal["excerpt", "memory"]
Checked = Literal["yes", "partly", "no"]
AgreementKind = Literal["bilateral", "multilateral", "regional-regulation", "non-binding"]
AgreementStatus = Literal["in-force", "signed", "partly-applied", "suspended", "ended", "non-binding"]
PersonalScope = Literal["all-insured", "nationals-of-parties", "unknown"]
Provisions = Literal["read", "described", "assumed"]
Calculation = Literal["pro-rata", "direct"]
InstrumentKind = Literal["convention", "recommendation", "regulation", "guideline", "declaration"]
Principle = Literal[
    "equal_treatment",
    "applicable_legislation",
    "acquired_rights_and_export",
    "rights_in_course_of_acquisition",
    "administrative_assistance",
]
PrincipleAnswer = Literal["yes", "no", "preamble", "refugees-only"]
RatificationStatus = Literal["in-force", "in-force-in-part", "denounced", "not-yet-in-force"]

BRANCHES: tuple[Branch, ...] = get_args(Branch)
STATUSES: tuple[Status, ...] = get_args(Status)
ARRANGEMENTS: tuple[Arrangement, ...] = get_args(Arrangement)
SECTORS: tuple[Sector, ...] = get_args(Sector)
EVENTS: tuple[Event, ...] = get_args(Event)
PRINCIPLES: tuple[Principle, ...] = get_args(Principle)
LONG_TERM: tuple[Branch, ...] = ("old-age", "invalidity", "survivors")
"""The branches whose rights grow over a whole career (ILO Convention 157, art. 1)."""

STATELESS = "XX"
