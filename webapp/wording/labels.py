"""What each word of the vocabulary is called: one short phrase a word. `hint` phrases stand under a choice."""

from collections.abc import Mapping

from webapp.wording.voice import N_

VERDICTS: Mapping[str, str] = {
    "yes": N_("You have this right"),
    "if": N_("It depends"),
    "not-yet": N_("Not yet"),
    "no": N_("Not by this law"),
    "unknown": N_("We do not know"),
}

BRANCHES: Mapping[str, str] = {
    "medical-care": N_("Medical care"),
    "sickness": N_("Pay when you are sick"),
    "unemployment": N_("Losing your job"),
    "old-age": N_("Old-age pension"),
    "employment-injury": N_("Hurt or ill from work"),
    "family": N_("Money for children"),
    "maternity": N_("Having a baby"),
    "invalidity": N_("No longer able to work"),
    "survivors": N_("Family after a death"),
}

STATUSES: Mapping[str, str] = {
    "national": N_("I am a citizen of this country"),
    "permanent-resident": N_("I may stay for good"),
    "work-permit": N_("Work permit or work visa"),
    "seasonal-permit": N_("Permit for a season or a short job"),
    "posted": N_("My employer at home sent me here for a time"),
    "refugee": N_("Recognised refugee"),
    "asylum-seeker": N_("I asked for asylum and wait for the answer"),
    "irregular": N_("No papers, or they have run out"),
    "internal-migrant": N_("I am a citizen and moved here from another region"),
}

STATUS_HINTS: Mapping[str, str] = {
    "permanent-resident": N_("Permanent residence"),
    "work-permit": N_("For one year or more, or renewed"),
    "seasonal-permit": N_("Harvest, fishing, a project"),
    "posted": N_("Your contract is still with the employer at home"),
    "irregular": N_("If somebody else keeps your papers, choose what the papers say."),
}

STATUS_NAMES: Mapping[str, str] = {
    "national": N_("citizens"),
    "permanent-resident": N_("permanent residents"),
    "work-permit": N_("people with a work permit"),
    "seasonal-permit": N_("people with a seasonal permit"),
    "posted": N_("workers sent by an employer abroad"),
    "refugee": N_("recognised refugees"),
    "asylum-seeker": N_("people who wait for an answer on asylum"),
    "irregular": N_("people without valid papers"),
    "internal-migrant": N_("citizens who moved from another region"),
}

ARRANGEMENTS: Mapping[str, str] = {
    "employee": N_("I work for an employer"),
    "agency": N_("An agency or another company hires me out"),
    "platform": N_("I get my jobs through an app"),
    "self-employed": N_("I work for myself"),
    "unregistered": N_("I have no contract and nobody registered me"),
}

ARRANGEMENT_NAMES: Mapping[str, str] = {
    "employee": N_("people who work for an employer"),
    "agency": N_("workers hired out by an agency"),
    "platform": N_("people who get their jobs through an app"),
    "self-employed": N_("people who work for themselves"),
    "unregistered": N_("workers whom nobody registered"),
}

SECTORS: Mapping[str, str] = {
    "domestic-work": N_("Work in a home"),
    "agriculture": N_("Farm work"),
    "fishing": N_("Fishing"),
    "seafaring": N_("Work on a ship"),
    "construction": N_("Building work"),
    "manufacturing": N_("Factory work"),
    "hospitality": N_("Hotel, restaurant, kitchen"),
    "care-and-health": N_("Care and health"),
    "transport-and-delivery": N_("Driving and delivery"),
    "cleaning-and-security": N_("Cleaning and guarding"),
    "mining": N_("Mining"),
    "trade": N_("Shop and market"),
    "other": N_("Other work"),
}

EVENTS: Mapping[str, str] = {
    "work-injury": N_("I was hurt at work, or got ill from work"),
    "sick": N_("I am sick"),
    "pregnant": N_("I am pregnant"),
    "new-child": N_("I have a new child"),
    "job-lost": N_("I lost my job"),
    "unpaid": N_("I was not paid"),
    "leaving": N_("I am going to leave this country"),
    "left": N_("I have left this country"),
    "retiring": N_("I am near pension age"),
    "cannot-work": N_("I can no longer work"),
    "relative-died": N_("A worker in my family died"),
    "passport-taken": N_("Somebody keeps my passport or papers"),
    "abused": N_("I was threatened, hit, locked in or forced"),
    "dismissed": N_("I was dismissed"),
    "refused": N_("An office or employer refused me a right"),
}

SCHEMES: Mapping[str, str] = {
    "social-insurance": N_("public insurance (%(name)s)"),
    "provident-fund": N_("savings fund for workers (%(name)s)"),
    "mandatory-private-insurance": N_("insurance that the law demands (%(name)s)"),
    "employer-liability": N_("duty of your employer (%(name)s)"),
    "social-assistance": N_("public help for people in need (%(name)s)"),
    "universal": N_("public service for residents (%(name)s)"),
    "end-of-service": N_("end-of-service money (%(name)s)"),
}

