"""Which of the times in a sentence belongs to a number?"""

from dataclasses import replace
from datetime import date

from ehya.engine.calendar import solar_year_of
from ehya.engine.claims.model import Period
from ehya.engine.claims.reading.clauses_fa import recalls_report
from ehya.engine.claims.reading.draft import Draft, Story
from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.periods import period_of
from ehya.engine.claims.reading.scene import Scene
from ehya.engine.claims.reading.times import Time
from ehya.engine.claims.reading.told_days import misfits

# How many sentences a time is carried on, and how far a stock looks for one in its own.
_CARRY = 4
_STOCK_REACH = 9
_EVENT_REACH = 26
_COMPARED = frozenset(("than", "compared", "versus"))
_OTHER_TIME = 12
_DATELINE = 7
_REPORT_REACH = 45
_REPORTED = frozenset(("announced", "said", "stated", "reported", "noted", "put"))
_TOLD = ("told", "told_last_month")
_NOT_ITS_OWN = (*_TOLD, "same", "that_year", "past_unclear")


def date_of(scene: Scene, draft: Draft, story: Story) -> None:
    """Give a claim its period: the nearest time of the sentence, else the one told before.

    Args:
        scene: the sentence.
        draft: the claim; changed in place.
        story: what the sentences before said.
    """
    best = _nearest(scene, draft)
    if best is not None and _is_of_the_week(scene, draft, best):
        best, draft.sense = None, "event"
    carried: tuple[str, ...] = ()
    if best is None and draft.sense == "flow" and (story.event or _is_event(scene, draft)):
        draft.sense = "event"
    if best is None and story.year and any(t.kind == "that_year" for t in scene.times):
        best, carried = story.year, ("period.carried",)
    recent = story.time is not None and draft.sentence - story.time_sentence <= _CARRY
    if best is None and recent and draft.sense in ("flow", "event"):
        best, carried = story.time, ("period.carried",)
    best = _closed(scene, draft, best, story.published)
    best = _same_part(scene, draft, _counted_from(scene, best, story), story)
    draft.time = best
    draft.period, guessed = period_of(best, sense=draft.sense, published=story.published)
    draft.period = _as_told(scene, draft.period, story.published)
    printed = () if best and _is_compared_with(scene, best) else misfits(best, draft.period)
    draft.unsure = tuple(dict.fromkeys((*carried, *guessed, *printed)))


def _same_part(scene: Scene, draft: Draft, time: Time | None, story: Story) -> Time | None:
    """Read "in the same period of last year" as the part told before, of that year."""
    if time is None or time.kind != "same_part":
        return time
    own = [t for t in scene.times if t is not time and t.kind in _PARTS_OF_YEAR]
    told = own[0] if own else story.time
    if told is None or told.kind not in _PARTS_OF_YEAR:
        return replace(time, kind="year")
    return replace(told, year=time.year, days=())


def _closed(scene: Scene, draft: Draft, time: Time | None, published: date | None) -> Time | None:
    """Close "since the start of the year" by the one day told apart: "By January 19, …".

    Not by a day still to come, nor by one from which another number keeps it apart.
    """
    if time is None or time.kind not in _OPEN_ENDED or draft.sense != "flow":
        return time
    ends = [t for t in scene.times if t.kind == "until"]
    if len(ends) != 1 or not ends[0].days or _is_kept_apart(scene, draft, ends[0]):
        return time
    closed = replace(time, kind="since_until", days=ends[0].days)
    if time.kind == "since_day":
        closed = replace(time, kind="range", days=(time.days[0], ends[0].days[0]))
    was, now = (period_of(t, sense="flow", published=published)[0] for t in (time, closed))
    shorter = was.start == now.start and (now.end or "") < (was.end or "")
    return closed if shorter else time


_OPEN_ENDED = ("since_start", "since_day")


def _is_kept_apart(scene: Scene, draft: Draft, time: Time) -> bool:
    """Tell whether another number, or the word of another clause, stands before a time."""
    own = draft.phrase.number
    low, high = min(time.last, own.last), max(time.first, own.first)
    others = (number for number in scene.numbers if number is not own)
    return any(low <= number.first < high for number in others) or bool(
        _OTHER_CLAUSE & set(scene.words(low, high))
    )


