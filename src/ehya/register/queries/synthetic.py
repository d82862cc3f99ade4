"""Which synthetic register is there, and how far did it come in?"""

import re
from dataclasses import dataclass

from ehya.register.models import Import, ReceivedFile, Unit

_NAME = re.compile(r"synthetic-(\d+)-(\d+)-(\d{4}-\d{2}-\d{2})\.csv")


@dataclass(frozen=True, slots=True)
class There:
    """A synthetic register that was handed in.

    Attributes:
        units: of which it was made. [records]
        seed: by which it was made.
        done: days of the files that are in whole.
    """

    units: int
    seed: int
    done: frozenset[str]


def synthetic_there() -> There | None:
    """Return the synthetic register that was handed in, wholly or in part; None for none."""
    names = (
        ReceivedFile.objects.filter(synthetic=True).order_by("id").values_list("name", flat=True)
    )
    found = [match for name in names if (match := _NAME.fullmatch(name))]
    if not found:
        return None
    units, seed = int(found[0][1]), int(found[0][2])
    ended = Import.objects.filter(file__synthetic=True, state="done")
    done = {
        match[3]
        for name in ended.values_list("file__name", flat=True)
        if (match := _NAME.fullmatch(name)) and (int(match[1]), int(match[2])) == (units, seed)
    }
    return There(units, seed, frozenset(done))


def has_real_units() -> bool:
    """Tell whether a unit that nobody made up is in the register."""
    return Unit.objects.filter(synthetic=False).exists()
