"""Do two claims speak of the same things, or does one of them speak of a part?

A population is told in words ("SMEs in parks", "1,557 revived units", "chemical, of units in
parks"). It is taken apart into facets; only facets are compared. A contradiction needs scopes
that are equal or nested; where a facet is told on one side only, there is a doubt, and the facet
is its name.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ehya.engine.claims.model import Claim

Relation = Literal["same", "part", "whole", "loose", "loose_part", "loose_whole", "apart"]

_WHERE = (
    ("both", r"inside and outside|in and out of parks|whole country|nationwide|all over"),
    ("outside", r"outside( of)?( industrial)? (parks|estates|towns|zones)|out of parks"),
    ("parks", r"\b(parks?|estates|industrial towns|zones)\b"),
)
_KIND = (
    ("economic", r"economic|service and farm|businesses"),
    ("mines", r"\bmin(e|es|ing)\b(?! units)"),
    ("infrastructure", r"infrastructure"),
    ("projects", r"\bprojects?\b"),
)
_WHAT = (
    ("revived and new", r"new, revived|revived and new"),
    ("revived", r"(revived|recommissioned|reactivated|restored|reopened|return(ed)?) ?(units|of)?"),
    ("new", r"\bnew (units|project|production)"),
    ("lifted", r"expanded|capacity increased|below to above|strengthened"),
    ("loans", r"\bloans?\b"),
)
_SECTOR = (
    ("metal", r"(?<!non-)\bmetals?\b"),
    ("chemical", r"chemical"),
    ("food", r"food"),
    ("mineral", r"non-metal(lic)?"),
    ("cellulose", r"cellulose"),
    ("textile", r"textile"),
    ("electrical", r"electric"),
    ("rubber", r"rubber"),
    ("services", r"\bservices\b"),
    ("micro", r"^micro\b"),
    ("small", r"^small, of"),
    ("medium", r"^medium\b"),
    ("large", r"^large\b"),
    ("state-run", r"state-run"),
    ("private", r"\bprivate parks"),
    ("major", r"\bmajor units"),
)
_SIZE = r"small and medium|\bsmes?\b|small-scale|small industries|small units|small mines"
_PART_OF = re.compile(r"\(part of [^)]*\)")
_GROUP = re.compile(r"^([\d,]+)\s+\w")
_BASE = re.compile(r"\bof ((?:active|revived|inactive|idle|units|industrial)[\w\s-]*)$")
_SAYS_NOTHING = re.compile(
    r"\b(idle|inactive|semi-active|semi-stagnant|stagnant|closed|active|industrial|production|"
    r"producing|units?|plants?|factories|firms?|enterprises|licensed|mostly|and|or|of|in|the|an?|"
    r"over|\d[\d,]*|under|capacity|below|above|percent|50%|to|from|moved|with|small|medium|smes?|"
    r"small-scale|industries|special|zones?|areas?|towns?|beverage|mineral|drug|hygiene|"
    r"electronic|plastic|power|mines?|industrial|part|movement|service|economic|farm|as|whole|"
    r"non-metallic|dormant|shut|shuttered|half-idle|stalled|completely|fully|reactivated)\b"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a population's words say, facet by facet; "" where they are silent.

    Attributes:
        where: "parks", "outside" or "both".
        kind: "economic" (wider than industry), "mines", "projects", …; "" is industrial units.
        what: the things that jobs or money belong to: "revived", "new", "lifted", "loans".
        sector: one branch or size class of the whole.
        size: "small" where only small and medium units are meant.
        base: the whole that a share is taken of.
        group: the number in "1,557 revived units".
        rest: words that no table knows; they narrow the scope in a way we cannot judge.
    """

    where: str = ""
    kind: str = ""
    what: str = ""
    sector: str = ""
    size: str = ""
    base: str = ""
    group: int | None = None
    rest: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one scope stands to another.

    Attributes:
        relation: the first is the "same" as, a "part" of, the "whole" of the second; "loose"
            where they may differ besides; "apart" where nothing can be concluded.
        facets: the facets in which they differ or may differ.
    """

    relation: Relation
    facets: tuple[str, ...] = ()


@cache
def scope_of(population: str) -> Scope:
    """Return a population's facets.

    Args:
        population: as the record or the reader words it, in English.

    Returns:
        The facets; all silent for an empty population.
    """
    words = _PART_OF.sub("", population.lower().replace("\u2010", "-")).strip()
    base = _BASE.search(words)
    head = words[: base.start()] if base else words
    group = _GROUP.match(words)
    return Scope(
        where=_first(_WHERE, words),
        kind=_first(_KIND, head),
        what="" if base else _first(_WHAT, words),
        sector=_first(_SECTOR, words),
        size="small" if re.search(_SIZE, words) else "",
        base=base.group(1).strip() if base else "",
        group=int(group.group(1).replace(",", "")) if group else None,
        rest=_rest(head),
    )


def compare(one: Claim, other: Claim, *, grouped: bool = True) -> Comparison:
    """Return how one claim's population stands to another's; places are not looked at.

    Args:
        one: a claim.
        other: another of the same metric.
        grouped: False where the number in "381 revived units" grows with the count itself.

    Returns:
        The relation, and the facets in which they differ.
    """
    return compare_scopes(scope_of(one.population), scope_of(other.population), grouped=grouped)


@cache
def compare_scopes(one: Scope, other: Scope, *, grouped: bool = True) -> Comparison:
    """Return how one scope stands to another."""
    verdicts = {
        "where": _where(one.where, other.where),
        "kind": _kind(one.kind, other.kind),
        "what": _what(one.what, other.what),
        "sector": _sector(one.sector, other.sector),
        "size": _told_on_one_side(one.size, other.size),
        "base": "same" if one.base == other.base else "loose",
        "group": _group(one.group, other.group) if grouped else "same",
        "label": _label(one.rest, other.rest),
    }
    facets = tuple(name for name, verdict in verdicts.items() if verdict != "same")
    return Comparison(_together(set(verdicts.values())), facets)


def _together(verdicts: set[str]) -> Relation:
    if "apart" in verdicts or {"part", "whole"} <= verdicts:
        return "apart"
    loose = "loose" in verdicts
    if "part" in verdicts:
        return "loose_part" if loose else "part"
    if "whole" in verdicts:
        return "loose_whole" if loose else "whole"
    return "loose" if loose else "same"


def _where(one: str, other: str) -> Relation:
    if one == other:
        return "same"
    if "outside" in (one, other) and not (one and other):
        return "part" if one else "whole"
    if not one or not other:
        return "loose"
    if other == "both":
        return "part"
    return "whole" if one == "both" else "apart"


def _kind(one: str, other: str) -> Relation:
    if one == other:
        return "same"
    if not one and other == "economic":
        return "part"
    return "whole" if one == "economic" and not other else "apart"


def _sector(one: str, other: str) -> Relation:
    if one == other:
        return "same"
    if one and other:
        return "apart"
    return "part" if one else "whole"


def _group(one: int | None, other: int | None) -> Relation:
    return "apart" if one is not None and other is not None and one != other else "same"


def _what(one: str, other: str) -> Relation:
    """What is told of no group belongs, most often, to the revived; never to the new units."""
    if one == other:
        return "same"
    return "loose" if {one, other} == {"", "revived"} else "apart"


def _told_on_one_side(one: str, other: str) -> Relation:
    if one == other:
        return "same"
    return "apart" if one and other else "loose"


def _label(one: frozenset[str], other: frozenset[str]) -> Relation:
    if one == other:
        return "same"
    return "apart" if one and other else "loose"


def _first(table: tuple[tuple[str, str], ...], words: str) -> str:
    return next((name for name, pattern in table if re.search(pattern, words)), "")


def _rest(words: str) -> frozenset[str]:
    for table in (_WHERE, _KIND, _WHAT, _SECTOR):
        for _, pattern in table:
            words = re.sub(pattern, " ", words)
    words = re.sub(_SIZE, " ", words)
    return frozenset(re.findall(r"[^\W\d_]{3,}", _SAYS_NOTHING.sub(" ", words)))
