"""In what words does Ehya speak? English and Persian; no Django, so that `ehya check` needs none."""

from ehya.engine.refusal import Refusal
from ehya.web.messages.names import NAMES
from ehya.web.messages.refusals import REFUSALS

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def sentence(refusal: Refusal, language: str) -> str:
    """Return the refusal as one sentence in the reader's language ("en" or "fa")."""
    spoken = {name: _word(value, language) for name, value in refusal.facts.items()}
    text = REFUSALS[refusal.code][language].format_map(spoken)
    return text[:1].upper() + text[1:]


def _word(value: object, language: str) -> str:
    if isinstance(value, str) and value in NAMES:
        return NAMES[value][language]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,}" if language == "en" else f"{value:,}".translate(PERSIAN_DIGITS)
