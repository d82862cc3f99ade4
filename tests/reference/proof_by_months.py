"""The obvious way to say whether readings prove that a unit runs: month by month, one unit."""

import math

AT_WORK = {
    "revival": ("active", "semi_active"),
    "renovation": ("active", "semi_active"),
    "capacity": ("active",),
}


def proof(states, insured, *, kind, jobs, first, last, rules):
    """Return what is found, for how many months on end, and the share of people insured."""
    stood = worked = 0
    for month in range(last, first - 1, -1):
        if states[month] not in ("idle", "gone"):
            break
        stood += 1
    if stood >= rules["standing_months"]:
        return "standing", stood, math.nan
    read = []
    for month in range(last, first - 1, -1):
        if states[month] not in AT_WORK[kind]:
            break
        worked += 1
        if not math.isnan(insured[month]):
            read.append(insured[month])
    share = sum(read) / len(read) / max(jobs, 1) if read else math.nan
    enough = worked >= rules["months"] and share >= rules["insured_at_least"]
    return ("running" if enough else "unseen"), worked, share
