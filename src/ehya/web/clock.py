"""On which day does a page stand, and what was known on it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from ehya.engine.calendar import parse_day, to_solar
from ehya.register.queries import Moment
from ehya.web.reader import current

FIRST_CALENDAR = {"en": "gregorian", "fa": "solar"}  # each language's own


@dataclass(frozen=True, slots=True)
class Clock:
    """The two clocks of a page.

    Attributes:
        as_of: what had happened by the end of this day counts.
        known_at: what was known by the end of this day counts.
        today: the day that the installation calls today.
    """

    as_of: date
    known_at: date
    today: date

    @property
    def moved(self) -> bool:
        """Whether the reader has moved either hand."""
        return (self.as_of, self.known_at) != (self.today, self.today)

    @property
    def query(self) -> str:
        """What an address carries so that the next page stands on the same days; "" for today."""
        return "?" + urlencode(hands(self)) if self.moved else ""

    @property
    def moment(self) -> Moment:
        """Where the register is asked: what is known today counts to this very second."""
        if self.known_at >= self.today:
            return Moment(self.as_of, timezone.now())
        end = datetime.combine(self.known_at, time.max, tzinfo=timezone.get_current_timezone())
        return Moment(self.as_of, end)


def clock_of(request: HttpRequest) -> Clock:
    """Return the days that the reader asked for; the installation's own day otherwise.

    Raises:
        Refusal: as `engine.calendar.parse_day` for what is no day in either calendar, and
            "calendar.day_outside" for one outside the years that Ehya counts in.
    """
    return clock_on(request.GET.get("as_of", ""), request.GET.get("known_at", ""))


def clock_on(as_of: str, known_at: str) -> Clock:
    """Return a clock on the days told, in either calendar; the same refusals as `clock_of`."""
    today = settings.TODAY or timezone.localdate()
    known = _day(known_at, today)
    return Clock(_day(as_of, known), known, today)


def hands(clock: Clock) -> dict[str, str]:
    """Return both days as an address carries them; nothing where the page stands on today."""
    if not clock.moved:
        return {}
    return {"as_of": clock.as_of.isoformat(), "known_at": clock.known_at.isoformat()}


def day_asked(request: HttpRequest, name: str, default: date) -> date:
    """Return another day of the address, e.g. `since`; the same refusals as `clock_of`."""
    return _day(request.GET.get(name, ""), default)


def _day(told: str, default: date) -> date:
    told = told.strip()
    day = parse_day(told) if told else default
    to_solar(day)  # a page needs its programme year: outside 1200 to 1500 it says no
    return day


def strip(request: HttpRequest, clock: Clock, kept: Mapping[str, str]) -> dict[str, object]:
    """Return what the strip with both clocks needs.

    Args:
        request: of the page.
        clock: where it stands.
        kept: what else the page's address carries, so that another day asks the same.
    """
    here = {name: value for name, value in kept.items() if name not in ("as_of", "known_at")}
    reader = current()
    return {
        "clock": clock,
        "kept": tuple(here.items()),
        "today": request.path + ("?" + urlencode(here) if here else ""),
        "first_calendar": FIRST_CALENDAR[reader.language],
        "second_calendar": FIRST_CALENDAR[reader.other_language],
    }
