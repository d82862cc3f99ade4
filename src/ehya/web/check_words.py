"""What is a check called?"""

from django.utils.translation import gettext as _

from ehya.verify.stages import years_of
from ehya.web import formats
from ehya.web.messages.names_work import STAGES
from ehya.web.reader import current


def stage_words(stage: str) -> str:
    """Return what a stage is called in the reader's language."""
    if years := years_of(stage):
        return _("check after {n} years").format(n=formats.number(years, current().language))
    return STAGES[stage][current().language]
