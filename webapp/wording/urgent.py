"""What has happened to a person, and what of the assessment and the guidance speaks of it first."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.facts.vocabulary import Branch, Event, RemedyTopic, RightTopic


@dataclass(frozen=True, slots=True)
class Trouble:
    """The guidance text ("" for none), the branches, remedies and work rights that matter for one event."""

    guidance: str
    branches: tuple[Branch, ...] = ()
    remedies: tuple[RemedyTopic, ...] = ()
    rights: tuple[RightTopic, ...] = ()
    leaving: bool = False


TROUBLES: Mapping[Event, Trouble] = {
    "abused": Trouble("abuse", (), ("abuse", "trafficking"), ("emergency-care", "job-change")),
    "passport-taken": Trouble(
        "documents-withheld", (), ("documents-withheld", "trafficking"), ("passport-retention-banned",)
    ),
    "work-injury": Trouble(
        "injury", ("employment-injury", "medical-care"), ("work-injury",), ("emergency-care",)
    ),
    "unpaid": Trouble(
        "unpaid-wages",
        (),
        ("unpaid-wages",),
        ("wages-owed-whatever-status", "wage-protection", "wage-guarantee-fund"),
    ),
    "dismissed": Trouble(
        "unemployment", ("unemployment",), ("dismissal",), ("severance-pay", "end-of-service")
    ),
    "job-lost": Trouble(
        "unemployment", ("unemployment",), ("dismissal",), ("severance-pay", "end-of-service")
    ),
    "sick": Trouble("sickness", ("sickness", "medical-care"), (), ("emergency-care",)),
    "pregnant": Trouble("maternity", ("maternity", "medical-care"), ("dismissal",)),
    "new-child": Trouble("maternity", ("maternity", "family")),
    "cannot-work": Trouble("invalidity", ("invalidity", "employment-injury")),
    "relative-died": Trouble("survivors", ("survivors", "employment-injury")),
    "refused": Trouble("", (), ("social-security-refusal", "discrimination")),
    "leaving": Trouble("leaving", (), (), ("end-of-service", "repatriation-ticket"), leaving=True),
    "left": Trouble("leaving", (), (), ("end-of-service",), leaving=True),
    "retiring": Trouble("old-age", ("old-age",)),
}
"""Event → what speaks of it, the most urgent event first: danger, then deadlines, then the rest."""
