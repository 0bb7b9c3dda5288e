"""The Django app of the site."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and words of all areas."""

    name = "lastseen.web"
    label = "web"

    def ready(self) -> None:
        """Let the ledger know who logs in and which factors come and go."""
        from lastseen.web.entry import audit  # noqa: PLC0415  # apps have to be loaded first

        audit.listen()
