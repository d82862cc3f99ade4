"""What does the form for projects, for payments or for progress look like, to be filled?"""

from collections.abc import Mapping

from ehya.invest.intake import fields, moved_fields
from ehya.register.intake import papers
from ehya.register.intake.headings import Headings
from ehya.register.places import PROVINCES

HEADINGS: Mapping[str, Headings] = {
    "projects": fields.HEADINGS,
    "payments": moved_fields.PAYMENT,
    "progress": moved_fields.PROGRESS,
}
WORDS = {**fields.WORDS, **moved_fields.WORDS}
_SIDE = {"en": 0, "fa": 1}
_SHEETS = {
    "projects": {"en": "projects", "fa": "طرح‌ها"},
    "payments": {"en": "payments", "fa": "پرداخت‌ها"},
    "progress": {"en": "progress", "fa": "پیشرفت"},
}
_EXAMPLES = {"projects": fields.EXAMPLES, **moved_fields.EXAMPLES}


def workbook(kind: str) -> bytes:
    """Return a workbook to fill: a sheet a language with an example, and the words.

    Args:
        kind: of `HEADINGS`.
    """
    columns = HEADINGS[kind].columns
    mine = {column.name for column in columns}
    words = [
        (told[1], told[0], ours, name)
        for name, list_ in WORDS.items()
        for ours, told in list_.items()
        if name in mine
    ]
    lists = [papers.WordList("words واژه‌ها", ("فارسی", "English", "code", "of"), words)]
    if "province" in mine:
        provinces = [(p.iso, p.name_en, p.name_fa) for p in PROVINCES.values()]
        heads = ("ISO 3166-2", "English", "فارسی")
        lists.append(papers.WordList("provinces استان‌ها", heads, provinces))
    forms = [_form(kind, language, mine) for language in ("en", "fa")]
    return papers.template_workbook(columns, forms, lists if words else [])


def _form(kind: str, language: str, mine: set[str]) -> papers.Form:
    offered = {
        name: [told[_SIDE[language]] for told in list_.values()]
        for name, list_ in WORDS.items()
        if name in mine
    }
    return papers.Form(_SHEETS[kind][language], language, _EXAMPLES[kind][language], offered)
