"""What should two merged records tell? Asked day by day, with no stretches and no borders."""

from datetime import date, timedelta


def days(first, count):
    return [first + timedelta(n) for n in range(count)]


def told_on(history, day):
    """What a history says of one day; None for nothing."""
    for stretch in history:
        if stretch.holds(day):
            return dict(stretch.content)
    return None


def joined_on(kept, folded, taken, day):
    """What the merged record should say of one day."""
    one, other = told_on(kept, day), told_on(folded, day)
    if one is None or other is None:
        return other if one is None else one
    return {fact: other[fact] if fact in taken else one[fact] for fact in one}


def parted_on(before, after, now, day):
    """What the kept record should say of one day, once parted: what is new since stays."""
    was, made, here = (told_on(history, day) for history in (before, after, now))
    if was is None:
        return None if here == made else here
    if here is None:
        return None
    news = {f: v for f, v in here.items() if made is None or made[f] != v}
    return {**was, **news}


EARLY = date(2020, 1, 1)
"""Laws draw their borders from the days that follow."""
