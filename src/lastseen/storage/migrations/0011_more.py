"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("storage", "0010_efforts")]

    operations = []
