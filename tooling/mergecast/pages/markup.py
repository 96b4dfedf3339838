"""The parts that the pages are made of; what fills them is in ``renderers.markup``."""

from __future__ import annotations

from mergecast.renderers.markup import NOTHING, Markup, Parts, join

__all__ = ["NOTHING", "Markup", "fill", "join", "sheet"]

_PARTS = Parts("mergecast.pages")
fill = _PARTS.fill
sheet = _PARTS.sheet
