"""What is known of a claim while the text is still being read?"""

from dataclasses import dataclass, field
from datetime import date

from ehya.engine.claims.model import Period
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.times import Time


@dataclass(slots=True)
class Draft:
    """A claim before its links are known.

    Attributes:
        phrase: the number and its noun phrase.
        metric: its metric.
        sentence: number of its sentence in the text.
        start: offset of the passage in the folded text.
        end: offset after it.
        qualifier: how firmly it was said.
        place: where.
        population: what is counted.
        scope: "industrial parks", "outside parks", "inside and outside parks" or "".
        sense: "flow", "stock", "target" or "event".
        time: the time told with it; None when it was taken from elsewhere.
        period: the time resolved.
        unsure: codes of what was guessed.
        inherits: whether it is told as a part of the number before.
        dated_by_count: whether its period is that of the count it belongs to.
        firm: whether the text says that it is done.
        headline: whether it stands in a line without a full stop at the top.
        parent: the draft that it is a part of.
        about: the count that it belongs to.
        pair: the same amount in the other currency.
    """

    phrase: Phrase
    metric: str
    sentence: int
    start: int
    end: int
    qualifier: str = "eq"
    place: str = "Iran"
    population: str = ""
    scope: str = ""
    sense: str = "flow"
    time: Time | None = None
    period: Period = field(default_factory=lambda: Period("as_of"))
    unsure: tuple[str, ...] = ()
    inherits: bool = False
    dated_by_count: bool = False
    firm: bool = False
    headline: bool = False
    parent: "Draft | None" = None
    about: "Draft | None" = None
    pair: "Draft | None" = None


@dataclass(slots=True)
class Story:
    """What a reader keeps in mind from sentence to sentence.

    Attributes:
        published: the day of publication.
        places: names of the provinces that the vocabulary knows.
        drafts: claims so far.
        place: the place last spoken of.
        time: the time last told with something that happened.
        time_sentence: in which sentence.
        year: the past year last told, by its number or as "last year", whatever was said of it.
        act: the act last told of units.
        idle: whether idle units have been spoken of.
        state: the one state that the sentence before told of units; "" for none or several.
    """

    published: date | None
    drafts: list[Draft] = field(default_factory=list)
    place: str = "Iran"
    time: Time | None = None
    time_sentence: int = -9
    year: Time | None = None
    act: str = "revive"
    idle: bool = False
    state: str = ""
    event: bool = False
