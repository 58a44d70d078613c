"""One sentence for each reason code. A pair counts something; its third part names the slot that is counted.

Sentences stand on a card that already names the scheme, so they say "this scheme" and need no article or
case for a name. Slots are filled by webapp/wording/slots.py.
"""

from collections.abc import Mapping

from webapp.wording.internal_reasons import INTERNAL
from webapp.wording.leaving_reasons import LEAVING
from webapp.wording.phrase import Phrase, counted
from webapp.wording.portability_reasons import ABROAD, AGREEMENTS, PERIODS, REGIMES, TOTALS
from webapp.wording.voice import N_, NP_

_COVER: Mapping[str, Phrase] = {
    "scheme-covers-nationality": N_("Your nationality is covered by this scheme."),
    "scheme-excludes-nationality": N_("This scheme is not for people of your nationality."),
    "scheme-asks-nationality": N_("It depends on your nationality."),
    "scheme-silent-nationality": N_("We found no source that says whether your nationality is covered."),
    "scheme-open-by-agreement": N_(
        "An agreement gives people of your nationality the same treatment as citizens: %(agreement)s."
    ),
    "scheme-perhaps-open-by-agreement": N_(
        "An agreement may give you the same treatment as citizens, but we have not checked it: %(agreement)s."
    ),
    "scheme-covers-status": N_("This scheme covers %(status)s."),
    "scheme-excludes-status": N_("This scheme leaves out %(status)s."),
    "scheme-asks-status": N_("It depends on your papers."),
    "scheme-silent-status": N_("We found no source that says whether this scheme covers %(status)s."),
    "scheme-covers-arrangement": N_("This scheme covers %(arrangement)s."),
    "scheme-excludes-arrangement": N_("This scheme leaves out %(arrangement)s."),
    "scheme-asks-arrangement": N_("It depends on how you are employed."),
    "scheme-silent-arrangement": N_(
        "We found no source that says whether this scheme covers %(arrangement)s."
    ),
    "scheme-covers-sector": N_("This scheme covers your kind of work: %(sector)s."),
    "scheme-excludes-sector": N_("This scheme leaves out your kind of work: %(sector)s."),
    "scheme-asks-sector": N_("It depends on the kind of work you do."),
    "scheme-covers-every-status": N_("This scheme covers people with any papers."),
    "scheme-excludes-every-status": N_("This scheme leaves out every kind of papers that you may have."),
    "scheme-silent-every-status": N_("We found no source that says which papers this scheme asks for."),
    "scheme-covers-every-arrangement": N_("This scheme covers every way of being employed."),
    "scheme-excludes-every-arrangement": N_("This scheme leaves out every way of being employed."),
    "scheme-silent-every-arrangement": N_("We found no source that says which ways of working are covered."),
    "scheme-covers-every-sector": N_("This scheme covers every kind of work."),
    "scheme-excludes-every-sector": N_("This scheme leaves out every kind of work."),
    "scheme-silent-every-sector": N_("We found no source that says which kinds of work are covered."),
    "scheme-covers-employer-size": counted(
        NP_(
            "Your employer has enough workers for this scheme: it needs %(minimum)s.",
            "Your employer has enough workers for this scheme: it needs %(minimum)s.",
        ),
        "minimum",
    ),
    "scheme-excludes-employer-size": counted(
        NP_(
            "This scheme covers only employers with %(minimum)s worker or more.",
            "This scheme covers only employers with %(minimum)s workers or more.",
        ),
        "minimum",
    ),
    "scheme-asks-employer-size": counted(
        NP_(
            "It depends on how many people work for your employer: it needs at least %(minimum)s.",
            "It depends on how many people work for your employer: it needs at least %(minimum)s.",
        ),
        "minimum",
    ),
    "scheme-covers-stay": counted(
        NP_(
            "You have been in the country long enough: it needs %(months)s month.",
            "You have been in the country long enough: it needs %(months)s months.",
        ),
        "months",
    ),
    "scheme-excludes-stay": counted(
        NP_(
            "This scheme covers only people who have been in the country for %(months)s month.",
            "This scheme covers only people who have been in the country for %(months)s months.",
        ),
        "months",
    ),
    "scheme-asks-stay": counted(
        NP_(
            "It depends on how long you have been in the country: it needs %(months)s month.",
            "It depends on how long you have been in the country: it needs %(months)s months.",
        ),
        "months",
    ),
    "scheme-covers-contract": counted(
        NP_(
            "Your contract is long enough: it needs %(months)s month.",
            "Your contract is long enough: it needs %(months)s months.",
        ),
        "months",
    ),
    "scheme-excludes-contract": counted(
        NP_(
            "This scheme covers only contracts of %(months)s month or more.",
            "This scheme covers only contracts of %(months)s months or more.",
        ),
        "months",
    ),
    "scheme-asks-contract": counted(
        NP_(
            "It depends on the length of your contract: it needs %(months)s month.",
            "It depends on the length of your contract: it needs %(months)s months.",
        ),
        "months",
    ),
    "scheme-covers-region": N_("This scheme runs where you work. It runs in: %(regions)s."),
    "scheme-excludes-region": N_("This scheme does not run where you work. It runs only in: %(regions)s."),
    "scheme-asks-region": N_(
        "It depends on where in the country you work. This scheme runs only in: %(regions)s."
    ),
    "scheme-only-permits": N_("Only some permits are covered. Compare with yours: %(permits)s."),
    "exclusion-not-checked": N_(
        "This scheme is said to leave you out, but we have not checked it. Ask before you give up."
    ),
}

