"""Who gets which answer at the desk."""

from tests.web.matrix import Route

ROUTES = (Route(name="desk:index"),)
