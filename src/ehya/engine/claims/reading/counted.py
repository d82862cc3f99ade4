"""What is known of a number of things while rules are asked about it?"""

from dataclasses import dataclass

from ehya.engine.claims.reading.draft import Draft, Story
from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.patterns import EVENTS, STOCKS
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

Answer = tuple[str, str]
NOTHING: Answer = ("", "")


@dataclass(slots=True)
class Count:
    """A number of things, and what the text has said so far.

    Attributes:
        scene: its sentence.
        phrase: the number and its noun phrase.
        story: what the sentences before said.
        fresh: claims of this sentence.
        before: claims of the last sentences and of this one.
        parent: the count told before, which this one may divide.
        noun: what is counted.
        state: "idle", "idle and semi", "active" …
        act: what is said to be done.
    """

    scene: Scene
    phrase: Phrase
    story: Story
    fresh: list[Draft]
    before: list[Draft]
    parent: Draft | None = None
    noun: str = ""
    state: str = ""
    act: Mark | None = None


def sense_of(metric: str) -> str:
    """Return whether a metric counts what happened, what is, what shall be, or an event.

    Args:
        metric: its name.

    Returns:
        "flow", "stock", "target" or "event".
    """
    if metric.startswith("target_") and not metric.endswith("_pct"):
        return "target"
    if metric in STOCKS:
        return "stock"
    return "event" if metric in EVENTS else "flow"