_MONTHS: Mapping[str, Phrase] = {
    "no-months-needed": N_("You need no months of insurance first."),
    "months-enough": counted(
        NP_(
            "You need %(needed)s month and have %(months)s.",
            "You need %(needed)s months and have %(months)s.",
        ),
        "needed",
    ),
    "months-enough-in-window": counted(
        NP_(
            "You need %(needed)s month in the last %(window)s and have %(months)s.",
            "You need %(needed)s months in the last %(window)s and have %(months)s.",
        ),
        "needed",
    ),
    "months-missing": counted(
        NP_(
            "You need %(needed)s months and have %(months)s. %(missing)s month is missing.",
            "You need %(needed)s months and have %(months)s. %(missing)s months are missing.",
        ),
        "missing",
    ),
    "months-missing-in-window": counted(
        NP_(
            "You need %(needed)s months in the last %(window)s and have %(months)s. %(missing)s month is missing.",
            "You need %(needed)s months in the last %(window)s and have %(months)s. %(missing)s months are missing.",
        ),
        "missing",
    ),
    "months-not-told": counted(
        NP_(
            "You need %(needed)s month. Tell us where and how long you worked.",
            "You need %(needed)s months. Tell us where and how long you worked.",
        ),
        "needed",
    ),
    "months-not-told-in-window": counted(
        NP_(
            "You need %(needed)s month in the last %(window)s. Tell us when you worked.",
            "You need %(needed)s months in the last %(window)s. Tell us when you worked.",
        ),
        "needed",
    ),
    "months-insurance-not-told": counted(
        NP_(
            "You need %(needed)s insured month. Tell us for which months contributions were paid.",
            "You need %(needed)s insured months. Tell us for which months contributions were paid.",
        ),
        "needed",
    ),
    "months-dates-not-told": counted(
        NP_(
            "You need %(needed)s month in the last %(window)s. Tell us from when to when you worked.",
            "You need %(needed)s months in the last %(window)s. Tell us from when to when you worked.",
        ),
        "needed",
    ),
    "residence-not-told": counted(
        NP_(
            "You need to have lived in the country for %(needed)s month. Tell us how long you have been there.",
            "You need to have lived in the country for %(needed)s months. Tell us how long you have been there.",
        ),
        "needed",
    ),
    "needed-months-depend-on-year": N_(
        "The months you need rise by year: from %(months)s to %(most)s. Tell us your age."
    ),
    "needed-months-depend-on-age": N_(
        "How many months you need rises with your age: from %(months)s to %(most)s months. Tell us your age."
    ),
    "needed-months-not-known": N_("We do not know how many months you need. Ask the office."),
    "below-minimum-lump-sum": N_("With too few months you may get a single sum instead."),
    "below-minimum-refund": N_("With too few months you may get contributions back."),
    "below-minimum-nothing": N_("With too few months nothing is paid."),
    "below-minimum-assistance": N_("With too few months you may ask for public help."),
    "pension-age": N_("The pension is paid from this age: %(age)s."),
    "pension-age-between": N_(
        "The pension age is between %(least)s and %(most)s years. It depends on your birth date."
    ),
    "pension-age-by-sex": N_("The pension age is %(women)s years for women and %(men)s years for men."),
    "pension-age-reached": N_("You have reached the pension age: %(age)s."),
}

