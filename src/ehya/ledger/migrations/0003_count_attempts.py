"""Where is counted how often somebody guessed? (The table of Django's database cache.)

Unlogged: after a crash of the server the counts begin anew, and nothing else is lost.
"""

from django.db import migrations

MAKE = """
CREATE UNLOGGED TABLE ledger_count (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX count_by_end ON ledger_count (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_events_stay")]
    operations = [migrations.RunSQL(MAKE, reverse_sql="DROP TABLE ledger_count")]
