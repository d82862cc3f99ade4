"""What did somebody type who types an amount: is it heard as it was meant?"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.web import formats
from ehya.web.messages import sentence
from ehya.web.money_words import LONGEST, SCALES, typed_number, units
from ehya.web.reader import current

SEE = "web.see_pages"


@require_GET
def heard(request: HttpRequest) -> HttpResponse:
    """Say an amount in words while it is typed: every digit, in rials and in toman."""
    roles.require(request.user, SEE)
    text, unit = request.GET.get("amount", "")[:LONGEST], request.GET.get("unit", "rial")
    try:
        said = _said(text, unit) if text.strip() else ""
    except Refusal as no:
        said = sentence(no, current().language)
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def _said(text: str, unit: str) -> str:
    number, language = typed_number(text), current().language
    if unit in SCALES:
        rials = int(number * SCALES[unit][1])
        facts = {
            "words": formats.amount(rials, "IRR", language),
            "toman": formats.amount(rials, "IRR", language, reading="toman"),
            "exact": formats.number(rials, language, 0),
        }
        return _("Heard: %(words)s, that is %(toman)s (%(exact)s rials)") % facts
    if unit == "USD":
        much = formats.amount(number, "USD", language)
    else:
        name = dict(units()).get(unit, "")
        much = f"{formats.number(number, language)} {name}".strip()
    return _("Heard: %(much)s") % {"much": much}