_BRANCH: Mapping[str, Phrase] = {
    "work-country-not-told": N_("Tell us in which country you work."),
    "country-not-known": N_("We have no facts about this country yet: %(country)s."),
    "branch-not-known": N_("We found no source that says whether this right exists here: %(country)s."),
    "no-such-branch": N_("The law here has no scheme for this right: %(country)s."),
    "no-such-branch-not-checked": N_(
        "The law here is said to have no scheme for this right, but we have not checked it: %(country)s."
    ),
    "scheme-starts-later": N_("A law was passed but starts later, on %(date)s: %(scheme)s."),
    "scheme-ended": N_("This scheme ended on %(date)s: %(scheme)s."),
    "employer-pays": N_("Your employer must pay this."),
    "also-covered-by": N_("You are also covered by: %(scheme)s."),
    "another-scheme-open": N_("Another scheme may cover you too: %(scheme)s."),
    "claim-within-days": N_("Claim within %(time)s."),
    "paid-at-most-days": N_("It is paid for at most %(time)s."),
    "pays-percent": N_("It pays %(percent)s of the wage that counts."),
}

_TREATIES: Mapping[str, Phrase] = {
    "treaty-binds": N_("Both countries accepted it."),
    "treaty-binds-whatever-nationality": N_(
        "This country accepted it, and it protects people of every nationality: %(country)s."
    ),
    "treaty-for-a-part": N_("This country accepted it for a part of its land only: %(country)s."),
    "treaty-not-ratified": N_("This country has not accepted it: %(country)s."),
    "treaty-not-ratified-by-own-country": N_(
        "It asks that your own country accepted it too. It has not: %(country)s."
    ),
    "treaty-only-own-country": N_(
        "Your own country accepted it. The country where you work has not: %(country)s."
    ),
    "treaty-not-for-status": N_("It does not protect %(status)s."),
    "treaty-branches-not-known": N_("We do not know which rights this country accepted: %(country)s."),
    "treaty-requires-equal-treatment": N_(
        "%(instrument)s, Article %(article)s, asks that you are treated as citizens are."
        " The national law does not do so."
    ),
    "treaty-past-employment": N_(
        "%(instrument)s, Article %(article)s, keeps your rights from past work, such as unpaid wages,"
        " also without papers."
    ),
}

