"""How does Django reach the database? (Django wants this module's name.)

Django's own PostgreSQL, with two differences: it asks for PostgreSQL 18, and it starts the embedded
server when a connection is first wanted, not when settings are read.
"""

from typing import Any

from django.db.backends.postgresql import base, features

from ehya.ledger import server


class DatabaseFeatures(features.DatabaseFeatures):
    """What Ehya's tables need of the server."""

    minimum_database_version = (server.OLDEST,)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection."""

    features_class = DatabaseFeatures

    def get_connection_params(self) -> dict[str, Any]:
        """Return the address, with the embedded server started where that is meant."""
        wanted: dict[str, Any] = super().get_connection_params()
        return {**wanted, **server.running_at()} if self.settings_dict.get("EMBEDDED") else wanted
