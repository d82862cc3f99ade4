"""What does the form for units look like, that somebody may fill and hand in?"""

from collections.abc import Iterable

from ehya.register.classes import CLASSES
from ehya.register.intake import papers
from ehya.register.intake.fields import COLUMNS, EXAMPLES, WORDS
from ehya.register.places import COUNTIES, PROVINCES

_SIDE = {"en": 0, "fa": 1}
_SHEETS = {"en": "units", "fa": "واحدها"}


def template_workbook(parks: Iterable[tuple[str, str, str, str]] = ()) -> bytes:
    """Return a workbook to fill: a sheet a language with an example, and the words to choose from.

    Args:
        parks: those that stand, as (code, province, Latin name, Persian name).
    """
    words = [
        (written[1], written[0], ours, name)
        for name, list_ in WORDS.items()
        for ours, written in list_.items()
    ]
    provinces = [(p.iso, p.name_en, p.name_fa) for p in PROVINCES.values()]
    counties = [(c.code, c.province, c.name_en, c.name_fa) for c in COUNTIES.values()]
    classes = [(c.code, c.title_en, c.title_fa) for c in CLASSES.values()]
    return papers.template_workbook(
        COLUMNS,
        [_form(language) for language in ("en", "fa")],
        [
            papers.WordList("words واژه‌ها", ("فارسی", "English", "code", "of"), words),
            papers.WordList("provinces استان‌ها", ("ISO 3166-2", "English", "فارسی"), provinces),
            papers.WordList("counties شهرستان‌ها", ("code", "of", "English", "فارسی"), counties),
            papers.WordList("parks شهرک‌ها", ("code", "of", "English", "فارسی"), [*parks]),
            papers.WordList("ISIC آیسیک", ("code", "English", "فارسی"), classes),
        ],
    )


def _form(language: str) -> papers.Form:
    offered = {
        name: [written[_SIDE[language]] for written in list_.values()]
        for name, list_ in WORDS.items()
    }
    return papers.Form(_SHEETS[language], language, EXAMPLES[language], offered)
