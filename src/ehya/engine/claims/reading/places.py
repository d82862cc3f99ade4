"""Which country or province does a sentence speak of?"""

from collections.abc import Mapping

from ehya.engine.claims.model import Place
from ehya.engine.claims.reading.lexicon import Row

COUNTRY = "Iran"


def place_rows(places: Mapping[str, Place]) -> list[Row]:
    """Return lexicon rows for the provinces of the vocabulary, every spelling.

    Args:
        places: the vocabulary's places by name.

    Returns:
        Rows of class "place"; the country is left to the word tables, which know its phrases.
    """
    return [
        ("place", place.name, "|".join({place.name, place.name_fa, *place.spellings}))
        for place in places.values()
        if place.name != COUNTRY
    ]
