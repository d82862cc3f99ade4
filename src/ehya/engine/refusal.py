"""What does Ehya say when a rule is not met?"""

from collections.abc import Callable, Mapping
from typing import Any


class Refusal(Exception):
    """A rule was not met. Carries facts, never a sentence.

    Attributes:
        code: dotted name of the rule, stable for ever, e.g. "calendar.no_such_day".
        facts: what a reader needs in order to put it right; plain JSON values.

    `ehya.web.messages` turns code and facts into a sentence in the reader's language.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[Callable[..., "Refusal"], tuple[str, dict[str, object]]]:
        return _again, (self.code, self.facts)  # it crosses from one process to another


def _again(code: str, facts: Mapping[str, Any]) -> Refusal:
    return Refusal(code, **facts)
