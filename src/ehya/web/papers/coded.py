"""Which code leads from paper to the figure that it prints?"""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import qrcode
import qrcode.image.svg
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ehya.engine.calendar import Language
from ehya.publish.queries.figures import Figure, asked_by
from ehya.web import figure_words, formats, rate_words
from ehya.web.reader import current, reading


def drawn(link: str) -> bytes:
    """Return a QR code of an address, as SVG."""
    out = BytesIO()
    qrcode.make(link, image_factory=qrcode.image.svg.SvgPathFillImage).save(out)
    return out.getvalue()


def coded(figures: Sequence[Figure], root: str, language: Language) -> list[dict[str, Any]]:
    """Return public figures as papers print them: a sentence, a number, an address, its code.

    Args:
        figures: public ones.
        root: what the house's addresses begin with, "https://ehya.example".
        language: "en" or "fa"; the translation in force says the same.
    """
    with reading(replace(current(), language=language, money="rial")):  # the paper's reader
        return [_coded(figure, root, language) for figure in figures]


def _coded(figure: Figure, root: str, language: Language) -> dict[str, Any]:
    asked = asked_by(figure)
    link = root + reverse("public-figure", args=[figure.pk])
    words = _("{name}, {where}, {days}: {value}").format(
        name=capfirst(asked.metric.told("name", language)),
        where=figure_words.scope_words(figure.scope),
        days=rate_words.days_of(asked.period),
        value=figure_words.value_words(figure.value, figure.unit),
    )
    number = _("Certificate {number}").format(number=formats.number(figure.pk, language))
    return {"words": words, "number": number, "link": link, "code": drawn(link).decode()}
