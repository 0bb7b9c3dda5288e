"""How templates say things; every template has these without loading them."""

from collections.abc import Mapping
from importlib import metadata
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.translation import get_language

from lastseen.domain.rights import May, Rights
from lastseen.web.areas import tabs
from lastseen.web.file_words import PlaceShown, address_of
from lastseen.web.words import FIRST, language_name, say

register = template.Library()

VERSION = metadata.version("lastseen")

_BROWSERS = {"Firefox": "Firefox", "Edg": "Edge", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {"Windows": "Windows", "Android": "Android", "iPhone": "iPhone", "Mac OS": "macOS", "Linux": "Linux"}
"""What browsers call themselves, the more telling word first: each names several of its forebears, too."""


@register.filter(name="say")
def said(text: str | Mapping[str, str], values: object) -> str:
    """A text of ``t`` with its values: ``{{ t.people.found|say:n }}``; several values come as a mapping."""
    return say(text, values, get_language() or FIRST)


@register.simple_tag
def asset(path: str) -> str:
    """The address of a file of ours, told apart from that of another version."""
    return f"{static(f'lastseen/{path}')}?v={VERSION}"


@register.simple_tag
def htmx() -> str:
    """The address of HTMX, as django_htmx ships it."""
    return static("django_htmx/htmx-2.min.js")


@register.simple_tag
def version() -> str:
    """Which version of this software serves."""
    return VERSION


@register.filter
def browser(agent: str) -> str:
    """What a browser calls itself, in two words."""
    found = (next((name for word, name in names.items() if word in agent), "") for names in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, found)) or agent[:40]


@register.filter
def language(tag: str) -> str:
    """What a language is called in that of the page, by its tag: ``{{ source.language|language }}``."""
    return language_name(tag, get_language() or FIRST) if tag else ""


@register.filter
def among(mapping: Mapping[str, Any], key: object) -> Any:
    """The value of a key that is a variable, or nothing: ``{{ t.site.roles|among:role }}``."""
    return mapping.get(str(key), "")


@register.filter(name="may")
def allowed(rights: Rights, needed: str) -> bool:
    """Whether somebody may do this: ``{% if rights|may:"release" %}``."""
    return rights.may(May(needed))


@register.inclusion_tag("sources/tabs.html", takes_context=True)
def interview_tabs(context: template.Context, name: str) -> dict[str, object]:
    """The pages of one interview, as tabs under its name."""
    request = context["request"]
    return {"t": context["t"], "tabs": tabs(request.rights, name, request.resolver_match.view_name)}


@register.simple_tag(takes_context=True)
def in_file(context: template.Context, passage: object) -> PlaceShown | None:
    """Where a passage is that lies in a file: among those that the page was given as ``in_files``, by their ids."""
    found: Mapping[str, PlaceShown] = context.get("in_files") or {}
    return found.get(str(passage))


@register.simple_tag
def place_address(source: str, locator: str) -> str:
    """Where a file of a source opens at a place."""
    return address_of(source, locator)


@register.simple_tag(takes_context=True)
def address_with(context: template.Context, **changes: object) -> str:
    """The address of this page with some of its parameters changed; None takes one away."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = str(value)
    return f"?{params.urlencode()}"