_OTHER_CLAUSE = frozenset(("while", "whereas", "but", ";", "؛", "اما", "ولی", "حالی"))


_PARTS_OF_YEAR = ("first_months", "first_month", "first_quarter", "first_half", "to_autumn")


def _is_compared_with(scene: Scene, time: Time) -> bool:
    """Tell "13 percent more than the preceding year (March 20, 2020 …)": the days are that year's."""
    return bool(_COMPARED & set(scene.words(time.first - 2, time.first)))


def _counted_from(scene: Scene, time: Time | None, story: Story) -> Time | None:
    """Read "the year before" as the year before the one told last, not before today's."""
    told = story.year.year if story.year else None
    before = time is not None and time.year == -1 and time.kind == "year"
    if time is None or not before or told is None or story.published is None:
        return time
    if scene.words(time.last - 1, time.last) not in (["before"], ["earlier"]):
        return time
    this = solar_year_of(story.published)
    return replace(time, year=(told if told > 1 else this + told) - 1)


def _nearest(scene: Scene, draft: Draft) -> Time | None:
    if draft.sense == "stock" and scene.words(*_just_before(draft)) == ["now"]:
        return None
    own = [time for time in scene.times if _is_its_own(scene, draft, time)]
    return own[0] if own else _cheapest(scene, draft)


def _cheapest(scene: Scene, draft: Draft) -> Time | None:
    best, least = None, 99
    for time in scene.times:
        if time.kind in _NOT_ITS_OWN or _is_helper(scene, time):
            continue
        if time.kind == "month" and (_is_of_a_report(scene, time) or _is_dateline(scene, time)):
            continue
        cost = scene.cost(draft.phrase.span, (time.first, time.last))
        if time.kind == "government" and draft.sense != "flow":
            cost += 6
        if _COMPARED & set(scene.words(time.first - 6, time.first)):
            cost += _OTHER_TIME
        if draft.sense == "stock" and cost > _STOCK_REACH:
            continue
        if cost < least:
            best, least = time, cost
    return best


def _is_helper(scene: Scene, time: Time) -> bool:
    """Tell «با حمایت دولت سیزدهم»: a government that helped dates nothing."""
    helped = time.kind == "government" and bool(
        _HELP & set(scene.words(time.first - 1, time.first))
    )
    return helped and any(t.year is not None for t in scene.times)


_HELP = frozenset(("حمایت", "پیگیری", "کمک", "تلاش", "همت", "مساعدت", "همراهی"))


def _is_dateline(scene: Scene, time: Time) -> bool:
    """Tell the day of "BAKU, Azerbaijan, July 14 – The …": it dates the report, not what it tells."""
    opened = scene.words(time.first - 1, time.first) in ([","], ["("])
    closed = scene.words(time.last, time.last + 1) in (["-"], ["–"], ["—"], [")"], [":"])
    return opened and closed and time.first <= _DATELINE


def _just_before(draft: Draft) -> tuple[int, int]:
    return draft.phrase.first - 1, draft.phrase.first


def _is_its_own(scene: Scene, draft: Draft, time: Time) -> bool:
    """Tell each day of "fell from 9,800 on March 19, 2020 to 8,500 on March 20, 2021"."""
    if draft.sense != "stock" or time.kind in _NOT_ITS_OWN:
        return False
    behind = (
        scene.words(draft.phrase.last, time.first) if time.first >= draft.phrase.last else ["?"]
    )
    opener = scene.words(*_just_before(draft))
    return behind in ([], ["on"], ["in"]) and opener in (["from"], ["to"], ["at"])


def _is_event(scene: Scene, draft: Draft) -> bool:
    """Tell whether an opening ceremony is spoken of, not a year's work."""
    events = [m for m in scene.of("event") if not _is_aside(scene, m)]
    near, _ = scene.nearest(draft.phrase.span, events, _EVENT_REACH)
    return near is not None and draft.metric.startswith(("units_new", "units_revived", "projects"))


