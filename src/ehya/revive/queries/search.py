"""Which cases are meant by what somebody typed: by number, name, officer, committee or obstacle?

Whatever keyboard typed it: ي and ی, ك and ک are one letter, as are capitals and small ones.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet

from ehya.diagnose.models import WORDS_LETTERS, Finding, words_in_letters
from ehya.diagnose.obstacles import obstacles_on
from ehya.engine.text import search_query, search_tokens
from ehya.ledger.models import User
from ehya.ledger.scopes import Sight
from ehya.register.numbering import bare, is_number
from ehya.register.queries.within import Moment, units_at
from ehya.revive.models import Case, Committee, Item

PLACES = ("unit", "officer", "committee", "obstacle")  # where a text is looked for
LONGEST_TEXT = 100  # letters
_LONGEST_NUMBER = 9  # digits of a case's number
_SHORTEST = 2  # letters of a word that is looked for beside units' names
_SOUND = "~"
_WORD = re.compile(r"\w+")


def cases_found(text: str, moment: Moment, sight: Sight, *, where: str = "") -> Q:
    """Return what a text asks of cases.

    Args:
        text: a case's or a unit's number, or words: all of them must be there, each may be begun
            only.
        moment: here and now; units are found by what is told of them then.
        sight: how far the reader sees units; the caller narrows the cases themselves.
        where: of `PLACES`; "" for all of them.
    """
    typed = text.strip()[:LONGEST_TEXT].replace("\x00", "")
    if is_number(typed):
        return Q(unit__number=bare(typed))
    digits = bare(typed)
    if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER:
        return Q(pk=int(digits))
    looked = [where] if where in PLACES else PLACES
    first, *others = [_LOOKS[place](typed, moment, sight) for place in looked]
    return Q(pk__in=first.union(*others) if others else first)


def _by_unit(typed: str, moment: Moment, sight: Sight) -> QuerySet[Any, Any]:
    asked = search_query(typed)
    if not asked:
        return Case.objects.none().values("pk")
    words = SearchQuery(asked, search_type="raw", config="simple")
    return Case.objects.filter(
        unit__in=units_at(moment, sight).filter(words=words).values("unit")
    ).values("pk")


def _by_officer(typed: str, moment: Moment, sight: Sight) -> QuerySet[Any, Any]:
    people = User.objects.filter(role="officer").values_list(
        "pk", "username", "first_name", "last_name"
    )
    meant = [key for key, *names in people if _says(typed, names)]
    return Case.objects.filter(officer__in=meant).values("pk")


def _by_committee(typed: str, moment: Moment, sight: Sight) -> QuerySet[Any, Any]:
    committees = Committee.objects.values_list("pk", "name_fa", "name_en")
    meant = [key for key, *names in committees if _says(typed, names)]
    return Item.objects.filter(meeting__committee__in=meant).values("case")


def _by_obstacle(typed: str, moment: Moment, sight: Sight) -> QuerySet[Any, Any]:
    """What is known now of a unit, by what the obstacle is called and by the finder's own words."""
    known = obstacles_on(moment.as_of)
    kinds = {kind.name for kind in known.kinds if _says(typed, kind.words.values())}
    meant = [
        name
        for name, one in known.by_name.items()
        if name.partition(".")[0] in kinds or _says(typed, one.words.values())
    ]
    found = Finding.objects.filter(known__upper_inf=True)
    told = found.filter(obstacle__in=meant).values("unit")
    asked = " & ".join(f"{word}:*" for word in _words_of(typed))
    if asked:
        said = SearchVector(words_in_letters(), config="simple")
        query = SearchQuery(asked, search_type="raw", config="simple")
        own = found.exclude(words="").annotate(said=said).filter(said=query).values("unit")
        told = told.union(own)
    return Case.objects.filter(unit__in=told).values("pk")


def _words_of(typed: str) -> list[str]:
    words = _WORD.findall(typed.translate(WORDS_LETTERS).lower())
    return [word for word in words if len(word) >= _SHORTEST]


def _says(typed: str, texts: Iterable[str]) -> bool:
    """Tell whether texts hold every word, each begun at least."""
    asked = [_spellings(run) for run in typed.split() if len(run) >= _SHORTEST]
    there = _spellings(*texts)
    return bool(asked) and all(
        any(word.startswith(begun) for begun in run for word in there) for run in asked
    )


def _spellings(*texts: str) -> frozenset[str]:
    return frozenset(word for word in search_tokens(*texts) if not word.startswith(_SOUND))


_LOOKS: dict[str, Callable[[str, Moment, Sight], QuerySet[Any, Any]]] = {
    "unit": _by_unit,
    "officer": _by_officer,
    "committee": _by_committee,
    "obstacle": _by_obstacle,
}
