"""What does Ehya say when a rule is not met?"""


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
