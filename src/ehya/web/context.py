"""What does every page know?"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ehya.ledger import roles, rules
from ehya.ledger.queries import may, sight_of
from ehya.ledger.scopes import Sight
from ehya.web.open_pages import is_open
from ehya.web.reader import current, may_see_pages

# The pages that exist, in the order of the programme's work, and the act that opens each; a new
# page adds its line here.
NAVIGATION: tuple[tuple[str, object, str], ...] = (
    ("cockpit", _("Cockpit"), "web.see_pages"),
    ("units", _("Units"), "register.see_units"),
    ("parks", _("Parks"), "register.see_units"),
    ("detections", _("Detections"), "detect.see_looks"),
    ("work", _("My work"), "revive.see_cases"),
    ("cases", _("Cases"), "revive.see_cases"),
    ("committees", _("Committees"), "revive.see_cases"),
    ("targets", _("Targets"), "plan.see_targets"),
    ("funding", _("Funding"), "revive.see_cases"),
    ("rates", _("Rates"), "web.see_pages"),
    ("projects", _("Projects"), "invest.see_projects"),
    ("inaugurations", _("Inaugurations"), "invest.see_inaugurations"),
    ("figures", _("Figures"), "publish.see_figures"),
    ("reports", _("Reports"), "revive.see_cases"),
    ("press-desk", _("Press desk"), "publish.see_statements"),
    ("data", _("Files received"), "register.see_files"),
    ("duplicates", _("Duplicates"), "register.see_duplicates"),
    ("claims", _("Claims"), "web.see_pages"),
    ("contradictions", _("Contradictions"), "web.see_pages"),
    ("check", _("Check a text"), "publish.check_text"),
    ("events", _("Events"), "ledger.see_events"),
    ("people", _("People"), "ledger.manage_people"),
)
ROLES = {
    roles.OFFICER: _("Officer"),
    roles.ASSESSOR: _("Assessor"),
    roles.SECRETARY: _("Committee secretary"),
    roles.ANALYST: _("Analyst"),
    roles.COMMUNICATIONS: _("Communications"),
    roles.STEWARD: _("Data steward"),
    roles.DIRECTOR: _("Director"),
    roles.ADMINISTRATOR: _("Administrator"),
    roles.AUDITOR: _("Auditor"),
    roles.CITIZEN: _("Citizen"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    words: object
    address: str
    here: bool


def page(request: HttpRequest) -> dict[str, object]:
    """Give the templates the reader, the navigation and the person."""
    reader = current()
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return {"reader": reader, "here": _here(request), "open_page": is_open(request)}
    return {
        "reader": reader,
        "here": _here(request),
        "role_name": ROLES.get(request.user.role, ""),
        "where": where_words(sight_of(request.user), reader.language),
        "navigation": _navigation(request) if _opens(request) else [],
    }


def _opens(request: HttpRequest) -> bool:
    return may_see_pages(request) and not getattr(request, "something_due", False)


def _here(request: HttpRequest) -> str:
    """Where a change of language or light leads back to: what is shown, never an act again."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return urlsplit(request.headers.get("Referer", "")).path or "/"


def _navigation(request: HttpRequest) -> list[Place]:
    """The entry whose address is the longest beginning of the path is the one we stand on."""
    path = request.path
    mine = [(reverse(name), words) for name, words, act in NAVIGATION if may(request.user, act)]
    under = [a for a, _words in mine if path == a or (a != "/" and path.startswith(a))]
    here = max(under, key=len, default=None)
    return [Place(words, address, address == here) for address, words in mine]


def sees_words(sight: Sight, language: str) -> object:
    """Return how far somebody sees, in a few words."""
    return _("the whole country") if sight.nation else where_words(sight, language)


def where_words(sight: Sight, language: str) -> object:
    """Return what part of the country somebody works for, in a few words."""
    if sight.nation or not sight:
        return _("headquarters")
    names = {
        place.iso: place.name_fa if language == "fa" else place.name
        for place in rules.vocabulary().places.values()
    }
    shown = [*sorted(names.get(code, code) for code in sight.provinces), *sorted(sight.parks)]
    return ("، " if language == "fa" else ", ").join(shown)
