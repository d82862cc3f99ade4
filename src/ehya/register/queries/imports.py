"""Which files were handed in, and how far is each on its way in?"""

from ehya.register.models import ReceivedFile


def file_received(sha256: str) -> ReceivedFile | None:
    """Return what is known of a file by its digest; None if it was never handed in."""
    return ReceivedFile.objects.select_related("by").filter(sha256=sha256).first()
