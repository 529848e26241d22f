"""How the words of a document are shown on its paper page."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.letters.filling import CLOSES, OPENS

register = template.Library()
_MARKED = re.compile(rf"(【[^【】]*】|{OPENS}[^{OPENS}{CLOSES}]*{CLOSES})")
_STRAY = {ord(OPENS): None, ord(CLOSES): None}


@register.filter
def blanks(text: str) -> SafeString:
    """The text, escaped, with blanks like 【限期】 and what fills them in a sample marked."""
    return format_html_join("", "{}", ((_part(part),) for part in _MARKED.split(text)))


def _part(part: str) -> str | SafeString:
    words = part.translate(_STRAY)
    if part.startswith(OPENS) and part.endswith(CLOSES):
        return format_html('<span class="live">{}</span>', words)
    if _MARKED.fullmatch(part):
        return format_html('<span class="blank">{}</span>', words)
    return words