_WORK: Mapping[str, Phrase] = {
    "right-holds": N_("The law here gives you this right."),
    "right-holds-partly": N_("The law here gives this right, but not in every case. Ask if it covers yours."),
    "right-does-not-hold": N_("The law here does not give this right."),
    "right-said-not-to-hold": N_(
        "The law here is said not to give this right, but we have not checked it. Ask."
    ),
    "right-not-known": N_("We found no source that says whether you have this right."),
    "right-not-for-sector": N_("The source does not give this right for your kind of work: %(sector)s."),
    "right-not-for-status": N_("The law leaves out %(status)s."),
    "right-not-named-status": N_("The source does not say whether it holds for %(status)s."),
    "right-depends-on-answers": N_("It depends on answers that you have not given."),
    "right-only-permits": N_("Only some permits are covered. Compare with yours: %(permits)s."),
    "right-after-service": counted(
        NP_(
            "It holds after %(months)s month with the same employer.",
            "It holds after %(months)s months with the same employer.",
        ),
        "months",
    ),
    "right-days-a-year": counted(
        NP_("At least %(days)s day a year.", "At least %(days)s days a year."), "days"
    ),
    "right-employer-size": counted(
        NP_(
            "It holds only where the employer has %(minimum)s worker or more.",
            "It holds only where the employer has %(minimum)s workers or more.",
        ),
        "minimum",
    ),
}

_ORIGIN: Mapping[str, Phrase] = {
    "measure-for-you": N_("Your own country has this for its workers abroad: %(country)s."),
    "measure-compulsory": N_("You must join it."),
    "measure-voluntary": N_("You may join it if you want."),
    "measure-not-for-destination": N_("It is not for people who work here: %(country)s."),
    "measure-documented-only": N_("It is only for people who left with papers."),
    "measure-documented-partly": N_("Parts of it are only for people who left with papers."),
    "measure-documented-not-known": N_("We do not know whether it helps people without papers. Ask."),
    "measure-status-not-told": N_("It may depend on your papers."),
    "measure-not-for-sector": N_("It is not for your kind of work: %(sector)s."),
    "measure-sector-not-told": N_("It depends on the kind of work you do."),
    "measure-valid-months": counted(
        NP_("It lasts %(months)s month; then renew it.", "It lasts %(months)s months; then renew it."),
        "months",
    ),
    "measure-claim-within-months": counted(
        NP_("Claim within %(months)s month.", "Claim within %(months)s months."), "months"
    ),
}

_REMEDIES: Mapping[str, Phrase] = {
    "remedy-limit-event": N_("Go there within %(time)s from when it happened: %(institution)s."),
    "remedy-limit-end-of-employment": N_(
        "Go there within %(time)s from the end of the job: %(institution)s."
    ),
    "remedy-limit-decision": N_("Go there within %(time)s from the decision: %(institution)s."),
    "remedy-limit-knowledge": N_("Go there within %(time)s from the day you learned of it: %(institution)s."),
    "remedy-by-date": N_("By what you told us, go there by %(date)s: %(institution)s."),
    "remedy-limit-not-known": N_("We do not know the time limit. Go as soon as you can."),
    "remedy-irregular-yes": N_("You may use it also without papers."),
    "remedy-irregular-partly": N_("Without papers it is possible in part. Ask a support organisation first."),
    "remedy-irregular-no": N_("It is not open to people without papers. Ask a support organisation first."),
    "remedy-irregular-unknown": N_(
        "We do not know whether it is safe without papers. Ask a support organisation first."
    ),
    "remedy-free": N_("It costs nothing."),
    "remedy-costs": N_("It costs money."),
    "remedy-costs-partly": N_("Some of it costs money."),
    "remedy-at-home": N_("You can complain in your own country: %(country)s."),
    "remedy-phone": N_("You can call."),
    "remedy-in-person": N_("You can go there."),
    "remedy-online": N_("You can do it online."),
    "remedy-post": N_("You can write a letter."),
    "remedy-app": N_("You can use their app."),
    "remedy-sms": N_("You can send a text message."),
}

PHRASES: dict[str, Phrase] = {
    **_COVER,
    **_MONTHS,
    **_BRANCH,
    **_TREATIES,
    **_WORK,
    **_ORIGIN,
    **_REMEDIES,
    **ABROAD,
    **AGREEMENTS,
    **TOTALS,
    **PERIODS,
    **REGIMES,
    **LEAVING,
    **INTERNAL,
}
