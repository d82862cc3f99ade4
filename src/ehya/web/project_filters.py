"""Which projects does an address, or a command, ask for, and in which order?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ehya.engine.refusal import Refusal
from ehya.invest.queries.listed import ORDERS
from ehya.invest.queries.wanted import Wanted
from ehya.web.money_words import typed_rials

LONGEST = 80  # letters of what is searched
SELECTED = {  # of which only these words are known; anything else asks for nothing
    "opened": ("yes", "no"),
    "money": ("ahead", "behind"),
    "order": tuple(ORDERS),
}
TEXTS = ("kind", "branch", "province", "park", "state", "sponsor", "text")
UNITS = {"least": "least_unit", "most": "most_unit"}
ASKED = (*TEXTS, *SELECTED, *UNITS, *UNITS.values())
STANDING = ("planned", "under_way", "finished", "stopped", "late", "opened")
USUAL = {"order": "newest", "least_unit": "billion_rial", "most_unit": "billion_rial"}


def asked_in(told: Mapping[str, str]) -> dict[str, str]:
    """Return what an address asks for, without what is usual or empty: this is kept in links."""
    asked = {name: told[name].strip()[:LONGEST] for name in ASKED if told.get(name, "").strip()}
    for name, words in SELECTED.items():
        if asked.get(name, "") not in words:
            asked.pop(name, None)
    for amount, unit in UNITS.items():
        if amount not in asked:
            asked.pop(unit, None)
    return {name: value for name, value in asked.items() if USUAL.get(name) != value}


def wanted_in(asked: Mapping[str, str]) -> tuple[Wanted, Refusal | None]:
    """Return which projects are asked for; and why an amount could not be read, where one could not.

    Args:
        asked: as `asked_in` returns it.
    """
    texts: dict[str, Any] = {name: asked.get(name, "").replace("\x00", "") for name in TEXTS}
    state = texts.pop("state")
    opened: Any = asked.get("opened", "")
    money: Any = asked.get("money", "")
    wanted = Wanted(
        **texts,
        state=state if state not in ("late", "opened") else "",
        late=state == "late",
        opened="yes" if state == "opened" else opened,
        money=money,
    )
    try:
        least, most = _rials(asked, "least"), _rials(asked, "most")
    except Refusal as no:
        return wanted, no
    return replace(wanted, least_irr=least, most_irr=most), None


def order_in(asked: Mapping[str, str]) -> str:
    """Return the order asked for; the newest first unless told."""
    return asked.get("order", "newest")


def _rials(asked: Mapping[str, str], name: str) -> int | None:
    unit = asked.get(UNITS[name], "billion_rial")
    return typed_rials({name: asked.get(name, ""), f"{name}_unit": unit}, name)
