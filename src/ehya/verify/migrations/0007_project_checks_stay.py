"""What SQL alone can hold: a project's check that found something is never changed."""

from django.db import migrations

STAYS = """
CREATE TRIGGER project_check_stays BEFORE UPDATE OR DELETE ON verify_projectcheck
    FOR EACH ROW EXECUTE FUNCTION verify_check_stays();
"""
GOES = "DROP TRIGGER project_check_stays ON verify_projectcheck;"


class Migration(migrations.Migration):
    dependencies = [("verify", "0006_projects_asked")]
    operations = [migrations.RunSQL(STAYS, GOES)]
