"""What does a morning of the programme say first: on the cockpit, on paper, in a workbook?"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.engine.calendar import solar_year_of
from ehya.publish.morning import Morning
from ehya.publish.pipeline import Pipeline
from ehya.web import formats
from ehya.web import target_words as words
from ehya.web.figure_words import value_words
from ehya.web.reader import current


def finding(told: Morning) -> str:
    """Return the first heading: the leading target, what was reached, and the pace it needs."""
    language, lead = current().language, told.lead
    gone = formats.percent(round(100 * told.share_gone), language)
    if lead is None or lead.value is None:
        return _no_target(told, gone)
    facts = {
        "value": formats.number(lead.value, language),
        "aim": value_words(lead.aim, lead.standing.metric.unit),
        "gone": gone,
    }
    if lead.done:
        return (
            _("%(value)s: the target of %(aim)s is reached, with %(gone)s of the year gone") % facts
        )
    if told.times is None or told.times <= 1:
        return _("%(value)s of %(aim)s, with %(gone)s of the year gone: the pace is enough") % facts
    facts["times"] = formats.number(told.times, language, 1)
    return (
        _(
            "%(value)s of %(aim)s, with %(gone)s of the year gone: the target needs %(times)s times this pace"
        )
        % facts
    )


def _no_target(told: Morning, gone: str) -> str:
    language = current().language
    year = formats.year(solar_year_of(told.moment.as_of), language)
    claimed = told.so_far.get("units_revived_claimed")
    if claimed is None:
        return _("No target of %(year)s can be counted yet, with %(gone)s of the year gone") % {
            "year": year,
            "gone": gone,
        }
    return _(
        "%(value)s revived as claimed, with %(gone)s of %(year)s gone; no target of it is in force"
    ) % {
        "value": formats.amount(claimed, "units", language),
        "gone": gone,
        "year": year,
    }


def lead_words(told: Morning) -> str:
    """Return what is counted, where, and which version of the target speaks; "" without one."""
    lead = told.lead
    if lead is None:
        return ""
    target, version = lead.standing.target, lead.standing.version
    language = current().language
    return _(
        "%(metric)s, %(place)s, %(period)s. Version %(number)s of %(known)s, by %(who)s, in force from %(day)s."
    ) % {
        "metric": words.metric_words(lead.standing.metric),
        "place": words.place_words(target.place, told.moment),
        "period": words.period_words(target),
        "number": formats.number(version.number, language),
        "known": formats.number(lead.standing.known, language),
        "who": version.authority,
        "day": formats.day(version.in_force_from, language),
    }


def ahead_words(found: Pipeline | None) -> str:
    """Return where the year is likely to end, as its open cases have it; "" where that is not told."""
    if found is None:
        return ""
    language = current().language
    _least, low, _middle, high, _most = found.interval
    said = {
        "low": formats.number(low, language),
        "high": formats.amount(high, "units", language),
        "chance": formats.chance(found.p_target() or 0.0, language),
    }
    return (
        _(
            "By its open cases the year ends between %(low)s and %(high)s, four times in five; the target: %(chance)s."
        )
        % said
    )


def relapsed_words(told: Morning) -> str:
    """Return how many revived units stand again, beside those proven this year; "" for nothing."""
    again, proven = told.so_far.get("units_relapsed"), told.so_far.get("units_revived_verified")
    if again is None:
        return ""
    language = current().language
    said = ngettext(
        "%(again)s revived unit stands again since the year began",
        "%(again)s revived units stand again since the year began",
        int(again),
    ) % {"again": formats.number(again, language)}
    if proven is None:
        return said
    return _("%(said)s; of this year’s restarts %(proven)s are proven") % {
        "said": said,
        "proven": formats.number(proven, language),
    }


def about(told: Morning, known_on: date) -> Iterable[str]:
    """Return what a paper says of itself: its days, and what is made up.

    Args:
        told: the morning.
        known_on: the day by whose end all of it was known.
    """
    language = current().language
    yield _("As it stood on %(day)s, as known by %(known)s.") % {
        "day": formats.day(told.moment.as_of, language, "both"),
        "known": formats.day(known_on, language, "both"),
    }
    yield _("Compared with %(day)s as it was known then.") % {
        "day": formats.day(told.since, language, "both")
    }
    if told.synthetic:
        yield _("Synthetic: a made-up programme, nothing of the real one.")