def _is_of_the_week(scene: Scene, draft: Draft, time: Time) -> bool:
    """Tell «هفتهٔ دولت امسال» and «دههٔ فجر امسال»: the year only says which week."""
    events = [m for m in scene.of("event") if not scene.tokens[m.first].text.isascii()]
    weeks = [m for m in events if m.last - m.first > 1]
    opened = draft.sense == "event" or draft.metric == "units_new_operational"
    return opened and any(-1 <= time.first - m.last <= 1 or m.first == time.last for m in weeks)


def _is_aside(scene: Scene, mark: Mark) -> bool:
    return any(abs(mark.first - aside.last) <= 4 for aside in scene.of("aside"))


def _as_told(scene: Scene, period: Period, published: date | None) -> Period:
    """Close a period with the earlier report that the sentence recalls: "an update from June"."""
    if published is None or period.end != published.isoformat() or period.kind == "event":
        return period
    for time in scene.times:
        if time.kind == "told" and time.days:
            month = time.days[0].closes(published)
            return Period(period.kind, period.start, month[:7] if month else period.end)
        if time.kind == "month" and time.days and _is_of_a_report(scene, time):
            month = time.days[0].closes(published)
            return Period(period.kind, period.start, month[:7] if month else period.end)
        if time.kind == "told_last_month":
            year, month_number = divmod(published.year * 12 + published.month - 2, 12)
            return Period(period.kind, period.start, f"{year:04d}-{month_number + 1:02d}")
    return period


def _is_of_a_report(scene: Scene, time: Time) -> bool:
    return _opens_a_report(scene, time) or recalls_report(scene, time)


def _opens_a_report(scene: Scene, time: Time) -> bool:
    """Tell "In early July, the head had announced that …" from a month of events."""
    words = scene.words(time.last, time.last + _REPORT_REACH)
    told = next((place for place, word in enumerate(words) if word in _REPORTED), None)
    if time.first > 3 or told is None or time.days[0].day is not None:
        return False  # "2024-08-12 (MENAFN) …" is the report's own dateline
    first = time.last + told
    return not any(number.first < first for number in scene.numbers)


def share_out(scene: Scene, fresh: list[Draft], story: Story) -> None:
    """Give each number of a list its own year or province: "113 and 154, respectively".

    Args:
        scene: the sentence.
        fresh: its claims; changed in place.
        story: what the sentences before said.
    """
    for group in _lists(scene, fresh):
        times = _times_before(scene, group)
        if len(times) == len(group) > 1:
            for draft, time in zip(group, times, strict=True):
                draft.time = time
                draft.period, draft.unsure = period_of(
                    time, sense=draft.sense, published=story.published
                )
        for kind in ("place", "sector"):
            marks = _marks_before(scene, group, kind)
            if len(marks) == len(group) > 1:
                for draft, mark in zip(group, marks, strict=True):
                    if kind == "place":
                        draft.place = mark.name
                    else:
                        draft.population = mark.name


def _lists(scene: Scene, fresh: list[Draft]) -> list[list[Draft]]:
    """Return runs of numbers that only commas and "and" part."""
    groups: list[list[Draft]] = []
    for draft in fresh:
        last = groups[-1][-1].phrase.number.last if groups else -1
        between = scene.words(last, draft.phrase.number.first) if last >= 0 else ["?"]
        if between and all(word in (",", "،", "and", "و", "units") for word in between):
            groups[-1].append(draft)
        else:
            groups.append([draft])
    return [group for group in groups if len(group) > 1]


def _times_before(scene: Scene, group: list[Draft]) -> list[Time]:
    """Return the years listed before a list: «در سال ۱۴۰۰ و ۱۴۰۱ به ترتیب»."""
    first = group[0].phrase.number.first
    found = [t for t in scene.times if t.last <= first and t.year is not None]
    return found[-len(group) :] if _is_respective(scene) else []


def _marks_before(scene: Scene, group: list[Draft], kind: str) -> list[Mark]:
    first, last = group[0].phrase.number.first, group[-1].phrase.last
    marks = [m for m in scene.of(kind) if m.last <= first or m.first >= last]
    before = [m for m in marks if m.last <= first]
    run = before[-len(group) :]
    close = run and scene.cost((run[-1].first, run[-1].last), (first, first + 1)) < 20
    return run if close else []


def _is_respective(scene: Scene) -> bool:
    return bool(scene.of("respectively"))
