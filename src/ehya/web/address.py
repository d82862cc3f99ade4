"""From which address does a request come?"""

from django.conf import settings
from django.http import HttpRequest


def caller(request: HttpRequest) -> str:
    """Return the caller's address.

    Behind a proxy it is the last one of `X-Forwarded-For`, which the proxy itself wrote down; what
    stands before it is the caller's own word.
    """
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
