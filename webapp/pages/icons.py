"""Drawn icons, one style: 24 by 24, lines only. A name that has no drawing draws nothing."""

from functools import cache

from markupsafe import Markup

_MAN = "M12 7a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM12 7v7M8 10h8M12 14l-3 7M12 14l3 7"

DRAWINGS: dict[str, str] = {
    # verdicts
    "yes": "m5 13 4 4L19 7",
    "if": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.8v.1",
    "not-yet": "M7 3h10M7 21h10M8 3c0 6 8 6 8 9s-8 3-8 9M16 3c0 6-8 6-8 9s8 3 8 9",
    "no": "M6 6l12 12M18 6 6 18",
    "unknown": "M5 12h.1M12 12h.1M19 12h.1",
    # branches
    "medical-care": "M9 3h6v6h6v6h-6v6H9v-6H3V9h6z",
    "sickness": "M3 19V6M3 15h18v4M21 15v-2a3 3 0 0 0-3-3h-7v5M7 12.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z",
    "unemployment": "M4 8h16v11H4zM9 8V5h6v3M4 13h6M14 13h6M9 16l6-6",
    "old-age": "M10 6a2.2 2.2 0 1 0 0-4.4A2.2 2.2 0 0 0 10 6ZM10 6c-2 2-3 5-3 8l2 7M8 12l4 3v6M9 9l5 3M17 11v10M14.5 12.5c0-2 2.5-2.5 2.5 0",
    "employment-injury": "M5 13a7 7 0 0 1 14 0M3 13h18v3H3zM10 6v4M14 6v4M9 20h6M12 17.5v5",
    "family": "M8 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17 9a1.7 1.7 0 1 0 0-3.4A1.7 1.7 0 0 0 17 9ZM4 21v-8a4 4 0 0 1 8 0v8M14 21v-6a3 3 0 0 1 6 0v6M12 15h2",
    "maternity": "M10 5.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM9 7c-2 2-2 5-1 8l-1 7M9 9c4 0 7 2 6 5-.5 2-3 2.5-5 2v6M11.5 13.5h.1",
    "invalidity": "M10 5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM10 5v7h6l3 6M8 11a6 6 0 1 0 7.5 8M10 8h5",
    "survivors": "M12 20s-8-4.7-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15.300 12 20 12 20ZM12 7v5l-2 2 3 3",
    # papers
    "national": "M6 3h12v18H6zM12 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM9 17h6",
    "permanent-resident": "M4 11 12 4l8 7v9h-5v-6H9v6H4z",
    "work-permit": "M3 5h18v14H3zM8.5 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5.5 16.5c.6-1.800 5.4-1.800 6 0M14 10h4M14 14h4",
    "seasonal-permit": "M12 21V9M12 9c0-4 3-6 7-6 0 4-3 6-7 6ZM12 13c0-3-2.5-5-6.5-5 0 3.5 2.5 5 6.5 5Z",
    "posted": "M3 12h11M10 8l4 4-4 4M17 4h4v16h-4",
    "refugee": "M12 3 4 6v6c0 5 3.5 8 8 9 4.5-1 8-4 8-9V6zM9 12l2 2 4-4",
    "asylum-seeker": "M12 3 4 6v6c0 5 3.5 8 8 9 4.5-1 8-4 8-9V6zM12 8v4l2.5 2",
    "irregular": "M3 5h18v14H3zM8 9l8 6M16 9l-8 6",
    "internal-migrant": "M5 10a3 3 0 1 1 6 0c0 2.5-3 5-3 5s-3-2.5-3-5ZM8 19h6a3 3 0 0 0 0-6h-1a2.5 2.5 0 0 1 0-5h6M16.5 5.5 19 8l-2.5 2.5",
    # how one is employed
    "employee": "M4 21V8l8-4 8 4v13M4 21h16M9 21v-6h6v6M8 11h.1M12 11h.1M16 11h.1",
    "agency": "M6 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM18 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM12 15a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 8v4l4 1M18 8v4l-4 1M8 21c0-5 8-5 8 0",
    "platform": "M7 2h10v20H7zM11 19h2M10 8h4M10 11h4M10 14h2",
    "self-employed": _MAN,
    "unregistered": "M6 3h9l4 4v14H6zM9 12l6 6M15 12l-6 6",
    # sectors
    "domestic-work": "M4 11 12 4l8 7v9H4zM9 20v-5a3 3 0 0 1 6 0v5M12 8.5v.1",
    "agriculture": "M12 22V10M12 10c-3 0-4-2-4-5 3 0 4 2 4 5ZM12 10c3 0 4-2 4-5-3 0-4 2-4 5ZM12 16c-3 0-5-2-5-5 3 0 5 2 5 5ZM12 16c3 0 5-2 5-5-3 0-5 2-5 5Z",
    "fishing": "M3 12c4-6 10-6 14 0-4 6-10 6-14 0ZM17 12l4-4v8zM7.5 11.5h.1",
    "seafaring": "M3 15h18l-3 5H6zM6 15V9h12v6M10 9V5h4v4M2 22c2 0 2-1 4-1",
    "construction": "M4 21 14 11M11 6c3-4 7-4 10-2l-4 4-2-1-4 4zM4 13l7 7M3 4h5v4H3z",
    "manufacturing": "M3 21V9l5 4V9l5 4V9l5 4V4h3v17zM7 17h2M12 17h2M17 17h.1",
    "hospitality": "M7 2v7M4 2v5a3 3 0 0 0 6 0V2M7 10v12M17 2c-2 1-3 4-3 7 0 2 1 3 3 3v10M17 2v10",
    "care-and-health": "M12 21s-8-5-8-11a4.5 4.5 0 0 1 8-3 4.5 4.5 0 0 1 8 3c0 6-8 11-8 11ZM12 9v6M9 12h6",
    "transport-and-delivery": "M2 6h11v10H2zM13 9h5l4 4v3h-9zM6 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
    "cleaning-and-security": "M14 3 9 12M7 11l6 3.5L11 21H3c2-2 4-6 4-10ZM18 9v8M15 12h6",
    "mining": "M4 20 15 9M9 4c5-1 10 3 11 10-3-4-7-6-11-6M4 20l-1-1M15 9l2-2",
    "trade": "M4 9h16l-1.5-5h-13zM5 9v12h14V9M9 21v-6h5v6",
    "other": "M5 12a1.5 1.5 0 1 0 0-.1ZM12 12a1.5 1.5 0 1 0 0-.1ZM19 12a1.5 1.5 0 1 0 0-.1Z",
    # what happened
    "work-injury": "M5 13a7 7 0 0 1 14 0M3 13h18v3H3zM12 18v.1M12 20v2",
    "sick": "M12 15V4a2 2 0 0 0-4 0v11a4 4 0 1 0 4 0ZM10 9v9M15 6h4M15 10h3",
    "pregnant": "M10 5.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM9 7c-2 2-2 5-1 8l-1 7M9 9c4 0 7 2 6 5-.5 2-3 2.5-5 2v6",
    "new-child": "M12 9a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM11 5.5h.1M13 5.5h.1M7 13c3-2 7-2 10 0l-2 4v5H9v-5z",
    "job-lost": "M4 8h16v11H4zM9 8V5h6v3M9.5 11l5 5M14.5 11l-5 5",
    "unpaid": "M3 6h18v12H3zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 21 20 3",
    "leaving": "M3 17l7-3 4-9 3 1-2 7 5 2M4 21h16",
    "left": "M4 11 12 4l8 7v9H4zM9 14h6M12 11l3 3-3 3",
    "retiring": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l4 2",
    "cannot-work": "M10 5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM10 5v7h6l3 6M8 11a6 6 0 1 0 7.5 8",
    "relative-died": "M9 22V12h6v10zM12 12V9.500M12 9.500c-2-1.500-2-3.500 0-6.500 2 3 2 5 0 6.500ZM6 22h12",
    "passport-taken": "M6 3h12v18H6zM9 17h6M9.5 11V9a2.5 2.5 0 0 1 5 0v2M8.5 11h7v4h-7z",
    "abused": "M12 3 2 20h20zM12 9v5M12 17v.1",
    "dismissed": "M14 4h6v16h-6M3 12h10M7 8l-4 4 4 4",
    "refused": "M6 3h9l4 4v14H6zM9 13h6",
    # others
    "globe": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c3.5 3 3.5 15 0 18M12 3c-3.5 3-3.5 15 0 18",
    "leave": "M14 4h6v16h-6M10 8l-4 4 4 4M6 12h9",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2",
    "print": "M7 8V3h10v5M5 8h14v8h-3M5 16V8M8 14h8v7H8z",
    "share": "M18 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM18 21a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 11l8-5M8 13l8 5",
    "phone": "M5 3h4l2 5-2.5 2a12 12 0 0 0 5.5 5.5L16 13l5 2v4a2 2 0 0 1-2 2C10 21 3 14 3 5a2 2 0 0 1 2-2Z",
    "paper": "M6 3h9l4 4v14H6zM9 11h6M9 15h6",
    "sound": "M4 9h4l5-4v14l-5-4H4zM16 9c1.5 1.5 1.5 4.5 0 6M19 6c3 3 3 9 0 12",
    "calendar": "M4 5h16v16H4zM4 10h16M8 3v4M16 3v4",
    "person": _MAN,
    "shield": "M12 3 4 6v6c0 5 3.5 8 8 9 4.5-1 8-4 8-9V6z",
    "people": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-7 13-7 13 0M16 5a3 3 0 0 1 0 6M18 14c2.5.5 3.5 2.5 3.5 6",
    "lock": "M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3",
}


@cache
def icon(name: str) -> Markup:
    """An icon for a thing whose word stands beside it: hidden from screen readers. "" for an unknown name."""
    drawing = DRAWINGS.get(name)
    if drawing is None:
        return Markup()
    return Markup('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>').format(
        drawing
    )
