"""How does somebody keep a question to the list, and the columns to see it in?

Nobody else's business and no fact of the programme, so neither is noted in the ledger.
"""

from collections.abc import Sequence

from ehya.engine.refusal import Refusal
from ehya.engine.text import normalise
from ehya.ledger import roles
from ehya.ledger.models import User
from ehya.register.models import ChosenColumns, SavedView

LONGEST_NAME, LONGEST_QUERY = 80, 2000


def save_view(name: str, query: str, *, by: User) -> SavedView:
    """Keep a question to the list under a name; the same name is asked anew.

    Args:
        name: what the person calls it.
        query: the list's address behind the "?", without the page.
        by: whose it is.

    Raises:
        Refusal: "ledger.not_allowed", "register.view_without_name".
    """
    roles.require(by, "register.save_view")
    called = " ".join(normalise(name.replace("\x00", "")).split())
    if not called or len(called) > LONGEST_NAME or len(query) > LONGEST_QUERY or "\x00" in query:
        raise Refusal("register.view_without_name", most=LONGEST_NAME)
    view, _ = SavedView.objects.update_or_create(by=by, name=called, defaults={"query": query})
    return view


def drop_view(key: int, *, by: User) -> None:
    """Forget a saved view of one's own.

    Raises:
        Refusal: "register.no_such_view" also for somebody else's.
    """
    gone, _ = SavedView.objects.filter(pk=key, by=by).delete()
    if not gone:
        raise Refusal("register.no_such_view")


def choose_columns(columns: Sequence[str], *, by: User) -> None:
    """Keep which columns of the list a person sees."""
    ChosenColumns.objects.update_or_create(by=by, defaults={"columns": list(columns)})
