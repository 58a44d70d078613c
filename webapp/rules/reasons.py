"""Every reason code that a rule may give, with the names of its parameters. The wording has a phrase for each.

Parameters are data: scheme, institution, agreement, instrument and measure ids; country, status, sector and
other words of the vocabulary; numbers (months, days, percent, years); dates as ISO texts.
"""

from collections.abc import Mapping

COVERAGE: Mapping[str, tuple[str, ...]] = {}
