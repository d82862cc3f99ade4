"""When is a restart asked whether it runs, and what follows from the answer? Pure: words in and out.

First it is to be verified; then it is asked at 6 and 12 months and every year after. A check of the
lot stands beside these: that a unit runs leads no case on, that it stands does.
"""

FIRST, LOT = "verify", "sample"
KEPT = ("month_6", "month_12")  # and "year_2", "year_3", ... as the years go by
YEAR = "year_"
KNOWN = rf"^({FIRST}|{LOT}|{'|'.join(KEPT)}|{YEAR}([2-9]|[1-9][0-9]))$"


def acts(stage: str) -> tuple[str, str]:
    """Return what leads the case on where the unit runs, and where it stands."""
    return ("verify", "take_back") if stage == FIRST else ("sustain", "relapse")


def follows(stage: str, state: str, *, running: bool) -> str:
    """Return the act that follows from a visit's answer; "" for none.

    Args:
        stage: of the check.
        state: of the case.
        running: whether the unit runs.
    """
    if stage != LOT:
        return acts(stage)[not running]
    return "relapse" if not running and state in states(KEPT[0]) else ""


def states(stage: str) -> tuple[str, ...]:
    """Return the states of a case in which a stage is asked; none for the lot, which asks in any."""
    if stage == LOT:
        return ()
    return ("restarted",) if stage == FIRST else ("verified", "sustained")


def years_of(stage: str) -> int:
    """Return at how many years a yearly check asks; 0 of any other. [years]"""
    return int(stage.removeprefix(YEAR)) if stage.startswith(YEAR) else 0


def months_of(stage: str) -> int:
    """Return at how many months a stage asks; 0 of the first, -1 of the lot. [months]"""
    if stage in KEPT:
        return int(stage.removeprefix("month_"))
    return -1 if stage == LOT else 12 * years_of(stage)
