"""How widgets are rendered: templates/ comes first, and a select is written in one go."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString

UNCHOSEN = {"---------": "请选择"}  # Django's words for the empty option
SELECT = "django/forms/widgets/select.html"


class Renderer(TemplatesSetting):
    """The site's FORM_RENDERER.

    A select of 90 units takes Django 180 templates, more than the rest of a list page.
    """

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Return the HTML of a widget, a field or a form."""
        if template_name == SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _select(widget: dict[str, Any]) -> SafeString:
    groups = (
        format_html('<optgroup label="{}">{}</optgroup>', name, _options(options))
        if name
        else _options(options)
        for name, options, _ in widget["optgroups"]
    )
    body = format_html_join("", "{}", ((group,) for group in groups))
    attrs = flatatt({"name": widget["name"]} | widget["attrs"])
    return format_html("<select{}>{}</select>", attrs, body)


def _label(words: Any) -> Any:
    return UNCHOSEN.get(words, words) if isinstance(words, str) else words


def _options(options: list[dict[str, Any]]) -> SafeString:
    # Not format_html: 90 units are more escaping than the rows of the page beside them.
    rows = (
        f'<option{flatatt(row["attrs"]) if row["attrs"] else ""} value="{escape(row["value"])}">'
        f"{conditional_escape(_label(row['label']))}</option>"
        for row in options
    )
    return SafeString("".join(rows))
