"""One sentence for each reason about what a worker takes along on leaving the country of work."""

from collections.abc import Mapping

from webapp.wording.phrase import Phrase, counted
from webapp.wording.voice import N_, NP_

LEAVING: Mapping[str, Phrase] = {
    "leaving-lump-sum": N_("You can get a single sum when you leave: %(country)s."),
    "leaving-refund-employee": N_("You can get your own contributions back when you leave: %(country)s."),
    "leaving-refund-all": N_(
        "You can get all contributions back when you leave, also those of your employer: %(country)s."
    ),
    "leaving-provident-withdrawal": N_("You can take out your savings when you leave: %(country)s."),
    "leaving-end-of-service": N_("Your employer owes you money at the end of the job: %(country)s."),
    "leaving-nothing": N_("The law here pays nothing out when you leave: %(country)s."),
    "leaving-said-nothing": N_(
        "The law here is said to pay nothing out when you leave, but we have not checked it: %(country)s."
    ),
    "leaving-not-for-status": N_("It is not for %(status)s."),
    "leaving-status-not-named": N_("The source does not say whether it is for %(status)s."),
    "leaving-depends-on-answers": N_("It depends on answers that you have not given."),
    "leaving-not-for-nationality": N_("It is not for people of your nationality."),
    "leaving-nationality-not-known": N_("We do not know whether it is for people of your nationality."),
    "leaving-not-for-sector": N_("It is not for your kind of work: %(sector)s."),
    "leaving-months-missing": counted(
        NP_(
            "You need %(needed)s months and have %(months)s. %(missing)s month is missing.",
            "You need %(needed)s months and have %(months)s. %(missing)s months are missing.",
        ),
        "missing",
    ),
    "leaving-months-not-told": counted(
        NP_(
            "You need %(needed)s month. Tell us where and how long you worked.",
            "You need %(needed)s months. Tell us where and how long you worked.",
        ),
        "needed",
    ),
    "leaving-too-many-months": counted(
        NP_(
            "It is only for people with at most %(most)s month. You have %(months)s.",
            "It is only for people with at most %(most)s months. You have %(months)s.",
        ),
        "most",
    ),
    "leaving-most-months": counted(
        NP_(
            "It is only for people with at most %(most)s month. Tell us how long you worked.",
            "It is only for people with at most %(most)s months. Tell us how long you worked.",
        ),
        "most",
    ),
    "leaving-nothing-paid-in": N_("No contributions were paid, so there is nothing to take out."),
    "leaving-not-with-agreement": N_(
        "It is not paid because an agreement keeps your months instead: %(agreement)s."
    ),
    "leaving-perhaps-not-with-agreement": N_(
        "It may not be paid, because an agreement may keep your months instead: %(agreement)s."
    ),
    "leaving-not-to-country": N_(
        "It is not paid to people who go to this country or come from it: %(other)s."
    ),
    "leaving-not-to-countries": N_("It is not paid to people who go to these countries: %(countries)s."),
    "leaving-only-permits": N_("Only some permits are covered. Compare with yours: %(permits)s."),
    "leaving-exclusion-not-checked": N_(
        "This is said to leave you out, but we have not checked it. Ask before you give up."
    ),
    "leaving-paid-on-leaving": N_("It is paid when you leave."),
    "leaving-paid-after-months": counted(
        NP_(
            "It is paid %(months)s month after you left, if you have not come back to work.",
            "It is paid %(months)s months after you left, if you have not come back to work.",
        ),
        "months",
    ),
    "leaving-paid-at-pension-age": N_("It is paid only when you reach pension age."),
    "leaving-from-age": N_("It is paid from the age of %(years)s."),
    "leaving-claim-within": counted(
        NP_(
            "Claim within %(months)s month after you leave.",
            "Claim within %(months)s months after you leave.",
        ),
        "months",
    ),
    "leaving-claim-by": N_("By what you told us, claim by %(date)s."),
    "leaving-deadline-passed": N_(
        "The time limit passed on %(date)s. Ask whether there is a way all the same."
    ),
    "leaving-days-of-pay": counted(
        NP_(
            "For %(months)s months of work this comes to %(days)s day of pay.",
            "For %(months)s months of work this comes to %(days)s days of pay.",
        ),
        "days",
    ),
    "leaving-days-a-year": counted(
        NP_(
            "It is %(days)s day of pay for each year of work.",
            "It is %(days)s days of pay for each year of work.",
        ),
        "days",
    ),
    "leaving-days-at-most": counted(
        NP_("It is at most %(days)s day of pay.", "It is at most %(days)s days of pay."), "days"
    ),
    "leaving-if-you-resign": counted(
        NP_(
            "If you leave the job yourself, it is %(percent)s of that: %(days)s day of pay.",
            "If you leave the job yourself, it is %(percent)s of that: %(days)s days of pay.",
        ),
        "days",
    ),
    "leaving-nothing-if-you-resign": counted(
        NP_(
            "If you leave the job yourself before %(months)s month of work, nothing is due.",
            "If you leave the job yourself before %(months)s months of work, nothing is due.",
        ),
        "months",
    ),
    "leaving-nothing-on-resignation": N_("If you leave the job yourself, nothing is due."),
    "leaving-wipes-periods": N_("Be careful: if you take this money, your months there are gone for ever."),
    "leaving-loses-agreement": N_(
        "Be careful: an agreement could add these months to your work here: %(other)s."
        " If you take the money, that is lost. The agreement: %(agreement)s."
    ),
}
