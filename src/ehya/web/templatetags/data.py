"""How do templates write the size of a file?"""

from django import template
from django.utils.translation import gettext as _

from ehya.web import formats
from ehya.web.reader import current

register = template.Library()
_STEPS = ((1e9, "{size} GB"), (1e6, "{size} MB"), (1e3, "{size} kB"))


@register.filter
def file_size(size: int | None) -> str:
    """258 → 258 bytes · ۲۵۸ بایت; 5120000 → 5.1 MB · ۵٫۱ مگابایت."""
    if size is None:
        return ""
    names = {"GB": _("{size} GB"), "MB": _("{size} MB"), "kB": _("{size} kB")}
    for step, name in _STEPS:
        if size >= step:
            told = formats.number(round(size / step, 1), current().language)
            return names[name[-2:]].format(size=told)
    return _("{size} bytes").format(size=formats.number(size, current().language))
