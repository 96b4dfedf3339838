"""The sink that is a document: HTML, between tags or inside a quoted attribute."""

from __future__ import annotations

import html

from mergecast.renderers.encoders.visible import many_lines


def encode_html(text: str) -> str:
    """Text for an element or a quoted attribute; line breaks stay.

    Not for script, style, or the value of an address attribute.
    """
    return html.escape(many_lines(text), quote=True)
