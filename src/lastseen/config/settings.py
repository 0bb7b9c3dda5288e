"""Django's settings that are the same for every registry; :mod:`lastseen.config.database` adds the database."""

INSTALLED_APPS = ["lastseen.storage"]
AUTH_USER_MODEL = "storage.User"
USE_TZ = True
TIME_ZONE = "UTC"
