"""Serving a registry to browsers: what Django is told of it, and the server itself."""

from collections.abc import Callable
from threading import Thread

from django.conf import settings

from lastseen.cli.session import Service

LOCAL = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = ("127.0.0.1", "::1", "0.0.0.0")  # noqa: S104  # told apart, not bound
THREADS = 8
LARGEST = 64 * 2**20
"""The largest request taken, in bytes. What is larger than its buffer the server would write to a temporary file, in
the clear: so nothing is, neither of requests nor of answers.
"""


def settle_for_browsers(service: Service, served: object, secret: str) -> None:
    """Tell Django under which names it serves, whether over HTTPS, what it serves, and the key of its cookies."""
    settings.SERVED = served
    settings.SECRET_KEY = secret
    settings.ALLOWED_HOSTS = [*LOCAL, *service.names]
    settings.CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in service.names] if service.https else []
    prefix = "__Host-" if service.https else ""
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = f"{prefix}lastseen", f"{prefix}lastseen-form"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = service.https
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600 if service.https else 0


def serve(service: Service, ready: Callable[[str], None], prepare: Callable[[], None]) -> None:
    """Serve until the process is told to stop; meanwhile ``prepare`` makes ready what first pages would wait for."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415  # loaded only where browsers are served
    from waitress import create_server  # noqa: PLC0415  # as above

    scheme = "https" if service.https else "http"
    server = create_server(
        get_wsgi_application(),
        host=service.host,
        port=service.port,
        threads=THREADS,
        url_scheme=scheme,
        ident=None,
        max_request_body_size=LARGEST,
        inbuf_overflow=2 * LARGEST,
        outbuf_overflow=8 * LARGEST,
    )
    ready(address(service, server.effective_port))
    Thread(target=prepare, daemon=True).start()
    server.run()


def address(service: Service, port: int) -> str:
    """What to type into a browser. Passkeys need a name, so that this machine is called ``localhost``."""
    if service.https:
        return f"https://{service.names[0] if service.names else service.host}/"
    return f"http://{'localhost' if service.host in EVERYWHERE else service.host}:{port}/"