TOPICS: Mapping[str, str] = {
    "end-of-service": N_("Money at the end of the job"),
    "severance-pay": N_("Money when the employer ends the job"),
    "wage-guarantee-fund": N_("A fund that pays wages when the employer cannot"),
    "wage-protection": N_("Wages paid in full and on time"),
    "minimum-wage": N_("A minimum wage"),
    "passport-retention-banned": N_("Keeping your own passport"),
    "job-change": N_("Changing your employer"),
    "weekly-rest": N_("A weekly day of rest"),
    "paid-leave": N_("Paid holidays"),
    "emergency-care": N_("Emergency medical care"),
    "union-membership": N_("Joining a union"),
    "equal-treatment-law": N_("The same treatment as citizens"),
    "repatriation-ticket": N_("A ticket home"),
    "recruitment-fees-banned": N_("No fees for getting the job"),
    "wages-owed-whatever-status": N_("Wages for work done, with or without papers"),
    "social-assistance": N_("Help for people in need"),
    "public-health-care": N_("Public health care"),
}

REMEDIES: Mapping[str, str] = {
    "unpaid-wages": N_("Unpaid wages"),
    "dismissal": N_("Dismissal"),
    "work-injury": N_("Accident or illness from work"),
    "abuse": N_("Violence, threats or abuse"),
    "documents-withheld": N_("Passport or papers kept from you"),
    "social-security-refusal": N_("A social security right was refused"),
    "trafficking": N_("Forced labour or trafficking"),
    "discrimination": N_("Discrimination"),
}

DEPARTURES: Mapping[str, str] = {
    "lump-sum": N_("A single sum"),
    "refund-employee": N_("Your own contributions back"),
    "refund-all": N_("All contributions back"),
    "provident-withdrawal": N_("Your savings from the fund"),
    "end-of-service": N_("End-of-service money"),
    "none": N_("Nothing is paid out on leaving"),
}

MEASURES: Mapping[str, str] = {
    "welfare-fund": N_("Welfare fund for workers abroad"),
    "voluntary-insurance": N_("Insurance you may join from abroad"),
    "compulsory-insurance": N_("Insurance you must have abroad"),
    "pre-departure-insurance": N_("Insurance bought before you left"),
    "overseas-pension": N_("Pension scheme for people abroad"),
    "legal-aid": N_("Legal help"),
    "return-support": N_("Help when you return"),
}

EXTRAS: Mapping[str, str] = {
    "repatriation": N_("the way home"),
    "funeral": N_("funeral costs"),
    "scholarship": N_("school money for children"),
    "legal-aid": N_("legal help"),
    "loan": N_("loans"),
    "training": N_("training"),
    "reintegration": N_("a new start at home"),
    "medical": N_("medical help"),
    "shelter": N_("a safe place to stay"),
}

ROLES: Mapping[str, str] = {
    "social-insurance": N_("Social insurance office"),
    "health": N_("Health office"),
    "labour-inspection": N_("Labour inspection"),
    "court": N_("Court"),
    "ministry": N_("Ministry"),
    "ombudsman": N_("Ombudsman"),
    "union": N_("Union"),
    "legal-aid": N_("Legal aid"),
    "ngo": N_("Support organisation"),
    "consular": N_("Consulate or embassy"),
    "recruitment": N_("Recruitment authority"),
    "police": N_("Police"),
}

REGIMES: Mapping[str, str] = {
    "I": N_("You are insured, and an agreement connects this country with yours."),
    "II": N_("You are insured, but no agreement connects this country with yours."),
    "III": N_("You may stay here, but the pension insurance leaves you out."),
    "IV": N_("The pension insurance does not reach you. Other rights may still hold."),
    "internal": N_("You moved inside your own country. Your months there belong together."),
    "home": N_("You work in your own country."),
    "unknown": N_("We do not know yet how your pension is protected."),
}

BINDS: Mapping[str, str] = {
    "yes": N_("It binds the country where you work."),
    "no": N_("It does not bind the country where you work towards you."),
    "one-sided": N_("Your own country accepted it, the country where you work did not."),
    "not-reciprocal": N_("The country where you work accepted it, your own country did not."),
}

PRINCIPLES: Mapping[str, str] = {
    "equal_treatment": N_("The same treatment as citizens"),
    "applicable_legislation": N_("Only one country's law at a time"),
    "acquired_rights_and_export": N_("Benefits paid also abroad"),
    "rights_in_course_of_acquisition": N_("Months in several countries added together"),
    "administrative_assistance": N_("Offices of both countries help each other"),
}

SEXES: Mapping[str, str] = {"female": N_("Woman"), "male": N_("Man")}
HUKOU: Mapping[str, str] = {"rural": N_("Rural"), "urban": N_("Urban")}
ABROAD: Mapping[str, str] = {
    "yes": N_("It is also paid when you live abroad."),
    "no": N_("It is not paid when you live abroad."),
    "if": N_("Whether it is paid abroad depends on where you live."),
    "unknown": N_("We do not know whether it is paid abroad."),
}
