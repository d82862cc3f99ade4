"""When does the ledger look over the settings?"""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger's place among Django's parts."""

    name = "ehya.ledger"

    def ready(self) -> None:
        """Have Django's own check run the house's questions too."""
        from ehya.ledger import checks  # noqa: F401
