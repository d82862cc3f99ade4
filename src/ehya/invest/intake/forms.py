"""What does the form for projects look like, that somebody may fill and hand in?"""

from ehya.invest.intake.fields import EXAMPLES, HEADINGS, WORDS
from ehya.register.intake import papers
from ehya.register.places import PROVINCES

_SIDE = {"en": 0, "fa": 1}
_SHEETS = {"en": "projects", "fa": "طرح‌ها"}


def projects_workbook() -> bytes:
    """Return a workbook to fill with projects: a sheet a language with an example, and the words."""
    words = [
        (told[1], told[0], ours, name)
        for name, list_ in WORDS.items()
        for ours, told in list_.items()
    ]
    provinces = [(p.iso, p.name_en, p.name_fa) for p in PROVINCES.values()]
    return papers.template_workbook(
        HEADINGS.columns,
        [_form(language) for language in ("en", "fa")],
        [
            papers.WordList("words واژه‌ها", ("فارسی", "English", "code", "of"), words),
            papers.WordList("provinces استان‌ها", ("ISO 3166-2", "English", "فارسی"), provinces),
        ],
    )


def _form(language: str) -> papers.Form:
    offered = {
        name: [told[_SIDE[language]] for told in list_.values()] for name, list_ in WORDS.items()
    }
    return papers.Form(_SHEETS[language], language, EXAMPLES[language], offered)
